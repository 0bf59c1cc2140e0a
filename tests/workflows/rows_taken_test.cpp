#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "workflows/forced_return/evolve.hpp"
#include "workflows/forced_return/process.hpp"
#include "workflows/forced_return/regions/machine.hpp"
#include "workflows/forced_return/signals.hpp"

// Every row of every table must be of use: some history of real events takes it.
namespace vertrek::forced_return {
namespace {

using RowKey = std::tuple<RegionId, std::uint8_t, Signal>;

/// An event as it may come, with the data that turns it one way or another.
struct Possible {
  EventKind kind;
  char const* data;
};

std::vector<Possible> const& possible_events() {
  using K = EventKind;
  static std::vector<Possible> const all = [] {
    std::vector<Possible> events;
    for (auto const& event : vocabulary()) events.push_back({event.kind, "{}"});
    for (auto const* const outcome : {R"({"outcome":"founded"})", R"({"outcome":"unfounded"})",
                                      R"({"outcome":"inadmissible"})"})
      for (auto const kind :
           {K::objection_decided, K::appeal_decided, K::higher_appeal_decided, K::detention_ruled})
        events.push_back({kind, outcome});
    for (auto const* const outcome :
         {R"({"outcome":"granted"})", R"({"outcome":"refused"})", R"({"outcome":"withdrawn"})"})
      events.push_back({K::interim_relief_decided, outcome});
    events.push_back({K::higher_appeal_lodged, R"({"against":"detention"})"});
    events.push_back({K::higher_appeal_decided, R"({"against":"detention","outcome":"founded"})"});
    events.push_back(
        {K::higher_appeal_decided, R"({"against":"detention","outcome":"unfounded"})"});
    events.push_back({K::departure_confirmed, R"({"genuine":true,"evidence":"e","reasons":"r"})"});
    events.push_back({K::objection_lodged, R"({"excused":"ill"})"});
    for (auto const* const until :
         {R"({"until":"2025-05-01"})", R"({"until":"2025-09-01"})", R"({"until":"2026-02-01"})"})
      events.push_back({K::departure_term_extended, until});
    events.push_back({K::impediment_raised, R"({"kind":"criminal_case"})"});
    events.push_back({K::impediment_lifted, R"({"kind":"criminal_case"})"});
    return events;
  }();
  return all;
}

/// Folds one random history and adds the rows that it takes. A history is what the shape allows:
/// what the law thinks of it does not matter here, for irregular facts move the case as well.
void walk(std::mt19937& chance, std::set<RowKey>& taken) {
  ForcedReturn const process;
  CaseFile file;
  auto at = Moment::parse("2025-01-02T09:00:00+01:00").value();
  Sequence sequence{1};
  auto const record = [&](EventKind kind, std::string data, Moment when) {
    Event event;
    event.type = event_type(kind);
    event.by.partner = PartnerId{"IND"};
    event.occurred_at = when;
    event.data = std::move(data);
    event.sequence = sequence;
    auto const step = as_step(event);
    auto positions = file.positions;
    for (auto const signal : signals_of(step, file))
      for (auto const& region : regions())
        if (auto const to = region.step(positions.at(region.id), signal)) {
          taken.emplace(region.id, positions.at(region.id), signal);
          positions.move(region.id, *to);
        }
    process.evolve(file, event);
    REQUIRE(file.positions == positions);
    ++sequence.value;
  };

  record(EventKind::case_opened, "{}", at);
  for (int i = 0; i < 80; ++i) {
    at = at.plus(std::chrono::hours(chance() % (24 * 12)));
    while (auto passing = process.next_passing(file, at, at))
      record(*event_named(passing->type.str()), passing->data, passing->occurred_at);
    auto const& [kind, data] = possible_events()[chance() % possible_events().size()];
    auto const step = Step{kind, Partner::ind, {}, at, read_data(kind, data), {}, at};
    auto const refused = unmet_of_record(file, step);
    auto const possible = std::none_of(refused.begin(), refused.end(), [](Unmet const& unmet) {
      return unmet.rule.str() == record_rule::possible_now ||
             unmet.rule.str() == record_rule::file_open;
    });
    auto const by_engine = spec(kind).recorders.has(Partner::engine);
    // Few files are closed at once, or no history would get far.
    auto const closes = kind == EventKind::case_closed && chance() % 4 != 0;
    if (possible && !by_engine && !closes) record(kind, data, at);
  }
}

}  // namespace

TEST_CASE("every row of every table is taken by some history of events", "[regions]") {
  constexpr unsigned seed = 20251124;
  constexpr int histories = 40'000;
  INFO("seed " << seed);
  std::size_t rows = 0;
  for (auto const& region : regions()) rows += region.rows.size();
  std::mt19937 chance(seed);
  std::set<RowKey> taken;
  for (int i = 0; i < histories && taken.size() < rows; ++i) walk(chance, taken);

  std::string never;
  for (auto const& region : regions())
    for (auto const& row : region.rows)
      if (!taken.contains({row.region, row.from, row.signal}))
        never += std::string(region.name) + ": " + std::string(state_name(row.region, row.from)) +
                 " + " + std::string(name(row.signal)) + "\n";
  INFO("rows never taken:\n" << never);
  CHECK(never.empty());
}

}  // namespace vertrek::forced_return
