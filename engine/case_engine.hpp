#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "engine/clock.hpp"
#include "engine/event_store.hpp"
#include "engine/outbox.hpp"
#include "engine/workflow.hpp"

namespace vertrek {

/// A command that was recorded, with everything that was recorded with it: the passings of
/// deadlines before it, the event itself, and the passings after it.
struct Accepted {
  Event event;
  std::vector<Event> passings;
  bool recorded_before = false;  ///< the same command (by its key) had been recorded already
};

using Answer = std::variant<Accepted, Refusal>;

/// Runs commands against cases: reads the case, records what time has brought, asks the workflow,
/// and appends; on a conflict it reads again and decides anew. Safe to use from many threads.
class CaseEngine {
 public:
  struct Options {
    std::size_t cached_cases = 10'000;  ///< states kept in memory, the least used go first
    int attempts = 16;                  ///< decisions on a case that others write to as well
  };

  CaseEngine(Workflow const& workflow, EventStore& store, Notifier const& notifier,
             Options options);
  CaseEngine(Workflow const& workflow, EventStore& store, Notifier const& notifier);
  ~CaseEngine();
  CaseEngine(CaseEngine const&) = delete;
  CaseEngine& operator=(CaseEngine const&) = delete;

  /// Records the command or answers everything that stands in its way. Errors: conflict (the case
  /// was too busy), key_reused, storage. A refusal or an error records nothing.
  [[nodiscard]] Result<Answer> handle(Command const& command, Clock const& clock);

 private:
  class Cases;
  std::unique_ptr<Cases> cases_;
  Workflow const& workflow_;
  EventStore& store_;
  Notifier const& notifier_;
  Options options_;
};

}  // namespace vertrek
