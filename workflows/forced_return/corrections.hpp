#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/event.hpp"

namespace vertrek::forced_return {

/// True when one of the events is a correction of an earlier one.
[[nodiscard]] bool has_corrections(std::span<Event const> events);

/// The events with what later corrections say of them. A correction itself stays in its place.
[[nodiscard]] std::vector<Event> corrected(std::span<Event const> events);

/// The events by number in the list, as they happened: two at the same moment keep the order in
/// which they were recorded.
[[nodiscard]] std::vector<std::size_t> order_of_occurrence(std::span<Event const> events);

}  // namespace vertrek::forced_return
