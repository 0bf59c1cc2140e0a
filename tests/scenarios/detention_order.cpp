#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// What an order of detention, or its extension, must show by itself.
namespace vertrek::scenarios {

namespace {

constexpr auto noon = "2025-03-10T12:00+01:00";

Asked order(Scenario& scenario, std::string_view data, By const& by = "AVIM") {
  return scenario.when("detention.imposed", by, noon, data);
}

}  // namespace

SCENARIO("an order of detention without reasons why lighter means fail is refused",
         "[rule:lighter-means][Vw 59c][Vb 5.1a]") {
  auto scenario = person_heard();
  order(scenario, R"({"lighter_means_reasons":" "})").then_refused({"lighter-means"});
  order(scenario, R"({"lighter_means_reasons":"did not report on 3 and 10 February"})")
      .then_accepted();
}

SCENARIO("detention rests on at least two different grounds, each with facts",
         "[rule:two-grounds][Vb 5.1a][Vb 5.1b]") {
  auto scenario = person_heard();
  for (auto const* const too_few :
       {R"({"grounds":[]})", R"({"grounds":["3a"]})", R"({"grounds":["4c","4c"]})"})
    order(scenario, too_few).then_refused({"two-grounds"});
  auto const enough = GENERATE(as<std::string>{}, R"({"grounds":["3a","3b"]})",
                               R"({"grounds":["4a","4b"]})", R"({"grounds":["3a","4a"]})");
  order(scenario, enough).then_accepted();
}

SCENARIO("nobody is detained whose removal is out of sight",
         "[rule:removal-prospect][Vw 59(1)][RBDHA:2025:18617]") {
  auto scenario = person_heard();
  order(scenario, R"({"removal_prospect":false})").then_refused({"removal-prospect"});
  order(scenario, R"({"removal_prospect":true})").then_accepted();
}

SCENARIO("an order of detention is signed and reasoned, and a copy handed over",
         "[rule:reasoned-order][Vb 5.3]") {
  auto scenario = person_heard();
  order(scenario, R"({"signed":false})").then_refused({"reasoned-order"});
  order(scenario, R"({"copy_handed_over":false})").then_refused({"reasoned-order"});
  // Grounds without facts are no reasons at all.
  order(scenario, R"({"grounds_reasons":""})").then_refused({"reasoned-order", "two-grounds"});
  order(scenario, R"({"signed":true,"copy_handed_over":true})").then_accepted();
}

SCENARIO("an order of detention comes from an officer who may give it",
         "[rule:competent-officer][VV 5.3]") {
  auto scenario = person_heard();
  order(scenario, "{}", "DTENV").then_refused({"competent-officer"});
  order(scenario, "{}", {"IND", " "}).then_refused({"competent-officer"});
  order(scenario, "{}", "COURT").then_refused({"competent-officer", "recorded-by"});
  WHEN("it is AVIM or KMar") {
    auto const* const police = GENERATE("AVIM", "KMAR");
    order(scenario, "{}", police).then_accepted();
  }
  WHEN("it is an official of DTenV or IND whose designation is stated") {
    auto const* const partner = GENERATE("DTENV", "IND");
    order(scenario, "{}", {partner, "designated under VV 5.3"}).then_accepted();
  }
}

SCENARIO("Vw 59(2) is no basis for those who had residence as EU citizens",
         "[rule:not-under-59-2][Vw 59(2)]") {
  auto scenario = person_heard();
  order(scenario, R"json({"basis":"59(2)"})json").then_refused({"not-under-59-2"});
  order(scenario, R"json({"basis":"59(1)(a)"})json").then_accepted();
}

SCENARIO("an order that lacks everything is told everything at once",
         "[no-detention-without-all-preconditions][rule:lighter-means][rule:two-grounds]"
         "[rule:removal-prospect][rule:reasoned-order]") {
  auto scenario = case_opened();
  scenario
      .when("detention.imposed", "IND", "2025-01-10T12:00+01:00",
            R"json({"grounds":[],"grounds_reasons":"","lighter_means_reasons":"",
                "removal_prospect":false,"signed":false,"copy_handed_over":false,
                "basis":"59(2)"})json")
      .then_refused({"determination-notified", "determination-stands", "departure-term-ended",
                     "heard-first", "removal-prospect", "lighter-means", "two-grounds",
                     "reasoned-order", "competent-officer", "not-under-59-2"});
}

// ---- extension ---------------------------------------------------------------------------------

SCENARIO("detention is extended for reasons, before its six months end, by at most twelve more",
         "[rule:extension-grounds][rule:detention-six-months][Vw 59(6)]") {
  // Ordered 10 March: 180 days end 5 September 2025, eighteen months of thirty days 31 August 2026.
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00");
  auto const extended = [&](std::string_view at, std::string_view data) {
    return scenario.when("detention.extended", "DTENV", at, data);
  };
  auto const last_day = "2025-09-05T23:59+02:00";
  WHEN("no reasons are given") {
    extended("2025-09-01T09:00+02:00", R"({"reasons":""})").then_refused({"extension-grounds"});
  }
  WHEN("it is the last day of the six months, and the last day of the twelve is asked") {
    extended(last_day, R"({"until":"2026-09-01"})").then_refused({"extension-grounds"});
    // What does not go beyond the six months is no extension.
    extended(last_day, R"({"until":"2025-09-05"})").then_refused({"extension-grounds"});
    extended(last_day, R"({"until":"2026-08-31"})").then_accepted();
    CHECK(scenario.end_of("detention-six-months") == "2026-08-31");
    CHECK(scenario.status("detention-six-months", "2025-09-06T00:00+02:00") == "running");
  }
  WHEN("the six months are over") {
    extended("2025-09-06T00:00+02:00", "{}").then_refused({"extension-grounds"});
    CHECK(scenario.status("detention-six-months", "2025-09-06T00:00+02:00") == "breached");
  }
}

SCENARIO(
    "what bars detention bars its extension",
    "[rule:determination-stands][rule:objection-decided][rule:interim-relief-clear]"
    "[rule:stay-not-exhausted][rule:not-willing-and-able][rule:not-in-criminal-detention][Vw 59]"
    "[Vw 59(3)][C-719/19][Vc B10/2.3]") {
  auto scenario = person_in_facility();
  scenario.given("detention.court_notified", "DTENV", "2025-03-11T09:00+01:00");
  auto const before = "2025-04-01T09:00+02:00";
  Rules bars;
  WHEN("nothing bars it") {}
  WHEN("the determination was withdrawn") {
    scenario.given("residence.determination_withdrawn", "IND", before);
    bars = {"determination-stands"};
  }
  WHEN("an objection that was excused for being late is open") {
    scenario.given("objection.lodged", "COUNSEL", before, R"({"excused":"in hospital"})");
    bars = {"objection-decided"};
  }
  WHEN("interim relief is asked") {
    scenario.given("interim_relief.requested", "COUNSEL", before);
    bars = {"interim-relief-clear"};
  }
  WHEN("the stay was found to have ended with an earlier departure") {
    scenario.given("departure.confirmed", "IND", before,
                   R"({"genuine":true,"reasons":"had given up every tie"})");
    bars = {"stay-not-exhausted"};
  }
  WHEN("the person wishes to leave and can") {
    scenario.given("departure.willingness_declared", "COUNSEL", before);
    bars = {"not-willing-and-able"};
  }
  WHEN("criminal detention came first") {
    scenario.given("impediment.raised", "DJI", before, R"({"kind":"criminal_detention"})");
    bars = {"not-in-criminal-detention"};
  }
  auto asked = scenario.when("detention.extended", "DTENV", "2025-04-02T09:00+02:00");
  if (bars.empty())
    asked.then_accepted();
  else
    asked.then_refused(bars);
}

SCENARIO("detention is not extended when no court was told of it in time",
         "[rule:court-notified][rule:detention-court-notice][Vw 94(1)]") {
  auto scenario = person_in_facility();
  CHECK(scenario.end_of("detention-court-notice") == "2025-04-07");
  WHEN("it is day 28: the court can still be told") {
    scenario.when("detention.extended", "DTENV", "2025-04-07T23:59+02:00").then_accepted();
  }
  WHEN("it is day 29") {
    scenario.when("detention.extended", "DTENV", "2025-04-08T00:00+02:00")
        .then_refused({"court-notified"});
    scenario.given("detention.court_notified", "DTENV", "2025-04-08T01:00+02:00");
    scenario.when("detention.extended", "DTENV", "2025-04-08T02:00+02:00").then_accepted();
  }
  WHEN("the person appealed") {
    scenario.given("detention.appeal_lodged", "COUNSEL", "2025-04-01T09:00+02:00");
    scenario.when("detention.extended", "DTENV", "2025-04-08T00:00+02:00").then_accepted();
  }
}

SCENARIO("detention is not extended of somebody who is kept too long in a police cell",
         "[rule:police-cell-days][rule:facility-transfer-24h][Vb 5.4(2)][C-519/20]") {
  auto scenario = person_detained();
  WHEN("the 24 hours end now") {
    scenario.when("detention.extended", "AVIM", "2025-03-11T12:00+01:00").then_accepted();
  }
  WHEN("they ended a minute ago") {
    scenario.when("detention.extended", "AVIM", "2025-03-11T12:01+01:00")
        .then_refused({"police-cell-days"});
    scenario.given("detention.placed", "DJI", "2025-03-11T14:00+01:00");
    scenario.when("detention.extended", "AVIM", "2025-03-11T14:01+01:00").then_accepted();
  }
  WHEN("the person was brought to a detention centre at once") {
    auto in_centre = person_heard();
    order(in_centre, R"({"place":"detention_centre"})").then_accepted();
    in_centre.when("detention.extended", "AVIM", "2025-03-12T12:01+01:00").then_accepted();
  }
}

SCENARIO("before 10 March 2022 five days in a police cell were the most",
         "[rule:police-cell-days][rule:police-cell][RVS:2010:BO0985][Vb 5.4(2)]") {
  Scenario scenario;
  scenario.given("case.opened", "IND", "2020-01-06T09:00+01:00")
      .given("residence.review_started", "IND", "2020-01-06T10:00+01:00")
      .given("residence.views_invited", "IND", "2020-01-06T11:00+01:00",
             R"({"respond_by":"2020-01-20"})")
      .given("residence.ended", "IND", "2020-01-21T09:00+01:00")
      .given("residence.determination_notified", "IND", "2020-01-21T10:00+01:00")
      .given("detention.heard", "AVIM", "2020-03-02T11:00+01:00")
      .given("detention.imposed", "AVIM", "2020-03-02T12:00+01:00");
  CHECK(scenario.status("facility-transfer-24h", "2020-03-02T12:00+01:00") == "none");
  CHECK(scenario.end_of("police-cell") == "2020-03-07");  // a Saturday: nothing moves
  auto const extended = [&](std::string_view at) {
    return scenario.when("detention.extended", "AVIM", at, R"({"until":"2020-12-01"})");
  };
  WHEN("it is the fifth day") {
    extended("2020-03-07T23:59+01:00").then_accepted();
  }
  WHEN("it is the sixth day") {
    extended("2020-03-08T00:00+01:00").then_refused({"police-cell-days"});
    CHECK(scenario.status("police-cell", "2020-03-08T00:00+01:00") == "breached");
  }
}

}  // namespace vertrek::scenarios
