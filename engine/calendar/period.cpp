#include "engine/calendar/period.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "engine/calendar/count_story.hpp"

namespace vertrek {

namespace {

using std::chrono::hours;
using std::chrono::microseconds;

/// No period of the law comes near it, and below it no count leaves what the types can hold.
constexpr int largest_count = 100'000;

/// `Inference:` the night that does not count ends at nine on the clock, also when a change of
/// clock makes it an hour shorter or longer.
constexpr std::chrono::minutes night_ends = hours{9};

[[noreturn]] void rule_is_wrong(char const* why, Period period) {
  throw std::logic_error(fmt::format("a rule counts {}: {}", period.written(Language::en), why));
}

void require_sound(Period period, Counting counting) {
  if (period.count < 1 || period.count > largest_count)
    rule_is_wrong("a period holds 1 to 100000 units", period);
  bool const counts_hours =
      counting == Counting::elapsed_hours || counting == Counting::hours_outside_night;
  if (counts_hours != (period.unit == Unit::hours))
    rule_is_wrong("hours are counted as hours, and nothing else is", period);
  if (counting == Counting::thirty_day_months && period.unit != Unit::months)
    rule_is_wrong("only months can be months of thirty days", period);
}

/// Atw 4, opening words and (a): longer periods than these do not move.
bool atw_governs(Period period) {
  switch (period.unit) {
    case Unit::hours:
      return false;
    case Unit::days:
      return period.count <= 90;
    case Unit::weeks:
      return period.count <= 12;
    case Unit::months:
      return period.count <= 3;
  }
  return false;
}

CivilDate months_later(CivilDate from, int months) {
  auto const date = from.fields();
  auto const month = date.year() / date.month() + std::chrono::months{months};
  auto const same_number = month / date.day();
  return CivilDate{same_number.ok() ? std::chrono::sys_days{same_number}
                                    : std::chrono::sys_days{month / std::chrono::last}};
}

/// The event's day is day zero.
CivilDate last_day(Period period, CivilDate event) {
  switch (period.unit) {
    case Unit::weeks:
      return event.plus_days(period.count * 7);
    case Unit::months:
      return months_later(event, period.count);
    case Unit::days:
    case Unit::hours:
      break;
  }
  return event.plus_days(period.count);
}

CivilDate roll_told(CivilDate day, HolidayCalendar const& calendar, CountStory& story) {
  if (!calendar.does_not_count(day)) return day;
  while (calendar.does_not_count(day)) {
    story.day_skipped(day);
    day = day.plus_days(1);
  }
  story.moved_to(day);
  return day;
}

/// Days that count after the event up to and including the last, but no more than are asked for.
int days_that_count(CivilDate event, CivilDate last, HolidayCalendar const& calendar, int enough) {
  int found = 0;
  for (auto day = event.plus_days(1); day <= last && found < enough; day = day.plus_days(1))
    if (!calendar.does_not_count(day)) ++found;
  return found;
}

/// Atw 2: a period of at least three days holds at least two days that are no Saturday, Sunday or
/// holiday. The days that Atw 1 added lie within the period; in either order the end is the same.
CivilDate extended(CivilDate event, CivilDate last, HolidayCalendar const& calendar,
                   CountStory& story) {
  constexpr int needed = 2;
  int counted = days_that_count(event, last, calendar, needed);
  while (counted < needed) {
    story.too_few_days_that_count(counted, last.plus_days(1));
    last = roll_told(last.plus_days(1), calendar, story);
    ++counted;
  }
  return last;
}

CivilDate count_civil(Period period, Counting counting, CivilDate event,
                      HolidayCalendar const& calendar, CountStory& story) {
  story.event_day_not_counted(event);
  auto const last = last_day(period, event);
  story.last_day_by_number(period, event, last);
  if (counting == Counting::civil_no_roll) {
    story.liberty_does_not_move(last);
    return last;
  }
  if (!atw_governs(period)) {
    story.too_long_to_move(period, last);
    return last;
  }
  auto const moved = roll_told(last, calendar, story);
  bool const three_days = period.unit != Unit::days || period.count >= 3;
  return three_days ? extended(event, moved, calendar, story) : moved;
}

CivilDate count_thirty_day_months(int months, CivilDate event, CountStory& story) {
  auto const last = event.plus_days(months * 30 - 1);
  story.event_day_is_the_first(event);
  story.months_of_thirty_days(months, last);
  story.liberty_does_not_move(last);
  return last;
}

Moment count_elapsed(Period period, Moment from, CountStory& story) {
  auto const end = from.plus(hours{period.count});
  story.clock_changes_between(from, end);
  return end;
}

/// Day after day: the night is passed over, the day counts until the next night begins. An end on
/// the stroke of midnight is still of the day that ends there.
Moment count_outside_night(Period period, Moment from, CountStory& story) {
  microseconds left = hours{period.count};
  for (auto at = from;;) {
    auto const today = dutch_date(at);
    if (auto const morning = dutch_moment(today, night_ends); at < morning) {
      story.night_skipped(at, morning);
      at = morning;
    }
    auto const night = start_of(today.plus_days(1));
    auto const available = night.at() - at.at();
    if (left <= available) return at.plus(left);
    left -= available;
    story.hours_counted_until(night, available, left);
    at = night;
  }
}

}  // namespace

std::string Period::written(Language language) const {
  auto const word = [&](char const* one, char const* more) {
    return fmt::format("{} {}", count, count == 1 ? one : more);
  };
  bool const dutch = language == Language::nl;
  switch (unit) {
    case Unit::hours:
      return dutch ? word("uur", "uur") : word("hour", "hours");
    case Unit::days:
      return dutch ? word("dag", "dagen") : word("day", "days");
    case Unit::weeks:
      return dutch ? word("week", "weken") : word("week", "weeks");
    case Unit::months:
      return dutch ? word("maand", "maanden") : word("month", "months");
  }
  return {};
}

Moment end_moment(PeriodEnd const& end) {
  if (auto const* const day = std::get_if<CivilDate>(&end)) return start_of(day->plus_days(1));
  return std::get<Moment>(end);
}

bool is_past(PeriodEnd const& end, Moment moment) {
  if (auto const* const day = std::get_if<CivilDate>(&end)) return dutch_date(moment) > *day;
  return moment > std::get<Moment>(end);
}

std::string iso(PeriodEnd const& end) {
  return std::visit([](auto const& at) { return at.iso(); }, end);
}

std::string written(PeriodEnd const& end, Language language) {
  return std::visit([&](auto const& at) { return at.written(language); }, end);
}

PeriodEnd count(Period period, Counting counting, Moment from, HolidayCalendar const& calendar,
                std::vector<CountStep>* steps) {
  if (period.unit != Unit::hours)
    return count_days(period, counting, dutch_date(from), calendar, steps);
  require_sound(period, counting);
  CountStory story{steps, calendar};
  story.starts(from);
  auto const end = counting == Counting::elapsed_hours ? count_elapsed(period, from, story)
                                                       : count_outside_night(period, from, story);
  story.ends(period, end);
  story.hours_do_not_move(end);
  return end;
}

CivilDate count_days(Period period, Counting counting, CivilDate from,
                     HolidayCalendar const& calendar, std::vector<CountStep>* steps) {
  require_sound(period, counting);
  if (period.unit == Unit::hours) rule_is_wrong("hours are counted from a moment", period);
  CountStory story{steps, calendar};
  if (counting == Counting::thirty_day_months)
    return count_thirty_day_months(period.count, from, story);
  return count_civil(period, counting, from, calendar, story);
}

CivilDate roll(CivilDate day, HolidayCalendar const& calendar, std::vector<CountStep>* steps) {
  CountStory story{steps, calendar};
  return roll_told(day, calendar, story);
}

}  // namespace vertrek
