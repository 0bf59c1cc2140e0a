#include "workflows/forced_return/hindsight.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// What would have been refused, had all been known in time.
namespace vertrek::scenarios {

namespace {

using Lines = std::vector<std::string>;
Lines const nothing;  // reads as a list, and so do failures

fr::Hindsight looking_back(Scenario const& scenario, std::string_view now) {
  return fr::hindsight(fr::ForcedReturn{}, scenario.events(), std::nullopt, moment(now));
}

fr::Hindsight as_known_at(Scenario const& scenario, std::string_view known_at) {
  return fr::hindsight(fr::ForcedReturn{}, scenario.events(), moment(known_at),
                       moment("2030-01-01T00:00+01:00"));
}

std::string joined(Rules const& rules) {
  std::string text;
  for (auto const& rule : rules) text += " " + rule;
  return text;
}

/// `detention.imposed: departure-term-ended objection-decided`
Lines found(fr::Hindsight const& seen) {
  Lines lines;
  for (auto const& finding : seen.findings) {
    Rules rules;
    for (auto const& unmet : finding.unmet) rules.insert(unmet.rule.str());
    lines.push_back(finding.event.type.str() + ":" + joined(rules));
  }
  return lines;
}

/// The rules that no mark says yet, a line for each finding.
Lines fresh(fr::Hindsight const& seen) {
  Lines lines;
  for (auto const& finding : seen.findings) {
    Rules rules;
    for (auto const& rule : finding.new_rules) rules.insert(rule.str());
    lines.push_back(finding.event.type.str() + ":" + joined(rules));
  }
  return lines;
}

/// `2025-03-10T12:00:00+01:00 to 2025-03-13T09:00:00+01:00`, or `… and on`.
Lines held(fr::HindsightFinding const& finding) {
  Lines lines;
  for (auto const& stretch : finding.held)
    lines.push_back(stretch.from.iso() +
                    (stretch.runs_still ? " and on" : " to " + stretch.to.iso()));
  return lines;
}

/// Everything that a view says, as text.
std::string told(fr::Hindsight const& seen) {
  std::string text = seen.at.iso() + "\n";
  for (auto const& finding : seen.findings) {
    text += std::to_string(finding.event.sequence.value) + " " + finding.event.occurred_at.iso();
    for (auto const& unmet : finding.unmet)
      text += " " + unmet.rule.str() + " (" + unmet.detail.en + ")";
    for (auto const& line : held(finding)) text += " " + line;
    text += "\n";
  }
  return text + portrait(seen.file);
}

std::string correction(Scenario const& scenario, std::string_view event, std::string_view set) {
  return R"({"corrects":)" + std::to_string(scenario.number_of(event)) + R"(,"set":)" +
         std::string(set) + "}";
}

}  // namespace

SCENARIO("an objection that was known late makes the detention wrong in hindsight",
         "[rule:objection-decided][Vc B10/2.3]") {
  // Lodged in time on 20 February; the letter is found on 12 March, after an order of detention.
  auto scenario = person_in_facility();
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  THEN("the order would have been refused, and the detention that rests on it goes on") {
    auto const seen = looking_back(scenario, "2025-03-12T10:00+01:00");
    CHECK(found(seen) == Lines{"detention.imposed: departure-term-ended objection-decided"});
    CHECK(fresh(seen) == found(seen));
    CHECK(seen.findings.front().event.sequence.value == scenario.number_of("detention.imposed"));
    CHECK(held(seen.findings.front()) == Lines{"2025-03-10T12:00:00+01:00 and on"});
    CHECK(seen.days() == 3);  // 10, 11 and 12 March
  }
  THEN("the days end with the release") {
    scenario.given("detention.lifted", "DTENV", "2025-03-13T09:00+01:00");
    auto const seen = looking_back(scenario, "2025-06-01T10:00+02:00");
    CHECK(held(seen.findings.front()) ==
          Lines{"2025-03-10T12:00:00+01:00 to 2025-03-13T09:00:00+01:00"});
    CHECK(seen.days() == 4);
    CHECK(seen.findings.front().held.front().last_day().iso() == "2025-03-13");
  }
  THEN("as known before the letter was found, nothing was wrong") {
    CHECK(found(as_known_at(scenario, "2025-03-12T08:59+01:00")).empty());
    CHECK(found(as_known_at(scenario, "2025-03-12T09:00+01:00")).size() == 1);
  }
}

SCENARIO("a corrected date makes a step wrong in hindsight", "[rule:departure-term-ended][Vw 62]") {
  // Recorded on 14 February, with the date of the letter in place of the day it was handed over.
  auto scenario = case_determined();
  scenario
      .learned("2025-02-14T12:00+01:00", "residence.determination_notified", "IND",
               "2025-01-31T10:00+01:00")
      .given("removal.transferred", "AVIM", "2025-03-10T09:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T09:00+01:00");
  CHECK(found(looking_back(scenario, "2025-03-12T09:00+01:00")).empty());
  scenario.given("record.corrected", "IND", "2025-03-12T09:00+01:00",
                 correction(scenario, "residence.determination_notified",
                            R"({"occurred_at":"2025-02-14T10:00+01:00"})"));
  auto const seen = looking_back(scenario, "2025-03-13T09:00+01:00");
  CHECK(found(seen) == Lines{"removal.transferred: departure-term-ended"});
  CHECK(seen.findings.front().held.empty());
  CHECK(seen.days() == 0);
  THEN("as known before the correction nothing was wrong") {
    CHECK(found(as_known_at(scenario, "2025-03-12T08:00+01:00")).empty());
  }
  THEN("a step whose own date was corrected stands under that date") {
    scenario.given(
        "record.corrected", "AVIM", "2025-03-12T10:00+01:00",
        correction(scenario, "removal.transferred", R"({"occurred_at":"2025-03-09T09:00+01:00"})"));
    auto const again = looking_back(scenario, "2025-03-13T09:00+01:00");
    REQUIRE(again.findings.size() == 1);
    CHECK(again.findings.front().event.occurred_at == moment("2025-03-09T09:00+01:00"));
  }
}

SCENARIO("of a case in which all was known in time, hindsight finds nothing") {
  for (auto const& scenario : {case_opened(), case_notified(), case_with_term_over(),
                               detention_before_court(), removal_announced()}) {
    auto const seen = looking_back(scenario, "2025-03-27T09:00+01:00");
    CHECK(found(seen) == nothing);
    CHECK(seen.days() == 0);
    CHECK(portrait(seen.file) == portrait(scenario.seen(as_of("2025-03-27T09:00+01:00"))));
  }
  auto scenario = detention_before_court();
  scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00", R"({"outcome":"founded"})")
      .given("detention.lifted", "AVIM", "2025-03-26T15:00+01:00", R"({"reason":"court_order"})")
      .given("departure.confirmed", "DTENV", "2025-04-02T09:00+02:00")
      .given("case.closed", "IND", "2025-04-03T09:00+02:00", R"({"reason":"departed"})");
  CHECK(found(looking_back(scenario, "2026-01-01T09:00+01:00")) == nothing);
}

SCENARIO("what is found as known at a moment never changes afterwards") {
  auto scenario = person_in_facility();
  scenario
      .learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL", "2025-02-20T09:00+01:00")
      .given("objection.decided", "IND", "2025-03-14T09:00+01:00", R"({"outcome":"withdrawn"})")
      .given("detention.lifted", "DTENV", "2025-03-15T09:00+01:00");
  scenario.given(
      "record.corrected", "COUNSEL", "2025-03-20T09:00+01:00",
      correction(scenario, "objection.lodged", R"({"occurred_at":"2025-03-11T09:00+01:00"})"));
  Names views;
  for (auto const& event : scenario.events()) {
    auto const at = event.recorded_at.iso();
    // What the log held then, and nothing after it.
    std::vector<Event> then;
    for (auto const& one : scenario.events())
      if (one.recorded_at <= event.recorded_at) then.push_back(one);
    auto const view = fr::hindsight(fr::ForcedReturn{}, then, std::nullopt, event.recorded_at);
    CHECK(told(as_known_at(scenario, at)) == told(view));
    for (auto const& line : found(view)) views.insert(line);
  }
  // Found while the objection seemed in time; gone once it turned out to be late.
  CHECK(views == Names{"detention.imposed: departure-term-ended objection-decided"});
  CHECK(found(looking_back(scenario, "2025-03-21T09:00+01:00")) == nothing);
}

SCENARIO("what was marked as irregular is told apart from what is new",
         "[rule:lighter-means][Vw 59c]") {
  auto scenario = person_heard();
  scenario
      .happened_irregularly("detention.imposed", "AVIM", "2025-03-10T12:00+01:00",
                            R"({"lighter_means_reasons":""})")
      .given("detention.placed", "DJI", "2025-03-10T18:00+01:00");
  auto const before = looking_back(scenario, "2025-03-11T09:00+01:00");
  CHECK(found(before) == Lines{"detention.imposed: lighter-means"});
  CHECK(fresh(before) == Lines{"detention.imposed:"});
  CHECK(before.days() == 2);
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  auto const after = looking_back(scenario, "2025-03-12T09:00+01:00");
  CHECK(found(after) ==
        Lines{"detention.imposed: departure-term-ended lighter-means objection-decided"});
  CHECK(fresh(after) == Lines{"detention.imposed: departure-term-ended objection-decided"});
}

SCENARIO("every detention that rests on a determination falls with it in hindsight",
         "[rule:no-prospect-of-work][Dir 14(4)(b)]") {
  auto scenario = person_in_facility();
  scenario.given("detention.lifted", "DTENV", "2025-03-13T09:00+01:00")
      .given("custody.stopped", "AVIM", "2025-03-17T09:00+01:00")
      .given("custody.held", "AVIM", "2025-03-17T09:30+01:00",
             R"({"arrived_at":"2025-03-17T09:30+01:00"})")
      .given("detention.heard", "AVIM", "2025-03-17T11:00+01:00")
      .given("detention.imposed", "AVIM", "2025-03-17T12:00+01:00")
      .given("detention.placed", "DJI", "2025-03-17T18:00+01:00")
      .given("detention.lifted", "DTENV", "2025-03-18T09:00+01:00");
  auto const wrong = correction(scenario, "residence.ended", R"({"prospect_of_work":true})");
  WHEN("it turns out that there was a prospect of work") {
    scenario.given("record.corrected", "IND", "2025-04-01T09:00+02:00", wrong);
    auto const seen = looking_back(scenario, "2025-04-02T09:00+02:00");
    REQUIRE(found(seen) == Lines{"residence.ended: no-prospect-of-work"});
    CHECK(held(seen.findings.front()) ==
          Lines{"2025-03-10T12:00:00+01:00 to 2025-03-13T09:00:00+01:00",
                "2025-03-17T12:00:00+01:00 to 2025-03-18T09:00:00+01:00"});
    CHECK(seen.days() == 6);
  }
  WHEN("a later detention rests on a new determination") {
    scenario.given("residence.determination_withdrawn", "IND", "2025-03-19T09:00+01:00")
        .given("residence.review_started", "IND", "2025-03-19T10:00+01:00")
        .given("residence.views_invited", "IND", "2025-03-19T11:00+01:00",
               R"({"respond_by":"2025-03-31"})")
        .given("residence.views_received", "IND", "2025-03-24T09:00+01:00")
        .given("residence.ended", "IND", "2025-03-31T09:00+02:00")
        .given("residence.determination_notified", "IND", "2025-03-31T10:00+02:00")
        .given("custody.stopped", "AVIM", "2025-05-12T09:00+02:00")
        .given("custody.held", "AVIM", "2025-05-12T09:30+02:00",
               R"({"arrived_at":"2025-05-12T09:30+02:00"})")
        .given("detention.heard", "AVIM", "2025-05-12T11:00+02:00")
        .given("detention.imposed", "AVIM", "2025-05-12T12:00+02:00")
        .given("detention.placed", "DJI", "2025-05-12T18:00+02:00")
        .given("record.corrected", "IND", "2025-05-13T09:00+02:00", wrong);
    auto const seen = looking_back(scenario, "2025-05-14T09:00+02:00");
    REQUIRE(found(seen) == Lines{"residence.ended: no-prospect-of-work"});
    CHECK(held(seen.findings.front()).size() == 2);
    CHECK(seen.days() == 6);
  }
}

SCENARIO("a notification that stated no remedy carries every detention that followed",
         "[rule:remedy-clause][Dir 30(1)][Dir 30(3)]") {
  auto scenario = person_in_facility();
  scenario.given(
      "record.corrected", "IND", "2025-03-12T09:00+01:00",
      correction(scenario, "residence.determination_notified", R"({"remedy_clause":false})"));
  auto const seen = looking_back(scenario, "2025-03-12T09:00+01:00");
  REQUIRE(found(seen) == Lines{"residence.determination_notified: remedy-clause"});
  CHECK(held(seen.findings.front()) == Lines{"2025-03-10T12:00:00+01:00 and on"});
}

SCENARIO("the days of an extension are those after the end that it moved",
         "[rule:hold-in-time][rule:extension-grounds][Vw 59(6)]") {
  WHEN("a hold was extended when its time was over already") {
    // Arrived at 09:00, not 09:30; the six hours ended at 15:00.
    auto scenario = person_heard();
    scenario.given("custody.hold_extended", "AVIM", "2025-03-10T15:15+01:00")
        .given("detention.imposed", "AVIM", "2025-03-11T12:00+01:00")
        .given("detention.placed", "DJI", "2025-03-11T18:00+01:00")
        .given("detention.lifted", "DTENV", "2025-03-12T09:00+01:00")
        .given("record.corrected", "AVIM", "2025-03-13T09:00+01:00",
               correction(scenario, "custody.held", R"({"arrived_at":"2025-03-10T09:00+01:00"})"));
    auto const seen = looking_back(scenario, "2025-03-14T09:00+01:00");
    REQUIRE(found(seen) == Lines{"custody.hold_extended: hold-in-time"});
    // Everything until the release, the detention that follows on the hold included.
    CHECK(held(seen.findings.front()) ==
          Lines{"2025-03-10T15:00:00+01:00 to 2025-03-12T09:00:00+01:00"});
    CHECK(seen.days() == 3);
  }
  WHEN("a detention was extended for longer than the law allows") {
    auto scenario = detention_before_court();
    scenario.given("detention.ruled", "COURT", "2025-03-26T14:00+01:00")
        .given("detention.extended", "DTENV", "2025-09-01T09:00+02:00", R"({"until":"2025-12-01"})")
        .given("detention.lifted", "DTENV", "2025-09-10T09:00+02:00");
    CHECK(found(looking_back(scenario, "2025-09-11T09:00+02:00")) == nothing);
    scenario.given("record.corrected", "DTENV", "2025-09-12T09:00+02:00",
                   correction(scenario, "detention.extended", R"({"until":"2027-01-01"})"));
    auto const seen = looking_back(scenario, "2025-09-13T09:00+02:00");
    REQUIRE(found(seen) == Lines{"detention.extended: extension-grounds"});
    // The 180 days from 10 March end with 5 September.
    CHECK(held(seen.findings.front()) ==
          Lines{"2025-09-06T00:00:00+02:00 to 2025-09-10T09:00:00+02:00"});
    CHECK(seen.days() == 5);
  }
}

SCENARIO("a stop carries all the time until the release", "[rule:reasonable-suspicion][Vw 50(1)]") {
  auto scenario = case_with_term_over();
  scenario
      .happened_irregularly("custody.stopped", "AVIM", "2025-03-10T09:00+01:00",
                            R"({"suspicion":""})")
      .given("custody.held", "AVIM", "2025-03-10T09:30+01:00")
      .given("detention.heard", "AVIM", "2025-03-10T11:00+01:00")
      .given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00")
      .given("detention.placed", "DJI", "2025-03-10T18:00+01:00")
      .given("detention.lifted", "DTENV", "2025-03-11T09:00+01:00")
      .given("custody.stopped", "AVIM", "2025-03-20T09:00+01:00")
      .given("custody.hold_ended", "AVIM", "2025-03-20T10:00+01:00");
  auto const seen = looking_back(scenario, "2025-03-21T09:00+01:00");
  REQUIRE(found(seen) == Lines{"custody.stopped: reasonable-suspicion"});
  CHECK(held(seen.findings.front()) ==
        Lines{"2025-03-10T09:00:00+01:00 to 2025-03-11T09:00:00+01:00"});
  CHECK(seen.days() == 2);
}

SCENARIO("a step that could not follow on what had happened is found as well",
         "[rule:possible-now]") {
  auto scenario = removal_announced();
  scenario.given("removal.cancelled", "DTENV", "2025-03-21T09:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-22T09:00+01:00", R"({"date":"2025-04-01"})");
  CHECK(found(looking_back(scenario, "2025-03-23T09:00+01:00")) == nothing);
  // It was the journey of before, not yet planned anew, that had been cancelled on 12 March.
  scenario.given(
      "record.corrected", "DTENV", "2025-03-24T09:00+01:00",
      correction(scenario, "removal.cancelled", R"({"occurred_at":"2025-03-12T12:00+01:00"})"));
  auto const seen = looking_back(scenario, "2025-03-25T09:00+01:00");
  CHECK(found(seen) == Lines{"removal.cancelled: possible-now"});
  CHECK(fresh(seen) == found(seen));
}

SCENARIO("when the file was opened is no matter of the world") {
  Scenario scenario;
  scenario.given("case.opened", "IND", "2025-01-10T09:00+01:00")
      .learned("2025-01-10T10:00+01:00", "residence.review_started", "IND",
               "2025-01-03T09:00+01:00")
      .learned("2025-01-10T11:00+01:00", "residence.views_invited", "IND",
               "2025-01-06T09:00+01:00");
  auto const seen = looking_back(scenario, "2025-01-11T09:00+01:00");
  CHECK(found(seen) == nothing);
  CHECK(seen.file.positions.in(fr::Residence::views_invited));
}

}  // namespace vertrek::scenarios
