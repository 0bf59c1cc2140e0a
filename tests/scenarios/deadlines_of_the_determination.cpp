#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// The terms that run from the determination and its remedies.
namespace vertrek::scenarios {

using fr::Departure;
using fr::Residence;

SCENARIO("the departure term runs from notification, and its passing is recorded as a fact",
         "[rule:departure-term][Dir 30(3)][Vw 62(1)]") {
  CHECK(case_determined().status("departure-term", "2025-03-01T00:00+01:00") == "none");
  auto scenario = case_notified();
  CHECK(scenario.end_of("departure-term") == "2025-02-28");
  CHECK(scenario.status("departure-term", "2025-02-28T23:59+01:00") == "running");
  WHEN("something is recorded on the last day") {
    scenario.time_passes("2025-02-28T23:59+01:00");
    CHECK(scenario.in(Departure::term_running));
    CHECK(scenario.times_recorded("departure.term_elapsed") == 0);
  }
  WHEN("something is recorded on the next day") {
    scenario.time_passes("2025-03-01T00:00+01:00");
    CHECK(scenario.in(Departure::due));
    CHECK(scenario.deadline("departure-term", "2025-03-01T00:00+01:00").ended_at ==
          "2025-03-01T00:00:00+01:00");
    scenario.time_passes("2025-03-05T00:00+01:00");
    CHECK(scenario.times_recorded("departure.term_elapsed") == 1);
    CHECK(scenario.breaches().empty());
  }
}

SCENARIO("before 8 April 2022 the departure term was four weeks (the case of FS)",
         "[rule:departure-term][Vw 62(1)][RBDHA:2022:3344]") {
  auto const notified_on = [](std::string_view at) {
    Scenario scenario;
    scenario.given("case.opened", "IND", "2018-05-01T09:00+02:00")
        .given("residence.review_started", "IND", "2018-05-01T10:00+02:00")
        .given("residence.views_invited", "IND", "2018-05-01T11:00+02:00",
               R"({"respond_by":"2018-05-15"})")
        .given("residence.ended", "IND", "2018-06-01T09:00+02:00")
        .given("residence.determination_notified", "IND", at);
    return scenario.end_of("departure-term");
  };
  CHECK(notified_on("2018-09-25T10:00+02:00") == "2018-10-23");
  CHECK(notified_on("2022-04-07T23:59+02:00") == "2022-05-06");  // Thursday 5 May is a holiday
  CHECK(notified_on("2022-04-08T00:00+02:00") == "2022-05-09");  // a month ends on a Sunday
}

SCENARIO("an objection in time stops the departure term, and how it ends says what runs on",
         "[rule:departure-term][Vw 62(1)]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
  CHECK(scenario.in(Departure::suspended));
  CHECK(scenario.status("departure-term", "2025-03-17T09:00+01:00") == "suspended");
  auto const decided = [&](std::string_view outcome) {
    scenario.given("objection.decided", "IND", "2025-03-17T09:00+01:00",
                   R"({"outcome":")" + std::string(outcome) + R"("})");
    return scenario.end_of("departure-term");
  };
  WHEN("it is withdrawn or inadmissible: the eighteen days that were left run on") {
    auto const outcome = GENERATE(as<std::string>{}, "withdrawn", "inadmissible");
    CHECK(decided(outcome) == "2025-04-04");
    CHECK(scenario.in(Departure::term_running));
  }
  WHEN("it is rejected: a whole new term") {
    CHECK(decided("unfounded") == "2025-04-17");
    CHECK(scenario.in(Departure::term_running));
    CHECK(scenario.in(Residence::in_effect));
  }
  WHEN("it is founded: no term is left") {
    decided("founded");
    CHECK(scenario.status("departure-term", "2025-03-17T09:00+01:00") == "void");
    CHECK(scenario.in(Residence::annulled));
  }
}

SCENARIO("who leaves in time keeps the departure term, a right restored voids it",
         "[rule:departure-term][Dir 30(3)]") {
  auto left = case_notified();
  left.given("departure.confirmed", "DTENV", "2025-02-28T20:00+01:00");
  CHECK(left.status("departure-term", "2025-03-10T09:00+01:00") == "met");
  left.time_passes("2025-03-10T09:00+01:00");
  CHECK(left.times_recorded("departure.term_elapsed") == 0);
  auto restored = case_notified();
  restored.given("residence.confirmed", "IND", "2025-02-20T09:00+01:00");
  CHECK(restored.status("departure-term", "2025-03-10T09:00+01:00") == "void");
}

SCENARIO("an objection can be lodged for four weeks", "[rule:objection-term][Vw 69]") {
  auto scenario = case_notified();
  CHECK(scenario.end_of("objection-term") == "2025-02-28");
  auto const later = "2025-03-20T09:00+01:00";
  WHEN("it comes on the last day") {
    scenario.given("objection.lodged", "COUNSEL", "2025-02-28T23:59+01:00");
    CHECK(scenario.status("objection-term", later) == "met");
    CHECK(scenario.in(Residence::suspended));
  }
  WHEN("it comes a minute later") {
    scenario.given("objection.lodged", "COUNSEL", "2025-03-01T00:00+01:00");
    CHECK(scenario.status("objection-term", later) == "passed");
    CHECK(scenario.in(Residence::in_effect));
    CHECK(scenario.in(Departure::due));
  }
  WHEN("none comes: the right lapses, nobody failed a duty, and no event says so") {
    scenario.time_passes(later);
    CHECK(scenario.status("objection-term", later) == "passed");
    CHECK(scenario.breaches().empty());
  }
  WHEN("the determination is withdrawn before") {
    scenario.given("residence.determination_withdrawn", "IND", "2025-02-28T09:00+01:00");
    CHECK(scenario.status("objection-term", later) == "void");
  }
}

SCENARIO("an objection posted in time can arrive for one week more",
         "[rule:postal-shadow][rule:objection-term][Awb 6:9(2)]") {
  auto scenario = case_notified();
  CHECK(scenario.end_of("postal-shadow") == "2025-03-07");
  auto const later = "2025-03-20T09:00+01:00";
  WHEN("it was posted on the last day and arrives on the last day of the week") {
    scenario.given("objection.lodged", "COUNSEL", "2025-03-07T23:59+01:00",
                   R"({"manner":"posted","sent_at":"2025-02-28T23:00+01:00"})");
    CHECK(scenario.status("objection-term", later) == "met");
    CHECK(scenario.status("postal-shadow", later) == "void");
    CHECK(scenario.in(Departure::suspended));
    CHECK(scenario.in(Residence::suspended));
  }
  WHEN("nothing arrives") {
    CHECK(scenario.status("postal-shadow", "2025-03-07T23:59+01:00") == "running");
    CHECK(scenario.status("postal-shadow", "2025-03-08T00:00+01:00") == "passed");
  }
}

SCENARIO("the IND decides on an objection within six weeks after the objection term",
         "[rule:objection-decision][Awb 7:10]") {
  auto scenario = case_notified();
  CHECK(scenario.status("objection-decision", "2025-02-10T12:00+01:00") == "none");
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
  CHECK(scenario.end_of("objection-decision") == "2025-04-11");
  auto const later = "2025-04-20T09:00+02:00";
  WHEN("it decides on the last day") {
    scenario.given("objection.decided", "IND", "2025-04-11T23:59+02:00");
    CHECK(scenario.status("objection-decision", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("it does not: the breach is recorded, and a decision that comes too late leaves it") {
    scenario.given("objection.decided", "IND", "2025-04-12T00:00+02:00");
    CHECK(scenario.breaches() == std::vector<std::string>{"objection-decision"});
    CHECK(scenario.status("objection-decision", later) == "breached");
  }
  WHEN("it withdraws the determination instead") {
    scenario.given("residence.determination_withdrawn", "IND", "2025-04-01T09:00+02:00");
    CHECK(scenario.status("objection-decision", later) == "void");
  }
}

SCENARIO("an advisory committee and one postponement give the IND more weeks to decide",
         "[rule:objection-decision][rule:postponed-once][Awb 7:10][Awb 7:13][Awb 7:10(3)]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
  auto const reason = R"({"reason":"the committee sits in May"})";
  auto const committee = R"({"committee":true})";
  WHEN("a committee advises") {
    scenario.given("objection.heard", "IND", "2025-03-10T12:00+01:00", committee);
    CHECK(scenario.end_of("objection-decision") == "2025-05-23");
    scenario.given("objection.decision_postponed", "IND", "2025-03-11T12:00+01:00", reason);
    CHECK(scenario.end_of("objection-decision") == "2025-07-04");
  }
  WHEN("the decision is postponed, and once only") {
    scenario.given("objection.decision_postponed", "IND", "2025-03-11T12:00+01:00", reason);
    CHECK(scenario.end_of("objection-decision") == "2025-05-23");
    scenario.when("objection.decision_postponed", "IND", "2025-03-12T12:00+01:00", reason)
        .then_refused({"postponed-once"});
  }
  WHEN("it is postponed without a reason, or after its last day") {
    scenario
        .when("objection.decision_postponed", "IND", "2025-04-11T23:59+02:00", R"({"reason":""})")
        .then_refused({"postponed-once"});
    scenario.when("objection.decision_postponed", "IND", "2025-04-12T00:00+02:00", reason)
        .then_refused({"postponed-once"});
    scenario.given("objection.decision_postponed", "IND", "2025-04-11T23:59+02:00", reason);
  }
  WHEN("only the person was heard") {
    scenario.given("objection.heard", "IND", "2025-03-10T12:00+01:00");
    CHECK(scenario.end_of("objection-decision") == "2025-04-11");
  }
}

SCENARIO("an appeal can be lodged within four weeks after the decision on the objection",
         "[rule:appeal-term][Vw 69]") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
  auto const decided = [&](std::string_view outcome) {
    scenario.given("objection.decided", "IND", "2025-03-17T09:00+01:00",
                   R"({"outcome":")" + std::string(outcome) + R"("})");
  };
  auto const later = "2025-04-20T09:00+02:00";
  WHEN("the objection was rejected or inadmissible, and the appeal comes on the last day") {
    decided(GENERATE(as<std::string>{}, "unfounded", "inadmissible"));
    CHECK(scenario.end_of("appeal-term") == "2025-04-14");
    scenario.given("appeal.lodged", "COUNSEL", "2025-04-14T23:59+02:00");
    CHECK(scenario.status("appeal-term", later) == "met");
  }
  WHEN("the appeal comes a day too late: it is recorded, and the right had lapsed") {
    decided("unfounded");
    scenario.given("appeal.lodged", "COUNSEL", "2025-04-15T00:00+02:00");
    CHECK(scenario.status("appeal-term", later) == "passed");
  }
  WHEN("nothing is left to appeal against") {
    decided(GENERATE(as<std::string>{}, "founded", "withdrawn"));
    CHECK(scenario.status("appeal-term", later) == "none");
  }
  WHEN("the determination is withdrawn while the term runs") {
    decided("unfounded");
    scenario.given("residence.determination_withdrawn", "IND", "2025-04-01T09:00+02:00");
    CHECK(scenario.status("appeal-term", later) == "void");
  }
}

SCENARIO("a higher appeal can be lodged within four weeks after the ruling",
         "[rule:higher-appeal-term][Vw 69]") {
  auto scenario = case_with_term_over();
  scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00")
      .given("appeal.decided", "COURT", "2025-05-12T09:00+02:00");
  CHECK(scenario.end_of("higher-appeal-term") == "2025-06-10");  // Whit Monday 9 June
  auto const later = "2025-06-20T09:00+02:00";
  WHEN("it comes on the last day") {
    scenario.given("higher_appeal.lodged", "COUNSEL", "2025-06-10T23:59+02:00");
    CHECK(scenario.status("higher-appeal-term", later) == "met");
  }
  WHEN("it comes a day later") {
    scenario.given("higher_appeal.lodged", "COUNSEL", "2025-06-11T00:00+02:00");
    CHECK(scenario.status("higher-appeal-term", later) == "passed");
  }
}

SCENARIO("the term for giving views ends on the day that the IND set",
         "[rule:views-term][Awb 4:8]") {
  auto scenario = case_under_review();
  scenario.given("residence.views_invited", "IND", "2025-01-06T09:00+01:00",
                 R"({"respond_by":"2025-01-25"})");
  CHECK(scenario.end_of("views-term") == "2025-01-25");  // a Saturday: as the IND set it
  WHEN("views come on the last day") {
    scenario.given("residence.views_received", "IND", "2025-01-25T23:59+01:00");
    CHECK(scenario.status("views-term", "2025-02-01T09:00+01:00") == "met");
  }
  WHEN("no views come") {
    CHECK(scenario.status("views-term", "2025-01-25T23:59+01:00") == "running");
    CHECK(scenario.status("views-term", "2025-01-26T00:00+01:00") == "passed");
    CHECK(scenario.time_passes("2025-02-01T09:00+01:00").breaches().empty());
  }
  WHEN("another day is set") {
    scenario.given("residence.views_invited", "IND", "2025-01-20T09:00+01:00",
                   R"({"respond_by":"2025-02-10"})");
    CHECK(scenario.end_of("views-term") == "2025-02-10");
    CHECK(scenario.status("views-term", "2025-01-26T00:00+01:00") == "running");
  }
}

SCENARIO("the chain meeting comes back to an open case each month, and a late one is no breach",
         "[rule:chain-meeting-monthly][Kamerbrief]") {
  auto scenario = case_opened();
  scenario.given("chain_meeting.discussed", "MUNICIPALITY", "2025-01-15T14:00+01:00");
  CHECK(scenario.end_of("chain-meeting-monthly") == "2025-02-17");  // the 15th is a Saturday
  CHECK(scenario.status("chain-meeting-monthly", "2025-02-18T09:00+01:00") == "passed");
  WHEN("it meets in time") {
    scenario.given("chain_meeting.discussed", "MUNICIPALITY", "2025-02-12T14:00+01:00");
    CHECK(scenario.end_of("chain-meeting-monthly") == "2025-03-12");
    CHECK(scenario.file().ledger.entries().front().status == DeadlineStatus::met);
  }
  WHEN("it meets late") {
    scenario.given("chain_meeting.discussed", "MUNICIPALITY", "2025-03-12T14:00+01:00");
    CHECK(scenario.breaches().empty());
    CHECK(scenario.end_of("chain-meeting-monthly") == "2025-04-14");
    CHECK(scenario.file().ledger.entries().front().status != DeadlineStatus::met);
  }
  WHEN("the case is closed") {
    scenario.given("case.closed", "IND", "2025-02-01T09:00+01:00");
    CHECK(scenario.status("chain-meeting-monthly", "2025-03-01T09:00+01:00") == "void");
  }
}

}  // namespace vertrek::scenarios
