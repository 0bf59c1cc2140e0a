#pragma once

#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::forced_return {

// One .cpp a region: its table, its states in words, and nothing else. `machine.cpp` collects them.
// clang-format off
[[nodiscard]] Region file_region();
[[nodiscard]] Region residence_region();
[[nodiscard]] Region departure_region();
[[nodiscard]] Region remedy_region();
[[nodiscard]] Region interim_relief_region();
[[nodiscard]] Region custody_region();
[[nodiscard]] Region review_region();
[[nodiscard]] Region removal_region();
[[nodiscard]] Region impediment_region();
[[nodiscard]] Region support_region();
[[nodiscard]] Region lighter_means_region();
// clang-format on

}  // namespace vertrek::forced_return
