#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

namespace vertrek::scenarios {

using fr::Custody;

SCENARIO("nobody is stopped without facts that give a reasonable suspicion",
         "[rule:reasonable-suspicion][Vw 50(1)]") {
  auto scenario = case_with_term_over();
  scenario.when("custody.stopped", "AVIM", "2025-03-10T09:00+01:00", R"({"suspicion":""})")
      .then_refused({"reasonable-suspicion"});
  scenario
      .when("custody.stopped", "AVIM", "2025-03-10T09:00+01:00",
            R"({"suspicion":"recognised; determination in the register"})")
      .then_accepted();
  CHECK(scenario.in(Custody::stopped));
}

SCENARIO("nobody is held who was not stopped first", "[rule:stopped-first][Vw 50(2)]") {
  auto scenario = case_with_term_over();
  scenario.when("custody.held", "AVIM", "2025-03-10T09:30+01:00").then_refused({"stopped-first"});
  scenario.given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00");
  scenario.when("custody.held", "AVIM", "2025-03-10T09:30+01:00").then_accepted();
  WHEN("the person was let go: the next hold asks for another stop") {
    scenario.given("custody.hold_ended", "AVIM", "2025-03-10T10:00+01:00");
    scenario.when("custody.held", "AVIM", "2025-03-10T10:01+01:00").then_refused({"stopped-first"});
  }
}

SCENARIO("a hold is extended once", "[rule:extension-once][Vw 50(4)]") {
  auto scenario = person_heard();
  scenario.given("custody.hold_extended", "AVIM", "2025-03-10T15:00+01:00");
  scenario.when("custody.hold_extended", "AVIM", "2025-03-11T15:00+01:00")
      .then_refused({"extension-once"});
  WHEN("it is a hold after another stop") {
    scenario.given("custody.hold_ended", "AVIM", "2025-03-11T15:00+01:00")
        .given("custody.stopped", "AVIM", "2025-03-14T09:00+01:00")
        .given("custody.held", "AVIM", "2025-03-14T09:30+01:00",
               R"({"arrived_at":"2025-03-14T09:30+01:00"})");
    scenario.when("custody.hold_extended", "AVIM", "2025-03-14T10:00+01:00").then_accepted();
  }
}

SCENARIO("within the time of the hold it is extended, or the person detained",
         "[rule:hold-in-time][rule:hold-six-hours][Vw 50(2)][Vw 50(3)]") {
  auto scenario = person_heard();  // at the station 09:30: six hours end 15:30
  WHEN("it is 15:30") {
    scenario.when("custody.hold_extended", "AVIM", "2025-03-10T15:30+01:00").then_accepted();
  }
  WHEN("it is 15:30, and detention is imposed") {
    scenario.when("detention.imposed", "AVIM", "2025-03-10T15:30+01:00").then_accepted();
  }
  WHEN("it is a minute later") {
    scenario.when("custody.hold_extended", "AVIM", "2025-03-10T15:31+01:00")
        .then_refused({"hold-in-time"});
    scenario.when("detention.imposed", "AVIM", "2025-03-10T15:31+01:00")
        .then_refused({"hold-in-time"});
  }
  WHEN("the person was let go in time and detained later, after a hearing of its own") {
    scenario.given("custody.hold_ended", "AVIM", "2025-03-10T15:30+01:00")
        .given("detention.heard", "AVIM", "2025-03-10T16:00+01:00");
    scenario.when("detention.imposed", "AVIM", "2025-03-10T16:30+01:00").then_accepted();
  }
}

SCENARIO("an extended hold lasts at most 48 hours more",
         "[rule:hold-in-time][rule:hold-extension-48h][Vw 50(4)]") {
  auto scenario = person_heard();
  scenario.given("custody.hold_extended", "AVIM", "2025-03-10T15:00+01:00");
  // From the end of the six hours, not from the moment of extending.
  CHECK(scenario.end_of("hold-extension-48h") == "2025-03-12T15:30:00+01:00");
  WHEN("they are just over") {
    scenario.when("detention.imposed", "AVIM", "2025-03-12T15:31+01:00")
        .then_refused({"hold-in-time"});
  }
  WHEN("they end now") {
    scenario.when("detention.imposed", "AVIM", "2025-03-12T15:30+01:00").then_accepted();
  }
}

SCENARIO("after a court's order to lift, lifting is the only step left in custody and removal",
         "[rule:order-obeyed][Vw 94(6)]") {
  auto scenario = detention_before_court();
  auto const obeyed = Rules{"order-obeyed"};
  scenario.given("removal.transferred", "AVIM", "2025-03-24T09:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-24T10:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-24T11:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-24T12:00+01:00")
      .given("removal.announced", "DTENV", "2025-03-24T13:00+01:00")
      .given("detention.ruled", "COURT", "2025-03-26T14:00+01:00", R"({"outcome":"founded"})");
  auto const at = "2025-03-26T14:01+01:00";
  WHEN("anything else is asked") {
    for (auto const* const event : {"detention.placed", "detention.heard", "detention.extended"})
      scenario.when(event, "AVIM", at).then_refused(obeyed);
    for (auto const* const event :
         {"removal.planned", "removal.announced", "removal.carried_out", "removal.interview_held",
          "removal.document_requested", "removal.document_obtained"})
      scenario.when(event, "DTENV", at).then_refused(obeyed);
  }
  WHEN("what cannot follow on detention anyway is asked: the order stands in its way as well") {
    auto const both = Rules{"order-obeyed", "possible-now"};
    scenario.when("custody.stopped", "AVIM", at).then_refused(both);
    scenario.when("custody.hold_extended", "AVIM", at).then_refused(both);
    scenario.when("removal.transferred", "AVIM", at).then_refused(both);
    scenario.when("removal.accepted", "DTENV", at).then_refused(both);
    scenario.when("custody.held", "AVIM", at)
        .then_refused({"order-obeyed", "possible-now", "stopped-first"});
    scenario.when("detention.imposed", "AVIM", at)
        .then_refused({"order-obeyed", "possible-now", "heard-first"});
  }
  WHEN("the order is obeyed") {
    scenario.when("detention.lifted", "DTENV", at, R"({"reason":"court_order"})").then_accepted();
    CHECK(scenario.in(Custody::at_liberty));
    scenario.when("removal.carried_out", "DTENV", "2025-03-27T09:00+01:00").then_accepted();
  }
}

}  // namespace vertrek::scenarios
