#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <thread>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/adapters/storage/samples.hpp"

// The file: what is in it, who may open it, and what is said when it cannot be opened.
namespace vertrek::storage::testing {
namespace {

std::unique_ptr<SqliteStore> open(std::filesystem::path const& file) {
  return SqliteStore::open(file, OpenMode::create_or_write).value();
}

Error refusal(std::filesystem::path const& file, OpenMode mode) {
  auto const opened = SqliteStore::open(file, mode);
  REQUIRE_FALSE(opened.has_value());
  CHECK_FALSE(opened.error().what.nl.empty());
  CHECK_FALSE(opened.error().remedy.en.empty());
  CHECK(opened.error().where == file.string());
  return opened.error();
}

std::string bytes(std::filesystem::path const& file) {
  std::ostringstream all;
  all << std::ifstream(file, std::ios::binary).rdbuf();
  return all.str();
}

}  // namespace

TEST_CASE("no program that opens the file can change, remove or replace a row", "[store][sqlite]") {
  Folder const folder;
  {
    auto const store = open(folder.file());
    auto append = append_of("c1", 0, 2);
    append.events[1].key = CommandKey("k");
    REQUIRE(store->append(append));
  }
  Outsider const outsider(folder.file());
  auto const* const sql =
      GENERATE("UPDATE events SET data = '{}'", "UPDATE events SET position = 9 WHERE position = 2",
               "DELETE FROM events", "DELETE FROM events WHERE position = 2",
               "UPDATE outbox SET partner = 'KMAR'", "DELETE FROM outbox",
               "DELETE FROM outbox WHERE number = 4",
               // In the way: by position, by sequence, by key.
               "REPLACE INTO events VALUES (2,'c1',3,'t','p','u','r',0,0,'{}',NULL,NULL)",
               "REPLACE INTO events VALUES (3,'c1',2,'t','p','u','r',0,0,'{}',NULL,NULL)",
               "REPLACE INTO events VALUES (3,'c1',3,'t','p','u','r',0,0,'{}',NULL,'k')",
               "REPLACE INTO outbox VALUES (4,2,'KMAR',NULL)",
               "INSERT INTO events VALUES (2,'c1',3,'t','p','u','r',0,0,'{}',NULL,NULL) "
               "ON CONFLICT (position) DO UPDATE SET data = '{}'",
               // Not in the way of a row, but of the promise that there are no gaps.
               "INSERT INTO events VALUES (4,'c1',3,'t','p','u','r',0,0,'{}',NULL,NULL)",
               "INSERT INTO events VALUES (3,'c1',4,'t','p','u','r',0,0,'{}',NULL,NULL)",
               "INSERT INTO events VALUES (NULL,'c1',3,'t','p','u','r',0,0,'{}',NULL,NULL)",
               "INSERT INTO outbox VALUES (6,2,'KMAR',NULL)");
  INFO(sql);
  CHECK_FALSE(outsider.run(sql).empty());
  CHECK(outsider.number("SELECT count(*) FROM events") == 2);
  CHECK(outsider.number("SELECT count(*) FROM outbox WHERE partner IN ('IND','COURT')") == 4);
  auto const log = whole_log(*open(folder.file()));
  REQUIRE(log.size() == 2);
  CHECK(log[0].data == R"({"note":"0"})");
  CHECK(log[1].key == CommandKey("k"));
}

TEST_CASE("a file is marked as ours, written ahead, and survives being closed", "[store][sqlite]") {
  Folder const folder;
  REQUIRE(open(folder.file())->append(append_of("c1", 0, 2)));
  REQUIRE(open(folder.file())->append(append_of("c1", 2, 1)));
  CHECK(open(folder.file())->version(case_id("c1"))->value == 3);
  Outsider const outsider(folder.file());
  CHECK(outsider.number("PRAGMA application_id") == 0x5674726b);
  CHECK(outsider.number("PRAGMA user_version") == 1);
  CHECK(outsider.number("SELECT journal_mode = 'wal' FROM pragma_journal_mode") == 1);
  CHECK(outsider.number("SELECT min(strict) FROM pragma_table_list "
                        "WHERE name IN ('events', 'outbox')") == 1);
  CHECK(outsider.number("SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1);
}

TEST_CASE("every question of a reader is answered from an index", "[store][sqlite]") {
  Folder const folder;
  REQUIRE(open(folder.file())->append(append_of("c1", 0, 2)));
  Outsider const outsider(folder.file());
  auto const* const sql =
      GENERATE("SELECT case_id FROM events WHERE sequence = 1 AND case_id > 'a' ORDER BY case_id",
               "SELECT max(sequence) FROM events WHERE case_id = 'a'",
               "SELECT * FROM events WHERE case_id = 'a' AND command_key = 'k'",
               "SELECT * FROM outbox WHERE number > 1 AND partner = 'IND' ORDER BY number");
  INFO(sql);
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(folder.file().c_str(), &handle) == SQLITE_OK);
  sqlite3_stmt* plan = nullptr;
  REQUIRE(sqlite3_prepare_v2(handle, (std::string("EXPLAIN QUERY PLAN ") + sql).c_str(), -1, &plan,
                             nullptr) == SQLITE_OK);
  int lines = 0;
  while (sqlite3_step(plan) == SQLITE_ROW) {
    ++lines;
    std::string const line(reinterpret_cast<char const*>(sqlite3_column_text(plan, 3)));
    CHECK_THAT(line, Catch::StartsWith("SEARCH"));
  }
  CHECK(lines == 1);
  sqlite3_finalize(plan);
  sqlite3_close(handle);
}

TEST_CASE("a file of a newer program is left alone, and its version is told", "[store][sqlite]") {
  Folder const folder;
  REQUIRE(open(folder.file())->append(append_of("c1", 0, 1)));
  CHECK(Outsider(folder.file()).run("PRAGMA user_version = 7").empty());
  auto const mode = GENERATE(OpenMode::create_or_write, OpenMode::read_only);
  auto const error = refusal(folder.file(), mode);
  CHECK(error.code == ErrorCode::newer_schema);
  CHECK_THAT(error.what.nl, Catch::Contains("7"));
  CHECK_THAT(error.remedy.en, Catch::Contains("update"));
  CHECK(Outsider(folder.file()).number("PRAGMA user_version") == 7);
}

TEST_CASE("a database of another program is not touched", "[store][sqlite]") {
  Folder const folder;
  auto const* const sql = GENERATE("CREATE TABLE contacts (name TEXT)",
                                   "PRAGMA application_id = 42; CREATE TABLE t (x)",
                                   "PRAGMA application_id = 42", "PRAGMA user_version = 3");
  INFO(sql);
  CHECK(Outsider(folder.file()).run(sql).empty());
  auto const before = bytes(folder.file());
  CHECK(refusal(folder.file(), OpenMode::create_or_write).code == ErrorCode::bad_input);
  CHECK(refusal(folder.file(), OpenMode::read_only).code == ErrorCode::bad_input);
  CHECK(bytes(folder.file()) == before);
}

TEST_CASE("a file that is no database is named as such", "[store][sqlite]") {
  Folder const folder;
  std::ofstream(folder.file()) << std::string(10'000, 'x');
  auto const mode = GENERATE(OpenMode::create_or_write, OpenMode::read_only);
  auto const error = refusal(folder.file(), mode);
  CHECK(error.code == ErrorCode::storage);
  CHECK_THAT(error.what.en, Catch::Contains("no database"));
  CHECK(bytes(folder.file()) == std::string(10'000, 'x'));
}

TEST_CASE("a folder that does not exist, or a folder for a file, is an error", "[store][sqlite]") {
  Folder const folder;
  CHECK(refusal(folder.path() / "no" / "v.db", OpenMode::create_or_write).code ==
        ErrorCode::storage);
  CHECK(refusal(folder.path(), OpenMode::create_or_write).code == ErrorCode::storage);
}

TEST_CASE("reading does not make a file", "[store][sqlite]") {
  Folder const folder;
  CHECK(refusal(folder.file(), OpenMode::read_only).code == ErrorCode::not_found);
  CHECK_FALSE(std::filesystem::exists(folder.file()));
}

TEST_CASE("an empty file can become a record, but not be read as one", "[store][sqlite]") {
  Folder const folder;
  std::ofstream(folder.file()).close();
  CHECK(refusal(folder.file(), OpenMode::read_only).code == ErrorCode::bad_input);
  CHECK(std::filesystem::file_size(folder.file()) == 0);
  CHECK(open(folder.file())->append(append_of("c1", 0, 1)).has_value());
}

TEST_CASE("a store that only reads writes nothing", "[store][sqlite]") {
  Folder const folder;
  REQUIRE(open(folder.file())->append(append_of("c1", 0, 3)));
  auto const before = bytes(folder.file());
  {
    auto const store = SqliteStore::open(folder.file(), OpenMode::read_only).value();
    CHECK(whole_log(*store).size() == 3);
    CHECK(store->outbox(0, 10, std::nullopt)->size() == 6);
    auto const refused = store->append(append_of("c1", 3, 1));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::storage);
    CHECK(store->commits() == 0);
  }
  CHECK(bytes(folder.file()) == before);
}

TEST_CASE("a reader follows what a writer records meanwhile", "[store][sqlite]") {
  Folder const folder;
  auto const writer = open(folder.file());
  auto const reader = SqliteStore::open(folder.file(), OpenMode::read_only).value();
  CHECK(reader->last_position()->value == 0);
  REQUIRE(writer->append(append_of("c1", 0, 3)));
  CHECK(reader->last_position()->value == 3);
}

TEST_CASE("two stores on one file see each other and conflict like two threads",
          "[store][sqlite][threads]") {
  Folder const folder;
  auto const one = open(folder.file());
  auto const two = open(folder.file());
  REQUIRE(one->append(append_of("c1", 0, 2)));
  CHECK(two->append(append_of("c1", 0, 2)).error().code == ErrorCode::conflict);
  CHECK(two->append(append_of("c1", 2, 1))->first.value == 3);

  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      auto& store = t % 2 == 0 ? *one : *two;
      for (int i = 0; i < 40; ++i) {
        if (!store.append(append_of("t" + std::to_string(t), i, 1))) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  auto const log = whole_log(*one);
  REQUIRE(log.size() == 163);
  for (std::size_t i = 0; i < log.size(); ++i) {
    REQUIRE(log[i].position.value == static_cast<std::int64_t>(i) + 1);
  }
}

TEST_CASE("many may open the same new file at once", "[store][sqlite][threads]") {
  constexpr std::size_t openers = 6;
  for (int round = 0; round < 20; ++round) {
    Folder const folder;
    std::array<std::string, openers> trouble;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < openers; ++t) {
      threads.emplace_back([&, t] {
        auto const store = SqliteStore::open(folder.file(), OpenMode::create_or_write);
        if (!store) {
          trouble[t] = store.error().what.en;
        } else if (auto const done = (*store)->append(append_of("t" + std::to_string(t), 0, 1));
                   !done) {
          trouble[t] = done.error().what.en;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    for (auto const& one : trouble) CHECK(one == "");
    CHECK(open(folder.file())->last_position()->value == openers);
  }
}

TEST_CASE("threads that append at the same time share commits", "[store][sqlite][threads]") {
  Folder const folder;
  auto const store = open(folder.file());
  constexpr int writers = 16;
  constexpr int rounds = 50;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < writers; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        if (!store->append(append_of("t" + std::to_string(t), i, 1))) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(store->last_position()->value == writers * rounds);
  CHECK(store->commits() < writers * rounds);
}

}  // namespace vertrek::storage::testing
