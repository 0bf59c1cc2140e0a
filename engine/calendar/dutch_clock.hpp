#pragma once

#include <chrono>
#include <vector>

namespace vertrek {

/// A stretch of time in which Dutch clocks stood at one distance from UTC.
struct ClockStretch {
  std::chrono::sys_seconds begin;  ///< the first second of it
  std::chrono::sys_seconds end;    ///< the first second after it: the change of clock
  std::chrono::seconds offset;     ///< Dutch time minus UTC
};

/// The stretch that holds this second. Cheap: called for every event of a replay.
[[nodiscard]] ClockStretch const& dutch_clock_at(std::chrono::sys_seconds second);

/// Adds the summer times that a time-zone database leaves out, up to the year 2200.
///
/// The files of the system list changes of clock only up to some year (2037, or 1996 in their slim
/// form) and state what follows as a rule, which the library that reads them ignores: it would give
/// winter time to every summer after that. If the last stretch runs on for ever because the list
/// was cut short, the rule in force is laid over it: summer time from the last Sunday of March to
/// the last Sunday of October, 01:00 UTC (Directive 2000/84/EC). A list that ends otherwise, in the
/// years to come, says that the changes of clock were abolished, and is left as it is.
void complete_summer_times(std::vector<ClockStretch>& stretches);

}  // namespace vertrek
