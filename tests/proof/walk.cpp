#include "tests/proof/walk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <deque>
#include <random>
#include <stdexcept>

#include "tests/proof/inside.hpp"

namespace vertrek::proof {

using fr::Custody;

Offer offer(std::string event, std::string partner, std::string data) {
  return {std::move(event), std::move(partner),
          [data = std::move(data)](Seen const&) { return std::optional(data); }};
}

CivilDate extension_until(Seen const& seen) {
  auto const until = dutch_date(seen.now).plus_days(extension_days);
  if (!seen.file.positions.in(Custody::detained)) return until;
  return std::min(until, dutch_date(seen.file.facts.detention->imposed.at).plus_days(18 * 30 - 1));
}

std::vector<Offer> always(std::vector<Offer> offers) {
  for (auto& one : offers) one.always = true;
  return offers;
}

template <class Visit>
std::uint64_t Walk::Inside::expand(Here const& here, Visit const& visit) {
  // What it can become, by which event. A step that changes nothing here is none, and two forms
  // that lead to one state are one.
  std::set<std::pair<std::uint64_t, std::size_t>> becomes;
  auto const own = KeyHash{}(key_of(here));
  auto const leads_to = [&](std::string_view event, std::size_t to) {
    if (to != own) becomes.emplace(std::hash<std::string_view>{}(event), to);
  };
  auto const enough = view.is_enough && view.is_enough(here.seen());
  for (std::size_t i = 0; i < view.alphabet.size() && findings.broken.empty(); ++i) {
    auto command = form(view.alphabet[i], here);
    if (!command) continue;
    Here after = here;
    auto const outcome = put(after, *command, view.alphabet[i].always);
    if (outcome == Outcome::refused) continue;
    if (enough && view.is_enough(after.seen())) continue;
    ++findings.steps;
    auto const key = key_of(after);
    leads_to(command->event, KeyHash{}(key));
    visit(std::move(after), key, Move{std::nullopt, i, std::nullopt});
  }
  for (auto const id : next_ends(here)) {
    Here after = here;
    if (view.in_any_order)
      suppose_end(after, id);
    else
      let_end(after, id);
    ++findings.steps;
    auto const key = key_of(after);
    leads_to("time", KeyHash{}(key));
    visit(std::move(after), key, Move{std::nullopt, std::nullopt, id});
  }
  std::uint64_t behaviour = becomes.size();
  for (auto const& [event, to] : becomes) behaviour = mix(mix(behaviour, event), to);
  return behaviour;
}

void Walk::Inside::walk() {
  std::deque<std::pair<Here, bool>> queue;  // and whether it is a twin of a state that is known
  auto const arrive = [&](Here here, Key const& key, int parent, Move move) {
    auto const [found, is_new] = known.try_emplace(key, static_cast<int>(nodes.size()));
    if (is_new) {
      nodes.push_back({parent, std::move(move)});
      here.node = found->second;
      check(here);
      queue.emplace_back(std::move(here), false);
      return found->second;
    }
    auto& node = nodes[static_cast<std::size_t>(found->second)];
    if (!node.twin_seen && found->second != parent) {
      node.twin_seen = true;
      here.node = found->second;
      queue.emplace_back(std::move(here), true);
    }
    return found->second;
  };
  for (auto const& beginning : view.beginnings) {
    auto here = empty_case(beginning.front().occurred_at);
    int parent = -1;
    for (auto command : beginning) {
      here.now = std::max(here.now, command.recorded_at);
      pass_time(here);
      auto const outcome = put(here, command);
      if (outcome == Outcome::refused)
        throw std::logic_error("a beginning is refused: " + command.event);
      nodes.push_back({parent, {command, std::nullopt, std::nullopt}});
      here.node = parent = static_cast<int>(nodes.size()) - 1;
    }
    // The last line is the state itself.
    known.emplace(key_of(here), parent);
    check(here);
    queue.emplace_back(here, false);
  }
  while (!queue.empty() && findings.broken.empty()) {
    auto const [here, is_twin] = std::move(queue.front());
    queue.pop_front();
    auto const from = here.node;
    auto const behaviour = expand(here, [&](Here after, Key const& key, Move move) {
      auto const to = arrive(std::move(after), key, from, std::move(move));
      edges.insert(edge(from, to));
    });
    auto& node = nodes[static_cast<std::size_t>(from)];
    if (!is_twin) {
      node.behaviour = behaviour;
      continue;
    }
    ++findings.twins;
    if (node.behaviour != behaviour) {
      ++findings.unlike;
      if (findings.unlike_example.empty()) findings.unlike_example = differences(here);
    }
  }
  findings.states = known.size();
}

std::uint64_t Walk::Inside::edge(int from, int to) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(from)) << 32U) |
         static_cast<std::uint32_t>(to);
}

std::string Walk::Inside::differences(Here const& twin) {
  auto const [path, first] = tell(twin.node);
  std::string text = in_short(path) + "twin:\n";
  for (auto const& one : twin.file.recorded)
    text += fmt::format("  {} {}\n", fr::spec(one.kind).name, one.occurred_at.iso());
  std::array<std::set<std::string>, 2> becomes;
  for (auto const* const one : std::array<Here const*, 2>{&first, &twin})
    expand(*one, [&](Here const&, Key const& key, Move const& move) {
      becomes.at(one == &first ? 0 : 1)
          .insert(fmt::format("{} -> {}",
                              move.form ? view.alphabet[*move.form].event : "a term ends",
                              fmt::join(key, " ")));
    });
  for (auto const& one : becomes[0])
    if (!becomes[1].contains(one)) text += "  only the first: " + one + "\n";
  for (auto const& one : becomes[1])
    if (!becomes[0].contains(one)) text += "  only the twin: " + one + "\n";
  return text;
}

std::string Walk::Inside::in_short(std::vector<Put> const& path) {
  std::string text;
  for (auto const& put : path)
    text += fmt::format("  {} {} {}{}\n", put.recorded_at.iso(), put.event, put.data,
                        put.irregular  ? " (irregular)"
                        : put.supposed ? " (supposed)"
                                       : "");
  return text;
}

Walk::Walk(fr::ForcedReturn const& process, View const& view)
    : in_(std::make_unique<Inside>(process, view)) {}
Walk::~Walk() = default;

Findings Walk::run() {
  in_->walk();
  return in_->findings;
}

Walk::Followed Walk::follow(std::vector<Offer> const& everything, unsigned seed, int histories,
                            int length) {
  Followed followed;
  std::mt19937 chance(seed);
  for (int i = 0; i < histories && in_->findings.broken.empty(); ++i) {
    auto const& beginning = in_->view.beginnings[chance() % in_->view.beginnings.size()];
    auto here = in_->empty_case(beginning.front().occurred_at);
    auto& path = in_->followed;
    path.clear();
    for (auto command : beginning) {
      here.now = std::max(here.now, command.recorded_at);
      in_->pass_time(here);
      in_->put(here, command);
      path.push_back(command);
    }
    auto from = in_->known.find(in_->key_of(here));
    for (int step = 0; step < length; ++step) {
      auto const time_goes_on = chance() % 6 == 0;
      if (time_goes_on) {
        // To the first end, as it is in the world.
        auto ends = in_->next_ends(here);
        if (ends.empty()) continue;
        in_->let_end(here, ends.front());
      } else {
        auto command = in_->form(everything[chance() % everything.size()], here);
        if (!command) continue;
        auto before = here;
        if (in_->put(here, *command, false) == Outcome::refused) continue;
        if (in_->view.is_enough && in_->view.is_enough(here.seen())) {
          here = std::move(before);
          continue;
        }
        path.push_back(*command);
      }
      ++followed.steps;
      in_->check(here);
      auto const to = in_->known.find(in_->key_of(here));
      auto const stays = from != in_->known.end() && to == from;
      // Several terms may end at once: then the state is one that the walk knows, by more steps.
      auto const is_edge =
          from != in_->known.end() && to != in_->known.end() &&
          (time_goes_on || in_->edges.contains(Inside::edge(from->second, to->second)));
      if (!stays && !is_edge) {
        if (followed.outside.size() < 3) {
          followed.outside.push_back(fmt::format(
              "{} ({})\n{}now {}", to == in_->known.end() ? "state" : "step",
              fmt::join(in_->key_of(here), " "), Inside::in_short(path), here.now.iso()));
          break;
        }
        return followed;
      }
      from = to;
    }
    if (!in_->findings.broken.empty())
      followed.outside.push_back("broken on the way: " + in_->findings.broken.front().invariant +
                                 ": " + in_->findings.broken.front().what + "\n" +
                                 Inside::in_short(in_->findings.broken.front().history));
  }
  return followed;
}

std::string scenario_file(std::vector<Put> const& history, bool last_is_wrong) {
  std::string lines;
  for (std::size_t i = 0; i < history.size(); ++i) {
    auto const& put = history[i];
    nlohmann::ordered_json line;
    line["case"] = "proof";
    line["event"] = put.event;
    line["by"] = {{"partner", put.partner}, {"user", "j.devries"}, {"role", "officer"}};
    line["occurred_at"] = put.occurred_at.iso();
    line["recorded_at"] = put.recorded_at.iso();
    line["data"] = nlohmann::ordered_json::parse(put.data);
    if (put.irregular)
      line["irregular"] = {{"reason", "it happened"}, {"second", "second.officer"}};
    line["expect"] = last_is_wrong && i + 1 == history.size() ? "refused" : "accepted";
    lines += line.dump() + "\n";
  }
  return lines;
}

}  // namespace vertrek::proof
