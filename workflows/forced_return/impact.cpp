#include "workflows/forced_return/impact.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "workflows/forced_return/law_book.hpp"
#include "workflows/forced_return/retelling.hpp"

namespace vertrek::forced_return {

namespace {

/// What stands in the way of each step, by its number in the log.
class StepsUnderLaw final : public Listener {
 public:
  void before_step(CaseFile const& file, Step const& step, Event const& event) override {
    auto& missing = unmet_[event.sequence];
    missing = unmet_of_record(file, step);
    for (auto const* const requirement : unmet_of_law(file, step))
      missing.push_back(as_unmet(*requirement, file, step));
  }
  [[nodiscard]] std::vector<Unmet> const& unmet(Event const& event) const {
    return unmet_.at(event.sequence);
  }

 private:
  std::map<Sequence, std::vector<Unmet>> unmet_;
};

// ---- steps -------------------------------------------------------------------------------------

/// The rules of `unmet` that are not among the others.
std::vector<RuleId> only_in(std::vector<Unmet> const& unmet, std::vector<Unmet> const& others) {
  std::vector<RuleId> rules;
  for (auto const& one : unmet)
    if (std::none_of(others.begin(), others.end(),
                     [&](Unmet const& other) { return other.rule == one.rule; }))
      rules.push_back(one.rule);
  return rules;
}

std::optional<StepImpact> step_impact(Event const& event, std::vector<Unmet> const& present,
                                      std::vector<Unmet> const& proposed) {
  StepImpact step{event, {}, proposed, only_in(proposed, present), only_in(present, proposed)};
  if (step.added.empty() && step.gone.empty()) return std::nullopt;
  if (present.empty())
    step.change = StepChange::refused;
  else if (proposed.empty())
    step.change = StepChange::no_longer_refused;
  else
    step.change = step.added.empty() ? StepChange::refused_for_less : StepChange::refused_for_more;
  return step;
}

// ---- deadlines ---------------------------------------------------------------------------------

/// One deadline under both laws: of the same rule, from the same event, and the same one of
/// several.
struct Pair {
  CaseDeadline const* present = nullptr;
  CaseDeadline const* proposed = nullptr;
};

class Pairs {
 public:
  void add(CaseLedger const& ledger, CaseDeadline const* Pair::*law) {
    std::map<std::pair<DeadlineId, Sequence>, int> seen;
    for (auto const& entry : ledger.entries()) {
      Key const key{entry.trigger, entry.rule, seen[{entry.rule, entry.trigger}]++};
      pairs_[key].*law = &entry;
    }
  }
  /// By the event from which they run, then in the order of the catalogue.
  [[nodiscard]] auto const& all() const { return pairs_; }

 private:
  using Key = std::tuple<Sequence, DeadlineId, int>;
  std::map<Key, Pair> pairs_;
};

std::optional<DeadlineUnderLaw> under(CaseDeadline const* deadline, LawBook const& law, Moment at) {
  if (deadline == nullptr) return std::nullopt;
  auto const* const version = version_on(law.deadline(deadline->rule), deadline->law_day);
  return DeadlineUnderLaw{deadline->end, status_at(*deadline, at), deadline->period,
                          version != nullptr ? version->articles : std::vector<std::string>{}};
}

Event const& numbered(std::span<Event const> events, Sequence number) {
  // Only what people recorded opens a deadline, and that is in the log.
  return *std::find_if(events.begin(), events.end(),
                       [&](Event const& event) { return event.sequence == number; });
}

}  // namespace

std::string_view name(StepChange change) {
  switch (change) {
    case StepChange::refused:
      return "refused";
    case StepChange::refused_for_more:
      return "refused-for-more";
    case StepChange::refused_for_less:
      return "refused-for-less";
    case StepChange::no_longer_refused:
      return "no-longer-refused";
  }
  return {};
}

Text const& meaning(StepChange change) {
  static std::array<Text, 4> const texts{
      {{"was rechtmatig, zou worden geweigerd", "was lawful, would be refused"},
       {"was onrechtmatig, meer zou in de weg staan", "was unlawful, more would stand in its way"},
       {"was onrechtmatig, minder zou in de weg staan",
        "was unlawful, less would stand in its way"},
       {"was onrechtmatig, zou rechtmatig zijn", "was unlawful, would be lawful"}}};
  return texts.at(static_cast<std::size_t>(change));
}

CaseImpact impact(ForcedReturn const& present, ForcedReturn const& proposed,
                  std::span<Event const> events, Moment at) {
  StepsUnderLaw now;
  StepsUnderLaw then;
  CaseImpact result;
  result.file = retell(present, events, Order::as_recorded, at, now);
  auto const file_then = retell(proposed, events, Order::as_recorded, at, then);
  for (auto const& event : events) {
    if (is_passing(event)) continue;
    if (auto step = step_impact(event, now.unmet(event), then.unmet(event)))
      result.steps.push_back(std::move(*step));
  }
  Pairs pairs;
  pairs.add(result.file.ledger, &Pair::present);
  pairs.add(file_then.ledger, &Pair::proposed);
  for (auto const& [key, pair] : pairs.all()) {
    auto const& [trigger, rule, nth] = key;
    DeadlineImpact deadline{rule, numbered(events, trigger), under(pair.present, present.law(), at),
                            under(pair.proposed, proposed.law(), at)};
    if (deadline.appears() || deadline.disappears() || deadline.ends_otherwise() ||
        deadline.stands_otherwise())
      result.deadlines.push_back(std::move(deadline));
  }
  return result;
}

}  // namespace vertrek::forced_return
