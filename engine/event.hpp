#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/moment.hpp"
#include "engine/identity.hpp"

namespace vertrek {

/// Who recorded it: the partner, the person there, and the role in which that person acted.
struct Recorder {
  PartnerId partner;
  UserId user;
  std::string role;
  friend bool operator==(Recorder const&, Recorder const&) = default;
};

/// What a person says when recording a fact that happened against the rules.
struct IrregularClaim {
  std::string reason;
  UserId second;
  friend bool operator==(IrregularClaim const&, IrregularClaim const&) = default;
};

/// The mark that stays on an irregular event: why, by whom, and every requirement that was unmet.
struct Irregularity {
  IrregularClaim claim;
  std::vector<RuleId> unmet;
  friend bool operator==(Irregularity const&, Irregularity const&) = default;
};

/// What is asked of the engine: record that this happened.
struct Command {
  CaseId case_id;
  EventType type;
  Recorder by;
  Moment occurred_at;
  std::string data = "{}";  ///< a JSON object, as it will be recorded
  std::optional<IrregularClaim> irregular;
  CommandKey key;  ///< empty: no idempotency asked
};

/// An event that was decided but has no place in the log yet.
struct NewEvent {
  EventType type;
  Recorder by;
  Moment occurred_at;  ///< in the world
  Moment recorded_at;  ///< in the log
  std::string data = "{}";
  std::optional<Irregularity> irregular;
  CommandKey key;  ///< set on the one event that a command asked for
};

/// A recorded event. Never changed, never removed.
struct Event : NewEvent {
  CaseId case_id;
  Sequence sequence;
  Position position;
};

}  // namespace vertrek
