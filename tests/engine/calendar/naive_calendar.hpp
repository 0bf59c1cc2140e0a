#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/calendar/civil_date.hpp"

/// A second calendar, slow and simple, that shares nothing with the one under test: it walks from
/// day to day on year, month and number, and reads Easter from a printed table.
namespace naive {

struct Day {
  int year;
  int month;
  int number;
  friend auto operator<=>(Day const&, Day const&) = default;
};

inline bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

inline int length_of(int year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

inline Day next(Day day) {
  if (day.number < length_of(day.year, day.month)) return {day.year, day.month, day.number + 1};
  return day.month < 12 ? Day{day.year, day.month + 1, 1} : Day{day.year + 1, 1, 1};
}

inline Day after(Day day, int count) {
  for (int step = 0; step < count; ++step) day = next(day);
  return day;
}

/// Sakamoto's method; 0 is Sunday.
inline int weekday(Day day) {
  constexpr std::array<int, 12> shift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int const year = day.month < 3 ? day.year - 1 : day.year;
  return (year + year / 4 - year / 100 + year / 400 +
          shift.at(static_cast<std::size_t>(day.month - 1)) + day.number) %
         7;
}

/// Easter as printed in almanacs.
inline Day easter(int year) {
  static std::map<int, std::pair<int, int>> const table = {
      {2015, {4, 5}},  {2016, {3, 27}}, {2017, {4, 16}}, {2018, {4, 1}},  {2019, {4, 21}},
      {2020, {4, 12}}, {2021, {4, 4}},  {2022, {4, 17}}, {2023, {4, 9}},  {2024, {3, 31}},
      {2025, {4, 20}}, {2026, {4, 5}},  {2027, {3, 28}}, {2028, {4, 16}}, {2029, {4, 1}},
      {2030, {4, 21}}, {2031, {4, 13}}, {2032, {3, 28}}, {2033, {4, 17}}, {2034, {4, 9}},
      {2035, {3, 25}}, {2036, {4, 13}}};
  auto const [month, number] = table.at(year);
  return {year, month, number};
}

inline bool is_holiday(Day day) {
  auto const is = [&](int month, int number) { return day.month == month && day.number == number; };
  if (is(1, 1) || is(5, 5) || is(12, 25) || is(12, 26)) return true;
  Day const kings_day = {day.year, 4, weekday({day.year, 4, 27}) == 0 ? 26 : 27};
  auto const sunday = easter(day.year);
  return day == kings_day || after(day, 2) == sunday || day == after(sunday, 1) ||
         day == after(sunday, 39) || day == after(sunday, 50);
}

inline bool counts(Day day) {
  return weekday(day) != 0 && weekday(day) != 6 && !is_holiday(day);
}

inline std::string iso(Day day) {
  auto const padded = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(day.year) + "-" + padded(day.month) + "-" + padded(day.number);
}

inline vertrek::CivilDate civil(Day day) {
  return {day.year, static_cast<unsigned>(day.month), static_cast<unsigned>(day.number)};
}

/// The Dutch clock since 1996: summer time from the last Sunday of March to that of October, 01:00
/// UTC. Seconds since 1970, minutes ahead of UTC.
class SummerTimes {
 public:
  SummerTimes() {
    std::int64_t midnight = 0;
    for (Day day{1970, 1, 1}; day.year < 2200; day = next(day), midnight += 86'400) {
      bool const last_sunday = weekday(day) == 0 && day.number > 24;
      if (last_sunday && day.month == 3) changes_[day.year].first = midnight + 3'600;
      if (last_sunday && day.month == 10) changes_[day.year].second = midnight + 3'600;
    }
  }
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> changes(int year) const {
    return changes_.at(year);
  }
  [[nodiscard]] int minutes_ahead(std::int64_t second, int year) const {
    auto const [spring, autumn] = changes(year);
    return spring <= second && second < autumn ? 120 : 60;
  }

 private:
  std::map<int, std::pair<std::int64_t, std::int64_t>> changes_;
};

}  // namespace naive
