#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "adapters/storage/sqlite/connection.hpp"
#include "engine/event_store.hpp"

namespace vertrek::storage {

/// A connection that reads, with its statements. Used by one thread at a time.
class EventReader {
 public:
  [[nodiscard]] static Result<std::unique_ptr<EventReader>> open(std::filesystem::path const& file,
                                                                 Access access);

  [[nodiscard]] Result<std::vector<Event>> read_case(CaseId const& id) const;
  [[nodiscard]] Result<Sequence> version(CaseId const& id) const;
  [[nodiscard]] Result<std::optional<Event>> find_key(CaseId const& id,
                                                      CommandKey const& key) const;
  [[nodiscard]] Result<void> read_all(Position after, EventStore::Visit const& visit) const;
  [[nodiscard]] Result<Position> last_position() const;
  [[nodiscard]] Result<std::vector<CaseId>> cases(CaseId const& after, std::size_t limit) const;
  [[nodiscard]] Result<std::vector<OutboxEntry>> outbox(std::int64_t after, std::size_t limit,
                                                        std::optional<PartnerId> const& to) const;

 private:
  explicit EventReader(Connection connection) : connection_(std::move(connection)) {}
  [[nodiscard]] Result<void> prepare_statements();
  /// Puts the row into `event`, in the strings that it has.
  [[nodiscard]] Result<void> decode(Statement const& row, int column, Event& event) const;
  [[nodiscard]] Result<std::int64_t> ask_number(Statement const& statement) const;

  Connection connection_;
  Statement case_, version_, key_, all_, last_, cases_, outbox_, outbox_of_;
};

/// Readers for as many threads as come at once; those at rest are kept for the next, up to a bound.
/// Grows instead of waiting, so a visitor may read on while it visits.
class ReaderPool {
 public:
  static constexpr std::size_t most_at_rest = 16;

  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<EventReader> reader)
        : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) noexcept = default;
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (reader_) pool_->give_back(std::move(reader_));
    }
    EventReader const& operator*() const { return *reader_; }
    EventReader const* operator->() const { return reader_.get(); }

   private:
    ReaderPool* pool_;
    std::unique_ptr<EventReader> reader_;
  };

  ReaderPool(std::filesystem::path file, Access access) : file_(std::move(file)), access_(access) {}

  [[nodiscard]] Result<Lease> take();

 private:
  void give_back(std::unique_ptr<EventReader> reader);

  std::filesystem::path const file_;
  Access const access_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<EventReader>> at_rest_;
};

}  // namespace vertrek::storage
