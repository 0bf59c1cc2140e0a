#include "tests/proof/walk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <random>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "workflows/forced_return/options.hpp"
#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::proof {

namespace {

using D = fr::DeadlineId;
using fr::Custody;
using fr::Departure;

constexpr std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U);
  return seed * 0xff51afd7ed558ccdULL;
}

struct KeyHash {
  std::size_t operator()(Key const& key) const {
    std::uint64_t hash = key.size();
    for (auto const mark : key) hash = mix(hash, static_cast<std::uint64_t>(mark));
    return hash;
  }
};

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

/// A case on its way: the file, the second reading of the law, and what time it is.
struct Here {
  fr::CaseFile file;
  Rights rights;
  Moment now;
  std::size_t irregular = 0;  ///< events recorded as irregular
  int node = -1;
  [[nodiscard]] Seen seen() const { return {file, now}; }
};

enum class Outcome : std::uint8_t { refused, regular, irregular };

}  // namespace

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

struct Walk::Inside {
  Inside(fr::ForcedReturn const& process_, View const& view_) : process(process_), view(view_) {}

  /// How a state was first come to: a line of a beginning, a form of the alphabet, or a term's end.
  struct Move {
    std::optional<Put> line;
    std::optional<std::size_t> form;
    std::optional<fr::DeadlineId> end;
  };
  struct Node {
    int parent = -1;
    Move move;
    bool twin_seen = false;
    std::uint64_t behaviour = 0;
  };

  fr::ForcedReturn const& process;
  View const& view;
  std::vector<Node> nodes;
  std::unordered_map<Key, int, KeyHash> known;
  std::unordered_set<std::uint64_t> edges;
  Findings findings;

  // ---- one step --------------------------------------------------------------------------------

  [[nodiscard]] Here empty_case(Moment now) const {
    Here here;
    here.file = static_cast<fr::CaseFile const&>(*process.initial());
    here.now = now;
    return here;
  }

  /// The passings up to now. None of them may move anybody towards custody or removal.
  void pass_time(Here& here) {
    while (auto passing = process.next_passing(here.file, here.now, here.now)) {
      auto const before = here.file.positions;
      record(here, std::move(*passing));
      auto const same = [&](fr::RegionId id) {
        return before.at(id) == here.file.positions.at(id);
      };
      if (!same(fr::RegionId::custody) || !same(fr::RegionId::removal) ||
          !same(fr::RegionId::review) || !same(fr::RegionId::lighter_means))
        broken("time-coerces-nobody", "the passing of a deadline moved custody or removal", here,
               std::nullopt);
    }
  }

  void record(Here& here, NewEvent decided) const {
    Event event;
    static_cast<NewEvent&>(event) = std::move(decided);
    event.sequence = {static_cast<std::int64_t>(here.file.recorded.size()) + 1};
    process.evolve(here.file, event);
  }

  /// Only where the case stands is in the way of it.
  static bool is_about_shape(Refusal const& refusal) {
    return std::all_of(refusal.unmet.begin(), refusal.unmet.end(),
                       [](Unmet const& unmet) {
                         return unmet.rule.str() != fr::record_rule::file_open &&
                                unmet.rule.str() != fr::record_rule::case_exists;
                       }) &&
           std::any_of(refusal.unmet.begin(), refusal.unmet.end(), [](Unmet const& unmet) {
             return unmet.rule.str() == fr::record_rule::possible_now;
           });
  }

  /// Puts the command: as it is, else as an irregular fact.
  Outcome put(Here& here, Put& command, bool always = false) {
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
        decision = NewEvent{plain.type,   plain.by, plain.occurred_at, here.now, plain.data,
                            std::nullopt, {}};
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

  [[nodiscard]] std::optional<Put> form(Offer const& offer, Here const& here) const {
    auto data = offer.data(here.seen());
    if (!data) return std::nullopt;
    auto const at = offer.at ? std::min(offer.at(here.seen()), here.now) : here.now;
    return Put{offer.event, offer.partner, std::move(*data), at, here.now, false};
  }

  [[nodiscard]] fr::CaseDeadline const* clock(Here const& here, D id) const {
    auto const* const deadline = here.file.ledger.latest(id);
    auto const counts =
        deadline != nullptr && (!view.counts || view.counts(here.seen(), *deadline));
    return counts ? deadline : nullptr;
  }

  /// The terms that can end next: the first one, or any one in a view that knows no calendar.
  [[nodiscard]] std::vector<fr::DeadlineId> next_ends(Here const& here) const {
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

  /// Time goes on to just after the end of the term.
  void let_end(Here& here, D id) {
    auto const at = end_moment(here.file.ledger.latest(id)->end);
    here.now = std::max(here.now, at.plus(std::chrono::minutes{1}));
    pass_time(here);
  }

  /// Yesterday was its last day, whatever the calendar says.
  void suppose_end(Here& here, D id) {
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

  // ---- names of states -------------------------------------------------------------------------

  [[nodiscard]] Key key_of(Here const& here) const {
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

  [[nodiscard]] std::vector<Move> moves_to(int node) const {
    std::vector<Move> moves;
    for (; node >= 0; node = nodes[static_cast<std::size_t>(node)].parent)
      moves.push_back(nodes[static_cast<std::size_t>(node)].move);
    std::reverse(moves.begin(), moves.end());
    return moves;
  }

  /// The history of a state with real days, as commands; and the case after it.
  std::pair<std::vector<Put>, Here> tell(int node) {
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

  void broken(std::string invariant, std::string what, Here const& here, std::optional<Put> last) {
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
  bool telling = false;
  std::vector<Put> followed;  ///< the random history that is followed, when one is

  // ---- what must hold --------------------------------------------------------------------------

  void check(Here const& here) {
    check_marks(here);
    check_leaving(here);
    check_order_to_lift(here);
    check_restored(here);
    for (auto const& event : view.coerces) check_bars(here, event);
    if (view.holds)
      if (auto const what = view.holds(here.seen(), here.rights))
        broken(view.name, *what, here, std::nullopt);
  }

  void check_marks(Here const& here) {
    if (here.file.irregular.size() != here.irregular)
      broken("irregular-is-marked", "a mark is missing", here, std::nullopt);
  }

  /// The determination has just fallen: nothing that rests on it goes on.
  void check_fall(Here const& here, Put const& command) {
    if (!here.file.positions.in(fr::Removal::none, fr::Removal::carried_out))
      broken("restored-right-frees", "removal is still prepared", here, command);
    auto const* const term = here.file.ledger.latest(D::departure_term);
    if (term != nullptr && term->is_open() && !is_past(term->end, here.now))
      broken("restored-right-frees", "the term to leave goes on", here, command);
    if (!here.file.positions.in(fr::LighterMeansState::none))
      broken("restored-right-frees", "lighter means go on", here, command);
  }

  [[nodiscard]] bool accepts(fr::CaseFile const& file, Put const& command) const {
    return process.decide(as_command(command), file, StoppedClock{command.recorded_at}).has_value();
  }

  void check_leaving(Here const& here) {
    auto const& at = here.file.positions;
    if (!at.in(fr::File::open)) return;
    if (at.in(Departure::departed, Departure::removed)) {
      if (process.decide(
              as_command({"removal.carried_out", "DTENV", "{}", here.now, here.now, true}),
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

  void check_order_to_lift(Here const& here) {
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

  void check_restored(Here const& here) {
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

  /// Which invariant of the law a bar belongs to.
  static std::string invariant_of(Bar bar, std::string_view event) {
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

  void check_bars(Here const& here, std::string const& event) {
    if (!here.file.positions.in(fr::File::open)) return;
    auto file = here.file;
    view.favourable(file, event, here.now);
    try_step(here, event, view.bars, {}, file);
  }

  /// Tries the event on the file, regularly, against the bars of the view.
  void try_step(Here const& here, std::string const& event, std::set<Bar> const& among,
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
    broken(
        invariant.empty() ? (bar ? invariant_of(*bar, event) : "what-the-law-allows") : invariant,
        fmt::format("{} {} while {} bars it; refused by: {}", event,
                    accepted ? "is accepted" : "is refused", said, refused_by(file, command)),
        here, command);
  }

  [[nodiscard]] std::string refused_by(fr::CaseFile const& file, Put const& command) const {
    auto const decision =
        process.decide(as_command(command), file, StoppedClock{command.recorded_at});
    if (decision) return "-";
    std::string rules;
    for (auto const& unmet : decision.error().unmet) rules += unmet.rule.str() + " ";
    return rules;
  }

  static Put coercive_command(std::string const& event, Here const& here) {
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

  // ---- the walk --------------------------------------------------------------------------------

  /// Everything that can follow, as (outcome, key after) a form; `visit` gets each case after it.
  template <class Visit>
  std::uint64_t expand(Here const& here, Visit const& visit) {
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

  void walk() {
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

  static std::uint64_t edge(int from, int to) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(from)) << 32U) |
           static_cast<std::uint32_t>(to);
  }

  /// For people: what the second case of a state becomes and the first one does not, or the
  /// reverse.
  std::string differences(Here const& twin) {
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

 public:
  static std::string in_short(std::vector<Put> const& path) {
    std::string text;
    for (auto const& put : path)
      text += fmt::format("  {} {} {}{}\n", put.recorded_at.iso(), put.event, put.data,
                          put.irregular  ? " (irregular)"
                          : put.supposed ? " (supposed)"
                                         : "");
    return text;
  }
};

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
