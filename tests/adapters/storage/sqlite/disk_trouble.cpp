#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/adapters/storage/samples.hpp"
#include "tests/adapters/storage/sqlite/faulty_disk.hpp"

// A disk that is full or broken: nobody is told that something was recorded when it was not.
namespace vertrek::storage::testing {
namespace {

std::unique_ptr<SqliteStore> open(std::filesystem::path const& file) {
  return SqliteStore::open(file, OpenMode::create_or_write).value();
}

}  // namespace

TEST_CASE("when the disk is full nothing of the command is recorded and the rest still stands",
          "[store][sqlite]") {
  Folder const folder;
  FaultyDisk const disk;
  auto const store = open(folder.file());
  REQUIRE(store->append(append_of("before", 0, 2)));

  FaultyDisk::fail_after(0, Fault::full);
  auto const refused = store->append(append_of("c1", 0, 3));
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::storage);
  CHECK(refused.error().where == folder.file().string());
  CHECK_THAT(refused.error().what.en, Catch::Contains("the disk is full"));
  CHECK_THAT(refused.error().what.nl, Catch::Contains("de schijf is vol"));
  CHECK_FALSE(refused.error().remedy.nl.empty());
  CHECK(whole_log(*store).size() == 2);

  FaultyDisk::repair();
  CHECK(store->append(append_of("c1", 0, 3))->first.value == 3);
  CHECK(store->outbox(0, 100, std::nullopt)->size() == 10);
}

TEST_CASE("a fault at any write or sync leaves each append whole or absent", "[store][sqlite]") {
  auto const fault = GENERATE(Fault::full, Fault::write_error, Fault::sync_error);
  // Wide enough that the page cache spills, so that also writes before the commit fail.
  auto large = append_of("large", 0, 40);
  for (auto& event : large.events) event.data = "{\"note\":\"" + std::string(100'000, 'x') + "\"}";
  int faults = 0;
  for (int good : {0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584}) {
    Folder const folder;
    FaultyDisk const disk;
    std::int64_t acknowledged = 0;
    {
      auto const store = open(folder.file());
      REQUIRE(store->append(append_of("before", 0, 1)));
      FaultyDisk::fail_after(good, fault);
      if (store->append(large)) acknowledged += 40;
      for (int i = 0; i < 5; ++i) {
        if (store->append(append_of("after", acknowledged % 40, 1))) ++acknowledged;
      }
      faults += FaultyDisk::has_failed() ? 1 : 0;
      FaultyDisk::repair();
      CHECK(store->last_position()->value == 1 + acknowledged);
      CHECK(store->append(append_of("last", 0, 1)).has_value());
    }
    auto const store = open(folder.file());
    auto const log = whole_log(*store);
    CHECK(log.size() == static_cast<std::size_t>(acknowledged) + 2);
    CHECK((store->version(case_id("large"))->value == 40) == (acknowledged >= 40));
    CHECK(Outsider(folder.file())
              .number("SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1);
  }
  CHECK(faults > 0);
}

TEST_CASE("when a shared commit fails none of those in it is acknowledged",
          "[store][sqlite][threads]") {
  Folder const folder;
  FaultyDisk const disk;
  auto const store = open(folder.file());
  REQUIRE(store->append(append_of("before", 0, 1)));
  FaultyDisk::fail_after(40, Fault::sync_error);
  std::atomic<int> acknowledged = 0;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        auto const appended = store->append(append_of("t" + std::to_string(t), i, 1));
        if (!appended) {
          if (appended.error().code != ErrorCode::storage) ++wrong;
          return;
        }
        ++acknowledged;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(FaultyDisk::has_failed());
  CHECK(wrong == 0);
  CHECK(store->last_position()->value == 1 + acknowledged);
  FaultyDisk::repair();
  CHECK(store->append(append_of("after", 0, 1)).has_value());
}

TEST_CASE("a file that another program holds for too long is an error, not a wait for ever",
          "[.slow][store][sqlite]") {
  Folder const folder;
  auto const store = open(folder.file());
  Outsider const outsider(folder.file());
  REQUIRE(outsider.run("BEGIN IMMEDIATE").empty());
  auto const refused = store->append(append_of("c1", 0, 1));
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::storage);
  CHECK_THAT(refused.error().what.en, Catch::Contains("busy"));
  REQUIRE(outsider.run("ROLLBACK").empty());
  CHECK(store->append(append_of("c1", 0, 1)).has_value());
}

}  // namespace vertrek::storage::testing
