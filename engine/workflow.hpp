#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/clock.hpp"
#include "engine/event.hpp"
#include "engine/result.hpp"

namespace vertrek {

/// A condition that was not met, with its source and its sentence.
struct Unmet {
  RuleId rule;
  std::vector<std::string> articles;
  Text sentence;  ///< the condition itself
  Text detail;    ///< what stands in the way in this case; may be empty
};

/// Everything that stands in the way of a command, at once. A refusal records nothing.
struct Refusal {
  std::vector<Unmet> unmet;
  /// True when the refusal comes from who asked, not from the law: the caller's mistake.
  bool not_theirs_to_record = false;
};

/// The state of one case as a workflow sees it. Opaque to the engine.
class CaseState {
 public:
  virtual ~CaseState() = default;
  [[nodiscard]] virtual std::unique_ptr<CaseState> clone() const = 0;
};

using Decision = tl::expected<NewEvent, Refusal>;

/// What a process must be able to do to be run by the engine. All functions are pure: the same
/// arguments give the same answer, and nothing is kept between calls.
class Workflow {
 public:
  virtual ~Workflow() = default;

  /// A case with no events.
  [[nodiscard]] virtual std::unique_ptr<CaseState> initial() const = 0;

  /// Whether the command may be recorded now, and as what. `clock` gives the moment of recording.
  [[nodiscard]] virtual Decision decide(Command const& command, CaseState const& state,
                                        Clock const& clock) const = 0;

  /// The state after a recorded event. Total: any event in any state.
  virtual void evolve(CaseState& state, Event const& event) const noexcept = 0;

  /// The first deadline that ended before `until` and whose passing is not recorded yet, as the
  /// event that records it; none when there is no such deadline. Recording it must make progress:
  /// evolving with the answer and asking again gives another deadline, or none.
  [[nodiscard]] virtual std::optional<NewEvent> next_passing(CaseState const& state, Moment until,
                                                             Moment recorded_at) const = 0;

  /// True when the event changes what earlier events said, so that the case is folded anew.
  [[nodiscard]] virtual bool rewrites_history(Event const& event) const = 0;

  /// The state after all these events, in this order, corrections among them applied first.
  [[nodiscard]] virtual std::unique_ptr<CaseState> fold(std::span<Event const> events) const = 0;
};

}  // namespace vertrek
