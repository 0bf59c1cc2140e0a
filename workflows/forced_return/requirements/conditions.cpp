#include "workflows/forced_return/requirements/conditions.hpp"

#include "workflows/forced_return/law_book.hpp"

namespace vertrek::forced_return {

std::optional<Period> decision_period(LawBook const& law, Objection const& objection,
                                      CivilDate law_day) {
  auto const& rule = law.deadline(DeadlineId::objection_decision);
  auto const* const version = version_on(rule, law_day);
  if (version == nullptr) return std::nullopt;
  auto period = version->period;
  auto const* const committee = variant_named(rule, with_committee);
  if (objection.with_committee && committee != nullptr) period = committee->period;
  auto const* const more = variant_named(rule, postponed_by);
  if (objection.postponed && more != nullptr && more->period.unit == period.unit)
    period.count += more->period.count;
  return period;
}

}  // namespace vertrek::forced_return
