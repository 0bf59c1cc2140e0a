#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vertrek::reading {

/// The number in exactly `width` digits at `position`; nothing if anything else stands there.
[[nodiscard]] inline std::optional<int> digits(std::string_view text, std::size_t position,
                                               std::size_t width) {
  if (position > text.size() || text.size() - position < width) return std::nullopt;
  int number = 0;
  for (char const c : text.substr(position, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

[[nodiscard]] inline bool holds(std::string_view text, std::size_t position, char wanted) {
  return position < text.size() && text[position] == wanted;
}

/// What somebody wrote, fit to stand in an error: short, and plain ASCII, because the bytes may
/// come from anywhere and the error may go anywhere.
[[nodiscard]] inline std::string shown(std::string_view text) {
  constexpr std::size_t longest = 64;
  std::string result;
  for (char const c : text.substr(0, longest)) result += c >= ' ' && c <= '~' ? c : '?';
  if (text.size() > longest) result += "...";
  return result;
}

}  // namespace vertrek::reading
