#pragma once

#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "workflows/forced_return/deadline_rules.hpp"
#include "workflows/forced_return/requirement.hpp"

namespace vertrek::forced_return {

/// The law by which cases are judged: every requirement and every statutory period, each in all its
/// versions. One value, handed to the process, so that a case can also be read under a law that is
/// only proposed. Never changes once made.
class LawBook {
 public:
  /// `deadlines` holds one rule for each DeadlineId, in that order.
  LawBook(std::vector<Requirement> requirements, std::vector<DeadlineRule> deadlines);
  ~LawBook() = default;
  LawBook(LawBook const&) = delete;
  LawBook& operator=(LawBook const&) = delete;

  /// The law as it is: the catalogue of this program.
  [[nodiscard]] static std::shared_ptr<LawBook const> const& in_force();

  /// In the order of the process.
  [[nodiscard]] std::span<Requirement const> requirements() const { return requirements_; }
  /// Those tested before this event, whatever the day.
  [[nodiscard]] std::span<Requirement const* const> requirements_of(EventKind kind) const {
    return by_event_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] std::span<DeadlineRule const> deadlines() const { return deadlines_; }
  [[nodiscard]] DeadlineRule const& deadline(DeadlineId id) const {
    return deadlines_.at(static_cast<std::size_t>(id));
  }

 private:
  std::vector<Requirement> requirements_;
  std::vector<DeadlineRule> deadlines_;
  std::array<std::vector<Requirement const*>, event_kind_count> by_event_;
};

}  // namespace vertrek::forced_return
