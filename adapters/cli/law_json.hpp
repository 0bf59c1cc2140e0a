#pragma once

#include <optional>

#include "adapters/cli/json.hpp"
#include "workflows/forced_return/law_book.hpp"

namespace vertrek::cli {

/// The whole catalogue: requirements, periods in all their versions, the rules of the record, every
/// event with the schema of its data, what can never be recorded, and the open questions. With a
/// day: of the law only what was in force on it.
[[nodiscard]] Json catalogue_json(forced_return::LawBook const& law,
                                  std::optional<CivilDate> const& day);

/// Without a day everything counts.
[[nodiscard]] bool is_law_on(forced_return::Validity const& valid,
                             std::optional<CivilDate> const& day);
[[nodiscard]] bool is_law_on(forced_return::DeadlineRule const& rule,
                             std::optional<CivilDate> const& day);

}  // namespace vertrek::cli
