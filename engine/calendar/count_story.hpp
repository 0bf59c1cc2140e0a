#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "engine/calendar/holidays.hpp"
#include "engine/calendar/period.hpp"

namespace vertrek {

/// Tells the steps of a count to people. Told to nobody, it makes no text at all: a replay counts
/// thousands of periods of which nobody reads the story.
class CountStory {
 public:
  CountStory(std::vector<CountStep>* steps, HolidayCalendar const& calendar)
      : steps_(steps), calendar_(calendar) {}

  // Days, weeks, months.
  void event_day_not_counted(CivilDate event);
  void event_day_is_the_first(CivilDate event);
  void last_day_by_number(Period period, CivilDate event, CivilDate last);
  void months_of_thirty_days(int months, CivilDate last);
  /// `day` can not be the last: Saturday, Sunday or holiday.
  void day_skipped(CivilDate day);
  void moved_to(CivilDate last);
  void too_few_days_that_count(int counted, CivilDate last);
  /// Atw 4: the period is too long to be governed by it.
  void too_long_to_move(Period period, CivilDate last);
  /// Atw 4: deprivation of liberty.
  void liberty_does_not_move(CivilDate last);

  // Hours.
  void starts(Moment from);
  void night_skipped(Moment from, Moment morning);
  void hours_counted_until(Moment night, std::chrono::microseconds counted,
                           std::chrono::microseconds left);
  void clock_changes_between(Moment from, Moment to);
  void ends(Period period, Moment end);
  void hours_do_not_move(Moment end);

 private:
  void tell(std::string at, Text why, std::string article = {}) const;
  [[nodiscard]] Text stays_put(CivilDate last) const;
  [[nodiscard]] Text why_not_counted(CivilDate day) const;

  std::vector<CountStep>* steps_;
  HolidayCalendar const& calendar_;
};

}  // namespace vertrek
