#pragma once

#include <deque>
#include <map>
#include <shared_mutex>

#include "engine/event_store.hpp"

namespace vertrek::storage {

/// The record in memory, for tests and rehearsals: keeps every promise of the port save that of
/// outliving the process.
class MemoryStore final : public EventStore {
 public:
  [[nodiscard]] Result<Appended> append(Append const& append) override;

  [[nodiscard]] Result<std::vector<Event>> read_case(CaseId const& id) const override;
  [[nodiscard]] Result<Sequence> version(CaseId const& id) const override;
  [[nodiscard]] Result<std::optional<Event>> find_key(CaseId const& id,
                                                      CommandKey const& key) const override;
  /// No lock is held while `visit` runs: it may read and append.
  [[nodiscard]] Result<void> read_all(Position after, Visit const& visit) const override;
  [[nodiscard]] Result<Position> last_position() const override;
  [[nodiscard]] Result<std::vector<CaseId>> cases(CaseId const& after,
                                                  std::size_t limit) const override;
  [[nodiscard]] Result<std::vector<OutboxEntry>> outbox(
      std::int64_t after, std::size_t limit, std::optional<PartnerId> const& to) const override;

 private:
  struct Case {
    std::vector<Event const*> events;
    std::map<CommandKey, Event const*> keys;
  };
  struct Posted {
    Message message;
    Event const* event = nullptr;
  };

  [[nodiscard]] Case const* find(CaseId const& id) const;

  mutable std::shared_mutex mutex_;
  std::deque<Event> log_;      ///< log_[p - 1] stands at position p; elements never move
  std::deque<Posted> outbox_;  ///< outbox_[n - 1] is entry n
  std::map<CaseId, Case> cases_;
};

}  // namespace vertrek::storage
