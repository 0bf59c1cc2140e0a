#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/event.hpp"
#include "engine/result.hpp"

namespace vertrek::forced_return {

enum class Expectation { accepted, refused };

/// One line of a scenario, or one body of the API: a command, and what only a history says.
struct ScenarioLine {
  Command command;
  std::optional<Moment> recorded_at;  ///< only `apply` takes it
  std::optional<Expectation> expect;
  std::vector<RuleId> expect_rules;  ///< ids that must be among those unmet
};

/// Longest line that is read; beyond it nobody wrote it by hand or by program in good faith.
inline constexpr std::size_t longest_line = std::size_t{1} << 20U;

/// Reads a line strictly: JSON without doubled names, known fields, an event and a partner of the
/// vocabulary, moments with offset, `occurred_at` not after `recorded_at`, and data that fits the
/// event. The `where` of an error names the field; the caller adds file and line.
[[nodiscard]] Result<ScenarioLine> read_line(std::string_view json);

}  // namespace vertrek::forced_return
