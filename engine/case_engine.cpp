#include "engine/case_engine.hpp"

#include <algorithm>
#include <list>
#include <mutex>
#include <unordered_map>

namespace vertrek {

namespace {

/// A case as this process last saw it. The store has the last word: a stale state shows in the
/// version.
struct CachedCase {
  std::mutex busy;  ///< one command a case at a time in this process
  Sequence version;
  Moment last_recorded;
  std::unique_ptr<CaseState> state;  ///< null: to be read
};

/// Time in the log never runs back within a case: what is entered later is recorded later.
class RecordingClock final : public Clock {
 public:
  RecordingClock(Clock const& clock, Moment last_recorded)
      : now_(std::max(clock.now(), last_recorded)) {}
  [[nodiscard]] Moment now() const override { return now_; }

 private:
  Moment now_;
};

Event placed(NewEvent const& event, CaseId const& id, Sequence sequence, Position position) {
  Event result;
  static_cast<NewEvent&>(result) = event;
  result.case_id = id;
  result.sequence = sequence;
  result.position = position;
  return result;
}

bool is_same_command(Event const& event, Command const& command) {
  auto const same_claim = event.irregular.has_value() == command.irregular.has_value() &&
                          (!event.irregular || event.irregular->claim == *command.irregular);
  return same_claim && event.type == command.type && event.by == command.by &&
         event.occurred_at == command.occurred_at && event.data == command.data;
}

Error key_reused(Command const& command) {
  return {ErrorCode::key_reused,
          {"deze sleutel hoort bij een andere opdracht: " + command.key.str(),
           "this key belongs to another command: " + command.key.str()},
          "key",
          {"geef elke opdracht een eigen sleutel", "give every command a key of its own"}};
}

Error too_busy(Command const& command) {
  return {ErrorCode::conflict,
          {"anderen schreven telkens eerder in zaak " + command.case_id.str(),
           "others kept writing first in case " + command.case_id.str()},
          command.case_id.str(),
          {"probeer het opnieuw", "try again"}};
}

}  // namespace

/// The cases in memory, the least recently used of them dropped first.
class CaseEngine::Cases {
 public:
  explicit Cases(std::size_t most) : most_(std::max<std::size_t>(most, 1)) {}

  std::shared_ptr<CachedCase> take(CaseId const& id) {
    std::scoped_lock const lock(mutex_);
    if (auto const found = index_.find(id); found != index_.end()) {
      order_.splice(order_.begin(), order_, found->second);
      return found->second->second;
    }
    order_.emplace_front(id, std::make_shared<CachedCase>());
    index_.emplace(id, order_.begin());
    if (order_.size() > most_) {
      index_.erase(order_.back().first);
      order_.pop_back();
    }
    return order_.front().second;
  }

 private:
  using Entry = std::pair<CaseId, std::shared_ptr<CachedCase>>;
  std::size_t most_;
  std::mutex mutex_;
  std::list<Entry> order_;
  std::unordered_map<CaseId, std::list<Entry>::iterator> index_;
};

namespace {

/// One command on one case: from what is known to what is appended.
class Handling {
 public:
  Handling(Workflow const& workflow, EventStore& store, Notifier const& notifier,
           Command const& command, CachedCase& cached)
      : workflow_(workflow),
        store_(store),
        notifier_(notifier),
        command_(command),
        cached_(cached) {}

  [[nodiscard]] Result<void> read_if_unknown() {
    if (cached_.state) return {};
    auto const events = store_.read_case(command_.case_id);
    if (!events) return tl::unexpected(events.error());
    cached_.state = workflow_.fold(*events);
    cached_.version = events->empty() ? Sequence{} : events->back().sequence;
    cached_.last_recorded = events->empty() ? Moment{} : events->back().recorded_at;
    return {};
  }

  /// True when the state in memory is what the store holds.
  [[nodiscard]] Result<bool> is_current() {
    auto const version = store_.version(command_.case_id);
    if (!version) return tl::unexpected(version.error());
    return *version == cached_.version;
  }

  [[nodiscard]] std::optional<Refusal> decide(Clock const& clock) {
    append_ = {command_.case_id, cached_.version, {}, {}};
    next_ = cached_.state->clone();
    rewritten_ = false;
    pass_time(command_.occurred_at, clock);
    auto decision = workflow_.decide(command_, *next_, clock);
    if (!decision) return std::move(decision.error());
    main_ = append_.events.size();
    add(std::move(*decision));
    // After a correction the case is folded anew before anybody asks what time has brought.
    if (!rewritten_) pass_time(clock.now(), clock);
    return {};
  }

  [[nodiscard]] Result<Accepted> append() {
    auto const appended = store_.append(append_);
    if (!appended) return tl::unexpected(appended.error());
    Accepted accepted;
    for (std::size_t i = 0; i < append_.events.size(); ++i) {
      auto event = placed(append_.events[i], command_.case_id, sequence(i),
                          Position{appended->first.value + static_cast<std::int64_t>(i)});
      if (i == main_)
        accepted.event = std::move(event);
      else
        accepted.passings.push_back(std::move(event));
    }
    cached_.version = sequence(append_.events.size() - 1);
    cached_.last_recorded = append_.events.back().recorded_at;
    cached_.state = rewritten_ ? nullptr : std::move(next_);
    return accepted;
  }

 private:
  [[nodiscard]] Sequence sequence(std::size_t index) const {
    return {append_.expected.value + 1 + static_cast<std::int64_t>(index)};
  }

  /// Records the deadlines that ended before `until`, each before anything that came later.
  void pass_time(Moment until, Clock const& clock) {
    while (auto passing = workflow_.next_passing(*next_, until, clock.now()))
      add(std::move(*passing));
  }

  void add(NewEvent event) {
    auto const recorded = placed(event, command_.case_id, sequence(append_.events.size()), {});
    workflow_.evolve(*next_, recorded);
    rewritten_ = rewritten_ || workflow_.rewrites_history(recorded);
    append_.messages.push_back(notifier_.messages(event, *next_));
    append_.events.push_back(std::move(event));
  }

  Workflow const& workflow_;
  EventStore& store_;
  Notifier const& notifier_;
  Command const& command_;
  CachedCase& cached_;
  Append append_;
  std::unique_ptr<CaseState> next_;
  std::size_t main_ = 0;
  bool rewritten_ = false;
};

}  // namespace

CaseEngine::CaseEngine(Workflow const& workflow, EventStore& store, Notifier const& notifier,
                       Options options)
    : cases_(std::make_unique<Cases>(options.cached_cases)),
      workflow_(workflow),
      store_(store),
      notifier_(notifier),
      options_(options) {}

CaseEngine::CaseEngine(Workflow const& workflow, EventStore& store, Notifier const& notifier)
    : CaseEngine(workflow, store, notifier, Options{}) {}

CaseEngine::~CaseEngine() = default;

Result<Answer> CaseEngine::handle(Command const& command, Clock const& clock) {
  auto const cached = cases_->take(command.case_id);
  std::scoped_lock const lock(cached->busy);
  Handling handling{workflow_, store_, notifier_, command, *cached};

  for (int attempt = 0; attempt < options_.attempts; ++attempt) {
    if (!command.key.empty()) {
      auto earlier = store_.find_key(command.case_id, command.key);
      if (!earlier) return tl::unexpected(earlier.error());
      if (*earlier) {
        if (!is_same_command(**earlier, command)) return tl::unexpected(key_reused(command));
        return Accepted{std::move(**earlier), {}, true};
      }
    }
    if (auto read = handling.read_if_unknown(); !read) return tl::unexpected(read.error());
    RecordingClock const recording{clock, cached->last_recorded};
    if (auto refusal = handling.decide(recording)) {
      // Nothing was appended that could have shown a stale state: look before refusing.
      auto const current = handling.is_current();
      if (!current) return tl::unexpected(current.error());
      if (*current) return Answer{std::move(*refusal)};
      cached->state.reset();
      continue;
    }
    auto accepted = handling.append();
    if (accepted) return Answer{std::move(*accepted)};
    cached->state.reset();
    if (accepted.error().code != ErrorCode::conflict) return tl::unexpected(accepted.error());
  }
  return tl::unexpected(too_busy(command));
}

}  // namespace vertrek
