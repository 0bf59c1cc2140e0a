#pragma once

#include <filesystem>
#include <memory>

#include "engine/event_store.hpp"

namespace vertrek::storage {

enum class OpenMode {
  create_or_write,  ///< made when it is not there, brought up to date when it is older
  read_only         ///< must be there; not one byte of it is ever written
};

/// The record in one SQLite file, written ahead (WAL) and synced on every commit. Several processes
/// may hold the same file. Threads that append at the same time share a commit; reading does not
/// wait for writing.
class SqliteStore final : public EventStore {
 public:
  /// Errors: not_found (nothing there to read), newer_schema (update the program), bad_input (a
  /// database of another program), storage (no database, no permission, busy, damaged).
  [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(std::filesystem::path file,
                                                                 OpenMode mode);
  ~SqliteStore() override;
  SqliteStore(SqliteStore const&) = delete;
  SqliteStore& operator=(SqliteStore const&) = delete;

  [[nodiscard]] Result<Appended> append(Append const& append) override;

  [[nodiscard]] Result<std::vector<Event>> read_case(CaseId const& id) const override;
  [[nodiscard]] Result<Sequence> version(CaseId const& id) const override;
  [[nodiscard]] Result<std::optional<Event>> find_key(CaseId const& id,
                                                      CommandKey const& key) const override;
  /// Reads the log as it stands at the call; `visit` may read and append.
  [[nodiscard]] Result<void> read_all(Position after, Visit const& visit) const override;
  [[nodiscard]] Result<Position> last_position() const override;
  [[nodiscard]] Result<std::vector<CaseId>> cases(CaseId const& after,
                                                  std::size_t limit) const override;
  [[nodiscard]] Result<std::vector<OutboxEntry>> outbox(
      std::int64_t after, std::size_t limit, std::optional<PartnerId> const& to) const override;

  /// How many transactions this store has written: fewer than appends when threads shared them.
  [[nodiscard]] std::int64_t commits() const;

 private:
  struct Parts;
  explicit SqliteStore(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace vertrek::storage
