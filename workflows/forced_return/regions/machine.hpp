#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text.hpp"
#include "workflows/forced_return/regions/positions.hpp"
#include "workflows/forced_return/regions/signal.hpp"

namespace vertrek::forced_return {

/// One row of a transition table, as the Boost.MSM table itself says it.
struct TransitionRow {
  RegionId region{};
  std::uint8_t from = 0;
  Signal signal{};
  std::uint8_t to = 0;  ///< equal to `from` for a row that stays in its state
  friend bool operator==(TransitionRow const&, TransitionRow const&) = default;
};

struct StateInfo {
  std::string_view name;  ///< `in_effect`
  Text meaning;           ///< for people: `vaststelling van kracht`
  bool ends_case = false;
};

/// One region: its states and its table. The table is a Boost.MSM front-end in a .cpp of its own.
struct Region {
  RegionId id{};
  std::string_view name;  ///< `interim_relief`
  Text title;             ///< `voorlopige voorziening`
  std::vector<StateInfo> states;
  std::vector<TransitionRow> rows;  ///< in the order of the table
  /// The state after the signal, from any state; none when the table has no row for it. Runs the
  /// MSM machine; pure, and safe to call from many threads.
  std::optional<std::uint8_t> (*step)(std::uint8_t from, Signal signal);
};

/// All regions, in the order of RegionId. Built once; lives as long as the program.
[[nodiscard]] std::span<Region const> regions();
[[nodiscard]] Region const& region(RegionId id);
[[nodiscard]] std::string_view state_name(RegionId id, std::uint8_t state);

}  // namespace vertrek::forced_return
