#include "tests/scenarios/mutant.hpp"

#include <algorithm>
#include <map>

namespace vertrek::scenarios {

namespace fr = forced_return;

namespace {

/// What was struck; all empty: nothing.
struct Struck {
  std::string requirement;
  std::optional<fr::EventKind> before;
  std::string record_rule;
};

Struck& struck() {
  static Struck one;
  return one;
}

std::string name_of(fr::Requirement const& requirement, fr::EventKind before) {
  return std::string(requirement.id) + "@" + std::string(fr::spec(before).name);
}

/// The law, in which the struck requirement is met before that one event, whatever is so.
std::shared_ptr<fr::LawBook const> law_without(Struck const& gone, fr::LawBook const& real) {
  std::vector<fr::Requirement> requirements(real.requirements().begin(), real.requirements().end());
  for (auto& requirement : requirements) {
    if (requirement.id != gone.requirement) continue;
    requirement.met = [met = requirement.met, before = *gone.before](fr::CaseFile const& file,
                                                                     fr::Step const& step) {
      return step.kind == before || met(file, step);
    };
  }
  return std::make_shared<fr::LawBook const>(
      std::move(requirements),
      std::vector<fr::DeadlineRule>(real.deadlines().begin(), real.deadlines().end()));
}

/// Kept for the whole run: a case may be looked at after its process is gone.
std::shared_ptr<fr::LawBook const> law_under_test(std::shared_ptr<fr::LawBook const> const& law) {
  if (!struck().before) return law;
  static std::map<std::shared_ptr<fr::LawBook const>, std::shared_ptr<fr::LawBook const>> known;
  auto& mutated = known[law];
  if (!mutated) mutated = law_without(struck(), *law);
  return mutated;
}

/// What the process records when nothing is said against the command any more.
NewEvent recorded_all_the_same(Command const& command, Moment recorded_at,
                               std::vector<Unmet> const& set_aside) {
  NewEvent event{command.type, command.by,   command.occurred_at, recorded_at,
                 command.data, std::nullopt, command.key};
  if (!command.irregular) return event;
  event.irregular = Irregularity{*command.irregular, {}};
  for (auto const& unmet : set_aside) event.irregular->unmet.push_back(unmet.rule);
  return event;
}

}  // namespace

std::vector<std::string> all_mutants() {
  std::vector<std::string> names;
  for (auto const& requirement : fr::law_in_force().requirements())
    for (auto const kind : requirement.before) names.push_back(name_of(requirement, kind));
  for (auto const& rule : fr::record_rules()) names.emplace_back(rule.id);
  return names;
}

bool strike(std::string_view mutant) {
  for (auto const& requirement : fr::law_in_force().requirements())
    for (auto const kind : requirement.before)
      if (mutant == name_of(requirement, kind)) {
        struck() = {std::string(requirement.id), kind, {}};
        return true;
      }
  for (auto const& rule : fr::record_rules())
    if (mutant == rule.id) {
      struck() = {{}, std::nullopt, std::string(rule.id)};
      return true;
    }
  return false;
}

ProcessUnderTest::ProcessUnderTest(HolidayCalendar calendar,
                                   std::shared_ptr<fr::LawBook const> const& law)
    : real_(std::move(calendar), law_under_test(law)) {}

Decision ProcessUnderTest::decide(Command const& command, CaseState const& state,
                                  Clock const& clock) const {
  auto decision = real_.decide(command, state, clock);
  auto const& rule = struck().record_rule;
  if (decision || rule.empty()) return decision;
  auto refusal = std::move(decision.error());
  auto const spoke =
      std::erase_if(refusal.unmet, [&](Unmet const& unmet) { return unmet.rule.str() == rule; });
  if (spoke == 0) return tl::unexpected(std::move(refusal));
  // Only what the rule alone refused goes through: the law, and the other rules, still stand.
  auto const is_law = [](Unmet const& unmet) {
    auto const rules = fr::record_rules();
    return std::none_of(rules.begin(), rules.end(),
                        [&](fr::RecordRule const& one) { return unmet.rule.str() == one.id; });
  };
  auto const only_law = std::all_of(refusal.unmet.begin(), refusal.unmet.end(), is_law);
  if (refusal.unmet.empty() || (command.irregular && only_law))
    return recorded_all_the_same(command, clock.now(), refusal.unmet);
  return tl::unexpected(std::move(refusal));
}

}  // namespace vertrek::scenarios
