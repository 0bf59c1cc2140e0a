#include "adapters/storage/sqlite/schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>

#include "adapters/storage/sqlite/sqlite_error.hpp"

namespace vertrek::storage {

namespace {

// The triggers hold for everybody who opens the file, also with another program. `INSERT OR
// REPLACE` removes the row in its way without asking a DELETE trigger (unless recursive_triggers is
// on), so an insert is only let through when there can be no row in its way: when it is the next
// one. RAISE(FAIL), not ABORT: nothing was changed yet, and with ABORT SQLite would keep a copy of
// every page that the insert touches, to undo it.
//
// The reference from the outbox to its event is there for readers. It is not enforced: the one
// writer inserts the event first, in the same transaction.
constexpr char const* first_layout = R"sql(
CREATE TABLE events (
  position    INTEGER PRIMARY KEY,  -- place in the log, from 1, without gaps
  case_id     TEXT    NOT NULL,
  sequence    INTEGER NOT NULL,     -- place in the case, from 1, without gaps
  type        TEXT    NOT NULL,
  partner     TEXT    NOT NULL,
  user        TEXT    NOT NULL,
  role        TEXT    NOT NULL,
  occurred_at INTEGER NOT NULL,     -- microseconds since 1970-01-01T00:00:00Z
  recorded_at INTEGER NOT NULL,
  data        TEXT    NOT NULL,     -- a JSON object, byte for byte as it was recorded
  irregular   TEXT,                 -- {"reason", "second", "unmet": [...]}
  command_key TEXT
) STRICT;
CREATE UNIQUE INDEX events_of_case ON events (case_id, sequence);
CREATE UNIQUE INDEX events_by_key ON events (case_id, command_key) WHERE command_key IS NOT NULL;
CREATE INDEX first_events ON events (case_id) WHERE sequence = 1;

CREATE TABLE outbox (
  number   INTEGER PRIMARY KEY,     -- from 1, without gaps
  position INTEGER NOT NULL REFERENCES events (position),
  partner  TEXT    NOT NULL,
  data     TEXT                     -- what this partner is told; NULL: all of the event's data
) STRICT;
CREATE INDEX outbox_of_partner ON outbox (partner);

CREATE TRIGGER events_follow_on BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
  OR NEW.sequence IS NOT
     (SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE case_id = NEW.case_id)
  OR (NEW.command_key IS NOT NULL AND EXISTS
      (SELECT 1 FROM events WHERE case_id = NEW.case_id AND command_key = NEW.command_key))
BEGIN SELECT RAISE(FAIL, 'an event takes the next place and a new key'); END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never removed'); END;

CREATE TRIGGER outbox_follows_on BEFORE INSERT ON outbox
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM outbox)
BEGIN SELECT RAISE(FAIL, 'a message takes the next number'); END;
CREATE TRIGGER outbox_never_changes BEFORE UPDATE ON outbox
BEGIN SELECT RAISE(ABORT, 'a recorded message is never changed'); END;
CREATE TRIGGER outbox_never_goes BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'a recorded message is never removed'); END;
)sql";

/// migrations[v] takes a file from layout v to v + 1. Only added to, never edited.
constexpr std::array migrations{first_layout};

struct Layout {
  int version = 0;  ///< 0: an empty file
};

/// To be asked in a transaction.
Result<Layout> layout_of(Connection const& connection) {
  auto const application = connection.ask_number("PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  auto const version = connection.ask_number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*application == application_id) {
    if (*version > known_schema()) {
      return tl::unexpected(
          newer_schema(static_cast<int>(*version), known_schema(), connection.file()));
    }
    if (*version > 0) return Layout{static_cast<int>(*version)};
    return tl::unexpected(foreign_database(connection.file()));
  }
  auto const things = connection.ask_number("SELECT count(*) FROM sqlite_schema");
  if (!things) return tl::unexpected(things.error());
  if (*application != 0 || *version != 0 || *things != 0) {
    return tl::unexpected(foreign_database(connection.file()));
  }
  return Layout{0};
}

/// The same outside a transaction: in one of its own, for another process may be making the file at
/// this moment, and half of what it writes would look like a file of somebody else.
Result<Layout> layout_at_one_moment(Connection const& connection) {
  if (auto begun = connection.run("BEGIN"); !begun) return tl::unexpected(begun.error());
  auto layout = layout_of(connection);
  if (connection.in_transaction()) static_cast<void>(connection.run("ROLLBACK"));
  return layout;
}

/// Another process that opens the same new file may hold a lock that SQLite does not wait for when
/// the journal mode changes, so the waiting is done here.
Result<void> use_write_ahead_log(Connection const& connection) {
  constexpr int pause_milliseconds = 10;
  constexpr int attempts = 1'000;
  for (int attempt = 1;; ++attempt) {
    auto set = connection.run("PRAGMA journal_mode = WAL");
    if (set) break;
    if (!connection.was_busy() || attempt == attempts) return set;
    sqlite3_sleep(pause_milliseconds);
  }
  // The pragma does not fail where the file system cannot do it; it answers the mode that it kept.
  auto const statement = connection.prepare("PRAGMA journal_mode");
  if (!statement) return tl::unexpected(statement.error());
  if (statement->step() != Step::row) return tl::unexpected(connection.error());
  if (statement->text(0) != "wal") {
    return tl::unexpected(sqlite_error(SQLITE_CANTOPEN, "no write-ahead log", connection.file()));
  }
  return {};
}

/// Takes the file one layout further when it is not there yet. True when there may be more to do.
Result<bool> migrate_once(Connection const& connection) {
  if (auto begun = connection.run("BEGIN EXCLUSIVE"); !begun) {
    return tl::unexpected(begun.error());
  }
  // Asked again under the lock: another process may have done it.
  auto const layout = layout_of(connection);
  Result<void> done;
  if (!layout) {
    done = tl::unexpected(layout.error());
  } else if (layout->version < known_schema()) {
    done = connection.run(migrations[static_cast<std::size_t>(layout->version)]);
    if (done) {
      done = connection.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                        application_id, layout->version + 1)
                                .c_str());
    }
  }
  if (done) done = connection.run("COMMIT");
  if (!done) {
    if (connection.in_transaction()) static_cast<void>(connection.run("ROLLBACK"));
    return tl::unexpected(done.error());
  }
  return layout->version + 1 < known_schema();
}

}  // namespace

int known_schema() {
  return static_cast<int>(migrations.size());
}

Result<void> prepare_to_write(Connection const& connection) {
  // Before anything is set: a file of somebody else is left as it is.
  auto const layout = layout_at_one_moment(connection);
  if (!layout) return tl::unexpected(layout.error());
  if (auto set = use_write_ahead_log(connection); !set) return set;
  if (auto set = connection.run("PRAGMA synchronous = FULL"); !set) return set;
  if (layout->version == known_schema()) return {};
  for (;;) {
    auto const more = migrate_once(connection);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
  }
}

Result<void> check_to_read(Connection const& connection) {
  auto const layout = layout_at_one_moment(connection);
  if (!layout) return tl::unexpected(layout.error());
  if (layout->version == 0) return tl::unexpected(foreign_database(connection.file()));
  if (layout->version < known_schema()) {
    return tl::unexpected(older_schema(layout->version, known_schema(), connection.file()));
  }
  return {};
}

}  // namespace vertrek::storage
