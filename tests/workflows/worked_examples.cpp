#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

#include "workflows/forced_return/deadline_rules.hpp"

// The worked examples that legal staff go by, row by row, counted by the rule itself.
namespace vertrek::forced_return {

namespace {

struct Example {
  std::string_view from;
  std::string_view last;
  std::string_view why;
};

void counts_to(std::string_view rule, std::vector<Example> const& examples,
               HolidayCalendar const& calendar = {}) {
  for (auto const& example : examples) {
    INFO(rule << " from " << example.from << ": " << example.why);
    auto const computed = compute_deadline(rule, example.from, calendar);
    REQUIRE(computed.has_value());
    CHECK(iso(computed->end) == example.last);
    CHECK(computed->rule->name == rule);
    CHECK_FALSE(computed->steps.empty());
  }
}

bool in_force(std::string_view rule, std::string_view day) {
  return compute_deadline(rule, day, HolidayCalendar{}).has_value();
}

}  // namespace

SCENARIO("the departure term ends on the day of the worked examples", "[rule:departure-term]") {
  counts_to("departure-term",
            {{"2018-09-25", "2018-10-23", "four weeks then; stated in the case of FS"},
             {"2024-01-30", "2024-02-29", "leap month end"},
             {"2025-01-31", "2025-02-28", "month end"},
             {"2025-03-20", "2025-04-22", "Sunday 20 April is Easter, 21 Easter Monday"},
             {"2025-04-24", "2025-05-26", "Saturday"},
             {"2025-11-26", "2025-12-29", "Friday 26 December, then a weekend"}});
}

SCENARIO("the objection term ends on the day of the worked examples",
         "[rule:objection-term][rule:postal-shadow]") {
  counts_to("objection-term", {{"2025-03-21", "2025-04-22", "Good Friday to Tuesday"},
                               {"2025-11-25", "2025-12-23", "a Tuesday like any other"},
                               {"2026-03-06", "2026-04-07", "Good Friday to Tuesday"}});
  counts_to("postal-shadow", {{"2025-12-23", "2025-12-30", "one week after the objection term"}});
}

SCENARIO("a higher appeal in detention moves over holidays, a decreed day only by decree",
         "[rule:detention-higher-appeal-term]") {
  counts_to("detention-higher-appeal-term",
            {{"2025-12-18", "2025-12-29", "Christmas, weekend"},
             {"2026-05-07", "2026-05-15", "Ascension; the Friday after counts"}});
  HolidayCalendar const decreed{{{CivilDate{2026, 5, 15}, "a royal decree"}}};
  counts_to("detention-higher-appeal-term",
            {{"2026-05-07", "2026-05-18", "the Friday after Ascension is decreed"}}, decreed);
}

SCENARIO("six hours of hold end at the minute of the worked examples", "[rule:hold-six-hours]") {
  counts_to("hold-six-hours",
            {{"2025-09-23T09:05+02:00", "2025-09-23T15:05:00+02:00", "within one day"},
             {"2025-09-23T18:00+02:00", "2025-09-24T00:00:00+02:00", "ends as the night begins"},
             {"2025-09-23T18:01+02:00", "2025-09-24T09:01:00+02:00", "one minute after the night"},
             {"2025-09-24T03:15+02:00", "2025-09-24T15:00:00+02:00", "starts to count at 09:00"},
             {"2025-03-29T22:00+01:00", "2025-03-30T13:00:00+02:00", "the clock changes"}});
}

SCENARIO("24 hours to a facility are elapsed hours", "[rule:facility-transfer-24h]") {
  counts_to("facility-transfer-24h",
            {{"2023-12-05T14:55+01:00", "2023-12-06T14:55:00+01:00", "arrived 14:54, in time"},
             {"2025-03-29T20:00+01:00", "2025-03-30T21:00:00+02:00", "24 elapsed hours"}});
}

SCENARIO("the terms of the court in detention do not move",
         "[rule:detention-court-notice][rule:detention-hearing]") {
  counts_to("detention-court-notice", {{"2025-09-23", "2025-10-21", "day 28"},
                                       {"2024-11-27", "2024-12-25", "Christmas: no roll"}});
  counts_to("detention-hearing", {{"2018-11-23", "2018-12-07", "the day the court ruled on FS"}});
}

SCENARIO("six months of detention are 180 days, the order's day being the first",
         "[rule:detention-six-months]") {
  counts_to("detention-six-months", {{"2025-02-03", "2025-08-01", "180 days"}});
}

SCENARIO("the place of detention has had three limits, one at a time",
         "[rule:police-cell][rule:facility-transfer-24h]") {
  counts_to("police-cell", {{"2010-10-06", "2010-10-16", "ten days until 7 October 2010"},
                            {"2010-10-07", "2010-10-12", "five days since"},
                            {"2022-03-09", "2022-03-14", "the last day of the five days"}});
  CHECK_FALSE(in_force("police-cell", "2022-03-10"));
  CHECK(in_force("facility-transfer-24h", "2022-03-10T00:00+01:00"));
  CHECK_FALSE(in_force("facility-transfer-24h", "2022-03-09T23:59+01:00"));
}

SCENARIO(
    "the other periods are those of the law",
    "[rule:objection-decision][rule:appeal-term][rule:higher-appeal-term][rule:detention-ruling]"
    "[rule:hold-extension-48h][rule:continuation-inquiry][rule:continuation-ruling]"
    "[rule:family-fourteen-days][rule:views-term][rule:chain-meeting-monthly]") {
  auto const monday = "2025-09-01";
  counts_to("objection-decision", {{monday, "2025-10-13", "six weeks"}});
  counts_to("appeal-term", {{monday, "2025-09-29", "four weeks"}});
  counts_to("higher-appeal-term", {{monday, "2025-09-29", "four weeks"}});
  counts_to("detention-ruling", {{"2025-12-18", "2025-12-25", "seven days, Christmas or not"}});
  counts_to("hold-extension-48h",
            {{"2025-09-01T15:05+02:00", "2025-09-03T15:05:00+02:00", "48 elapsed hours"}});
  counts_to("continuation-inquiry", {{"2025-12-19", "2025-12-26", "one week, Christmas or not"}});
  counts_to("continuation-ruling", {{"2025-12-19", "2025-12-26", "seven days"}});
  counts_to("family-fourteen-days", {{"2025-12-11", "2025-12-25", "fourteen days, no roll"}});
  counts_to("views-term", {{monday, "2025-09-15", "two weeks"}});
  counts_to("chain-meeting-monthly", {{monday, "2025-10-01", "a month"}});
}

}  // namespace vertrek::forced_return
