#include "workflows/forced_return/retelling.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "workflows/forced_return/corrections.hpp"
#include "workflows/forced_return/evolve.hpp"

namespace vertrek::forced_return {

namespace {

class Silence final : public Listener {
 public:
  void before_step(CaseFile const& /*file*/, Step const& /*step*/,
                   Event const& /*event*/) override {}
};

/// A case on its way through its events, and through what time brings between them.
class Telling {
 public:
  Telling(ForcedReturn const& process, Listener& listener)
      : process_(process), listener_(listener), state_(process.initial()) {}
  virtual ~Telling() = default;
  Telling(Telling const&) = delete;
  Telling& operator=(Telling const&) = delete;

  /// Every deadline that ended before `until`, the first one first.
  void pass_time(Moment until, Moment recorded_at) {
    while (auto passing = process_.next_passing(*state_, until, recorded_at)) {
      Event event;
      static_cast<NewEvent&>(event) = std::move(*passing);
      event.sequence = number_of_passing(event);
      fold(event);
    }
  }

  [[nodiscard]] CaseFile const& file() const { return static_cast<CaseFile const&>(*state_); }

 protected:
  /// `numbered` is the event as it is folded, `event` as the listener knows it.
  void step(Event const& numbered, Event const& event) {
    auto const step = as_step(numbered);
    listener_.before_step(file(), step, event);
    fold(numbered);
    after_fold(numbered);
    listener_.after_step(file(), step, event);
  }

  virtual void fold(Event const& event) { process_.evolve(*state_, event); }
  virtual void after_fold(Event const& /*event*/) {}
  [[nodiscard]] virtual Sequence number_of_passing(NewEvent const& passing) = 0;

  [[nodiscard]] ForcedReturn const& process() const { return process_; }
  void go_on_from(std::unique_ptr<CaseState> state) { state_ = std::move(state); }

 private:
  ForcedReturn const& process_;
  Listener& listener_;
  std::unique_ptr<CaseState> state_;
};

/// What the engine did when the events were recorded; see CaseEngine.
class AsRecorded final : public Telling {
 public:
  AsRecorded(ForcedReturn const& process, std::span<Event const> events, Listener& listener)
      : Telling(process, listener),
        rewrites_(has_corrections(events)),
        next_{events.empty() ? 1 : events.back().sequence.value + 1} {
    for (auto const& event : events)
      if (is_passing(event)) recorded_passings_.push_back(&event);
  }

  void tell(std::span<Event const> events) {
    for (auto const& event : events) {
      if (is_passing(event)) continue;
      pass_time(event.occurred_at, event.recorded_at);
      step(event, event);
      // After a correction nobody asks what time has brought until the next step comes.
      if (!process().rewrites_history(event)) pass_time(event.recorded_at, event.recorded_at);
    }
  }

 private:
  void fold(Event const& event) override {
    Telling::fold(event);
    if (rewrites_) told_.push_back(event);
  }

  void after_fold(Event const& event) override {
    if (process().rewrites_history(event)) go_on_from(process().fold(told_));
  }

  Sequence number_of_passing(NewEvent const& passing) override {
    auto const same = std::find_if(
        recorded_passings_.begin(), recorded_passings_.end(), [&](Event const* recorded) {
          return recorded->type == passing.type && recorded->occurred_at == passing.occurred_at &&
                 recorded->data == passing.data;
        });
    if (same == recorded_passings_.end()) return {next_.value++};
    auto const number = (*same)->sequence;
    recorded_passings_.erase(same);  // it was recorded once
    return number;
  }

  bool rewrites_;
  std::vector<Event> told_;  ///< kept only when a correction will have it folded anew
  std::vector<Event const*> recorded_passings_;
  Sequence next_;
};

class AsItOccurred final : public Telling {
 public:
  using Telling::Telling;

  void tell(std::span<Event const> events) {
    auto const truth = corrected(events);
    auto order = order_of_occurrence(truth);
    // A case may begin before its file does: that the file is opened is no event in the world.
    std::stable_partition(order.begin(), order.end(), [&](std::size_t index) {
      return truth[index].type == event_type(EventKind::case_opened);
    });
    for (auto const index : order) {
      auto const& event = truth[index];
      if (is_passing(event)) continue;
      pass_time(event.occurred_at, event.occurred_at);
      auto numbered = event;
      numbered.sequence = next();
      step(numbered, event);
    }
  }

 private:
  Sequence number_of_passing(NewEvent const& /*passing*/) override { return next(); }
  Sequence next() { return {++last_}; }

  std::int64_t last_ = 0;
};

}  // namespace

bool is_passing(Event const& event) {
  auto const kind = event_named(event.type.str());
  return kind && spec(*kind).recorders.has(Partner::engine);
}

CaseFile retell(ForcedReturn const& process, std::span<Event const> events, Order order,
                Moment until, Listener& listener) {
  auto const told_until = [&](auto& telling) {
    telling.tell(events);
    telling.pass_time(until, until);
    return telling.file();
  };
  if (order == Order::as_recorded) {
    AsRecorded telling{process, events, listener};
    return told_until(telling);
  }
  AsItOccurred telling{process, listener};
  return told_until(telling);
}

CaseFile retell(ForcedReturn const& process, std::span<Event const> events, Order order,
                Moment until) {
  Silence silence;
  return retell(process, events, order, until, silence);
}

}  // namespace vertrek::forced_return
