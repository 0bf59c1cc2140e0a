#include "tests/bench/raw_sqlite.hpp"

#include <sqlite3.h>

#include <memory>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/bench/figures.hpp"

namespace vertrek::bench {

namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct Finalize {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Database open(std::filesystem::path const& file) {
  sqlite3* handle = nullptr;
  auto const opened =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle);
  if (opened != SQLITE_OK) throw Trouble{"cannot open " + file.string()};
  return database;
}

void run(Database const& database, std::string const& sql) {
  if (sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw Trouble{sql + ": " + sqlite3_errmsg(database.get())};
}

Statement prepare(Database const& database, char const* sql) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr) !=
      SQLITE_OK)
    throw Trouble{std::string(sql) + ": " + sqlite3_errmsg(database.get())};
  return Statement(handle);
}

Row row_of(Statement const& statement) {
  Row row;
  for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
    switch (sqlite3_column_type(statement.get(), column)) {
      case SQLITE_NULL:
        row.emplace_back();
        break;
      case SQLITE_INTEGER:
        row.emplace_back(sqlite3_column_int64(statement.get(), column));
        break;
      default:
        row.emplace_back(
            std::string(reinterpret_cast<char const*>(sqlite3_column_text(statement.get(), column)),
                        static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column))));
    }
  }
  return row;
}

void insert(Statement const& statement, Row const& row) {
  int parameter = 0;
  for (auto const& cell : row) {
    ++parameter;
    if (auto const* const text = std::get_if<std::string>(&cell))
      sqlite3_bind_text64(statement.get(), parameter, text->data(), text->size(),
                          nullptr /* SQLITE_STATIC */, SQLITE_UTF8);
    else if (auto const* const number = std::get_if<std::int64_t>(&cell))
      sqlite3_bind_int64(statement.get(), parameter, *number);
    else
      sqlite3_bind_null(statement.get(), parameter);
  }
  if (sqlite3_step(statement.get()) != SQLITE_DONE) throw Trouble{"a row was not inserted"};
  sqlite3_reset(statement.get());
}

}  // namespace

std::vector<RecordedCommand> read_rows(std::filesystem::path const& file) {
  constexpr std::size_t position = 0;
  constexpr std::size_t event_of_message = 1;
  constexpr std::size_t key = 11;
  auto const database = open(file);
  auto const events = prepare(database, "SELECT * FROM events ORDER BY position");
  auto const outbox = prepare(database, "SELECT * FROM outbox ORDER BY number");
  auto more = sqlite3_step(outbox.get()) == SQLITE_ROW;
  std::vector<RecordedCommand> commands(1);
  while (sqlite3_step(events.get()) == SQLITE_ROW) {
    auto event = row_of(events);
    auto& command = commands.back();
    while (more && sqlite3_column_int64(outbox.get(), event_of_message) ==
                       std::get<std::int64_t>(event.at(position))) {
      command.outbox.push_back(row_of(outbox));
      more = sqlite3_step(outbox.get()) == SQLITE_ROW;
    }
    auto const ends_a_command = std::holds_alternative<std::string>(event.at(key));
    command.events.push_back(std::move(event));
    if (ends_a_command) commands.emplace_back();
  }
  if (commands.back().events.empty()) commands.pop_back();
  return commands;
}

void make_tables(std::filesystem::path const& file, Guards guards) {
  static_cast<void>(or_stop(storage::SqliteStore::open(file, storage::OpenMode::create_or_write)));
  if (guards == Guards::triggers) return;
  auto const database = open(file);
  std::vector<std::string> names;
  {
    auto const triggers =
        prepare(database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    while (sqlite3_step(triggers.get()) == SQLITE_ROW)
      names.push_back(std::get<std::string>(row_of(triggers).front()));
  }
  for (auto const& name : names) run(database, "DROP TRIGGER " + name);
}

double write_rows(std::filesystem::path const& file, std::vector<RecordedCommand> const& commands,
                  std::size_t commands_a_commit) {
  auto const database = open(file);
  run(database, "PRAGMA journal_mode = WAL");
  run(database, "PRAGMA synchronous = FULL");
  // As the store sets it: the log comes home as seldom on both sides.
  run(database, "PRAGMA wal_autocheckpoint = 4096");
  auto const event = prepare(database, "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  auto const message = prepare(database, "INSERT INTO outbox VALUES (?,?,?,?)");
  auto const begin = prepare(database, "BEGIN IMMEDIATE");
  auto const commit = prepare(database, "COMMIT");
  auto const execute = [](Statement const& statement) {
    if (sqlite3_step(statement.get()) != SQLITE_DONE) throw Trouble{"no transaction"};
    sqlite3_reset(statement.get());
  };

  Stopwatch const watch;
  for (std::size_t first = 0; first < commands.size(); first += commands_a_commit) {
    execute(begin);
    auto const end = std::min(first + commands_a_commit, commands.size());
    for (auto i = first; i < end; ++i) {
      for (auto const& row : commands[i].events) insert(event, row);
      for (auto const& row : commands[i].outbox) insert(message, row);
    }
    execute(commit);
  }
  return watch.seconds();
}

Scan scan_rows(std::filesystem::path const& file) {
  auto const database = open(file);
  auto const all = prepare(database, "SELECT * FROM events ORDER BY position");
  Scan scan;
  Stopwatch const watch;
  while (sqlite3_step(all.get()) == SQLITE_ROW) {
    ++scan.rows;
    for (int column = 0; column < sqlite3_column_count(all.get()); ++column) {
      if (sqlite3_column_type(all.get(), column) == SQLITE_INTEGER) {
        scan.bytes += sqlite3_column_int64(all.get(), column) & 7;
      } else {
        static_cast<void>(sqlite3_column_text(all.get(), column));
        scan.bytes += sqlite3_column_bytes(all.get(), column);
      }
    }
  }
  scan.seconds = watch.seconds();
  return scan;
}

}  // namespace vertrek::bench
