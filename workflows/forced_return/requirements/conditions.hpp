#pragma once

#include <algorithm>
#include <vector>

#include "workflows/forced_return/requirement.hpp"

/// Conditions that several requirements and effects speak of, each tested in one place only.
namespace vertrek::forced_return {

/// A term that runs from the notification of the present determination, or from what came after it;
/// null when none was ever started. A term of an earlier determination says nothing of this one.
[[nodiscard]] inline CaseDeadline const* term_of_notification(CaseFile const& file, DeadlineId id) {
  auto const* const term = file.ledger.latest(id);
  auto const& notification = file.facts.notification;
  return term != nullptr && notification && term->trigger >= notification->done.by ? term : nullptr;
}

[[nodiscard]] inline CaseDeadline const* departure_term(CaseFile const& file) {
  return term_of_notification(file, DeadlineId::departure_term);
}

/// The last day of a term to leave that is stated from a day on. No days at all: it was over
/// before.
[[nodiscard]] inline CivilDate last_day_of_term(Period period, CivilDate from, Counting counting,
                                                HolidayCalendar const& calendar) {
  return period.count == 0 ? from.plus_days(-1) : count_days(period, counting, from, calendar);
}

/// The last day to leave has passed. A suspended or void term never ends, also not for somebody who
/// left meanwhile and came back.
[[nodiscard]] inline bool departure_term_over(CaseFile const& file, Moment at) {
  auto const* const term = departure_term(file);
  return term != nullptr && !term->stands_still() && term->status != DeadlineStatus::voided &&
         is_past(term->end, at);
}

/// An objection in time, or excused, on which nobody has decided yet.
[[nodiscard]] inline bool open_objection_suspends(CaseFile const& file) {
  auto const& objection = file.facts.objection;
  return objection && objection->open && objection->suspends;
}

/// A longer term can be given by an extension, never a shorter one.
[[nodiscard]] inline bool extension_lengthens(CaseFile const& file, CivilDate until) {
  auto const* const term = departure_term(file);
  return term == nullptr || end_moment(until) > end_moment(term->end);
}

/// The deadline by which the present hold must end.
[[nodiscard]] inline CaseDeadline const* hold_limit(CaseFile const& file) {
  if (!file.facts.hold) return nullptr;
  return file.ledger.latest(file.facts.hold->extensions > 0 ? DeadlineId::hold_extension_48h
                                                            : DeadlineId::hold_six_hours);
}

/// The fourteen days of the present order, when minors are in the family; null when not.
[[nodiscard]] inline CaseDeadline const* family_limit(CaseFile const& file) {
  auto const* const limit = file.ledger.latest(DeadlineId::family_fourteen_days);
  auto const& detention = file.facts.detention;
  return limit != nullptr && detention && limit->trigger == detention->imposed.by ? limit : nullptr;
}

/// How long the IND has to decide on this objection, when that is longer than the rule's own
/// period.
[[nodiscard]] std::optional<Period> decision_period(LawBook const& law, Objection const& objection,
                                                    CivilDate law_day);

/// Duties in the place of detention run, and nothing says that they are not kept.
[[nodiscard]] inline bool lighter_means_kept(CaseFile const& file) {
  return file.positions.in(LighterMeansState::active);
}

[[nodiscard]] inline bool has_impediment(CaseFile const& file, ImpedimentKind kind) {
  auto const& open = file.facts.impediments;
  return std::find(open.begin(), open.end(), kind) != open.end();
}

[[nodiscard]] inline bool willing_and_able(CaseFile const& file) {
  return file.facts.willing && file.facts.able;
}

/// `tot en met maandag 22 april 2024`.
[[nodiscard]] inline std::string last_day_written(CaseDeadline const& deadline, Language language) {
  auto const* const day = std::get_if<CivilDate>(&deadline.end);
  return day != nullptr ? day->written_with_weekday(language) : written(deadline.end, language);
}

// The catalogue, a room for each part of the process.
[[nodiscard]] std::vector<Requirement> record_requirements();
[[nodiscard]] std::vector<Requirement> residence_requirements();
[[nodiscard]] std::vector<Requirement> custody_requirements();
[[nodiscard]] std::vector<Requirement> detention_requirements();
[[nodiscard]] std::vector<Requirement> removal_requirements();

}  // namespace vertrek::forced_return
