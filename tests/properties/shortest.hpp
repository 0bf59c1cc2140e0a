#pragma once

#include <algorithm>

#include "tests/properties/history.hpp"

namespace vertrek::properties {

/// A history that breaks something, without whatever does not matter: `breaks` still says true of
/// it, and of nothing that leaves out one more put.
template <class Breaks>
[[nodiscard]] History shortest(History history, Breaks const& breaks) {
  auto const without = [&](std::size_t first, std::size_t count) {
    auto shorter = history;
    auto const begin = shorter.begin() + static_cast<std::ptrdiff_t>(first);
    shorter.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    return shorter;
  };
  // Long stretches first; single puts again and again, for one makes another needless.
  for (auto stretch = history.size() / 2;; stretch /= 2) {
    stretch = std::max<std::size_t>(stretch, 1);
    auto shortened = false;
    for (std::size_t first = 0; first < history.size();) {
      auto shorter = without(first, std::min(stretch, history.size() - first));
      if (breaks(shorter)) {
        history = std::move(shorter);
        shortened = true;
      } else {
        first += stretch;
      }
    }
    if (stretch == 1 && !shortened) return history;
  }
}

}  // namespace vertrek::properties
