#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.hpp"
#include "engine/workflow.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/law.hpp"

namespace vertrek::forced_return {

/// Whether a requirement can be judged from the case alone, or needs what the step itself says.
enum class LooksAt : std::uint8_t { the_case, the_step };

/// Whether a fact that happened all the same can be recorded as irregular. `never` is for
/// conditions of the record that no fact in the world can break.
enum class SetAside : std::uint8_t { as_irregular, never };

/// A condition of the law: one value. The refusals, the catalogue, the pages and the tags of the
/// tests all come from it.
struct Requirement {
  std::string_view id;  ///< `lighter-means`
  std::vector<std::string> articles;
  Certainty certainty{};
  Validity valid;
  LooksAt looks_at{};
  std::vector<EventKind> before;  ///< the events that it is tested for
  std::function<bool(CaseFile const& file, Step const& step)> met;
  Text sentence;  ///< what must hold, as a statement
  /// What stands in the way in this case; may be empty.
  std::function<Text(CaseFile const& file, Step const& step)> detail = nullptr;
  SetAside set_aside = SetAside::as_irregular;
  /// `takes_over`: the law of the day of the step decides. `keeps_its_law`: the law of the day on
  /// which the determination of the case was notified.
  Transition transition = Transition::takes_over;
};

/// The day whose law says whether the requirement is tested for this step.
[[nodiscard]] CivilDate law_day(Requirement const& requirement, CaseFile const& file,
                                Step const& step);

/// Every requirement of the step, by the law of the case, that is in force on its day and not met,
/// in catalogue order.
[[nodiscard]] std::vector<Requirement const*> unmet(CaseFile const& file, Step const& step);
/// The same, of those that look at the case alone: what blocks a step before its data is known.
[[nodiscard]] std::vector<Requirement const*> unmet_by_case(CaseFile const& file, Step const& step);

[[nodiscard]] Unmet as_unmet(Requirement const& requirement, CaseFile const& file,
                             Step const& step);

/// A question that legal staff have to answer: the program has taken the careful side meanwhile.
struct OpenQuestion {
  Text question;
  Text meanwhile;
};
[[nodiscard]] std::span<OpenQuestion const> open_questions();

}  // namespace vertrek::forced_return
