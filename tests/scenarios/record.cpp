#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::File;
using fr::Residence;

SCENARIO("a choice that changes a case is recorded with its reason, and never with a blank one",
         "[rule:reasons-given][Awb 3:46]") {
  auto const blank_reason = R"({"reason":" \n"})";
  WHEN("lawful residence is confirmed") {
    case_under_review()
        .when("residence.confirmed", "IND", "2025-01-10T09:00+01:00", R"({"ground":""})")
        .then_refused({"reasons-given"});
    case_under_review()
        .when("residence.confirmed", "IND", "2025-01-10T09:00+01:00", R"({"ground":"works again"})")
        .then_accepted();
  }
  WHEN("a determination is withdrawn") {
    auto scenario = case_notified();
    scenario
        .when("residence.determination_withdrawn", "IND", "2025-02-03T09:00+01:00", blank_reason)
        .then_refused({"reasons-given"});
    scenario
        .when("residence.determination_withdrawn", "IND", "2025-02-03T09:00+01:00",
              R"({"reason":"a contract of work came in"})")
        .then_accepted();
  }
  WHEN("a departure term is extended") {
    auto scenario = case_notified();
    scenario.when("departure.term_extended", "IND", "2025-02-03T09:00+01:00", blank_reason)
        .then_refused({"reasons-given"});
    scenario
        .when("departure.term_extended", "DTENV", "2025-02-03T09:00+01:00", R"({"reason":"ill"})")
        .then_accepted();
  }
  WHEN("a planned removal is cancelled") {
    auto scenario = removal_planned();
    scenario.when("removal.cancelled", "DTENV", "2025-03-17T09:00+01:00", blank_reason)
        .then_refused({"reasons-given"});
    scenario.when("removal.cancelled", "DTENV", "2025-03-17T09:00+01:00", R"({"reason":"strike"})")
        .then_accepted();
  }
  WHEN("a closed case is opened again") {
    auto scenario = case_opened();
    scenario.given("case.closed", "IND", "2025-02-03T09:00+01:00");
    scenario.when("case.reopened", "AVIM", "2025-02-04T09:00+01:00", blank_reason)
        .then_refused({"reasons-given"});
    scenario.when("case.reopened", "AVIM", "2025-02-04T09:00+01:00", R"({"reason":"is back"})")
        .then_accepted();
  }
  WHEN("a record is corrected") {
    auto scenario = case_opened();
    scenario
        .when("record.corrected", "IND", "2025-02-03T09:00+01:00",
              R"({"corrects":1,"set":{"initials":"A.B."},"reason":""})")
        .then_refused({"reasons-given"});
    scenario
        .when("record.corrected", "IND", "2025-02-03T09:00+01:00",
              R"({"corrects":1,"set":{"initials":"A.B."},"reason":"misread"})")
        .then_accepted();
  }
  WHEN("a note is added") {
    auto scenario = case_opened();
    scenario.when("note.added", "DJI", "2025-02-03T09:00+01:00", R"({"text":"  "})")
        .then_refused({"reasons-given"});
    scenario.when("note.added", "DJI", "2025-02-03T09:00+01:00", R"({"text":"rang"})")
        .then_accepted();
  }
  WHEN("a hold is extended, which asks for the reason that the suspicion persists as well") {
    auto scenario = person_heard();
    scenario.when("custody.hold_extended", "AVIM", "2025-03-10T12:00+01:00", blank_reason)
        .then_refused({"reasons-given", "extension-once"});
    scenario.when("custody.hold_extended", "AVIM", "2025-03-10T12:00+01:00").then_accepted();
  }
}

SCENARIO("the case of somebody who is held stays open", "[rule:nobody-in-custody]") {
  auto const died = R"({"reason":"died"})";
  WHEN("the person is stopped, held or detained") {
    auto scenario = case_with_term_over();
    scenario.given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00");
    scenario.when("case.closed", "IND", "2025-03-10T09:10+01:00")
        .then_refused({"nobody-in-custody"});
    person_heard()
        .when("case.closed", "IND", "2025-03-10T12:00+01:00", died)
        .then_refused({"nobody-in-custody"});
    person_detained()
        .when("case.closed", "DTENV", "2025-03-11T09:00+01:00", died)
        .then_refused({"nobody-in-custody"});
  }
  WHEN("the person was let go") {
    auto scenario = person_detained();
    scenario.given("detention.lifted", "DTENV", "2025-03-11T09:00+01:00");
    scenario.when("case.closed", "DTENV", "2025-03-11T09:00+01:00", died).then_accepted();
    CHECK(scenario.in(File::closed));
  }
}

SCENARIO("a case is closed for a reason that stands in the file",
         "[rule:closing-reason-recorded]") {
  auto const at = "2025-03-20T09:00+01:00";
  auto const closing = [](std::string_view reason) {
    return R"({"reason":")" + std::string(reason) + R"("})";
  };
  WHEN("nobody recorded a departure, a removal or lawful residence") {
    auto scenario = case_with_term_over();
    for (auto const* const reason : {"departed", "removed", "lawful_residence"})
      scenario.when("case.closed", "IND", at, closing(reason))
          .then_refused({"closing-reason-recorded"});
  }
  WHEN("the departure is recorded: that reason, and not a removal") {
    auto scenario = case_with_term_over();
    scenario.given("departure.confirmed", "DTENV", at);
    scenario.when("case.closed", "IND", at, closing("removed"))
        .then_refused({"closing-reason-recorded"});
    scenario.when("case.closed", "IND", at, closing("departed")).then_accepted();
  }
  WHEN("the removal is recorded: that reason, and not a departure") {
    auto scenario = removal_announced();
    scenario.given("removal.carried_out", "DTENV", at);
    scenario.when("case.closed", "IND", at, closing("departed"))
        .then_refused({"closing-reason-recorded"});
    scenario.when("case.closed", "IND", at, closing("removed")).then_accepted();
  }
  WHEN("the determination was withdrawn, or residence confirmed") {
    auto withdrawn = case_notified();
    withdrawn.given("residence.determination_withdrawn", "IND", at);
    withdrawn.when("case.closed", "IND", at, closing("lawful_residence")).then_accepted();
    auto confirmed = case_notified();
    confirmed.given("residence.confirmed", "IND", at);
    confirmed.when("case.closed", "IND", at, closing("lawful_residence")).then_accepted();
  }
  WHEN("the person died, or another reason is given: the file need not show it") {
    case_with_term_over().when("case.closed", "IND", at, closing("died")).then_accepted();
    case_with_term_over().when("case.closed", "IND", at, closing("other")).then_accepted();
  }
}

SCENARIO("who recorded a fact corrects it, and nobody else", "[rule:own-record]") {
  auto scenario = case_determined();
  auto const correcting = [](std::int64_t number) {
    return R"({"corrects":)" + std::to_string(number) + R"(,"set":{"facts":"no work since 2023"}})";
  };
  auto const determination = scenario.number_of("residence.ended");
  auto const at = "2025-02-03T09:00+01:00";
  WHEN("another partner corrects it") {
    scenario.when("record.corrected", "AVIM", at, correcting(determination))
        .then_refused({"own-record"});
  }
  WHEN("the number is of no event") {
    scenario.when("record.corrected", "IND", at, correcting(scenario.version().value + 1))
        .then_refused({"own-record"});
  }
  WHEN("the partner that recorded it corrects it, and then tries to correct the correction") {
    scenario.when("record.corrected", "IND", at, correcting(determination)).then_accepted();
    auto const correction = scenario.number_of("record.corrected");
    scenario
        .when("record.corrected", "IND", at,
              R"({"corrects":)" + std::to_string(correction) + R"(,"set":{"reason":"other"}})")
        .then_refused({"own-record"});
  }
}

SCENARIO("a correction gives values that the corrected event can hold", "[rule:correction-fits]") {
  auto scenario = case_determined();
  auto const correcting = [&](std::string const& set) {
    return R"({"corrects":)" + std::to_string(scenario.number_of("residence.ended")) +
           R"(,"set":)" + set + "}";
  };
  auto const at = "2025-02-03T09:00+01:00";
  for (auto const* const wrong :
       {R"({"colour":"red"})", R"({"ground":"because"})", R"({"prospect_of_work":"yes"})",
        R"({"occurred_at":"yesterday"})", R"({"recorded_at":"2025-01-31T09:00+01:00"})"})
    scenario.when("record.corrected", "IND", at, correcting(wrong))
        .then_refused({"correction-fits"});
  scenario
      .when("record.corrected", "IND", at,
            correcting(R"({"ground":"public_order","occurred_at":"2025-01-30T09:00+01:00"})"))
      .then_accepted();
}

SCENARIO("a correction does not make a record older than what it records",
         "[rule:correction-fits]") {
  auto scenario = case_determined();
  scenario.learned("2025-02-14T12:00+01:00", "residence.determination_notified", "IND",
                   "2025-01-31T10:00+01:00");
  auto const moved_to = [&](std::string const& moment) {
    return scenario.when(
        "record.corrected", "IND", "2025-03-03T09:00+01:00",
        R"({"corrects":)" + std::to_string(scenario.number_of("residence.determination_notified")) +
            R"(,"set":{"occurred_at":")" + moment + R"("}})");
  };
  moved_to("2025-02-14T12:01+01:00").then_refused({"correction-fits"});
  moved_to("2025-02-14T12:00+01:00").then_accepted();
}

SCENARIO("an effect does not come before its cause", "[rule:after-its-cause]") {
  WHEN("a determination is notified before it was taken") {
    auto scenario = case_determined();  // taken at 09:00
    auto const notified = "residence.determination_notified";
    scenario.when(notified, "IND", "2025-01-31T08:59+01:00").then_refused({"after-its-cause"});
    scenario.when(notified, "IND", "2025-01-31T09:00+01:00").then_accepted();
  }
  WHEN("views come before the invitation") {
    auto scenario = case_under_review();
    scenario.given("residence.views_invited", "IND", "2025-01-06T09:00+01:00");
    auto const received = "residence.views_received";
    scenario.when(received, "IND", "2025-01-06T08:59+01:00").then_refused({"after-its-cause"});
    scenario.when(received, "IND", "2025-01-06T09:00+01:00").then_accepted();
  }
  WHEN("an objection is decided before it was lodged") {
    auto scenario = case_notified();
    scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
    scenario.when("objection.decided", "IND", "2025-02-10T11:59+01:00")
        .then_refused({"after-its-cause"});
    scenario.when("objection.decided", "IND", "2025-02-10T12:00+01:00").then_accepted();
  }
  WHEN("somebody is let go, placed or judged before the order of detention") {
    auto scenario = person_detained();
    auto const before = "2025-03-10T11:59+01:00";
    scenario.when("detention.placed", "DJI", before).then_refused({"after-its-cause"});
    scenario.when("detention.ruled", "COURT", before).then_refused({"after-its-cause"});
    scenario.when("detention.extended", "DTENV", before).then_refused({"after-its-cause"});
    scenario.when("detention.lifted", "DTENV", before)
        .irregular("it happened", "second.officer")
        .then_refused({"after-its-cause"});
    scenario.when("detention.lifted", "DTENV", "2025-03-10T12:00+01:00").then_accepted();
  }
}

SCENARIO("what no fact in the world can break is not set aside as irregular",
         "[rule:nobody-in-custody][rule:own-record][rule:correction-fits]") {
  auto scenario = person_detained();
  auto const at = "2025-03-11T09:00+01:00";
  auto const irregularly = [&](std::string_view event, By const& by, std::string_view data) {
    return scenario.when(event, by, at, data).irregular("it happened", "second.officer");
  };
  irregularly("case.closed", "IND", R"({"reason":"died"})").then_refused({"nobody-in-custody"});
  irregularly("record.corrected", "AVIM", R"({"corrects":1,"set":{"initials":"A."}})")
      .then_refused({"own-record"});
  irregularly("record.corrected", "IND", R"({"corrects":1,"set":{"colour":"red"}})")
      .then_refused({"correction-fits"});
}

// ---- the rules of the record itself, which no irregularity sets aside ---------------------------

SCENARIO("nothing happens in a case that was not opened", "[rule:case-exists]") {
  Scenario nothing;
  nothing.when("note.added", "IND", "2025-01-02T09:00+01:00").then_refused({"case-exists"});
  nothing.when("custody.stopped", "AVIM", "2025-01-02T09:00+01:00", R"({"suspicion":""})")
      .irregular("it happened", "second.officer")
      .then_refused({"case-exists"});
  nothing.when("case.opened", "MUNICIPALITY", "2025-01-02T09:00+01:00").then_accepted();
}

SCENARIO("a closed file takes notes, corrections and remedies, and opens again",
         "[rule:file-open]") {
  auto scenario = case_notified();
  scenario.given("case.closed", "IND", "2025-02-10T09:00+01:00");
  auto const at = "2025-02-11T09:00+01:00";
  scenario.when("custody.stopped", "AVIM", at).then_refused({"file-open"});
  scenario.when("residence.confirmed", "IND", at).then_refused({"file-open"});
  scenario.when("note.added", "AVIM", at).then_accepted();
  scenario.when("record.corrected", "IND", at, R"({"corrects":1,"set":{"initials":"C."}})")
      .then_accepted();
  scenario.when("case.reopened", "AVIM", at).then_accepted();
  scenario.when("custody.stopped", "AVIM", at).then_accepted();
}

SCENARIO("closing a file takes no remedy away, and reopening it finds the term suspended",
         "[rule:file-open]") {
  auto scenario = case_notified();
  scenario.given("case.closed", "IND", "2025-02-10T09:00+01:00")
      .given("objection.lodged", "COUNSEL", "2025-02-14T09:00+01:00");
  CHECK(scenario.status("objection-term", "2025-02-14T09:00+01:00") == "met");
  scenario.given("case.reopened", "AVIM", "2025-04-01T09:00+02:00");
  CHECK(scenario.status("departure-term", "2025-04-01T09:00+02:00") == "suspended");
  CHECK(scenario.status("objection-term", "2025-04-01T09:00+02:00") == "met");
  CHECK(
      scenario.blocks("detention.imposed", "2025-04-01T09:00+02:00").contains("objection-decided"));
  // The court goes on with a detention that ended with the removal.
  auto removed = removal_announced();
  removed.given("removal.carried_out", "DTENV", "2025-03-20T10:00+01:00")
      .given("case.closed", "DTENV", "2025-03-21T10:00+01:00", R"({"reason":"removed"})");
  removed.when("appeal.lodged", "COUNSEL", "2025-03-24T10:00+01:00").then_accepted();
  removed.when("interim_relief.requested", "COUNSEL", "2025-03-24T10:00+01:00").then_accepted();
}

SCENARIO("a partner records its own events, and the engine alone what time brings",
         "[rule:recorded-by]") {
  auto const at = "2025-03-09T09:00+01:00";
  WHEN("a partner records what is another's") {
    case_with_views_given()
        .when("residence.ended", "AVIM", "2025-01-31T09:00+01:00")
        .then_refused({"recorded-by"});
    case_with_term_over().when("custody.stopped", "MUNICIPALITY", at).then_refused({"recorded-by"});
    case_with_term_over().when("custody.stopped", "KMAR", at).then_accepted();
  }
  WHEN("somebody says that the term has passed, or that a deadline was breached") {
    auto scenario = case_notified();
    for (auto const* const who : {"IND", "ENGINE"}) {
      scenario.when("departure.term_elapsed", who, "2025-02-10T09:00+01:00")
          .then_refused({"recorded-by"});
      scenario.when("deadline.breached", who, "2025-02-10T09:00+01:00")
          .irregular("it happened", "second.officer")
          .then_refused({"recorded-by"});
    }
  }
}

SCENARIO("what cannot follow on where the case stands cannot be recorded, irregular or not",
         "[rule:possible-now]") {
  auto const at = "2025-03-20T09:00+01:00";
  auto removed = removal_announced();
  removed.given("removal.carried_out", "DTENV", at);
  removed.when("removal.carried_out", "KMAR", at)
      .irregular("it happened", "second.officer")
      .then_refused({"possible-now", "announced-first"});
  auto detained = person_detained();
  detained.given("detention.heard", "AVIM", "2025-03-10T13:00+01:00");
  detained.when("detention.imposed", "AVIM", "2025-03-10T14:00+01:00")
      .then_refused({"possible-now"});
  case_with_term_over().when("detention.lifted", "AVIM", at).then_refused({"possible-now"});
  case_with_term_over().when("detention.ruled", "COURT", at).then_refused({"possible-now"});
  person_detained().when("detention.lifted", "AVIM", at).then_accepted();
}

SCENARIO("an irregular fact needs a reason and a second person, other than who records it",
         "[rule:irregular-facts]") {
  auto scenario = case_with_term_over();
  auto const held = [&]() {
    return scenario.when("custody.held", "AVIM", "2025-03-10T09:30+01:00");
  };
  held().irregular("", "second.officer").then_refused({"irregular-facts", "stopped-first"});
  held().irregular("taken along at once", " ").then_refused({"irregular-facts", "stopped-first"});
  held()
      .irregular("taken along at once", "j.devries")
      .then_refused({"irregular-facts", "stopped-first"});
  held().irregular("taken along at once", "second.officer").then_marked({"stopped-first"});
}

SCENARIO("what the law allows is not recorded as irregular", "[rule:not-irregular]") {
  auto scenario = case_with_term_over();
  scenario.when("custody.stopped", "AVIM", "2025-03-10T09:00+01:00")
      .irregular("to be sure", "second.officer")
      .then_refused({"not-irregular"});
  scenario.when("custody.stopped", "AVIM", "2025-03-10T09:00+01:00", R"({"suspicion":""})")
      .irregular("no facts were written down", "second.officer")
      .then_marked({"reasonable-suspicion"});
}

}  // namespace vertrek::scenarios
