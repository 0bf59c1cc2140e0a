#include <fmt/format.h>

#include <algorithm>

#include "tests/proof/inside.hpp"
#include "workflows/forced_return/options.hpp"

namespace vertrek::proof {

using D = fr::DeadlineId;
using fr::Custody;
using fr::Departure;

void Walk::Inside::check(Here const& here) {
  check_marks(here);
  check_leaving(here);
  check_order_to_lift(here);
  check_restored(here);
  for (auto const& event : view.coerces) check_bars(here, event);
  if (view.holds)
    if (auto const what = view.holds(here.seen(), here.rights))
      broken(view.name, *what, here, std::nullopt);
}

void Walk::Inside::check_marks(Here const& here) {
  if (here.file.irregular.size() != here.irregular)
    broken("irregular-is-marked", "a mark is missing", here, std::nullopt);
}

void Walk::Inside::check_fall(Here const& here, Put const& command) {
  if (!here.file.positions.in(fr::Removal::none, fr::Removal::carried_out))
    broken("restored-right-frees", "removal is still prepared", here, command);
  auto const* const term = here.file.ledger.latest(D::departure_term);
  if (term != nullptr && term->is_open() && !is_past(term->end, here.now))
    broken("restored-right-frees", "the term to leave goes on", here, command);
  if (!here.file.positions.in(fr::LighterMeansState::none))
    broken("restored-right-frees", "lighter means go on", here, command);
}

bool Walk::Inside::accepts(fr::CaseFile const& file, Put const& command) const {
  return process.decide(as_command(command), file, StoppedClock{command.recorded_at}).has_value();
}

void Walk::Inside::check_leaving(Here const& here) {
  auto const& at = here.file.positions;
  if (!at.in(fr::File::open)) return;
  if (at.in(Departure::departed, Departure::removed)) {
    if (process.decide(as_command({"removal.carried_out", "DTENV", "{}", here.now, here.now, true}),
                       here.file, StoppedClock{here.now}))
      broken("one-ending", "somebody who had left is removed", here, std::nullopt);
    return;
  }
  for (auto const* const event :
       {"departure.willingness_declared", "departure.assistance_started"}) {
    Put const command{event,
                      "SUPPORT",
                      std::string_view{event} == "departure.assistance_started"
                          ? R"({"organisation":"Barka","consent":true})"
                          : "{}",
                      here.now,
                      here.now,
                      false};
    if (!accepts(here.file, command))
      broken("voluntary-always-possible", event, here, std::nullopt);
  }
}

void Walk::Inside::check_order_to_lift(Here const& here) {
  if (!here.rights.lift_ordered()) return;
  if (!here.file.positions.in(Custody::detained)) {
    broken("order-to-lift-frees", "an order to lift outlives the detention", here, std::nullopt);
    return;
  }
  if (!accepts(here.file, {"detention.lifted", "AVIM", R"({"reason":"court_order"})", here.now,
                           here.now, false}))
    broken("order-to-lift-frees", "the order cannot be obeyed", here, std::nullopt);
  for (auto const& event : coercive_events()) {
    auto const& bars = bars_before(event);
    if (std::find(bars.begin(), bars.end(), Bar::order_to_lift) == bars.end()) continue;
    try_step(here, std::string(event), {Bar::order_to_lift}, "order-to-lift-frees", here.file);
  }
}

void Walk::Inside::check_restored(Here const& here) {
  if (!here.rights.fell() || !here.file.positions.in(Custody::detained)) return;
  auto const duties = fr::duties_at(here.file, here.now);
  auto const said = std::any_of(duties.begin(), duties.end(), [](fr::Duty const& duty) {
    return std::find(duty.articles.begin(), duty.articles.end(), "Vw 59") != duty.articles.end();
  });
  if (!said) broken("restored-right-frees", "nobody is told to end it", here, std::nullopt);
  if (!accepts(here.file, {"detention.lifted", "AVIM", R"({"reason":"residence_restored"})",
                           here.now, here.now, false}))
    broken("restored-right-frees", "the detention cannot be lifted", here, std::nullopt);
}

std::string Walk::Inside::invariant_of(Bar bar, std::string_view event) {
  switch (bar) {
    case Bar::determination_fell:
    case Bar::objection_open:
    case Bar::relief:
    case Bar::medical:
      if (event.starts_with("removal.")) return "no-removal-under-bar";
      break;
    case Bar::term_not_over:
      if (event.starts_with("detention.")) return "no-detention-before-term";
      break;
    case Bar::order_to_lift:
      return "order-to-lift-frees";
    default:
      break;
  }
  return event.starts_with("detention.") ? "no-detention-without-all-preconditions"
                                         : "no-step-without-its-preconditions";
}

void Walk::Inside::check_bars(Here const& here, std::string const& event) {
  if (!here.file.positions.in(fr::File::open)) return;
  auto file = here.file;
  view.favourable(file, event, here.now);
  try_step(here, event, view.bars, {}, file);
}

void Walk::Inside::try_step(Here const& here, std::string const& event, std::set<Bar> const& among,
                            std::string const& invariant, fr::CaseFile const& file) {
  auto const command = coercive_command(event, here);
  auto const step = fr::Step{*fr::event_named(event),
                             *fr::partner_named(command.partner),
                             as_command(command).by,
                             command.occurred_at,
                             fr::read_data(*fr::event_named(event), command.data),
                             std::nullopt,
                             {}};
  if (!fr::unmet_of_record(file, step).empty()) return;  // it cannot even follow
  ++findings.tried;
  std::optional<Bar> bar;
  for (auto const one : bars_before(event))
    if (!bar && among.contains(one) && here.rights.stands(one, here.now)) bar = one;
  auto const accepted = accepts(file, command);
  if (accepted == !bar) return;
  auto const said = bar ? std::string(name(*bar)) : "nothing";
  broken(invariant.empty() ? (bar ? invariant_of(*bar, event) : "what-the-law-allows") : invariant,
         fmt::format("{} {} while {} bars it; refused by: {}", event,
                     accepted ? "is accepted" : "is refused", said, refused_by(file, command)),
         here, command);
}

std::string Walk::Inside::refused_by(fr::CaseFile const& file, Put const& command) const {
  auto const decision =
      process.decide(as_command(command), file, StoppedClock{command.recorded_at});
  if (decision) return "-";
  std::string rules;
  for (auto const& unmet : decision.error().unmet) rules += unmet.rule.str() + " ";
  return rules;
}

Put Walk::Inside::coercive_command(std::string const& event, Here const& here) {
  auto const now = here.now;
  auto const further = extension_until(here.seen()).iso();
  std::string data = "{}";
  std::string partner = "DTENV";
  if (event == "detention.imposed") {
    partner = "AVIM";
    data =
        R"({"grounds":["3b","4c"],"grounds_reasons":"no address","lighter_means_reasons":"fail",)"
        R"("removal_prospect":true,"signed":true,"copy_handed_over":true})";
  } else if (event == "detention.extended") {
    data = R"({"until":")" + further +
           R"(","reasons":"no name","family_blocks_removal":"hid the children"})";
  } else if (event == "removal.transferred") {
    partner = "AVIM";
  } else if (event == "removal.planned") {
    data = R"({"date":")" + dutch_date(now).iso() + R"("})";
  } else if (event == "lighter_means.imposed") {
    partner = "AVIM";
    data = R"({"means":["reporting"],"duties":"Mondays","reasons":"has an address"})";
  }
  return {event, partner, data, now, now, false};
}

}  // namespace vertrek::proof
