#include "adapters/partners/told.hpp"

#include <array>
#include <initializer_list>

namespace vertrek::partners {

namespace fr = forced_return;

namespace {

using K = fr::EventKind;
using Kinds = std::vector<K>;
using fr::Partners;
using enum fr::Partner;
using enum When;

Kinds all_of(std::initializer_list<Kinds> groups) {
  Kinds kinds;
  for (auto const& group : groups) kinds.insert(kinds.end(), group.begin(), group.end());
  return kinds;
}

Part everything() {
  return {Part::Kind::everything, {}, {}};
}
Part the_fact() {
  return {Part::Kind::the_fact, {}, {}};
}
Part only(std::vector<std::string_view> fields) {
  return {Part::Kind::these_fields, std::move(fields), {}};
}
Part instead(std::string_view json) {
  return {Part::Kind::this_instead, {}, json};
}
Part as_the_corrected() {
  return {Part::Kind::as_the_corrected, {}, {}};
}

constexpr Partners chain{ind, avim, dtenv};

// Inference: the law says who has which task, not which message each is sent. The articles name the
// task, or what limits it; legal staff confirm every row.
// clang-format off
std::vector<ToldRow> make_table() {
  Kinds const file{K::case_opened, K::case_closed, K::case_reopened};
  Kinds const meeting{K::chain_meeting_discussed};
  Kinds const shelter{K::shelter_placed, K::shelter_ended};
  Kinds const residence{K::residence_review_started, K::residence_views_invited, K::residence_views_received, K::residence_confirmed,
                        K::residence_ended, K::residence_determination_notified, K::residence_determination_withdrawn};
  Kinds const departure{K::departure_term_extended, K::departure_willingness_declared, K::departure_assistance_started, K::departure_assistance_ended,
                        K::departure_confirmed, K::departure_whereabouts_unknown, K::departure_term_elapsed};
  Kinds const remedies{K::objection_lodged, K::objection_heard, K::objection_decision_postponed, K::objection_decided, K::appeal_lodged, K::appeal_decided, K::higher_appeal_lodged,
                       K::higher_appeal_decided, K::interim_relief_requested, K::interim_relief_decided};
  Kinds const custody{K::custody_stopped, K::custody_held, K::custody_hold_extended, K::custody_hold_ended};
  Kinds const lighter_means{K::lighter_means_imposed, K::lighter_means_not_kept, K::lighter_means_ended};
  Kinds const detention{K::detention_heard, K::detention_imposed, K::detention_placed, K::detention_extended, K::detention_lifted};
  Kinds const detention_in_court{K::detention_court_notified, K::detention_appeal_lodged, K::detention_hearing_held, K::detention_hearing_closed,
                                 K::detention_ruled};
  Kinds const removal{K::removal_transferred, K::removal_accepted, K::removal_interview_held, K::removal_document_requested,
                      K::removal_document_obtained, K::removal_planned, K::removal_announced, K::removal_cancelled, K::removal_carried_out};
  Kinds const impediments{K::impediment_raised, K::impediment_lifted};

  return {
    // ---- IND, AVIM and DTenV: the process of their cases
    {all_of({file, meeting, shelter, residence, departure, remedies, custody, lighter_means, detention, detention_in_court, removal}), chain, everything(), always, "Vw 107",
     {"het proces van hun zaken voeren: besluiten, toezicht, vertrek", "to run the process of their cases: decisions, supervision, departure"}},
    {{K::impediment_raised}, chain, instead(R"({"fit":false})"), medical, "AVG 9; Vw 64",
     {"niet uitzetten wie niet kan reizen, zonder te weten waarom", "not to remove who cannot travel, without knowing why"}},
    {{K::impediment_lifted}, chain, instead(R"({"fit":true})"), medical, "AVG 9; Vw 64",
     {"weten dat iemand weer kan reizen, zonder te weten waarom", "to know that somebody can travel again, without knowing why"}},
    {impediments, chain, everything(), not_medical, "Vw 107",
     {"niet uitzetten zolang een beletsel bestaat", "not to remove while an impediment stands"}},
    {{K::deadline_breached}, {ind, avim}, everything(), bound, "Awb 3:2",
     {"de eigen overschrijding herstellen", "to set their own breach right"}},
    {{K::deadline_breached}, {dtenv}, everything(), always, "Awb 3:2",
     {"een overschreden termijn herstellen of de zaak opnieuw wegen", "to set a breach right, or to weigh the case again"}},

    // ---- KMar: custody
    {all_of({custody, detention, detention_in_court}), {kmar}, everything(), always, "Vw 50, 59",
     {"vrijheidsbeneming uitvoeren en beëindigen", "to carry out and end custody"}},
    {{K::removal_carried_out}, {kmar}, everything(), always, "Vw 63",
     {"weten dat de uitzetting is uitgevoerd", "to know that the removal was carried out"}},
    {{K::deadline_breached}, {kmar}, everything(), bound, "Awb 3:2",
     {"de eigen overschrijding herstellen", "to set its own breach right"}},

    // ---- DJI: who is where, and who needs care; never why somebody is detained
    {{K::detention_imposed}, {dji}, only({"place"}), always, "Vw 59; AVG 5(1)(c)",
     {"plaats vrijmaken; de gronden zijn daarvoor niet nodig", "to make room; the grounds are not needed for that"}},
    {{K::detention_placed}, {dji}, only({"facility"}), always, "Vw 59",
     {"weten waar de betrokkene verblijft", "to know where the person stays"}},
    {{K::detention_extended}, {dji}, only({"until"}), always, "Vw 59",
     {"weten hoe lang de bewaring ten hoogste duurt", "to know how long the detention can last"}},
    {{K::detention_lifted}, {dji}, the_fact(), always, "Vw 59",
     {"de betrokkene laten gaan", "to let the person go"}},
    {{K::detention_hearing_held, K::detention_hearing_closed}, {dji}, the_fact(), always, "Vw 94",
     {"vervoer naar en van de zitting", "transport to and from the hearing"}},
    {{K::removal_planned}, {dji}, only({"date", "mode"}), always, "Vw 63",
     {"het vertrek uit de inrichting voorbereiden", "to prepare the departure from the facility"}},
    {{K::removal_announced, K::removal_cancelled, K::removal_carried_out}, {dji}, the_fact(), always, "Vw 63",
     {"het vertrek uit de inrichting voorbereiden of afzeggen", "to prepare or call off the departure from the facility"}},
    {{K::impediment_raised}, {dji}, instead(R"({"care_needed":true})"), medical, "AVG 9",
     {"zorg in de inrichting, zonder medische gegevens", "care in the facility, without medical data"}},
    {{K::impediment_lifted}, {dji}, instead(R"({"care_needed":false})"), medical, "AVG 9",
     {"zorg in de inrichting, zonder medische gegevens", "care in the facility, without medical data"}},

    // ---- COURT: the order, the notice, the hearing, the deadlines
    {{K::detention_imposed, K::detention_placed, K::detention_extended, K::detention_lifted}, {court}, everything(), always, "Vw 94; Awb 8:42",
     {"de maatregel toetsen, met gronden en redenen", "to review the order, with its grounds and reasons"}},
    {detention_in_court, {court}, everything(), always, "Vw 94, 96",
     {"de toetsing van de bewaring voeren", "to run the review of the detention"}},
    {{K::appeal_lodged, K::higher_appeal_lodged, K::interim_relief_requested}, {court}, everything(), always, "Awb 8:1, 8:81",
     {"het beroep of verzoek behandelen", "to hear the appeal or request"}},
    {{K::removal_planned}, {court}, only({"date"}), always, "Awb 8:81",
     {"tijdig kunnen beslissen", "to be able to decide in time"}},
    {{K::removal_announced, K::removal_cancelled, K::removal_carried_out}, {court}, the_fact(), always, "Awb 8:81",
     {"tijdig kunnen beslissen; weten of er nog belang is", "to be able to decide in time; to know whether an interest is left"}},
    {{K::deadline_breached}, {court}, everything(), bound, "Vw 94, 96",
     {"de eigen overschrijding kennen", "to know its own breach"}},

    // ---- COUNSEL: all that concerns the client, medical facts as well
    {all_of({file, shelter, residence, departure, remedies, custody, lighter_means, detention, detention_in_court, removal, impediments, {K::deadline_breached}}),
     {counsel}, everything(), always, "Awb 2:1, 6:17",
     {"de cliënt bijstaan", "to assist the client"}},

    // ---- MUNICIPALITY: shelter, chain meeting, that residence ended, and departure
    {all_of({meeting, shelter}), {municipality}, everything(), always, "AVG 6(1)(e)",
     {"opvang en ketenoverleg", "shelter and chain meeting"}},
    {{K::residence_ended, K::residence_confirmed, K::residence_determination_withdrawn}, {municipality}, the_fact(), always, "Vw 107; AVG 5(1)(c)",
     {"weten of er recht op opvang en voorzieningen is; niet waarom", "to know whether there is a right to shelter and benefits; not why"}},
    {{K::departure_assistance_started}, {municipality}, only({"organisation"}), always, "AVG 5(1)(c)",
     {"opvang afstemmen op de hulp bij vertrek", "to fit shelter to the help with departure"}},
    {{K::departure_assistance_ended}, {municipality}, only({"outcome"}), always, "AVG 5(1)(c)",
     {"opvang afstemmen op de hulp bij vertrek", "to fit shelter to the help with departure"}},
    {{K::departure_confirmed, K::removal_carried_out, K::case_closed, K::case_reopened}, {municipality}, the_fact(), always, "AVG 5(1)(c)",
     {"opvang en ketenoverleg beëindigen of hervatten", "to end or resume shelter and chain meeting"}},

    // ---- SUPPORT: willingness and its own assistance, and only with consent
    {{K::departure_willingness_declared}, {support}, everything(), assistance_agreed, "AVG 6(1)(a), 7",
     {"de betrokkene helpen terugkeren", "to help the person return"}},
    {{K::departure_assistance_started}, {support}, everything(), assistance_agreed, "AVG 6(1)(a), 7",
     {"de eigen hulp beginnen", "to begin its own help"}},
    {{K::departure_assistance_ended}, {support}, everything(), assistance_ended, "AVG 6(1)(a), 7",
     {"de eigen hulp beëindigen", "to end its own help"}},
    {{K::departure_confirmed}, {support}, the_fact(), assistance_agreed, "AVG 6(1)(a), 7",
     {"de eigen hulp afronden", "to round off its own help"}},

    // ---- whoever was told something wrong is told what is right
    {{K::record_corrected}, {ind, avim, dtenv, kmar, dji, court, municipality, counsel, support}, as_the_corrected(), told_of_corrected, "AVG 19",
     {"verbeteren wat eerder is gemeld", "to correct what was told before"}},

    // ---- nobody
    {{K::note_added}, {}, the_fact(), always, "AVG 5(1)(c)",
     {"een notitie is intern: zij blijft bij wie haar schreef", "a note is internal: it stays with who wrote it"}},
  };
}
// clang-format on

std::vector<ToldRow> const& table() {
  static auto const rows = make_table();
  return rows;
}

std::string joined(std::vector<std::string_view> const& fields) {
  std::string list;
  for (auto const field : fields) list.append(list.empty() ? "" : ", ").append(field);
  return list;
}

Text in_words(Part const& part) {
  switch (part.kind) {
    case Part::Kind::everything:
      return {"alles", "everything"};
    case Part::Kind::the_fact:
      return {"alleen het feit", "the fact only"};
    case Part::Kind::these_fields:
      return {joined(part.fields), joined(part.fields)};
    case Part::Kind::this_instead:
      return {std::string(part.instead), std::string(part.instead)};
    case Part::Kind::as_the_corrected:
      return {"wat van de gecorrigeerde gebeurtenis is gemeld",
              "what was told of the event that is corrected"};
  }
  return {};
}

Text in_words(When when) {
  switch (when) {
    case always:
      return {"altijd", "always"};
    case medical:
      return {"als het beletsel medisch is", "if the impediment is medical"};
    case not_medical:
      return {"als het beletsel niet medisch is", "if the impediment is not medical"};
    case assistance_agreed:
      return {"zolang de hulp loopt, met toestemming van de betrokkene",
              "while assistance runs, with the person's consent"};
    case assistance_ended:
      return {"als de betrokkene toestemming had gegeven", "if the person had given consent"};
    case bound:
      return {"als de termijn deze partner bindt", "if the deadline binds this partner"};
    case told_of_corrected:
      return {"als de gecorrigeerde gebeurtenis aan deze partner is gemeld",
              "if this partner was told of the event that is corrected"};
  }
  return {};
}

}  // namespace

std::span<ToldRow const> told_rows() {
  return table();
}

std::span<Addressee const> told_of(fr::EventKind kind) {
  static auto const by_kind = [] {
    std::array<std::vector<Addressee>, fr::event_kind_count> index;
    for (auto const& row : table())
      for (auto const event : row.events)
        for (auto const partner : fr::all_partners())
          if (row.to.has(partner))
            index.at(static_cast<std::size_t>(event)).push_back({partner, &row});
    return index;
  }();
  return by_kind.at(static_cast<std::size_t>(kind));
}

fr::Partners bound_by(fr::DeadlineId deadline) {
  using enum fr::DeadlineId;
  switch (deadline) {
    case departure_term:
    case objection_term:
    case postal_shadow:
    case appeal_term:
    case higher_appeal_term:
    case detention_higher_appeal_term:
    case views_term:
      return {};  // the person
    case objection_decision:
      return {ind};
    case hold_six_hours:
    case hold_extension_48h:
    case facility_transfer_24h:
    case police_cell:
      return {avim, kmar};
    case detention_court_notice:
    case detention_six_months:
    case family_fourteen_days:
      return {ind, dtenv};
    case detention_hearing:
    case detention_ruling:
    case continuation_inquiry:
    case continuation_ruling:
      return {court};
    case chain_meeting_monthly:
      return {municipality};
  }
  return {};
}

std::vector<ToldLine> told_lines() {
  std::vector<ToldLine> lines;
  for (auto const& event : fr::vocabulary()) {
    for (auto const& [partner, row] : told_of(event.kind))
      lines.push_back({event.name, fr::name(partner), in_words(row->part), in_words(row->when),
                       row->ground, row->purpose});
    if (!told_of(event.kind).empty()) continue;
    for (auto const& row : table())
      for (auto const kind : row.events)
        if (kind == event.kind)
          lines.push_back(
              {event.name, {}, {"niets", "nothing"}, in_words(row.when), row.ground, row.purpose});
  }
  return lines;
}

}  // namespace vertrek::partners
