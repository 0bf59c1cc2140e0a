#include "tests/properties/trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/audit/replay.hpp"
#include "tests/properties/chance.hpp"
#include "tests/scenarios/scenario.hpp"
#include "workflows/forced_return/options.hpp"

namespace vertrek::properties {

namespace {

using scenarios::portrait;

fr::CaseFile const& as_file(CaseState const& state) {
  return static_cast<fr::CaseFile const&>(state);
}

bool is_engines(Event const& event) {
  return event.by.partner.str() == fr::name(fr::Partner::engine);
}

bool same_mark(std::optional<Irregularity> const& a, std::optional<Irregularity> const& b) {
  return a == b;
}

/// Two stories of one event; the place in the whole log is not the case's business.
bool same_event(Event const& a, Event const& b) {
  return a.case_id == b.case_id && a.sequence == b.sequence && a.type == b.type && a.by == b.by &&
         a.occurred_at == b.occurred_at && a.recorded_at == b.recorded_at && a.data == b.data &&
         same_mark(a.irregular, b.irregular) && a.key == b.key;
}

bool same_deadline(fr::CaseDeadline const& a, fr::CaseDeadline const& b) {
  return a.rule == b.rule && a.trigger == b.trigger && a.from == b.from && a.law_day == b.law_day;
}

/// A ruling is due from the hearing until its closing is known, and then from that: the one
/// deadline that goes on from another event.
bool goes_on(fr::CaseDeadline const& before, fr::CaseDeadline const& now) {
  return same_deadline(before, now) ||
         (before.rule == fr::DeadlineId::detention_ruling && now.rule == before.rule &&
          before.is_open() && now.trigger > before.trigger);
}

/// Where the person is, and how far removal has come: what time alone never moves.
bool same_coercion(fr::Positions const& a, fr::Positions const& b) {
  return std::ranges::all_of(std::array{fr::RegionId::custody, fr::RegionId::review,
                                        fr::RegionId::removal, fr::RegionId::lighter_means},
                             [&](fr::RegionId region) { return a.at(region) == b.at(region); });
}

std::string difference(std::string_view what, std::string const& a, std::string const& b) {
  return fmt::format("{}\n--- one:\n{}\n--- other:\n{}", what, a, b);
}

}  // namespace

std::optional<NewEvent> OpenedProcess::next_passing(CaseState const& state, Moment until,
                                                    Moment recorded_at) const {
  if (looking_) seen_ = portrait(as_file(state));
  looking_ = false;
  return real_.next_passing(state, until, recorded_at);
}

void Tally::add(Tally const& other) {
  accepted.insert(other.accepted.begin(), other.accepted.end());
  unmet.insert(other.unmet.begin(), other.unmet.end());
  for (auto const& [what, times] : other.count) count[what] += times;
}

Trial::Trial(EventStore& store) : store_(&store) {
  engine_.emplace(process_, *store_, notifier_);
  file_ = std::make_unique<fr::CaseFile>(as_file(*process_.initial()));
}

void Trial::go_on_with(EventStore& store) {
  store_ = &store;
  engine_.emplace(process_, *store_, notifier_);
}

Broken Trial::put(Put const& put) {
  constexpr std::size_t now_and_then = 7;
  if (++puts_ % now_and_then == 0) {
    take_views(put.now);
    look_around(put.now);
  }
  process_.look();
  auto const answer = engine_->handle(put.command, StoppedClock{put.now});
  // The engine had the case in memory since the last command, whether that was recorded or refused.
  if (auto const told = portrait(*file_); process_.seen() != told)
    return difference("the engine held another case than the log tells", process_.seen(), told);
  if (!answer) {
    if (answer.error().code != ErrorCode::key_reused)
      return "the engine could not answer: " + answer.error().what.en;
    ++tally_.count["key reused"];
  } else if (auto const* const refusal = std::get_if<Refusal>(&*answer)) {
    if (auto broken = refused(*refusal)) return broken;
  } else {
    auto const& recorded = std::get<Accepted>(*answer);
    if (!recorded.recorded_before) return accepted(put, recorded);
    ++tally_.count["recorded before"];
    auto const place = static_cast<std::size_t>(recorded.event.sequence.value) - 1;
    if (place >= log_.size() || !same_event(log_[place], recorded.event))
      return "a command that was recorded before is answered with another event";
  }
  // Nothing was to be recorded.
  auto const version = store_->version(id_);
  if (!version || version->value != static_cast<std::int64_t>(log_.size()))
    return "a command that was not accepted changed the version of the case";
  return {};
}

Broken Trial::refused(Refusal const& refusal) {
  ++tally_.count["refused"];
  if (refusal.unmet.empty()) return "a refusal says nothing of why";
  for (auto const& unmet : refusal.unmet) tally_.unmet.insert(unmet.rule.str());
  return {};
}

Broken Trial::accepted(Put const& put, Accepted const& answer) {
  auto const last_recorded = log_.empty() ? Moment{} : log_.back().recorded_at;
  auto const before = log_.size();
  auto const events = store_->read_case(id_);
  if (!events) return "the case cannot be read: " + events.error().what.en;
  if (events->size() != before + 1 + answer.passings.size())
    return fmt::format("{} events were recorded for a command with {} passings",
                       events->size() - before, answer.passings.size());
  if (auto broken = log_is(*events)) return broken;
  auto const& main = answer.event;
  if (main.sequence.value <= static_cast<std::int64_t>(before) ||
      main.sequence.value > static_cast<std::int64_t>(events->size()))
    return "the event of a command has no place among those recorded";

  auto rewritten = false;
  for (auto i = before; i < events->size(); ++i) {
    auto const& event = (*events)[i];
    auto const is_main = event.sequence == main.sequence;
    if (is_main == is_engines(event))
      return "an event of somebody is taken for the engine's, or the other way round";
    if (is_main && !same_event(event, main)) return "the answer tells another event than the log";
    if (is_main)
      if (auto broken = is_recorded(put, event, last_recorded)) return broken;
    rewritten = rewritten || process_.rewrites_history(event);
    if (auto broken = fold_in(event)) return broken;
    tally_.accepted.insert(event.type.str());
  }
  log_ = *events;
  ++tally_.count["accepted"];
  if (main.irregular) ++tally_.count["irregular"];
  if (!rewritten) return {};
  ++tally_.count["corrected"];
  if (main.data.find("occurred_at") != std::string::npos) ++tally_.count["moment corrected"];
  *file_ = as_file(*process_.fold(log_));
  return {};
}

Broken Trial::is_recorded(Put const& put, Event const& event, Moment last_recorded) const {
  auto const& command = put.command;
  if (event.type != command.type || event.by != command.by ||
      event.occurred_at != command.occurred_at || event.data != command.data ||
      event.key != command.key)
    return "an event is recorded otherwise than it was told: " + command.type.str();
  if (event.recorded_at != std::max(put.now, last_recorded))
    return "an event is recorded at another moment than the clock says: " + command.type.str();
  auto const claimed = command.irregular.has_value();
  if (event.irregular.has_value() != claimed ||
      (claimed && (event.irregular->claim != *command.irregular || event.irregular->unmet.empty())))
    return "an irregular fact is recorded without its mark, or a regular one with a mark: " +
           command.type.str();
  return {};
}

/// Moves the case on by one event, and looks at what the event may not do.
Broken Trial::fold_in(Event const& event) {
  auto const positions = file_->positions;
  auto const deadlines = file_->ledger.entries();
  auto const marks = file_->irregular.size();
  process_.evolve(*file_, event);
  if (is_engines(event) && !same_coercion(positions, file_->positions))
    return "time alone moved custody or removal: " + event.type.str() + " " + event.data;
  auto const& now = file_->ledger.entries();
  if (now.size() < deadlines.size() ||
      !std::equal(deadlines.begin(), deadlines.end(), now.begin(), goes_on))
    return "a deadline disappeared with " + event.type.str();
  if (file_->irregular.size() != marks + (event.irregular ? 1 : 0))
    return "a mark disappeared with " + event.type.str();
  return {};
}

/// The log goes on where it was: nothing before was changed, and no number is left out.
Broken Trial::log_is(std::vector<Event> const& read) const {
  if (read.size() < log_.size() || !std::equal(log_.begin(), log_.end(), read.begin(), same_event))
    return "what had been recorded was changed";
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].sequence.value != static_cast<std::int64_t>(i) + 1)
      return fmt::format("event {} has the number {}", i + 1, read[i].sequence.value);
    if (i > 0 && read[i].recorded_at < read[i - 1].recorded_at)
      return fmt::format("event {} was recorded before the one that came first", i + 1);
  }
  return {};
}

// ---- at the end --------------------------------------------------------------------------------

Broken Trial::at_the_end() {
  auto const events = store_->read_case(id_);
  if (!events) return "the case cannot be read: " + events.error().what.en;
  if (events->size() != log_.size()) return "more was recorded than was told";
  if (auto broken = log_is(*events)) return broken;
  if (auto broken = replayed()) return broken;
  if (auto broken = marks_stand(*file_, log_)) return broken;
  return views_stand();
}

Broken Trial::replayed() {
  auto const live = portrait(*file_);
  auto const once = portrait(as_file(*process_.fold(log_)));
  if (once != live) return difference("a replay gives another case", once, live);
  if (portrait(as_file(*process_.fold(log_))) != once) return "a second replay gives another case";
  Replay replay{process_};
  if (!replay.catch_up(*store_)) return "the audit cannot read the log";
  auto const found = replay.cases().find(id_);
  auto const audited =
      found == replay.cases().end() ? portrait(fr::CaseFile{}) : portrait(as_file(*found->second));
  if (audited != live) return difference("the audit sees another case", audited, live);
  return {};
}

Broken Trial::marks_stand(fr::CaseFile const& file, std::span<Event const> events) const {
  auto mark = file.irregular.begin();
  for (auto const& event : events) {
    if (!event.irregular) continue;
    if (mark == file.irregular.end() || mark->sequence != event.sequence ||
        mark->irregularity != *event.irregular)
      return "the mark of an irregular event was lost: " + event.type.str();
    ++mark;
  }
  if (mark != file.irregular.end()) return "a mark stands on nothing";
  return {};
}

Broken Trial::views_stand() {
  for (auto const& taken : taken_) {
    // The same moment was not over yet when the view was taken.
    auto const later = log_.size() > taken.events ? &log_[taken.events] : nullptr;
    if (later != nullptr && later->recorded_at <= *taken.view.known_at) continue;
    ++tally_.count[later != nullptr ? "views kept while more was recorded" : "views kept"];
    if (auto const now = seen(taken.view); now != taken.portrait)
      return difference("what was known at " + taken.view.known_at->iso() + " (as of " +
                            (taken.view.as_of ? taken.view.as_of->iso() : "then") +
                            ") is another thing now",
                        taken.portrait, now);
  }
  // In the order in which things happened every event is there, and so is every mark.
  auto const all = fr::case_at(process(), log_, {last_moment(), std::nullopt}, last_moment());
  if (all.events.size() != log_.size()) return "a view of everything leaves events out";
  return marks_stand(all.file, all.events);
}

// ---- on the way --------------------------------------------------------------------------------

std::string Trial::seen(fr::View const& view) const {
  auto const now = view.as_of ? *view.as_of : *view.known_at;
  return portrait(fr::case_at(process(), log_, view, now).file);
}

void Trial::take_views(Moment now) {
  if (log_.empty() || now < log_.back().recorded_at) return;
  auto const& middle = log_[log_.size() / 2];
  for (auto const& view : {fr::View{std::nullopt, now}, fr::View{middle.occurred_at, now},
                           fr::View{now, middle.recorded_at}})
    taken_.push_back({view, seen(view), log_.size()});
}

/// Everything that people ask about a case on its way: it must have an answer, whatever the case.
void Trial::look_around(Moment now) {
  for (auto const& view : {fr::View{}, fr::View{now, std::nullopt}, fr::View{std::nullopt, now}}) {
    auto const at = fr::case_at(process(), log_, view, now);
    looked_at_ += fr::options_at(at.file, at.at).size() + fr::duties_at(at.file, at.at).size() +
                  fr::open_remedies_of(at.file).size();
    for (auto const& deadline : at.file.ledger.entries())
      looked_at_ += fr::explain(deadline, process().calendar()).size();
  }
}

}  // namespace vertrek::properties
