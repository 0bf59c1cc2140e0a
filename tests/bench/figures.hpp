#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "engine/result.hpp"

/// What every bench needs: a watch, a middle, and a way to give up. A figure is a ratio of two
/// things measured in turns in one run, so that a busy machine slows both.
namespace vertrek::bench {

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

[[nodiscard]] inline double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Ends the bench: there is nothing to measure.
struct Trouble {
  std::string what;
};

template <class T>
T or_stop(Result<T> result) {
  if (!result) throw Trouble{result.error().what.en + " (" + result.error().where + ")"};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline void heading(std::string_view text) {
  fmt::print("\n{}\n", text);
}

/// The verdict of a line: reached or not.
[[nodiscard]] inline std::string_view reached(bool yes) {
  return yes ? "reached" : "NOT REACHED";
}

}  // namespace vertrek::bench
