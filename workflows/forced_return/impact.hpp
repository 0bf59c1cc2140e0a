#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.hpp"
#include "engine/workflow.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::forced_return {

/// A deadline of a case as one law has it.
struct DeadlineUnderLaw {
  PeriodEnd end;
  DeadlineStatus status{};       ///< at the moment of the view
  std::optional<Period> period;  ///< none when its end was fixed by a decision
  std::vector<std::string> articles;
};

/// A deadline that differs between two laws: it is there under one of them only, ends on another
/// day, or stands otherwise.
struct DeadlineImpact {
  DeadlineId rule{};
  Event trigger;  ///< the event from which it runs
  std::optional<DeadlineUnderLaw> present;
  std::optional<DeadlineUnderLaw> proposed;

  [[nodiscard]] bool appears() const { return !present; }
  [[nodiscard]] bool disappears() const { return !proposed; }
  [[nodiscard]] bool ends_otherwise() const {
    return present && proposed && present->end != proposed->end;
  }
  [[nodiscard]] bool stands_otherwise() const {
    return present && proposed && present->status != proposed->status;
  }
};

/// What another law does to a step that was taken.
enum class StepChange : std::uint8_t {
  refused,            ///< it was lawful, and would be refused
  refused_for_more,   ///< it was unlawful, and more would stand in its way
  refused_for_less,   ///< it was unlawful, and less would stand in its way
  no_longer_refused,  ///< it was unlawful, and would be lawful: no mark would be needed
};

[[nodiscard]] std::string_view name(StepChange change);
[[nodiscard]] Text const& meaning(StepChange change);

struct StepImpact {
  Event event;
  StepChange change{};
  std::vector<Unmet> unmet;   ///< everything that would stand in its way
  std::vector<RuleId> added;  ///< of those, what does not stand in its way now
  std::vector<RuleId> gone;   ///< what stands in its way now and would not

  /// It was recorded as irregular, and under the proposed law there would be nothing to mark.
  [[nodiscard]] bool needs_no_mark() const { return event.irregular && unmet.empty(); }
};

/// What a proposed law changes in one case.
struct CaseImpact {
  std::vector<DeadlineImpact> deadlines;  ///< in the order in which they came up
  std::vector<StepImpact> steps;          ///< in the order in which they were recorded
  CaseFile file;                          ///< the case as it stands under the present law

  [[nodiscard]] bool none() const { return deadlines.empty() && steps.empty(); }
};

/// The case told as it was recorded under each of the two laws, and how the two differ at `at`. A
/// step that would have been refused is taken all the same in what follows: it happened. A mark of
/// irregularity that is on the record says nothing here: both laws judge anew.
[[nodiscard]] CaseImpact impact(ForcedReturn const& present, ForcedReturn const& proposed,
                                std::span<Event const> events, Moment at);

}  // namespace vertrek::forced_return
