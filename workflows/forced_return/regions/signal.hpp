#pragma once

#include <cstdint>
#include <string_view>

#include "engine/text.hpp"

namespace vertrek::forced_return {

/// What a transition table reacts to. Most signals are an event itself; the others say what an
/// event means in law (an objection in time suspends; six kinds of decision restore the right).
/// `signals_of` in signals.hpp derives them from an event and the facts.
enum class Signal : std::uint8_t {
  // the file
  case_opened,
  case_closed,
  case_reopened,
  // residence
  review_started,
  views_invited,
  views_received,
  residence_confirmed,
  residence_ended,
  determination_notified,
  determination_withdrawn,
  right_restored,   ///< confirmed, withdrawn, or annulled on objection or appeal
  right_lost_anew,  ///< a higher court set the annulment aside
  stay_exhausted,   ///< a departure was found genuine (C-719/19)
  // departure
  term_extended,
  term_elapsed,
  departure_confirmed,
  whereabouts_unknown,
  seen_before_due,     ///< seen again before any term ran
  seen_in_term,        ///< seen again while the term runs
  seen_in_suspension,  ///< seen again while the term is suspended
  seen_after_term,     ///< seen again after the term
  // remedies
  objection_lodged,
  objection_suspends,  ///< lodged in time, or excused
  objection_heard,
  objection_postponed,
  objection_decided,
  objection_rejected,  ///< unfounded, inadmissible or withdrawn
  appeal_lodged,
  appeal_decided,
  higher_appeal_lodged,
  higher_appeal_decided,
  interim_relief_requested,
  interim_relief_granted,
  interim_relief_refused,
  interim_relief_dropped,  ///< inadmissible or withdrawn, or the grant has ended
  interim_relief_remains,  ///< one of several was decided, and another one still bars
  // custody
  custody_stopped,
  custody_held,
  hold_extended,
  hold_ended,
  detention_heard,
  detention_imposed,
  detention_placed,
  detention_extended,
  detention_lifted,
  // review of the detention
  court_notified,
  detention_appeal_lodged,
  hearing_held,
  hearing_closed,
  detention_upheld,
  detention_unlawful,  ///< founded, of a detention that had ended
  lift_ordered,
  detention_higher_appeal_lodged,
  detention_higher_appeal_dismissed,
  // removal
  removal_transferred,
  removal_accepted,
  interview_held,
  document_requested,
  document_obtained,
  removal_planned,
  removal_announced,
  removal_cancelled,
  removal_carried_out,
  // impediments
  impediment_raised,
  impediment_lifted,    ///< others remain
  impediments_cleared,  ///< the last one was lifted
  // support
  assistance_started,
  assistance_ended,
  // lighter means
  lighter_means_imposed,
  lighter_means_not_kept,
  lighter_means_ended,
};
inline constexpr std::size_t signal_count =
    static_cast<std::size_t>(Signal::lighter_means_ended) + 1;

/// As it stands in pictures: `detention.imposed`, or for a derived one `objection suspends`.
[[nodiscard]] std::string_view name(Signal signal);
/// True when the signal is derived from events rather than an event itself.
[[nodiscard]] bool is_derived(Signal signal);
/// What a derived signal means and which events give it; empty for an event itself.
[[nodiscard]] Text meaning(Signal signal);

}  // namespace vertrek::forced_return
