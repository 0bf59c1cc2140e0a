#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// The preconditions of detention that lie in the case: the determination, its term, the remedies,
// the person. What the order itself must show stands in detention_order.cpp.
namespace vertrek::scenarios {

using fr::Custody;

namespace {

/// Detention asked for at once after a hearing, from liberty: nothing of a hold plays a part.
Asked detention(Scenario& scenario, std::string_view at) {
  scenario.given("detention.heard", "AVIM", at);
  return scenario.when("detention.imposed", "AVIM", at);
}

}  // namespace

SCENARIO("nobody is detained on a determination that was not notified",
         "[rule:determination-notified][Vw 59][Dir 15][Dir 30]") {
  auto scenario = case_determined();
  // Without notification no term can have ended either.
  detention(scenario, "2025-03-10T12:00+01:00")
      .then_refused({"determination-notified", "departure-term-ended"});
  scenario.given("residence.determination_notified", "IND", "2025-03-10T12:00+01:00");
  detention(scenario, "2025-04-18T12:00+02:00").then_accepted();
}

SCENARIO("the notification of an earlier determination does not serve the present one",
         "[rule:determination-notified][rule:determination-stands][Vw 59][Dir 15][Dir 30]") {
  auto scenario = case_with_term_over();
  scenario.given("residence.determination_withdrawn", "IND", "2025-03-11T09:00+01:00");
  detention(scenario, "2025-03-12T12:00+01:00").then_refused({"determination-stands"});
  scenario.given("residence.review_started", "IND", "2025-03-13T09:00+01:00")
      .given("residence.views_invited", "IND", "2025-03-13T10:00+01:00",
             R"({"respond_by":"2025-03-27"})")
      .given("residence.ended", "IND", "2025-03-28T09:00+01:00");
  // What was notified, and the term that ended, belonged to the determination that fell.
  detention(scenario, "2025-03-28T12:00+01:00")
      .then_refused({"determination-notified", "departure-term-ended"});
}

SCENARIO("nobody is detained on a determination that fell", "[rule:determination-stands][Vw 59]") {
  WHEN("it was withdrawn") {
    auto scenario = case_with_term_over();
    scenario.given("residence.determination_withdrawn", "IND", "2025-03-10T09:00+01:00");
    detention(scenario, "2025-03-10T12:00+01:00").then_refused({"determination-stands"});
  }
  WHEN("lawful residence was confirmed since") {
    auto scenario = case_with_term_over();
    scenario.given("residence.confirmed", "IND", "2025-03-10T09:00+01:00");
    detention(scenario, "2025-03-10T12:00+01:00").then_refused({"determination-stands"});
  }
  WHEN("a court annulled it on appeal") {
    auto scenario = case_with_term_over();
    scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00")
        .given("appeal.decided", "COURT", "2025-03-20T09:00+01:00", R"({"outcome":"founded"})");
    detention(scenario, "2025-03-20T12:00+01:00").then_refused({"determination-stands"});
  }
  WHEN("the court struck a part, and its legal effects stand (RBDHA:2025:10203)") {
    auto scenario = case_with_term_over();
    scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00")
        .given("appeal.decided", "COURT", "2025-03-20T09:00+01:00",
               R"({"outcome":"founded","legal_effects_stand":true})");
    detention(scenario, "2025-03-20T12:00+01:00").then_accepted();
  }
}

SCENARIO("nobody is detained before the last day of the departure term has passed",
         "[no-detention-before-term][rule:departure-term-ended][rule:departure-term][Vw 62]"
         "[Dir 30(3)]") {
  auto scenario = case_notified();
  scenario.given("departure.term_extended", "IND", "2025-02-10T09:00+01:00",
                 R"({"until":"2025-03-31"})");
  WHEN("it is the last minute of the last day") {
    detention(scenario, "2025-03-31T23:59+02:00").then_refused({"departure-term-ended"});
  }
  WHEN("it is the first minute of the next day") {
    detention(scenario, "2025-04-01T00:00+02:00").then_accepted();
    CHECK(scenario.in(Custody::detained));
  }
}

SCENARIO("a lawfully shortened term ends on its own day and does not wait for the post",
         "[rule:departure-term-ended][rule:objection-decided][Vw 62][Dir 30(3)][Awb 6:9(2)]") {
  auto scenario = case_notified(R"({"term":{"days":7},"urgent":"threatened a neighbour"})");
  WHEN("it is the seventh day") {
    detention(scenario, "2025-02-07T23:59+01:00").then_refused({"departure-term-ended"});
  }
  WHEN("it is the eighth day, weeks before the objection term ends") {
    detention(scenario, "2025-02-08T00:00+01:00").then_accepted();
  }
  WHEN("an objection came in on the seventh day") {
    scenario.given("objection.lodged", "COUNSEL", "2025-02-07T12:00+01:00");
    detention(scenario, "2025-02-08T12:00+01:00")
        .then_refused({"departure-term-ended", "objection-decided"});
  }
}

SCENARIO("nobody is detained while an objection lodged in time is open",
         "[rule:objection-decided][Vc B10/2.3]") {
  auto scenario = case_notified(R"({"term":{"days":7},"urgent":"threatened a neighbour"})");
  WHEN("it was lodged after the short term had ended, on the last day to object") {
    scenario.given("objection.lodged", "COUNSEL", "2025-02-28T23:59+01:00");
    detention(scenario, "2025-03-10T12:00+01:00")
        .then_refused({"departure-term-ended", "objection-decided"});
    scenario.given("objection.decided", "IND", "2025-03-20T09:00+01:00",
                   R"({"outcome":"inadmissible"})");
    // What was left of the term was nothing: it ends on the day of the decision.
    detention(scenario, "2025-03-21T00:00+01:00").then_accepted();
  }
  WHEN("it came a minute too late without an excuse: recorded, it stands in nothing's way") {
    scenario.given("objection.lodged", "COUNSEL", "2025-03-01T00:00+01:00");
    detention(scenario, "2025-03-10T12:00+01:00").then_accepted();
  }
  WHEN("it came as late, excused") {
    scenario.given("objection.lodged", "COUNSEL", "2025-03-01T00:00+01:00",
                   R"({"excused":"in hospital"})");
    detention(scenario, "2025-03-10T12:00+01:00")
        .then_refused({"departure-term-ended", "objection-decided"});
  }
}

SCENARIO("an objection in the post keeps the term from being treated as over",
         "[rule:objection-decided][rule:postal-shadow][Awb 6:9(2)]") {
  auto scenario = case_determined();
  scenario.given("residence.determination_notified", "IND", "2025-11-25T10:00+01:00");
  CHECK(scenario.end_of("objection-term") == "2025-12-23");
  CHECK(scenario.end_of("postal-shadow") == "2025-12-30");
  CHECK(scenario.end_of("departure-term") == "2025-12-29");
  WHEN("it is 29 December: the last day to leave as well") {
    detention(scenario, "2025-12-29T23:59+01:00")
        .then_refused({"departure-term-ended", "objection-decided"});
  }
  WHEN("it is 30 December: not yet removable") {
    detention(scenario, "2025-12-30T23:59+01:00").then_refused({"objection-decided"});
  }
  WHEN("it is 31 December: now it is") {
    detention(scenario, "2025-12-31T00:00+01:00").then_accepted();
  }
  WHEN("an objection posted in time arrives on the last day of the shadow") {
    scenario.given("objection.lodged", "COUNSEL", "2025-12-30T16:00+01:00",
                   R"({"manner":"posted","sent_at":"2025-12-23T23:00+01:00"})");
    detention(scenario, "2025-12-31T12:00+01:00")
        .then_refused({"departure-term-ended", "objection-decided"});
  }
  WHEN("it was posted a day too late, or arrived after the shadow") {
    scenario.given("objection.lodged", "COUNSEL", "2025-12-30T16:00+01:00",
                   R"({"manner":"posted","sent_at":"2025-12-24T00:01+01:00"})");
    detention(scenario, "2025-12-31T12:00+01:00").then_accepted();
  }
  WHEN("it was posted in time and arrived after the shadow") {
    scenario.given("objection.lodged", "COUNSEL", "2025-12-31T09:00+01:00",
                   R"({"manner":"posted","sent_at":"2025-12-23T12:00+01:00"})");
    detention(scenario, "2025-12-31T12:00+01:00").then_accepted();
  }
}

SCENARIO("interim relief that is asked or granted bars detention",
         "[rule:interim-relief-clear][Dir 31(2)][Vb 8.24(1)]") {
  auto scenario = case_with_term_over();
  auto const at = "2025-03-14T12:00+01:00";
  scenario.given("interim_relief.requested", "COUNSEL", "2025-03-10T09:00+01:00");
  detention(scenario, "2025-03-10T12:00+01:00").then_refused({"interim-relief-clear"});
  WHEN("it is granted") {
    scenario.given("interim_relief.decided", "COURT", "2025-03-14T09:00+01:00",
                   R"({"outcome":"granted"})");
    detention(scenario, at).then_refused({"interim-relief-clear"});
    scenario.given("appeal.lodged", "COURT", "2025-03-17T09:00+01:00")
        .given("appeal.decided", "COURT", "2025-05-12T09:00+02:00");
    detention(scenario, "2025-05-12T12:00+02:00").then_accepted();
  }
  WHEN("it is refused, inadmissible or withdrawn") {
    auto const outcome = GENERATE(as<std::string>{}, "refused", "inadmissible", "withdrawn");
    scenario.given("interim_relief.decided", "COURT", "2025-03-14T09:00+01:00",
                   R"({"outcome":")" + outcome + R"("})");
    detention(scenario, at).then_accepted();
  }
  WHEN("it is refused, and asked again") {
    scenario.given("interim_relief.decided", "COURT", "2025-03-14T09:00+01:00")
        .given("interim_relief.requested", "COURT", "2025-03-14T10:00+01:00");
    detention(scenario, at).then_refused({"interim-relief-clear"});
  }
}

SCENARIO("an interim order of a court, raised as an impediment, bars detention until it is lifted",
         "[rule:interim-relief-clear][Dir 31(2)]") {
  auto scenario = case_with_term_over();
  auto const order = R"({"kind":"interim_order"})";
  scenario.given("impediment.raised", "COURT", "2025-03-10T09:00+01:00", order);
  detention(scenario, "2025-03-10T12:00+01:00").then_refused({"interim-relief-clear"});
  scenario.given("impediment.lifted", "COURT", "2025-03-12T09:00+01:00", order);
  detention(scenario, "2025-03-12T12:00+01:00").then_accepted();
}

SCENARIO("nobody who wishes to leave and can is detained",
         "[rule:not-willing-and-able][Vw 59(3)]") {
  auto scenario = case_with_term_over();
  auto const declared = "departure.willingness_declared";
  scenario.given(declared, "COUNSEL", "2025-03-10T09:00+01:00", R"({"able":true})");
  detention(scenario, "2025-03-10T12:00+01:00").then_refused({"not-willing-and-able"});
  WHEN("the person has no means or document after all") {
    scenario.given(declared, "DTENV", "2025-03-11T09:00+01:00", R"({"able":false})");
    detention(scenario, "2025-03-11T12:00+01:00").then_accepted();
  }
  WHEN("the person takes it back") {
    scenario.given(declared, "DTENV", "2025-03-11T09:00+01:00", R"({"withdrawn":true})");
    detention(scenario, "2025-03-11T12:00+01:00").then_accepted();
  }
}

SCENARIO("nobody is detained who was not heard first, with counsel told",
         "[rule:heard-first][Vb 5.2]") {
  auto scenario = case_with_term_over();
  auto const at = "2025-03-10T12:00+01:00";
  auto const asked = [&]() { return scenario.when("detention.imposed", "AVIM", at); };
  asked().then_refused({"heard-first"});
  WHEN("counsel was not told") {
    scenario.given("detention.heard", "AVIM", "2025-03-10T11:00+01:00",
                   R"({"counsel_told":false})");
    asked().then_refused({"heard-first"});
  }
  WHEN("the hearing came a minute after the order") {
    scenario.given("detention.heard", "AVIM", "2025-03-10T12:01+01:00");
    asked().learned("2025-03-10T12:30+01:00").then_refused({"heard-first"});
  }
  WHEN("the hearing ended as the order was given") {
    scenario.given("detention.heard", "AVIM", at);
    asked().then_accepted();
    THEN("it served this order: another one needs another hearing") {
      scenario.given("detention.lifted", "AVIM", "2025-03-11T09:00+01:00");
      scenario.when("detention.imposed", "AVIM", "2025-03-11T12:00+01:00")
          .then_refused({"heard-first"});
    }
  }
}

SCENARIO("detention under aliens law starts when criminal detention has ended",
         "[rule:not-in-criminal-detention]") {
  auto scenario = case_with_term_over();
  auto const criminal = R"({"kind":"criminal_detention"})";
  scenario.given("impediment.raised", "DJI", "2025-03-10T09:00+01:00", criminal);
  detention(scenario, "2025-03-10T12:00+01:00").then_refused({"not-in-criminal-detention"});
  scenario.given("impediment.lifted", "DJI", "2025-03-11T09:00+01:00", criminal);
  detention(scenario, "2025-03-11T09:00+01:00").then_accepted();
}

SCENARIO("after a court lifted a detention another one needs facts that are new since",
         "[rule:not-after-lifting]") {
  auto scenario = detention_before_court();
  auto const at = "2025-04-10T12:00+02:00";
  auto const imposed_again = [&](std::string_view new_facts) {
    scenario.given("detention.heard", "AVIM", "2025-04-10T11:00+02:00");
    return scenario.when("detention.imposed", "AVIM", at,
                         R"({"new_facts":")" + std::string(new_facts) + R"("})");
  };
  WHEN("the court ordered it lifted") {
    scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00", R"({"outcome":"founded"})")
        .given("detention.lifted", "DTENV", "2025-03-26T15:00+01:00",
               R"({"reason":"court_order"})");
    imposed_again(" ").then_refused({"not-after-lifting"});
    imposed_again("left the address that was agreed").then_accepted();
  }
  WHEN("DTenV weighed it again and lifted it without a court") {
    scenario.given("detention.lifted", "DTENV", "2025-03-26T15:00+01:00");
    imposed_again("").then_accepted();
  }
}

}  // namespace vertrek::scenarios
