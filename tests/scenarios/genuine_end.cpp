#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// Leaving is not complying: only a stay that has genuinely and effectively ended exhausts the
// determination (C-719/19, RVS:2022:562). How long somebody was away settles nothing.
namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::Removal;
using fr::Residence;

namespace {

constexpr auto genuine = R"({"genuine":true,"reasons":"gave up the room, works at home"})";
constexpr auto not_genuine = R"({"genuine":false,"reasons":"kept the room, back in a week"})";

/// Back in the country half a year later, and heard.
void comes_back(Scenario& scenario) {
  scenario.given("custody.stopped", "AVIM", "2025-09-23T09:00+02:00")
      .given("custody.held", "AVIM", "2025-09-23T09:30+02:00",
             R"({"arrived_at":"2025-09-23T09:30+02:00"})")
      .given("detention.heard", "AVIM", "2025-09-23T11:00+02:00");
}

Asked detention(Scenario& scenario) {
  return scenario.when("detention.imposed", "AVIM", "2025-09-23T12:00+02:00");
}

}  // namespace

SCENARIO("after a genuine end of the stay nobody is detained on the old determination",
         "[rule:stay-not-exhausted][C-719/19][RVS:2022:562]") {
  auto scenario = case_with_term_over();
  WHEN("the end was found genuine") {
    scenario.given("departure.confirmed", "IND", "2025-03-10T09:00+01:00", genuine);
    CHECK(scenario.in(Residence::exhausted));
    comes_back(scenario);
    CHECK(scenario.in(Departure::not_due));
    detention(scenario).then_refused({"stay-not-exhausted"});
  }
  WHEN("it was found not genuine: the same determination, its term long over") {
    scenario.given("departure.confirmed", "IND", "2025-03-10T09:00+01:00", not_genuine);
    CHECK(scenario.in(Departure::departed));
    comes_back(scenario);
    CHECK(scenario.in(Departure::due));
    detention(scenario).then_accepted();
  }
  WHEN("nobody found anything: without a finding the determination stands") {
    scenario.given("departure.confirmed", "KMAR", "2025-03-10T09:00+01:00");
    comes_back(scenario);
    detention(scenario).then_accepted();
  }
  WHEN("it is found after the person came back: no length of absence settles it before") {
    scenario.given("departure.confirmed", "DTENV", "2025-03-10T09:00+01:00");
    scenario.given("departure.confirmed", "IND", "2025-09-22T09:00+02:00", genuine);
    comes_back(scenario);
    detention(scenario).then_refused({"stay-not-exhausted"});
  }
}

SCENARIO("a removal ends the stay no more by itself than leaving does",
         "[rule:stay-not-exhausted][C-719/19]") {
  auto scenario = removal_announced();
  scenario.given("removal.carried_out", "KMAR", "2025-03-20T10:00+01:00");
  CHECK(scenario.in(Residence::in_effect));
  WHEN("nothing was found") {
    comes_back(scenario);
    CHECK(scenario.in(Departure::due));
    detention(scenario).then_accepted();
  }
  WHEN("the stay was found to have ended with it") {
    scenario.given("departure.confirmed", "IND", "2025-04-01T09:00+02:00", genuine);
    CHECK(scenario.in(Departure::removed));
    comes_back(scenario);
    detention(scenario).then_refused({"stay-not-exhausted"});
  }
}

SCENARIO("after a genuine end of the stay nobody is removed on the old determination",
         "[rule:stay-not-exhausted][C-719/19]") {
  WHEN("a removal was under way when the person left, and comes back") {
    auto scenario = removal_announced();
    scenario.given("departure.confirmed", "IND", "2025-03-17T09:00+01:00", genuine)
        .given("custody.stopped", "AVIM", "2025-09-23T09:00+02:00");
    // What was announced belonged to the stay that ended.
    scenario.when("removal.carried_out", "DTENV", "2025-09-24T09:00+02:00")
        .then_refused({"stay-not-exhausted", "announced-first"});
  }
  WHEN("a removal that was planned is announced, or planned for another day") {
    auto scenario = removal_planned();
    scenario.given("departure.confirmed", "IND", "2025-03-14T09:00+01:00", genuine)
        .given("custody.stopped", "AVIM", "2025-09-23T09:00+02:00");
    scenario.when("removal.announced", "DTENV", "2025-09-24T09:00+02:00")
        .then_refused({"stay-not-exhausted"});
    scenario.when("removal.planned", "DTENV", "2025-09-24T09:00+02:00")
        .then_refused({"stay-not-exhausted", "transfer-accepted"});
  }
  WHEN("the case is handed to DTenV anew") {
    auto scenario = case_with_term_over();
    scenario.given("departure.confirmed", "IND", "2025-03-10T09:00+01:00", genuine)
        .given("custody.stopped", "AVIM", "2025-09-23T09:00+02:00");
    scenario.when("removal.transferred", "AVIM", "2025-09-24T09:00+02:00")
        .then_refused({"stay-not-exhausted"});
  }
  WHEN("it was found not genuine: the removal goes on where it was") {
    auto scenario = removal_announced();
    scenario.given("departure.confirmed", "IND", "2025-03-17T09:00+01:00", not_genuine)
        .given("custody.stopped", "AVIM", "2025-09-23T09:00+02:00");
    scenario.when("removal.carried_out", "DTENV", "2025-09-24T09:00+02:00").then_accepted();
  }
}

SCENARIO("after a genuine end a new determination gives a new term",
         "[rule:stay-not-exhausted][rule:departure-term][C-719/19][Dir 30(3)]") {
  auto scenario = case_with_term_over();
  scenario.given("departure.confirmed", "IND", "2025-03-10T09:00+01:00", genuine)
      .given("residence.review_started", "IND", "2025-10-01T09:00+02:00")
      .given("residence.views_invited", "IND", "2025-10-01T10:00+02:00",
             R"({"respond_by":"2025-10-15"})")
      .given("residence.ended", "IND", "2025-10-16T09:00+02:00")
      .given("residence.determination_notified", "IND", "2025-10-16T10:00+02:00");
  CHECK(scenario.in(Residence::in_effect));
  CHECK(scenario.in(Departure::term_running));
  CHECK(scenario.end_of("departure-term") == "2025-11-17");
  scenario.given("detention.heard", "AVIM", "2025-11-24T11:00+01:00");
  scenario.when("detention.imposed", "AVIM", "2025-11-24T12:00+01:00").then_accepted();
  CHECK(scenario.in(Custody::detained));
}

SCENARIO("a case closed after a departure opens again on the same determination", "[C-719/19]") {
  auto scenario = case_with_term_over();
  scenario.given("departure.confirmed", "DTENV", "2025-03-10T09:00+01:00")
      .given("case.closed", "DTENV", "2025-03-11T09:00+01:00", R"({"reason":"departed"})")
      .given("case.reopened", "AVIM", "2025-05-11T09:00+02:00");
  CHECK(scenario.in(Residence::in_effect));
  CHECK(scenario.in(Departure::due));
  scenario.when("removal.transferred", "AVIM", "2025-05-12T09:00+02:00").then_accepted();
}

}  // namespace vertrek::scenarios
