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

Event placed(NewEvent event, CaseId const& id, Sequence sequence, Position position) {
  Event result;
  static_cast<NewEvent&>(result) = std::move(event);
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

  /// What this command recorded earlier, if anything. Errors: key_reused.
  [[nodiscard]] Result<std::optional<Accepted>> recorded_before() {
    if (command_.key.empty()) return std::nullopt;
    auto earlier = store_.find_key(command_.case_id, command_.key);
    if (!earlier) return tl::unexpected(earlier.error());
    if (!*earlier) return std::nullopt;
    if (!is_same_command(**earlier, command_)) return tl::unexpected(key_reused(command_));
    return Accepted{std::move(**earlier), {}, true};
  }

  /// A refusal leaves the state in memory as it is. Once there is something to append, that state
  /// goes on to what it will be, and is there again when it has been appended.
  [[nodiscard]] std::optional<Refusal> decide(Clock const& clock) {
    append_ = {command_.case_id, cached_.version, {}, {}};
    next_.reset();
    rewritten_ = false;
    if (auto passing = workflow_.next_passing(*cached_.state, command_.occurred_at, clock.now())) {
      next_ = cached_.state->clone();  // the time that has passed may still end in a refusal
      add(std::move(*passing));
      pass_time(command_.occurred_at, clock);
    }
    auto decision = workflow_.decide(command_, next_ ? *next_ : *cached_.state, clock);
    if (!decision) return std::move(decision.error());
    if (!next_) next_ = std::move(cached_.state);
    main_ = append_.events.size();
    add(std::move(*decision));
    // After a correction the case is folded anew before anybody asks what time has brought.
    if (!rewritten_) pass_time(clock.now(), clock);
    return {};
  }

  [[nodiscard]] Result<Accepted> append() {
    auto const appended = store_.append(append_);
    if (!appended) return tl::unexpected(appended.error());
    cached_.last_recorded = append_.events.back().recorded_at;
    Accepted accepted;
    for (std::size_t i = 0; i < append_.events.size(); ++i) {
      auto event = placed(std::move(append_.events[i]), command_.case_id, sequence(i),
                          Position{appended->first.value + static_cast<std::int64_t>(i)});
      if (i == main_)
        accepted.event = std::move(event);
      else
        accepted.passings.push_back(std::move(event));
    }
    cached_.version = sequence(append_.events.size() - 1);
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
    auto recorded = placed(std::move(event), command_.case_id, sequence(append_.events.size()), {});
    workflow_.evolve(*next_, recorded);
    rewritten_ = rewritten_ || workflow_.rewrites_history(recorded);
    append_.messages.push_back(notifier_.messages(recorded, *next_));
    append_.events.push_back(static_cast<NewEvent&&>(recorded));
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
    if (auto read = handling.read_if_unknown(); !read) return tl::unexpected(read.error());
    RecordingClock const recording{clock, cached->last_recorded};
    auto refusal = handling.decide(recording);
    if (!refusal) {
      auto accepted = handling.append();
      if (accepted) return Answer{std::move(*accepted)};
      cached->state.reset();
      if (accepted.error().code != ErrorCode::conflict) return tl::unexpected(accepted.error());
    }
    // Something stands in the way. It may be this very command, recorded before: the store records
    // a key once, so a key needs to be looked for only now.
    auto earlier = handling.recorded_before();
    if (!earlier) return tl::unexpected(earlier.error());
    if (*earlier) return std::move(**earlier);
    if (!refusal) continue;
    // Nothing was appended that could have shown a stale state: look before refusing.
    auto const current = handling.is_current();
    if (!current) return tl::unexpected(current.error());
    if (*current) return Answer{std::move(*refusal)};
    cached->state.reset();
  }
  return tl::unexpected(too_busy(command));
}

}  // namespace vertrek
