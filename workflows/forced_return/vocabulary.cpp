#include "workflows/forced_return/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_map>
#include <vector>

namespace vertrek::forced_return {

namespace {

using enum Partner;
using K = EventKind;

constexpr std::array<std::string_view, partner_count> partner_names{
    "IND", "AVIM", "DTENV", "KMAR", "DJI", "COURT", "MUNICIPALITY", "COUNSEL", "SUPPORT", "ENGINE"};

constexpr std::array<Partner, partner_count> partners{
    ind, avim, dtenv, kmar, dji, court, municipality, counsel, support, engine};

constexpr Partners everybody{ind, avim, dtenv, kmar, dji, court, municipality, counsel, support};

// clang-format off
std::vector<EventSpec> const& table() {
  static std::vector<EventSpec> const rows{
    {K::case_opened, "case.opened", {ind, avim, dtenv, kmar, municipality}, {"dossier geopend", "case opened"}},
    {K::case_closed, "case.closed", {ind, dtenv}, {"dossier gesloten", "case closed"}},
    {K::case_reopened, "case.reopened", {ind, avim, dtenv}, {"dossier heropend", "case reopened"}},
    {K::record_corrected, "record.corrected", everybody, {"vastlegging gecorrigeerd", "record corrected"}},
    {K::note_added, "note.added", everybody, {"notitie toegevoegd", "note added"}},
    {K::chain_meeting_discussed, "chain_meeting.discussed", {municipality}, {"besproken in het ketenoverleg", "discussed in the chain meeting"}},
    {K::shelter_placed, "shelter.placed", {municipality}, {"geplaatst in de opvang", "placed in shelter"}},
    {K::shelter_ended, "shelter.ended", {municipality}, {"opvang beëindigd", "shelter ended"}},
    {K::residence_review_started, "residence.review_started", {ind}, {"onderzoek naar het verblijfsrecht gestart", "review of residence started"}},
    {K::residence_views_invited, "residence.views_invited", {ind}, {"uitgenodigd voor een zienswijze", "invited to give views"}},
    {K::residence_views_received, "residence.views_received", {ind}, {"zienswijze ontvangen", "views received"}},
    {K::residence_confirmed, "residence.confirmed", {ind}, {"rechtmatig verblijf bevestigd", "lawful residence confirmed"}},
    {K::residence_ended, "residence.ended", {ind}, {"einde rechtmatig verblijf vastgesteld", "end of lawful residence determined"}},
    {K::residence_determination_notified, "residence.determination_notified", {ind, avim}, {"vaststelling bekendgemaakt", "determination notified"}},
    {K::residence_determination_withdrawn, "residence.determination_withdrawn", {ind}, {"vaststelling ingetrokken", "determination withdrawn"}},
    {K::departure_term_extended, "departure.term_extended", {ind, dtenv}, {"vertrektermijn verlengd", "departure term extended"}},
    {K::departure_willingness_declared, "departure.willingness_declared", {dtenv, avim, ind, support, counsel}, {"bereidheid tot vertrek verklaard", "willingness to leave declared"}},
    {K::departure_assistance_started, "departure.assistance_started", {support, dtenv}, {"ondersteuning bij vertrek gestart", "assistance with departure started"}},
    {K::departure_assistance_ended, "departure.assistance_ended", {support, dtenv}, {"ondersteuning bij vertrek beëindigd", "assistance with departure ended"}},
    {K::departure_confirmed, "departure.confirmed", {dtenv, avim, ind, kmar}, {"vertrek vastgesteld", "departure confirmed"}},
    {K::departure_whereabouts_unknown, "departure.whereabouts_unknown", {avim, dtenv, municipality}, {"verblijfplaats onbekend", "whereabouts unknown"}},
    {K::departure_term_elapsed, "departure.term_elapsed", {engine}, {"vertrektermijn verstreken", "departure term elapsed"}},
    {K::objection_lodged, "objection.lodged", {ind, counsel}, {"bezwaar gemaakt", "objection lodged"}},
    {K::objection_heard, "objection.heard", {ind}, {"in bezwaar gehoord", "heard on the objection"}},
    {K::objection_decision_postponed, "objection.decision_postponed", {ind}, {"beslissing op bezwaar verdaagd", "decision on the objection postponed"}},
    {K::objection_decided, "objection.decided", {ind}, {"op bezwaar beslist", "objection decided"}},
    {K::appeal_lodged, "appeal.lodged", {court, counsel}, {"beroep ingesteld", "appeal lodged"}},
    {K::appeal_decided, "appeal.decided", {court}, {"uitspraak op beroep", "appeal decided"}},
    {K::higher_appeal_lodged, "higher_appeal.lodged", {court, counsel}, {"hoger beroep ingesteld", "higher appeal lodged"}},
    {K::higher_appeal_decided, "higher_appeal.decided", {court}, {"uitspraak op hoger beroep", "higher appeal decided"}},
    {K::interim_relief_requested, "interim_relief.requested", {court, counsel}, {"voorlopige voorziening gevraagd", "interim relief requested"}},
    {K::interim_relief_decided, "interim_relief.decided", {court}, {"op de voorlopige voorziening beslist", "interim relief decided"}},
    {K::custody_stopped, "custody.stopped", {avim, kmar}, {"staande gehouden", "stopped"}},
    {K::custody_held, "custody.held", {avim, kmar}, {"opgehouden voor verhoor", "held for questioning"}},
    {K::custody_hold_extended, "custody.hold_extended", {avim, kmar}, {"ophouding verlengd", "hold extended"}},
    {K::custody_hold_ended, "custody.hold_ended", {avim, kmar}, {"ophouding beëindigd", "hold ended"}},
    {K::lighter_means_imposed, "lighter_means.imposed", {avim, kmar, dtenv}, {"lichter middel opgelegd", "lighter means imposed"}},
    {K::lighter_means_not_kept, "lighter_means.not_kept", {avim, kmar, dtenv}, {"plicht van het lichter middel niet nagekomen", "duty of the lighter means not kept"}},
    {K::lighter_means_ended, "lighter_means.ended", {avim, kmar, dtenv}, {"lichter middel beëindigd", "lighter means ended"}},
    {K::detention_heard, "detention.heard", {avim, kmar}, {"gehoord vóór inbewaringstelling", "heard before detention"}},
    {K::detention_imposed, "detention.imposed", {avim, kmar, dtenv, ind}, {"maatregel van bewaring opgelegd", "detention imposed"}},
    {K::detention_placed, "detention.placed", {dji, avim, kmar}, {"geplaatst in een inrichting", "placed in a facility"}},
    {K::detention_extended, "detention.extended", {avim, dtenv}, {"bewaring verlengd", "detention extended"}},
    {K::detention_lifted, "detention.lifted", {dtenv, avim, kmar, ind}, {"bewaring opgeheven", "detention lifted"}},
    {K::detention_court_notified, "detention.court_notified", {ind, dtenv}, {"rechtbank in kennis gesteld", "court notified"}},
    {K::detention_appeal_lodged, "detention.appeal_lodged", {counsel, court}, {"beroep tegen de bewaring ingesteld", "appeal against detention lodged"}},
    {K::detention_hearing_held, "detention.hearing_held", {court}, {"zitting gehouden", "hearing held"}},
    {K::detention_hearing_closed, "detention.hearing_closed", {court}, {"onderzoek gesloten", "hearing closed"}},
    {K::detention_ruled, "detention.ruled", {court}, {"uitspraak over de bewaring", "detention ruled upon"}},
    {K::removal_transferred, "removal.transferred", {avim, ind}, {"overgedragen aan DTenV", "transferred to DTenV"}},
    {K::removal_accepted, "removal.accepted", {dtenv}, {"overdracht aanvaard", "transfer accepted"}},
    {K::removal_interview_held, "removal.interview_held", {dtenv}, {"vertrekgesprek gehouden", "departure interview held"}},
    {K::removal_document_requested, "removal.document_requested", {dtenv}, {"reisdocument aangevraagd", "travel document requested"}},
    {K::removal_document_obtained, "removal.document_obtained", {dtenv}, {"reisdocument verkregen", "travel document obtained"}},
    {K::removal_planned, "removal.planned", {dtenv}, {"uitzetting gepland", "removal planned"}},
    {K::removal_announced, "removal.announced", {dtenv}, {"uitzetting aangekondigd", "removal announced"}},
    {K::removal_cancelled, "removal.cancelled", {dtenv}, {"uitzetting geannuleerd", "removal cancelled"}},
    {K::removal_carried_out, "removal.carried_out", {dtenv, kmar}, {"uitzetting uitgevoerd", "removal carried out"}},
    {K::impediment_raised, "impediment.raised", {ind, avim, dtenv, dji, court, counsel}, {"beletsel gemeld", "impediment raised"}},
    {K::impediment_lifted, "impediment.lifted", {ind, avim, dtenv, dji, court, counsel}, {"beletsel opgeheven", "impediment lifted"}},
    {K::deadline_breached, "deadline.breached", {engine}, {"termijn overschreden", "deadline breached"}},
  };
  return rows;
}
// clang-format on

}  // namespace

std::string_view name(Partner partner) {
  return partner_names.at(static_cast<std::size_t>(partner));
}

std::optional<Partner> partner_named(std::string_view name) {
  auto const* const found = std::find(partner_names.begin(), partner_names.end(), name);
  if (found == partner_names.end()) return std::nullopt;
  return partners.at(static_cast<std::size_t>(found - partner_names.begin()));
}

std::span<Partner const> all_partners() {
  return partners;
}

std::span<EventSpec const> vocabulary() {
  return table();
}

EventSpec const& spec(EventKind kind) {
  auto const& row = table().at(static_cast<std::size_t>(kind));
  assert(row.kind == kind);
  return row;
}

std::optional<EventKind> event_named(std::string_view name) {
  static auto const by_name = [] {
    std::unordered_map<std::string_view, EventKind> index;
    for (auto const& row : table()) index.emplace(row.name, row.kind);
    return index;
  }();
  auto const found = by_name.find(name);
  if (found == by_name.end()) return std::nullopt;
  return found->second;
}

EventType const& event_type(EventKind kind) {
  static auto const types = [] {
    std::vector<EventType> names;
    for (auto const& row : table()) names.emplace_back(row.name);
    return names;
  }();
  return types.at(static_cast<std::size_t>(kind));
}

}  // namespace vertrek::forced_return
