#include "workflows/forced_return/signals.hpp"

#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using S = Signal;

/// Somebody who had left, been removed or been lost from sight is here again: the departure region
/// goes on where the term of the determination stands.
void add_seen_again(Signals& signals, Step const& step, CaseFile const& before) {
  if (!before.positions.in(Departure::departed, Departure::removed, Departure::gone)) return;
  auto const* const term = departure_term(before);
  auto const stands = before.facts.determination && !before.facts.determination_fell &&
                      !before.facts.stay_exhausted;
  if (!stands || term == nullptr || term->status == DeadlineStatus::voided) {
    signals.add(S::seen_before_due);
  } else if (term->stands_still()) {
    signals.add(S::seen_in_suspension);
  } else {
    signals.add(departure_term_over(before, step.at) ? S::seen_after_term : S::seen_in_term);
  }
}

/// In time, in the post in time, or excused. Before the term begins an objection is early, not
/// late. The terms are taken by their ends: closing a file takes no right away.
bool objection_in_time(Step const& step, CaseFile const& before) {
  if (before.facts.objection_settled) return false;  // what is left is an appeal
  auto const& data = step.as<ObjectionLodged>();
  if (!is_blank(data.excused)) return true;
  auto const* const term = term_of_notification(before, DeadlineId::objection_term);
  if (term == nullptr || !is_past(term->end, step.at)) return true;
  auto const* const shadow = term_of_notification(before, DeadlineId::postal_shadow);
  return data.manner == LodgingManner::posted && data.sent_at && *data.sent_at <= step.at &&
         !is_past(term->end, *data.sent_at) && shadow != nullptr && !is_past(shadow->end, step.at);
}

void add_objection_decided(Signals& signals, RemedyOutcome outcome, CaseFile const& before) {
  signals.add(S::objection_decided);
  auto const suspended = before.facts.objection && before.facts.objection->suspends;
  if (outcome == RemedyOutcome::founded) {
    signals.add(S::right_restored);
  } else if (suspended || outcome == RemedyOutcome::unfounded) {
    // An objection that suspended nothing leaves the term as it was, unless it was decided on its
    // merits: then it was taken as lodged in time after all, and a new term runs.
    signals.add(S::objection_rejected);
  }
}

/// Several requests may be open at once: the bar is gone only when none is open and none granted.
S relief_signal(ReliefOutcome outcome, Facts const& before) {
  if (outcome == ReliefOutcome::granted) return S::interim_relief_granted;
  auto const open_before = before.relief_pending + before.relief_granted;
  if (open_before > 1) return S::interim_relief_remains;
  return outcome == ReliefOutcome::refused ? S::interim_relief_refused : S::interim_relief_dropped;
}

/// A grant lasts until the court has decided what it waits for; an open request bars on.
void add_end_of_relief(Signals& signals, Facts const& before) {
  if (before.relief_granted > 0 && before.relief_pending == 0)
    signals.add(S::interim_relief_dropped);
}

/// Only who is detained can be freed. Of a detention that had ended, what is left is whether it was
/// lawful.
S ruling_signal(DetentionRuled const& ruling, CaseFile const& before) {
  if (before.positions.in(Custody::detained))
    return ruling.orders_lifting() ? S::lift_ordered : S::detention_upheld;
  auto const unlawful = ruling.orders_lifting() || ruling.outcome == RulingOutcome::founded;
  return unlawful ? S::detention_unlawful : S::detention_upheld;
}

bool annuls(RemedyOutcome outcome, bool legal_effects_stand) {
  return outcome == RemedyOutcome::founded && !legal_effects_stand;
}

void add_higher_appeal_decided(Signals& signals, HigherAppealDecided const& data,
                               CaseFile const& before) {
  if (data.against == HigherAppealAgainst::detention) {
    // A ruling on an earlier order does not lift the order of today.
    auto const about_this_order = before.positions.in(Custody::detained) &&
                                  before.facts.detention && before.facts.detention->ruled &&
                                  !before.positions.in(Review::lifted);
    auto const lifts = about_this_order && annuls(data.outcome, data.legal_effects_stand);
    signals.add(lifts ? S::lift_ordered : S::detention_higher_appeal_dismissed);
    return;
  }
  signals.add(S::higher_appeal_decided);
  add_end_of_relief(signals, before.facts);
  if (!annuls(data.outcome, data.legal_effects_stand)) return;
  // Inference: founded against a ruling that annulled revives the determination; founded against
  // one that upheld it annuls. What fell for another reason does not come back to life.
  if (before.facts.annulled_on_appeal) {
    signals.add(S::right_lost_anew);
    // One that came in while the determination lay annulled has not been decided yet.
    if (open_objection_suspends(before)) signals.add(S::objection_suspends);
  } else if (!before.facts.determination_fell) {
    signals.add(S::right_restored);
  }
}

/// After a correction the term may end later than when its passing was recorded.
bool term_had_ended(CaseFile const& before, Moment at) {
  auto const* const term = departure_term(before);
  return term != nullptr && term->status == DeadlineStatus::running && at >= end_moment(term->end);
}

S lifting_of_impediment(Step const& step, CaseFile const& before) {
  auto const others_remain = before.facts.impediments.size() > 1 ||
                             !has_impediment(before, step.as<ImpedimentData>().kind);
  return others_remain ? S::impediment_lifted : S::impediments_cleared;
}

/// The event itself as a signal, for events that mean one thing only.
std::optional<S> plain_signal(EventKind kind) {
  switch (kind) {
    case K::case_opened:
      return S::case_opened;
    case K::case_closed:
      return S::case_closed;
    case K::residence_review_started:
      return S::review_started;
    case K::residence_views_invited:
      return S::views_invited;
    case K::residence_views_received:
      return S::views_received;
    case K::residence_ended:
      return S::residence_ended;
    case K::departure_whereabouts_unknown:
      return S::whereabouts_unknown;
    case K::departure_assistance_started:
      return S::assistance_started;
    case K::departure_assistance_ended:
      return S::assistance_ended;
    case K::objection_heard:
      return S::objection_heard;
    case K::objection_decision_postponed:
      return S::objection_postponed;
    case K::appeal_lodged:
      return S::appeal_lodged;
    case K::interim_relief_requested:
      return S::interim_relief_requested;
    case K::custody_hold_extended:
      return S::hold_extended;
    case K::custody_hold_ended:
      return S::hold_ended;
    case K::lighter_means_imposed:
      return S::lighter_means_imposed;
    case K::lighter_means_not_kept:
      return S::lighter_means_not_kept;
    case K::lighter_means_ended:
      return S::lighter_means_ended;
    case K::detention_heard:
      return S::detention_heard;
    case K::detention_placed:
      return S::detention_placed;
    case K::detention_extended:
      return S::detention_extended;
    case K::detention_lifted:
      return S::detention_lifted;
    case K::detention_court_notified:
      return S::court_notified;
    case K::detention_appeal_lodged:
      return S::detention_appeal_lodged;
    case K::detention_hearing_held:
      return S::hearing_held;
    case K::detention_hearing_closed:
      return S::hearing_closed;
    case K::removal_transferred:
      return S::removal_transferred;
    case K::removal_accepted:
      return S::removal_accepted;
    case K::removal_interview_held:
      return S::interview_held;
    case K::removal_document_requested:
      return S::document_requested;
    case K::removal_document_obtained:
      return S::document_obtained;
    case K::removal_planned:
      return S::removal_planned;
    case K::removal_announced:
      return S::removal_announced;
    case K::removal_cancelled:
      return S::removal_cancelled;
    case K::removal_carried_out:
      return S::removal_carried_out;
    case K::impediment_raised:
      return S::impediment_raised;
    default:
      return std::nullopt;
  }
}

}  // namespace

Signals signals_of(Step const& step, CaseFile const& before) {
  Signals signals;
  if (auto const plain = plain_signal(step.kind)) {
    signals.add(*plain);
    return signals;
  }
  switch (step.kind) {
    case K::case_reopened:
      signals.add(S::case_reopened);
      add_seen_again(signals, step, before);
      break;
    case K::residence_confirmed:
      signals.add(S::residence_confirmed);
      signals.add(S::right_restored);
      break;
    case K::residence_determination_notified:
      signals.add(S::determination_notified);
      // One that was lodged or known before the notification suspends at once.
      if (open_objection_suspends(before)) signals.add(S::objection_suspends);
      break;
    case K::residence_determination_withdrawn:
      signals.add(S::determination_withdrawn);
      signals.add(S::right_restored);
      break;
    case K::departure_term_extended:
      if (extension_lengthens(before, step.as<TermExtended>().until)) signals.add(S::term_extended);
      break;
    case K::departure_term_elapsed:
      if (term_had_ended(before, step.at)) signals.add(S::term_elapsed);
      break;
    case K::departure_confirmed:
      signals.add(S::departure_confirmed);
      if (step.as<DepartureConfirmed>().genuine.value_or(false)) signals.add(S::stay_exhausted);
      break;
    case K::objection_lodged:
      signals.add(S::objection_lodged);
      if (objection_in_time(step, before)) signals.add(S::objection_suspends);
      break;
    case K::objection_decided:
      add_objection_decided(signals, step.as<ObjectionDecided>().outcome, before);
      break;
    case K::appeal_decided: {
      auto const& data = step.as<AppealDecided>();
      signals.add(S::appeal_decided);
      add_end_of_relief(signals, before.facts);
      if (annuls(data.outcome, data.legal_effects_stand)) signals.add(S::right_restored);
      break;
    }
    case K::higher_appeal_lodged:
      signals.add(step.as<HigherAppealLodged>().against == HigherAppealAgainst::detention
                      ? S::detention_higher_appeal_lodged
                      : S::higher_appeal_lodged);
      break;
    case K::higher_appeal_decided:
      add_higher_appeal_decided(signals, step.as<HigherAppealDecided>(), before);
      break;
    case K::interim_relief_decided:
      signals.add(relief_signal(step.as<InterimReliefDecided>().outcome, before.facts));
      break;
    case K::custody_stopped:
      signals.add(S::custody_stopped);
      add_seen_again(signals, step, before);
      break;
    case K::custody_held:
      signals.add(S::custody_held);
      add_seen_again(signals, step, before);
      break;
    case K::detention_imposed:
      signals.add(S::detention_imposed);
      add_seen_again(signals, step, before);
      break;
    case K::detention_ruled:
      signals.add(ruling_signal(step.as<DetentionRuled>(), before));
      break;
    case K::impediment_lifted:
      signals.add(lifting_of_impediment(step, before));
      break;
    default:
      break;  // notes, corrections, meetings, shelter, willingness, breaches: no region moves
  }
  return signals;
}

Governing governing_regions(Step const& step) {
  auto const one = [](RegionId region) { return Governing{{region, region}, 1}; };
  switch (step.kind) {
    case K::case_opened:
    case K::case_closed:
    case K::case_reopened:
      return one(RegionId::file);
    case K::residence_review_started:
    case K::residence_views_invited:
    case K::residence_views_received:
    case K::residence_confirmed:
    case K::residence_ended:
    case K::residence_determination_notified:
    case K::residence_determination_withdrawn:
      return one(RegionId::residence);
    case K::departure_term_extended:
    case K::departure_confirmed:
      return one(RegionId::departure);
    case K::departure_assistance_started:
    case K::departure_assistance_ended:
      return one(RegionId::support);
    case K::objection_lodged:
    case K::objection_heard:
    case K::objection_decision_postponed:
    case K::objection_decided:
    case K::appeal_lodged:
    case K::appeal_decided:
      return one(RegionId::remedy);
    case K::higher_appeal_lodged:
      return one(step.as<HigherAppealLodged>().against == HigherAppealAgainst::detention
                     ? RegionId::review
                     : RegionId::remedy);
    case K::higher_appeal_decided:
      return one(step.as<HigherAppealDecided>().against == HigherAppealAgainst::detention
                     ? RegionId::review
                     : RegionId::remedy);
    case K::interim_relief_requested:
    case K::interim_relief_decided:
      return one(RegionId::interim_relief);
    case K::custody_stopped:
    case K::custody_held:
    case K::custody_hold_extended:
    case K::custody_hold_ended:
    case K::detention_heard:
    case K::detention_imposed:
    case K::detention_placed:
    case K::detention_extended:
    case K::detention_lifted:
      return one(RegionId::custody);
    case K::lighter_means_imposed:
    case K::lighter_means_not_kept:
    case K::lighter_means_ended:
      return one(RegionId::lighter_means);
    case K::detention_court_notified:
    case K::detention_appeal_lodged:
    case K::detention_hearing_held:
    case K::detention_hearing_closed:
    case K::detention_ruled:
      return one(RegionId::review);
    case K::removal_transferred:
    case K::removal_accepted:
    case K::removal_interview_held:
    case K::removal_document_requested:
    case K::removal_document_obtained:
    case K::removal_planned:
    case K::removal_announced:
    case K::removal_cancelled:
      return one(RegionId::removal);
    case K::removal_carried_out:
      return {{RegionId::removal, RegionId::departure}, 2};
    case K::impediment_raised:
    case K::impediment_lifted:
      return one(RegionId::impediment);
    case K::record_corrected:
    case K::note_added:
    case K::chain_meeting_discussed:
    case K::shelter_placed:
    case K::shelter_ended:
    case K::departure_willingness_declared:
    case K::departure_whereabouts_unknown:
    case K::departure_term_elapsed:
    case K::deadline_breached:
      break;
  }
  return {};
}

}  // namespace vertrek::forced_return
