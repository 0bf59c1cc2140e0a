#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "engine/result.hpp"

namespace vertrek {

/// A day on the civil calendar, without a time of day or a zone. Range: 1900-01-01 to 2199-12-31.
/// A civil day of the law is always the day in Europe/Amsterdam; see `dutch_date(Moment)`.
class CivilDate {
 public:
  constexpr CivilDate() = default;
  explicit constexpr CivilDate(std::chrono::sys_days day) : day_(day) {}
  /// Must exist; for dates written in code.
  constexpr CivilDate(int year, unsigned month, unsigned day)
      : day_(std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)) {}

  /// `YYYY-MM-DD`. A date that does not exist, or lies out of range, is a bad_input error.
  [[nodiscard]] static Result<CivilDate> parse(std::string_view iso);

  [[nodiscard]] constexpr std::chrono::sys_days days() const { return day_; }
  [[nodiscard]] constexpr std::chrono::year_month_day fields() const {
    return std::chrono::year_month_day{day_};
  }
  [[nodiscard]] constexpr int year() const { return static_cast<int>(fields().year()); }
  [[nodiscard]] constexpr std::chrono::weekday weekday() const {
    return std::chrono::weekday{day_};
  }
  [[nodiscard]] constexpr CivilDate plus_days(int count) const {
    return CivilDate{day_ + std::chrono::days{count}};
  }
  [[nodiscard]] std::string iso() const;
  /// `22 april 2024` / `22 April 2024`.
  [[nodiscard]] std::string written(Language language) const;
  /// `maandag 22 april 2024` / `Monday 22 April 2024`.
  [[nodiscard]] std::string written_with_weekday(Language language) const;

  friend constexpr auto operator<=>(CivilDate const&, CivilDate const&) = default;

 private:
  std::chrono::sys_days day_{};
};

}  // namespace vertrek
