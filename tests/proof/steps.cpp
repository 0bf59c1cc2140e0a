#include <algorithm>
#include <map>

#include "tests/proof/inside.hpp"

namespace vertrek::proof {

using D = fr::DeadlineId;
using fr::Departure;

Command as_command(Put const& put) {
  Command command;
  command.case_id = CaseId::recorded("proof");
  command.type = EventType{put.event};
  command.by = {PartnerId{put.partner}, UserId{"j.devries"}, "officer"};
  command.occurred_at = put.occurred_at;
  command.data = put.data;
  if (put.irregular) command.irregular = IrregularClaim{"it happened", UserId{"second.officer"}};
  return command;
}

Here Walk::Inside::empty_case(Moment now) const {
  Here here;
  here.file = static_cast<fr::CaseFile const&>(*process.initial());
  here.now = now;
  return here;
}

void Walk::Inside::pass_time(Here& here) {
  while (auto passing = process.next_passing(here.file, here.now, here.now)) {
    auto const before = here.file.positions;
    record(here, std::move(*passing));
    auto const same = [&](fr::RegionId id) { return before.at(id) == here.file.positions.at(id); };
    if (!same(fr::RegionId::custody) || !same(fr::RegionId::removal) ||
        !same(fr::RegionId::review) || !same(fr::RegionId::lighter_means))
      broken("time-coerces-nobody", "the passing of a deadline moved custody or removal", here,
             std::nullopt);
  }
}

void Walk::Inside::record(Here& here, NewEvent decided) const {
  Event event;
  static_cast<NewEvent&>(event) = std::move(decided);
  event.sequence = {static_cast<std::int64_t>(here.file.recorded.size()) + 1};
  process.evolve(here.file, event);
}

bool Walk::Inside::is_about_shape(Refusal const& refusal) {
  return std::all_of(refusal.unmet.begin(), refusal.unmet.end(),
                     [](Unmet const& unmet) {
                       return unmet.rule.str() != fr::record_rule::file_open &&
                              unmet.rule.str() != fr::record_rule::case_exists;
                     }) &&
         std::any_of(refusal.unmet.begin(), refusal.unmet.end(), [](Unmet const& unmet) {
           return unmet.rule.str() == fr::record_rule::possible_now;
         });
}

Outcome Walk::Inside::put(Here& here, Put& command, bool always) {
  StoppedClock const clock{here.now};
  auto decision = process.decide(as_command(command), here.file, clock);
  auto outcome = Outcome::regular;
  if (!decision) {
    outcome = Outcome::irregular;
    command.irregular = true;
    decision = process.decide(as_command(command), here.file, clock);
    if (decision) {
      ++here.irregular;
    } else {
      if (!always || !is_about_shape(decision.error())) return Outcome::refused;
      command.supposed = true;
      command.irregular = false;
      auto const plain = as_command(command);
      decision =
          NewEvent{plain.type, plain.by, plain.occurred_at, here.now, plain.data, std::nullopt, {}};
    }
  }
  auto const removed_before = here.file.positions.in(Departure::removed);
  record(here, std::move(*decision));
  if (removed_before && here.file.positions.in(Departure::departed))
    broken("one-ending", "who was removed is said to have departed", here, command);
  auto const fell_before = here.rights.fell();
  here.rights.happened(command.event, Json::parse(command.data), command.occurred_at);
  if (here.rights.fell() && !fell_before) check_fall(here, command);
  pass_time(here);
  return outcome;
}

std::optional<Put> Walk::Inside::form(Offer const& offer, Here const& here) const {
  auto data = offer.data(here.seen());
  if (!data) return std::nullopt;
  auto const at = offer.at ? std::min(offer.at(here.seen()), here.now) : here.now;
  return Put{offer.event, offer.partner, std::move(*data), at, here.now, false};
}

fr::CaseDeadline const* Walk::Inside::clock(Here const& here, D id) const {
  auto const* const deadline = here.file.ledger.latest(id);
  auto const counts = deadline != nullptr && (!view.counts || view.counts(here.seen(), *deadline));
  return counts ? deadline : nullptr;
}

std::vector<fr::DeadlineId> Walk::Inside::next_ends(Here const& here) const {
  std::vector<std::pair<Moment, fr::DeadlineId>> ends;
  for (auto const id : view.clocks) {
    auto const* const deadline = clock(here, id);
    // A void one ends as well: it may revive.
    if (deadline == nullptr || is_past(deadline->end, here.now)) continue;
    ends.emplace_back(end_moment(deadline->end), id);
  }
  std::sort(ends.begin(), ends.end());
  if (!view.in_any_order && ends.size() > 1) ends.resize(1);
  std::vector<fr::DeadlineId> next;
  for (auto const& [end, id] : ends) {
    // An objection is in the post only once its term is over.
    auto const* const term = here.file.ledger.latest(D::objection_term);
    if (id != D::postal_shadow || is_past(term->end, here.now)) next.push_back(id);
  }
  return next;
}

void Walk::Inside::let_end(Here& here, D id) {
  auto const at = end_moment(here.file.ledger.latest(id)->end);
  here.now = std::max(here.now, at.plus(std::chrono::minutes{1}));
  pass_time(here);
}

void Walk::Inside::suppose_end(Here& here, D id) {
  static std::map<D, Rights::Clock> const clocks{
      {D::departure_term, Rights::Clock::departure},
      {D::objection_term, Rights::Clock::objection},
      {D::postal_shadow, Rights::Clock::post},
      {D::facility_transfer_24h, Rights::Clock::cell},
      {D::detention_court_notice, Rights::Clock::notice},
      {D::detention_six_months, Rights::Clock::six_months},
      {D::family_fourteen_days, Rights::Clock::family}};
  auto const last = dutch_date(here.now).plus_days(-1);
  auto over = *here.file.ledger.latest(id);
  if (id == D::facility_transfer_24h)
    over.end = end_moment(last).plus(std::chrono::microseconds{-1});
  else
    over.end = last;
  here.file.ledger.open(std::move(over));  // the last one of a rule is the one that counts
  if (auto const clock = clocks.find(id); clock != clocks.end())
    here.rights.suppose_last_day(clock->second, last);
  pass_time(here);
}

// ---- names of states --------------------------------------------------------------------------

Key Walk::Inside::key_of(Here const& here) const {
  Key key;
  view.key(key, here.seen(), here.rights);
  // How each clock stands, and in which order those that run will end.
  std::vector<std::pair<Moment, fr::DeadlineId>> ends;
  for (auto const id : view.clocks) {
    auto const* const deadline = clock(here, id);
    if (deadline == nullptr) {
      key.push_back(-1);
      continue;
    }
    auto const past = is_past(deadline->end, here.now);
    key.push_back(past ? 1 : 0);
    if (!past) ends.emplace_back(end_moment(deadline->end), id);
  }
  if (view.in_any_order) return key;
  std::sort(ends.begin(), ends.end());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    auto const same_as_last = i > 0 && ends[i].first == ends[i - 1].first;
    key.push_back(
        static_cast<std::int16_t>(static_cast<int>(ends[i].second) + (same_as_last ? 100 : 0)));
  }
  return key;
}

std::vector<Walk::Inside::Move> Walk::Inside::moves_to(int node) const {
  std::vector<Move> moves;
  for (; node >= 0; node = nodes[static_cast<std::size_t>(node)].parent)
    moves.push_back(nodes[static_cast<std::size_t>(node)].move);
  std::reverse(moves.begin(), moves.end());
  return moves;
}

std::pair<std::vector<Put>, Here> Walk::Inside::tell(int node) {
  std::vector<Put> path;
  auto const moves = moves_to(node);
  auto here = empty_case(moves.front().line->occurred_at);
  for (auto const& move : moves) {
    if (move.end) {
      let_end(here, *move.end);
      continue;
    }
    auto command = move.line ? move.line : form(view.alphabet[*move.form], here);
    if (!command) continue;
    if (move.line) {
      here.now = std::max(here.now, command->recorded_at);
      pass_time(here);
    }
    if (put(here, *command, true) != Outcome::refused) path.push_back(*command);
  }
  return {std::move(path), std::move(here)};
}

void Walk::Inside::broken(std::string invariant, std::string what, Here const& here,
                          std::optional<Put> last) {
  if (telling) return;
  telling = true;
  auto [path, there] = here.node < 0 ? std::pair(followed, here) : tell(here.node);
  telling = false;
  // What time brought shows only when something is recorded after it.
  if (!last) last = Put{"note.added", "DTENV", R"({"text":"here"})", {}, {}, false, false};
  last->occurred_at = last->recorded_at = there.now;
  path.push_back(*last);
  if (std::any_of(path.begin(), path.end(), [](Put const& one) { return one.supposed; }))
    what += " (by a step that the view supposes to be possible)";
  findings.broken.push_back({std::move(invariant), std::move(what), std::move(path)});
}

}  // namespace vertrek::proof
