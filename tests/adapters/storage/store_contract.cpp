#include <atomic>
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <set>
#include <thread>

#include "adapters/storage/memory/memory_store.hpp"
#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/adapters/storage/samples.hpp"

// What every store promises, asked of each of them.
namespace vertrek::storage::testing {
namespace {

struct InMemory {
  MemoryStore store;
};

struct InSqlite {
  Folder folder;
  std::unique_ptr<SqliteStore> opened =
      SqliteStore::open(folder.file(), OpenMode::create_or_write).value();
  SqliteStore& store = *opened;
};

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

void same(NewEvent const& read, NewEvent const& written) {
  CHECK(read.type == written.type);
  CHECK(read.by == written.by);
  CHECK(read.occurred_at == written.occurred_at);
  CHECK(read.recorded_at == written.recorded_at);
  CHECK(read.data == written.data);
  CHECK(read.irregular == written.irregular);
  CHECK(read.key == written.key);
}

}  // namespace

TEMPLATE_TEST_CASE("an empty store has nothing and says so", "[store]", InMemory, InSqlite) {
  TestType in;
  CHECK(in.store.read_case(case_id("c1"))->empty());
  CHECK(in.store.version(case_id("c1"))->value == 0);
  CHECK_FALSE(in.store.find_key(case_id("c1"), CommandKey("k"))->has_value());
  CHECK(in.store.last_position()->value == 0);
  CHECK(in.store.cases(CaseId(), 10)->empty());
  CHECK(in.store.outbox(0, 10, std::nullopt)->empty());
  CHECK(whole_log(in.store).empty());
}

TEMPLATE_TEST_CASE("what is appended comes back byte for byte", "[store]", InMemory, InSqlite) {
  TestType in;
  Append append{case_id("c1"), {0}, {event("case.opened"), rich_event()}, {{}, {}}};
  append.messages[1] = {{PartnerId("IND"), std::nullopt}, {PartnerId("COURT"), "{\"é\":\"\"}"}};
  append.events[0].data = "";
  auto const appended = in.store.append(append);
  REQUIRE(appended.has_value());
  CHECK(appended->first.value == 1);

  auto const events = in.store.read_case(case_id("c1"));
  REQUIRE(events->size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    auto const& read = (*events)[i];
    same(read, append.events[i]);
    CHECK(read.case_id == append.case_id);
    CHECK(read.sequence.value == static_cast<std::int64_t>(i) + 1);
    CHECK(read.position.value == static_cast<std::int64_t>(i) + 1);
  }
  auto const by_key = in.store.find_key(case_id("c1"), append.events[1].key);
  REQUIRE(by_key->has_value());
  same(**by_key, append.events[1]);

  auto const outbox = in.store.outbox(0, 10, std::nullopt);
  REQUIRE(outbox->size() == 2);
  CHECK((*outbox)[0].message.to == PartnerId("IND"));
  CHECK_FALSE((*outbox)[0].message.data.has_value());
  CHECK((*outbox)[1].message.data == "{\"é\":\"\"}");
  same((*outbox)[1].event, append.events[1]);
  CHECK((*outbox)[1].event.position.value == 2);
}

TEMPLATE_TEST_CASE("a regular event after an irregular one is read as regular", "[store]", InMemory,
                   InSqlite) {
  TestType in;
  REQUIRE(in.store.append({case_id("c1"), {0}, {rich_event(), event("note.added")}, {{}, {}}}));
  auto const log = whole_log(in.store);
  REQUIRE(log.size() == 2);
  CHECK(log[0].irregular.has_value());
  CHECK_FALSE(log[1].irregular.has_value());
  CHECK(log[1].key.empty());
}

TEMPLATE_TEST_CASE("another version than expected is a conflict and changes nothing", "[store]",
                   InMemory, InSqlite) {
  TestType in;
  REQUIRE(in.store.append(append_of("c1", 0, 2)));
  for (std::int64_t const expected : {0, 1, 3, -1}) {
    auto const refused = in.store.append(append_of("c1", expected, 1));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK_FALSE(refused.error().what.nl.empty());
    CHECK_FALSE(refused.error().what.en.empty());
  }
  CHECK(in.store.append(append_of("new", 1, 1)).error().code == ErrorCode::conflict);
  CHECK(in.store.version(case_id("c1"))->value == 2);
  CHECK(in.store.last_position()->value == 2);
  CHECK(in.store.outbox(0, 100, std::nullopt)->size() == 4);
  CHECK(in.store.cases(CaseId(), 10)->size() == 1);
  // The refusals took no places.
  CHECK(in.store.append(append_of("c1", 2, 1))->first.value == 3);
  CHECK(in.store.outbox(4, 1, std::nullopt)->front().number == 5);
}

TEMPLATE_TEST_CASE("a key is recorded once a case", "[store]", InMemory, InSqlite) {
  TestType in;
  auto first = append_of("c1", 0, 1);
  first.events[0].key = CommandKey("k");
  REQUIRE(in.store.append(first));

  auto again = append_of("c1", 1, 3);
  again.events[1].key = CommandKey("k");
  CHECK(in.store.append(again).error().code == ErrorCode::conflict);
  CHECK(in.store.version(case_id("c1"))->value == 1);
  CHECK(in.store.last_position()->value == 1);

  auto twice = append_of("c2", 0, 2);
  twice.events[0].key = twice.events[1].key = CommandKey("k");
  CHECK(in.store.append(twice).error().code == ErrorCode::conflict);

  auto elsewhere = append_of("c2", 0, 1);
  elsewhere.events[0].key = CommandKey("k");
  CHECK(in.store.append(elsewhere).has_value());
  CHECK(in.store.find_key(case_id("c2"), CommandKey("k"))->value().position.value == 2);
  CHECK_FALSE(in.store.find_key(case_id("c3"), CommandKey("k"))->has_value());
  CHECK_FALSE(in.store.find_key(case_id("c2"), CommandKey("K"))->has_value());
}

TEMPLATE_TEST_CASE("events without a key do not stand in each other's way, nor are they found",
                   "[store]", InMemory, InSqlite) {
  TestType in;
  REQUIRE(in.store.append(append_of("c1", 0, 3)));
  CHECK_FALSE(in.store.find_key(case_id("c1"), CommandKey())->has_value());
}

TEMPLATE_TEST_CASE("an append that no store could keep is bad input", "[store]", InMemory,
                   InSqlite) {
  TestType in;
  CHECK(in.store.append(append_of("c1", 0, 0)).error().code == ErrorCode::bad_input);
  CHECK(in.store.append(append_of("", 0, 1)).error().code == ErrorCode::bad_input);
  auto lopsided = append_of("c1", 0, 2);
  lopsided.messages.pop_back();
  CHECK(in.store.append(lopsided).error().code == ErrorCode::bad_input);
  CHECK(in.store.last_position()->value == 0);
}

TEMPLATE_TEST_CASE("the log is read in order, from any place, until the reader has enough",
                   "[store]", InMemory, InSqlite) {
  TestType in;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(in.store.append(append_of("a", i * 2, 2)));
    REQUIRE(in.store.append(append_of("b", i * 100, 100)));
  }
  auto const log = whole_log(in.store);
  REQUIRE(log.size() == 510);
  CHECK(in.store.last_position()->value == 510);
  std::map<CaseId, std::int64_t> sequences;
  for (std::size_t i = 0; i < log.size(); ++i) {
    CHECK(log[i].position.value == static_cast<std::int64_t>(i) + 1);
    CHECK(log[i].sequence.value == ++sequences[log[i].case_id]);
  }
  std::vector<std::int64_t> some;
  REQUIRE(in.store.read_all({300}, [&](Event const& read) {
    some.push_back(read.position.value);
    return some.size() < 3;
  }));
  CHECK(some == std::vector<std::int64_t>{301, 302, 303});
  REQUIRE(in.store.read_all({510}, [](Event const&) -> bool { throw std::logic_error("none"); }));
  CHECK(in.store.read_case(case_id("b"))->size() == 500);
}

TEMPLATE_TEST_CASE("a reader of the log may read and append on the way", "[store]", InMemory,
                   InSqlite) {
  TestType in;
  REQUIRE(in.store.append(append_of("a", 0, 3)));
  int seen = 0;
  REQUIRE(in.store.read_all({0}, [&](Event const& read) {
    ++seen;
    CHECK(in.store.version(read.case_id)->value >= 3);
    return in.store.append(append_of("b", seen - 1, 1)).has_value();
  }));
  CHECK(seen == 3);
  CHECK(in.store.last_position()->value == 6);
}

TEMPLATE_TEST_CASE("a visitor that throws leaves the store in order", "[store]", InMemory,
                   InSqlite) {
  TestType in;
  REQUIRE(in.store.append(append_of("a", 0, 3)));
  CHECK_THROWS_AS((void)in.store.read_all({0}, [](Event const&) -> bool { throw 1; }), int);
  CHECK(whole_log(in.store).size() == 3);
  CHECK(in.store.append(append_of("a", 3, 1)).has_value());
}

TEMPLATE_TEST_CASE("cases are paged in byte order", "[store]", InMemory, InSqlite) {
  TestType in;
  std::set<std::string> names{"a", "A", "a-", "aa", "B", "b", "0", "case-10", "case-9", "z"};
  for (auto const& name : names) REQUIRE(in.store.append(append_of(name, 0, 2)));
  std::vector<std::string> seen;
  CaseId after;
  for (;;) {
    auto const page = in.store.cases(after, 3).value();
    REQUIRE(page.size() <= 3);
    for (auto const& id : page) seen.push_back(id.str());
    if (page.empty()) break;
    after = page.back();
  }
  CHECK(seen == std::vector<std::string>(names.begin(), names.end()));
  CHECK(in.store.cases(case_id("z"), 3)->empty());
  CHECK(in.store.cases(case_id("aZ"), 1)->front() == case_id("aa"));
  CHECK(in.store.cases(CaseId(), 0)->empty());
  CHECK(in.store.cases(CaseId(), no_limit)->size() == names.size());
}

TEMPLATE_TEST_CASE("the outbox is paged by number, for one partner or for all", "[store]", InMemory,
                   InSqlite) {
  TestType in;
  REQUIRE(in.store.append(append_of("a", 0, 3)));
  REQUIRE(in.store.append(append_of("b", 0, 2)));
  auto const all = in.store.outbox(0, no_limit, std::nullopt).value();
  REQUIRE(all.size() == 10);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].number == static_cast<std::int64_t>(i) + 1);
    CHECK(all[i].event.position.value == static_cast<std::int64_t>(i / 2) + 1);
    CHECK(all[i].message.to == PartnerId(i % 2 == 0 ? "IND" : "COURT"));
  }
  auto const court = in.store.outbox(2, 3, PartnerId("COURT")).value();
  REQUIRE(court.size() == 3);
  CHECK(court[0].number == 4);
  CHECK(court[1].number == 6);
  CHECK(court[2].number == 8);
  CHECK(court[2].event.case_id == case_id("b"));
  CHECK(in.store.outbox(10, 5, std::nullopt)->empty());
  CHECK(in.store.outbox(0, 5, PartnerId("DTENV"))->empty());
  CHECK(in.store.outbox(-1, 1, std::nullopt)->front().number == 1);
}

TEMPLATE_TEST_CASE("eight threads leave no gaps, and readers see only what is whole",
                   "[store][threads]", InMemory, InSqlite) {
  TestType in;
  constexpr int writers = 8;
  constexpr int rounds = 60;
  std::atomic<bool> writing = true;
  std::atomic<int> wrong = 0;
  std::thread reader([&] {
    while (writing) {
      std::int64_t seen = 0;
      auto const read = in.store.read_all({0}, [&](Event const& one) {
        if (one.position.value != ++seen) ++wrong;
        return true;
      });
      // Each append holds three events: a reader between two of them would see a broken one.
      if (!read || seen % 3 != 0) ++wrong;
    }
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < writers; ++t) {
    threads.emplace_back([&, t] {
      auto const own = "own-" + std::to_string(t);
      for (int i = 0; i < rounds; ++i) {
        if (!in.store.append(append_of(own, i * 3, 3))) ++wrong;
        // And one case on which all write: conflicts there harm nobody else.
        for (;;) {
          auto const seen = in.store.version(case_id("shared"));
          auto const appended = in.store.append(append_of("shared", seen->value, 3));
          if (appended) break;
          if (appended.error().code != ErrorCode::conflict) ++wrong;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  writing = false;
  reader.join();
  CHECK(wrong == 0);

  constexpr auto events = 2 * writers * rounds * 3;
  auto const log = whole_log(in.store);
  REQUIRE(log.size() == events);
  std::map<CaseId, std::int64_t> sequences;
  for (std::size_t i = 0; i < log.size(); ++i) {
    REQUIRE(log[i].position.value == static_cast<std::int64_t>(i) + 1);
    REQUIRE(log[i].sequence.value == ++sequences[log[i].case_id]);
  }
  auto const outbox = in.store.outbox(0, no_limit, std::nullopt).value();
  REQUIRE(outbox.size() == 2 * events);
  CHECK(outbox.back().number == 2 * events);
}

}  // namespace vertrek::storage::testing
