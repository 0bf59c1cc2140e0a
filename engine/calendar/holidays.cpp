#include "engine/calendar/holidays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vertrek {

namespace {

constexpr char const* statute = "Atw 3(1)";
constexpr char const* equated_by_statute = "Atw 3(2)";
constexpr char const* equated_by_decree = "Atw 3(3)";

/// The day on which the birthday of the King or the Queen is celebrated (Atw 3(1)). It moved from
/// 30 to 27 April with the succession: King's Day of 2014 was the first. A Sunday is avoided.
CivilDate royal_day(int year) {
  CivilDate const day{year, 4, year < 2014 ? 30U : 27U};
  return day.weekday() == std::chrono::Sunday ? day.plus_days(-1) : day;
}

Text royal_name(int year) {
  if (year < 2014) return {"Koninginnedag", "Queen's Day"};
  return {"Koningsdag", "King's Day"};
}

bool is_statutory(CivilDate day) {
  auto const date = day.fields();
  auto const month = static_cast<unsigned>(date.month());
  auto const number = static_cast<unsigned>(date.day());
  if (month == 1) return number == 1;
  if (month == 12) return number == 25 || number == 26;
  if (month < 3 || month > 6) return false;
  if (month == 5 && number == 5) return true;
  auto const year = day.year();
  auto const since_easter = (day.days() - easter_sunday(year).days()).count();
  return since_easter == -2 || since_easter == 1 || since_easter == 39 || since_easter == 50 ||
         day == royal_day(year);
}

std::vector<Holiday> statutory_days(int year) {
  auto const easter = easter_sunday(year);
  return {
      {CivilDate{year, 1, 1}, {"Nieuwjaarsdag", "New Year's Day"}, statute},
      {easter.plus_days(-2), {"Goede Vrijdag", "Good Friday"}, equated_by_statute},
      {easter.plus_days(1), {"Tweede Paasdag", "Easter Monday"}, statute},
      {royal_day(year), royal_name(year), statute},
      {CivilDate{year, 5, 5}, {"Bevrijdingsdag", "Liberation Day"}, statute},
      {easter.plus_days(39), {"Hemelvaartsdag", "Ascension Day"}, statute},
      {easter.plus_days(50), {"Tweede Pinksterdag", "Whit Monday"}, statute},
      {CivilDate{year, 12, 25}, {"Eerste Kerstdag", "Christmas Day"}, statute},
      {CivilDate{year, 12, 26}, {"Tweede Kerstdag", "Boxing Day"}, statute},
  };
}

/// Two holidays on one day (Ascension on 5 May, as in 2016) are one day with both names.
std::vector<Holiday> one_entry_a_day(std::vector<Holiday> const& sorted) {
  std::vector<Holiday> days;
  for (auto const& holiday : sorted) {
    if (days.empty() || days.back().day != holiday.day) {
      days.push_back(holiday);
      continue;
    }
    days.back().name.nl += " en " + holiday.name.nl;
    days.back().name.en += " and " + holiday.name.en;
  }
  return days;
}

bool before(DecreedDay const& decreed, CivilDate day) {
  return decreed.day < day;
}

Holiday from_decree(DecreedDay const& decreed) {
  return {decreed.day,
          {fmt::format("gelijkgestelde dag ({})", decreed.decree),
           fmt::format("day equated by decree ({})", decreed.decree)},
          equated_by_decree};
}

std::string_view trimmed(std::string_view text) {
  constexpr auto blank = " \t\r";
  auto const first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

Result<DecreedDay> read_decreed_day(std::string_view line, std::string const& where) {
  auto const blank = line.find_first_of(" \t");
  auto const day = CivilDate::parse(line.substr(0, blank));
  if (!day) {
    auto error = day.error();
    error.where = where;
    return tl::unexpected<Error>(std::move(error));
  }
  auto const decree =
      blank == std::string_view::npos ? blank : line.find_first_not_of(" \t", blank);
  if (decree == std::string_view::npos)
    return failure(ErrorCode::bad_input,
                   {fmt::format("bij {} ontbreekt het besluit", day->iso()),
                    fmt::format("the decree is missing at {}", day->iso())},
                   where,
                   {"zet achter de datum de naam van het koninklijk besluit, met vindplaats",
                    "put the name of the royal decree behind the date, with where it is found"});
  return DecreedDay{*day, std::string{line.substr(decree)}};
}

tl::unexpected<Error> listed_twice(CivilDate day, std::string where) {
  return failure(ErrorCode::bad_input,
                 {fmt::format("{} staat er twee keer in", day.iso()),
                  fmt::format("{} is listed twice", day.iso())},
                 std::move(where),
                 {"haal een van de regels weg, of verbeter de datum van een van beide",
                  "take one of the lines out, or correct the date of one of them"});
}

}  // namespace

/// The anonymous Gregorian algorithm (Nature, 1876), correct for every Gregorian year.
CivilDate easter_sunday(int year) {
  int const golden = year % 19;
  int const century = year / 100;
  int const of_century = year % 100;
  int const moon_correction = (century - (century + 8) / 25 + 1) / 3;
  int const moon = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
  int const to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
  int const late = (golden + 11 * moon + 22 * to_sunday) / 451;
  int const sum = moon + to_sunday - 7 * late + 114;
  return CivilDate{year, static_cast<unsigned>(sum / 31), static_cast<unsigned>(sum % 31 + 1)};
}

HolidayCalendar::HolidayCalendar(std::vector<DecreedDay> decreed) : decreed_(std::move(decreed)) {
  std::stable_sort(decreed_.begin(), decreed_.end(),
                   [](auto const& left, auto const& right) { return left.day < right.day; });
}

std::vector<Holiday> HolidayCalendar::year(int year) const {
  auto days = statutory_days(year);
  for (auto const& decreed : decreed_)
    // A decree adds nothing to a day that the statute names already.
    if (decreed.day.year() == year && !is_statutory(decreed.day))
      days.push_back(from_decree(decreed));
  std::stable_sort(days.begin(), days.end(),
                   [](auto const& left, auto const& right) { return left.day < right.day; });
  return one_entry_a_day(days);
}

std::optional<Holiday> HolidayCalendar::holiday_on(CivilDate day) const {
  if (!is_holiday(day)) return std::nullopt;
  auto const days = year(day.year());
  return *std::find_if(days.begin(), days.end(),
                       [&](Holiday const& holiday) { return holiday.day == day; });
}

bool HolidayCalendar::is_holiday(CivilDate day) const {
  if (is_statutory(day)) return true;
  auto const decreed = std::lower_bound(decreed_.begin(), decreed_.end(), day, before);
  return decreed != decreed_.end() && decreed->day == day;
}

bool HolidayCalendar::does_not_count(CivilDate day) const {
  auto const weekday = day.weekday();
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday || is_holiday(day);
}

Result<HolidayCalendar> HolidayCalendar::parse(std::string_view lines, std::string where) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // some editors put it first
  if (lines.substr(0, byte_order_mark.size()) == byte_order_mark)
    lines.remove_prefix(byte_order_mark.size());

  std::vector<DecreedDay> decreed;
  for (int number = 1; !lines.empty(); ++number) {
    auto const end = std::min(lines.find('\n'), lines.size());
    auto const line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    auto const content = trimmed(line.substr(0, line.find('#')));
    if (content.empty()) continue;

    auto const place = fmt::format("{}:{}", where, number);
    auto day = read_decreed_day(content, place);
    if (!day) return tl::unexpected<Error>(day.error());
    if (std::any_of(decreed.begin(), decreed.end(),
                    [&](DecreedDay const& other) { return other.day == day->day; }))
      return listed_twice(day->day, place);
    decreed.push_back(std::move(*day));
  }
  return HolidayCalendar{std::move(decreed)};
}

}  // namespace vertrek
