#include <fmt/format.h>

#include "tests/scenarios/scenario.hpp"
#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::scenarios {

namespace {

std::string done(std::optional<fr::Done> const& what) {
  return what ? fmt::format("{} by {}", what->at.iso(), what->by.value) : "-";
}

std::string deadline(fr::CaseDeadline const& one) {
  auto text = fmt::format("{} from {} by {} to {}: {} {} by {}", fr::rule(one.rule).name,
                          one.from.iso(), one.trigger.value, iso(one.end), fr::name(one.status),
                          one.ended_at ? one.ended_at->iso() : "-", one.ended_by.value);
  for (auto const& stretch : one.suspensions)
    text += fmt::format(" [{} to {}, {} left]", stretch.from.iso(),
                        stretch.until ? stretch.until->iso() : "-", stretch.days_left);
  return text;
}

std::string residence_facts(fr::Facts const& facts) {
  return fmt::format(
      "opened {} {} {} minors {}; invited {} by {} received {}; confirmed {}; determined {}; "
      "notified {} shortened {}; fell {} (on appeal {}) exhausted {} reviewed {}; objection {} "
      "open "
      "{} suspends {} committee {} postponed {} settled {}; relief {} and {}",
      done(facts.opened), facts.v_number, facts.nationality, facts.minor_children,
      done(facts.views_invited), facts.respond_by.iso(), facts.views_received,
      done(facts.confirmed),
      done(facts.determination ? std::optional(facts.determination->taken) : std::nullopt),
      done(facts.notification ? std::optional(facts.notification->done) : std::nullopt),
      facts.notification && facts.notification->lawfully_shortened, facts.determination_fell,
      facts.annulled_on_appeal, facts.stay_exhausted, facts.reviewed_by_court,
      done(facts.objection ? std::optional(facts.objection->lodged) : std::nullopt),
      facts.objection && facts.objection->open, facts.objection && facts.objection->suspends,
      facts.objection && facts.objection->with_committee,
      facts.objection && facts.objection->postponed, facts.objection_settled, facts.relief_pending,
      facts.relief_granted);
}

std::string custody_facts(fr::Facts const& facts) {
  auto text = fmt::format("stopped {}; hold {} extended {}; heard {}; lift ordered {} obeyed {}",
                          done(facts.stopped),
                          done(facts.hold ? std::optional(facts.hold->done) : std::nullopt),
                          facts.hold ? facts.hold->extensions : 0,
                          done(facts.hearing ? std::optional(facts.hearing->done) : std::nullopt),
                          facts.lift_ordered, done(facts.lifted_by_court));
  if (auto const& order = facts.detention)
    text += fmt::format("; detained {} placed {} {} told court {} appeal {} again {} ruled {}",
                        done(order->imposed), done(order->placed), order->facility,
                        done(order->court_notified), done(order->appeal_lodged),
                        order->continuation_pending, order->ruled);
  if (auto const& duties = facts.lighter_means) {
    text += fmt::format("; lighter means {} {}", done(duties->imposed), duties->duties);
    for (auto const means : duties->means) text += fmt::format(" {}", static_cast<int>(means));
  }
  for (auto const& one : facts.compensations)
    text += fmt::format("; {} cents {}", one.amount.cents, done(one.awarded));
  return text;
}

std::string departure_facts(fr::Facts const& facts) {
  auto text = fmt::format(
      "willing {} able {} consent {} to {}; departed {} removed {}; accepted {} document {} "
      "lasts {} date {} announced {}; shelter {} {} outcome {} meeting {}; impediments",
      facts.willing, facts.able, facts.consent, facts.organisation, done(facts.departed),
      done(facts.removed), done(facts.transfer_accepted), done(facts.document_obtained),
      facts.document_lasts, facts.removal_date ? facts.removal_date->iso() : "-",
      done(facts.announced), facts.municipality, facts.in_shelter,
      facts.shelter_outcome ? static_cast<int>(*facts.shelter_outcome) : -1,
      facts.chain_approach ? static_cast<int>(*facts.chain_approach) : -1);
  for (auto const kind : facts.impediments) text += fmt::format(" {}", static_cast<int>(kind));
  return text;
}

}  // namespace

std::string portrait(fr::CaseFile const& file) {
  std::string text;
  for (auto const& region : fr::regions())
    text += fmt::format("{}={} ", region.name, region.states.at(file.positions.at(region.id)).name);
  text += fmt::format("\n{}\n{}\n{}\n", residence_facts(file.facts), departure_facts(file.facts),
                      custody_facts(file.facts));
  for (auto const& one : file.ledger.entries()) text += deadline(one) + "\n";
  for (auto const& mark : file.irregular) {
    text += fmt::format("irregular {} {}, {}:", mark.sequence.value, mark.irregularity.claim.reason,
                        mark.irregularity.claim.second.str());
    for (auto const& rule : mark.irregularity.unmet) text += " " + rule.str();
    text += "\n";
  }
  for (auto const& one : file.recorded)
    text += fmt::format("{} by {}, ", fr::spec(one.kind).name, fr::name(one.partner));
  return text;
}

}  // namespace vertrek::scenarios
