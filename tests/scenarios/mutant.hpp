#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/forced_return/process.hpp"

/// The scenarios can be run against a process in which one condition always holds: a mutant. When
/// every test still passes, nothing tests that condition; `tests/mutation` looks for such mutants.
namespace vertrek::scenarios {

/// Every condition that can be struck: `lighter-means@detention.imposed` for a requirement of the
/// law and an event before which it is tested, `recorded-by` for a rule of the record.
[[nodiscard]] std::vector<std::string> all_mutants();

/// Every process that scenarios are run on lacks this condition; to be said before the first of
/// them. False when no mutant goes by that name: nothing is struck then.
[[nodiscard]] bool strike(std::string_view mutant);

/// The process by which scenarios are judged: the real one, save what was struck.
class ProcessUnderTest final : public Workflow {
 public:
  ProcessUnderTest(HolidayCalendar calendar,
                   std::shared_ptr<forced_return::LawBook const> const& law);

  [[nodiscard]] std::unique_ptr<CaseState> initial() const override { return real_.initial(); }
  [[nodiscard]] Decision decide(Command const& command, CaseState const& state,
                                Clock const& clock) const override;
  void evolve(CaseState& state, Event const& event) const noexcept override {
    real_.evolve(state, event);
  }
  [[nodiscard]] std::optional<NewEvent> next_passing(CaseState const& state, Moment until,
                                                     Moment recorded_at) const override {
    return real_.next_passing(state, until, recorded_at);
  }
  [[nodiscard]] bool rewrites_history(Event const& event) const override {
    return real_.rewrites_history(event);
  }
  [[nodiscard]] std::unique_ptr<CaseState> fold(std::span<Event const> events) const override {
    return real_.fold(events);
  }

  [[nodiscard]] forced_return::ForcedReturn const& real() const { return real_; }

 private:
  forced_return::ForcedReturn real_;
};

}  // namespace vertrek::scenarios
