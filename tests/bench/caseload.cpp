#include "tests/bench/caseload.hpp"

#include <algorithm>
#include <fstream>
#include <limits>

#include "adapters/partners/chain_notifier.hpp"
#include "adapters/storage/memory/memory_store.hpp"
#include "engine/case_engine.hpp"
#include "tests/bench/figures.hpp"
#include "workflows/forced_return/command_reader.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::bench {

namespace {

std::vector<Command> read_path(std::filesystem::path const& file) {
  std::vector<Command> commands;
  std::ifstream lines(file);
  for (std::string text; std::getline(lines, text);) {
    auto line = or_stop(forced_return::read_line(text));
    if (line.expect != forced_return::Expectation::refused)
      commands.push_back(std::move(line.command));
  }
  return commands;
}

}  // namespace

Caseload::Caseload(std::filesystem::path const& folder_of_examples) {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder_of_examples))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (auto const& file : files) paths_.push_back(read_path(file));
  if (paths_.empty()) throw Trouble{"no examples in " + folder_of_examples.string()};
}

CaseId Caseload::name(std::size_t number) {
  return or_stop(CaseId::parse(fmt::format("bench-{:06}", number)));
}

std::vector<Command> Caseload::commands(std::size_t number) const {
  auto commands = paths_[number % paths_.size()];
  for (std::size_t step = 0; step < commands.size(); ++step) {
    commands[step].case_id = name(number);
    // As long as the keys that clients make: a UUID.
    commands[step].key =
        CommandKey{fmt::format("{:08x}-0000-4000-8000-{:012x}", step + 1, number + 1)};
  }
  return commands;
}

Recordings::Recordings(Caseload const& caseload) {
  forced_return::ForcedReturn const process;
  partners::ChainNotifier const notifier;
  for (std::size_t path = 0; path < caseload.path_count(); ++path) {
    storage::MemoryStore store;
    CaseEngine engine{process, store, notifier};
    for (auto const& command : caseload.commands(path)) {
      auto const answer = or_stop(engine.handle(command, StoppedClock{command.occurred_at}));
      if (!std::holds_alternative<Accepted>(answer))
        throw Trouble{"refused: " + command.type.str() + " in example " + std::to_string(path)};
    }
    auto& appends = paths_.emplace_back();
    for (auto& event : or_stop(store.read_case(Caseload::name(path))))
      appends.push_back({{}, {event.sequence.value - 1}, {std::move(event)}, {{}}});
    for (auto& entry : or_stop(store.outbox(0, std::numeric_limits<std::size_t>::max(), {})))
      appends.at(static_cast<std::size_t>(entry.event.sequence.value - 1))
          .messages.front()
          .push_back(std::move(entry.message));
  }
}

std::vector<Append> Recordings::appends(std::size_t number, std::size_t events) const {
  auto const& path = paths_[number % paths_.size()];
  std::vector<Append> appends(
      path.begin(), path.begin() + static_cast<std::ptrdiff_t>(std::min(events, path.size())));
  for (auto& append : appends) append.case_id = Caseload::name(number);
  return appends;
}

}  // namespace vertrek::bench
