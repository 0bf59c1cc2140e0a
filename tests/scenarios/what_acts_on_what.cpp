#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// What one event does to everything else (section by section as the law catalogue tells it).
namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::File;
using fr::InterimRelief;
using fr::Removal;
using fr::Residence;

namespace {

bool allows(Scenario const& scenario, std::string_view event, std::string_view at) {
  return scenario.open_steps(at).contains(std::string(event));
}

}  // namespace

SCENARIO("an objection in time takes the determination out of effect and bars coercion") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-20T09:00+01:00");
  CHECK(scenario.in(Residence::suspended));
  CHECK(scenario.in(Departure::suspended));
  auto const months_later = "2025-06-02T09:00+02:00";
  CHECK(scenario.blocks("detention.imposed", months_later) ==
        Rules{"departure-term-ended", "objection-decided", "heard-first"});
  CHECK(scenario.blocks("removal.transferred", months_later) == Rules{"departure-term-ended"});
}

SCENARIO("an objection founded annuls the determination, and what rests on it ends",
         "[restored-right-frees]") {
  auto scenario = removal_announced();
  scenario.given("interim_relief.requested", "COUNSEL", "2025-03-14T11:00+01:00")
      .given("objection.lodged", "COUNSEL", "2025-03-14T12:00+01:00",
             R"({"excused":"in hospital"})")
      .given("objection.decided", "IND", "2025-03-28T09:00+01:00", R"({"outcome":"founded"})");
  CHECK(scenario.in(Residence::annulled));
  CHECK(scenario.in(Departure::not_due));
  CHECK(scenario.in(Removal::none));
  CHECK(scenario.in(InterimRelief::none));
  CHECK(scenario.status("departure-term", "2025-03-28T10:00+01:00") == "void");
  CHECK_FALSE(allows(scenario, "removal.transferred", "2025-03-28T10:00+01:00"));
  CHECK_FALSE(allows(scenario, "removal.carried_out", "2025-03-28T10:00+01:00"));
}

SCENARIO("an appeal alone suspends nothing") {
  auto scenario = case_with_term_over();
  scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00");
  CHECK(scenario.in(Residence::in_effect));
  CHECK(scenario.in(Departure::due));
  CHECK(allows(scenario, "removal.transferred", "2025-03-10T10:00+01:00"));
}

SCENARIO("an appeal founded annuls, unless the legal effects stand", "[restored-right-frees]") {
  auto scenario = removal_announced();
  scenario.given("appeal.lodged", "COURT", "2025-03-17T09:00+01:00");
  WHEN("the ruling annuls") {
    scenario.given("appeal.decided", "COURT", "2025-03-18T09:00+01:00", R"({"outcome":"founded"})");
    CHECK(scenario.in(Residence::annulled));
    CHECK(scenario.in(Removal::none));
  }
  WHEN("only a part is struck") {
    scenario.given("appeal.decided", "COURT", "2025-03-18T09:00+01:00",
                   R"({"outcome":"founded","legal_effects_stand":true})");
    CHECK(scenario.in(Residence::in_effect));
    CHECK(scenario.in(Removal::planned));
    scenario.when("removal.carried_out", "DTENV", "2025-03-20T09:00+01:00").then_accepted();
  }
}

SCENARIO("interim relief that was granted ends with what it waited for",
         "[rule:interim-relief-clear][Dir 31(2)]") {
  auto scenario = removal_announced();
  scenario.given("appeal.lodged", "COURT", "2025-03-17T09:00+01:00")
      .given("interim_relief.requested", "COURT", "2025-03-17T10:00+01:00")
      .given("interim_relief.decided", "COURT", "2025-03-19T10:00+01:00",
             R"({"outcome":"granted"})");
  scenario.when("removal.carried_out", "DTENV", "2025-03-20T09:00+01:00")
      .then_refused({"interim-relief-clear"});
  scenario.given("appeal.decided", "COURT", "2025-05-20T09:00+02:00");
  CHECK(scenario.in(InterimRelief::none));
  scenario.when("removal.carried_out", "DTENV", "2025-05-20T10:00+02:00").then_accepted();
}

SCENARIO("a determination withdrawn, or residence confirmed, makes detention end now",
         "[restored-right-frees]") {
  auto scenario = person_in_facility();
  scenario.given("removal.transferred", "AVIM", "2025-03-11T09:00+01:00");
  CHECK(scenario.duties().empty());
  WHEN("it is withdrawn") {
    scenario.given("residence.determination_withdrawn", "IND", "2025-03-12T09:00+01:00");
    CHECK(scenario.in(Residence::annulled));
  }
  WHEN("residence is confirmed") {
    scenario.given("residence.confirmed", "IND", "2025-03-12T09:00+01:00");
    CHECK(scenario.in(Residence::confirmed));
  }
  CHECK(scenario.in(Removal::none));
  CHECK(scenario.duties().contains("Vw 59"));
  CHECK(scenario.blocks("detention.lifted", "2025-03-12T10:00+01:00").empty());
  // The person is seen as detained, with every term that protects, until somebody lifts it.
  CHECK(scenario.in(Custody::detained));
  CHECK(scenario.status("detention-court-notice", "2025-03-12T10:00+01:00") == "running");
  scenario.given("detention.lifted", "IND", "2025-03-12T10:00+01:00",
                 R"({"reason":"residence_restored"})");
  CHECK(scenario.in(Custody::at_liberty));
  CHECK(scenario.duties().empty());
}

SCENARIO("an objection that comes to light during detention asks for its end",
         "[rule:objection-decided][Vc B10/2.3]") {
  auto scenario = person_in_facility();
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  CHECK(scenario.in(Residence::suspended));
  CHECK(scenario.duties() == Names{"Vc B10/2.3"});
}

SCENARIO("who is willing and able to leave must be let go, and who helps is told",
         "[rule:not-willing-and-able][Vw 59(3)]") {
  auto scenario = person_in_facility();
  auto const declared = "departure.willingness_declared";
  WHEN("without means or document: willing is not able") {
    scenario.given(declared, "COUNSEL", "2025-03-12T09:00+01:00", R"({"able":false})");
    CHECK(scenario.duties().empty());
  }
  WHEN("with means and document") {
    scenario.given(declared, "AVIM", "2025-03-12T09:00+01:00");
    CHECK(scenario.duties() == Names{"Vw 59(3)"});
    CHECK(scenario.told_of(declared) == Names{"IND", "DTENV", "COUNSEL"});
  }
  WHEN("with the help of an organisation that the person agreed to") {
    scenario.given("departure.assistance_started", "SUPPORT", "2025-03-11T09:00+01:00")
        .given(declared, "AVIM", "2025-03-12T09:00+01:00");
    CHECK(scenario.told_of(declared) == Names{"IND", "DTENV", "COUNSEL", "SUPPORT"});
  }
}

SCENARIO("a medical impediment bars removal and has detention weighed again",
         "[rule:fit-to-travel][Vw 64]") {
  auto scenario = person_in_facility();
  scenario.given("impediment.raised", "DJI", "2025-03-12T09:00+01:00");
  CHECK(scenario.duties() == Names{"Vw 64"});
  CHECK(scenario.in(Custody::detained));
  CHECK_FALSE(scenario.told_of("impediment.raised").contains("MUNICIPALITY"));
  scenario.given("impediment.lifted", "DJI", "2025-03-14T09:00+01:00");
  CHECK(scenario.duties().empty());
}

SCENARIO("when somebody is lost from sight nothing ends and the terms go on",
         "[rule:departure-term][Vw 62(1)]") {
  auto scenario = case_notified();
  scenario.given("departure.whereabouts_unknown", "MUNICIPALITY", "2025-02-10T09:00+01:00");
  CHECK(scenario.in(Departure::gone));
  CHECK(scenario.in(Residence::in_effect));
  CHECK(scenario.status("departure-term", "2025-02-28T23:59+01:00") == "running");
  WHEN("the person is seen within the term") {
    scenario.given("custody.stopped", "AVIM", "2025-02-28T12:00+01:00");
    CHECK(scenario.in(Departure::term_running));
  }
  WHEN("the person is seen after it: the passing was recorded meanwhile") {
    scenario.given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00");
    CHECK(scenario.times_recorded("departure.term_elapsed") == 1);
    CHECK(scenario.in(Departure::due));
  }
  WHEN("an objection came from wherever the person is") {
    scenario.given("objection.lodged", "COUNSEL", "2025-02-20T09:00+01:00")
        .given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00");
    CHECK(scenario.in(Departure::suspended));
    CHECK(scenario.in(Residence::suspended));
  }
}

SCENARIO("removal ends custody by itself, and the case can close") {
  auto scenario = person_in_facility();
  scenario.given("removal.transferred", "AVIM", "2025-03-11T09:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T10:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-12T10:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-13T10:00+01:00")
      .given("removal.announced", "DTENV", "2025-03-14T10:00+01:00")
      .given("removal.carried_out", "KMAR", "2025-03-20T10:00+01:00");
  CHECK(scenario.in(Custody::at_liberty));
  CHECK(scenario.in(Departure::removed));
  CHECK(scenario.status("detention-six-months", "2026-01-01T09:00+01:00") == "met");
  CHECK(scenario.status("detention-court-notice", "2026-01-01T09:00+01:00") == "void");
  scenario.when("case.closed", "DTENV", "2025-03-21T10:00+01:00", R"({"reason":"removed"})")
      .then_accepted();
}

SCENARIO("who was removed and comes back meets the same determination, and a removal of its own",
         "[C-719/19]") {
  auto scenario = removal_announced();
  scenario.given("removal.carried_out", "KMAR", "2025-03-20T10:00+01:00")
      .given("case.closed", "DTENV", "2025-03-21T10:00+01:00", R"({"reason":"removed"})")
      .given("case.reopened", "AVIM", "2025-05-01T10:00+02:00");
  CHECK(scenario.in(Departure::due));
  CHECK(scenario.in(Removal::none));
  scenario.when("removal.carried_out", "DTENV", "2025-05-02T10:00+02:00")
      .then_refused({"announced-first"});
  scenario.when("removal.planned", "DTENV", "2025-05-02T10:00+02:00")
      .then_refused({"transfer-accepted"});
}

SCENARIO("an objection lodged before the notification is early, and in time",
         "[rule:objection-decided][rule:departure-term][Vc B10/2.3]") {
  auto scenario = case_determined();
  scenario.given("objection.lodged", "COUNSEL", "2025-01-31T09:30+01:00")
      .given("residence.determination_notified", "IND", "2025-01-31T10:00+01:00");
  CHECK(scenario.in(Residence::suspended));
  CHECK(scenario.status("departure-term", "2025-03-10T09:00+01:00") == "suspended");
  CHECK(scenario.status("objection-term", "2025-03-10T09:00+01:00") == "met");
  CHECK(scenario.end_of("objection-decision") == "2025-04-11");
}

SCENARIO("a second letter that comes late takes nothing from an objection in time",
         "[rule:objection-decided][Vc B10/2.3]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-20T09:00+01:00")
      .given("objection.lodged", "COUNSEL", "2025-03-20T09:00+01:00");
  CHECK(scenario.in(Residence::suspended));
  CHECK(scenario.blocks("removal.transferred", "2025-06-02T09:00+02:00") ==
        Rules{"departure-term-ended"});
}

SCENARIO("of two requests for interim relief each bars by itself",
         "[rule:interim-relief-clear][Dir 31(2)]") {
  auto scenario = removal_announced();
  scenario.given("interim_relief.requested", "COUNSEL", "2025-03-17T09:00+01:00")
      .given("interim_relief.requested", "COUNSEL", "2025-03-17T10:00+01:00")
      .given("interim_relief.decided", "COURT", "2025-03-19T09:00+01:00");
  scenario.when("removal.carried_out", "DTENV", "2025-03-20T09:00+01:00")
      .then_refused({"interim-relief-clear"});
  scenario.given("interim_relief.decided", "COURT", "2025-03-20T09:00+01:00",
                 R"({"outcome":"withdrawn"})");
  scenario.when("removal.carried_out", "DTENV", "2025-03-20T10:00+01:00").then_accepted();
}

SCENARIO("a higher court revives what the ruling annulled, and nothing that fell otherwise",
         "[rule:determination-stands][Vw 59]") {
  auto scenario = case_with_term_over();
  scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00");
  auto const founded = R"({"outcome":"founded"})";
  WHEN("the ruling annulled it: it stands again, with a whole term to leave") {
    scenario.given("appeal.decided", "COURT", "2025-05-12T09:00+02:00", founded)
        .given("higher_appeal.lodged", "COURT", "2025-05-20T09:00+02:00")
        .given("higher_appeal.decided", "COURT", "2025-09-01T09:00+02:00", founded);
    CHECK(scenario.in(Residence::in_effect));
    CHECK(scenario.in(Departure::term_running));
    CHECK(scenario.end_of("departure-term") == "2025-10-01");
  }
  WHEN("the ruling upheld it: it is annulled") {
    scenario.given("appeal.decided", "COURT", "2025-05-12T09:00+02:00")
        .given("higher_appeal.lodged", "COUNSEL", "2025-05-20T09:00+02:00")
        .given("higher_appeal.decided", "COURT", "2025-09-01T09:00+02:00", founded);
    CHECK(scenario.in(Residence::annulled));
  }
  WHEN("the IND withdrew it meanwhile: it stays withdrawn") {
    scenario.given("appeal.decided", "COURT", "2025-05-12T09:00+02:00")
        .given("higher_appeal.lodged", "COUNSEL", "2025-05-20T09:00+02:00")
        .given("residence.determination_withdrawn", "IND", "2025-06-02T09:00+02:00")
        .given("higher_appeal.decided", "COURT", "2025-09-01T09:00+02:00", founded);
    CHECK(scenario.in(Residence::annulled));
    scenario.when("removal.transferred", "AVIM", "2025-12-01T09:00+01:00")
        .then_refused({"determination-stands"});
  }
}

SCENARIO("closing a file takes no right away and gives no day",
         "[rule:departure-term][rule:objection-term][Vw 62(1)][Vw 69]") {
  auto scenario = case_notified();
  scenario.given("case.closed", "IND", "2025-02-10T09:00+01:00")
      .given("case.reopened", "IND", "2025-02-12T09:00+01:00");
  CHECK(scenario.end_of("departure-term") == "2025-02-28");
  CHECK(scenario.status("departure-term", "2025-02-28T09:00+01:00") == "running");
  scenario.given("objection.lodged", "COUNSEL", "2025-02-28T12:00+01:00");
  CHECK(scenario.status("objection-term", "2025-03-10T09:00+01:00") == "met");
  CHECK(scenario.in(Residence::suspended));
}

SCENARIO("closing a case voids what runs, and says so") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("chain_meeting.discussed", "MUNICIPALITY", "2025-02-12T14:00+01:00")
      .given("case.closed", "IND", "2025-02-14T09:00+01:00");
  auto const closing = scenario.number_of("case.closed");
  Names voided;
  auto const file = scenario.file();
  for (auto const& one : file.ledger.entries()) {
    CHECK_FALSE(one.is_open());
    if (one.ended_by.value == closing) voided.insert(std::string(fr::rule(one.rule).name));
  }
  CHECK(voided == Names{"departure-term", "objection-decision", "chain-meeting-monthly"});
  // A closed case is left alone by time.
  scenario.given("note.added", "IND", "2026-02-14T09:00+01:00");
  CHECK(scenario.breaches().empty());
  CHECK(scenario.in(File::closed));
}

SCENARIO("leaving and coming back does not end a term that an objection suspends",
         "[rule:departure-term-ended][Vw 62]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("departure.confirmed", "AVIM", "2025-02-20T12:00+01:00")
      .given("custody.stopped", "AVIM", "2025-03-20T12:00+01:00");
  CHECK(scenario.in(fr::Departure::suspended));
  scenario.when("removal.transferred", "AVIM", "2025-03-20T13:00+01:00")
      .then_refused({"departure-term-ended"});
  WHEN("the objection is withdrawn: the eighteen days that were left run on") {
    scenario.given("objection.decided", "IND", "2025-03-24T09:00+01:00",
                   R"({"outcome":"withdrawn"})");
    CHECK(scenario.end_of("departure-term") == "2025-04-11");
    scenario.when("removal.transferred", "AVIM", "2025-04-11T23:59+02:00")
        .then_refused({"departure-term-ended"});
    scenario.when("removal.transferred", "AVIM", "2025-04-12T00:00+02:00").then_accepted();
  }
}

SCENARIO("a second objection does not count the days that were left anew",
         "[rule:departure-term][Vw 62(1)]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("departure.confirmed", "AVIM", "2025-02-20T12:00+01:00")
      .given("objection.lodged", "COUNSEL", "2025-03-10T12:00+01:00",
             R"({"excused":"was in hospital"})")
      .given("objection.decided", "IND", "2025-03-24T09:00+01:00", R"({"outcome":"withdrawn"})");
  CHECK(scenario.end_of("departure-term") == "2025-04-11");
}

SCENARIO("a determination that revives is suspended by the objection that is still open",
         "[rule:objection-decided][rule:departure-term-ended][Vc B10/2.3][Vw 62]") {
  auto scenario = case_notified();
  scenario.given("appeal.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("appeal.decided", "COURT", "2025-02-12T12:00+01:00", R"({"outcome":"founded"})")
      .given("objection.lodged", "COUNSEL", "2025-02-14T12:00+01:00")
      .given("higher_appeal.lodged", "COURT", "2025-02-20T12:00+01:00")
      .given("higher_appeal.decided", "COURT", "2025-03-20T12:00+01:00",
             R"({"outcome":"founded"})");
  CHECK(scenario.in(fr::Residence::suspended));
  CHECK(scenario.status("departure-term", "2025-05-20T09:00+02:00") == "suspended");
  scenario.when("removal.transferred", "AVIM", "2025-05-20T09:00+02:00")
      .then_refused({"departure-term-ended"});
}

SCENARIO("a right that was restored while the file was closed brings no term back when it opens",
         "[restored-right-frees][rule:departure-term][Vw 62(1)]") {
  auto scenario = case_notified();
  scenario.given("appeal.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("case.closed", "IND", "2025-02-11T12:00+01:00")
      .given("appeal.decided", "COURT", "2025-02-12T12:00+01:00", R"({"outcome":"founded"})")
      .given("case.reopened", "IND", "2025-02-14T12:00+01:00");
  CHECK(scenario.status("departure-term", "2025-05-20T09:00+02:00") == "void");
  scenario.time_passes("2025-05-20T09:00+02:00");
  CHECK(scenario.times_recorded("departure.term_elapsed") == 0);
}

}  // namespace vertrek::scenarios
