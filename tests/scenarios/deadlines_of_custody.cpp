#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// The terms that guard somebody who is held or detained, and the court's review.
namespace vertrek::scenarios {

namespace {

using Breaches = std::vector<std::string>;

/// Lets the person go in the middle of whatever runs.
void lift(Scenario& scenario, std::string_view at) {
  scenario.given("detention.lifted", "DTENV", at);
}

}  // namespace

SCENARIO("a hold lasts at most six hours, the night does not count",
         "[rule:hold-six-hours][Vw 50(2)][Vw 50(3)]") {
  auto scenario = person_heard();
  CHECK(scenario.end_of("hold-six-hours") == "2025-03-10T15:30:00+01:00");
  auto const later = "2025-03-10T20:00+01:00";
  WHEN("the person is let go as they end") {
    scenario.given("custody.hold_ended", "AVIM", "2025-03-10T15:30+01:00");
    CHECK(scenario.status("hold-six-hours", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("the person is let go a minute later: the breach is recorded and stays") {
    scenario.given("custody.hold_ended", "AVIM", "2025-03-10T15:31+01:00");
    CHECK(scenario.breaches() == Breaches{"hold-six-hours"});
    CHECK(scenario.status("hold-six-hours", later) == "breached");
  }
  WHEN("an order of detention ends the hold in time") {
    scenario.given("detention.imposed", "AVIM", "2025-03-10T15:30+01:00");
    CHECK(scenario.status("hold-six-hours", later) == "met");
  }
  WHEN("somebody arrives late in the evening: what is left counts from nine") {
    auto evening = case_with_term_over();
    evening.given("custody.stopped", "AVIM", "2025-03-10T17:30+01:00")
        .given("custody.held", "AVIM", "2025-03-10T18:01+01:00",
               R"({"arrived_at":"2025-03-10T18:01+01:00"})");
    CHECK(evening.end_of("hold-six-hours") == "2025-03-11T09:01:00+01:00");
    evening.time_passes("2025-03-11T09:01+01:00");
    CHECK(evening.breaches().empty());
    evening.time_passes("2025-03-11T09:02+01:00");
    CHECK(evening.breaches() == Breaches{"hold-six-hours"});
  }
}

SCENARIO("an extended hold ends 48 hours after the six", "[rule:hold-extension-48h][Vw 50(4)]") {
  auto scenario = person_heard();
  scenario.given("custody.hold_extended", "AVIM", "2025-03-10T12:00+01:00");
  CHECK(scenario.status("hold-six-hours", "2025-03-10T20:00+01:00") == "met");
  CHECK(scenario.end_of("hold-extension-48h") == "2025-03-12T15:30:00+01:00");
  auto const later = "2025-03-12T20:00+01:00";
  WHEN("the person is let go as they end") {
    scenario.given("custody.hold_ended", "KMAR", "2025-03-12T15:30+01:00");
    CHECK(scenario.status("hold-extension-48h", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("the person is still held") {
    CHECK(scenario.time_passes("2025-03-12T15:31+01:00").breaches() ==
          Breaches{"hold-extension-48h"});
    CHECK(scenario.status("hold-extension-48h", later) == "breached");
  }
}

SCENARIO("who is detained is in a facility within 24 hours of the order, not of the arrival",
         "[rule:facility-transfer-24h][RVS 23-02-2024 202307879/1/V3][RBDHA:2025:1069][C-519/20]") {
  auto scenario = person_detained();
  CHECK(scenario.end_of("facility-transfer-24h") == "2025-03-11T12:00:00+01:00");
  auto const later = "2025-03-11T20:00+01:00";
  WHEN("the person arrives as they end") {
    scenario.given("detention.placed", "DJI", "2025-03-11T12:00+01:00");
    CHECK(scenario.status("facility-transfer-24h", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("the person arrives a minute later") {
    scenario.given("detention.placed", "DJI", "2025-03-11T12:01+01:00");
    CHECK(scenario.breaches() == Breaches{"facility-transfer-24h"});
    CHECK(scenario.status("facility-transfer-24h", later) == "breached");
  }
  WHEN("the detention is lifted before") {
    lift(scenario, "2025-03-11T11:00+01:00");
    CHECK(scenario.status("facility-transfer-24h", later) == "void");
  }
  WHEN("the person was brought to a detention centre at once: nothing to wait for") {
    auto at_once = person_heard();
    at_once.given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00",
                  R"({"place":"detention_centre"})");
    CHECK(at_once.status("facility-transfer-24h", later) == "none");
  }
}

SCENARIO("before that, five days in a police cell, and until October 2010 ten",
         "[rule:police-cell][RVS:2010:BO0985][Vb 5.4(2)]") {
  auto const detained_at = [](std::string const& year, std::string_view heard) {
    Scenario scenario;
    scenario.given("case.opened", "IND", year + "-01-04T09:00+01:00")
        .given("residence.review_started", "IND", year + "-01-04T10:00+01:00")
        .given("residence.views_invited", "IND", year + "-01-04T11:00+01:00",
               R"({"respond_by":")" + year + R"(-01-18"})")
        .given("residence.ended", "IND", year + "-01-19T09:00+01:00")
        .given("residence.determination_notified", "IND", year + "-01-19T10:00+01:00")
        .given("detention.heard", "AVIM", heard)
        .given("detention.imposed", "AVIM", heard);
    return scenario;
  };
  CHECK(detained_at("2010", "2010-10-06T12:00+02:00").end_of("police-cell") == "2010-10-16");
  CHECK(detained_at("2010", "2010-10-07T12:00+02:00").end_of("police-cell") == "2010-10-12");
  CHECK(detained_at("2022", "2022-03-09T12:00+01:00").end_of("police-cell") == "2022-03-14");
  CHECK(detained_at("2022", "2022-03-10T12:00+01:00").end_of("police-cell").empty());
  auto scenario = detained_at("2022", "2022-03-09T12:00+01:00");
  WHEN("the person is placed on the fifth day") {
    scenario.given("detention.placed", "DJI", "2022-03-14T23:59+01:00");
    CHECK(scenario.status("police-cell", "2022-03-20T12:00+01:00") == "met");
  }
  WHEN("the person is placed on the sixth") {
    scenario.given("detention.placed", "DJI", "2022-03-15T00:00+01:00");
    CHECK(scenario.breaches() == Breaches{"police-cell"});
  }
  WHEN("the detention is lifted before") {
    lift(scenario, "2022-03-14T12:00+01:00");
    CHECK(scenario.status("police-cell", "2022-03-20T12:00+01:00") == "void");
  }
}

SCENARIO("the court is told of a detention at latest on day 28, Christmas or not",
         "[rule:detention-court-notice][Vw 94(1)]") {
  auto scenario = person_in_facility();
  CHECK(scenario.end_of("detention-court-notice") == "2025-04-07");
  auto const later = "2025-04-20T09:00+02:00";
  WHEN("it is told on day 28") {
    scenario.given("detention.court_notified", "DTENV", "2025-04-07T23:59+02:00");
    CHECK(scenario.status("detention-court-notice", later) == "met");
  }
  WHEN("it is told on day 29") {
    scenario.given("detention.court_notified", "DTENV", "2025-04-08T00:00+02:00");
    CHECK(scenario.breaches() == Breaches{"detention-court-notice"});
    CHECK(scenario.status("detention-court-notice", later) == "breached");
  }
  WHEN("the person appealed: the notice falls away") {
    scenario.given("detention.appeal_lodged", "COUNSEL", "2025-04-07T23:59+02:00");
    CHECK(scenario.status("detention-court-notice", later) == "void");
  }
  WHEN("day 28 is Christmas") {
    auto in_november = case_determined();
    in_november.given("residence.determination_notified", "IND", "2025-01-31T10:00+01:00")
        .given("detention.heard", "AVIM", "2025-11-27T11:00+01:00")
        .given("detention.imposed", "AVIM", "2025-11-27T12:00+01:00");
    CHECK(in_november.end_of("detention-court-notice") == "2025-12-25");
  }
}

SCENARIO("the court hears a detention at latest fourteen days after appeal or notice",
         "[rule:detention-hearing][Vw 94(4)]") {
  auto scenario = person_in_facility();
  scenario.given("detention.appeal_lodged", "COUNSEL", "2025-03-12T09:00+01:00");
  CHECK(scenario.end_of("detention-hearing") == "2025-03-26");
  auto const later = "2025-04-01T09:00+02:00";
  WHEN("the notice comes as well: the first counts") {
    scenario.given("detention.court_notified", "IND", "2025-03-14T09:00+01:00");
    CHECK(scenario.end_of("detention-hearing") == "2025-03-26");
  }
  WHEN("it hears on the last day") {
    scenario.given("detention.hearing_held", "COURT", "2025-03-26T16:00+01:00");
    CHECK(scenario.status("detention-hearing", later) == "met");
  }
  WHEN("it hears a day later") {
    scenario.given("detention.hearing_held", "COURT", "2025-03-27T09:00+01:00");
    CHECK(scenario.breaches() == Breaches{"detention-hearing"});
    CHECK(scenario.status("detention-hearing", later) == "breached");
  }
  WHEN("the detention is lifted before") {
    lift(scenario, "2025-03-20T09:00+01:00");
    CHECK(scenario.status("detention-hearing", later) == "void");
  }
}

SCENARIO("the court rules within seven days after it closed the inquiry",
         "[rule:detention-ruling][Vw 94(5)]") {
  auto scenario = detention_before_court();
  CHECK(scenario.end_of("detention-ruling") == "2025-03-28");
  auto const later = "2025-04-01T09:00+02:00";
  WHEN("it rules on the last day") {
    scenario.given("detention.ruled", "COURT", "2025-03-28T23:59+01:00");
    CHECK(scenario.status("detention-ruling", later) == "met");
  }
  WHEN("it rules a day later") {
    scenario.given("detention.ruled", "COURT", "2025-03-29T00:00+01:00");
    CHECK(scenario.breaches() == Breaches{"detention-ruling"});
  }
  WHEN("the detention is lifted before") {
    lift(scenario, "2025-03-27T09:00+01:00");
    CHECK(scenario.status("detention-ruling", later) == "void");
  }
}

SCENARIO("a higher appeal in detention can be lodged within one week",
         "[rule:detention-higher-appeal-term][Vw 69]") {
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00");
  CHECK(scenario.end_of("detention-higher-appeal-term") == "2025-04-02");
  auto const against = R"({"against":"detention"})";
  WHEN("it comes on the last day") {
    scenario.given("higher_appeal.lodged", "COUNSEL", "2025-04-02T23:59+02:00", against);
    CHECK(scenario.status("detention-higher-appeal-term", "2025-04-10T09:00+02:00") == "met");
  }
  WHEN("it comes a day later") {
    scenario.given("higher_appeal.lodged", "COUNSEL", "2025-04-03T00:00+02:00", against);
    CHECK(scenario.status("detention-higher-appeal-term", "2025-04-10T09:00+02:00") == "passed");
  }
}

SCENARIO("on continuation the court closes its inquiry in a week and rules seven days later",
         "[rule:continuation-inquiry][rule:continuation-ruling][Vw 96]") {
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00")
      .given("detention.appeal_lodged", "COUNSEL", "2025-04-28T09:00+02:00",
             R"({"continuation":true})");
  CHECK(scenario.end_of("continuation-inquiry") == "2025-05-05");  // a holiday: nothing moves
  auto const later = "2025-05-20T09:00+02:00";
  WHEN("the inquiry is closed on the last day, and the ruling comes on its last day") {
    scenario.given("detention.hearing_closed", "COURT", "2025-05-05T16:00+02:00");
    CHECK(scenario.status("continuation-inquiry", later) == "met");
    CHECK(scenario.end_of("continuation-ruling") == "2025-05-12");
    scenario.given("detention.ruled", "COURT", "2025-05-12T23:59+02:00");
    CHECK(scenario.status("continuation-ruling", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("both come a day late") {
    scenario.given("detention.hearing_closed", "COURT", "2025-05-06T00:00+02:00");
    CHECK(scenario.end_of("continuation-ruling") == "2025-05-13");
    scenario.given("detention.ruled", "COURT", "2025-05-14T00:00+02:00");
    CHECK(scenario.breaches() == Breaches{"continuation-inquiry", "continuation-ruling"});
  }
  WHEN("the detention is lifted before the inquiry is closed, or before the ruling") {
    auto closed = detention_before_court();
    closed.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00")
        .given("detention.appeal_lodged", "COUNSEL", "2025-04-28T09:00+02:00",
               R"({"continuation":true})")
        .given("detention.hearing_closed", "COURT", "2025-05-02T16:00+02:00");
    lift(closed, "2025-05-05T09:00+02:00");
    CHECK(closed.status("continuation-ruling", later) == "void");
    lift(scenario, "2025-05-05T09:00+02:00");
    CHECK(scenario.status("continuation-inquiry", later) == "void");
  }
}

SCENARIO("a continuation appeal before the first ruling takes no term from the first review",
         "[rule:detention-hearing][rule:detention-ruling][Vw 94(4)][Vw 94(5)]") {
  auto scenario = person_in_facility();
  scenario.given("detention.appeal_lodged", "COUNSEL", "2025-03-12T09:00+01:00")
      .given("detention.appeal_lodged", "COUNSEL", "2025-03-14T09:00+01:00",
             R"({"continuation":true})")
      .given("detention.hearing_closed", "COURT", "2025-03-21T11:00+01:00");
  auto const later = "2025-03-27T09:00+01:00";
  CHECK(scenario.status("detention-hearing", later) == "met");
  CHECK(scenario.end_of("detention-ruling") == "2025-03-28");
  scenario.given("detention.ruled", "COURT", later);
  CHECK(scenario.status("detention-ruling", later) == "met");
}

SCENARIO("who is held has arrived: a later hour of arrival does not lengthen the hold",
         "[rule:hold-six-hours][Vw 50(2)]") {
  auto scenario = case_with_term_over();
  scenario.given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00")
      .given("custody.held", "AVIM", "2025-03-10T09:30+01:00",
             R"({"arrived_at":"2025-03-10T12:00+01:00"})");
  CHECK(scenario.end_of("hold-six-hours") == "2025-03-10T15:30:00+01:00");
}

SCENARIO("detention ends within six months of thirty days, the order's day being the first",
         "[rule:detention-six-months][Vw 59(5)]") {
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00");
  CHECK(scenario.end_of("detention-six-months") == "2025-09-05");
  auto const later = "2025-09-10T09:00+02:00";
  WHEN("it is lifted on the last day") {
    lift(scenario, "2025-09-05T23:59+02:00");
    CHECK(scenario.status("detention-six-months", later) == "met");
    CHECK(scenario.time_passes(later).breaches().empty());
  }
  WHEN("it goes on") {
    CHECK(scenario.time_passes("2025-09-05T23:59+02:00").breaches().empty());
    CHECK(scenario.time_passes("2025-09-06T00:00+02:00").breaches() ==
          Breaches{"detention-six-months"});
  }
}

SCENARIO("a family with minors is detained for at most fourteen days",
         "[rule:family-fourteen-days][Vc A5]") {
  auto scenario = person_heard();
  WHEN("there are no minors") {
    scenario.given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00");
    CHECK(scenario.status("family-fourteen-days", "2025-03-10T12:00+01:00") == "none");
  }
  WHEN("there are two, as IND corrected") {
    scenario
        .given("record.corrected", "IND", "2025-03-10T11:30+01:00",
               R"({"corrects":1,"set":{"minor_children":2}})")
        .given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00",
               R"({"place":"detention_centre"})");
    CHECK(scenario.end_of("family-fourteen-days") == "2025-03-24");
    AND_WHEN("the detention is lifted on the last day") {
      lift(scenario, "2025-03-24T23:59+01:00");
      CHECK(scenario.status("family-fourteen-days", "2025-04-01T09:00+02:00") == "met");
    }
    AND_WHEN("it goes on") {
      scenario.time_passes("2025-03-25T00:00+01:00");
      CHECK(scenario.breaches() == Breaches{"family-fourteen-days"});
    }
  }
}

SCENARIO("a family stays longer only when it blocks the removal itself, and says how",
         "[rule:family-blocks-removal][rule:family-fourteen-days][Vc A5]") {
  auto scenario = person_heard();
  scenario
      .given("record.corrected", "IND", "2025-03-10T11:30+01:00",
             R"({"corrects":1,"set":{"minor_children":2}})")
      .given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00",
             R"({"place":"detention_centre"})");
  auto const until = [](std::string_view day, std::string_view how = "") {
    return R"({"until":")" + std::string(day) + R"(","family_blocks_removal":")" +
           std::string(how) + R"("})";
  };
  auto const in_time = "2025-03-20T10:00+01:00";
  scenario.when("detention.extended", "DTENV", in_time, until("2025-04-07"))
      .then_refused({"family-blocks-removal"});
  WHEN("the family hid the children before the flight") {
    scenario.given("detention.extended", "DTENV", in_time, until("2025-04-07", "hid the children"));
    CHECK(scenario.end_of("family-fourteen-days") == "2025-04-07");
    // Six months are six months: only the fourteen days were made longer.
    CHECK(scenario.end_of("detention-six-months") == "2025-09-05");
    scenario.time_passes("2025-04-08T00:00+02:00");
    CHECK(scenario.breaches() == Breaches{"detention-court-notice", "family-fourteen-days"});
  }
  WHEN("the fourteen days are over") {
    scenario
        .when("detention.extended", "DTENV", "2025-03-25T00:00+01:00",
              until("2025-04-07", "hid the children"))
        .then_refused({"family-blocks-removal"});
  }
  WHEN("the six months are made longer as well") {
    scenario.given("detention.court_notified", "DTENV", "2025-03-20T09:00+01:00")
        .given("detention.placed", "DJI", "2025-03-11T09:00+01:00")
        .when("detention.extended", "DTENV", in_time, until("2025-12-01"))
        .then_refused({"family-blocks-removal"});
    scenario.given("detention.extended", "DTENV", in_time, until("2025-12-01", "hid the children"));
    CHECK(scenario.end_of("family-fourteen-days") == "2025-12-01");
    CHECK(scenario.end_of("detention-six-months") == "2025-12-01");
  }
}

SCENARIO("a detention without minors knows no fourteen days to extend",
         "[rule:family-blocks-removal][rule:extension-grounds][Vc A5][Vw 59(6)]") {
  auto scenario = person_in_facility();
  // Within the six months there is nothing to make longer.
  scenario
      .when("detention.extended", "DTENV", "2025-03-20T10:00+01:00", R"({"until":"2025-04-07"})")
      .then_refused({"extension-grounds"});
  scenario.given("detention.extended", "DTENV", "2025-03-20T10:00+01:00");
  CHECK(scenario.end_of("detention-six-months") == "2025-12-01");
}

SCENARIO("against a ruling on the continuation there is no higher appeal",
         "[rule:detention-higher-appeal-term][Vw 69]") {
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00");
  CHECK(scenario.end_of("detention-higher-appeal-term") == "2025-04-02");
  scenario
      .given("detention.appeal_lodged", "COUNSEL", "2025-05-20T09:00+02:00",
             R"({"continuation":true})")
      .given("detention.hearing_closed", "COURT", "2025-05-26T09:00+02:00")
      .given("detention.ruled", "COURT", "2025-06-02T09:00+02:00");
  CHECK(scenario.end_of("detention-higher-appeal-term") == "2025-04-02");
}

SCENARIO("a detention that had ended can still be found unlawful, with compensation",
         "[rule:not-after-lifting]") {
  auto scenario = detention_before_court();
  scenario.given("detention.lifted", "DTENV", "2025-03-24T09:00+01:00")
      .given("detention.ruled", "COURT", "2025-03-26T14:00+01:00",
             R"({"outcome":"founded","compensation_eur":1300.00})");
  CHECK(scenario.in(fr::Review::unlawful));
  CHECK(scenario.duties().empty());
  auto const paid = scenario.file().facts.compensations;
  REQUIRE(paid.size() == 1);
  CHECK(paid.front().amount.cents == 130'000);
  // What a court struck is not repeated on the same facts.
  scenario.given("detention.heard", "AVIM", "2025-04-20T09:00+02:00")
      .when("detention.imposed", "AVIM", "2025-04-20T10:00+02:00")
      .then_refused({"not-after-lifting"});
}

SCENARIO("from the hearing a ruling is due, counted anew when the inquiry is closed later",
         "[rule:detention-ruling][Vw 94(5)][court-watches-every-day]") {
  auto scenario = person_in_facility();
  scenario.given("detention.appeal_lodged", "COUNSEL", "2025-03-12T09:00+01:00")
      .given("detention.hearing_held", "COURT", "2025-03-21T10:00+01:00");
  CHECK(scenario.end_of("detention-ruling") == "2025-03-28");
  WHEN("the court closes its inquiry four days later") {
    scenario.given("detention.hearing_closed", "COURT", "2025-03-25T10:00+01:00");
    CHECK(scenario.end_of("detention-ruling") == "2025-04-01");
    scenario.given("detention.ruled", "COURT", "2025-04-01T10:00+02:00");
    CHECK(scenario.breaches().empty());
  }
  WHEN("nothing more is heard of it") {
    scenario.time_passes("2025-03-29T00:00+01:00");
    CHECK(scenario.breaches() == Breaches{"detention-ruling"});
  }
  WHEN("the review of an order that was lifted still runs when another order is given") {
    scenario.given("detention.hearing_closed", "COURT", "2025-03-21T11:00+01:00");
    lift(scenario, "2025-03-21T12:00+01:00");
    scenario.given("detention.heard", "AVIM", "2025-03-22T09:00+01:00")
        .given("detention.imposed", "AVIM", "2025-03-22T10:00+01:00")
        .given("detention.court_notified", "DTENV", "2025-03-22T11:00+01:00")
        .given("detention.hearing_held", "COURT", "2025-03-24T10:00+01:00");
    CHECK(scenario.end_of("detention-ruling") == "2025-03-31");
  }
}

}  // namespace vertrek::scenarios
