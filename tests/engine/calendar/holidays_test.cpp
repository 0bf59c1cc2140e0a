#include "engine/calendar/holidays.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/engine/calendar/naive_calendar.hpp"

using vertrek::CivilDate;
using vertrek::ErrorCode;
using vertrek::HolidayCalendar;

namespace {

/// Easter by golden number and epact (Clavius, as in Knuth's Algorithm E): another road than the
/// one under test.
CivilDate easter_by_epact(int year) {
  int const golden = year % 19 + 1;
  int const century = year / 100 + 1;
  int const dropped_leap_days = 3 * century / 4 - 12;
  int const moon_correction = (8 * century + 5) / 25 - 5;
  int const sunday = 5 * year / 4 - dropped_leap_days - 10;
  int epact = (11 * golden + 20 + moon_correction - dropped_leap_days) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full_moon = 44 - epact;
  if (full_moon < 21) full_moon += 30;
  int const number = full_moon + 7 - (sunday + full_moon) % 7;
  return CivilDate{year, 3, 1}.plus_days(number - 1);
}

vertrek::Error refused(std::string_view lines) {
  auto const calendar = HolidayCalendar::parse(lines, "decreed-days.txt");
  INFO(lines);
  REQUIRE_FALSE(calendar.has_value());
  REQUIRE(calendar.error().code == ErrorCode::bad_input);
  REQUIRE_FALSE(calendar.error().remedy.nl.empty());
  REQUIRE_FALSE(calendar.error().remedy.en.empty());
  return calendar.error();
}

std::vector<std::string> days_of(HolidayCalendar const& calendar, int year) {
  std::vector<std::string> days;
  for (auto const& holiday : calendar.year(year)) days.push_back(holiday.day.iso());
  return days;
}

}  // namespace

TEST_CASE("Easter falls on the days that almanacs print", "[calendar][Atw 3]") {
  CHECK(vertrek::easter_sunday(1913) == CivilDate{1913, 3, 23});
  CHECK(vertrek::easter_sunday(1943) == CivilDate{1943, 4, 25});
  CHECK(vertrek::easter_sunday(1954) == CivilDate{1954, 4, 18});
  CHECK(vertrek::easter_sunday(1981) == CivilDate{1981, 4, 19});
  CHECK(vertrek::easter_sunday(2000) == CivilDate{2000, 4, 23});
  CHECK(vertrek::easter_sunday(2008) == CivilDate{2008, 3, 23});
  CHECK(vertrek::easter_sunday(2038) == CivilDate{2038, 4, 25});
  CHECK(vertrek::easter_sunday(2049) == CivilDate{2049, 4, 18});
  for (int year = 2015; year <= 2036; ++year)
    CHECK(vertrek::easter_sunday(year) == naive::civil(naive::easter(year)));
}

TEST_CASE("Easter of every year from 1900 to 2199 agrees with the epact", "[calendar][Atw 3]") {
  for (int year = 1900; year < 2200; ++year) {
    auto const easter = vertrek::easter_sunday(year);
    INFO(easter.iso());
    REQUIRE(easter == easter_by_epact(year));
    REQUIRE(easter.weekday() == std::chrono::Sunday);
    REQUIRE(easter >= CivilDate{year, 3, 22});
    REQUIRE(easter <= CivilDate{year, 4, 25});
  }
}

TEST_CASE("the holidays of a year stand in order, named, with their article", "[calendar][Atw 3]") {
  auto const days = HolidayCalendar{}.year(2025);
  REQUIRE(days_of(HolidayCalendar{}, 2025) ==
          std::vector<std::string>{"2025-01-01", "2025-04-18", "2025-04-21", "2025-04-26",
                                   "2025-05-05", "2025-05-29", "2025-06-09", "2025-12-25",
                                   "2025-12-26"});
  CHECK(days[0].name.nl == "Nieuwjaarsdag");
  CHECK(days[1].name.nl == "Goede Vrijdag");
  CHECK(days[1].article == "Atw 3(2)");
  CHECK(days[2].name.en == "Easter Monday");
  CHECK(days[3].name.nl == "Koningsdag");
  CHECK(days[4].name.nl == "Bevrijdingsdag");
  CHECK(days[5].name.en == "Ascension Day");
  CHECK(days[6].name.en == "Whit Monday");
  CHECK(days[8].name.nl == "Tweede Kerstdag");
  for (auto const& holiday : days)
    if (holiday.name.nl != "Goede Vrijdag") CHECK(holiday.article == "Atw 3(1)");
}

TEST_CASE("the royal birthday moved with the succession and avoids a Sunday", "[calendar][Atw 3]") {
  HolidayCalendar const calendar;
  auto const named = [&](CivilDate day) {
    auto const holiday = calendar.holiday_on(day);
    return holiday ? holiday->name.nl : "";
  };
  CHECK(named({2013, 4, 30}) == "Koninginnedag");
  CHECK(named({2013, 4, 27}).empty());
  CHECK(named({2006, 4, 30}).empty());  // a Sunday
  CHECK(named({2006, 4, 29}) == "Koninginnedag");
  CHECK(named({2014, 4, 30}).empty());
  CHECK(named({2014, 4, 27}).empty());  // a Sunday
  CHECK(named({2014, 4, 26}) == "Koningsdag");
  CHECK(named({2026, 4, 27}) == "Koningsdag");
  CHECK(named({2026, 4, 26}).empty());
}

TEST_CASE("5 May is a holiday in every year", "[calendar][Atw 3]") {
  for (int year = 1946; year < 2200; ++year)
    CHECK(HolidayCalendar{}.is_holiday(CivilDate{year, 5, 5}));
}

TEST_CASE("Ascension on 5 May is one day with both names", "[calendar][Atw 3]") {
  auto const holiday = HolidayCalendar{}.holiday_on({2016, 5, 5});
  REQUIRE(holiday.has_value());
  CHECK_THAT(holiday->name.nl, Catch::Contains("Hemelvaartsdag"));
  CHECK_THAT(holiday->name.nl, Catch::Contains("Bevrijdingsdag"));
  CHECK(HolidayCalendar{}.year(2016).size() == 8);
}

TEST_CASE("the days that do not count agree with a naive calendar", "[calendar][Atw 3]") {
  HolidayCalendar const calendar;
  for (naive::Day day{2015, 1, 1}; day.year < 2036; day = naive::next(day)) {
    auto const date = naive::civil(day);
    bool const agrees = calendar.does_not_count(date) != naive::counts(day) &&
                        calendar.is_holiday(date) == naive::is_holiday(day) &&
                        calendar.holiday_on(date).has_value() == naive::is_holiday(day);
    if (!agrees) FAIL_CHECK(date.iso());
  }
}

TEST_CASE("what is listed for a year is what is a holiday in it", "[calendar][Atw 3]") {
  HolidayCalendar const calendar{{{{1999, 12, 31}, "Besluit A"}, {{2026, 5, 15}, "Besluit B"}}};
  for (int year = 1900; year < 2200; ++year) {
    std::vector<std::string> found;
    for (CivilDate day{year, 1, 1}; day.year() == year; day = day.plus_days(1))
      if (calendar.is_holiday(day)) found.push_back(day.iso());
    if (found != days_of(calendar, year)) FAIL_CHECK(year);
  }
}

TEST_CASE("a day equated by decree is a holiday with the name of the decree", "[calendar][Atw 3]") {
  HolidayCalendar const calendar{{{{2026, 5, 15}, "Besluit van 1 juli 2025, Stcrt. 1"},
                                  {{2025, 5, 30}, "Besluit van 2 juli 2024, Stcrt. 2"},
                                  {{2026, 4, 27}, "Besluit dat Koningsdag noemt"}}};
  CHECK_FALSE(HolidayCalendar{}.is_holiday({2026, 5, 15}));
  auto const holiday = calendar.holiday_on({2026, 5, 15});
  REQUIRE(holiday.has_value());
  CHECK(holiday->article == "Atw 3(3)");
  CHECK_THAT(holiday->name.nl, Catch::Contains("Besluit van 1 juli 2025, Stcrt. 1"));
  CHECK_THAT(holiday->name.en, Catch::Contains("Besluit van 1 juli 2025, Stcrt. 1"));
  CHECK(calendar.is_holiday({2025, 5, 30}));
  CHECK(calendar.holiday_on({2026, 4, 27})->name.nl == "Koningsdag");
  CHECK(calendar.year(2026).size() == 10);
  CHECK(calendar.year(2024).size() == 9);
}

TEST_CASE("the file of decreed days is read with comments, blank lines and Windows line ends",
          "[calendar][Atw 3]") {
  auto const calendar = HolidayCalendar::parse(
      "\xEF\xBB\xBF# kept by legal staff\r\n\r\n"
      "2026-05-15  Besluit B, Stcrt. 2025, 1  # Friday after Ascension\r\n"
      "   \t \n"
      "  2025-05-30\tBesluit A",
      "decreed-days.txt");
  REQUIRE(calendar.has_value());
  CHECK(calendar->holiday_on({2026, 5, 15})->name.nl ==
        "gelijkgestelde dag (Besluit B, Stcrt. 2025, 1)");
  CHECK(calendar->holiday_on({2025, 5, 30})->name.en == "day equated by decree (Besluit A)");
  CHECK(HolidayCalendar::parse("", "empty")->year(2026).size() == 9);
}

TEST_CASE("a line of decreed days that can not be right is refused with file and line",
          "[calendar][Atw 3]") {
  auto const no_date = refused("# days\n\nFriday after Ascension\n");
  CHECK(no_date.where == "decreed-days.txt:3");
  auto const no_day = refused("2026-05-15 Besluit\n2026-02-29 Besluit\n");
  CHECK(no_day.where == "decreed-days.txt:2");
  CHECK_THAT(no_day.remedy.nl, Catch::Contains("28 februari 2026"));
  CHECK(refused("2026-05-15\n").what.nl == "bij 2026-05-15 ontbreekt het besluit");
  CHECK(refused("2026-05-15   # no name\n").where == "decreed-days.txt:1");
  CHECK(refused("2026-05-15 A\n2026-05-15 B\n").what.en == "2026-05-15 is listed twice");
  refused("2026-05-15;Besluit\n");
}
