#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/calendar/period.hpp"
#include "tests/engine/calendar/naive_calendar.hpp"

using namespace std::chrono_literals;
using vertrek::Counting;
using vertrek::CountStep;
using vertrek::HolidayCalendar;
using vertrek::Language;
using vertrek::Moment;
using vertrek::Period;
using vertrek::PeriodEnd;
using vertrek::Unit;

namespace {

constexpr Period six_hours{6, Unit::hours};

Moment moment(std::string_view text) {
  return Moment::parse(text).value();
}

std::string end(Period period, Counting counting, std::string_view from) {
  return iso(count(period, counting, moment(from), HolidayCalendar{}));
}

std::string outside_night(std::string_view from) {
  return end(six_hours, Counting::hours_outside_night, from);
}

std::string elapsed(int hours, std::string_view from) {
  return end({hours, Unit::hours}, Counting::elapsed_hours, from);
}

std::vector<CountStep> story(Period period, Counting counting, std::string_view from) {
  std::vector<CountStep> steps;
  auto const ending = count(period, counting, moment(from), HolidayCalendar{}, &steps);
  REQUIRE_FALSE(steps.empty());
  REQUIRE(steps.back().at == iso(ending));
  REQUIRE(ending == count(period, counting, moment(from), HolidayCalendar{}));
  return steps;
}

bool told(std::vector<CountStep> const& steps, std::string const& words) {
  for (auto const& step : steps)
    if (step.why.nl.find(words) != std::string::npos ||
        step.why.en.find(words) != std::string::npos)
      return true;
  return false;
}

/// Minute after minute, in minutes since 1970: one that the clock shows from 09:00 on counts.
std::int64_t naive_outside_night(std::int64_t minute, int hours, naive::SummerTimes const& summers,
                                 int year) {
  for (int left = hours * 60; left > 0; ++minute)
    if ((minute + summers.minutes_ahead(minute * 60, year)) % 1440 >= 540) --left;
  return minute;
}

}  // namespace

TEST_CASE("the worked examples of six hours outside the night end on their minutes", "[calendar]") {
  CHECK(outside_night("2025-09-23T09:05:00+02:00") == "2025-09-23T15:05:00+02:00");
  CHECK(outside_night("2025-09-23T18:00:00+02:00") == "2025-09-24T00:00:00+02:00");
  CHECK(outside_night("2025-09-23T18:01:00+02:00") == "2025-09-24T09:01:00+02:00");
  CHECK(outside_night("2025-09-24T03:15:00+02:00") == "2025-09-24T15:00:00+02:00");
  CHECK(outside_night("2025-03-29T22:00:00+01:00") == "2025-03-30T13:00:00+02:00");
}

TEST_CASE("the worked examples of elapsed hours end on their minutes", "[calendar]") {
  CHECK(elapsed(24, "2023-12-05T14:55:00+01:00") == "2023-12-06T14:55:00+01:00");
  CHECK(elapsed(24, "2025-03-29T20:00:00+01:00") == "2025-03-30T21:00:00+02:00");
  CHECK(elapsed(24, "2025-10-25T20:00:00+02:00") == "2025-10-26T19:00:00+01:00");
  CHECK(elapsed(48, "2025-12-31T12:00:00+01:00") == "2026-01-02T12:00:00+01:00");
  CHECK(elapsed(24, "2024-02-28T12:00:00+01:00") == "2024-02-29T12:00:00+01:00");
}

TEST_CASE("the edges of the night are exact", "[calendar]") {
  CHECK(outside_night("2025-09-23T00:00:00+02:00") == "2025-09-23T15:00:00+02:00");
  CHECK(outside_night("2025-09-23T08:59:59+02:00") == "2025-09-23T15:00:00+02:00");
  CHECK(outside_night("2025-09-23T09:00:00+02:00") == "2025-09-23T15:00:00+02:00");
  CHECK(outside_night("2025-09-23T09:00:00.000001+02:00") == "2025-09-23T15:00:00.000001+02:00");
  CHECK(outside_night("2025-09-23T17:59:59.999999+02:00") == "2025-09-23T23:59:59.999999+02:00");
  CHECK(outside_night("2025-09-23T18:00:00.000001+02:00") == "2025-09-24T09:00:00.000001+02:00");
  CHECK(outside_night("2025-09-23T23:59:00+02:00") == "2025-09-24T14:59:00+02:00");
  CHECK(outside_night("2025-12-31T20:00:00+01:00") == "2026-01-01T11:00:00+01:00");
}

TEST_CASE("a night with a change of clock ends at nine on the clock", "[calendar]") {
  CHECK(outside_night("2025-10-25T22:00:00+02:00") == "2025-10-26T13:00:00+01:00");
  CHECK(outside_night("2025-10-26T02:30:00+02:00") == "2025-10-26T15:00:00+01:00");
  CHECK(outside_night("2025-10-26T02:30:00+01:00") == "2025-10-26T15:00:00+01:00");
  CHECK(outside_night("2025-03-30T01:30:00+01:00") == "2025-03-30T15:00:00+02:00");
  CHECK(outside_night("2040-03-24T22:00:00+01:00") == "2040-03-25T13:00:00+02:00");
}

TEST_CASE("a period of many hours passes over each night", "[calendar]") {
  CHECK(end({15, Unit::hours}, Counting::hours_outside_night, "2025-09-23T00:00:00+02:00") ==
        "2025-09-24T00:00:00+02:00");
  CHECK(end({16, Unit::hours}, Counting::hours_outside_night, "2025-09-23T00:00:00+02:00") ==
        "2025-09-24T10:00:00+02:00");
  CHECK(end({48, Unit::hours}, Counting::hours_outside_night, "2025-09-23T12:00:00+02:00") ==
        "2025-09-26T15:00:00+02:00");
}

TEST_CASE("hours around each change of clock from 2015 to 2035 agree with a walk by the minute",
          "[calendar]") {
  naive::SummerTimes const summers;
  HolidayCalendar const calendar;
  int wrong = 0;
  for (int year = 2015; year <= 2035; ++year) {
    auto const [spring, autumn] = summers.changes(year);
    for (auto const change : {spring / 60, autumn / 60}) {
      for (auto start = change - 2'160; start < change + 960; start += 23) {
        auto const from = Moment::from_micros(start * 60'000'000);
        for (int const hours : {1, 6, 20}) {
          auto const expected = naive_outside_night(start, hours, summers, year) * 60'000'000;
          auto const counted =
              count({hours, Unit::hours}, Counting::hours_outside_night, from, calendar);
          if (std::get<Moment>(counted).micros() == expected) continue;
          if (++wrong == 1) UNSCOPED_INFO(hours << " hours from " << from.iso());
        }
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("six hours from each minute of two ordinary days agree with a walk by the minute",
          "[calendar]") {
  naive::SummerTimes const summers;
  HolidayCalendar const calendar;
  auto const first = moment("2025-09-22T22:00:00Z").micros() / 60'000'000;
  int wrong = 0;
  for (auto start = first; start < first + 2'880; ++start) {
    auto const counted = count(six_hours, Counting::hours_outside_night,
                               Moment::from_micros(start * 60'000'000), calendar);
    auto const expected = naive_outside_night(start, 6, summers, 2025) * 60'000'000;
    if (std::get<Moment>(counted).micros() != expected) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("the story of hours tells what counted, the night, and what was left", "[calendar]") {
  auto const steps = story(six_hours, Counting::hours_outside_night, "2025-09-23T18:01:00+02:00");
  REQUIRE(steps.size() == 5);
  CHECK(steps[0].at == "2025-09-23T18:01:00+02:00");
  CHECK(steps[1].at == "2025-09-24T00:00:00+02:00");
  CHECK_THAT(steps[1].why.nl,
             Catch::Contains("5 uur en 59 minuten") && Catch::Contains("over: 1 minuut"));
  CHECK(steps[2].at == "2025-09-24T09:00:00+02:00");
  CHECK_THAT(steps[2].why.nl, Catch::Contains("van middernacht tot negen uur tellen niet"));
  CHECK(steps[2].article.empty());
  CHECK(steps[3].at == "2025-09-24T09:01:00+02:00");
  CHECK(steps[4].article == "Atw 4");
}

TEST_CASE("the story of hours notes a change of clock", "[calendar]") {
  CHECK(told(story({24, Unit::hours}, Counting::elapsed_hours, "2025-03-29T20:00:00+01:00"),
             "de klok gaat 1 uur vooruit"));
  CHECK(told(story({24, Unit::hours}, Counting::elapsed_hours, "2025-10-25T20:00:00+02:00"),
             "the clock goes back 1 hour"));
  CHECK(told(story(six_hours, Counting::hours_outside_night, "2025-03-29T22:00:00+01:00"),
             "de klok gaat 1 uur vooruit"));
  CHECK_FALSE(told(story({24, Unit::hours}, Counting::elapsed_hours, "2025-09-23T20:00:00+02:00"),
                   "de klok gaat"));
}

TEST_CASE("a period in hours is past from the first microsecond after its end", "[calendar]") {
  PeriodEnd const ending = moment("2025-09-23T15:05:00+02:00");
  CHECK(end_moment(ending) == std::get<Moment>(ending));
  CHECK_FALSE(is_past(ending, std::get<Moment>(ending)));
  CHECK(is_past(ending, std::get<Moment>(ending).plus(1us)));
  CHECK(written(ending, Language::en) == "23 September 2025, 15:05");
}
