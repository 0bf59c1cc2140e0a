#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/calendar/civil_date.hpp"
#include "engine/calendar/holidays.hpp"
#include "engine/calendar/moment.hpp"
#include "engine/text.hpp"

namespace vertrek {

enum class Unit { hours, days, weeks, months };

/// A length in the law's own units. A month is never turned into days.
struct Period {
  int count = 0;
  Unit unit = Unit::days;
  friend bool operator==(Period const&, Period const&) = default;

  /// `vier weken` is written `4 weken` / `4 weeks`.
  [[nodiscard]] std::string written(Language language) const;
};

/// How a period is counted.
enum class Counting {
  /// Days, weeks, months: the day of the event is not counted; months end on the same day number,
  /// else on the last day of the month; a last day that is a Saturday, Sunday or holiday moves to
  /// the next day that is none (Atw 1(1)); a period of three days or more holds at least two days
  /// that are none (Atw 2). The Atw leaves periods over ninety days, twelve weeks or three months
  /// alone (Atw 4): those do not move.
  civil,
  /// As civil, but nothing moves: periods that concern deprivation of liberty (Atw 4).
  civil_no_roll,
  /// Months of thirty days, the day of the event being the first; nothing moves.
  thirty_day_months,
  /// Physical hours, across a change of clock.
  elapsed_hours,
  /// Hours of which those from midnight to nine o'clock on the Dutch clock do not count.
  hours_outside_night,
};

/// One step of a count, for people: what happened to the count, on which day, and why.
struct CountStep {
  std::string at;  ///< ISO date or RFC 3339 moment that this step arrives at
  Text why;
  std::string article;  ///< empty where no article is needed
};

/// The end of a period: the last day, or the last moment, that still lies within it.
using PeriodEnd = std::variant<CivilDate, Moment>;

/// The first moment after the period: the start of the day after the last day, or, for hours, the
/// last moment itself (anything later than it is too late).
[[nodiscard]] Moment end_moment(PeriodEnd const& end);
/// True when the moment lies after the end of the period.
[[nodiscard]] bool is_past(PeriodEnd const& end, Moment moment);
[[nodiscard]] std::string iso(PeriodEnd const& end);
[[nodiscard]] std::string written(PeriodEnd const& end, Language language);

/// The end of a period that starts with an event at `from`. For units of days and more the event
/// counts by its Dutch civil day. `Counting` and `Unit` must agree (hours with hours); that is an
/// error in the rule, not in the input: std::logic_error. If `steps` is given, every step of the
/// count is added to it. With `steps` null no text is made: cheap enough for a replay.
[[nodiscard]] PeriodEnd count(Period period, Counting counting, Moment from,
                              HolidayCalendar const& calendar,
                              std::vector<CountStep>* steps = nullptr);
/// The same from a civil day, for days, weeks and months.
[[nodiscard]] CivilDate count_days(Period period, Counting counting, CivilDate from,
                                   HolidayCalendar const& calendar,
                                   std::vector<CountStep>* steps = nullptr);

/// The given day, moved to the next day that is no Saturday, Sunday or holiday (Atw 1).
[[nodiscard]] CivilDate roll(CivilDate day, HolidayCalendar const& calendar,
                             std::vector<CountStep>* steps = nullptr);

}  // namespace vertrek
