#include "engine/calendar/civil_date.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/engine/calendar/naive_calendar.hpp"

using vertrek::CivilDate;
using vertrek::ErrorCode;
using vertrek::Language;

namespace {

vertrek::Error refused(std::string_view text) {
  auto const date = CivilDate::parse(text);
  INFO(text);
  REQUIRE_FALSE(date.has_value());
  REQUIRE(date.error().code == ErrorCode::bad_input);
  REQUIRE_FALSE(date.error().what.nl.empty());
  REQUIRE_FALSE(date.error().what.en.empty());
  REQUIRE_FALSE(date.error().remedy.nl.empty());
  REQUIRE_FALSE(date.error().remedy.en.empty());
  return date.error();
}

}  // namespace

TEST_CASE("every day from 1900 to 2199 is read back as it was written", "[calendar]") {
  auto date = CivilDate{1900, 1, 1};
  int wrong = 0;
  for (naive::Day day{1900, 1, 1}; day.year < 2200; day = naive::next(day)) {
    auto const read = CivilDate::parse(naive::iso(day));
    bool const right = read && *read == date && date.iso() == naive::iso(day) &&
                       static_cast<int>(date.weekday().c_encoding()) == naive::weekday(day);
    if (!right) ++wrong;
    date = date.plus_days(1);
  }
  CHECK(wrong == 0);
  CHECK(date == CivilDate{2200, 1, 1});
}

TEST_CASE("a date that does not exist is refused, and the last day of its month is told",
          "[calendar]") {
  auto const error = refused("2025-02-30");
  CHECK(error.where == "2025-02-30");
  CHECK(error.what.nl == "de datum 30 februari 2025 bestaat niet");
  CHECK(error.what.en == "the date 30 February 2025 does not exist");
  CHECK_THAT(error.remedy.nl, Catch::Contains("28 februari 2025"));
  CHECK_THAT(error.remedy.en, Catch::Contains("28 February 2025 (2025-02-28)"));
  CHECK_THAT(refused("2024-02-30").remedy.en, Catch::Contains("29 February 2024"));
  CHECK_THAT(refused("2100-02-29").remedy.en, Catch::Contains("28 February 2100"));
  CHECK_THAT(refused("2025-04-31").remedy.en, Catch::Contains("30 April 2025"));
  refused("2025-01-00");
  refused("2025-01-32");
}

TEST_CASE("29 February exists in leap years alone", "[calendar]") {
  for (int year = 1900; year < 2200; ++year) {
    auto const read = CivilDate::parse(std::to_string(year) + "-02-29");
    INFO(year);
    CHECK(read.has_value() == naive::is_leap(year));
  }
}

TEST_CASE("a month that does not exist is refused", "[calendar]") {
  CHECK(refused("2025-13-01").what.en == "month 13 does not exist");
  CHECK(refused("2025-00-10").what.nl == "maand 00 bestaat niet");
}

TEST_CASE("a year before 1900 or after 2199 is refused", "[calendar]") {
  CHECK_THAT(refused("1899-12-31").what.en, Catch::Contains("1899"));
  CHECK_THAT(refused("2200-01-01").remedy.en, Catch::Contains("1900 to 2199"));
  refused("0000-01-01");
  refused("9999-12-31");
}

TEST_CASE("what is no date in the form yyyy-mm-dd is refused", "[calendar]") {
  for (auto const* text :
       {"", " ", "2025", "2025-3-21", "2025-03-2", "2025-03-211", "25-03-21", "2025/03/21",
        "21-03-2025", "20250321", " 2025-03-21", "2025-03-21 ", "2025-03-21T00:00:00Z",
        "+025-03-21", "-025-03-21", "2025-0a-21", "2025-+3-21", "2025-03--1", "abcd-ef-gh"}) {
    auto const error = refused(text);
    CHECK_THAT(error.remedy.en, Catch::Contains("2025-03-21"));
    CHECK(error.where == text);
  }
  refused(std::string_view{"2025-03-21\0", 11});
  refused(std::string_view{"2025-03\0-1", 10});
}

TEST_CASE("an error repeats a hostile text short and in plain ASCII", "[calendar]") {
  auto const error = refused(std::string(10'000, 'x') + "\xff\x1b[31m");
  CHECK(error.where.size() < 80);
  CHECK(refused("2025\xe2\x80\x93"
                "03-21\x1b")
            .where == "2025???03-21?");
}

TEST_CASE("a date is written out in Dutch and in English", "[calendar]") {
  CivilDate const date{2024, 4, 22};
  CHECK(date.written(Language::nl) == "22 april 2024");
  CHECK(date.written(Language::en) == "22 April 2024");
  CHECK(date.written_with_weekday(Language::nl) == "maandag 22 april 2024");
  CHECK(date.written_with_weekday(Language::en) == "Monday 22 April 2024");
  CHECK(CivilDate(2025, 3, 1).written_with_weekday(Language::nl) == "zaterdag 1 maart 2025");
  CHECK(CivilDate(2025, 8, 31).written_with_weekday(Language::en) == "Sunday 31 August 2025");
  CHECK(CivilDate(2025, 10, 5).written(Language::nl) == "5 oktober 2025");
}
