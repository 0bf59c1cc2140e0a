#pragma once

#include <string>
#include <string_view>

#include "engine/outbox.hpp"
#include "engine/result.hpp"

namespace vertrek::partners {

/// Organisatie-identificatienummer: the twenty digits by which a Dutch organisation is known.
class Oin {
 public:
  /// Nobody's: for trials.
  Oin() : digits_("99999999999999999999") {}
  [[nodiscard]] static Result<Oin> parse(std::string_view text);
  [[nodiscard]] std::string const& str() const { return digits_; }
  friend bool operator==(Oin const&, Oin const&) = default;

 private:
  std::string digits_;
};

/// In whose name messages leave.
struct Sender {
  Oin oin;
};

/// The message as a CloudEvent 1.0 in structured JSON, by the NL GOV profile.
///
/// `id` is the event's place in the log and the addressee: the same message keeps it for ever, so
/// that a delivery that is tried again is seen as the same. `sequence` is that place as text that
/// sorts. `time` is when it was recorded, as the profile asks; when it happened stands in `data`.
/// The extension `partner` names the addressee. Who recorded it is told as a partner, never as a
/// person.
[[nodiscard]] std::string cloud_event(OutboxEntry const& entry, Sender const& sender);

}  // namespace vertrek::partners
