#pragma once

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/event_store.hpp"
#include "engine/workflow.hpp"

namespace vertrek {

/// Every case as the log tells it, folded from the first event on: what an auditor compares with,
/// and what a read model is rebuilt from. Knows the position that it has seen, and goes on from
/// there when it is asked again. Holds every case in memory.
class Replay {
 public:
  using Cases = std::unordered_map<CaseId, std::unique_ptr<CaseState>>;

  explicit Replay(Workflow const& workflow) : workflow_(workflow) {}

  /// Folds what was recorded since. After an error the replay is to be started anew.
  [[nodiscard]] Result<void> catch_up(EventStore const& store) {
    std::unordered_set<CaseId> rewritten;
    auto read = store.read_all(seen_, [&](Event const& event) {
      seen_ = event.position;
      auto& state = cases_[event.case_id];
      if (!state) state = workflow_.initial();
      if (workflow_.rewrites_history(event)) rewritten.insert(event.case_id);
      workflow_.evolve(*state, event);
      return true;
    });
    if (!read) return read;
    for (auto const& id : rewritten)
      if (auto folded = fold_anew(store, id); !folded) return folded;
    return {};
  }

  [[nodiscard]] Position seen() const { return seen_; }
  [[nodiscard]] Cases const& cases() const { return cases_; }

 private:
  /// What a correction says holds for events that were folded before it.
  [[nodiscard]] Result<void> fold_anew(EventStore const& store, CaseId const& id) {
    auto events = store.read_case(id);
    if (!events) return tl::unexpected(std::move(events.error()));
    // More may have been recorded meanwhile: that is for the next time.
    while (!events->empty() && events->back().position > seen_) events->pop_back();
    cases_[id] = workflow_.fold(*events);
    return {};
  }

  Workflow const& workflow_;
  Position seen_;
  Cases cases_;
};

}  // namespace vertrek
