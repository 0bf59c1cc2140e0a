#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using enum Certainty;
using enum LooksAt;

/// Announced, and not before the day for which it was.
bool announced_first(CaseFile const& file, Step const& step) {
  auto const& facts = file.facts;
  return facts.announced && (!facts.removal_date || step.day() >= *facts.removal_date);
}

Text announced_detail(CaseFile const& file, Step const& /*step*/) {
  auto const& facts = file.facts;
  if (!facts.announced || !facts.removal_date) return {};
  return {
      "aangekondigd is de uitzetting van " + facts.removal_date->written_with_weekday(Language::nl),
      "what was announced is the removal of " +
          facts.removal_date->written_with_weekday(Language::en)};
}

}  // namespace

// clang-format off
std::vector<Requirement> removal_requirements() {
  return {
    // Inference: DTenV plans what it has taken over.
    {"transfer-accepted", {"Inference"}, inference, always, the_case, {K::removal_planned},
     [](CaseFile const& f, Step const&) { return f.facts.transfer_accepted.has_value(); },
     {"DTenV heeft de overdracht van de zaak aanvaard", "DTenV has accepted the transfer of the case"}},
    // Inference: who ordered it, lifts it.
    {"court-lifts-its-order", {"Inference"}, inference, always, the_step, {K::impediment_lifted},
     [](CaseFile const&, Step const& s) {
       return s.as<ImpedimentData>().kind != ImpedimentKind::interim_order || s.partner == Partner::court;
     },
     {"een voorlopige maatregel van een rechter wordt door de rechter opgeheven",
      "an interim order of a court is lifted by the court"}},
    {"fit-to-travel", {"Vw 64"}, text, always, the_case, {K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return !has_impediment(f, ImpedimentKind::medical); },
     {"er is geen medisch beletsel om te reizen", "no medical impediment stands in the way of travel"}},
    {"no-open-criminal-case", {"Vc"}, policy, always, the_case, {K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return !has_impediment(f, ImpedimentKind::criminal_case); },
     {"er loopt geen strafzaak, of de officier van justitie stemt in (het beletsel is opgeheven)",
      "no criminal case is open, or the prosecutor consents (the impediment is lifted)"}},
    // Inference: without a document no state takes the person in.
    {"document-available", {"Inference"}, inference, always, the_case, {K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return f.facts.document_obtained.has_value(); },
     {"er is een reisdocument", "a travel document is available"}},
    // Inference: nobody is removed by surprise; the days of notice are an open question.
    {"announced-first", {"Inference"}, inference, always, the_case, {K::removal_carried_out},
     announced_first,
     {"de uitzetting is aangekondigd, en niet voor een latere dag", "the removal was announced, and not for a later day"}, announced_detail},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
