#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/storage/sqlite/connection.hpp"
#include "engine/event_store.hpp"

namespace vertrek::storage {

/// An append that waits to be written, and its answer. Made by the thread that asks, so that the
/// thread that writes has as little to do as can be.
class PendingAppend {
 public:
  /// Errors: an append that no store would take, text that is no UTF-8.
  [[nodiscard]] static Result<PendingAppend> prepare(Append const& append);

  [[nodiscard]] Append const& append() const { return *append_; }
  /// The mark of events[i] as JSON; none for a regular event.
  [[nodiscard]] std::optional<std::string> const& irregular(std::size_t i) const {
    return irregular_[i];
  }

  void answer(Result<Appended> with) { answer_ = std::move(with); }
  [[nodiscard]] Result<Appended> const& answer() const { return *answer_; }

 private:
  PendingAppend(Append const& append, std::vector<std::optional<std::string>> irregular)
      : append_(&append), irregular_(std::move(irregular)) {}

  Append const* append_;
  std::vector<std::optional<std::string>> irregular_;
  std::optional<Result<Appended>> answer_;
};

/// The appends of one transaction, one after the other as they come. The writer writes those that
/// are there while others are still on their way.
class Arrivals {
 public:
  virtual ~Arrivals() = default;
  /// The next one; null when the group is complete, and ever after.
  [[nodiscard]] virtual PendingAppend* next() noexcept = 0;
};

/// The one connection that writes. Used by one thread at a time.
class EventWriter {
 public:
  [[nodiscard]] static Result<std::unique_ptr<EventWriter>> open(std::filesystem::path const& file);

  /// Writes those who come in one transaction and answers every one of them, though an answer holds
  /// only when this returns. A conflict of one does not touch the others; when something else goes
  /// wrong each is written alone, so that each has its own answer. Not to be left half done: no
  /// exception gets out.
  void write(Arrivals& arrivals) noexcept;

  /// How many transactions have reached the disk.
  [[nodiscard]] std::int64_t commits() const { return commits_.load(std::memory_order_relaxed); }

 private:
  /// The last places that are taken.
  struct Ends {
    std::int64_t position = 0;
    std::int64_t number = 0;
  };
  enum class Put { inserted, refused, failed };

  explicit EventWriter(Connection connection) : connection_(std::move(connection)) {}
  [[nodiscard]] Result<void> prepare_statements();

  void write_each_alone(std::span<PendingAppend* const> group) noexcept;
  [[nodiscard]] Result<Ends> read_ends() const;
  [[nodiscard]] Put put(PendingAppend& pending, Ends& ends) const;
  [[nodiscard]] Result<bool> holds_key(CaseId const& id, CommandKey const& key) const;
  [[nodiscard]] bool insert_event(PendingAppend const& pending, std::size_t i,
                                  std::int64_t position) const;
  [[nodiscard]] bool insert_message(Message const& message, std::int64_t position,
                                    std::int64_t number) const;
  [[nodiscard]] Result<void> run(Statement const& statement) const;
  void roll_back() const;

  Connection connection_;
  Statement begin_, commit_, rollback_;
  Statement ends_, version_, key_;
  Statement event_, message_;
  std::atomic<std::int64_t> commits_ = 0;
};

}  // namespace vertrek::storage
