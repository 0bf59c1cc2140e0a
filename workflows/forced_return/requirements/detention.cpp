#include <set>

#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using enum Certainty;
using enum LooksAt;

Text term_detail(CaseFile const& file, Step const& /*step*/) {
  auto const* const term = departure_term(file);
  if (term == nullptr)
    return {"er is nog geen vertrektermijn begonnen", "no departure term has begun"};
  if (term->stands_still())
    return {"de vertrektermijn is opgeschort door het bezwaar",
            "the departure term is suspended by the objection"};
  if (term->status == DeadlineStatus::voided)
    return {"de vertrektermijn is vervallen", "the departure term is void"};
  return {"de laatste dag om te vertrekken is " + last_day_written(*term, Language::nl),
          "the last day to leave is " + last_day_written(*term, Language::en)};
}

/// While an objection posted in time can still arrive, none is open and yet none is excluded.
bool in_postal_shadow(CaseFile const& file, Moment at) {
  auto const& facts = file.facts;
  // One that was in time leaves no room for another; a late one does.
  auto const one_in_time = facts.objection && facts.objection->suspends;
  if (!facts.notification || one_in_time || facts.notification->lawfully_shortened) return false;
  auto const* const shadow = term_of_notification(file, DeadlineId::postal_shadow);
  return shadow != nullptr && !is_past(shadow->end, at);
}

bool objection_out_of_the_way(CaseFile const& file, Step const& step) {
  return !open_objection_suspends(file) && !in_postal_shadow(file, step.at);
}

Text objection_detail(CaseFile const& file, Step const& step) {
  if (!in_postal_shadow(file, step.at))
    return {"op het bezwaar is nog niet beslist", "the objection has not been decided"};
  auto const* const shadow = file.ledger.latest(DeadlineId::postal_shadow);
  return {"een tijdig gepost bezwaar kan nog komen tot en met " +
              last_day_written(*shadow, Language::nl),
          "an objection posted in time can still arrive up to and including " +
              last_day_written(*shadow, Language::en)};
}

ReliefSetAside const* relief_set_aside(Step const& step) {
  if (step.kind == K::removal_announced) return &step.as<RemovalAnnounced>();
  if (step.kind == K::removal_carried_out) return &step.as<RemovalCarriedOut>();
  return nullptr;  // Inference: no exception lets anybody be detained while relief is asked
}

/// Dir 31(2): removal need not wait for a decision on relief that was only asked. Inference: the
/// record must show what the exception rests on.
bool exception_applies(CaseFile const& file, Step const& step) {
  auto const* const stated = relief_set_aside(step);
  if (stated == nullptr || !stated->relief_exception || is_blank(stated->relief_exception_reasons))
    return false;
  switch (*stated->relief_exception) {
    case ReliefException::earlier_judicial_decision:
    case ReliefException::earlier_judicial_review:
      return file.facts.reviewed_by_court;
    case ReliefException::public_security:
      return file.facts.determination &&
             file.facts.determination->ground == DeterminationGround::public_security;
  }
  return false;
}

bool relief_clear(CaseFile const& file, Step const& step) {
  // What a court has granted has no exception.
  if (file.facts.relief_granted > 0 || has_impediment(file, ImpedimentKind::interim_order))
    return false;
  return file.facts.relief_pending == 0 || exception_applies(file, step);
}

Text relief_detail(CaseFile const& file, Step const& step) {
  if (file.facts.relief_granted > 0 || has_impediment(file, ImpedimentKind::interim_order))
    return {"een voorziening van de rechter belet dit", "an order of a court bars this"};
  auto const* const stated = relief_set_aside(step);
  if (stated == nullptr || !stated->relief_exception)
    return {"op het verzoek is nog niet beslist", "the request has not been decided"};
  return {
      "op het verzoek is nog niet beslist, en de uitzondering blijkt niet uit het dossier of is "
      "niet gemotiveerd",
      "the request has not been decided, and the exception does not show from the file or has "
      "no reasons"};
}

bool lighter_means_fail(CaseFile const& file, Step const& step) {
  return !is_blank(step.as<DetentionImposed>().lighter_means_reasons) && !lighter_means_kept(file);
}

Text lighter_means_detail(CaseFile const& file, Step const& /*step*/) {
  if (!lighter_means_kept(file)) return {};
  return {"er loopt een lichter middel en niets zegt dat het niet werkt (lighter_means.not_kept)",
          "lighter means are in place and nothing says that they fail (lighter_means.not_kept)"};
}

bool two_grounds(CaseFile const& /*file*/, Step const& step) {
  auto const& data = step.as<DetentionImposed>();
  std::set<DetentionGround> const distinct(data.grounds.begin(), data.grounds.end());
  return distinct.size() >= 2 && !is_blank(data.grounds_reasons);
}

bool heard_first(CaseFile const& file, Step const& step) {
  auto const& hearing = file.facts.hearing;
  return hearing && hearing->counsel_told && hearing->done.at <= step.at;
}

Text heard_detail(CaseFile const& file, Step const& /*step*/) {
  if (file.facts.hearing && !file.facts.hearing->counsel_told)
    return {"de raadsman is niet ingelicht", "counsel was not told"};
  return {"er is geen gehoor vóór deze maatregel vastgelegd",
          "no hearing before this order is recorded"};
}

bool competent(CaseFile const& /*file*/, Step const& step) {
  switch (step.partner) {
    case Partner::avim:
    case Partner::kmar:
      return true;
    // Only those who are designated: the role says so.
    case Partner::dtenv:
    case Partner::ind:
      return !is_blank(step.by.role);
    default:
      return false;
  }
}

// Vw 59(6): twelve months on top of the six. Inference: months of thirty days here too, the day of
// the order being the first, so that the shortest reading protects.
constexpr int most_days_detained = (6 + 12) * 30;

/// Within the six months only the fourteen days of a family can be made longer.
bool extends_family_only(CaseFile const& file, DetentionExtended const& data) {
  auto const* const six_months = file.ledger.latest(DeadlineId::detention_six_months);
  return family_limit(file) != nullptr && six_months != nullptr &&
         end_moment(data.until) <= end_moment(six_months->end);
}

bool family_blocks_removal(CaseFile const& file, Step const& step) {
  auto const* const limit = family_limit(file);
  if (limit == nullptr) return true;
  return !is_blank(step.as<DetentionExtended>().family_blocks_removal) &&
         !is_past(limit->end, step.at);
}

bool extension_grounds(CaseFile const& file, Step const& step) {
  auto const& data = step.as<DetentionExtended>();
  auto const* const limit = file.ledger.latest(DeadlineId::detention_six_months);
  if (is_blank(data.reasons) || !file.facts.detention || limit == nullptr) return false;
  if (extends_family_only(file, data)) return !is_past(limit->end, step.at);
  auto const last = dutch_date(file.facts.detention->imposed.at).plus_days(most_days_detained - 1);
  return !is_past(limit->end, step.at) && end_moment(data.until) > end_moment(limit->end) &&
         data.until <= last;
}

bool court_notified(CaseFile const& file, Step const& step) {
  auto const& detention = file.facts.detention;
  if (!detention || detention->court_notified || detention->appeal_lodged) return true;
  auto const* const notice = file.ledger.latest(DeadlineId::detention_court_notice);
  return notice == nullptr || !is_past(notice->end, step.at);
}

bool out_of_police_cell(CaseFile const& file, Step const& step) {
  auto const& detention = file.facts.detention;
  if (!detention || detention->placed || detention->place == DetentionPlace::detention_centre)
    return true;
  for (auto const id : {DeadlineId::facility_transfer_24h, DeadlineId::police_cell}) {
    auto const* const limit = file.ledger.latest(id);
    if (limit != nullptr && limit->trigger == detention->imposed.by && is_past(limit->end, step.at))
      return false;
  }
  return true;
}

}  // namespace

// clang-format off
std::vector<Requirement> detention_requirements() {
  return {
    {"determination-notified", {"Vw 59", "Dir 15", "Dir 30"}, text, always, the_case,
     {K::lighter_means_imposed, K::detention_imposed, K::removal_transferred, K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return f.facts.determination && f.facts.notification; },
     {"er is een vaststelling en zij is bekendgemaakt", "there is a determination and it has been notified"}},
    {"determination-stands", {"Vw 59"}, text, always, the_case,
     {K::lighter_means_imposed, K::detention_imposed, K::detention_extended, K::removal_transferred, K::removal_announced,
      K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return f.facts.determination && !f.facts.determination_fell; },
     {"de vaststelling staat: niet ingetrokken, niet vernietigd, niet gevolgd door een bevestiging van het verblijfsrecht",
      "the determination stands: not withdrawn, not annulled, not followed by a confirmation of residence"}},
    {"departure-term-ended", {"Vw 62", "Dir 30(3)"}, text, always, the_case,
     {K::lighter_means_imposed, K::detention_imposed, K::removal_transferred, K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const& s) { return departure_term_over(f, s.at); },
     {"de laatste dag van de vertrektermijn is voorbij, of de termijn is rechtmatig verkort",
      "the last day of the departure term has passed, or the term was lawfully shortened"}, term_detail},
    // Inference: the postal shadow, and that a lawfully shortened term does not wait for it.
    {"objection-decided", {"Vc B10/2.3", "Awb 6:9(2)"}, policy, always, the_case,
     {K::detention_imposed, K::detention_extended, K::removal_announced, K::removal_carried_out}, objection_out_of_the_way,
     {"er is geen tijdig bezwaar meer open of onderweg", "no objection in time is open or on its way"}, objection_detail},
    // Inference: relief bars detention as it bars removal; the law says so of removal.
    {"interim-relief-clear", {"Dir 31(2)", "Vb 8.24(1)"}, text, always, the_case,
     {K::detention_imposed, K::detention_extended, K::removal_announced, K::removal_carried_out}, relief_clear,
     {"er is geen voorlopige voorziening gevraagd of toegewezen; uitzetting wacht niet op een verzoek na een eerdere rechterlijke beslissing of toetsing, of om dwingende redenen van openbare veiligheid",
      "no interim relief is pending or granted; removal does not wait for a request after an earlier decision or review by a court, or on imperative grounds of public security"},
     relief_detail},
    {"stay-not-exhausted", {"C-719/19"}, text, always, the_case,
     {K::lighter_means_imposed, K::detention_imposed, K::detention_extended, K::removal_transferred, K::removal_planned,
      K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return !f.facts.stay_exhausted; },
     {"het verblijf is na de vaststelling niet daadwerkelijk en effectief beëindigd; anders is een nieuwe vaststelling nodig",
      "the stay has not genuinely and effectively ended since; otherwise a new determination is needed"}},
    {"not-willing-and-able", {"Vw 59(3)", "Vw 56(2)"}, text, always, the_case,
     {K::lighter_means_imposed, K::detention_imposed, K::detention_extended},
     [](CaseFile const& f, Step const&) { return !willing_and_able(f); },
     {"de betrokkene is niet bereid en in staat zelf te vertrekken", "the person is not both willing and able to leave"}},
    {"removal-prospect", {"Vw 59(1)", "RBDHA:2025:18617"}, text, always, the_step, {K::detention_imposed},
     [](CaseFile const&, Step const& s) { return s.as<DetentionImposed>().removal_prospect; },
     {"uitzetting binnen redelijke termijn is mogelijk; het reisdocument is bekend of bereikbaar",
      "removal within reasonable time is possible; the travel document is known or in reach"}},
    // Inference: means that are in place and kept do not fail.
    {"lighter-means", {"Vw 59c", "Vb 5.1a"}, text, always, the_step, {K::detention_imposed}, lighter_means_fail,
     {"lichtere middelen zijn overwogen, met redenen waarom zij niet volstaan",
      "lighter means were considered, with reasons why they fail"}, lighter_means_detail},
    {"two-grounds", {"Vb 5.1a", "Vb 5.1b"}, text, always, the_step, {K::detention_imposed}, two_grounds,
     {"ten minste twee gronden, zwaar (3a …) of licht (4a …), elk met feiten",
      "at least two grounds, heavy (3a …) or light (4a …), each with facts"}},
    {"heard-first", {"Vb 5.2"}, text, always, the_case, {K::detention_imposed}, heard_first,
     {"de betrokkene is eerst gehoord; de raadsman is ingelicht en kon erbij zijn",
      "the person was heard first; counsel was told and able to be present"}, heard_detail},
    {"reasoned-order", {"Vb 5.3"}, text, always, the_step, {K::detention_imposed},
     [](CaseFile const&, Step const& s) {
       auto const& order = s.as<DetentionImposed>();
       return order.is_signed && order.copy_handed_over && !is_blank(order.grounds_reasons);
     },
     {"de maatregel is schriftelijk, ondertekend en gemotiveerd; een afschrift is uitgereikt",
      "the order is in writing, signed and reasoned; a copy was handed over"}},
    {"competent-officer", {"VV 5.3"}, text, always, the_step, {K::detention_imposed}, competent,
     {"de maatregel komt van een bevoegde: AVIM, KMar, of een aangewezen ambtenaar van DTenV of IND (met rol)",
      "the order comes from somebody competent: AVIM, KMar, or a designated official of DTenV or IND (with role)"}},
    // Inference: the two do not run side by side.
    {"not-in-criminal-detention", {"Inference"}, inference, always, the_case, {K::detention_imposed, K::detention_extended},
     [](CaseFile const& f, Step const&) { return !has_impediment(f, ImpedimentKind::criminal_detention); },
     {"de betrokkene zit niet in strafrechtelijke detentie", "the person is not in criminal detention"}},
    {"not-under-59-2", {"Vw 59(2)"}, text, always, the_step, {K::detention_imposed},
     [](CaseFile const&, Step const& s) { return !s.as<DetentionImposed>().basis.starts_with("59(2)"); },
     {"de grondslag is niet Vw 59(2): die geldt niet voor wie verblijf als EU-burger had",
      "the basis is not Vw 59(2): it does not apply to those who had residence as EU citizens"}},
    // Inference: an order that a court has struck is not repeated on the same facts.
    {"not-after-lifting", {"Inference"}, inference, always, the_step, {K::detention_imposed},
     [](CaseFile const& f, Step const& s) { return !f.facts.lifted_by_court || !is_blank(s.as<DetentionImposed>().new_facts); },
     {"na opheffing door de rechter alleen op feiten die sindsdien nieuw zijn",
      "after a court lifted a detention, only on facts that are new since"}},

    {"extension-grounds", {"Vw 59(6)"}, text, always, the_step, {K::detention_extended}, extension_grounds,
     {"verlenging na zes maanden alleen wegens niet-meewerken of ontbrekende documenten, met redenen, vóór het einde en met ten hoogste twaalf maanden",
      "extension after six months only for non-cooperation or missing documents, with reasons, before the end and by at most twelve months"}},
    {"family-blocks-removal", {"Vc A5"}, policy, always, the_step, {K::detention_extended}, family_blocks_removal,
     {"een gezin met minderjarigen blijft alleen langer dan veertien dagen in bewaring als het zelf de uitzetting belemmert, met feiten",
      "a family with minors stays detained beyond fourteen days only when it blocks the removal itself, with facts"}},
    {"court-notified", {"Vw 94(1)"}, text, always, the_case, {K::detention_extended}, court_notified,
     {"de rechtbank is in kennis gesteld, of de betrokkene heeft beroep ingesteld",
      "the court was notified, or the person appealed"}},
    {"police-cell-days", {"Vb 5.4(2)", "RVS:2010:BO0985", "C-519/20"}, text, always, the_case, {K::detention_extended}, out_of_police_cell,
     {"de betrokkene verblijft niet langer dan toegestaan in een politiecel",
      "the person is not kept in a police cell for longer than allowed"}},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
