#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/result.hpp"
#include "engine/text.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/strict_json.hpp"

namespace vertrek::forced_return {

/// A condition as data: what a requirement that somebody proposes asks of the case and the step.
/// It can say what the requirements of the program commonly ask, and no more.
struct Condition {
  /// A region of the case is in one of these states.
  struct InState {
    RegionId region;
    std::vector<std::uint8_t> states;
  };
  /// A field of the step has this value; without one: something was given in it.
  struct FieldIs {
    std::string field;
    std::string wanted;  ///< `{"field": value}`, or empty
  };
  /// An event of this kind has happened, in days before the day of the step: no more than `within`,
  /// no fewer than `at_least`.
  struct Happened {
    EventKind kind;
    std::optional<int> within;
    std::optional<int> at_least;
  };
  /// The last deadline of this rule stands so at the moment of the step. Without a status: its end
  /// has come. One that is suspended or void never ends, and one that never came up neither.
  struct DeadlineIs {
    DeadlineId rule;
    std::vector<DeadlineStatus> statuses;
  };
  struct All {
    std::vector<Condition> of;
  };
  struct Any {
    std::vector<Condition> of;
  };
  struct Not {
    std::vector<Condition> of;  ///< exactly one
  };

  std::variant<All, Any, Not, InState, FieldIs, Happened, DeadlineIs> is;
};

[[nodiscard]] bool holds(Condition const& condition, CaseFile const& file, Step const& step);

/// True when the condition asks what the step itself says.
[[nodiscard]] bool looks_at_the_step(Condition const& condition);

/// The condition in words.
[[nodiscard]] Text in_words(Condition const& condition);

/// What stands in the way in this case: the parts that do not hold.
[[nodiscard]] Text what_fails(Condition const& condition, CaseFile const& file, Step const& step);

/// Reads a condition that will be tested before these events. Errors: bad_input, with the path of
/// what is wrong; `where` is the path of the condition itself.
[[nodiscard]] Result<Condition> read_condition(strict_json::Json const& json,
                                               std::vector<EventKind> const& before,
                                               std::string const& where);

/// The event or the deadline rule of that name; bad_input, naming the nearest, when there is none.
[[nodiscard]] Result<EventKind> read_event_name(std::string_view name, std::string const& where);
[[nodiscard]] Result<DeadlineId> read_deadline_name(std::string_view name,
                                                    std::string const& where);

}  // namespace vertrek::forced_return
