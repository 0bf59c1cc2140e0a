#include "engine/case_engine.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "adapters/partners/chain_notifier.hpp"
#include "adapters/storage/memory/memory_store.hpp"
#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "engine/audit/replay.hpp"
#include "tests/adapters/storage/samples.hpp"
#include "workflows/forced_return/process.hpp"

// The engine over the real process and real stores: what it promises to whoever sends a command.
namespace vertrek {
namespace {

Moment at(std::string const& text) {
  return Moment::parse(text).value();
}

Command command(std::string const& event, std::string const& partner, std::string const& when,
                std::string data = "{}", std::string const& id = "c1") {
  Command made;
  made.case_id = CaseId::parse(id).value();
  made.type = EventType{event};
  made.by = {PartnerId{partner}, UserId{"user.1"}, ""};
  made.occurred_at = at(when);
  made.data = std::move(data);
  return made;
}

Command opening(std::string const& id = "c1") {
  return command("case.opened", "IND", "2025-01-06T09:00+01:00",
                 R"({"v_number":"0000000001","nationality":"PL"})", id);
}

Command note(std::string const& text, std::string const& when, std::string const& id = "c1") {
  return command("note.added", "IND", when, R"({"text":")" + text + "\"}", id);
}

/// An engine with its own store, as one process has them.
struct Running {
  forced_return::ForcedReturn process;
  partners::ChainNotifier notifier;
  storage::MemoryStore store;
  CaseEngine engine{process, store, notifier};

  Answer ask(Command const& asked) { return ask(asked, asked.occurred_at); }
  Answer ask(Command const& asked, Moment recorded_at) {
    return engine.handle(asked, StoppedClock{recorded_at}).value();
  }
  Event accept(Command const& asked) { return std::get<Accepted>(ask(asked)).event; }
  std::vector<Event> log() { return store.read_case(CaseId::parse("c1").value()).value(); }
};

void determine(Running& run) {
  run.accept(opening());
  run.accept(
      command("residence.review_started", "IND", "2025-01-06T10:00+01:00", R"({"reason":"r"})"));
  run.accept(command("residence.views_invited", "IND", "2025-01-06T11:00+01:00",
                     R"({"respond_by":"2025-01-20"})"));
  run.accept(command(
      "residence.ended", "IND", "2025-01-30T10:00+01:00",
      R"({"ground":"conditions_not_met","facts":"f","prospect_of_work":false,"interests_weighed":"w"})"));
}

Command notification(std::string const& when) {
  return command("residence.determination_notified", "IND", when, R"({"manner":"handed_over"})");
}

/// Notified on 31 January 2025: the month ends on Friday 28 February.
void notify_determination(Running& run) {
  determine(run);
  run.accept(notification("2025-01-31T10:00+01:00"));
}

}  // namespace

SCENARIO("the same command twice is recorded once and answers the same", "[engine][idempotency]") {
  Running run;
  run.accept(opening());
  auto asked = note("x", "2025-01-07T09:00+01:00");
  asked.key = CommandKey{"k1"};
  auto const first = std::get<Accepted>(run.ask(asked));
  auto const again = std::get<Accepted>(run.ask(asked, at("2025-02-07T09:00+01:00")));
  CHECK_FALSE(first.recorded_before);
  CHECK(again.recorded_before);
  CHECK(again.event.sequence == first.event.sequence);
  CHECK(again.event.recorded_at == first.event.recorded_at);
  CHECK(run.log().size() == 2);

  WHEN("another command comes under the same key") {
    auto other = note("y", "2025-01-07T09:00+01:00");
    other.key = asked.key;
    auto const answer = run.engine.handle(other, StoppedClock{other.occurred_at});
    THEN("it is an error and nothing is recorded") {
      REQUIRE_FALSE(answer);
      CHECK(answer.error().code == ErrorCode::key_reused);
      CHECK(run.log().size() == 2);
    }
  }
}

SCENARIO("a refusal records nothing, not even the time that has passed", "[engine]") {
  Running run;
  notify_determination(run);
  auto const before = run.log().size();
  auto const answer = run.ask(
      command("removal.planned", "DTENV", "2025-03-10T10:00+01:00", R"({"date":"2025-03-12"})"));
  REQUIRE(std::holds_alternative<Refusal>(answer));
  CHECK(run.log().size() == before);
  CHECK(run.store.outbox(0, 1000, PartnerId{"SUPPORT"})->empty());
}

SCENARIO("the passing of a deadline is recorded before anything later",
         "[engine][rule:departure-term]") {
  Running run;
  notify_determination(run);
  run.accept(note("x", "2025-03-10T10:00+01:00"));
  auto const log = run.log();
  REQUIRE(log.size() == 7);
  CHECK(log[5].type.str() == "departure.term_elapsed");
  CHECK(log[5].occurred_at == at("2025-03-01T00:00+01:00"));
  CHECK(log[5].recorded_at == at("2025-03-10T10:00+01:00"));
  CHECK(log[6].type.str() == "note.added");

  THEN("time alone moves no custody and no removal") {
    auto const state = run.process.fold(log);
    auto const& file = static_cast<forced_return::CaseFile const&>(*state);
    CHECK(file.positions.in(forced_return::Departure::due));
    CHECK(file.positions.in(forced_return::Custody::at_liberty));
    CHECK(file.positions.in(forced_return::Removal::none));
  }
}

SCENARIO(
    "what happened before a deadline ended is recorded before its passing, though word came later",
    "[engine][rule:departure-term]") {
  Running run;
  notify_determination(run);
  run.ask(
      command("departure.confirmed", "IND", "2025-02-20T10:00+01:00", R"({"evidence":"seen off"})"),
      at("2025-03-10T10:00+01:00"));
  auto const log = run.log();
  REQUIRE(log.size() == 6);
  CHECK(log.back().type.str() == "departure.confirmed");
}

SCENARIO("time in the log never runs back", "[engine]") {
  Running run;
  run.accept(opening());
  run.ask(note("late", "2025-01-08T09:00+01:00"), at("2025-02-01T09:00+01:00"));
  run.ask(note("entered after it", "2025-01-10T09:00+01:00"), at("2025-01-10T09:00+01:00"));
  auto const log = run.log();
  CHECK(log[2].occurred_at == at("2025-01-10T09:00+01:00"));
  CHECK(log[2].recorded_at == at("2025-02-01T09:00+01:00"));
}

SCENARIO("messages to partners are written with the event that they are about",
         "[engine][outbox]") {
  Running run;
  run.accept(opening());
  auto const entries = run.store.outbox(0, 100, std::nullopt).value();
  REQUIRE_FALSE(entries.empty());
  for (auto const& entry : entries) {
    CHECK(entry.event.type.str() == "case.opened");
    CHECK(entry.message.to != PartnerId{"IND"});
  }
}

SCENARIO("after a correction the case is read anew", "[engine]") {
  Running run;
  determine(run);
  run.ask(notification("2025-01-31T10:00+01:00"), at("2025-02-03T10:00+01:00"));
  run.accept(command(
      "record.corrected", "IND", "2025-02-04T10:00+01:00",
      R"({"corrects":5,"set":{"occurred_at":"2025-02-03T09:00+01:00"},"reason":"handed over later"})"));
  run.accept(note("x", "2025-03-03T10:00+01:00"));
  CHECK(run.log().back().type.str() == "note.added");
  CHECK(run.log().size() == 7);  // the month now ends on 3 March: no passing yet
  run.accept(note("y", "2025-03-04T10:00+01:00"));
  REQUIRE(run.log().size() == 9);
  CHECK(run.log()[7].occurred_at == at("2025-03-04T00:00+01:00"));
}

SCENARIO(
    "two programs on one record: the second sees what the first wrote before it refuses or records",
    "[engine][sqlite]") {
  storage::testing::Folder const folder;
  forced_return::ForcedReturn const process;
  partners::ChainNotifier const notifier;
  auto const store_a =
      storage::SqliteStore::open(folder.file(), storage::OpenMode::create_or_write).value();
  auto const store_b =
      storage::SqliteStore::open(folder.file(), storage::OpenMode::create_or_write).value();
  CaseEngine a{process, *store_a, notifier};
  CaseEngine b{process, *store_b, notifier};
  auto const ask = [](CaseEngine& engine, Command const& asked) {
    return engine.handle(asked, StoppedClock{asked.occurred_at}).value();
  };
  // b remembers a case that does not exist; a opens it.
  REQUIRE(std::holds_alternative<Refusal>(ask(b, note("x", "2025-01-07T09:00+01:00"))));
  REQUIRE(std::holds_alternative<Accepted>(ask(a, opening())));
  CHECK(std::holds_alternative<Accepted>(ask(b, note("x", "2025-01-07T09:00+01:00"))));
  // a is one event behind, and its append meets the conflict.
  auto const third = std::get<Accepted>(ask(a, note("y", "2025-01-08T09:00+01:00")));
  CHECK(third.event.sequence.value == 3);
}

SCENARIO("many threads on the same few cases lose nothing and leave no gap", "[engine][threads]") {
  storage::testing::Folder const folder;
  forced_return::ForcedReturn const process;
  partners::ChainNotifier const notifier;
  auto const store =
      storage::SqliteStore::open(folder.file(), storage::OpenMode::create_or_write).value();
  CaseEngine engine{process, *store, notifier, {.cached_cases = 2, .attempts = 1000}};
  constexpr int cases = 4;
  constexpr int threads = 8;
  constexpr int notes_each = 25;
  for (int i = 0; i < cases; ++i) {
    auto const asked = opening("c" + std::to_string(i));
    REQUIRE(engine.handle(asked, StoppedClock{asked.occurred_at}));
  }
  std::array<int, threads> accepted{};
  {
    std::vector<std::jthread> running;
    for (int t = 0; t < threads; ++t)
      running.emplace_back([&, t] {
        for (int n = 0; n < notes_each; ++n) {
          auto const asked = note(std::to_string(t * notes_each + n), "2025-01-07T09:00+01:00",
                                  "c" + std::to_string((t + n) % cases));
          auto const answer = engine.handle(asked, StoppedClock{asked.occurred_at});
          if (answer && std::holds_alternative<Accepted>(*answer))
            ++accepted[static_cast<std::size_t>(t)];
        }
      });
  }
  for (auto const count : accepted) CHECK(count == notes_each);
  std::size_t total = 0;
  for (int i = 0; i < cases; ++i) {
    auto const log = store->read_case(CaseId::parse("c" + std::to_string(i)).value()).value();
    for (std::size_t n = 0; n < log.size(); ++n)
      REQUIRE(log[n].sequence.value == static_cast<std::int64_t>(n) + 1);
    total += log.size();
  }
  CHECK(total == cases + threads * notes_each);
}

SCENARIO(
    "a replay of the log is the case that was read, goes on where it was, and knows corrections",
    "[engine][audit]") {
  Running run;
  determine(run);
  Replay replay{run.process};
  REQUIRE(replay.catch_up(run.store));
  CHECK(replay.seen() == run.store.last_position().value());

  run.ask(notification("2025-01-31T10:00+01:00"), at("2025-02-03T10:00+01:00"));
  run.accept(
      command("record.corrected", "IND", "2025-02-04T10:00+01:00",
              R"({"corrects":5,"set":{"occurred_at":"2025-02-03T09:00+01:00"},"reason":"later"})"));
  REQUIRE(replay.catch_up(run.store));

  auto const last_day = [](CaseState const& state) {
    auto const& file = static_cast<forced_return::CaseFile const&>(state);
    return iso(file.ledger.latest(forced_return::DeadlineId::departure_term)->end);
  };
  auto const& replayed = *replay.cases().at(CaseId::parse("c1").value());
  auto const folded = run.process.fold(run.log());
  CHECK(last_day(replayed) == "2025-03-03");
  CHECK(last_day(replayed) == last_day(*folded));
  CHECK(static_cast<forced_return::CaseFile const&>(replayed).positions ==
        static_cast<forced_return::CaseFile const&>(*folded).positions);
}

}  // namespace vertrek
