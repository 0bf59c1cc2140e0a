#include "workflows/forced_return/regions/signal.hpp"

#include <array>

namespace vertrek::forced_return {

namespace {

struct SignalSpec {
  Signal signal{};
  std::string_view name;
  // Only for derived signals.
  std::string_view nl{};
  std::string_view en{};
};

using enum Signal;

// clang-format off
constexpr std::array<SignalSpec, signal_count> specs{{
  // the file
  {case_opened,              "case.opened"},
  {case_closed,              "case.closed"},
  {case_reopened,            "case.reopened"},
  // residence
  {review_started,           "residence.review_started"},
  {views_invited,            "residence.views_invited"},
  {views_received,           "residence.views_received"},
  {residence_confirmed,      "residence.confirmed"},
  {residence_ended,          "residence.ended"},
  {determination_notified,   "residence.determination_notified"},
  {determination_withdrawn,  "residence.determination_withdrawn"},
  {right_restored,           "right restored",
   "het verblijfsrecht is bevestigd, de vaststelling ingetrokken, of vernietigd in bezwaar, beroep of hoger beroep",
   "residence confirmed, the determination withdrawn, or annulled on objection, appeal or higher appeal"},
  {right_lost_anew,          "right lost anew",
   "in hoger beroep is de vernietiging van de vaststelling ongedaan gemaakt",
   "on higher appeal the annulment of the determination was set aside"},
  {stay_exhausted,           "stay exhausted",
   "bij departure.confirmed vond de IND dat het verblijf werkelijk is beëindigd (C-719/19)",
   "with departure.confirmed the IND found that the stay has genuinely ended (C-719/19)"},
  // departure
  {term_extended,            "departure.term_extended"},
  {term_elapsed,             "departure.term_elapsed"},
  {departure_confirmed,      "departure.confirmed"},
  {whereabouts_unknown,      "departure.whereabouts_unknown"},
  {seen_before_due,          "custody.stopped [before due]",
   "hier weer aangetroffen (ook bij ophouden, bewaring of case.reopened) zonder dat een vertrektermijn geldt",
   "found here again (also when held, detained, or by case.reopened) while no departure term applies"},
  {seen_in_term,             "custody.stopped [in term]",
   "hier weer aangetroffen terwijl de vertrektermijn loopt",
   "found here again while the departure term runs"},
  {seen_in_suspension,       "custody.stopped [in suspension]",
   "hier weer aangetroffen terwijl de vertrektermijn is geschorst",
   "found here again while the departure term is suspended"},
  {seen_after_term,          "custody.stopped [after term]",
   "hier weer aangetroffen na het einde van de vertrektermijn",
   "found here again after the end of the departure term"},
  // remedies
  {objection_lodged,         "objection.lodged"},
  {objection_suspends,       "objection suspends",
   "objection.lodged op tijd, op tijd gepost, of met een verschoonbare reden",
   "objection.lodged in time, posted in time, or excused"},
  {objection_heard,          "objection.heard"},
  {objection_postponed,      "objection.decision_postponed"},
  {objection_decided,        "objection.decided"},
  {objection_rejected,       "objection rejected",
   "objection.decided: ongegrond, niet-ontvankelijk of ingetrokken",
   "objection.decided: unfounded, inadmissible or withdrawn"},
  {appeal_lodged,            "appeal.lodged"},
  {appeal_decided,           "appeal.decided"},
  {higher_appeal_lodged,     "higher_appeal.lodged"},
  {higher_appeal_decided,    "higher_appeal.decided"},
  {interim_relief_requested, "interim_relief.requested"},
  {interim_relief_granted,   "interim_relief.decided [granted]",
   "de voorziening is toegewezen", "the relief was granted"},
  {interim_relief_refused,   "interim_relief.decided [refused]",
   "de voorziening is afgewezen", "the relief was refused"},
  {interim_relief_dropped,   "interim_relief.decided [dropped]",
   "het verzoek is niet-ontvankelijk of ingetrokken", "the request was inadmissible or withdrawn"},
  // custody
  {interim_relief_remains,   "interim_relief.decided [others remain]",
   "een ander verzoek of een eerdere voorziening belet nog", "another request or an earlier grant still bars"},
  {custody_stopped,          "custody.stopped"},
  {custody_held,             "custody.held"},
  {hold_extended,            "custody.hold_extended"},
  {hold_ended,               "custody.hold_ended"},
  {detention_heard,          "detention.heard"},
  {detention_imposed,        "detention.imposed"},
  {detention_placed,         "detention.placed"},
  {detention_extended,       "detention.extended"},
  {detention_lifted,         "detention.lifted"},
  // review of the detention
  {court_notified,           "detention.court_notified"},
  {detention_appeal_lodged,  "detention.appeal_lodged"},
  {hearing_held,             "detention.hearing_held"},
  {hearing_closed,           "detention.hearing_closed"},
  {detention_upheld,         "detention.ruled [upheld]",
   "de rechtbank laat de bewaring in stand", "the court lets the detention stand"},
  {detention_unlawful,       "detention.ruled [unlawful]",
   "de rechtbank vindt een bewaring onrechtmatig die al was geëindigd",
   "the court finds a detention unlawful that had ended already"},
  {lift_ordered,             "detention.ruled [lift]",
   "de rechtbank, of de Afdeling in hoger beroep, beveelt de bewaring op te heffen",
   "the court, or on higher appeal the Council of State, orders the detention lifted"},
  {detention_higher_appeal_lodged,    "higher_appeal.lodged [detention]",
   "hoger beroep tegen de uitspraak over de bewaring", "higher appeal against the ruling on the detention"},
  {detention_higher_appeal_dismissed, "higher_appeal.decided [detention]",
   "hoger beroep over de bewaring beslist zonder een nieuw bevel tot opheffing",
   "higher appeal on the detention decided without a new order to lift"},
  // removal
  {removal_transferred,      "removal.transferred"},
  {removal_accepted,         "removal.accepted"},
  {interview_held,           "removal.interview_held"},
  {document_requested,       "removal.document_requested"},
  {document_obtained,        "removal.document_obtained"},
  {removal_planned,          "removal.planned"},
  {removal_announced,        "removal.announced"},
  {removal_cancelled,        "removal.cancelled"},
  {removal_carried_out,      "removal.carried_out"},
  // impediments
  {impediment_raised,        "impediment.raised"},
  {impediment_lifted,        "impediment.lifted [others remain]",
   "er blijft een ander beletsel", "another impediment remains"},
  {impediments_cleared,      "impediment.lifted [last one]",
   "het laatste beletsel is weg", "the last impediment is gone"},
  // support
  {assistance_started,       "departure.assistance_started"},
  {assistance_ended,         "departure.assistance_ended"},
  // lighter means
  {lighter_means_imposed,    "lighter_means.imposed"},
  {lighter_means_not_kept,   "lighter_means.not_kept"},
  {lighter_means_ended,      "lighter_means.ended"},
}};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (static_cast<std::size_t>(specs[i].signal) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the names stand in the order of the enum");

constexpr SignalSpec const& spec_of(Signal signal) {
  return specs[static_cast<std::size_t>(signal)];
}

}  // namespace

std::string_view name(Signal signal) {
  return spec_of(signal).name;
}

bool is_derived(Signal signal) {
  return !spec_of(signal).nl.empty();
}

Text meaning(Signal signal) {
  auto const& spec = spec_of(signal);
  return {std::string{spec.nl}, std::string{spec.en}};
}

}  // namespace vertrek::forced_return
