#include <atomic>
#include <thread>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/caseload.hpp"
#include "tests/bench/figures.hpp"

namespace vertrek::bench {

namespace {

constexpr std::size_t events_a_case = 10;
/// Cases that are under way side by side, in the hands of one writer.
constexpr std::size_t cases_at_once = 100;
constexpr std::size_t writers = 64;

/// Cases are at every stage: one has one event, another twenty.
std::size_t events_of(Recordings const& recordings, std::size_t number) {
  auto const round = number / recordings.path_count();
  return 1 + round % (2 * events_a_case);
}

/// Writes these cases side by side: the first event of each, then the second.
void write_cases(EventStore& store, Recordings const& recordings, std::size_t first,
                 std::size_t end) {
  std::vector<std::vector<Append>> cases;
  for (auto number = first; number < end; ++number)
    cases.push_back(recordings.appends(number, events_of(recordings, number)));
  for (std::size_t step = 0; step < 2 * events_a_case; ++step)
    for (auto const& appends : cases)
      if (step < appends.size()) static_cast<void>(or_stop(store.append(appends[step])));
}

}  // namespace

std::filesystem::path record_of(Places const& places, std::size_t events) {
  auto const file = places.scratch / fmt::format("record-{}.db", events);
  if (std::filesystem::exists(file)) return file;
  auto const unfinished = std::filesystem::path(file.string() + ".part");
  for (auto const* const suffix : {"", "-wal", "-shm"})
    std::filesystem::remove(unfinished.string() + suffix);

  Stopwatch const watch;
  Recordings const recordings{Caseload{places.examples}};
  auto const cases = events / events_a_case;
  {
    auto const store =
        or_stop(storage::SqliteStore::open(unfinished, storage::OpenMode::create_or_write));
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < writers; ++i)
      threads.emplace_back([&] {
        for (;;) {
          auto const first = next.fetch_add(cases_at_once);
          if (first >= cases || failed) return;
          try {
            write_cases(*store, recordings, first, std::min(first + cases_at_once, cases));
          } catch (Trouble const&) {
            failed = true;
          }
        }
      });
    for (auto& thread : threads) thread.join();
    if (failed) throw Trouble{"the record could not be made"};
  }
  std::filesystem::rename(unfinished, file);
  fmt::print("   made {}: {} cases in {:.0f} s\n", file.filename().string(), cases,
             watch.seconds());
  return file;
}

}  // namespace vertrek::bench
