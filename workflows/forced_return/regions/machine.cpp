#include "workflows/forced_return/regions/machine.hpp"

#include <array>
#include <cassert>

#include "workflows/forced_return/regions/tables.hpp"

namespace vertrek::forced_return {

std::span<Region const> regions() {
  static std::array<Region, region_count> const all{
      file_region(),           residence_region(), departure_region(),    remedy_region(),
      interim_relief_region(), custody_region(),   review_region(),       removal_region(),
      impediment_region(),     support_region(),   lighter_means_region()};
  return all;
}

Region const& region(RegionId id) {
  auto const& found = regions()[static_cast<std::size_t>(id)];
  assert(found.id == id);
  return found;
}

std::string_view state_name(RegionId id, std::uint8_t state) {
  auto const& states = region(id).states;
  assert(state < states.size());
  return states[state].name;
}

}  // namespace vertrek::forced_return
