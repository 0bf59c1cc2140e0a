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
  auto const number = step.as<RecordCorrected>().corrects.value;
  if (number < 1 || static_cast<std::size_t>(number) > file.recorded.size()) return nullptr;
  return &file.recorded[static_cast<std::size_t>(number) - 1];
}

bool own_record(CaseFile const& file, Step const& step) {
  auto const* const target = corrected(file, step);
  return target != nullptr && target->partner == step.partner &&
         target->kind != K::record_corrected;
}

bool correction_fits(CaseFile const& file, Step const& step) {
  auto const* const target = corrected(file, step);
  return target == nullptr || !check_correction(target->kind, step.as<RecordCorrected>().set.json);
}

Text correction_detail(CaseFile const& file, Step const& step) {
  auto const* const target = corrected(file, step);
  if (target == nullptr) return {};
  auto const problem = check_correction(target->kind, step.as<RecordCorrected>().set.json);
  return problem.value_or(Text{});
}

}  // namespace

// clang-format off
std::vector<Requirement> record_requirements() {
  return {
    // Inference: what the law asks of a decision, we ask of every step that changes the case by somebody's choice.
    {"reasons-given", {"Awb 3:46"}, inference, always, the_step,
     {K::residence_confirmed, K::residence_determination_withdrawn, K::departure_term_extended, K::custody_hold_extended,
      K::removal_cancelled, K::case_reopened, K::record_corrected, K::note_added},
     [](CaseFile const&, Step const& s) { return !is_blank(reason_of(s)); },
     {"er is een reden of tekst gegeven", "a reason or text is given"}},
    // Inference: the file of somebody who is locked up stays open, or no deadline would guard them.
    {"nobody-in-custody", {"Inference"}, inference, always, the_case, {K::case_closed},
     [](CaseFile const& f, Step const&) { return !in_custody(f); },
     {"niemand wordt in deze zaak nog vastgehouden", "nobody is still held in this case"}},
    // Inference: the reason given for closing is what the record says.
    {"closing-reason-recorded", {"Inference"}, inference, always, the_step, {K::case_closed}, reason_matches,
     {"de reden van sluiten blijkt uit het dossier: vertrek, uitzetting of rechtmatig verblijf is vastgelegd",
      "the reason for closing stands in the file: departure, removal or lawful residence is recorded"}},
    // Inference: who recorded a fact answers for it.
    {"own-record", {"Inference"}, inference, always, the_step, {K::record_corrected}, own_record,
     {"de gebeurtenis die wordt gecorrigeerd bestaat en is door dezelfde partner vastgelegd",
      "the event that is corrected exists and was recorded by the same partner"}},
    {"correction-fits", {"Inference"}, inference, always, the_step, {K::record_corrected}, correction_fits,
     {"de nieuwe waarden passen bij de velden van de gecorrigeerde gebeurtenis",
      "the new values fit the fields of the event that is corrected"}, correction_detail},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
