#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// Duties in the place of detention (lichter middel), and what becomes of them.
namespace vertrek::scenarios {

using fr::Custody;
using fr::LighterMeansState;

namespace {

constexpr auto reporting =
    R"({"means":["reporting"],"duties":"reports at the desk in Utrecht, Mondays",
        "reasons":"has an address; no sign of absconding"})";

Scenario case_with_duties() {
  auto scenario = case_with_term_over();
  scenario.given("lighter_means.imposed", "AVIM", "2025-03-10T10:00+01:00", reporting);
  return scenario;
}

}  // namespace

SCENARIO("lighter means state which they are, the duties and the reasons",
         "[rule:duties-stated][Vw 54(2)][Vw 56(1)]") {
  auto scenario = case_with_term_over();
  auto const at = "2025-03-10T10:00+01:00";
  for (auto const* const lacking :
       {R"({"means":[],"duties":"reports on Mondays","reasons":"has an address"})",
        R"({"means":["reporting"],"duties":" ","reasons":"has an address"})",
        R"({"means":["reporting"],"duties":"reports on Mondays","reasons":""})"})
    scenario.when("lighter_means.imposed", "AVIM", at, lacking).then_refused({"duties-stated"});
  scenario.given("lighter_means.imposed", "AVIM", at, reporting);
  CHECK(scenario.in(LighterMeansState::active));
  CHECK(scenario.file().facts.lighter_means->means == std::vector{fr::LighterMeans::reporting});
}

SCENARIO("lighter means have the same footing in residence as detention",
         "[rule:determination-notified][rule:determination-stands][rule:departure-term-ended]"
         "[rule:stay-not-exhausted][rule:not-willing-and-able][Vw 59][Vw 62][C-719/19][Vw 56(2)]") {
  auto const refused = [](Scenario scenario, std::string_view at, Rules const& rules) {
    scenario.when("lighter_means.imposed", "AVIM", at, reporting).then_refused(rules);
  };
  refused(case_under_review(), "2025-01-06T10:00+01:00",
          {"determination-notified", "determination-stands", "departure-term-ended"});
  refused(case_notified(), "2025-02-10T10:00+01:00", {"departure-term-ended"});
  auto withdrawn = case_with_term_over();
  withdrawn.given("residence.determination_withdrawn", "IND", "2025-03-09T10:00+01:00");
  refused(std::move(withdrawn), "2025-03-10T10:00+01:00", {"determination-stands"});
  auto exhausted = case_with_term_over();
  exhausted.given("departure.confirmed", "IND", "2025-03-09T10:00+01:00",
                  R"({"genuine":true,"reasons":"lives and works abroad"})");
  refused(std::move(exhausted), "2025-03-10T10:00+01:00", {"stay-not-exhausted"});
  auto willing = case_with_term_over();
  willing.given("departure.willingness_declared", "SUPPORT", "2025-03-09T10:00+01:00");
  refused(std::move(willing), "2025-03-10T10:00+01:00", {"not-willing-and-able"});
}

SCENARIO("nobody is detained while lighter means are kept",
         "[rule:lighter-means][Vw 59c][Vb 5.1a]") {
  auto scenario = case_with_duties();
  scenario.given("detention.heard", "AVIM", "2025-03-24T11:00+01:00");
  auto const at = "2025-03-24T12:00+01:00";
  scenario.when("detention.imposed", "AVIM", at).then_refused({"lighter-means"});
  WHEN("a duty was not kept") {
    scenario.when("lighter_means.not_kept", "AVIM", "2025-03-24T11:30+01:00", R"({"facts":" "})")
        .then_refused({"reasons-given"});
    scenario.given("lighter_means.not_kept", "AVIM", "2025-03-24T11:30+01:00",
                   R"({"facts":"did not report on 17 March"})");
    CHECK(scenario.in(LighterMeansState::not_kept));
    scenario.given("detention.imposed", "AVIM", at);
    CHECK(scenario.in(LighterMeansState::none));
    CHECK(scenario.in(Custody::detained));
  }
  WHEN("they were ended") {
    scenario.when("lighter_means.ended", "AVIM", "2025-03-24T11:30+01:00", R"({"reason":" "})")
        .then_refused({"reasons-given"});
    scenario.given("lighter_means.ended", "AVIM", "2025-03-24T11:30+01:00",
                   R"({"reason":"the address turned out to be empty"})");
    CHECK(scenario.in(LighterMeansState::none));
    scenario.given("detention.imposed", "AVIM", at);
  }
}

SCENARIO("lighter means end with what they wait for",
         "[order-to-lift-frees][restored-right-frees]") {
  auto const after = [](std::string_view event, By const& by, std::string_view data = "{}") {
    auto scenario = case_with_duties();
    scenario.given(event, by, "2025-03-12T10:00+01:00", data);
    return scenario.file().positions.get<LighterMeansState>();
  };
  CHECK(after("residence.confirmed", "IND") == LighterMeansState::none);
  CHECK(after("residence.determination_withdrawn", "IND") == LighterMeansState::none);
  CHECK(after("departure.confirmed", "AVIM") == LighterMeansState::none);
  CHECK(after("departure.whereabouts_unknown", "AVIM") == LighterMeansState::active);
}

SCENARIO("who becomes willing and able under lighter means is freed of the duties",
         "[rule:not-willing-and-able][Vw 56(2)]") {
  auto scenario = case_with_duties();
  CHECK_FALSE(scenario.duties().contains("Vw 56(2)"));
  scenario.given("departure.willingness_declared", "SUPPORT", "2025-03-12T10:00+01:00");
  CHECK(scenario.duties().contains("Vw 56(2)"));
  scenario.given("lighter_means.ended", "AVIM", "2025-03-12T11:00+01:00",
                 R"({"reason":"has a ticket for Friday"})");
  CHECK_FALSE(scenario.duties().contains("Vw 56(2)"));
}

SCENARIO("duties that never were cannot be broken or ended", "[rule:possible-now]") {
  auto scenario = case_with_term_over();
  scenario.when("lighter_means.not_kept", "AVIM", "2025-03-10T10:00+01:00", R"({"facts":"x"})")
      .then_refused({"possible-now"});
  scenario.when("lighter_means.ended", "AVIM", "2025-03-10T10:00+01:00", R"({"reason":"x"})")
      .then_refused({"possible-now"});
}

}  // namespace vertrek::scenarios
