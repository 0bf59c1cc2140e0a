#pragma once

#include "workflows/forced_return/case_file.hpp"

namespace vertrek::forced_return {

/// What one event changes in the facts and in the deadlines of a case. Law section 4: what acts on
/// what. The regions have moved already.
class Effects {
 public:
  Effects(CaseFile& file, Step const& step, Done done, HolidayCalendar const& calendar)
      : file_(file), facts_(file.facts), step_(step), done_(done), calendar_(calendar) {}

  void of_event(bool objection_suspends);
  /// The determination fell: everything that rests on it ends.
  void right_restored();
  /// A higher court set the annulment aside: the determination stands again.
  void right_lost_anew();
  /// A departure was found genuine: what was prepared on this determination has no ground left.
  void stay_exhausted();
  /// A court ordered the detention to be lifted.
  void lift_ordered();
  /// A court found a detention unlawful that had ended.
  void detention_unlawful();
  void detention_ended();

 private:
  void residence();
  void departure();
  void remedies(bool objection_suspends);
  void custody();
  void lighter_means();
  void detention_in_court();
  void removal();
  void impediments();

  void nothing_prepared();
  void views_invited();
  void determination_notified();
  void departure_term_begins(std::optional<StatedTerm> const& stated, bool urgent, Moment begin);
  void relief_decided();
  void objection_lodged(bool suspends);
  void objection_decided();
  void decision_recounted();
  void hold_extended();
  void hold_ended();
  void detention_imposed();
  void detention_extended();
  void family_extended(CivilDate until);
  void court_receives();
  [[nodiscard]] bool reviews_continuation() const;
  [[nodiscard]] bool ruling_runs_for_this_order() const;
  void hearing_held();
  void hearing_closed();
  void ruled();
  void file_closed();
  void file_reopened();

  /// The deadline as the law of the case counts it from there; none when it knew no such rule.
  [[nodiscard]] std::optional<CaseDeadline> counted(DeadlineId id, Moment from) const;
  void open(DeadlineId id, Moment from);
  void meet(DeadlineId id) { meet(id, done_); }
  void meet(DeadlineId id, Done done);
  void drop(DeadlineId id);
  /// Midnight after the last day of a civil deadline is the next one's beginning: its own last day.
  [[nodiscard]] Moment last_day_of(DeadlineId id) const;

  CaseFile& file_;
  Facts& facts_;
  Step const& step_;
  Done done_;
  HolidayCalendar const& calendar_;
};

}  // namespace vertrek::forced_return
