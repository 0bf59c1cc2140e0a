#pragma once

#include <vector>

#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/process.hpp"
#include "workflows/forced_return/requirement.hpp"

namespace vertrek::forced_return {

/// A step that somebody may ask for from where the case stands.
struct Option {
  EventKind kind{};
  /// What the case itself still lacks; empty: it may be recorded, given what it asks.
  std::vector<Unmet> blocked_by;
  /// What the step itself will have to show when it is recorded.
  std::vector<Requirement const*> asks;
};

/// Every event that can follow on where the case stands, in the order of the vocabulary, with what
/// blocks it at that moment. Events that cannot follow at all are not listed. People decide; this
/// only says what the law leaves open.
[[nodiscard]] std::vector<Option> options_at(CaseFile const& file, Moment at);

/// Something that must be done now because a right asks for it.
struct Duty {
  Text sentence;
  std::vector<std::string> articles;
};
/// A remedy that stands open to somebody who is held, said wherever custody is shown.
using OpenRemedy = Duty;
[[nodiscard]] std::vector<OpenRemedy> open_remedies_of(CaseFile const& file);
[[nodiscard]] std::vector<Duty> duties_at(CaseFile const& file, Moment at);

}  // namespace vertrek::forced_return
