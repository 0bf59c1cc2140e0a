#include "engine/calendar/dutch_clock.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace vertrek {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

// A little wider than 1900 to 2199, so that counts from the last days of the range still work.
constexpr sys_seconds first_second = sys_days{std::chrono::year{1899} / 1 / 1};
constexpr sys_seconds last_second = sys_days{std::chrono::year{2202} / 1 / 1};

/// The changes of clock of these years were law and have been: no file can have abolished them.
constexpr sys_seconds certain_until = sys_days{std::chrono::year{2026} / 11 / 1};
/// Files list no change after 2037, where the seconds of old machines run out.
constexpr sys_seconds files_list_until = sys_days{std::chrono::year{2037} / 1 / 1};

bool runs_on_for_ever(ClockStretch const& stretch) {
  return stretch.end >= last_second;
}

sys_seconds change_in(std::chrono::year year, std::chrono::month month) {
  return sys_days{year / month / std::chrono::Sunday[std::chrono::last]} + 1h;
}

std::vector<ClockStretch> stretches_of_database() {
  auto const* const zone = date::locate_zone("Europe/Amsterdam");
  std::vector<ClockStretch> stretches;
  for (auto at = first_second; at < last_second;) {
    auto const info = zone->get_info(at);
    stretches.push_back({info.begin, info.end, info.offset});
    at = info.end;
  }
  return stretches;
}

std::vector<ClockStretch> all_stretches() {
  auto stretches = stretches_of_database();
  complete_summer_times(stretches);
  // Whatever second is asked for, some stretch holds it.
  stretches.front().begin = sys_seconds::min();
  stretches.back().end = sys_seconds::max();
  return stretches;
}

bool holds(ClockStretch const& stretch, sys_seconds second) {
  return stretch.begin <= second && second < stretch.end;
}

}  // namespace

void complete_summer_times(std::vector<ClockStretch>& stretches) {
  if (stretches.empty() || !runs_on_for_ever(stretches.back())) return;
  auto const begin = stretches.back().begin;
  bool const cut_short = begin < certain_until || begin >= files_list_until;
  if (!cut_short) return;

  auto const change_to = [&](sys_seconds at, std::chrono::seconds offset) {
    if (at <= stretches.back().begin || offset == stretches.back().offset) return;
    stretches.back().end = at;
    stretches.push_back({at, sys_seconds::max(), offset});
  };
  auto const first_year =
      std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(begin)}.year();
  auto const last_year =
      std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(last_second)}.year();
  for (auto year = first_year; year < last_year; ++year) {
    change_to(change_in(year, std::chrono::March), 2h);
    change_to(change_in(year, std::chrono::October), 1h);
  }
}

ClockStretch const& dutch_clock_at(sys_seconds second) {
  static std::vector<ClockStretch> const stretches = all_stretches();
  // Events of a case lie close together: most questions fall in the stretch of the last one.
  thread_local std::size_t latest = 0;
  if (holds(stretches[latest], second)) return stretches[latest];

  auto const after =
      std::upper_bound(stretches.begin(), stretches.end(), second,
                       [](sys_seconds at, ClockStretch const& next) { return at < next.begin; });
  auto const found = after == stretches.begin() ? after : std::prev(after);
  latest = static_cast<std::size_t>(std::distance(stretches.begin(), found));
  return *found;
}

}  // namespace vertrek
