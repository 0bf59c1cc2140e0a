#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

namespace vertrek::scenarios {

using fr::Departure;
using fr::Residence;

SCENARIO("a review starts on a concrete doubt, never as a systematic check",
         "[rule:reasonable-doubt][Dir 14(2)]") {
  auto scenario = case_opened();
  scenario.when("residence.review_started", "IND", "2025-01-03T09:00+01:00", R"({"reason":" "})")
      .then_refused({"reasonable-doubt"});
  scenario
      .when("residence.review_started", "IND", "2025-01-03T09:00+01:00",
            R"({"reason":"asked for benefits in his second month"})")
      .then_accepted();
  CHECK(scenario.in(Residence::review));
}

SCENARIO("a determination waits for the person's views, or for the last day to give them",
         "[rule:views-invited][Awb 4:8]") {
  WHEN("nobody was invited") {
    case_under_review()
        .when("residence.ended", "IND", "2025-01-31T09:00+01:00")
        .then_refused({"views-invited"});
  }
  WHEN("the invitation runs up to and including 20 January") {
    auto scenario = case_under_review();
    scenario.given("residence.views_invited", "IND", "2025-01-06T09:00+01:00",
                   R"({"respond_by":"2025-01-20"})");
    scenario.when("residence.ended", "IND", "2025-01-20T23:59+01:00")
        .then_refused({"views-invited"});
    scenario.when("residence.ended", "IND", "2025-01-21T00:00+01:00").then_accepted();
  }
  WHEN("the day to answer by is the day of the invitation: that gave nobody time") {
    auto scenario = case_under_review();
    scenario.given("residence.views_invited", "IND", "2025-01-20T09:00+01:00",
                   R"({"respond_by":"2025-01-20"})");
    scenario.when("residence.ended", "IND", "2025-01-31T09:00+01:00")
        .then_refused({"views-invited"});
    scenario.given("residence.views_received", "IND", "2025-01-20T15:00+01:00");
    scenario.when("residence.ended", "IND", "2025-01-31T09:00+01:00").then_accepted();
  }
  WHEN("views come in before that day") {
    auto scenario = case_under_review();
    scenario.given("residence.views_invited", "IND", "2025-01-06T09:00+01:00")
        .given("residence.views_received", "IND", "2025-01-07T09:00+01:00");
    scenario.when("residence.ended", "IND", "2025-01-08T09:00+01:00").then_accepted();
  }
  WHEN("a new review began since: the old views do not serve it") {
    auto scenario = case_notified();
    scenario.given("residence.determination_withdrawn", "IND", "2025-02-03T09:00+01:00")
        .given("residence.review_started", "IND", "2025-02-04T09:00+01:00");
    scenario.when("residence.ended", "IND", "2025-02-05T09:00+01:00")
        .then_refused({"views-invited"});
  }
}

SCENARIO("a determination states its facts", "[rule:conditions-not-met][Dir 7][Dir 14][Vb 8.12]") {
  auto scenario = case_with_views_given();
  scenario.when("residence.ended", "IND", "2025-01-31T09:00+01:00", R"({"facts":""})")
      .then_refused({"conditions-not-met"});
  scenario
      .when("residence.ended", "IND", "2025-01-31T09:00+01:00",
            R"({"facts":"no work since March 2024, sleeps outside"})")
      .then_accepted();
}

SCENARIO("a jobseeker with a real prospect of work is not expelled",
         "[rule:no-prospect-of-work][Dir 14(4)(b)]") {
  auto const at = "2025-01-31T09:00+01:00";
  auto scenario = case_with_views_given();
  scenario.when("residence.ended", "IND", at, R"({"prospect_of_work":true})")
      .then_refused({"no-prospect-of-work"});
  WHEN("there is no prospect") {
    scenario.when("residence.ended", "IND", at, R"({"prospect_of_work":false})").then_accepted();
  }
  WHEN("the ground is public order: work does not stand in its way") {
    scenario
        .when("residence.ended", "IND", at, R"({"prospect_of_work":true,"ground":"public_order"})")
        .then_accepted();
  }
}

SCENARIO("a determination weighs the interests: recourse to benefits alone is no ground",
         "[rule:not-automatic][Dir 14(3)][Awb 3:4]") {
  auto scenario = case_with_views_given();
  scenario.when("residence.ended", "IND", "2025-01-31T09:00+01:00", R"({"interests_weighed":"\t"})")
      .then_refused({"not-automatic"});
  scenario
      .when("residence.ended", "IND", "2025-01-31T09:00+01:00",
            R"({"interests_weighed":"short stay, no family here, health good"})")
      .then_accepted();
}

SCENARIO("after a confirmation of lawful residence a determination needs a new review",
         "[rule:not-confirmed]") {
  auto scenario = case_with_views_given();
  scenario.given("residence.confirmed", "IND", "2025-01-20T09:00+01:00");
  scenario.when("residence.ended", "IND", "2025-01-31T09:00+01:00")
      .then_refused({"not-confirmed", "possible-now"});
  scenario.given("residence.review_started", "IND", "2025-02-03T09:00+01:00")
      .given("residence.views_invited", "IND", "2025-02-04T09:00+01:00",
             R"({"respond_by":"2025-02-18"})");
  scenario.when("residence.ended", "IND", "2025-02-19T09:00+01:00").then_accepted();
}

SCENARIO("only a determination that was taken can be notified",
         "[rule:determination-taken][Awb 3:40][Awb 3:41]") {
  auto const notified = "residence.determination_notified";
  case_with_views_given()
      .when(notified, "IND", "2025-01-31T10:00+01:00")
      .then_refused({"determination-taken"});
  case_determined().when(notified, "AVIM", "2025-01-31T10:00+01:00").then_accepted();
  WHEN("it was withdrawn, and a new review has not led to another") {
    auto scenario = case_determined();
    scenario.given("residence.determination_withdrawn", "IND", "2025-02-03T09:00+01:00")
        .given("residence.review_started", "IND", "2025-02-04T09:00+01:00");
    scenario.when(notified, "IND", "2025-02-05T09:00+01:00").then_refused({"determination-taken"});
  }
}

SCENARIO("a determination says which court, within which time, and by when to leave",
         "[rule:remedy-clause][Dir 30(1)][Dir 30(3)]") {
  auto scenario = case_determined();
  auto const at = "2025-01-31T10:00+01:00";
  scenario.when("residence.determination_notified", "IND", at, R"({"remedy_clause":false})")
      .then_refused({"remedy-clause"});
  scenario.when("residence.determination_notified", "IND", at, R"({"remedy_clause":true})")
      .then_accepted();
}

SCENARIO("a departure term under one month needs a substantiated urgent case",
         "[rule:term-not-short][Dir 30(3)][Vb 8.24(3)]") {
  auto const at = "2025-03-03T10:00+01:00";
  auto const notified = "residence.determination_notified";
  auto scenario = case_determined();
  WHEN("the term is four weeks: 31 March, where the month ends 3 April") {
    scenario.when(notified, "IND", at, R"({"term":{"weeks":4}})").then_refused({"term-not-short"});
  }
  WHEN("it is a day short of the month, and then the month itself") {
    scenario.when(notified, "IND", at, R"({"term":{"days":30}})").then_refused({"term-not-short"});
    scenario.when(notified, "IND", at, R"({"term":{"days":31}})").then_accepted();
    CHECK(scenario.end_of("departure-term") == "2025-04-03");
  }
  WHEN("it is short, for urgent reasons that are stated") {
    scenario.when(notified, "IND", at, R"({"term":{"days":7},"urgent":" "})")
        .then_refused({"term-not-short"});
    scenario.when(notified, "IND", at, R"({"term":{"days":7},"urgent":"threatened a neighbour"})")
        .then_accepted();
    CHECK(scenario.end_of("departure-term") == "2025-03-10");
  }
  WHEN("it is the four weeks of the law before 8 April 2022") {
    Scenario old;
    old.given("case.opened", "IND", "2022-01-03T09:00+01:00")
        .given("residence.review_started", "IND", "2022-01-03T10:00+01:00")
        .given("residence.views_invited", "IND", "2022-01-03T11:00+01:00",
               R"({"respond_by":"2022-01-17"})")
        .given("residence.ended", "IND", "2022-03-01T09:00+01:00");
    old.when(notified, "IND", "2022-04-07T10:00+02:00", R"({"term":{"days":27}})")
        .then_refused({"term-not-short"});
    old.when(notified, "IND", "2022-04-08T10:00+02:00", R"({"term":{"weeks":4}})")
        .then_refused({"term-not-short"});
    old.when(notified, "IND", "2022-04-07T10:00+02:00", R"({"term":{"weeks":4}})").then_accepted();
  }
  WHEN("it is stated anew with the decision on an objection") {
    scenario.given(notified, "IND", at)
        .given("objection.lodged", "COUNSEL", "2025-03-10T09:00+01:00");
    scenario.when("objection.decided", "IND", "2025-04-14T09:00+02:00", R"({"term":{"weeks":4}})")
        .then_refused({"term-not-short"});
    scenario.when("objection.decided", "IND", "2025-04-14T09:00+02:00", R"({"term":{"months":1}})")
        .then_accepted();
  }
}

SCENARIO("in the most urgent case the departure term is nothing: it is over as it begins",
         "[rule:term-not-short][rule:departure-term][Dir 30(3)][Vb 8.24(3)]") {
  auto scenario = case_determined();
  auto const at_once = R"({"term":{"days":0},"urgent":"public security"})";
  scenario
      .when("residence.determination_notified", "IND", "2025-01-31T10:00+01:00",
            R"({"term":{"days":0}})")
      .then_refused({"term-not-short"});
  scenario.when("residence.determination_notified", "IND", "2025-01-31T10:00+01:00", at_once)
      .then_accepted();
  scenario.when("removal.transferred", "AVIM", "2025-01-31T10:30+01:00").then_accepted();
  CHECK(scenario.in(Departure::due));
}

SCENARIO("an extension makes the departure term longer, never shorter",
         "[rule:term-lengthened][Dir 30(3)]") {
  auto scenario = case_notified();
  auto const at = "2025-02-10T09:00+01:00";
  for (auto const* const until : {R"({"until":"2025-02-20"})", R"({"until":"2025-02-28"})"})
    scenario.when("departure.term_extended", "IND", at, until).then_refused({"term-lengthened"});
  scenario.when("departure.term_extended", "IND", at, R"({"until":"2025-03-01"})").then_accepted();
  CHECK(scenario.end_of("departure-term") == "2025-03-01");
}

SCENARIO("an 'extension' that takes days away, recorded as irregular, takes none",
         "[rule:term-lengthened][Dir 30(3)]") {
  auto running = case_notified();
  running
      .when("departure.term_extended", "IND", "2025-02-10T09:00+01:00", R"({"until":"2025-02-15"})")
      .irregular("letter had left", "second.officer")
      .then_marked({"term-lengthened"});
  CHECK(running.end_of("departure-term") == "2025-02-28");
  auto over = case_with_term_over();
  over.when("departure.term_extended", "IND", "2025-03-10T09:00+01:00", R"({"until":"2025-02-15"})")
      .irregular("letter had left", "second.officer")
      .then_marked({"term-lengthened"});
  CHECK(over.status("departure-term", "2025-03-11T09:00+01:00") == "passed");
  CHECK(over.in(Departure::due));
}

SCENARIO("whether a departure was genuine is found by the IND, with reasons",
         "[rule:genuine-end-found][C-719/19][RVS:2022:562]") {
  auto scenario = case_with_term_over();
  auto const at = "2025-03-10T09:00+01:00";
  auto const confirmed = "departure.confirmed";
  scenario.when(confirmed, "DTENV", at, R"({"genuine":true,"reasons":"gave up the room"})")
      .then_refused({"genuine-end-found"});
  scenario.when(confirmed, "IND", at, R"({"genuine":false,"reasons":""})")
      .then_refused({"genuine-end-found"});
  WHEN("the IND finds it, with reasons") {
    scenario.when(confirmed, "IND", at, R"({"genuine":true,"reasons":"cut every tie"})")
        .then_accepted();
    CHECK(scenario.in(Residence::exhausted));
  }
  WHEN("another partner records the leaving alone") {
    scenario.when(confirmed, "KMAR", at).then_accepted();
    CHECK(scenario.in(Residence::in_effect));
  }
}

SCENARIO("help with return shares data only with the person's consent",
         "[rule:consent][GDPR 6][GDPR 7]") {
  auto scenario = case_opened();
  auto const at = "2025-01-10T09:00+01:00";
  scenario.when("departure.assistance_started", "SUPPORT", at, R"({"consent":false})")
      .then_refused({"consent"});
  scenario.when("departure.assistance_started", "SUPPORT", at, R"({"consent":true})")
      .then_accepted();
}

}  // namespace vertrek::scenarios
