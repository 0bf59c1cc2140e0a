#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "workflows/forced_return/case_file.hpp"

namespace vertrek::properties {

namespace fr = forced_return;

/// Chance that can be had again: the same seed gives the same choices.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : source_(seed) {}

  [[nodiscard]] std::size_t below(std::size_t count) { return source_() % count; }
  [[nodiscard]] bool one_in(std::size_t count) { return below(count) == 0; }
  [[nodiscard]] bool in_hundred(std::size_t times) { return below(100) < times; }
  /// Both bounds can come up.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low) + 1));
  }
  template <class List>
  [[nodiscard]] auto const& of(List const& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937_64 source_;
};

/// The earliest and the latest moment that can be written.
[[nodiscard]] Moment first_moment();
[[nodiscard]] Moment last_moment();

/// Data for an event of this kind, by its schema: each value of the right type, near what a person
/// would write and now and then far from it. Numbers of events and moments are those of the case.
[[nodiscard]] std::string random_data(fr::EventKind kind, fr::CaseFile const& file, Moment now,
                                      Chance& chance);

}  // namespace vertrek::properties
