#pragma once

#include <string>
#include <vector>

#include "engine/event.hpp"

namespace vertrek::properties {

/// A command, and what the clock showed when it was put to the engine.
struct Put {
  Command command;
  Moment now;
};

/// Everything that was put to one case, accepted or not, in order.
using History = std::vector<Put>;

/// As a line of a scenario, which `vertrek apply` runs.
[[nodiscard]] std::string as_line(Put const& put);
[[nodiscard]] std::string as_lines(History const& history);

}  // namespace vertrek::properties
