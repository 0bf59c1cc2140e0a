#include "workflows/forced_return/retelling.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "adapters/partners/chain_notifier.hpp"
#include "adapters/storage/memory/memory_store.hpp"
#include "engine/case_engine.hpp"
#include "tests/scenarios/scenario.hpp"
#include "workflows/forced_return/command_reader.hpp"

// A case told again, as it was recorded, is the case that the engine recorded.
namespace vertrek::scenarios {

namespace {

using fr::Order;

/// What people recorded, and nothing of what time brought.
std::vector<Event> without_passings(std::vector<Event> events) {
  std::erase_if(events, [](Event const& event) { return fr::is_passing(event); });
  return events;
}

/// Told from all events and from what people recorded alone, the case is the one that the record
/// holds, and as it stands when time has gone on.
void check_retold(std::vector<Event> const& events) {
  REQUIRE_FALSE(events.empty());
  fr::ForcedReturn const process;
  INFO("case " << events.front().case_id.str());
  auto const last = events.back().recorded_at;
  for (auto const at : {last, moment("2031-01-01T00:00+01:00")}) {
    auto const expected = fr::case_at(process, events, {}, at).file;
    CHECK(portrait(fr::retell(process, events, Order::as_recorded, at)) == portrait(expected));
  }
  auto const told = fr::retell(process, without_passings(events), Order::as_recorded, last);
  CHECK(told.positions == fr::case_at(process, events, {}, last).file.positions);
}

/// Compares what stands in the way of each step with what the record says of it.
class Marks final : public fr::Listener {
 public:
  void before_step(fr::CaseFile const& file, fr::Step const& step, Event const& event) override {
    Rules unmet;
    for (auto const* const requirement : fr::unmet_of_law(file, step))
      unmet.insert(std::string(requirement->id));
    Rules marked;
    if (event.irregular)
      for (auto const& rule : event.irregular->unmet) marked.insert(rule.str());
    INFO(event.case_id.str() << " " << event.sequence.value << " " << event.type.str());
    CHECK(unmet == marked);
    CHECK(fr::unmet_of_record(file, step).empty());
    ++steps;
  }
  std::size_t steps = 0;
};

std::size_t marks_in(std::vector<Event> const& events) {
  return static_cast<std::size_t>(
      std::count_if(events.begin(), events.end(),
                    [](Event const& event) { return event.irregular.has_value(); }));
}

void check_marks(std::vector<Event> const& events) {
  Marks marks;
  fr::ForcedReturn const process;
  auto const told =
      fr::retell(process, events, Order::as_recorded, events.back().recorded_at, marks);
  CHECK(told.irregular.size() == marks_in(events));
  CHECK(marks.steps == without_passings(events).size());
}

/// The history that the engine makes of a file of commands.
std::vector<Event> recorded_from(std::filesystem::path const& file) {
  fr::ForcedReturn const process;
  storage::MemoryStore store;
  partners::ChainNotifier const notifier;
  CaseEngine engine{process, store, notifier};
  std::ifstream lines(file);
  CaseId id;
  for (std::string text; std::getline(lines, text);) {
    auto const line = fr::read_line(text);
    REQUIRE(line.has_value());
    id = line->command.case_id;
    StoppedClock const clock{line->recorded_at.value_or(line->command.occurred_at)};
    auto const answer = engine.handle(line->command, clock);
    REQUIRE(answer.has_value());
    CHECK(std::holds_alternative<Refusal>(*answer) == (line->expect == fr::Expectation::refused));
  }
  return store.read_case(id).value();
}

}  // namespace

SCENARIO("every published case told as it was recorded is the case that was stored") {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(VERTREK_EXAMPLES "/cases"))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  REQUIRE(files.size() >= 10);
  for (auto const& file : files) {
    auto const events = recorded_from(file);
    check_retold(events);
    check_marks(events);
  }
}

SCENARIO("what was known late, corrected or irregular is told as it was recorded") {
  auto scenario = person_in_facility();
  WHEN("an objection was found late") {
    scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                     "2025-02-20T09:00+01:00");
  }
  WHEN("a deed was done in time, and its breach recorded meanwhile") {
    scenario.time_passes("2025-04-10T09:00+02:00")
        .learned("2025-04-15T09:00+02:00", "detention.court_notified", "DTENV",
                 "2025-04-07T16:00+02:00");
  }
  WHEN("the beginning of the detention was corrected, and terms passed before and after") {
    scenario.time_passes("2025-04-10T09:00+02:00");
    auto const imposed = std::to_string(scenario.number_of("detention.imposed"));
    scenario
        .given("record.corrected", "AVIM", "2025-04-11T09:00+02:00",
               R"({"corrects":)" + imposed + R"(,"set":{"occurred_at":"2025-03-10T11:30+01:00"}})")
        .time_passes("2025-10-01T09:00+02:00");
  }
  WHEN("an order of detention was irregular") {
    scenario.given("detention.lifted", "DTENV", "2025-03-12T09:00+01:00")
        .happened_irregularly("detention.imposed", "AVIM", "2025-03-13T09:00+01:00",
                              R"({"lighter_means_reasons":""})")
        .time_passes("2025-06-01T09:00+02:00");
  }
  check_retold(scenario.events());
  check_marks(scenario.events());
}

SCENARIO("in the order of occurrence a correction counts from the beginning") {
  // Recorded on 14 February, with the date of the letter in place of the day it was handed over.
  auto scenario = case_determined();
  scenario
      .learned("2025-02-14T12:00+01:00", "residence.determination_notified", "IND",
               "2025-01-31T10:00+01:00")
      .time_passes("2025-03-08T09:00+01:00");
  CHECK(scenario.times_recorded("departure.term_elapsed") == 1);
  auto const number = std::to_string(scenario.number_of("residence.determination_notified"));
  scenario.given(
      "record.corrected", "IND", "2025-03-10T09:00+01:00",
      R"({"corrects":)" + number + R"(,"set":{"occurred_at":"2025-02-14T10:00+01:00"}})");
  auto const at = moment("2025-03-11T09:00+01:00");
  auto const told = fr::retell(fr::ForcedReturn{}, scenario.events(), Order::as_it_occurred, at);
  CHECK(told.positions.in(fr::Departure::term_running));
  CHECK(standing(told, "departure-term", at).end == "2025-03-14");
  auto const elapsed = std::count_if(
      told.recorded.begin(), told.recorded.end(),
      [](fr::Recorded const& one) { return one.kind == fr::EventKind::departure_term_elapsed; });
  CHECK(elapsed == 0);  // it passed by the wrong date only
}

}  // namespace vertrek::scenarios
