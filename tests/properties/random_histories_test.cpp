#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/cli/program.hpp"
#include "adapters/storage/memory/memory_store.hpp"
#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/adapters/storage/samples.hpp"
#include "tests/properties/next_put.hpp"
#include "tests/properties/shortest.hpp"
#include "tests/properties/trial.hpp"
#include "workflows/forced_return/command_reader.hpp"

// Histories that nobody thought of: whatever is put to a case, in whatever order, the promises of
// the record hold. `vertrek_tests "[random]" --rng-seed N` tries others; what breaks is told as the
// shortest history that breaks it, in lines that `vertrek apply` runs.
namespace vertrek::properties {

namespace {

using storage::MemoryStore;
using storage::OpenMode;
using storage::SqliteStore;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

constexpr std::size_t longest_history = 60;

/// Each history has a seed of its own, so that one of them can be had again without the others.
std::uint64_t seed_of(std::uint64_t history) {
  return (std::uint64_t{Catch::rngSeed()} << 32U) + history;
}

std::size_t length(Chance& chance) {
  return 10 + chance.below(longest_history - 9);
}

/// What this history breaks when it is put to a new engine.
Broken broken_by(History const& history) {
  MemoryStore store;
  Trial trial{store};
  for (auto const& put : history)
    if (auto broken = trial.put(put)) return broken;
  return trial.at_the_end();
}

std::string report(std::uint64_t seed, std::string const& broken, History const& history) {
  auto const shorter =
      shortest(history, [](History const& part) { return broken_by(part).has_value(); });
  return fmt::format("seed {}: {}\nThe shortest of it, for `vertrek apply` ({} of {} lines):\n{}{}",
                     seed, broken, shorter.size(), history.size(), as_lines(shorter),
                     broken_by(shorter).value_or("which does not break it by itself"));
}

/// Puts a new history to the trial as it grows. What it breaks, or none.
Broken grow(Trial& trial, Chance& chance, std::size_t puts, History& history) {
  for (; puts > 0; --puts) {
    history.push_back(next_put(trial.process(), trial.file(), history, chance));
    if (auto broken = trial.put(history.back())) return broken;
  }
  return {};
}

History random_history(std::uint64_t seed) {
  Chance chance{seed};
  MemoryStore store;
  Trial trial{store};
  History history;
  REQUIRE_FALSE(grow(trial, chance, length(chance), history));
  return history;
}

/// The record as the program left it in a file.
std::vector<Event> log_in(std::filesystem::path const& file) {
  auto const store = SqliteStore::open(file, OpenMode::read_only);
  REQUIRE(store.has_value());
  return storage::testing::whole_log(**store);
}

/// The program without arguments but these: its exit code.
int vertrek(std::vector<std::string> arguments, std::string& said) {
  std::ostringstream out;
  std::istringstream in;
  StoppedClock const clock{last_moment()};
  auto const code = cli::run(std::move(arguments), {out, out, in, clock, "en"});
  said = out.str();
  return code;
}

bool same_command(Command const& a, Command const& b) {
  return a.case_id == b.case_id && a.type == b.type && a.by == b.by &&
         a.occurred_at == b.occurred_at && a.data == b.data && a.irregular == b.irregular &&
         a.key == b.key;
}

/// What two logs say in common: `apply` gives a key to every line that has none.
bool same_story(Event const& a, Event const& b) {
  return a.sequence == b.sequence && a.type == b.type && a.by == b.by &&
         a.occurred_at == b.occurred_at && a.recorded_at == b.recorded_at && a.data == b.data &&
         a.irregular == b.irregular;
}

}  // namespace

TEST_CASE("whatever is put to a case, in whatever order, the promises of the record hold",
          "[random][replay-equals-live][known-at-is-stable][irregular-is-marked]"
          "[refusal-changes-nothing][time-coerces-nobody]") {
  constexpr std::uint64_t histories = is_sanitized ? 150 : 3000;
  Tally tally;
  for (std::uint64_t i = 0; i < histories; ++i) {
    INFO("seed " << seed_of(i));
    Chance chance{seed_of(i)};
    MemoryStore store;
    Trial trial{store};
    History history;
    auto broken = grow(trial, chance, length(chance), history);
    if (!broken) broken = trial.at_the_end();
    if (broken) FAIL(report(seed_of(i), *broken, history));
    tally.add(trial.tally());
  }
  std::string counted;
  for (auto const& [what, times] : tally.count) counted += fmt::format("{}: {}\n", what, times);
  WARN(counted);
  std::string never;
  for (auto const& event : fr::vocabulary())
    if (!tally.accepted.contains(std::string(event.name))) never += fmt::format(" {}", event.name);
  for (auto const& requirement : fr::law_in_force().requirements())
    if (!tally.unmet.contains(std::string(requirement.id)))
      never += fmt::format(" {}", requirement.id);
  for (auto const& rule : fr::record_rules())
    if (!tally.unmet.contains(std::string(rule.id))) never += fmt::format(" {}", rule.id);
  INFO("never:" << never);
  // The few histories of a build with sanitizers do not get everywhere.
  CHECK((is_sanitized || never.empty()));
}

TEST_CASE("the same holds on a file that is closed and opened again half way", "[random]") {
  constexpr std::uint64_t histories = is_sanitized ? 10 : 60;
  for (std::uint64_t i = 0; i < histories; ++i) {
    INFO("seed " << seed_of(i));
    Chance chance{seed_of(i)};
    storage::testing::Folder const folder;
    auto store = SqliteStore::open(folder.file(), OpenMode::create_or_write).value();
    Trial trial{*store};
    History history;
    auto const half = length(chance) / 2;
    auto broken = grow(trial, chance, half, history);
    if (!broken) broken = trial.at_the_end();
    store.reset();
    store = SqliteStore::open(folder.file(), OpenMode::create_or_write).value();
    trial.go_on_with(*store);
    if (!broken) broken = trial.at_the_end();
    if (!broken) broken = grow(trial, chance, half, history);
    if (!broken) broken = trial.at_the_end();
    if (broken) FAIL(report(seed_of(i), *broken, history));
    CHECK(storage::testing::whole_log(*store).size() == trial.log().size());
  }
}

TEST_CASE("a history that was printed is read as it was put", "[random]") {
  constexpr std::uint64_t histories = is_sanitized ? 20 : 200;
  for (std::uint64_t i = 0; i < histories; ++i) {
    INFO("seed " << seed_of(i));
    for (auto const& put : random_history(seed_of(i))) {
      auto const line = as_line(put);
      INFO(line);
      auto const read = fr::read_line(line);
      if (!read) FAIL(read.error().where << ": " << read.error().what.en);
      CHECK(same_command(read->command, put.command));
      CHECK(read->recorded_at == put.now);
    }
  }
}

TEST_CASE("the program makes of a printed history what the engine made of it", "[random]") {
  constexpr std::uint64_t histories = is_sanitized ? 4 : 25;
  for (std::uint64_t i = 0; i < histories; ++i) {
    INFO("seed " << seed_of(i));
    auto const history = random_history(seed_of(i));
    MemoryStore store;
    Trial trial{store};
    for (auto const& put : history) REQUIRE_FALSE(trial.put(put));

    storage::testing::Folder const folder;
    auto const lines = folder.path() / "history.jsonl";
    std::ofstream{lines} << as_lines(history);
    std::string said;
    auto const code = vertrek({"--db", folder.file().string(), "apply", lines.string()}, said);
    INFO(said);
    CHECK((code == 0 || code == 1 || code == 2));
    auto const log = log_in(folder.file());
    REQUIRE(log.size() == trial.log().size());
    CHECK(std::equal(log.begin(), log.end(), trial.log().begin(), same_story));
  }
}

TEST_CASE("what breaks is told by the shortest history that breaks it, which the program runs",
          "[random]") {
  // A promise that nobody made, so that it is broken: nobody is ever detained.
  auto const detained = [](History const& history) {
    MemoryStore store;
    Trial trial{store};
    for (auto const& put : history) {
      REQUIRE_FALSE(trial.put(put));
      if (trial.file().positions.in(fr::Custody::detained)) return true;
    }
    return false;
  };
  History history;
  for (std::uint64_t i = 0; !detained(history); ++i) history = random_history(seed_of(i));
  auto const shorter = shortest(history, detained);
  auto const lines = as_lines(shorter);
  INFO(lines);
  CHECK(detained(shorter));
  CHECK(shorter.size() < history.size());
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    auto one_less = shorter;
    one_less.erase(one_less.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK_FALSE(detained(one_less));
  }

  storage::testing::Folder const folder;
  auto const file = folder.path() / "shortest.jsonl";
  std::ofstream{file} << lines;
  std::string said;
  CHECK(vertrek({"--db", folder.file().string(), "apply", file.string()}, said) == 0);
  CHECK(vertrek({"--db", folder.file().string(), "--json", "case", "show", "c1"}, said) == 0);
  INFO(said);
  CHECK(nlohmann::json::parse(said).at("regions").at("custody") == "detained");
}

}  // namespace vertrek::properties
