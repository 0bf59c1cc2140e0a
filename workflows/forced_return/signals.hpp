#pragma once

#include <array>
#include <cassert>
#include <cstddef>

#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/regions/signal.hpp"

namespace vertrek::forced_return {

/// The signals of one event, in the order in which the regions take them. The first is the event
/// itself; the others say what it means.
class Signals {
 public:
  void add(Signal signal) {
    assert(count_ < at_.size());
    at_[count_++] = signal;
  }
  [[nodiscard]] Signal const* begin() const { return at_.data(); }
  [[nodiscard]] Signal const* end() const { return at_.data() + count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  std::array<Signal, 4> at_{};
  std::size_t count_ = 0;
};

/// What the event says to the transition tables, given the facts before it. Empty for events that
/// move nothing, such as a note.
[[nodiscard]] Signals signals_of(Step const& step, CaseFile const& before);

/// The regions that must have a row for the event's own signal: where there is none, the event
/// cannot happen now, irregular or not. Other regions take the signal when they have a row.
struct Governing {
  std::array<RegionId, 2> regions{};
  std::size_t count = 0;
  [[nodiscard]] RegionId const* begin() const { return regions.data(); }
  [[nodiscard]] RegionId const* end() const { return regions.data() + count; }
};
[[nodiscard]] Governing governing_regions(Step const& step);

}  // namespace vertrek::forced_return
