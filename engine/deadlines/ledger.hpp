#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/calendar/moment.hpp"
#include "engine/calendar/period.hpp"
#include "engine/identity.hpp"

namespace vertrek {

/// How a deadline stands.
enum class DeadlineStatus : std::uint8_t {
  running,
  suspended,
  met,       ///< what it asked was done in time, or it ended because its purpose was reached
  passed,    ///< its end came: a right lapsed, or a possibility opened; nobody failed a duty
  breached,  ///< its end came and a duty was not done, or a power was held too long
  voided,    ///< it fell away before its end
};

/// A stretch in which a deadline stood still.
struct Suspension {
  Moment from;
  Sequence by;  ///< the event that suspended it
  std::optional<Moment> until;
  int days_left = 0;  ///< civil days that were left when it was suspended
};

/// One deadline of a case. `Rule` is the workflow's own type of rule.
template <class Rule>
struct Deadline {
  Rule rule{};
  Sequence trigger;   ///< the event from which it runs
  Moment from;        ///< the moment from which it is counted
  CivilDate law_day;  ///< the day whose law it is counted by
  /// The period it was counted by; none when its end was fixed by a decision.
  std::optional<Period> period;
  PeriodEnd end{};
  DeadlineStatus status = DeadlineStatus::running;
  std::optional<Moment> ended_at;  ///< when it was met, passed, breached or voided
  Sequence ended_by;               ///< the event that ended it; 0 while it runs
  std::vector<Suspension> suspensions;

  [[nodiscard]] bool is_open() const {
    return status == DeadlineStatus::running || status == DeadlineStatus::suspended;
  }
  /// What suspended it has not ended, also when it was met meanwhile.
  [[nodiscard]] bool stands_still() const {
    return !suspensions.empty() && !suspensions.back().until;
  }
};

/// The deadlines of a case, in the order in which they came up. Nothing is taken out.
template <class Rule>
class Ledger {
 public:
  using Entry = Deadline<Rule>;

  void open(Entry entry) { entries_.push_back(std::move(entry)); }

  /// The last one of this rule, in whatever status.
  [[nodiscard]] Entry const* latest(Rule rule) const {
    auto const found = std::find_if(entries_.rbegin(), entries_.rend(),
                                    [&](Entry const& entry) { return entry.rule == rule; });
    return found == entries_.rend() ? nullptr : &*found;
  }

  /// What it asked was done at `at`: kept when in time, also if word of it came only after the
  /// passing was recorded. Done too late: the passing stands.
  void meet(Rule rule, Moment at, Sequence by) {
    auto* const entry = find(rule);
    if (entry == nullptr || entry->status == DeadlineStatus::met ||
        entry->status == DeadlineStatus::voided)
      return;
    if (is_past(entry->end, at) && entry->status != DeadlineStatus::suspended) return;
    end(*entry, DeadlineStatus::met, at, by);
  }

  /// It fell away before its end. A deadline that had ended stays as it ended.
  void void_open(Rule rule, Moment at, Sequence by) {
    for (auto& entry : entries_)
      if (entry.rule == rule && falls_away(entry, at)) end(entry, DeadlineStatus::voided, at, by);
  }

  /// What this event voided runs again: the event turned out not to have ended it.
  void revive(Sequence voided_by) {
    for (auto& entry : entries_) run_again(entry, voided_by);
  }
  void revive(Rule rule, Sequence voided_by) {
    if (auto* const entry = find(rule)) run_again(*entry, voided_by);
  }

  void void_all(Moment at, Sequence by) {
    for (auto& entry : entries_)
      if (falls_away(entry, at)) end(entry, DeadlineStatus::voided, at, by);
  }

  /// Its end came, says an event of `at`. Only a running deadline can pass, and only when its end
  /// lies no later: a correction may have moved the end since the passing was recorded.
  void pass(Rule rule, DeadlineStatus as, Moment at, Sequence by) {
    auto* const entry = find(rule);
    if (entry == nullptr || entry->status != DeadlineStatus::running) return;
    if (at < end_moment(entry->end)) return;
    end(*entry, as, end_moment(entry->end), by);
  }

  /// Stands still from `at`. Also one that had passed: a remedy of which word came late still
  /// suspends from the day on which it was lodged.
  void suspend(Rule rule, Moment at, Sequence by) {
    auto* const entry = find(rule);
    if (entry == nullptr || entry->stands_still() || entry->status == DeadlineStatus::voided)
      return;
    entry->suspensions.push_back({at, by, std::nullopt, days_left(entry->end, at)});
    entry->status = DeadlineStatus::suspended;
    entry->ended_at.reset();
    entry->ended_by = Sequence{};
  }

  /// Runs on from `at` with the days that were left. One that was met meanwhile stays met, and yet
  /// has days left for who comes back.
  void resume(Rule rule, Moment at, HolidayCalendar const& calendar) {
    auto* const entry = find(rule);
    if (entry == nullptr || !entry->stands_still() || entry->status == DeadlineStatus::voided)
      return;
    auto& last = entry->suspensions.back();
    last.until = at;
    entry->end = roll(dutch_date(at).plus_days(last.days_left), calendar);
    if (entry->status == DeadlineStatus::suspended) entry->status = DeadlineStatus::running;
  }

  /// Counted anew by another period from the same beginning; only while it is open.
  void recount(Rule rule, Period period, PeriodEnd to) {
    auto* const entry = find(rule);
    if (entry == nullptr || !entry->is_open()) return;
    entry->period = period;
    entry->end = to;
  }

  /// What it is counted from turned out to be later: the last one of the rule goes on as `anew`,
  /// while it is open.
  void count_anew(Entry anew) {
    auto* const entry = find(anew.rule);
    if (entry != nullptr && entry->is_open()) *entry = std::move(anew);
  }

  void move_end(Rule rule, PeriodEnd to) {
    auto* const entry = find(rule);
    if (entry == nullptr) return;
    entry->end = to;
    entry->period.reset();
    if (entry->status == DeadlineStatus::suspended)
      entry->suspensions.back().days_left = days_left(to, entry->suspensions.back().from);
    if (entry->status == DeadlineStatus::passed) {
      entry->status = DeadlineStatus::running;
      entry->ended_at.reset();
      entry->ended_by = Sequence{};
    }
  }

  [[nodiscard]] std::vector<Entry> const& entries() const { return entries_; }

 private:
  Entry* find(Rule rule) {
    auto const found = std::find_if(entries_.rbegin(), entries_.rend(),
                                    [&](Entry const& entry) { return entry.rule == rule; });
    return found == entries_.rend() ? nullptr : &*found;
  }

  /// Civil days from `at` to the last day; a term in hours or at once has none.
  static int days_left(PeriodEnd const& end, Moment at) {
    auto const* const last_day = std::get_if<CivilDate>(&end);
    if (last_day == nullptr) return 0;
    auto const left = (last_day->days() - dutch_date(at).days()).count();
    return left > 0 ? static_cast<int>(left) : 0;
  }

  static void run_again(Entry& entry, Sequence voided_by) {
    if (entry.status != DeadlineStatus::voided || entry.ended_by != voided_by) return;
    entry.status = entry.stands_still() ? DeadlineStatus::suspended : DeadlineStatus::running;
    entry.ended_at.reset();
    entry.ended_by = Sequence{};
  }

  static bool falls_away(Entry const& entry, Moment at) {
    return entry.status == DeadlineStatus::suspended ||
           (entry.status == DeadlineStatus::running && !is_past(entry.end, at));
  }

  static void end(Entry& entry, DeadlineStatus as, Moment at, Sequence by) {
    entry.status = as;
    entry.ended_at = at;
    entry.ended_by = by;
  }

  std::vector<Entry> entries_;
};

}  // namespace vertrek
