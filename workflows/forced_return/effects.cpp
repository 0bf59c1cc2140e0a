#include "workflows/forced_return/effects.hpp"

#include <algorithm>

#include "workflows/forced_return/law_book.hpp"
#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

using K = EventKind;
using D = DeadlineId;

namespace {

/// The day whose law counts the term: its first day, or the day on which a later law took it over.
CivilDate law_day_of(CountedTerm const& term, Moment from) {
  auto const first_day = dutch_date(from);
  return term.version->valid.covers(first_day) ? first_day : *term.version->valid.from;
}

/// A laissez-passer serves one journey.
bool lasts_beyond_a_journey(std::optional<DocumentKind> kind) {
  return kind != DocumentKind::laissez_passer;
}

}  // namespace

std::optional<CaseDeadline> Effects::counted(DeadlineId id, Moment from) const {
  auto const term = count_term(file_.law->deadline(id), from, calendar_);
  if (!term) return std::nullopt;
  CaseDeadline entry;
  entry.rule = id;
  entry.trigger = done_.by;
  entry.from = from;
  entry.law_day = law_day_of(*term, from);
  entry.period = term->version->period;
  entry.end = term->end;
  return entry;
}

void Effects::open(DeadlineId id, Moment from) {
  // A rule that was not law on that day opens nothing.
  if (auto entry = counted(id, from)) file_.ledger.open(*std::move(entry));
}

Moment Effects::last_day_of(DeadlineId id) const {
  auto const* const deadline = file_.ledger.latest(id);
  if (deadline == nullptr) return done_.at;
  if (auto const* const day = std::get_if<CivilDate>(&deadline->end)) return start_of(*day);
  return std::get<Moment>(deadline->end);
}

void Effects::of_event(bool objection_suspends) {
  switch (step_.kind) {
    case K::case_opened: {
      auto const& data = step_.as<CaseOpened>();
      facts_.opened = done_;
      facts_.v_number = data.v_number.digits;
      facts_.nationality = data.nationality.code;
      facts_.initials = data.initials;
      facts_.minor_children = data.minor_children;
      break;
    }
    case K::case_closed:
      file_closed();
      break;
    case K::case_reopened:
      file_reopened();
      break;
    case K::chain_meeting_discussed:
      facts_.chain_approach = step_.as<ChainMeetingDiscussed>().approach;
      meet(D::chain_meeting_monthly);
      open(D::chain_meeting_monthly, done_.at);
      break;
    case K::shelter_placed:
      facts_.municipality = step_.as<ShelterPlaced>().municipality;
      facts_.in_shelter = true;
      facts_.shelter_outcome.reset();
      break;
    case K::shelter_ended:
      facts_.in_shelter = false;
      facts_.shelter_outcome = step_.as<ShelterEnded>().outcome;
      break;
    default:
      residence();
      departure();
      remedies(objection_suspends);
      custody();
      lighter_means();
      detention_in_court();
      removal();
      impediments();
  }
}

void Effects::file_closed() {
  facts_.closed = done_;
  file_.ledger.void_all(done_.at, done_.by);
}

void Effects::file_reopened() {
  // What closing voided runs on: closing a file takes no right away and gives no day.
  if (facts_.closed) file_.ledger.revive(facts_.closed->by);
  facts_.removed.reset();
  facts_.departed.reset();
  // An objection that came in meanwhile suspended what stood still with the file.
  if (!open_objection_suspends(file_)) return;
  meet(D::objection_term, facts_.objection->lodged);
  drop(D::postal_shadow);
  file_.ledger.suspend(D::departure_term, facts_.objection->lodged.at, facts_.objection->lodged.by);
}

void Effects::meet(DeadlineId id, Done done) {
  // Closing the file voided it, and yet it was done.
  if (file_.positions.in(File::closed) && facts_.closed) file_.ledger.revive(id, facts_.closed->by);
  file_.ledger.meet(id, done.at, done.by);
}

void Effects::drop(DeadlineId id) {
  // What this voids, no reopening of the file may bring back.
  if (file_.positions.in(File::closed) && facts_.closed) file_.ledger.revive(id, facts_.closed->by);
  file_.ledger.void_open(id, done_.at, done_.by);
}

// ---- residence ---------------------------------------------------------------------------------

void Effects::residence() {
  switch (step_.kind) {
    case K::residence_review_started:
      facts_.confirmed.reset();
      facts_.views_invited.reset();
      facts_.views_received = false;
      break;
    case K::residence_views_invited:
      views_invited();
      break;
    case K::residence_views_received:
      facts_.views_received = true;
      meet(D::views_term);
      break;
    case K::residence_confirmed:
      facts_.confirmed = done_;
      break;
    case K::residence_ended:
      facts_.determination = Determination{done_, step_.as<ResidenceEnded>().ground};
      facts_.notification.reset();
      facts_.determination_fell = false;
      facts_.annulled_on_appeal = false;
      facts_.stay_exhausted = false;
      facts_.reviewed_by_court = false;
      // A new determination has remedies of its own, and nothing that came before counts for it.
      facts_.objection.reset();
      facts_.objection_settled = false;
      facts_.hearing.reset();
      nothing_prepared();
      for (auto const id : {D::views_term, D::departure_term, D::objection_term, D::postal_shadow,
                            D::objection_decision, D::appeal_term, D::higher_appeal_term})
        drop(id);
      break;
    case K::residence_determination_notified:
      determination_notified();
      break;
    default:
      break;
  }
}

void Effects::views_invited() {
  facts_.views_invited = done_;
  facts_.respond_by = step_.as<ViewsInvited>().respond_by;
  drop(D::views_term);
  CaseDeadline entry;
  entry.rule = D::views_term;
  entry.trigger = done_.by;
  entry.from = done_.at;
  entry.law_day = dutch_date(done_.at);
  entry.end = facts_.respond_by;
  file_.ledger.open(std::move(entry));
}

void Effects::determination_notified() {
  auto const& data = step_.as<DeterminationNotified>();
  facts_.notification = Notification{done_, false};
  departure_term_begins(data.term, !is_blank(data.urgent), done_.at);
  open(D::objection_term, done_.at);
  open(D::postal_shadow, last_day_of(D::objection_term));
  if (facts_.objection && facts_.objection->open) {
    // Lodged before the notification, or known before it: early, and in time (Awb 6:10).
    meet(D::objection_term);
    drop(D::postal_shadow);
    open(D::objection_decision, last_day_of(D::objection_term));
    if (facts_.objection->suspends) file_.ledger.suspend(D::departure_term, done_.at, done_.by);
  }
}

void Effects::departure_term_begins(std::optional<StatedTerm> const& stated, bool urgent,
                                    Moment begin) {
  drop(D::departure_term);
  auto const from = dutch_date(begin);
  auto const lawful = count_term(file_.law->deadline(D::departure_term), begin, calendar_);
  if (!lawful) return;
  auto period = lawful->version->period;
  PeriodEnd end = lawful->end;
  if (stated) {
    auto const last_day = last_day_of_term(stated->period, from, Counting::civil, calendar_);
    auto const is_shorter = end_moment(last_day) < end_moment(lawful->end);
    // A shorter term without urgency is not lawful: the law's own term holds.
    if (!is_shorter || urgent) {
      period = stated->period;
      end = last_day;
    }
    if (is_shorter && urgent && facts_.notification) facts_.notification->lawfully_shortened = true;
  }
  CaseDeadline term;
  term.rule = D::departure_term;
  term.trigger = done_.by;
  term.from = begin;
  term.law_day = law_day_of(*lawful, begin);
  if (period.count > 0) {
    term.period = period;
    term.end = end;
  } else {
    term.end = begin;  // no days at all: over as soon as it begins
  }
  file_.ledger.open(std::move(term));
}

void Effects::right_restored() {
  facts_.determination_fell = true;
  for (auto const id : {D::departure_term, D::objection_term, D::postal_shadow,
                        D::objection_decision, D::appeal_term})
    drop(id);
  // Only what a ruling annulled can be revived by a higher court.
  facts_.annulled_on_appeal = step_.kind == K::appeal_decided;
  facts_.relief_pending = 0;
  facts_.relief_granted = 0;
  nothing_prepared();
}

void Effects::nothing_prepared() {
  facts_.transfer_accepted.reset();
  facts_.removal_date.reset();
  facts_.announced.reset();
}

void Effects::stay_exhausted() {
  facts_.stay_exhausted = true;
  nothing_prepared();
}

void Effects::right_lost_anew() {
  facts_.determination_fell = false;
  facts_.annulled_on_appeal = false;
  // Inference: the time to leave that the annulment took away is given anew.
  departure_term_begins(std::nullopt, false, done_.at);
  if (open_objection_suspends(file_)) file_.ledger.suspend(D::departure_term, done_.at, done_.by);
}

// ---- departure ---------------------------------------------------------------------------------

void Effects::departure() {
  switch (step_.kind) {
    case K::departure_term_extended:
      // Whatever was recorded, an extension takes no day away.
      if (extension_lengthens(file_, step_.as<TermExtended>().until))
        file_.ledger.move_end(D::departure_term, step_.as<TermExtended>().until);
      break;
    case K::departure_willingness_declared: {
      auto const& data = step_.as<WillingnessDeclared>();
      facts_.willing = !data.withdrawn;
      facts_.able = !data.withdrawn && data.able;
      break;
    }
    case K::departure_assistance_started:
      facts_.consent = step_.as<AssistanceStarted>().consent;
      facts_.organisation = step_.as<AssistanceStarted>().organisation;
      break;
    case K::departure_confirmed:
      facts_.departed = done_;
      meet(D::departure_term);
      break;
    case K::departure_term_elapsed:
      file_.ledger.pass(D::departure_term, DeadlineStatus::passed, done_.at, done_.by);
      break;
    case K::deadline_breached:
      if (auto const* const breached = deadline_rule_named(step_.as<DeadlineBreached>().rule))
        file_.ledger.pass(breached->id, DeadlineStatus::breached, done_.at, done_.by);
      break;
    default:
      break;
  }
}

// ---- remedies ----------------------------------------------------------------------------------

void Effects::remedies(bool objection_suspends) {
  switch (step_.kind) {
    case K::objection_lodged:
      objection_lodged(objection_suspends);
      break;
    case K::objection_heard:
      if (!facts_.objection || !step_.as<ObjectionHeard>().committee) break;
      facts_.objection->with_committee = true;
      decision_recounted();
      break;
    case K::objection_decision_postponed:
      if (!facts_.objection) break;
      facts_.objection->postponed = true;
      decision_recounted();
      break;
    case K::objection_decided:
      objection_decided();
      break;
    case K::appeal_lodged:
      meet(D::appeal_term);
      break;
    case K::interim_relief_requested:
      ++facts_.relief_pending;
      break;
    case K::interim_relief_decided:
      relief_decided();
      break;
    case K::appeal_decided:
      facts_.relief_granted = 0;
      facts_.reviewed_by_court = true;
      open(D::higher_appeal_term, done_.at);
      break;
    case K::higher_appeal_decided:
      if (step_.as<HigherAppealDecided>().against == HigherAppealAgainst::determination)
        facts_.relief_granted = 0;
      break;
    case K::higher_appeal_lodged:
      meet(step_.as<HigherAppealLodged>().against == HigherAppealAgainst::detention
               ? D::detention_higher_appeal_term
               : D::higher_appeal_term);
      break;
    default:
      break;
  }
}

/// A decision is first of all about an open request; without one, about what was granted.
void Effects::relief_decided() {
  auto const granted = step_.as<InterimReliefDecided>().outcome == ReliefOutcome::granted;
  if (facts_.relief_pending > 0)
    --facts_.relief_pending;
  else if (!granted && facts_.relief_granted > 0)
    --facts_.relief_granted;
  if (granted) ++facts_.relief_granted;
}

void Effects::objection_lodged(bool suspends) {
  auto const& data = step_.as<ObjectionLodged>();
  // A second, late letter takes nothing from the first one.
  auto const first_stands = open_objection_suspends(file_);
  if (!first_stands) facts_.objection = Objection{done_, suspends, true};
  // Posted in time counts from the day on which it was sent.
  auto const posted = data.manner == LodgingManner::posted && data.sent_at;
  meet(D::objection_term, {posted ? std::min(*data.sent_at, done_.at) : done_.at, done_.by});
  if (suspends) {
    drop(D::postal_shadow);
    file_.ledger.suspend(D::departure_term, done_.at, done_.by);
  }
  if (!first_stands && facts_.notification)
    open(D::objection_decision, last_day_of(D::objection_term));
}

void Effects::objection_decided() {
  auto const& data = step_.as<ObjectionDecided>();
  auto const suspended = facts_.objection && facts_.objection->suspends;
  // A decision does not come before what it decides, whatever date it was given.
  auto const decided =
      facts_.objection ? std::max(done_.at, facts_.objection->lodged.at) : done_.at;
  if (facts_.objection) facts_.objection->open = false;
  meet(D::objection_decision);
  switch (data.outcome) {
    case RemedyOutcome::founded:
      facts_.objection_settled = true;
      return;  // the right is restored: see there
    case RemedyOutcome::unfounded:
      facts_.objection_settled = true;
      if (facts_.notification) departure_term_begins(data.term, !is_blank(data.urgent), decided);
      break;
    case RemedyOutcome::inadmissible:
    case RemedyOutcome::withdrawn:
      // Inference: the days that were left run on.
      if (suspended) file_.ledger.resume(D::departure_term, decided, calendar_);
      break;
  }
  if (data.outcome != RemedyOutcome::withdrawn) open(D::appeal_term, decided);
}

/// A committee, or postponement, gives the IND more weeks from the same day.
void Effects::decision_recounted() {
  auto const* const deadline = file_.ledger.latest(D::objection_decision);
  if (deadline == nullptr || !deadline->is_open()) return;
  auto period = deadline->period;
  if (auto const more = decision_period(*file_.law, *facts_.objection, deadline->law_day))
    period = more;
  if (!period) return;
  file_.ledger.recount(D::objection_decision, *period,
                       count(*period, Counting::civil, deadline->from, calendar_));
}

// ---- custody -----------------------------------------------------------------------------------

void Effects::custody() {
  switch (step_.kind) {
    case K::custody_stopped:
      facts_.stopped = done_;
      break;
    case K::custody_held:
      facts_.hold = Hold{done_, 0};
      // Who is held has arrived: a later hour of arrival would lengthen the hold.
      open(D::hold_six_hours, std::min(step_.as<CustodyHeld>().arrived_at, done_.at));
      break;
    case K::custody_hold_extended:
      hold_extended();
      break;
    case K::custody_hold_ended:
      hold_ended();
      facts_.hearing.reset();
      break;
    case K::detention_heard:
      facts_.hearing = Hearing{done_, step_.as<DetentionHeard>().counsel_told};
      break;
    case K::detention_imposed:
      detention_imposed();
      break;
    case K::detention_placed:
      if (!facts_.detention) break;
      facts_.detention->placed = done_;
      facts_.detention->facility = step_.as<DetentionPlaced>().facility;
      meet(D::facility_transfer_24h);
      meet(D::police_cell);
      break;
    case K::detention_extended:
      detention_extended();
      break;
    case K::detention_lifted:
      if (facts_.lift_ordered || step_.as<DetentionLifted>().reason == LiftingReason::court_order)
        facts_.lifted_by_court = done_;
      facts_.lift_ordered = false;
      break;
    default:
      break;
  }
}

void Effects::hold_extended() {
  if (!facts_.hold) return;
  auto const first = facts_.hold->extensions == 0;
  ++facts_.hold->extensions;
  auto const* const six_hours = file_.ledger.latest(D::hold_six_hours);
  if (!first || six_hours == nullptr) return;
  auto const from = std::get<Moment>(six_hours->end);
  meet(D::hold_six_hours);
  open(D::hold_extension_48h, from);
}

void Effects::hold_ended() {
  meet(D::hold_six_hours);
  meet(D::hold_extension_48h);
  facts_.hold.reset();
  facts_.stopped.reset();
}

void Effects::detention_imposed() {
  hold_ended();
  facts_.hearing.reset();  // it served this order; another order needs another hearing
  auto const& data = step_.as<DetentionImposed>();
  Detention detention;
  detention.imposed = done_;
  detention.place = data.place;
  detention.grounds = data.grounds;
  facts_.detention = std::move(detention);
  if (data.place == DetentionPlace::police_cell) {
    // One of the two was law on that day.
    open(D::facility_transfer_24h, done_.at);
    open(D::police_cell, done_.at);
  }
  open(D::detention_court_notice, done_.at);
  open(D::detention_six_months, done_.at);
  if (facts_.minor_children > 0) open(D::family_fourteen_days, done_.at);
}

void Effects::detention_extended() {
  auto const& data = step_.as<DetentionExtended>();
  if (!is_blank(data.family_blocks_removal)) family_extended(data.until);
  PeriodEnd const until = data.until;
  auto const* const limit = file_.ledger.latest(D::detention_six_months);
  if (limit != nullptr && end_moment(until) > end_moment(limit->end))
    file_.ledger.move_end(D::detention_six_months, until);
}

void Effects::family_extended(CivilDate until) {
  auto const* const limit = family_limit(file_);
  if (limit != nullptr && end_moment(until) > end_moment(limit->end))
    file_.ledger.move_end(D::family_fourteen_days, until);
}

void Effects::detention_ended() {
  facts_.hearing.reset();
  // The power ended in time when it ended before its last day.
  meet(D::detention_six_months);
  meet(D::family_fourteen_days);
  for (auto const id :
       {D::facility_transfer_24h, D::police_cell, D::detention_court_notice, D::detention_hearing,
        D::detention_ruling, D::continuation_inquiry, D::continuation_ruling})
    drop(id);
  hold_ended();
}

// ---- lighter means -----------------------------------------------------------------------------

void Effects::lighter_means() {
  if (step_.kind != K::lighter_means_imposed) return;
  auto const& data = step_.as<LighterMeansImposed>();
  facts_.lighter_means = ImposedMeans{done_, data.means, data.duties};
}

// ---- the detention in court --------------------------------------------------------------------

void Effects::detention_in_court() {
  if (!facts_.detention) return;
  switch (step_.kind) {
    case K::detention_court_notified:
      facts_.detention->court_notified = done_;
      meet(D::detention_court_notice);
      court_receives();
      break;
    case K::detention_appeal_lodged:
      facts_.detention->continuation_pending = step_.as<DetentionAppealLodged>().continuation;
      if (facts_.detention->continuation_pending) {
        open(D::continuation_inquiry, done_.at);
      } else {
        facts_.detention->appeal_lodged = done_;
        drop(D::detention_court_notice);
        court_receives();
      }
      break;
    case K::detention_hearing_held:
      hearing_held();
      break;
    case K::detention_hearing_closed:
      hearing_closed();
      break;
    case K::detention_ruled:
      ruled();
      break;
    default:
      break;
  }
}

void Effects::court_receives() {
  // Notice and appeal may both come: the first one counts.
  auto const* const hearing = file_.ledger.latest(D::detention_hearing);
  auto const runs_for_this_order =
      hearing != nullptr && hearing->is_open() && hearing->trigger > facts_.detention->imposed.by;
  if (!runs_for_this_order) open(D::detention_hearing, done_.at);
}

/// Until a court has ruled on the order, the review before it is the first one.
bool Effects::reviews_continuation() const {
  return facts_.detention->continuation_pending && facts_.detention->ruled;
}

void Effects::hearing_held() {
  meet(D::detention_hearing);
  if (reviews_continuation() || !file_.positions.in(Custody::detained)) return;
  // Inference: a court closes its inquiry at the hearing unless it says otherwise (Awb 8:65). Until
  // a later closing is known the ruling is due from the hearing, so that no day goes unwatched.
  if (!ruling_runs_for_this_order()) open(D::detention_ruling, done_.at);
}

bool Effects::ruling_runs_for_this_order() const {
  auto const* const ruling = file_.ledger.latest(D::detention_ruling);
  return ruling != nullptr && ruling->is_open() && ruling->trigger > facts_.detention->imposed.by;
}

void Effects::hearing_closed() {
  if (reviews_continuation()) {
    meet(D::continuation_inquiry);
    open(D::continuation_ruling, done_.at);
    return;
  }
  meet(D::detention_hearing);
  auto ruling = counted(D::detention_ruling, done_.at);
  if (!ruling) return;
  if (ruling_runs_for_this_order())
    file_.ledger.count_anew(*std::move(ruling));
  else
    file_.ledger.open(*std::move(ruling));
}

void Effects::ruled() {
  for (auto const id :
       {D::detention_hearing, D::detention_ruling, D::continuation_inquiry, D::continuation_ruling})
    meet(id);
  auto const first_review = !facts_.detention->ruled || !facts_.detention->continuation_pending;
  facts_.detention->continuation_pending = false;
  facts_.detention->ruled = true;
  auto const& compensation = step_.as<DetentionRuled>().compensation_eur;
  if (compensation && compensation->cents > 0)
    facts_.compensations.push_back({done_, *compensation});
  // Against a ruling on the continuation there is no higher appeal (Vw 95).
  if (!first_review) return;
  drop(D::detention_higher_appeal_term);
  open(D::detention_higher_appeal_term, done_.at);
}

void Effects::lift_ordered() {
  if (file_.positions.in(Custody::detained)) facts_.lift_ordered = true;
}

void Effects::detention_unlawful() {
  // What a court struck after it had ended is as little to be repeated as what it lifted.
  facts_.lifted_by_court = done_;
}

// ---- removal -----------------------------------------------------------------------------------

void Effects::removal() {
  switch (step_.kind) {
    case K::removal_accepted:
      facts_.transfer_accepted = done_;
      break;
    case K::removal_interview_held:
      // Inference: whoever says so in an interview is willing; taking it back is an event of its
      // own.
      if (step_.as<InterviewHeld>().willing.value_or(false)) facts_.willing = true;
      break;
    case K::removal_document_obtained:
      facts_.document_obtained = done_;
      facts_.document_lasts = lasts_beyond_a_journey(step_.as<TravelDocument>().kind);
      break;
    case K::removal_planned:
      facts_.removal_date = step_.as<RemovalPlanned>().date;
      facts_.announced.reset();  // what was announced was another day
      break;
    case K::removal_announced:
      facts_.announced = done_;
      break;
    case K::removal_cancelled:
      facts_.removal_date.reset();
      facts_.announced.reset();
      break;
    case K::removal_carried_out:
      facts_.removed = done_;
      if (!facts_.document_lasts) facts_.document_obtained.reset();
      facts_.hearing.reset();
      nothing_prepared();
      facts_.lift_ordered = false;
      hold_ended();
      meet(D::departure_term);
      break;
    default:
      break;
  }
}

// ---- impediments -------------------------------------------------------------------------------

void Effects::impediments() {
  auto const kind = step_.as<ImpedimentData>().kind;
  if (step_.kind == K::impediment_raised && !has_impediment(file_, kind))
    facts_.impediments.push_back(kind);
  if (step_.kind == K::impediment_lifted) std::erase(facts_.impediments, kind);
}

}  // namespace vertrek::forced_return
