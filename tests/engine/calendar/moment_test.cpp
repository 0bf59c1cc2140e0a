#include "engine/calendar/moment.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

using namespace std::chrono_literals;
using vertrek::CivilDate;
using vertrek::dutch_date;
using vertrek::dutch_moment;
using vertrek::ErrorCode;
using vertrek::Language;
using vertrek::Moment;
using vertrek::start_of;

namespace {

Moment moment(std::string_view text) {
  auto const read = Moment::parse(text);
  INFO(text);
  REQUIRE(read.has_value());
  return *read;
}

vertrek::Error refused(std::string_view text) {
  auto const read = Moment::parse(text);
  INFO(text);
  REQUIRE_FALSE(read.has_value());
  REQUIRE(read.error().code == ErrorCode::bad_input);
  REQUIRE(read.error().where == text);
  REQUIRE_FALSE(read.error().what.nl.empty());
  REQUIRE_FALSE(read.error().remedy.nl.empty());
  REQUIRE_FALSE(read.error().remedy.en.empty());
  return read.error();
}

}  // namespace

TEST_CASE("a moment is read with any offset and written in Dutch time", "[calendar]") {
  CHECK(moment("1970-01-01T00:00:00Z").micros() == 0);
  CHECK(moment("1970-01-01T00:00:00-00:00").micros() == 0);
  CHECK(moment("1970-01-01t01:00:00+01:00").micros() == 0);
  CHECK(moment("1969-12-31T23:59:59.5z").micros() == -500'000);
  CHECK(moment("2025-09-23T13:05:00Z").iso() == "2025-09-23T15:05:00+02:00");
  CHECK(moment("2025-01-23T13:05:00Z").iso() == "2025-01-23T14:05:00+01:00");
  CHECK(moment("2025-09-23T15:05:00+02:00") == moment("2025-09-22T13:06:00-23:59"));
  CHECK(moment("2025-09-23T15:05:00+02:00") == moment("2025-09-24T13:04:00+23:59"));
}

TEST_CASE("the seconds of a moment may be left out", "[calendar]") {
  CHECK(moment("2025-09-23T15:05+02:00") == moment("2025-09-23T15:05:00+02:00"));
  CHECK(moment("2025-09-23t13:05z").iso() == "2025-09-23T15:05:00+02:00");
  CHECK(moment("2025-09-23T13:05-00:00") == moment("2025-09-23T15:05+02:00"));
  CHECK(refused("2025-09-23T24:00Z").what.en == "hour 24 does not exist");
  CHECK(refused("2025-09-23T23:60Z").what.en == "minute 60 does not exist");
  CHECK_THAT(refused("2025-02-30T10:00Z").remedy.en, Catch::Contains("28 February 2025"));
  CHECK_THAT(refused("2025-09-23Tx5:05Z").what.en, Catch::Contains("\"2025-09-23Tx5:05Z\""));
}

TEST_CASE("a fraction of a second is kept to the microsecond and finer digits are cut",
          "[calendar]") {
  CHECK(moment("1970-01-01T00:00:00.000001Z").micros() == 1);
  CHECK(moment("1970-01-01T00:00:00.1234569999Z").micros() == 123'456);
  CHECK(moment("1969-12-31T23:59:59.9999999Z").micros() == -1);
  CHECK(moment("2025-09-23T15:05:00.5+02:00").iso() == "2025-09-23T15:05:00.5+02:00");
  CHECK(moment("2025-09-23T15:05:00.000120+02:00").iso() == "2025-09-23T15:05:00.00012+02:00");
  CHECK(moment("2025-09-23T15:05:00.000+02:00").iso() == "2025-09-23T15:05:00+02:00");
}

TEST_CASE("moments from 1900 to 2199 are read back as they were written", "[calendar]") {
  auto const first = moment("1900-01-01T00:00:28+00:20");
  auto const last = moment("2199-12-31T23:59:59+01:00");
  int wrong = 0;
  for (auto at = first; at < last; at = at.plus(61h + 17min + 13s + 123'457us)) {
    auto const read = Moment::parse(at.iso());
    if (!read || *read != at) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(moment(last.iso()) == last);
}

TEST_CASE("a time without an offset is refused with an example of one", "[calendar]") {
  for (auto const* text : {"2025-09-23T15:05:00", "2025-09-23T15:05:00.25", "2025-09-23T15:05"}) {
    auto const error = refused(text);
    CHECK(error.what.nl == "de tijd heeft geen afstand tot UTC");
    CHECK_THAT(error.remedy.en, Catch::Contains("2025-09-23T15:05:00+02:00"));
  }
}

TEST_CASE("a moment on a day that does not exist is refused as the day would be", "[calendar]") {
  auto const error = refused("2025-02-30T10:00:00Z");
  CHECK_THAT(error.remedy.nl, Catch::Contains("28 februari 2025"));
}

TEST_CASE("hour 24, minute 60 and second 60 are refused, each by name", "[calendar]") {
  CHECK(refused("2025-09-23T24:00:00Z").what.en == "hour 24 does not exist");
  CHECK_THAT(refused("2025-09-23T24:00:00Z").remedy.en, Catch::Contains("00:00 of the next day"));
  CHECK(refused("2025-09-23T25:00:00Z").what.nl == "uur 25 bestaat niet");
  CHECK(refused("2025-09-23T23:60:00Z").what.en == "minute 60 does not exist");
  CHECK(refused("2016-12-31T23:59:60Z").what.en == "second 60 does not exist");
  CHECK_THAT(refused("2016-12-31T23:59:60Z").remedy.en, Catch::Contains("leap second"));
  CHECK(refused("2025-09-23T23:59:61Z").what.nl == "seconde 61 bestaat niet");
}

TEST_CASE("what is no date with a time is refused", "[calendar]") {
  for (auto const* text : {"",
                           "2025-09-23",
                           "2025-09-23T",
                           "2025-09-23 15:05:00Z",
                           "2025-09-23T15Z",
                           "2025-09-23T15:Z",
                           "2025-09-23T15:5Z",
                           "2025-09-23T15:05:Z",
                           "2025-09-23T15:05:0Z",
                           "2025-09-23T15:05.5Z",
                           "2025-09-23T15:05ZZ",
                           "2025-09-23T15:05+2:00",
                           "20250923T15:05Z",
                           "2025-09-23 15:05Z",
                           "2025-09-23T1:05:00Z",
                           "2025-09-23T15.05.00Z",
                           "2025-09-23T15:05:00.Z",
                           "2025-09-23T15:05:00,5Z",
                           "2025-09-23T15:05:00ZZ",
                           "2025-09-23T15:05:00Z ",
                           " 2025-09-23T15:05:00Z",
                           "2025-09-23T15:05:00+2:00",
                           "2025-09-23T15:05:00+02",
                           "2025-09-23T15:05:00+0200",
                           "2025-09-23T15:05:00+02:000",
                           "2025-09-23T15:05:00+24:00",
                           "2025-09-23T15:05:00-24:00",
                           "2025-09-23T15:05:00+02:60",
                           "2025-09-23T15:05:00+",
                           "2025-09-23T15:05:00 +02:00",
                           "2025-09-23T15:05:00CET",
                           "20250923T150500Z",
                           "1899-12-31T12:00:00Z",
                           "2200-01-01T12:00:00Z",
                           "1900-01-01T00:00:00+23:59",
                           "2199-12-31T23:30:00Z",
                           "now"}) {
    refused(text);
  }
}

TEST_CASE("a moment is written out in Dutch time, to the minute", "[calendar]") {
  auto const at = moment("2024-04-22T10:30:59.9Z");
  CHECK(at.written(Language::nl) == "22 april 2024, 12:30");
  CHECK(at.written(Language::en) == "22 April 2024, 12:30");
  CHECK(moment("2024-12-31T23:00:00Z").written(Language::nl) == "1 januari 2025, 00:00");
}

TEST_CASE("the civil day of a moment is the day in the Netherlands", "[calendar]") {
  CHECK(dutch_date(moment("2025-07-01T21:59:59.999999Z")) == CivilDate{2025, 7, 1});
  CHECK(dutch_date(moment("2025-07-01T22:00:00Z")) == CivilDate{2025, 7, 2});
  CHECK(dutch_date(moment("2025-01-01T22:59:59Z")) == CivilDate{2025, 1, 1});
  CHECK(dutch_date(moment("2025-01-01T23:00:00Z")) == CivilDate{2025, 1, 2});
  CHECK(dutch_date(moment("1969-12-31T22:59:59.999999Z")) == CivilDate{1969, 12, 31});
  CHECK(dutch_date(moment("1969-12-31T23:00:00Z")) == CivilDate{1970, 1, 1});
}

TEST_CASE("every day from 1900 to 2199 starts once and follows the one before", "[calendar]") {
  int wrong = 0;
  for (CivilDate day{1900, 1, 1}; day < CivilDate{2200, 1, 1}; day = day.plus_days(1)) {
    auto const start = start_of(day);
    bool const right = dutch_date(start) == day && dutch_date(start.plus(-1us)) != day &&
                       start < start_of(day.plus_days(1));
    if (!right) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a clock time that is skipped gives the change, one shown twice its first",
          "[calendar]") {
  CivilDate const spring{2025, 3, 30};
  auto const forward = moment("2025-03-30T01:00:00Z");
  CHECK(dutch_moment(spring, 1h + 59min) == forward.plus(-1min));
  CHECK(dutch_moment(spring, 2h) == forward);
  CHECK(dutch_moment(spring, 2h + 30min) == forward);
  CHECK(dutch_moment(spring, 3h) == forward);
  CHECK(dutch_moment(spring, 3h + 1min) == forward.plus(1min));

  CivilDate const autumn{2025, 10, 26};
  CHECK(dutch_moment(autumn, 1h + 59min) == moment("2025-10-26T01:59:00+02:00"));
  CHECK(dutch_moment(autumn, 2h) == moment("2025-10-26T02:00:00+02:00"));
  CHECK(dutch_moment(autumn, 2h + 59min) == moment("2025-10-26T02:59:00+02:00"));
  CHECK(dutch_moment(autumn, 3h) == moment("2025-10-26T03:00:00+01:00"));

  CHECK(dutch_moment({2025, 9, 23}, 9h) == moment("2025-09-23T09:00:00+02:00"));
  CHECK(dutch_moment({2025, 9, 23}, 24h) == start_of({2025, 9, 24}));
}

TEST_CASE("a time that the clock shows twice is written with the offset that tells them apart",
          "[calendar]") {
  CHECK(moment("2025-10-26T00:30:00Z").iso() == "2025-10-26T02:30:00+02:00");
  CHECK(moment("2025-10-26T01:30:00Z").iso() == "2025-10-26T02:30:00+01:00");
}

TEST_CASE("a day that began with a skipped midnight starts at the change of clock", "[calendar]") {
  // In the night to 16 May 1940 Dutch clocks went from 00:00 to 01:40.
  CHECK(start_of({1940, 5, 16}) == moment("1940-05-15T23:40:00Z"));
  CHECK(start_of({1940, 5, 16}).iso() == "1940-05-16T01:40:00+02:00");
}
