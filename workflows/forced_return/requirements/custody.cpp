#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using enum Certainty;
using enum LooksAt;

bool hold_in_time(CaseFile const& file, Step const& step) {
  if (!file.positions.in(Custody::held)) return true;
  auto const* const limit = hold_limit(file);
  return limit == nullptr || !is_past(limit->end, step.at);
}

Text hold_detail(CaseFile const& file, Step const& /*step*/) {
  auto const* const limit = hold_limit(file);
  if (limit == nullptr) return {};
  return {"de ophouding mocht duren tot " + written(limit->end, Language::nl),
          "the hold could last until " + written(limit->end, Language::en)};
}

}  // namespace

// clang-format off
std::vector<Requirement> custody_requirements() {
  return {
    {"reasonable-suspicion", {"Vw 50(1)"}, text, always, the_step, {K::custody_stopped},
     [](CaseFile const&, Step const& s) { return !is_blank(s.as<CustodyStopped>().suspicion); },
     {"feiten geven, naar objectieve maatstaf, een redelijk vermoeden van onrechtmatig verblijf",
      "facts give, by objective measure, a reasonable suspicion of unlawful residence"}},
    {"stopped-first", {"Vw 50(2)"}, text, always, the_case, {K::custody_held},
     [](CaseFile const& f, Step const&) { return f.positions.in(Custody::stopped); },
     {"de betrokkene is eerst staande gehouden", "the person was stopped first"}},
    {"extension-once", {"Vw 50(4)"}, text, always, the_step, {K::custody_hold_extended},
     [](CaseFile const& f, Step const& s) {
       return (!f.facts.hold || f.facts.hold->extensions == 0) && !is_blank(s.as<ReasonGiven>().reason);
     },
     {"de ophouding wordt één keer verlengd, met ten hoogste 48 uur, omdat het vermoeden voortduurt",
      "the hold is extended once, by at most 48 hours, because the suspicion persists"}},
    {"hold-in-time", {"Vw 50(2)", "Vw 50(3)", "Vw 50(4)"}, text, always, the_case,
     {K::custody_hold_extended, K::detention_imposed}, hold_in_time,
     {"de tijd van de ophouding is niet voorbij", "the time of the hold is not over"}, hold_detail},
    // Inference: a duty that nobody stated, or for which no reason is given, binds nobody.
    {"duties-stated", {"Vw 54(2)", "Vw 56(1)"}, inference, always, the_step, {K::lighter_means_imposed},
     [](CaseFile const&, Step const& s) {
       auto const& order = s.as<LighterMeansImposed>();
       return !order.means.empty() && !is_blank(order.duties) && !is_blank(order.reasons);
     },
     {"het lichter middel, de plichten en de redenen zijn vermeld", "the means, the duties and the reasons are stated"}},
    {"order-obeyed", {"Vw 94(6)"}, text, always, the_case,
     {K::custody_stopped, K::custody_held, K::custody_hold_extended, K::detention_heard, K::detention_imposed,
      K::detention_placed, K::detention_extended, K::removal_transferred, K::removal_accepted,
      K::removal_interview_held, K::removal_document_requested, K::removal_document_obtained, K::removal_planned,
      K::removal_announced, K::removal_carried_out},
     [](CaseFile const& f, Step const&) { return !f.facts.lift_ordered; },
     {"een rechterlijk bevel tot opheffing is uitgevoerd; tot dan kan alleen worden opgeheven",
      "a court's order to lift has been obeyed; until then only lifting may follow"}},
  };
}
// clang-format on

}  // namespace vertrek::forced_return
