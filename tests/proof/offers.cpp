#include "tests/proof/offers.hpp"

#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::proof {

using D = fr::DeadlineId;

Offers many(std::string const& event, std::string const& partner,
            std::vector<std::string> const& data) {
  Offers offers;
  for (auto const& one : data) offers.push_back(offer(event, partner, one));
  return offers;
}

Offers joined(std::vector<Offers> const& groups) {
  Offers all;
  for (auto const& group : groups) all.insert(all.end(), group.begin(), group.end());
  return all;
}

Offers file_offers() {
  return {offer("case.closed", "DTENV", R"({"reason":"other"})"),
          offer("case.reopened", "DTENV", R"({"reason":"seen again"})")};
}

std::string outcome(std::string const& name, std::string const& more) {
  return R"({"outcome":")" + name + R"(")" + more + "}";
}

Offers determination_offers() {
  auto offers =
      joined({{offer("residence.review_started", "IND", R"({"reason":"no income known"})"),
               offer("residence.ended", "IND", determination),
               offer("residence.confirmed", "IND", R"({"ground":"works again"})"),
               offer("residence.determination_withdrawn", "IND", R"({"reason":"new facts"})")},
              many("residence.determination_notified", "IND",
                   {R"({"manner":"handed_over"})",
                    R"({"manner":"handed_over","term":{"days":0},"urgent":"a threat"})",
                    R"({"manner":"handed_over","term":{"weeks":2},"urgent":"a threat"})",
                    R"({"manner":"handed_over","term":{"weeks":2}})",
                    R"({"manner":"handed_over","term":{"months":2}})"})});
  return offers;
}

Offers term_offers() {
  return {{"departure.term_extended", "IND", [](Seen const& seen) -> std::optional<std::string> {
             auto const* const term = seen.file.ledger.latest(D::departure_term);
             if (term == nullptr) return std::nullopt;
             // One that ends after everything else that runs.
             return R"({"until":")" + dutch_date(seen.now).plus_days(120).iso() +
                    R"(","reason":"school"})";
           }}};
}

std::optional<CivilDate> last_day_of(Seen const& seen, D id) {
  auto const* const term = fr::term_of_notification(seen.file, id);
  if (term == nullptr) return std::nullopt;
  return std::get<CivilDate>(term->end);
}

Offers objection_offers() {
  auto const only_after_term = [](Seen const& seen) {
    auto const last = last_day_of(seen, D::objection_term);
    return last && dutch_date(seen.now) > *last;
  };
  auto const in_term = [](Seen const& seen) {
    return start_of(*last_day_of(seen, D::objection_term)).plus(std::chrono::hours{10});
  };
  Offers offers =
      joined({{offer("objection.lodged", "COUNSEL"),
               offer("objection.lodged", "COUNSEL", R"({"excused":"was in hospital"})"),
               // It came in time, and word of it late.
               {"objection.lodged", "COUNSEL",
                [=](Seen const& seen) -> std::optional<std::string> {
                  return only_after_term(seen) ? std::optional<std::string>("{}") : std::nullopt;
                },
                in_term},
               // It was posted in time, and came in the week after.
               {"objection.lodged", "COUNSEL",
                [=](Seen const& seen) -> std::optional<std::string> {
                  if (!only_after_term(seen)) return std::nullopt;
                  return R"({"manner":"posted","sent_at":")" + in_term(seen).iso() + R"("})";
                }},
               offer("objection.heard", "IND"),
               offer("objection.decision_postponed", "IND", R"({"reason":"the committee"})")},
              many("objection.decided", "IND",
                   {outcome("founded"), outcome("unfounded"), outcome("inadmissible"),
                    outcome("withdrawn"),
                    outcome("unfounded", R"(,"term":{"days":0},"urgent":"a threat")")})});
  return offers;
}

Offers appeal_offers() {
  return joined({{offer("appeal.lodged", "COUNSEL"), offer("higher_appeal.lodged", "COUNSEL")},
                 many("appeal.decided", "COURT",
                      {outcome("founded"), outcome("founded", R"(,"legal_effects_stand":true)"),
                       outcome("unfounded")}),
                 many("higher_appeal.decided", "COURT",
                      {outcome("founded"), outcome("founded", R"(,"legal_effects_stand":true)"),
                       outcome("unfounded")})});
}

/// The ways in which a determination comes, falls and revives, one of each, for views that see no
/// more of it.
Offers fate_offers() {
  return always({offer("residence.ended", "IND", determination),
                 offer("residence.determination_notified", "IND", R"({"manner":"handed_over"})"),
                 offer("residence.confirmed", "IND", R"({"ground":"works again"})"),
                 offer("appeal.decided", "COURT", outcome("founded")),
                 offer("appeal.decided", "COURT", outcome("unfounded")),
                 offer("higher_appeal.decided", "COURT", outcome("founded")),
                 offer("higher_appeal.decided", "COURT", outcome("unfounded"))});
}

Offers leaving_offers() {
  return joined(
      {many("departure.confirmed", "IND",
            {R"({"evidence":"ticket"})",
             R"({"evidence":"ticket","genuine":true,"reasons":"lives abroad"})"}),
       {offer("departure.whereabouts_unknown", "AVIM"), offer("removal.carried_out", "DTENV"),
        offer("custody.stopped", "AVIM", R"({"suspicion":"known by name"})"),
        offer("custody.hold_ended", "AVIM", R"({"outcome":"released"})")}});
}

Offers relief_offers() {
  return joined({{offer("interim_relief.requested", "COUNSEL")},
                 many("interim_relief.decided", "COURT",
                      {outcome("granted"), outcome("refused"), outcome("withdrawn")})});
}

/// Of one kind, or of all.
Offers impediment_offers(std::optional<fr::ImpedimentKind> only) {
  Offers offers;
  std::vector<std::pair<fr::ImpedimentKind, char const*>> const kinds{
      {fr::ImpedimentKind::medical, "medical"},
      {fr::ImpedimentKind::criminal_case, "criminal_case"},
      {fr::ImpedimentKind::interim_order, "interim_order"},
      {fr::ImpedimentKind::criminal_detention, "criminal_detention"},
      {fr::ImpedimentKind::other, "other"}};
  for (auto const& [kind, name] : kinds)
    if (!only || *only == kind)
      for (auto const* const event : {"impediment.raised", "impediment.lifted"})
        offers.push_back(offer(event, "COURT", std::string(R"({"kind":")") + name + R"("})"));
  return offers;
}

Offers supervision_offers() {
  auto offers = joined(
      {{offer("custody.stopped", "AVIM", R"({"suspicion":"known by name"})"),
        {"custody.held", "AVIM",
         [](Seen const& seen) {
           return std::optional(R"({"arrived_at":")" + seen.now.iso() + R"("})");
         }},
        offer("custody.hold_extended", "AVIM", R"({"reason":"no papers"})"),
        offer("custody.hold_ended", "AVIM", R"({"outcome":"released"})")},
       many("detention.heard", "AVIM", {R"({"counsel_told":true})", R"({"counsel_told":false})"})});
  return offers;
}

Offers lighter_means_offers() {
  return {offer("lighter_means.imposed", "AVIM",
                R"({"means":["reporting"],"duties":"Mondays","reasons":"has an address"})"),
          offer("lighter_means.not_kept", "AVIM", R"({"facts":"did not report"})"),
          offer("lighter_means.ended", "AVIM", R"({"reason":"no longer needed"})")};
}

Offers willingness_offers() {
  return joined({many("departure.willingness_declared", "COUNSEL",
                      {"{}", R"({"able":false})", R"({"withdrawn":true})"}),
                 {offer("removal.interview_held", "DTENV", R"({"willing":true})")}});
}

std::string order(std::string const& more) {
  return R"({"grounds":["3b","4c"],"grounds_reasons":"no address","lighter_means_reasons":"fail",)"
         R"("removal_prospect":true,"signed":true,"copy_handed_over":true)" +
         more + "}";
}

Offers order_offers() {
  return many(
      "detention.imposed", "AVIM",
      {order(), order(R"(,"new_facts":"since then")"), order(R"(,"place":"detention_centre")")});
}

Offers lifting_offers() {
  return many("detention.lifted", "AVIM",
              {R"({"reason":"court_order"})", R"({"reason":"weighed_again"})"});
}

Offers placing_offers() {
  return {offer("detention.placed", "DJI", R"({"facility":"detention centre"})"),
          {"detention.extended", "DTENV",
           [](Seen const& seen) {
             return std::optional(R"({"until":")" + extension_until(seen).iso() +
                                  R"(","reasons":"no name"})");
           }},
          {"detention.extended", "DTENV", [](Seen const& seen) {
             return std::optional(R"({"until":")" + extension_until(seen).iso() +
                                  R"(","reasons":"no name","family_blocks_removal":"hid"})");
           }}};
}

Offers court_offers() {
  return joined(
      {{offer("detention.court_notified", "DTENV"), offer("detention.hearing_held", "COURT"),
        offer("detention.hearing_closed", "COURT")},
       many("detention.appeal_lodged", "COUNSEL", {"{}", R"({"continuation":true})"}),
       {offer("higher_appeal.lodged", "COUNSEL", R"({"against":"detention"})")}});
}

Offers ruling_offers() {
  return joined(
      {many("detention.ruled", "COURT",
            {outcome("founded"), outcome("unfounded"), outcome("founded", R"(,"lift":false)")}),
       many("higher_appeal.decided", "COURT",
            {outcome("founded", R"(,"against":"detention")"),
             outcome("unfounded", R"(,"against":"detention")")})});
}

Offers preparation_offers() {
  auto const planned = [](int days_on) {
    return [days_on](Seen const& seen) {
      return std::optional(R"({"date":")" + dutch_date(seen.now).plus_days(days_on).iso() +
                           R"("})");
    };
  };
  return joined({{offer("removal.transferred", "AVIM"),
                  offer("removal.accepted", "DTENV"),
                  offer("removal.interview_held", "DTENV"),
                  offer("removal.document_requested", "DTENV"),
                  {"removal.planned", "DTENV", planned(0)},
                  {"removal.planned", "DTENV", planned(7)},
                  offer("removal.announced", "DTENV"),
                  offer("removal.cancelled", "DTENV", R"({"reason":"no seat"})"),
                  offer("removal.carried_out", "DTENV")},
                 many("removal.document_obtained", "DTENV",
                      {R"({"kind":"passport"})", R"({"kind":"laissez_passer"})"})});
}

std::vector<Offer> everything() {
  return joined({file_offers(), determination_offers(), term_offers(), objection_offers(),
                 appeal_offers(), leaving_offers(), relief_offers(),
                 impediment_offers(std::nullopt), supervision_offers(), lighter_means_offers(),
                 willingness_offers(), order_offers(), lifting_offers(), court_offers(),
                 ruling_offers(), preparation_offers(), placing_offers()});
}

}  // namespace vertrek::proof
