#pragma once

#include <cstdint>
#include <span>

#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::forced_return {

/// The order in which the events of a case are told again.
enum class Order : std::uint8_t {
  /// As they came in: every step meets the case as it was known when the step was recorded, and a
  /// correction counts from its own place on. The case goes through the states that the engine saw.
  as_recorded,
  /// As they happened, with all corrections applied from the beginning: every step meets the case
  /// as it would have been known, had all been known in time.
  as_it_occurred,
};

/// Who listens to a case that is told again, step by step.
class Listener {
 public:
  virtual ~Listener() = default;
  /// The step is about to be folded. `event` is the record of it, with what corrections say of it
  /// when the order is that of occurrence, and always under its number in the log.
  virtual void before_step(CaseFile const& file, Step const& step, Event const& event) = 0;
  /// It has been folded.
  virtual void after_step(CaseFile const& /*file*/, Step const& /*step*/, Event const& /*event*/) {}
};

/// The case told again under the law of the process, up to `until`, and where it then stands. What
/// people recorded is taken from the events; what time brings is left to the process itself, so
/// that another law brings other passings. Nothing is judged here: a step that would be refused is
/// folded all the same, because it happened.
///
/// As recorded, events keep their numbers in the log, and so does a passing that the log holds too;
/// one that it does not hold is numbered after the last. As they occurred, events are numbered in
/// that order, because rules look at what came after what.
[[nodiscard]] CaseFile retell(ForcedReturn const& process, std::span<Event const> events,
                              Order order, Moment until, Listener& listener);

/// The same, with nobody listening.
[[nodiscard]] CaseFile retell(ForcedReturn const& process, std::span<Event const> events,
                              Order order, Moment until);

/// True for what the engine itself records when a deadline passes.
[[nodiscard]] bool is_passing(Event const& event);

}  // namespace vertrek::forced_return
