#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/period.hpp"
#include "engine/deadlines/ledger.hpp"
#include "engine/result.hpp"
#include "workflows/forced_return/law.hpp"

namespace vertrek::forced_return {

/// The deadlines that the law sets on this process.
enum class DeadlineId : std::uint8_t {
  departure_term,
  objection_term,
  postal_shadow,
  objection_decision,
  appeal_term,
  higher_appeal_term,
  hold_six_hours,
  hold_extension_48h,
  facility_transfer_24h,
  police_cell,
  detention_court_notice,
  detention_hearing,
  detention_ruling,
  detention_higher_appeal_term,
  continuation_inquiry,
  continuation_ruling,
  detention_six_months,
  family_fourteen_days,
  views_term,
  chain_meeting_monthly,
};

/// What the end of a deadline means.
enum class AtItsEnd : std::uint8_t {
  possibility_opens,  ///< a fact is recorded; nothing starts by itself
  right_lapses,
  duty_breached,
  power_ends,
  reminder,
};
[[nodiscard]] Text const& meaning(AtItsEnd end);

/// The period of a rule over the days on which it began to count.
struct PeriodVersion {
  Validity valid;
  Period period;
  std::vector<std::string> articles;
  /// What this version does to a term that runs when it comes into force.
  Transition transition = Transition::keeps_its_law;
};

inline constexpr std::string_view with_committee = "with a committee";
inline constexpr std::string_view postponed_by = "postponed by";

/// A period of another length that the same articles set for some cases.
struct PeriodVariant {
  std::string_view name;  ///< `with a committee`
  Period period;
  std::vector<std::string> articles;
  Text title;  ///< the name, for people
};

/// A statutory period: one value with everything that people and the program need of it.
struct DeadlineRule {
  DeadlineId id{};
  std::string_view name;  ///< `departure-term`
  Text title;
  Text counted_from;
  Text binds;
  Counting counting{};
  AtItsEnd at_its_end{};
  Certainty certainty{};
  std::vector<PeriodVersion> versions;
  Text note;  ///< what else there is to know; may be empty
  std::vector<PeriodVariant> variants = {};
};

[[nodiscard]] std::span<DeadlineRule const> deadline_rules();
[[nodiscard]] DeadlineRule const& rule(DeadlineId id);
[[nodiscard]] DeadlineRule const* deadline_rule_named(std::string_view name);
/// The version in force for a period that begins on this day; null when the rule was not in force.
[[nodiscard]] PeriodVersion const* version_on(DeadlineRule const& rule, CivilDate day);

using CaseDeadline = Deadline<DeadlineId>;
using CaseLedger = Ledger<DeadlineId>;

/// A term from its first day to its end, and the version of the law that set it.
struct CountedTerm {
  PeriodVersion const* version = nullptr;
  PeriodEnd end{};
};

/// The variant of that name; null when the rule has none.
[[nodiscard]] PeriodVariant const* variant_named(DeadlineRule const& rule, std::string_view name);

/// The term that begins at `from`: by the law of its first day, unless a later version that takes
/// over running terms came into force before it ended. A term that the later version would have
/// ended before it came into force ends on the day before. None when the rule was not in force.
[[nodiscard]] std::optional<CountedTerm> count_term(DeadlineRule const& rule, Moment from,
                                                    HolidayCalendar const& calendar);

/// The version of the rule by which the deadline was counted; null when none was in force.
[[nodiscard]] PeriodVersion const* version_of(CaseDeadline const& deadline);

/// One deadline, counted and explained.
struct ComputedDeadline {
  DeadlineRule const* rule = nullptr;
  PeriodVersion const* version = nullptr;
  PeriodEnd end{};
  std::vector<CountStep> steps;
};

/// `vertrek deadline compute`: the rule counted from a day or a moment, as text. Errors: an unknown
/// rule, a date that does not exist, a day for a rule in hours, a rule not in force on that day.
[[nodiscard]] Result<ComputedDeadline> compute_deadline(std::string_view rule_name,
                                                        std::string_view from,
                                                        HolidayCalendar const& calendar);

/// All steps that led to the end of a deadline of a case, suspensions and extensions included.
[[nodiscard]] std::vector<CountStep> explain(CaseDeadline const& deadline,
                                             HolidayCalendar const& calendar);

/// The status as it stands at a moment: an open deadline whose end has come has passed or is
/// breached, whether or not its passing has been recorded yet.
[[nodiscard]] DeadlineStatus status_at(CaseDeadline const& deadline, Moment moment);
[[nodiscard]] std::string_view name(DeadlineStatus status);
[[nodiscard]] Text const& meaning(DeadlineStatus status);

}  // namespace vertrek::forced_return
