#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "workflows/forced_return/regions/machine.hpp"
#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::forced_return {

namespace {

Signal signal_at(std::size_t index) {
  return static_cast<Signal>(index);
}

std::map<std::pair<std::uint8_t, Signal>, std::uint8_t> targets_of(Region const& region) {
  std::map<std::pair<std::uint8_t, Signal>, std::uint8_t> targets;
  for (auto const& row : region.rows) targets[{row.from, row.signal}] = row.to;
  return targets;
}

}  // namespace

SCENARIO("the regions stand in the order of their ids, each with its states") {
  REQUIRE(regions().size() == region_count);
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < region_count; ++i) {
    auto const& region = regions()[i];
    INFO(region.name);
    CHECK(static_cast<std::size_t>(region.id) == i);
    CHECK(names.insert(region.name).second);
    CHECK_FALSE(region.title.nl.empty());
    CHECK_FALSE(region.title.en.empty());
    CHECK_FALSE(region.rows.empty());
    for (auto const& row : region.rows) CHECK(row.region == region.id);
  }
}

SCENARIO("every position has a state and every state a position") {
  auto const count = [](RegionId id) { return region(id).states.size(); };
  CHECK(count(RegionId::file) == static_cast<std::size_t>(File::closed) + 1);
  CHECK(count(RegionId::residence) == static_cast<std::size_t>(Residence::exhausted) + 1);
  CHECK(count(RegionId::departure) == static_cast<std::size_t>(Departure::gone) + 1);
  CHECK(count(RegionId::remedy) == static_cast<std::size_t>(Remedy::final) + 1);
  CHECK(count(RegionId::interim_relief) == static_cast<std::size_t>(InterimRelief::refused) + 1);
  CHECK(count(RegionId::custody) == static_cast<std::size_t>(Custody::detained) + 1);
  CHECK(count(RegionId::review) == static_cast<std::size_t>(Review::unlawful) + 1);
  CHECK(count(RegionId::removal) == static_cast<std::size_t>(Removal::carried_out) + 1);
  CHECK(count(RegionId::impediment) == static_cast<std::size_t>(Impediment::impeded) + 1);
  CHECK(count(RegionId::support) == static_cast<std::size_t>(Support::active) + 1);
  CHECK(count(RegionId::lighter_means) ==
        static_cast<std::size_t>(LighterMeansState::not_kept) + 1);

  // The names are written beside the enums, not made from them: one of each kind proves the order.
  auto const name_of = []<class State>(State state) {
    return state_name(region_of<State>, static_cast<std::uint8_t>(state));
  };
  CHECK(name_of(File::closed) == "closed");
  CHECK(name_of(Residence::in_effect) == "in_effect");
  CHECK(name_of(Residence::exhausted) == "exhausted");
  CHECK(name_of(Departure::due) == "due");
  CHECK(name_of(Departure::gone) == "gone");
  CHECK(name_of(Remedy::appeal) == "appeal");
  CHECK(name_of(InterimRelief::granted) == "granted");
  CHECK(name_of(Custody::held) == "held");
  CHECK(name_of(Review::awaiting_ruling) == "awaiting_ruling");
  CHECK(name_of(Review::unlawful) == "unlawful");
  CHECK(name_of(Removal::planned) == "planned");
  CHECK(name_of(Impediment::impeded) == "impeded");
  CHECK(name_of(Support::active) == "active");
  CHECK(name_of(LighterMeansState::active) == "active");
  CHECK(name_of(LighterMeansState::not_kept) == "not_kept");
}

SCENARIO("a step does what the table says and nothing else, for every state and every signal") {
  constexpr int nowhere = -1;
  for (auto const& region : regions()) {
    auto const targets = targets_of(region);
    CHECK(targets.size() == region.rows.size());  // no state answers a signal twice
    // Every value of the type, so that a position that is no state is answered too.
    for (unsigned from = 0; from < 256; ++from) {
      for (std::size_t i = 0; i < signal_count; ++i) {
        auto const state = static_cast<std::uint8_t>(from);
        auto const row = targets.find({state, signal_at(i)});
        auto const expected = row == targets.end() ? nowhere : int{row->second};
        auto const to = region.step(state, signal_at(i));
        if ((to ? int{*to} : nowhere) != expected) {
          FAIL_CHECK(region.name << ": state " << from << ", " << name(signal_at(i)));
        }
      }
    }
  }
}

SCENARIO("every state can be reached from the first, and has a name of its own and a meaning") {
  for (auto const& region : regions()) {
    std::set<std::uint8_t> reached{0};
    for (auto grown = true; grown;) {
      grown = false;
      for (auto const& row : region.rows) {
        if (reached.contains(row.from)) grown = reached.insert(row.to).second || grown;
      }
    }
    std::set<std::string_view> names;
    for (std::size_t state = 0; state < region.states.size(); ++state) {
      auto const& info = region.states[state];
      INFO(region.name << "." << info.name);
      CHECK(reached.contains(static_cast<std::uint8_t>(state)));
      CHECK(names.insert(info.name).second);
      CHECK_FALSE(info.meaning.nl.empty());
      CHECK_FALSE(info.meaning.en.empty());
    }
    CHECK(reached.size() == region.states.size());
  }
}

SCENARIO("every signal is used by some region, and named once") {
  std::set<Signal> used;
  for (auto const& region : regions()) {
    for (auto const& row : region.rows) used.insert(row.signal);
  }
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < signal_count; ++i) {
    INFO(name(signal_at(i)));
    CHECK(used.contains(signal_at(i)));
    CHECK(names.insert(name(signal_at(i))).second);
  }
}

SCENARIO("a signal that is an event bears the event's name, and a derived one says what it means") {
  for (std::size_t i = 0; i < signal_count; ++i) {
    auto const signal = signal_at(i);
    auto const signal_name = name(signal);
    auto const text = meaning(signal);
    INFO(signal_name);
    CHECK(event_named(signal_name).has_value() != is_derived(signal));
    CHECK(text.nl.empty() != is_derived(signal));
    CHECK(text.en.empty() != is_derived(signal));
    // `interim_relief.decided [granted]` is a kind of an event that exists.
    if (auto const bracket = signal_name.find(" ["); bracket != std::string_view::npos) {
      CHECK(event_named(signal_name.substr(0, bracket)).has_value());
    }
  }
}

SCENARIO("the states that end a case are those that the law ends it with") {
  std::set<std::string> ending;
  for (auto const& region : regions()) {
    for (auto const& state : region.states) {
      if (state.ends_case) ending.insert(std::string{region.name} + "." + std::string{state.name});
    }
  }
  CHECK(ending == std::set<std::string>{"residence.confirmed", "residence.annulled",
                                        "residence.exhausted", "departure.departed",
                                        "departure.removed", "removal.carried_out"});
}

SCENARIO("nobody is removed twice, and nobody is detained while detained") {
  auto const& removal = region(RegionId::removal);
  auto const& custody = region(RegionId::custody);
  CHECK_FALSE(
      removal.step(static_cast<std::uint8_t>(Removal::carried_out), Signal::removal_carried_out));
  CHECK_FALSE(
      custody.step(static_cast<std::uint8_t>(Custody::detained), Signal::detention_imposed));
}

SCENARIO("time alone moves nobody into custody or towards removal", "[time-coerces-nobody]") {
  for (auto const id :
       {RegionId::custody, RegionId::review, RegionId::removal, RegionId::lighter_means}) {
    auto const& rows = region(id).rows;
    CHECK(std::ranges::none_of(
        rows, [](TransitionRow const& row) { return row.signal == Signal::term_elapsed; }));
  }
}

SCENARIO("leaving can be recorded from every state in which the person is still here or lost",
         "[voluntary-always-possible]") {
  auto const& departure = region(RegionId::departure);
  for (auto const state : {Departure::not_due, Departure::term_running, Departure::suspended,
                           Departure::due, Departure::gone}) {
    CHECK(departure.step(static_cast<std::uint8_t>(state), Signal::departure_confirmed) ==
          static_cast<std::uint8_t>(Departure::departed));
  }
  auto const& support = region(RegionId::support);
  for (auto const state : {Support::none, Support::active}) {
    CHECK(support.step(static_cast<std::uint8_t>(state), Signal::assistance_started) ==
          static_cast<std::uint8_t>(Support::active));
  }
}

SCENARIO("steps of many threads do not disturb one another", "[regions][threads]") {
  auto const& departure = region(RegionId::departure);
  auto const count_wrong = [&departure](std::size_t& wrong) {
    for (auto round = 0; round < 2000; ++round) {
      for (auto const& row : departure.rows) {
        if (departure.step(row.from, row.signal) != row.to) ++wrong;
      }
    }
  };
  std::vector<std::size_t> wrong(4, 0);
  std::vector<std::thread> threads;
  threads.reserve(wrong.size());
  for (auto& mine : wrong) threads.emplace_back(count_wrong, std::ref(mine));
  for (auto& thread : threads) thread.join();
  CHECK(std::ranges::all_of(wrong, [](std::size_t each) { return each == 0; }));
}

}  // namespace vertrek::forced_return
