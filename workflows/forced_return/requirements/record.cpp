#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using enum Certainty;
using enum LooksAt;

std::string_view reason_of(Step const& step) {
  switch (step.kind) {
    case K::residence_confirmed:
      return step.as<ResidenceConfirmed>().ground;
    case K::departure_term_extended:
      return step.as<TermExtended>().reason;
    case K::record_corrected:
      return step.as<RecordCorrected>().reason;
    case K::note_added:
      return step.as<NoteAdded>().text;
    case K::lighter_means_not_kept:
      return step.as<LighterMeansNotKept>().facts;
    default:
      return step.as<ReasonGiven>().reason;
  }
}

bool reason_matches(CaseFile const& file, Step const& step) {
  switch (step.as<CaseClosed>().reason) {
    case ClosingReason::departed:
      return file.positions.in(Departure::departed);
    case ClosingReason::removed:
      return file.positions.in(Departure::removed);
    case ClosingReason::lawful_residence:
      return file.positions.in(Residence::confirmed, Residence::annulled, Residence::presumed);
    case ClosingReason::died:
    case ClosingReason::other:
      return true;
  }
  return true;
}

Recorded const* corrected(CaseFile const& file, Step const& step) {
  return file.find_recorded(step.as<RecordCorrected>().corrects.value);
}

bool own_record(CaseFile const& file, Step const& step) {
  auto const* const target = corrected(file, step);
  return target != nullptr && target->partner == step.partner &&
         target->kind != K::record_corrected;
}

/// What is wrong with the new values, or none. Nothing is recorded before it happens, and a
/// correction cannot make it so.
std::optional<Text> correction_problem(CaseFile const& file, Step const& step) {
  auto const* const target = corrected(file, step);
  if (target == nullptr) return {};
  auto const& set = step.as<RecordCorrected>().set.json;
  if (auto problem = check_correction(target->kind, set)) return problem;
  auto const occurred_at = corrected_moment(set);
  if (!occurred_at || *occurred_at <= target->recorded_at) return {};
  return Text{
      "occurred_at: dit werd vastgelegd op " + target->recorded_at.iso() + " en gebeurde daarvoor",
      "occurred_at: this was recorded at " + target->recorded_at.iso() +
          " and happened before that"};
}

bool correction_fits(CaseFile const& file, Step const& step) {
  return !correction_problem(file, step);
}

Text correction_detail(CaseFile const& file, Step const& step) {
  return correction_problem(file, step).value_or(Text{});
}

/// An effect does not come before its cause.
bool after_cause(CaseFile const& file, Step const& step) {
  auto const& facts = file.facts;
  auto const not_before = [&](std::optional<Done> const& cause) {
    return !cause || cause->at <= step.at;
  };
  switch (step.kind) {
    case K::residence_determination_notified:
      return !facts.determination || facts.determination->taken.at <= step.at;
    case K::residence_views_received:
      return not_before(facts.views_invited);
    case K::objection_decided:
      return !facts.objection || facts.objection->lodged.at <= step.at;
    case K::detention_placed:
    case K::detention_extended:
    case K::detention_lifted:
    case K::detention_ruled:
      return !facts.detention || facts.detention->imposed.at <= step.at;
    default:
      return true;
  }
}

}  // namespace

// clang-format off
std::vector<Requirement> record_requirements() {
  return {
    // Inference: what the law asks of a decision, we ask of every step that changes the case by somebody's choice.
    {"reasons-given", {"Awb 3:46"}, inference, always, the_step,
     {K::residence_confirmed, K::residence_determination_withdrawn, K::departure_term_extended, K::custody_hold_extended,
      K::lighter_means_not_kept, K::lighter_means_ended, K::removal_cancelled, K::case_reopened, K::record_corrected, K::note_added},
     [](CaseFile const&, Step const& s) { return !is_blank(reason_of(s)); },
     {"er is een reden of tekst gegeven", "a reason or text is given"}},
    // Inference: the file of somebody who is locked up stays open, or no deadline would guard them.
    {"after-its-cause", {"Inference"}, inference, always, the_step,
     {K::residence_determination_notified, K::residence_views_received, K::objection_decided, K::detention_placed,
      K::detention_extended, K::detention_lifted, K::detention_ruled},
     after_cause,
     {"een gevolg ligt niet vóór zijn oorzaak: controleer occurred_at", "an effect does not come before its cause: check occurred_at"},
     nullptr, SetAside::never},
    {"nobody-in-custody", {"Inference"}, inference, always, the_case, {K::case_closed},
     [](CaseFile const& f, Step const&) { return !in_custody(f); },
     {"niemand wordt in deze zaak nog vastgehouden", "nobody is still held in this case"}, nullptr, SetAside::never},
    // Inference: the reason given for closing is what the record says.
    {"closing-reason-recorded", {"Inference"}, inference, always, the_step, {K::case_closed}, reason_matches,
     {"de reden van sluiten blijkt uit het dossier: vertrek, uitzetting of rechtmatig verblijf is vastgelegd",
      "the reason for closing stands in the file: departure, removal or lawful residence is recorded"}},
    // Inference: who recorded a fact answers for it.
    {"own-record", {"Inference"}, inference, always, the_step, {K::record_corrected}, own_record,
     {"de gebeurtenis die wordt gecorrigeerd bestaat en is door dezelfde partner vastgelegd",
      "the event that is corrected exists and was recorded by the same partner"}, nullptr, SetAside::never},
    {"correction-fits", {"Inference"}, inference, always, the_step, {K::record_corrected}, correction_fits,
     {"de nieuwe waarden passen bij de velden van de gecorrigeerde gebeurtenis",
      "the new values fit the fields of the event that is corrected, and it had happened when it was recorded"},
     correction_detail, SetAside::never},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
