#include "workflows/forced_return/requirement.hpp"

#include <array>

#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

std::vector<Requirement> const& catalogue() {
  static auto const all = [] {
    std::vector<Requirement> list;
    for (auto const& part :
         {record_requirements(), residence_requirements(), custody_requirements(),
          detention_requirements(), removal_requirements()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

using Index = std::array<std::vector<Requirement const*>, event_kind_count>;

Index const& by_event() {
  static auto const index = [] {
    Index lists;
    for (auto const& requirement : catalogue())
      for (auto const kind : requirement.before)
        lists.at(static_cast<std::size_t>(kind)).push_back(&requirement);
    return lists;
  }();
  return index;
}

template <class Chosen>
std::vector<Requirement const*> unmet_among(CaseFile const& file, Step const& step, Chosen chosen) {
  std::vector<Requirement const*> missing;
  auto const candidates = requirements_of(step.kind);
  if (candidates.empty()) return missing;
  auto const day = step.day();
  for (auto const* const requirement : candidates)
    if (chosen(*requirement) && requirement->valid.covers(day) && !requirement->met(file, step))
      missing.push_back(requirement);
  return missing;
}

}  // namespace

std::span<Requirement const> requirements() {
  return catalogue();
}

std::span<Requirement const* const> requirements_of(EventKind kind) {
  return by_event().at(static_cast<std::size_t>(kind));
}

std::vector<Requirement const*> unmet(CaseFile const& file, Step const& step) {
  return unmet_among(file, step, [](Requirement const&) { return true; });
}

std::vector<Requirement const*> unmet_by_case(CaseFile const& file, Step const& step) {
  return unmet_among(file, step, [](Requirement const& requirement) {
    return requirement.looks_at == LooksAt::the_case;
  });
}

Unmet as_unmet(Requirement const& requirement, CaseFile const& file, Step const& step) {
  return {RuleId{requirement.id}, requirement.articles, requirement.sentence,
          requirement.detail != nullptr ? requirement.detail(file, step) : Text{}};
}

std::span<OpenQuestion const> open_questions() {
  static std::vector<OpenQuestion> const questions{
      {{"Schuift een termijn van de rechtbank in bewaring door naar een werkdag?",
        "Does a term of the court in detention move to a working day?"},
       {"nee: de laatste dag blijft staan", "no: the last day stays"}},
      {{"Vanaf welke dag geldt de overplaatsing binnen 24 uur?",
        "From which day does the transfer within 24 hours apply?"},
       {"vanaf 10 maart 2022 (C-519/20)", "from 10 March 2022 (C-519/20)"}},
      {{"Belet een verzoek om voorlopige voorziening ook bewaring, of alleen uitzetting?",
        "Does interim relief bar detention as well, or removal only?"},
       {"beide worden geweigerd", "both are refused"}},
      {{"Mag de vertrektermijn als verstreken gelden terwijl een gepost bezwaar nog kan komen?",
        "May the departure term be treated as over while a posted objection can still arrive?"},
       {"nee, behalve bij een rechtmatig verkorte termijn",
        "no, save for a lawfully shortened term"}},
      {{"Hoeveel dagen van tevoren wordt een uitzetting aangekondigd?",
        "How many days before is a removal announced?"},
       {"er wordt aangekondigd; het aantal dagen wordt niet getoetst",
        "it is announced; the number of days is not tested"}},
      {{"Binden de veertien dagen voor gezinnen ook bij EU-burgers?",
        "Do the fourteen days for families bind for EU citizens?"},
       {"ja", "yes"}},
      {{"Ophouding door KMar aan de binnengrens: welke regels?",
        "Holds by KMar at the internal border: which rules?"},
       {"dezelfde als voor AVIM", "the same as for AVIM"}},
      {{"Welke dagen stelt het jaarlijkse koninklijk besluit gelijk met een feestdag?",
        "Which days does the yearly royal decree equate with a holiday?"},
       {"geen, tot zij in het bestand staan", "none, until they stand in the file"}},
      {{"Blijft een beletsel na zijn einddatum gelden tot het wordt opgeheven?",
        "Does an impediment hold after its last day until it is lifted?"},
       {"ja", "yes"}},
  };
  return questions;
}

}  // namespace vertrek::forced_return
