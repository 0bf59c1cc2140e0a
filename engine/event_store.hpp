#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/event.hpp"
#include "engine/outbox.hpp"
#include "engine/result.hpp"

namespace vertrek {

/// What is written at once, or not at all: the events of one command (with the passings of
/// deadlines that come before and after it) and the messages about them.
struct Append {
  CaseId case_id;
  Sequence expected;  ///< the last sequence that the writer has seen; 0 for a new case
  std::vector<NewEvent> events;
  /// messages[i] are about events[i]; as many lists as events.
  std::vector<std::vector<Message>> messages;
};

/// Where the first of the appended events came to stand; the others follow without a gap.
struct Appended {
  Position first;
};

/// The record: an append-only log of events. Safe to use from many threads.
///
/// Promises, which one contract test checks for every store:
/// - an append is whole or absent, also after a crash, and durable once it has answered;
/// - `expected` other than the case's last sequence is a `conflict` and changes nothing;
/// - positions start at 1, grow by one, and a reader never passes one that may still be filled;
/// - a `key` is recorded at most once a case: a second one is a `conflict`;
/// - nothing is ever changed or removed.
class EventStore {
 public:
  /// Return false to stop reading. The event is only valid during the call.
  using Visit = std::function<bool(Event const&)>;

  virtual ~EventStore() = default;

  [[nodiscard]] virtual Result<Appended> append(Append const& append) = 0;

  /// All events of a case in order; empty for a case that does not exist.
  [[nodiscard]] virtual Result<std::vector<Event>> read_case(CaseId const& id) const = 0;
  /// The last sequence of a case; 0 for a case that does not exist.
  [[nodiscard]] virtual Result<Sequence> version(CaseId const& id) const = 0;
  /// The event that a command with this key recorded in this case.
  [[nodiscard]] virtual Result<std::optional<Event>> find_key(CaseId const& id,
                                                              CommandKey const& key) const = 0;
  /// Every event after the position, in order.
  [[nodiscard]] virtual Result<void> read_all(Position after, Visit const& visit) const = 0;
  /// The position of the last event; 0 when there is none.
  [[nodiscard]] virtual Result<Position> last_position() const = 0;
  /// Names of cases after `after` in byte order, at most `limit`: a page.
  [[nodiscard]] virtual Result<std::vector<CaseId>> cases(CaseId const& after,
                                                          std::size_t limit) const = 0;
  /// Outbox entries with a number above `after`, at most `limit`, for one partner or for all.
  [[nodiscard]] virtual Result<std::vector<OutboxEntry>> outbox(
      std::int64_t after, std::size_t limit, std::optional<PartnerId> const& to) const = 0;
};

}  // namespace vertrek
