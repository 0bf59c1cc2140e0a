#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <thread>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/adapters/storage/samples.hpp"

// A process that is killed in the middle of its work.
namespace vertrek::storage::testing {
namespace {

constexpr int writers = 4;
constexpr int events_each = 3;

/// What the child tells of an append that was acknowledged. Smaller than PIPE_BUF: never torn.
struct Acknowledged {
  int writer;
  std::int64_t first;
  std::int64_t position;
};

/// Four threads append until the process is killed; each answer goes into the pipe after it came.
[[noreturn]] void write_until_killed(std::filesystem::path const& file, int round, int pipe) {
  auto const store = SqliteStore::open(file, OpenMode::create_or_write);
  if (!store) _exit(1);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      auto const name = "r" + std::to_string(round) + "-w" + std::to_string(writer);
      for (std::int64_t expected = 0;; expected += events_each) {
        auto const appended = (*store)->append(append_of(name, expected, events_each));
        if (!appended) _exit(2);
        Acknowledged const told{writer, expected + 1, appended->first.value};
        if (::write(pipe, &told, sizeof told) != sizeof told) _exit(3);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  _exit(4);
}

/// The first so many answers, or as many as come before a writer has been silent for too long.
std::vector<Acknowledged> read_some(int pipe, std::size_t count) {
  constexpr int patience_ms = 10'000;
  std::vector<Acknowledged> told;
  while (told.size() < count) {
    pollfd ready{pipe, POLLIN, 0};
    if (poll(&ready, 1, patience_ms) <= 0) break;
    Acknowledged one{};
    if (::read(pipe, &one, sizeof one) != sizeof one) break;
    told.push_back(one);
  }
  return told;
}

void read_rest(int pipe, std::vector<Acknowledged>& told) {
  Acknowledged one{};
  while (::read(pipe, &one, sizeof one) == sizeof one) told.push_back(one);
}

}  // namespace

TEST_CASE("what was acknowledged before kill -9 is whole afterwards, and nothing is half there",
          "[store][sqlite]") {
  constexpr unsigned seed = 20260129;
  INFO("seed " << seed);
  std::mt19937 chance(seed);
  Folder const folder;
  std::size_t acknowledged = 0;

  for (int round = 0; round < 20; ++round) {
    INFO("round " << round);
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    auto const child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      close(ends[0]);
      write_until_killed(folder.file(), round, ends[1]);
    }
    close(ends[1]);
    // Killed after any number of answers, none at all included: also while the file is being made.
    auto told = read_some(ends[0], chance() % 200);
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    read_rest(ends[0], told);
    close(ends[0]);
    acknowledged += told.size();

    auto const store = SqliteStore::open(folder.file(), OpenMode::create_or_write).value();
    auto const log = whole_log(*store);
    std::map<CaseId, std::int64_t> sequences;
    for (std::size_t i = 0; i < log.size(); ++i) {
      REQUIRE(log[i].position.value == static_cast<std::int64_t>(i) + 1);
      REQUIRE(log[i].sequence.value == ++sequences[log[i].case_id]);
    }
    for (auto const& [id, last] : sequences) REQUIRE(last % events_each == 0);
    auto const outbox = store->outbox(0, log.size() * 2 + 1, std::nullopt).value();
    REQUIRE(outbox.size() == log.size() * 2);
    for (auto const& one : told) {
      auto const name = "r" + std::to_string(round) + "-w" + std::to_string(one.writer);
      for (int i = 0; i < events_each; ++i) {
        auto const at = static_cast<std::size_t>(one.position - 1 + i);
        REQUIRE(at < log.size());
        REQUIRE(log[at].case_id.str() == name);
        REQUIRE(log[at].sequence.value == one.first + i);
        REQUIRE(log[at].data == R"({"note":")" + std::to_string(i) + "\"}");
      }
    }
  }
  CHECK(acknowledged > 0);
}

}  // namespace vertrek::storage::testing
