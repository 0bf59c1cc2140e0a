#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/partners/chain_notifier.hpp"
#include "engine/case_engine.hpp"
#include "tests/properties/history.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::properties {

namespace fr = forced_return;

/// The process as it is, which shows the case that the engine holds when a command comes in.
class OpenedProcess final : public Workflow {
 public:
  [[nodiscard]] std::unique_ptr<CaseState> initial() const override { return real_.initial(); }
  [[nodiscard]] Decision decide(Command const& command, CaseState const& state,
                                Clock const& clock) const override {
    return real_.decide(command, state, clock);
  }
  void evolve(CaseState& state, Event const& event) const noexcept override {
    real_.evolve(state, event);
  }
  [[nodiscard]] std::optional<NewEvent> next_passing(CaseState const& state, Moment until,
                                                     Moment recorded_at) const override;
  [[nodiscard]] bool rewrites_history(Event const& event) const override {
    return real_.rewrites_history(event);
  }
  [[nodiscard]] std::unique_ptr<CaseState> fold(std::span<Event const> events) const override {
    return real_.fold(events);
  }

  [[nodiscard]] fr::ForcedReturn const& real() const { return real_; }
  /// The next state that the engine asks about is remembered.
  void look() { looking_ = true; }
  /// The portrait of that state.
  [[nodiscard]] std::string const& seen() const { return seen_; }

 private:
  fr::ForcedReturn real_;
  mutable bool looking_ = false;
  mutable std::string seen_;
};

/// What came up in a trial, or in many: chance that never gets anywhere proves nothing.
struct Tally {
  std::set<std::string> accepted;  ///< events that were recorded
  std::set<std::string> unmet;     ///< rules that stood in the way
  std::map<std::string, int> count;

  void add(Tally const& other);
};

/// Histories of one case, put to a real engine on a store, and everything that must hold whatever
/// is put. What does not hold is told in words; none means that all is well.
using Broken = std::optional<std::string>;

class Trial {
 public:
  explicit Trial(EventStore& store);

  [[nodiscard]] Broken put(Put const& put);
  /// What can only be told at the end, when everything has been recorded.
  [[nodiscard]] Broken at_the_end();
  /// The same case goes on by another engine, on the same record opened anew.
  void go_on_with(EventStore& store);

  [[nodiscard]] fr::ForcedReturn const& process() const { return process_.real(); }
  /// The case as the log tells it, event by event.
  [[nodiscard]] fr::CaseFile const& file() const { return *file_; }
  [[nodiscard]] std::vector<Event> const& log() const { return log_; }
  [[nodiscard]] Tally const& tally() const { return tally_; }

 private:
  /// A view of the case, and what it showed when it was taken.
  struct Taken {
    fr::View view;
    std::string portrait;
    std::size_t events = 0;  ///< that had been recorded by then
  };

  Broken accepted(Put const& put, Accepted const& answer);
  Broken refused(Refusal const& refusal);
  Broken fold_in(Event const& event);
  Broken is_recorded(Put const& put, Event const& event, Moment last_recorded) const;
  Broken log_is(std::vector<Event> const& read) const;
  Broken replayed();
  Broken marks_stand(fr::CaseFile const& file, std::span<Event const> events) const;
  Broken views_stand();
  void take_views(Moment now);
  void look_around(Moment now);
  [[nodiscard]] std::string seen(fr::View const& view) const;

  OpenedProcess process_;
  partners::ChainNotifier notifier_;
  EventStore* store_;
  std::optional<CaseEngine> engine_;
  CaseId id_ = CaseId::recorded("c1");
  std::unique_ptr<fr::CaseFile> file_;
  std::vector<Event> log_;
  std::vector<Taken> taken_;
  std::size_t puts_ = 0;
  std::size_t looked_at_ = 0;
  Tally tally_;
};

}  // namespace vertrek::properties
