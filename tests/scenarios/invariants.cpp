#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// What must hold whatever happens, told by example; the walks over reachable states prove more.
namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::Removal;
using fr::Residence;

SCENARIO("a court's order to lift frees, and nothing else may come first",
         "[order-to-lift-frees][rule:order-obeyed][Vw 94(6)]") {
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00",
                 R"({"outcome":"founded","compensation_eur":1300.00})");
  CHECK(scenario.duties().contains("Vw 94(6)"));
  auto const steps = scenario.open_steps("2025-03-26T14:30+01:00");
  for (auto const& step : steps) {
    INFO(step);
    auto const coerces = step.starts_with("custody.") || step.starts_with("removal.") ||
                         step == "detention.imposed" || step == "detention.placed" ||
                         step == "detention.extended" || step == "detention.heard";
    CHECK_FALSE(coerces);
  }
  CHECK(steps.contains("detention.lifted"));
  scenario.given("detention.lifted", "AVIM", "2025-03-26T15:00+01:00",
                 R"({"reason":"court_order"})");
  CHECK(scenario.in(Custody::at_liberty));
  CHECK(scenario.duties().empty());
}

SCENARIO("a higher court can order lifting as well, of the order that runs",
         "[order-to-lift-frees][Vw 94(6)]") {
  auto scenario = detention_before_court();
  auto const against = R"({"against":"detention"})";
  auto const founded = R"({"against":"detention","outcome":"founded"})";
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00")
      .given("higher_appeal.lodged", "COUNSEL", "2025-03-28T14:00+01:00", against);
  WHEN("the person is still detained on that order") {
    scenario.given("higher_appeal.decided", "COURT", "2025-05-01T14:00+02:00", founded);
    CHECK(scenario.duties().contains("Vw 94(6)"));
    scenario.when("detention.extended", "DTENV", "2025-05-01T15:00+02:00")
        .then_refused({"order-obeyed"});
  }
  WHEN("another order was given since, on which no court has ruled") {
    scenario.given("detention.lifted", "DTENV", "2025-04-01T09:00+02:00")
        .given("detention.heard", "AVIM", "2025-04-20T09:00+02:00")
        .given("detention.imposed", "AVIM", "2025-04-20T10:00+02:00")
        .given("higher_appeal.decided", "COURT", "2025-05-01T14:00+02:00", founded);
    CHECK_FALSE(scenario.duties().contains("Vw 94(6)"));
  }
}

SCENARIO("time coerces nobody: years pass, and nothing moves towards custody or removal",
         "[time-coerces-nobody]") {
  auto scenario = case_with_term_over();
  scenario.given("removal.transferred", "AVIM", "2025-03-10T10:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T10:00+01:00");
  auto const before = scenario.version();
  scenario.time_passes("2027-03-11T10:00+01:00");
  CHECK(scenario.in(Custody::at_liberty));
  CHECK(scenario.in(Removal::preparing));
  CHECK(scenario.version().value == before.value + 1);  // the note alone
  auto detained = person_in_facility();
  detained.time_passes("2027-03-11T10:00+01:00");
  // Breaches are recorded, the person is still seen as detained, and nobody was moved anywhere.
  CHECK(detained.breaches() ==
        std::vector<std::string>{"detention-court-notice", "detention-six-months"});
  CHECK(detained.in(Custody::detained));
  for (auto const& event : detained.events())
    if (event.by.partner.str() == "ENGINE") {
      INFO(event.type.str());
      CHECK((event.type.str() == "departure.term_elapsed" ||
             event.type.str() == "deadline.breached"));
    }
}

SCENARIO("an irregular fact stays marked, whatever regular step follows",
         "[irregular-is-marked][rule:stopped-first][Vw 50(2)]") {
  auto scenario = case_with_term_over();
  scenario.happened_irregularly("custody.held", "AVIM", "2025-03-10T09:30+01:00");
  auto const held = scenario.number_of("custody.held");
  CHECK(scenario.in(Custody::held));
  CHECK(scenario.status("hold-six-hours", "2025-03-10T09:30+01:00") == "running");
  auto const is_marked = [&]() {
    auto const marks = scenario.file().irregular;
    return marks.size() == 1 && marks.front().sequence.value == held &&
           marks.front().irregularity.unmet == std::vector{RuleId{"stopped-first"}} &&
           marks.front().irregularity.claim.second.str() == "second.officer";
  };
  CHECK(is_marked());
  scenario.given("custody.hold_ended", "AVIM", "2025-03-10T10:30+01:00");
  CHECK(is_marked());
  scenario.given("custody.stopped", "AVIM", "2025-03-11T09:00+01:00")
      .given("custody.held", "AVIM", "2025-03-11T09:30+01:00",
             R"({"arrived_at":"2025-03-11T09:30+01:00"})");
  CHECK(is_marked());
  scenario.given("record.corrected", "AVIM", "2025-03-11T10:00+01:00",
                 R"({"corrects":)" + std::to_string(held) +
                     R"(,"set":{"arrived_at":"2025-03-10T09:40+01:00"}})");
  CHECK(is_marked());
  scenario.given("custody.hold_ended", "AVIM", "2025-03-11T10:30+01:00")
      .given("residence.confirmed", "IND", "2025-03-12T10:30+01:00")
      .given("case.closed", "IND", "2025-03-12T11:30+01:00", R"({"reason":"lawful_residence"})");
  CHECK(is_marked());
}

SCENARIO("an irregular detention is seen as detention, with every term that protects",
         "[irregular-is-marked][court-watches-every-day]") {
  auto scenario = case_notified();
  scenario.given("detention.heard", "AVIM", "2025-02-20T11:00+01:00");
  scenario.when("detention.imposed", "AVIM", "2025-02-20T12:00+01:00")
      .irregular("the term was read wrongly", "second.officer")
      .then_marked({"departure-term-ended", "objection-decided"});
  CHECK(scenario.in(Custody::detained));
  CHECK(scenario.status("detention-court-notice", "2025-02-20T12:00+01:00") == "running");
  CHECK(scenario.status("facility-transfer-24h", "2025-02-20T12:00+01:00") == "running");
}

SCENARIO("somebody can always leave of their own accord, and be helped",
         "[voluntary-always-possible]") {
  auto const possible = [](Scenario const& scenario, std::string_view at) {
    auto const steps = scenario.open_steps(at);
    for (auto const* const step : {"departure.willingness_declared", "departure.assistance_started",
                                   "departure.confirmed"}) {
      INFO(step << " at " << at);
      CHECK(steps.contains(step));
    }
  };
  auto const day = "2025-04-01T09:00+02:00";
  possible(case_opened(), day);
  possible(case_under_review(), day);
  possible(case_determined(), day);
  possible(case_notified(), "2025-02-10T09:00+01:00");
  possible(case_with_term_over(), day);
  possible(person_heard(), "2025-03-10T11:30+01:00");
  possible(person_detained(), day);
  possible(detention_before_court(), day);
  possible(removal_announced(), day);
  auto objecting = case_notified();
  objecting.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00");
  possible(objecting, day);
  auto gone = case_with_term_over();
  gone.given("departure.whereabouts_unknown", "AVIM", "2025-03-10T09:00+01:00");
  possible(gone, day);
  auto to_be_freed = detention_before_court();
  to_be_freed.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00",
                    R"({"outcome":"founded"})");
  possible(to_be_freed, day);
}

SCENARIO("who departed was not removed, and who was removed did not depart", "[one-ending]") {
  auto departed = removal_announced();
  departed.given("departure.confirmed", "DTENV", "2025-03-17T09:00+01:00");
  departed.when("removal.carried_out", "DTENV", "2025-03-20T10:00+01:00")
      .irregular("it happened", "second.officer")
      .then_refused({"possible-now"});
  auto removed = removal_announced();
  removed.given("removal.carried_out", "DTENV", "2025-03-20T10:00+01:00")
      .given("departure.confirmed", "DTENV", "2025-03-21T09:00+01:00");
  CHECK(removed.in(Departure::removed));
}

SCENARIO("each day of detention a court's term runs, or its ruling stands and can be asked again",
         "[court-watches-every-day][Vw 94(1)][Vw 94(4)][Vw 94(5)][Vw 96]") {
  auto scenario = person_in_facility();
  scenario.given("detention.court_notified", "DTENV", "2025-04-04T09:00+02:00")
      .given("detention.hearing_held", "COURT", "2025-04-16T09:00+02:00")
      .given("detention.hearing_closed", "COURT", "2025-04-16T10:00+02:00")
      .given("detention.ruled", "COURT", "2025-04-22T09:00+02:00")
      .given("detention.appeal_lodged", "COUNSEL", "2025-05-20T09:00+02:00",
             R"({"continuation":true})")
      .given("detention.hearing_closed", "COURT", "2025-05-26T09:00+02:00")
      .given("detention.ruled", "COURT", "2025-06-02T09:00+02:00");
  std::array<std::string_view, 5> const court_terms{"detention-court-notice", "detention-hearing",
                                                    "detention-ruling", "continuation-inquiry",
                                                    "continuation-ruling"};
  auto watched = 0;
  for (auto day = moment("2025-03-10T20:00+01:00"); day < moment("2025-07-01T09:00+02:00");
       day = day.plus(std::chrono::hours{24})) {
    auto const file = scenario.seen({day, std::nullopt});
    REQUIRE(file.positions.in(Custody::detained));
    INFO(day.iso());
    auto const term_runs = std::any_of(
        court_terms.begin(), court_terms.end(),
        [&](std::string_view rule) { return standing(file, rule, day).status == "running"; });
    auto const ruling_stands = file.positions.in(fr::Review::upheld) && file.facts.detention->ruled;
    CHECK((term_runs || ruling_stands));
    ++watched;
  }
  CHECK(watched > 100);
  // The continuation of an upheld detention can be put to the court on any day.
  CHECK(scenario.open_steps("2025-07-01T09:00+02:00").contains("detention.appeal_lodged"));
}

}  // namespace vertrek::scenarios
