#include "workflows/forced_return/requirement.hpp"

#include "workflows/forced_return/law_book.hpp"

namespace vertrek::forced_return {

namespace {

template <class Chosen>
std::vector<Requirement const*> unmet_among(CaseFile const& file, Step const& step, Chosen chosen) {
  std::vector<Requirement const*> missing;
  for (auto const* const requirement : file.law->requirements_of(step.kind))
    if (chosen(*requirement) && requirement->valid.covers(law_day(*requirement, file, step)) &&
        !requirement->met(file, step))
      missing.push_back(requirement);
  return missing;
}

}  // namespace

CivilDate law_day(Requirement const& requirement, CaseFile const& file, Step const& step) {
  auto const keeps = requirement.transition == Transition::keeps_its_law;
  return keeps && file.facts.notification ? dutch_date(file.facts.notification->done.at)
                                          : step.day();
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
          requirement.detail ? requirement.detail(file, step) : Text{}};
}

std::span<OpenQuestion const> open_questions() {
  static std::vector<OpenQuestion> const questions{
      {{"Schuift een termijn van de rechtbank in bewaring door naar een werkdag?",
        "Does a term of the court in detention move to a working day?"},
       {"nee: de laatste dag blijft staan", "no: the last day stays"}},
      {{"Binnen welke tijd na de zitting moet de rechtbank het onderzoek in bewaring sluiten?",
        "Within what time after the hearing must the court close its inquiry in detention?"},
       {"zonder vastgelegde latere sluiting telt de zitting als sluiting",
        "without a later closing on record, the hearing counts as the closing"}},
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
      {{"Geldt voor de beslissing op bezwaar Vw 76 in plaats van Awb 7:10?",
        "Does Vw 76 set the time to decide on the objection, instead of Awb 7:10?"},
       {"Awb 7:10: zes weken, twaalf met een commissie",
        "Awb 7:10: six weeks, twelve with a committee"}},
      {{"Hoe lang blijft een gehoor vóór inbewaringstelling bruikbaar terwijl de betrokkene vrij "
        "is?",
        "For how long can a hearing before detention be used while the person is at liberty?"},
       {"tot een maatregel, een vrijlating of een nieuwe vaststelling",
        "until an order, a release or a new determination"}},
      {{"Mag op een te lange ophouding een nieuwe volgen?",
        "May a hold that lasted too long be followed by another one?"},
       {"het wordt vastgelegd; de overschrijding blijft zichtbaar",
        "it is recorded; the breach stays in view"}},
      {{"Op welke grond rust een lichter middel voor EU-burgers, en vereist het een verstreken "
        "vertrektermijn?",
        "On which ground do lighter means for EU citizens rest, and must the departure term be "
        "over?"},
       {"Vw 54(2) of 56; ja", "Vw 54(2) or 56; yes"}},
      {{"Laat Dir 31(2) ook bewaring toe terwijl een voorlopige voorziening is gevraagd?",
        "Does Dir 31(2) allow detention as well while interim relief is pending?"},
       {"nee, alleen uitzetting", "no, removal only"}},
      {{"Loopt de vertrektermijn tijdens strafrechtelijke detentie door?",
        "Does the departure term run on during criminal detention?"},
       {"ja", "yes"}},
      {{"Blijft een beletsel na zijn einddatum gelden tot het wordt opgeheven?",
        "Does an impediment hold after its last day until it is lifted?"},
       {"ja", "yes"}},
      {{"Vanaf welke dag is de vertrektermijn een maand? RBDHA:2022:3344 leest vier weken als te "
        "kort voor de richtlijn; RBDHA:2022:4563 kwam tot het tegendeel.",
        "From which day is the departure term a month? RBDHA:2022:3344 reads four weeks as too "
        "short for the Directive; RBDHA:2022:4563 held the opposite."},
       {"één maand vanaf 8 april 2022, de dag van RBDHA:2022:3344; daarvoor vier weken",
        "one month from 8 April 2022, the day of RBDHA:2022:3344; before that four weeks"}},
  };
  return questions;
}

}  // namespace vertrek::forced_return
