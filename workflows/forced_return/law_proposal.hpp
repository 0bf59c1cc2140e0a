#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.hpp"
#include "workflows/forced_return/condition.hpp"
#include "workflows/forced_return/law_book.hpp"

namespace vertrek::forced_return {

/// A deadline counted otherwise over some days, or counted no more. What the rule said before holds
/// on all other days.
struct DeadlineChange {
  DeadlineId rule{};
  Validity over;                         ///< the days that the change is about
  std::optional<PeriodVersion> version;  ///< the new one; none: the rule ends
};

/// A requirement of the law in force, on other days than it was.
struct RequirementChange {
  std::string id;
  Validity valid;
};

/// A requirement that the law in force does not know.
struct AddedRequirement {
  std::string id;
  std::vector<std::string> articles;
  Certainty certainty{};
  Validity valid;
  Transition transition = Transition::takes_over;
  std::vector<EventKind> before;
  Text sentence;
  Condition condition;
};

/// A law that somebody proposes, as a change of the law that it was read against.
struct LawProposal {
  Text title;  ///< may be empty
  std::vector<DeadlineChange> deadlines;
  std::vector<RequirementChange> requirements;
  std::vector<AddedRequirement> added;

  /// The law as it would be.
  [[nodiscard]] std::shared_ptr<LawBook const> applied_to(LawBook const& present) const;
  /// Each change as a sentence, for whoever checks that the file says what was meant.
  [[nodiscard]] std::vector<Text> in_words() const;
};

/// Longest proposal that is read.
inline constexpr std::size_t longest_proposal = std::size_t{1} << 20U;

/// Reads a proposal strictly, as a change of this law: known fields, names, events, regions, states
/// and units; no date after the one that it must precede; no two changes of the same thing on the
/// same day; no new name that is taken; something changed at all. The `where` of an error is the
/// path in the file.
[[nodiscard]] Result<LawProposal> read_law_proposal(std::string_view json, LawBook const& present);

}  // namespace vertrek::forced_return
