#pragma once

#include <optional>
#include <string>

#include "engine/calendar/moment.hpp"
#include "engine/result.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::cli {

/// A moment, or a day that stands for its last moment in Dutch time. `option` names it in errors.
[[nodiscard]] Result<Moment> read_moment(std::string const& text, std::string const& option);

/// Empty texts give no bound.
[[nodiscard]] Result<forced_return::View> read_view(std::string const& as_of,
                                                    std::string const& known_at);

}  // namespace vertrek::cli
