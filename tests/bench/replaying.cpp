#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "engine/audit/replay.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/caseload.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/raw_sqlite.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::bench {

namespace {

constexpr int rounds = 7;
constexpr double goal = 0.3;

/// A fast replay that folds wrongly is worth nothing: some cases are folded alone and compared.
void check(Replay const& replay, EventStore const& store, Workflow const& process) {
  for (std::size_t number = 0; number < replay.cases().size(); number += 997) {
    auto const name = Caseload::name(number);
    auto const alone = process.fold(or_stop(store.read_case(name)));
    auto const& expected = static_cast<forced_return::CaseFile const&>(*alone);
    auto const& found = static_cast<forced_return::CaseFile const&>(*replay.cases().at(name));
    if (found.positions != expected.positions || found.recorded.size() != expected.recorded.size())
      throw Trouble{"the replay of " + name.str() + " differs from the case itself"};
  }
}

}  // namespace

bool replaying(Places const& places) {
  heading("2  Replay from the first event, every case folded: one thread, from the file");
  auto const record = record_of(places, 1'000'000);
  auto const store = or_stop(storage::SqliteStore::open(record, storage::OpenMode::read_only));
  forced_return::ForcedReturn const process;

  std::vector<double> scans, reads, replays, ratios;
  Scan scan;
  std::size_t cases = 0;
  for (int round = 0; round < rounds; ++round) {
    scan = scan_rows(record);
    auto const each = [&](double seconds) { return static_cast<double>(scan.rows) / seconds; };
    scans.push_back(each(scan.seconds));

    Stopwatch const reading;
    or_stop(store->read_all({}, [](Event const&) { return true; }));
    reads.push_back(each(reading.seconds()));

    Replay replay{process};
    Stopwatch const replaying;
    or_stop(replay.catch_up(*store));
    replays.push_back(each(replaying.seconds()));
    ratios.push_back(replays.back() / scans.back());
    cases = replay.cases().size();
    if (round == 0) check(replay, *store, process);
  }

  fmt::print("   {} events of {} cases, {} MB of columns; {} rounds in turns, medians\n", scan.rows,
             cases, scan.bytes / 1'000'000, rounds);
  fmt::print("   {:<58} {:>9.0f} events/s\n", "replay: read and folded", median(replays));
  fmt::print("   {:<58} {:>9.0f} events/s\n", "read_all alone", median(reads));
  fmt::print("   {:<58} {:>9.0f} events/s\n", "raw SQLite scan of every column of the same rows",
             median(scans));
  auto const ratio = median(ratios);
  fmt::print("   {:<58} {:>9.2f}   goal {:.1f}: {}\n", "replay : scan", ratio, goal,
             reached(ratio >= goal));
  return ratio >= goal;
}

}  // namespace vertrek::bench
