#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

// When it happened, and when it was known: a case can be asked for both.
namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::Residence;

SCENARIO("an objection that was known late is there as of its day, and absent from what was known",
         "[rule:objection-decided][Vc B10/2.3]") {
  // Lodged in time on 20 February; the letter is found on 12 March, after an order of detention.
  auto scenario = person_in_facility();
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  THEN("now the determination is suspended, and the term since the day of the objection") {
    CHECK(scenario.in(Residence::suspended));
    CHECK(scenario.in(Departure::suspended));
    CHECK(scenario.status("departure-term", "2025-03-12T09:00+01:00") == "suspended");
  }
  THEN("as of 10 March the detention ran against an open objection") {
    auto const file = scenario.seen(as_of("2025-03-10T12:00+01:00"));
    CHECK(file.positions.in(Custody::detained));
    CHECK(file.positions.in(Residence::suspended));
    CHECK(standing(file, "departure-term", moment("2025-03-10T12:00+01:00")).status == "suspended");
  }
  THEN("as known on 11 March nothing stood in its way") {
    auto const file = scenario.seen(known_at("2025-03-11T09:00+01:00"));
    CHECK(file.positions.in(Custody::detained));
    CHECK(file.positions.in(Residence::in_effect));
    CHECK(file.positions.in(Departure::due));
    CHECK_FALSE(file.facts.objection.has_value());
  }
  THEN("as of 1 March it makes the difference what was known when") {
    auto const of = "2025-03-01T09:00+01:00";
    CHECK(scenario.seen(as_of(of)).positions.in(Departure::suspended));
    CHECK(scenario.seen(as_of_known_at(of, "2025-03-11T09:00+01:00")).positions.in(Departure::due));
    CHECK(scenario.seen(as_of_known_at(of, "2025-03-12T09:00+01:00"))
              .positions.in(Departure::suspended));
  }
  THEN("as of the day before it was lodged it is in no view") {
    auto const file = scenario.seen(as_of("2025-02-19T09:00+01:00"));
    CHECK(file.positions.in(Departure::term_running));
    CHECK_FALSE(file.facts.objection.has_value());
  }
}

SCENARIO("a departure that was known late was kept in time", "[rule:departure-term]") {
  auto scenario = case_with_term_over();
  CHECK(scenario.status("departure-term", "2025-03-08T09:00+01:00") == "passed");
  scenario.learned("2025-03-20T09:00+01:00", "departure.confirmed", "DTENV",
                   "2025-02-27T09:00+01:00");
  CHECK(scenario.status("departure-term", "2025-03-20T09:00+01:00") == "met");
  CHECK(scenario.deadline("departure-term", "2025-03-20T09:00+01:00").ended_at ==
        "2025-02-27T09:00:00+01:00");
  CHECK(scenario.seen(as_of("2025-03-05T09:00+01:00")).positions.in(Departure::departed));
  CHECK(scenario.seen(known_at("2025-03-19T09:00+01:00")).positions.in(Departure::due));
}

SCENARIO("a breach turns out kept when word of the deed comes late",
         "[rule:detention-court-notice][Vw 94(1)]") {
  auto scenario = person_in_facility();
  scenario.time_passes("2025-04-10T09:00+02:00");
  CHECK(scenario.breaches() == std::vector<std::string>{"detention-court-notice"});
  CHECK(scenario.status("detention-court-notice", "2025-04-10T09:00+02:00") == "breached");
  WHEN("the court had been told on day 28") {
    scenario.learned("2025-04-15T09:00+02:00", "detention.court_notified", "DTENV",
                     "2025-04-07T16:00+02:00");
    CHECK(scenario.status("detention-court-notice", "2025-04-15T09:00+02:00") == "met");
    CHECK(scenario.times_recorded("deadline.breached") == 1);  // what was recorded stays
    auto const on = moment("2025-04-12T09:00+02:00");
    CHECK(standing(scenario.seen(known_at("2025-04-12T09:00+02:00")), "detention-court-notice", on)
              .status == "breached");
    CHECK(standing(scenario.seen(as_of("2025-04-12T09:00+02:00")), "detention-court-notice", on)
              .status == "met");
  }
  WHEN("the court had been told on day 29") {
    scenario.learned("2025-04-15T09:00+02:00", "detention.court_notified", "DTENV",
                     "2025-04-08T00:00+02:00");
    CHECK(scenario.status("detention-court-notice", "2025-04-15T09:00+02:00") == "breached");
  }
}

SCENARIO("what was done in time and recorded late, with nothing in between, is no breach",
         "[rule:detention-court-notice][Vw 94(1)]") {
  auto scenario = person_in_facility();
  scenario.learned("2025-04-15T09:00+02:00", "detention.court_notified", "DTENV",
                   "2025-04-07T16:00+02:00");
  CHECK(scenario.breaches().empty());
}

SCENARIO("what time brought is recorded before anything later, first what ended first") {
  auto scenario = person_detained();
  scenario.given("detention.ruled", "COURT", "2026-01-05T09:00+01:00");
  auto const events = scenario.events();
  std::vector<std::string> last;
  for (auto i = events.size() - 4; i < events.size(); ++i)
    last.push_back(events[i].type.str() + " " + events[i].occurred_at.iso());
  CHECK(last == std::vector<std::string>{"deadline.breached 2025-03-11T12:00:00+01:00",
                                         "deadline.breached 2025-04-08T00:00:00+02:00",
                                         "deadline.breached 2025-09-06T00:00:00+02:00",
                                         "detention.ruled 2026-01-05T09:00:00+01:00"});
  for (std::size_t i = 1; i < events.size(); ++i)
    CHECK(events[i - 1].recorded_at <= events[i].recorded_at);
}

SCENARIO("a correction of the day of notification moves every term that ran from it",
         "[rule:departure-term][rule:objection-term]") {
  // Recorded on 14 February, with the date of the letter in place of the day it was handed over.
  auto scenario = case_determined();
  scenario
      .learned("2025-02-14T12:00+01:00", "residence.determination_notified", "IND",
               "2025-01-31T10:00+01:00")
      .time_passes("2025-03-08T09:00+01:00");
  CHECK(scenario.times_recorded("departure.term_elapsed") == 1);
  auto const corrected = R"({"corrects":)" +
                         std::to_string(scenario.number_of("residence.determination_notified")) +
                         R"(,"set":{"occurred_at":"2025-02-14T10:00+01:00"}})";
  scenario.given("record.corrected", "IND", "2025-03-10T09:00+01:00", corrected);
  THEN("the term runs again, and the passing that was recorded counts no more") {
    CHECK(scenario.end_of("departure-term") == "2025-03-14");
    CHECK(scenario.end_of("objection-term") == "2025-03-14");
    CHECK(scenario.status("departure-term", "2025-03-10T10:00+01:00") == "running");
    CHECK(scenario.in(Departure::term_running));
    scenario.when("removal.transferred", "AVIM", "2025-03-14T12:00+01:00")
        .then_refused({"departure-term-ended"});
  }
  THEN("its passing is recorded when its end has come") {
    scenario.given("removal.transferred", "AVIM", "2025-03-15T00:00+01:00");
    CHECK(scenario.times_recorded("departure.term_elapsed") == 2);
    CHECK(scenario.in(Departure::due));
  }
  THEN("as known before the correction it had passed") {
    auto const at = "2025-03-09T09:00+01:00";
    CHECK(scenario.seen(known_at(at)).positions.in(Departure::due));
    CHECK(scenario.seen(as_of(at)).positions.in(Departure::term_running));
    CHECK(scenario.seen(as_of_known_at(at, at)).positions.in(Departure::due));
  }
  THEN("as of 5 February, when it was not yet notified, nothing ran") {
    auto const on = "2025-02-05T09:00+01:00";
    CHECK(scenario.seen(as_of(on)).positions.in(Departure::not_due));
    CHECK(scenario.seen(as_of_known_at(on, "2025-03-09T09:00+01:00"))
              .positions.in(Departure::term_running));
  }
}

SCENARIO("a correction of what was decided changes all that followed from it") {
  auto scenario = case_notified();
  scenario.given("objection.lodged", "COUNSEL", "2025-02-10T12:00+01:00")
      .given("objection.decided", "IND", "2025-03-17T09:00+01:00");
  CHECK(scenario.in(Residence::in_effect));
  scenario.given("record.corrected", "IND", "2025-03-18T09:00+01:00",
                 R"({"corrects":)" + std::to_string(scenario.number_of("objection.decided")) +
                     R"(,"set":{"outcome":"founded"}})");
  CHECK(scenario.in(Residence::annulled));
  CHECK(scenario.status("departure-term", "2025-05-01T09:00+02:00") == "void");
  CHECK(scenario.status("appeal-term", "2025-03-18T09:00+01:00") == "none");
  CHECK(scenario.seen(known_at("2025-03-17T12:00+01:00")).positions.in(Residence::in_effect));
  // The engine decides by what it knows now.
  scenario.when("removal.transferred", "AVIM", "2025-05-01T09:00+02:00")
      .then_refused({"departure-term-ended", "determination-stands"});
}

SCENARIO("what was known at a moment never changes afterwards", "[known-at-is-stable]") {
  auto scenario = person_in_facility();
  auto const at = "2025-03-11T09:00+01:00";
  auto const known = portrait(scenario.seen(known_at(at)));
  auto const of_and_known = portrait(scenario.seen(as_of_known_at("2025-03-05T09:00+01:00", at)));
  auto const as_before = [&]() {
    CHECK(portrait(scenario.seen(known_at(at))) == known);
    CHECK(portrait(scenario.seen(as_of_known_at("2025-03-05T09:00+01:00", at))) == of_and_known);
  };
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  as_before();
  scenario.given("record.corrected", "IND", "2025-03-12T10:00+01:00",
                 R"({"corrects":1,"set":{"initials":"A.B.","minor_children":3}})");
  as_before();
  scenario.given("record.corrected", "IND", "2025-03-12T11:00+01:00",
                 R"({"corrects":)" + std::to_string(scenario.number_of("residence.ended")) +
                     R"(,"set":{"occurred_at":"2025-01-20T09:00+01:00"}})");
  as_before();
  scenario.given("detention.lifted", "AVIM", "2025-03-12T12:00+01:00")
      .time_passes("2026-03-12T12:00+01:00");
  as_before();
}

SCENARIO("a replay of the stored events is the case that the engine held", "[replay-equals-live]") {
  auto const same = [](Scenario const& scenario) {
    CHECK(portrait(scenario.live()) == portrait(scenario.file()));
  };
  same(case_with_term_over());
  same(detention_before_court());
  same(removal_announced());
  auto scenario = person_detained();
  same(scenario.time_passes("2025-04-10T09:00+02:00"));
  same(scenario.learned("2025-04-11T09:00+02:00", "objection.lodged", "COUNSEL",
                        "2025-02-20T09:00+01:00"));
  same(scenario.happened_irregularly("detention.extended", "AVIM", "2025-04-12T09:00+02:00"));
  // A correction rewrites what the engine held: from the next step on it holds the new history.
  scenario.given("record.corrected", "IND", "2025-04-13T09:00+02:00",
                 R"({"corrects":1,"set":{"minor_children":1}})");
  same(scenario.time_passes("2025-04-14T09:00+02:00"));
  same(scenario.given("detention.lifted", "DTENV", "2025-04-15T09:00+02:00"));
}

SCENARIO("the case as known now is the case, and as of now as well when all came in order",
         "[replay-equals-live]") {
  auto const scenario = removal_announced();
  auto const now = "2025-03-14T10:00+01:00";
  CHECK(portrait(scenario.seen(known_at(now))) == portrait(scenario.file()));
  CHECK(portrait(scenario.seen(as_of(now))) == portrait(scenario.file()));
  // Asked later, time has gone on; nothing is recorded by asking.
  auto detained = person_in_facility();
  auto const version = detained.version();
  auto const later = detained.seen(known_at("2025-04-10T09:00+02:00"));
  CHECK(standing(later, "detention-court-notice", moment("2025-04-10T09:00+02:00")).status ==
        "breached");
  CHECK(detained.version() == version);
}

}  // namespace vertrek::scenarios
