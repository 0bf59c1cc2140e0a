#include "workflows/forced_return/law_book.hpp"
#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using enum Certainty;
using enum LooksAt;

/// Shorter than the month (or, before 2022, the four weeks) that the law gives from this day.
bool stated_term_is_short(CaseFile const& file, std::optional<StatedTerm> const& term,
                          CivilDate from) {
  if (!term) return false;
  auto const* const lawful = version_on(file.law->deadline(DeadlineId::departure_term), from);
  return lawful != nullptr &&
         last_day_of_term(term->period, from, Counting::civil_no_roll, HolidayCalendar{}) <
             count_days(lawful->period, Counting::civil_no_roll, from, HolidayCalendar{});
}

bool term_not_short(CaseFile const& file, Step const& step) {
  if (step.kind == K::residence_determination_notified) {
    auto const& data = step.as<DeterminationNotified>();
    return !stated_term_is_short(file, data.term, step.day()) || !is_blank(data.urgent);
  }
  auto const& data = step.as<ObjectionDecided>();
  return !stated_term_is_short(file, data.term, step.day()) || !is_blank(data.urgent);
}

bool views_invited(CaseFile const& file, Step const& step) {
  auto const& facts = file.facts;
  if (!facts.views_invited) return false;
  // A term that was over before it began gave nobody time to answer.
  auto const had_time = facts.respond_by > dutch_date(facts.views_invited->at);
  return facts.views_received || (had_time && step.day() > facts.respond_by);
}

Text views_detail(CaseFile const& file, Step const& /*step*/) {
  auto const& facts = file.facts;
  if (!facts.views_invited) return {"er is niet uitgenodigd", "nobody was invited"};
  return {"de termijn voor de zienswijze loopt tot en met " +
              facts.respond_by.written_with_weekday(Language::nl),
          "views can be given up to and including " +
              facts.respond_by.written_with_weekday(Language::en)};
}

bool postponed_once(CaseFile const& file, Step const& step) {
  auto const& objection = file.facts.objection;
  auto const* const deadline = file.ledger.latest(DeadlineId::objection_decision);
  return objection && !objection->postponed && !is_blank(step.as<ReasonGiven>().reason) &&
         (deadline == nullptr || !is_past(deadline->end, step.at));
}

bool lengthens(CaseFile const& file, Step const& step) {
  return extension_lengthens(file, step.as<TermExtended>().until);
}

Text present_last_day(CaseFile const& file, Step const& /*step*/) {
  auto const* const term = departure_term(file);
  if (term == nullptr) return {};
  return {"de laatste dag is nu " + last_day_written(*term, Language::nl),
          "the last day is now " + last_day_written(*term, Language::en)};
}

bool genuine_end_found(CaseFile const& /*file*/, Step const& step) {
  auto const& data = step.as<DepartureConfirmed>();
  return !data.genuine || (step.partner == Partner::ind && !is_blank(data.reasons));
}

}  // namespace

// clang-format off
std::vector<Requirement> residence_requirements() {
  return {
    {"reasonable-doubt", {"Dir 14(2)"}, text, always, the_step, {K::residence_review_started},
     [](CaseFile const&, Step const& s) { return !is_blank(s.as<ReasonGiven>().reason); },
     {"er is een concrete reden om aan het verblijfsrecht te twijfelen; stelselmatige controle mag niet",
      "there is a concrete reason to doubt the right of residence; systematic checks are not allowed"}},

    {"views-invited", {"Awb 4:8"}, text, always, the_case, {K::residence_ended}, views_invited,
     {"de betrokkene is uitgenodigd een zienswijze te geven, en gaf die of de termijn is voorbij",
      "the person was invited to give views, and gave them or the time for it has passed"}, views_detail},
    {"conditions-not-met", {"Dir 7", "Dir 14", "Vb 8.12"}, text, always, the_step, {K::residence_ended},
     [](CaseFile const&, Step const& s) { return !is_blank(s.as<ResidenceEnded>().facts); },
     {"de grond en de feiten van de vaststelling zijn vermeld", "the ground and the facts of the determination are stated"}},
    {"no-prospect-of-work", {"Dir 14(4)(b)"}, text, always, the_step, {K::residence_ended},
     [](CaseFile const&, Step const& s) {
       auto const& data = s.as<ResidenceEnded>();
       return !data.prospect_of_work || data.ground != DeterminationGround::conditions_not_met;
     },
     {"wie werk zoekt en een reële kans heeft het te vinden, wordt niet verwijderd",
      "somebody who seeks work and has a genuine chance of finding it is not expelled"}},
    {"not-automatic", {"Dir 14(3)", "Awb 3:4"}, text, always, the_step, {K::residence_ended},
     [](CaseFile const&, Step const& s) { return !is_blank(s.as<ResidenceEnded>().interests_weighed); },
     {"de belangen zijn gewogen, met redenen; een beroep op bijstand alleen is geen grond",
      "the interests are weighed, with reasons; recourse to social assistance alone is no ground"}},
    // Inference: a determination after a confirmation needs a review that was started since.
    {"not-confirmed", {"Inference"}, inference, always, the_case, {K::residence_ended},
     [](CaseFile const& f, Step const&) { return !f.facts.confirmed; },
     {"rechtmatig verblijf is niet bevestigd zonder dat daarna een nieuw onderzoek begon",
      "lawful residence was not confirmed without a new review since"}},

    {"determination-taken", {"Awb 3:40", "Awb 3:41"}, text, always, the_case, {K::residence_determination_notified},
     [](CaseFile const& f, Step const&) { return f.facts.determination && !f.facts.determination_fell; },
     {"er is een vaststelling om bekend te maken", "there is a determination to notify"}},
    {"remedy-clause", {"Dir 30(1)", "Dir 30(3)"}, text, always, the_step, {K::residence_determination_notified},
     [](CaseFile const&, Step const& s) { return s.as<DeterminationNotified>().remedy_clause; },
     {"rechtsmiddel, termijn en vertrektermijn staan vermeld in een taal die de betrokkene begrijpt",
      "remedy, time limit and departure term are stated, in a language understood"}},
    // Inference: the same holds for a term stated with the decision on an objection.
    {"term-not-short", {"Dir 30(3)", "Vb 8.24(3)"}, text, always, the_step,
     {K::residence_determination_notified, K::objection_decided}, term_not_short,
     {"een vertrektermijn korter dan de wettelijke heeft een dringend geval met redenen nodig",
      "a departure term shorter than the law's needs an urgent case with reasons"}},

    {"postponed-once", {"Awb 7:10(3)"}, text, always, the_step, {K::objection_decision_postponed}, postponed_once,
     {"de beslissing op bezwaar wordt één keer verdaagd, met redenen en voor het einde van de beslistermijn",
      "the decision on the objection is postponed once, with reasons and before the time to decide is over"}},
    {"term-lengthened", {"Dir 30(3)"}, inference, always, the_step, {K::departure_term_extended}, lengthens,
     {"een verlenging maakt de vertrektermijn langer, nooit korter", "an extension makes the departure term longer, never shorter"},
     present_last_day},
    {"genuine-end-found", {"C-719/19", "RVS:2022:562"}, text, always, the_step, {K::departure_confirmed}, genuine_end_found,
     {"of het verblijf daadwerkelijk en effectief is beëindigd, stelt de IND vast, met redenen",
      "whether the stay has genuinely and effectively ended is found by the IND, with reasons"}},
    // Inference: the GDPR asks for a lawful basis; for help chosen freely that is consent.
    {"consent", {"GDPR 6", "GDPR 7"}, inference, always, the_step, {K::departure_assistance_started},
     [](CaseFile const&, Step const& s) { return s.as<AssistanceStarted>().consent; },
     {"de betrokkene stemt in met het delen van gegevens met de organisatie",
      "the person consents to sharing data with the organisation"}},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
