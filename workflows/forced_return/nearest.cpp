#include "workflows/forced_return/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace vertrek::forced_return {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const above = row[j];
      auto const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({row[j - 1] + 1, above + 1, replaced});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view given, std::span<std::string_view const> known) {
  constexpr std::size_t longest_word = 80;  // beyond this nobody mistyped a name
  if (given.size() > longest_word) return {};
  std::string_view best;
  auto best_distance = given.size() / 2 + 2;
  for (auto const candidate : known) {
    auto const distance = edit_distance(given, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace vertrek::forced_return
