#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/calendar/period.hpp"
#include "tests/engine/calendar/naive_calendar.hpp"

using vertrek::CivilDate;
using vertrek::Counting;
using vertrek::CountStep;
using vertrek::HolidayCalendar;
using vertrek::Language;
using vertrek::Moment;
using vertrek::Period;
using vertrek::PeriodEnd;
using vertrek::roll;
using vertrek::Unit;

namespace {

std::string last_day(Period period, Counting counting, std::string_view from,
                     HolidayCalendar const& calendar = {}) {
  return count_days(period, counting, CivilDate::parse(from).value(), calendar).iso();
}

std::string civil(Period period, std::string_view from, HolidayCalendar const& calendar = {}) {
  return last_day(period, Counting::civil, from, calendar);
}

std::vector<CountStep> story(Period period, Counting counting, CivilDate from,
                             HolidayCalendar const& calendar = {}) {
  std::vector<CountStep> steps;
  auto const end = count_days(period, counting, from, calendar, &steps);
  REQUIRE_FALSE(steps.empty());
  REQUIRE(steps.back().at == end.iso());
  return steps;
}

bool told(std::vector<CountStep> const& steps, std::string const& article,
          std::string const& words) {
  for (auto const& step : steps)
    if (step.article == article && (step.why.nl.find(words) != std::string::npos ||
                                    step.why.en.find(words) != std::string::npos))
      return true;
  return false;
}

constexpr Period one_week{1, Unit::weeks};
constexpr Period four_weeks{4, Unit::weeks};
constexpr Period one_month{1, Unit::months};

/// The last day by the words of the Atw, read afresh: the first day, not before the one that the
/// number of days, weeks or months gives, that is no Saturday, Sunday or holiday, and by which two
/// such days have gone by if the period is of three days or more.
naive::Day naive_civil(Period period, naive::Day event, bool moves) {
  naive::Day nominal = event;
  if (period.unit == Unit::months) {
    int const months = event.month - 1 + period.count;
    nominal = {event.year + months / 12, months % 12 + 1, event.number};
    nominal.number = std::min(nominal.number, naive::length_of(nominal.year, nominal.month));
  } else {
    nominal = naive::after(event, period.count * (period.unit == Unit::weeks ? 7 : 1));
  }
  if (!moves) return nominal;
  int const needed = period.unit == Unit::days && period.count < 3 ? 0 : 2;
  int gone_by = 0;
  for (auto day = naive::next(event);; day = naive::next(day)) {
    if (naive::counts(day)) ++gone_by;
    if (day >= nominal && naive::counts(day) && gone_by >= needed) return day;
  }
}

void agrees_with_naive_count(Period period, Counting counting, bool moves) {
  HolidayCalendar const calendar;
  int wrong = 0;
  for (naive::Day day{2015, 1, 1}; day.year < 2036; day = naive::next(day)) {
    auto const expected = naive::civil(naive_civil(period, day, moves));
    auto const counted = count_days(period, counting, naive::civil(day), calendar);
    if (counted == expected) continue;
    if (++wrong == 1)
      UNSCOPED_INFO("from " << naive::iso(day) << ": " << counted.iso() << ", naively "
                            << expected.iso());
  }
  INFO(period.written(Language::en));
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("the worked examples of weeks end on their days", "[calendar][Atw 1]") {
  CHECK(civil(four_weeks, "2018-09-25") == "2018-10-23");
  CHECK(civil(four_weeks, "2025-03-21") == "2025-04-22");
  CHECK(civil(four_weeks, "2025-11-25") == "2025-12-23");
  CHECK(civil(one_week, "2025-12-23") == "2025-12-30");
  CHECK(civil(four_weeks, "2026-03-06") == "2026-04-07");
  CHECK(civil(one_week, "2025-12-18") == "2025-12-29");
}

TEST_CASE("the worked examples of a month end on their days", "[calendar][Atw 1]") {
  CHECK(civil(one_month, "2024-01-30") == "2024-02-29");
  CHECK(civil(one_month, "2025-01-31") == "2025-02-28");
  CHECK(civil(one_month, "2025-03-20") == "2025-04-22");
  CHECK(civil(one_month, "2025-04-24") == "2025-05-26");
  CHECK(civil(one_month, "2025-11-26") == "2025-12-29");
}

TEST_CASE("the Friday after Ascension moves an end only when a decree equates it",
          "[calendar][Atw 3]") {
  HolidayCalendar const decreed{{{{2026, 5, 15}, "Besluit B"}}};
  CHECK(civil(one_week, "2026-05-07") == "2026-05-15");
  CHECK(civil(one_week, "2026-05-07", decreed) == "2026-05-18");
  auto const steps = story(one_week, Counting::civil, {2026, 5, 7}, decreed);
  CHECK(told(steps, "Atw 3(1)", "Hemelvaartsdag"));
  CHECK(told(steps, "Atw 3(3)", "Besluit B"));
  CHECK(told(steps, "Atw 1(1)", "een zaterdag"));
  CHECK(told(steps, "Atw 1(1)", "een zondag"));
}

TEST_CASE("the worked examples of terms that concern liberty do not move", "[calendar][Atw 4]") {
  CHECK(last_day({28, Unit::days}, Counting::civil_no_roll, "2025-09-23") == "2025-10-21");
  CHECK(last_day({28, Unit::days}, Counting::civil_no_roll, "2024-11-27") == "2024-12-25");
  CHECK(last_day({14, Unit::days}, Counting::civil_no_roll, "2018-11-23") == "2018-12-07");
  CHECK(last_day({6, Unit::months}, Counting::thirty_day_months, "2025-02-03") == "2025-08-01");
}

TEST_CASE("a month ends on the last day of a month that is too short", "[calendar]") {
  auto const ends = [](std::string_view from, int months) {
    return last_day({months, Unit::months}, Counting::civil_no_roll, from);
  };
  CHECK(ends("2024-01-31", 1) == "2024-02-29");
  CHECK(ends("2023-01-29", 1) == "2023-02-28");
  CHECK(ends("2024-02-29", 12) == "2025-02-28");
  CHECK(ends("2024-02-29", 48) == "2028-02-29");
  CHECK(ends("2025-02-28", 1) == "2025-03-28");
  CHECK(ends("2025-03-31", 1) == "2025-04-30");
  CHECK(ends("2025-12-31", 2) == "2026-02-28");
  CHECK(ends("2025-11-30", 3) == "2026-02-28");
  CHECK(ends("2025-12-15", 1) == "2026-01-15");
}

TEST_CASE("a period of three days or more holds two days that count", "[calendar][Atw 2]") {
  CHECK(civil({3, Unit::days}, "2025-09-19") == "2025-09-23");  // Friday: only Monday, so Tuesday
  CHECK(civil({3, Unit::days}, "2025-09-18") == "2025-09-22");  // Thursday: Friday and Monday
  CHECK(civil({2, Unit::days}, "2025-09-19") == "2025-09-22");  // two days: Atw 1 alone
  CHECK(civil({4, Unit::days}, "2025-04-17") == "2025-04-23");  // Easter from Good Friday on
  CHECK(civil({5, Unit::days}, "2025-04-17") == "2025-04-23");
  auto const steps = story({3, Unit::days}, Counting::civil, {2025, 9, 19});
  CHECK(told(steps, "Atw 2", "maar één dag"));
}

TEST_CASE("days between two that count are told when Atw 2 extends over a weekend",
          "[calendar][Atw 2]") {
  HolidayCalendar const decreed{{{{2025, 9, 23}, "B1"}, {{2025, 9, 24}, "B2"}}};
  auto const steps = story({3, Unit::days}, Counting::civil, {2025, 9, 19}, decreed);
  CHECK(steps.back().at == "2025-09-25");
  CHECK(told(steps, "Atw 3(3)", "B1"));
  CHECK(told(steps, "Atw 3(3)", "B2"));
}

TEST_CASE("the Atw governs no period over ninety days, twelve weeks or three months",
          "[calendar][Atw 4]") {
  // Each of these would end on a Sunday.
  CHECK(civil({90, Unit::days}, "2025-03-10") == "2025-06-10");  // Sunday, then Whit Monday
  CHECK(civil({91, Unit::days}, "2025-03-09") == "2025-06-08");
  CHECK(civil({12, Unit::weeks}, "2025-06-29") == "2025-09-22");
  CHECK(civil({13, Unit::weeks}, "2025-06-29") == "2025-09-28");
  CHECK(civil({3, Unit::months}, "2025-06-21") == "2025-09-22");
  CHECK(civil({4, Unit::months}, "2025-05-21") == "2025-09-21");
  CHECK(civil({12, Unit::months}, "2024-09-21") == "2025-09-21");
  auto const steps = story({13, Unit::weeks}, Counting::civil, {2025, 6, 29});
  CHECK(told(steps, "Atw 4", "13 weken"));
  CHECK(told(steps, "Atw 4", "een zondag"));
}

TEST_CASE("every count of days, weeks and months from 2015 to 2035 agrees with a naive count",
          "[calendar][Atw 1][Atw 2][Atw 4]") {
  for (int const days : {1, 2, 3, 4, 5, 6, 7, 14, 28, 89, 90})
    agrees_with_naive_count({days, Unit::days}, Counting::civil, true);
  for (int const weeks : {1, 2, 4, 6, 12})
    agrees_with_naive_count({weeks, Unit::weeks}, Counting::civil, true);
  for (int const months : {1, 2, 3})
    agrees_with_naive_count({months, Unit::months}, Counting::civil, true);
  agrees_with_naive_count({91, Unit::days}, Counting::civil, false);
  agrees_with_naive_count({13, Unit::weeks}, Counting::civil, false);
  agrees_with_naive_count({4, Unit::months}, Counting::civil, false);
  for (int const days : {1, 5, 7, 14, 28})
    agrees_with_naive_count({days, Unit::days}, Counting::civil_no_roll, false);
  agrees_with_naive_count({1, Unit::months}, Counting::civil_no_roll, false);
}

TEST_CASE("six months of thirty days agree with a naive count of 180 days", "[calendar]") {
  int wrong = 0;
  for (naive::Day day{2015, 1, 1}; day.year < 2036; day = naive::next(day)) {
    auto const counted = count_days({6, Unit::months}, Counting::thirty_day_months,
                                    naive::civil(day), HolidayCalendar{});
    if (counted != naive::civil(naive::after(day, 179))) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a count gives the same day with its story as without", "[calendar]") {
  HolidayCalendar const calendar{{{{2026, 5, 15}, "Besluit B"}}};
  for (auto day = CivilDate{2026, 1, 1}; day.year() == 2026; day = day.plus_days(1)) {
    for (auto const counting : {Counting::civil, Counting::civil_no_roll}) {
      std::vector<CountStep> steps;
      auto const end = count_days({3, Unit::days}, counting, day, calendar, &steps);
      REQUIRE(end == count_days({3, Unit::days}, counting, day, calendar));
      REQUIRE(steps.back().at == end.iso());
      for (std::size_t step = 1; step < steps.size(); ++step)
        REQUIRE(steps[step - 1].at <= steps[step].at);
    }
  }
}

TEST_CASE("the story of a count names the days that were skipped, why, and by which article",
          "[calendar][Atw 1][Atw 3]") {
  auto const steps = story(four_weeks, Counting::civil, {2025, 3, 21});
  REQUIRE(steps.size() == 7);
  CHECK(steps[0].at == "2025-03-22");
  CHECK(steps[0].article.empty());
  CHECK_THAT(steps[0].why.nl,
             Catch::Contains("vrijdag 21 maart 2025") && Catch::Contains("telt niet mee"));
  CHECK(steps[1].why.en == "4 weeks on, on the same weekday: Friday 18 April 2025");
  CHECK(steps[2].at == "2025-04-19");
  CHECK(steps[2].article == "Atw 3(2)");
  CHECK_THAT(steps[2].why.nl, Catch::Contains("vrijdag 18 april 2025 is Goede Vrijdag"));
  CHECK(steps[3].article == "Atw 1(1)");
  CHECK_THAT(steps[3].why.nl, Catch::Contains("een zaterdag"));
  CHECK(steps[4].article == "Atw 1(1)");
  CHECK_THAT(steps[4].why.en, Catch::Contains("a Sunday"));
  CHECK(steps[5].article == "Atw 3(1)");
  CHECK_THAT(steps[5].why.nl, Catch::Contains("Tweede Paasdag"));
  CHECK(steps[6].at == "2025-04-22");
  CHECK(steps[6].article == "Atw 1(1)");
}

TEST_CASE("the story says how a month was counted", "[calendar]") {
  CHECK(told(story(one_month, Counting::civil, {2025, 9, 23}), "",
             "1 maand verder, op hetzelfde dagnummer: donderdag 23 oktober 2025"));
  CHECK(told(story(one_month, Counting::civil, {2025, 1, 31}), "", "die maand heeft geen 31e"));
  CHECK(told(story({6, Unit::months}, Counting::thirty_day_months, {2025, 2, 3}), "",
             "6 maanden van dertig dagen is samen 180 dagen"));
  CHECK(told(story({6, Unit::months}, Counting::thirty_day_months, {2025, 2, 3}), "",
             "als eerste dag"));
}

TEST_CASE("the story says that a term of liberty stays on a holiday", "[calendar][Atw 4]") {
  auto const steps = story({28, Unit::days}, Counting::civil_no_roll, {2024, 11, 27});
  CHECK(told(steps, "Atw 4", "vrijheidsbeneming"));
  CHECK(told(steps, "Atw 4", "al is dat Eerste Kerstdag"));
  CHECK(told(story({1, Unit::days}, Counting::civil_no_roll, {2026, 12, 25}), "Atw 4",
             "een zaterdag en Tweede Kerstdag"));
}

TEST_CASE("a day that counts is not moved", "[calendar][Atw 1]") {
  std::vector<CountStep> steps;
  CHECK(roll({2025, 4, 17}, {}, &steps) == CivilDate{2025, 4, 17});
  CHECK(steps.empty());
  CHECK(roll({2025, 4, 18}, {}, &steps) == CivilDate{2025, 4, 22});
  CHECK(steps.size() == 5);
  CHECK(roll({2026, 12, 25}, {}) == CivilDate{2026, 12, 28});
}

TEST_CASE("an event counts by its civil day in the Netherlands", "[calendar]") {
  auto const late = Moment::parse("2025-03-20T23:30:00Z").value();  // 00:30 on the 21st
  CHECK(iso(count(four_weeks, Counting::civil, late, {})) == "2025-04-22");
  CHECK(iso(count(four_weeks, Counting::civil_no_roll, late, {})) == "2025-04-18");
}

TEST_CASE("a period in days is past when its last day is over in the Netherlands", "[calendar]") {
  PeriodEnd const end = CivilDate{2025, 4, 22};
  auto const midnight = Moment::parse("2025-04-22T22:00:00Z").value();
  CHECK(end_moment(end) == midnight);
  CHECK_FALSE(is_past(end, midnight.plus(std::chrono::microseconds{-1})));
  CHECK(is_past(end, midnight));
  CHECK(iso(end) == "2025-04-22");
  CHECK(written(end, Language::nl) == "22 april 2025");
}

TEST_CASE("a period is written in its own unit, one or more", "[calendar]") {
  CHECK(Period{4, Unit::weeks}.written(Language::nl) == "4 weken");
  CHECK(Period{1, Unit::weeks}.written(Language::nl) == "1 week");
  CHECK(Period{1, Unit::months}.written(Language::en) == "1 month");
  CHECK(Period{3, Unit::months}.written(Language::nl) == "3 maanden");
  CHECK(Period{48, Unit::hours}.written(Language::nl) == "48 uur");
  CHECK(Period{1, Unit::hours}.written(Language::en) == "1 hour");
  CHECK(Period{28, Unit::days}.written(Language::en) == "28 days");
}

TEST_CASE("a rule whose unit and way of counting disagree is an error of the program",
          "[calendar]") {
  Moment const from = Moment::parse("2025-09-23T10:00:00Z").value();
  auto const counted = [&](Period period, Counting counting) {
    return count(period, counting, from, {});
  };
  CHECK_THROWS_AS(counted({6, Unit::hours}, Counting::civil), std::logic_error);
  CHECK_THROWS_AS(counted({6, Unit::days}, Counting::elapsed_hours), std::logic_error);
  CHECK_THROWS_AS(counted({6, Unit::weeks}, Counting::hours_outside_night), std::logic_error);
  CHECK_THROWS_AS(counted({14, Unit::days}, Counting::thirty_day_months), std::logic_error);
  CHECK_THROWS_AS(counted({0, Unit::days}, Counting::civil), std::logic_error);
  CHECK_THROWS_AS(counted({-1, Unit::weeks}, Counting::civil), std::logic_error);
  CHECK_THROWS_AS(counted({100'001, Unit::days}, Counting::civil), std::logic_error);
  CHECK_THROWS_AS(count_days({6, Unit::hours}, Counting::elapsed_hours, dutch_date(from), {}),
                  std::logic_error);
}
