#pragma once

#include "workflows/forced_return/data.hpp"

namespace vertrek::forced_return {

template <class Struct>
struct Is {
  using type = Struct;
};

/// Calls `use` with the struct that the event's data is read into.
template <class Use>
auto with_struct(EventKind kind, Use&& use) {
  using enum EventKind;
  switch (kind) {
    case case_opened:
      return use(Is<CaseOpened>{});
    case case_closed:
      return use(Is<CaseClosed>{});
    case case_reopened:
    case residence_review_started:
    case residence_determination_withdrawn:
    case custody_hold_extended:
    case removal_cancelled:
    case objection_decision_postponed:
    case lighter_means_ended:
      return use(Is<ReasonGiven>{});
    case record_corrected:
      return use(Is<RecordCorrected>{});
    case note_added:
      return use(Is<NoteAdded>{});
    case chain_meeting_discussed:
      return use(Is<ChainMeetingDiscussed>{});
    case shelter_placed:
      return use(Is<ShelterPlaced>{});
    case shelter_ended:
      return use(Is<ShelterEnded>{});
    case residence_views_invited:
      return use(Is<ViewsInvited>{});
    case residence_views_received:
      return use(Is<ViewsReceived>{});
    case residence_confirmed:
      return use(Is<ResidenceConfirmed>{});
    case residence_ended:
      return use(Is<ResidenceEnded>{});
    case residence_determination_notified:
      return use(Is<DeterminationNotified>{});
    case departure_term_extended:
      return use(Is<TermExtended>{});
    case departure_willingness_declared:
      return use(Is<WillingnessDeclared>{});
    case departure_assistance_started:
      return use(Is<AssistanceStarted>{});
    case departure_assistance_ended:
      return use(Is<AssistanceEnded>{});
    case departure_confirmed:
      return use(Is<DepartureConfirmed>{});
    case objection_lodged:
      return use(Is<ObjectionLodged>{});
    case objection_heard:
      return use(Is<ObjectionHeard>{});
    case objection_decided:
      return use(Is<ObjectionDecided>{});
    case appeal_lodged:
      return use(Is<AppealLodged>{});
    case appeal_decided:
      return use(Is<AppealDecided>{});
    case higher_appeal_lodged:
      return use(Is<HigherAppealLodged>{});
    case higher_appeal_decided:
      return use(Is<HigherAppealDecided>{});
    case interim_relief_decided:
      return use(Is<InterimReliefDecided>{});
    case custody_stopped:
      return use(Is<CustodyStopped>{});
    case custody_held:
      return use(Is<CustodyHeld>{});
    case custody_hold_ended:
      return use(Is<HoldEnded>{});
    case lighter_means_imposed:
      return use(Is<LighterMeansImposed>{});
    case lighter_means_not_kept:
      return use(Is<LighterMeansNotKept>{});
    case detention_heard:
      return use(Is<DetentionHeard>{});
    case detention_imposed:
      return use(Is<DetentionImposed>{});
    case detention_placed:
      return use(Is<DetentionPlaced>{});
    case detention_extended:
      return use(Is<DetentionExtended>{});
    case detention_lifted:
      return use(Is<DetentionLifted>{});
    case detention_appeal_lodged:
      return use(Is<DetentionAppealLodged>{});
    case detention_ruled:
      return use(Is<DetentionRuled>{});
    case removal_interview_held:
      return use(Is<InterviewHeld>{});
    case removal_document_requested:
    case removal_document_obtained:
      return use(Is<TravelDocument>{});
    case removal_planned:
      return use(Is<RemovalPlanned>{});
    case removal_announced:
      return use(Is<RemovalAnnounced>{});
    case removal_carried_out:
      return use(Is<RemovalCarriedOut>{});
    case impediment_raised:
    case impediment_lifted:
      return use(Is<ImpedimentData>{});
    case deadline_breached:
      return use(Is<DeadlineBreached>{});
    case departure_whereabouts_unknown:
    case departure_term_elapsed:
    case interim_relief_requested:
    case detention_court_notified:
    case detention_hearing_held:
    case detention_hearing_closed:
    case removal_transferred:
    case removal_accepted:
      break;
  }
  return use(Is<NoData>{});
}

}  // namespace vertrek::forced_return
