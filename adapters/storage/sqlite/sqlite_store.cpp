#include "adapters/storage/sqlite/sqlite_store.hpp"

#include "adapters/storage/sqlite/event_reader.hpp"
#include "adapters/storage/sqlite/event_writer.hpp"
#include "adapters/storage/sqlite/group_commit.hpp"
#include "adapters/storage/sqlite/sqlite_error.hpp"

namespace vertrek::storage {

namespace {

/// How to read a file that is only read. Where neither the file nor its folder can be written,
/// SQLite cannot make the index that readers of a write-ahead log share; when there is no such log
/// nobody has the file open for writing, and it can be read as it lies. (Somebody with more rights
/// who begins to write while it is read so is not seen; a copy for an auditor has no such writer.)
Access reading_access(std::filesystem::path const& file) {
  if (EventReader::open(file, Access::read)) return Access::read;
  auto log = file;
  log += "-wal";
  std::error_code failed;
  auto const logged = std::filesystem::exists(log, failed) || failed;
  return !logged && EventReader::open(file, Access::read_still) ? Access::read_still : Access::read;
}

}  // namespace

struct SqliteStore::Parts {
  Parts(std::filesystem::path where, Access access, std::unique_ptr<EventWriter> writes)
      : file(std::move(where)), writer(std::move(writes)), readers(file, access) {
    if (writer) group.emplace(*writer);
  }

  std::filesystem::path file;
  // The readers go first, so that the writer is the last to close the file and tidies the log away.
  std::unique_ptr<EventWriter> writer;  ///< none when the file is only read
  std::optional<GroupCommit> group;
  ReaderPool readers;
};

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(std::filesystem::path file, OpenMode mode) {
  std::unique_ptr<EventWriter> writer;
  auto access = Access::read;
  if (mode == OpenMode::create_or_write) {
    auto opened = EventWriter::open(file);
    if (!opened) return tl::unexpected(opened.error());
    writer = std::move(*opened);
  } else {
    std::error_code failed;
    if (!std::filesystem::exists(file, failed) && !failed)
      return tl::unexpected(no_such_file(file));
    access = reading_access(file);
  }
  std::unique_ptr<SqliteStore> store(
      new SqliteStore(std::make_unique<Parts>(std::move(file), access, std::move(writer))));
  // A file that cannot be read is told of now, not at the first question.
  if (auto reader = store->parts_->readers.take(); !reader) return tl::unexpected(reader.error());
  return store;
}

Result<Appended> SqliteStore::append(Append const& append) {
  if (!parts_->group) return tl::unexpected(opened_read_only(parts_->file));
  auto pending = PendingAppend::prepare(append);
  if (!pending) return tl::unexpected(pending.error());
  parts_->group->write(*pending);
  return pending->answer();
}

Result<std::vector<Event>> SqliteStore::read_case(CaseId const& id) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->read_case(id); });
}

Result<Sequence> SqliteStore::version(CaseId const& id) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->version(id); });
}

Result<std::optional<Event>> SqliteStore::find_key(CaseId const& id, CommandKey const& key) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->find_key(id, key); });
}

Result<void> SqliteStore::read_all(Position after, Visit const& visit) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->read_all(after, visit); });
}

Result<Position> SqliteStore::last_position() const {
  return parts_->readers.take().and_then(
      [](ReaderPool::Lease const& reader) { return reader->last_position(); });
}

Result<std::vector<CaseId>> SqliteStore::cases(CaseId const& after, std::size_t limit) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->cases(after, limit); });
}

Result<std::vector<OutboxEntry>> SqliteStore::outbox(std::int64_t after, std::size_t limit,
                                                     std::optional<PartnerId> const& to) const {
  return parts_->readers.take().and_then(
      [&](ReaderPool::Lease const& reader) { return reader->outbox(after, limit, to); });
}

std::int64_t SqliteStore::commits() const {
  return parts_->writer ? parts_->writer->commits() : 0;
}

}  // namespace vertrek::storage
