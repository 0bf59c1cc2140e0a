#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/calendar/civil_date.hpp"
#include "engine/result.hpp"

namespace vertrek {

/// A point in physical time, in microseconds since 1970-01-01T00:00:00Z (finer digits are cut when
/// read). Range 1900 to 2199. People and the law see it in Dutch time (Europe/Amsterdam).
class Moment {
 public:
  using Clock = std::chrono::sys_time<std::chrono::microseconds>;

  constexpr Moment() = default;
  explicit constexpr Moment(Clock at) : at_(at) {}
  [[nodiscard]] static constexpr Moment from_micros(std::int64_t micros) {
    return Moment{Clock{std::chrono::microseconds{micros}}};
  }
  /// RFC 3339 date-time with an offset (`Z` or `+02:00`); the seconds may be left out. A time
  /// without offset, a date that does not exist, hour 24 or second 60 are bad_input errors that say
  /// which.
  [[nodiscard]] static Result<Moment> parse(std::string_view rfc3339);

  [[nodiscard]] constexpr std::int64_t micros() const { return at_.time_since_epoch().count(); }
  [[nodiscard]] constexpr Clock at() const { return at_; }
  [[nodiscard]] constexpr Moment plus(std::chrono::microseconds span) const {
    return Moment{at_ + span};
  }
  /// RFC 3339 in Dutch time: `2025-09-23T15:05:00+02:00`; fraction only when there is one.
  [[nodiscard]] std::string iso() const;
  /// `22 april 2024, 12:30` in Dutch time, to the minute.
  [[nodiscard]] std::string written(Language language) const;

  friend constexpr auto operator<=>(Moment const&, Moment const&) = default;

 private:
  Clock at_{};
};

/// The civil day in the Netherlands on which the moment falls.
[[nodiscard]] CivilDate dutch_date(Moment moment);
/// The first moment of a civil day in the Netherlands.
[[nodiscard]] Moment start_of(CivilDate day);
/// The moment at which Dutch clocks show this time on this day. A time skipped by a change of
/// clock gives the moment of the change; a time shown twice gives its first occurrence.
[[nodiscard]] Moment dutch_moment(CivilDate day, std::chrono::minutes since_midnight);

}  // namespace vertrek
