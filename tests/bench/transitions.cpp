#include <atomic>
#include <barrier>
#include <thread>

#include "adapters/partners/chain_notifier.hpp"
#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "engine/case_engine.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/caseload.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/raw_sqlite.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::bench {

namespace {

constexpr std::size_t writers = 32;
constexpr std::size_t cases_a_writer = 20;
constexpr int rounds = 7;
constexpr double goal = 0.6;

/// The commands of each writer in the order in which it gives them: its cases side by side.
using Work = std::vector<std::vector<Command>>;

Work share_out(Caseload const& caseload) {
  Work work(writers);
  for (std::size_t writer = 0; writer < writers; ++writer) {
    std::vector<std::vector<Command>> cases;
    for (std::size_t i = 0; i < cases_a_writer; ++i)
      cases.push_back(caseload.commands(writer * cases_a_writer + i));
    for (std::size_t step = 0, left = cases.size(); left > 0; ++step) {
      left = 0;
      for (auto& commands : cases) {
        if (step < commands.size()) work[writer].push_back(std::move(commands[step]));
        if (step + 1 < commands.size()) ++left;
      }
    }
  }
  return work;
}

void start_anew(std::filesystem::path const& file) {
  for (auto const* const suffix : {"", "-wal", "-shm"})
    std::filesystem::remove(file.string() + suffix);
}

struct EngineRun {
  double seconds = 0;
  std::int64_t commits = 0;
};

EngineRun run_engine(std::filesystem::path const& file, Work const& work) {
  start_anew(file);
  auto const store = or_stop(storage::SqliteStore::open(file, storage::OpenMode::create_or_write));
  forced_return::ForcedReturn const process;
  partners::ChainNotifier const notifier;
  CaseEngine engine{process, *store, notifier};

  std::atomic<bool> failed = false;
  std::barrier together(writers + 1);
  std::vector<std::thread> threads;
  for (auto const& commands : work)
    threads.emplace_back([&] {
      together.arrive_and_wait();
      for (auto const& command : commands) {
        auto const answer = engine.handle(command, StoppedClock{command.occurred_at});
        if (!answer || !std::holds_alternative<Accepted>(*answer)) failed = true;
      }
    });
  together.arrive_and_wait();
  Stopwatch const watch;
  for (auto& thread : threads) thread.join();
  auto const seconds = watch.seconds();
  if (failed) throw Trouble{"a command of the examples was not recorded"};
  return {seconds, store->commits()};
}

double run_raw(std::filesystem::path const& file, std::vector<RecordedCommand> const& rows,
               Guards guards) {
  start_anew(file);
  make_tables(file, guards);
  return write_rows(file, rows, writers);
}

}  // namespace

bool transitions(Places const& places) {
  heading(fmt::format(
      "1  Durable transitions a second: {} writers, {} cases from opening to their end, a file on "
      "disk",
      writers, writers * cases_a_writer));
  auto const engine_file = places.scratch / "engine.db";
  auto const raw_file = places.scratch / "raw.db";
  auto const work = share_out(Caseload{places.examples});

  std::vector<double> engine, raw, guarded, ratios, guarded_ratios;
  std::size_t events = 0;
  std::size_t commands = 0;
  std::size_t messages = 0;
  std::int64_t commits = 0;
  for (int round = 0; round < rounds; ++round) {
    auto const run = run_engine(engine_file, work);
    auto const rows = read_rows(engine_file);
    events = messages = 0;
    for (auto const& command : rows) {
      events += command.events.size();
      messages += command.outbox.size();
    }
    commands = rows.size();
    commits = run.commits;
    auto const each = [&](double seconds) { return static_cast<double>(events) / seconds; };
    engine.push_back(each(run.seconds));
    raw.push_back(each(run_raw(raw_file, rows, Guards::none)));
    guarded.push_back(each(run_raw(raw_file, rows, Guards::triggers)));
    ratios.push_back(engine.back() / raw.back());
    guarded_ratios.push_back(engine.back() / guarded.back());
  }
  start_anew(engine_file);
  start_anew(raw_file);

  fmt::print("   {} commands, {} events, {} messages; {} rounds in turns, medians\n", commands,
             events, messages, rounds);
  fmt::print("   {:<58} {:>9.0f} events/s\n",
             fmt::format("engine, law, notifier and store ({:.1f} commands a commit)",
                         static_cast<double>(commands) / static_cast<double>(commits)),
             median(engine));
  fmt::print("   {:<58} {:>9.0f} events/s\n",
             fmt::format("raw SQLite, the same rows, {} commands a commit", writers), median(raw));
  fmt::print("   {:<58} {:>9.0f} events/s\n", "raw SQLite with the triggers that guard the record",
             median(guarded));
  auto const ratio = median(ratios);
  fmt::print("   {:<58} {:>9.2f}   goal {:.1f}: {}\n", "engine : raw", ratio, goal,
             reached(ratio >= goal));
  fmt::print("   {:<58} {:>9.2f}\n", "engine : raw with triggers", median(guarded_ratios));
  auto const [lowest, highest] = std::minmax_element(ratios.begin(), ratios.end());
  fmt::print("   {:<58} {:>9}   when far apart: a busy machine, measure again\n",
             "lowest and highest engine : raw", fmt::format("{:.2f}-{:.2f}", *lowest, *highest));
  return ratio >= goal;
}

}  // namespace vertrek::bench
