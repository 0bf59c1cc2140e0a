#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/storage/sqlite/sqlite_store.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/caseload.hpp"
#include "tests/bench/figures.hpp"

namespace vertrek::bench {

namespace {

constexpr int rounds = 21;
constexpr double most_milliseconds = 20;
constexpr double most_megabytes = 50;

struct ProcessRun {
  double milliseconds = 0;
  double megabytes = 0;  ///< the most that was in memory at once
};

/// The program as the shell runs it, its words thrown away. The kernel counts to a child what its
/// parent had in memory when it was made, so the parent must be small: it holds no record.
ProcessRun run_program(std::filesystem::path const& program, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), program.string());
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  Stopwatch const watch;
  auto const spawned = posix_spawn(&child, program.c_str(), &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (spawned != 0) throw Trouble{"cannot run " + program.string()};
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) throw Trouble{"lost " + program.string()};
  auto const seconds = watch.seconds();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw Trouble{program.string() + " " + arguments[1] + " failed"};
  return {seconds * 1e3, static_cast<double>(usage.ru_maxrss) / 1024};
}

ProcessRun middle(std::vector<ProcessRun> const& runs) {
  std::vector<double> milliseconds, megabytes;
  for (auto const& run : runs) {
    milliseconds.push_back(run.milliseconds);
    megabytes.push_back(run.megabytes);
  }
  return {median(std::move(milliseconds)), median(std::move(megabytes))};
}

std::int64_t events_in(std::filesystem::path const& record) {
  auto const store = or_stop(storage::SqliteStore::open(record, storage::OpenMode::read_only));
  return or_stop(store->last_position()).value;
}

}  // namespace

bool showing(Places const& places) {
  constexpr std::size_t sizes[] = {10'000, 100'000, 1'000'000};
  heading("3  vertrek case show: a process, from start to end, beside vertrek --help");
  // Made by a process of its own, see run_program.
  for (auto const size : sizes) {
    auto const maker = fork();
    if (maker == 0) {
      static_cast<void>(record_of(places, size));
      std::fflush(stdout);
      _exit(0);
    }
    waitpid(maker, nullptr, 0);
  }

  fmt::print("   {} rounds in turns, each another case; medians\n", rounds);
  fmt::print("   {:<12} {:<10} {:>9} {:>9} {:>12} {:>12}\n", "events", "what", "ms", "MB",
             "ms above", "MB above");
  auto all_reached = true;
  for (auto const size : sizes) {
    auto const record = record_of(places, size);
    std::vector<ProcessRun> nothing, text, json;
    for (std::size_t round = 0; round < rounds; ++round) {
      // Cases spread over the record, and at different stages.
      auto const name = Caseload::name((size / 10) * round / rounds).str();
      nothing.push_back(run_program(places.program, {"--help"}));
      text.push_back(run_program(places.program, {"--db", record.string(), "case", "show", name}));
      json.push_back(
          run_program(places.program, {"--db", record.string(), "--json", "case", "show", name}));
    }
    auto const empty = middle(nothing);
    auto const line = [&](std::string_view what, ProcessRun const& run) {
      fmt::print("   {:<12} {:<10} {:>9.1f} {:>9.1f} {:>12.1f} {:>12.1f}\n", events_in(record),
                 what, run.milliseconds, run.megabytes, run.milliseconds - empty.milliseconds,
                 run.megabytes - empty.megabytes);
      return run.milliseconds - empty.milliseconds <= most_milliseconds &&
             run.megabytes - empty.megabytes <= most_megabytes;
    };
    line("--help", empty);
    all_reached &= line("text", middle(text));
    all_reached &= line("--json", middle(json));
  }
  fmt::print("   goal: at most {:.0f} ms and {:.0f} MB above the empty program: {}\n",
             most_milliseconds, most_megabytes, reached(all_reached));
  return all_reached;
}

}  // namespace vertrek::bench
