#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/cli/program.hpp"
#include "tests/proof/offers.hpp"
#include "tests/proof/views.hpp"

// The invariants of the process, over every state that a case can come into. See walk.hpp for what
// a view is and why it is sound.
namespace vertrek::proof {

namespace {

/// Walks the view to its end, follows random histories through it, and says what it saw.
void prove(View const& view) {
  fr::ForcedReturn const process;
  Walk walk(process, view);
  auto const found = walk.run();
  for (auto const& one : found.broken)
    FAIL_CHECK(one.invariant << ": " << one.what << "\n" << scenario_file(one.history, true));
  INFO(found.unlike_example);
  CHECK(found.unlike == 0);
  CHECK(found.tried > 0);
  CHECK(found.twins > 0);

  constexpr unsigned seed = 20251126;
  INFO("seed " << seed);
  auto const followed = walk.follow(everything(), seed, 2000, 60);
  for (auto const& history : followed.outside) FAIL_CHECK(history);
  CHECK(followed.steps > 10'000);
  std::cout << fmt::format(
      "{:<12}{:>7} states {:>9} steps {:>8} coercive steps tried {:>7} states seen twice, all alike"
      " {:>7} steps of random histories, all within\n",
      view.name, found.states, found.steps, found.tried, found.twins, followed.steps);
}

/// The law without one of its conditions.
std::shared_ptr<fr::LawBook const> law_without(std::string_view rule) {
  auto const& law = fr::law_in_force();
  std::vector<fr::Requirement> requirements(law.requirements().begin(), law.requirements().end());
  auto struck = 0;
  for (auto& requirement : requirements)
    if (requirement.id == rule) {
      requirement.met = [](fr::CaseFile const&, fr::Step const&) { return true; };
      ++struck;
    }
  REQUIRE(struck == 1);
  return std::make_shared<fr::LawBook const>(
      std::move(requirements),
      std::vector<fr::DeadlineRule>(law.deadlines().begin(), law.deadlines().end()));
}

Findings walk_without(std::string_view rule, View const& view) {
  fr::ForcedReturn const process(HolidayCalendar{}, law_without(rule));
  Walk walk(process, view);
  return walk.run();
}

}  // namespace

TEST_CASE("proof: the determination, its remedies and the term to leave",
          "[proof][no-removal-under-bar][no-detention-before-term][restored-right-frees]") {
  prove(residence_view());
}

TEST_CASE("proof: interim relief", "[proof][no-removal-under-bar]") {
  prove(relief_view());
}

TEST_CASE("proof: impediments", "[proof][no-removal-under-bar]") {
  prove(impediments_view());
}

TEST_CASE("proof: from supervision to detention",
          "[proof][no-detention-without-all-preconditions][order-to-lift-frees]") {
  prove(custody_view());
}

TEST_CASE("proof: the court watches over every day of detention",
          "[proof][court-watches-every-day][order-to-lift-frees]") {
  prove(court_view());
}

TEST_CASE("proof: how long a detention may last, and where",
          "[proof][no-detention-without-all-preconditions]") {
  prove(extension_view());
}

TEST_CASE("proof: removal, and leaving", "[proof][one-ending]") {
  prove(removal_view());
}

TEST_CASE("proof: a law without any one of these conditions is found out", "[proof]") {
  struct Struck {
    View view;
    std::vector<std::string_view> rules;
  };
  std::vector<Struck> const table{
      {residence_view(),
       // Not determination-notified: who was not notified has no term that could be over.
       {"determination-stands", "departure-term-ended", "objection-decided", "stay-not-exhausted"}},
      {relief_view(), {"interim-relief-clear"}},
      {impediments_view(), {"fit-to-travel", "no-open-criminal-case", "not-in-criminal-detention"}},
      {custody_view(),
       {"not-willing-and-able", "heard-first", "lighter-means", "not-after-lifting", "hold-in-time",
        "order-obeyed"}},
      {extension_view(),
       {"court-notified", "police-cell-days", "extension-grounds", "family-blocks-removal"}},
      {removal_view(), {"transfer-accepted", "document-available", "announced-first"}},
  };
  for (auto const& [view, rules] : table)
    for (auto const rule : rules) {
      INFO(rule);
      auto const found = walk_without(rule, view);
      CHECK_FALSE(found.broken.empty());
    }
}

TEST_CASE("proof: the history of a broken invariant is a scenario file that the program runs",
          "[proof]") {
  auto const found = walk_without("interim-relief-clear", relief_view());
  REQUIRE_FALSE(found.broken.empty());
  auto const& broken = found.broken.front();
  auto const folder =
      std::filesystem::temp_directory_path() / fmt::format("vertrek-proof-{}", ::getpid());
  std::filesystem::create_directories(folder);
  auto const file = folder / "broken.jsonl";
  std::ofstream(file) << scenario_file(broken.history, true);

  std::istringstream nothing;
  std::ostringstream out;
  std::ostringstream err;
  StoppedClock const clock{broken.history.back().recorded_at};
  // The law in force still has the condition: each line goes as the walk went, and the last one,
  // which the other law accepted, is refused as it should be.
  auto const code = cli::run({"--db", (folder / "broken.db").string(), "apply", file.string()},
                             {out, err, nothing, clock, "en"});
  INFO(scenario_file(broken.history, true) << out.str() << err.str());
  CHECK(code == 0);
  CHECK(out.str().find("interim-relief-clear") != std::string::npos);
  CHECK(broken.history.size() < 8);
  std::filesystem::remove_all(folder);
}

}  // namespace vertrek::proof
