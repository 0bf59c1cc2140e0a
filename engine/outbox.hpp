#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/event.hpp"
#include "engine/workflow.hpp"

namespace vertrek {

/// A message to one partner about one event, written in the same transaction as the event.
struct Message {
  PartnerId to;
  /// The part of the event's data that this partner is told, as a JSON object; none: all of it.
  std::optional<std::string> data;
};

/// A message as it stands in the outbox.
struct OutboxEntry {
  std::int64_t number = 0;  ///< place in the outbox, from 1, without gaps
  Message message;
  Event event;
};

/// Decides who is told of an event. `after` is the state of the case after the event.
class Notifier {
 public:
  virtual ~Notifier() = default;
  [[nodiscard]] virtual std::vector<Message> messages(NewEvent const& event,
                                                      CaseState const& after) const = 0;
};

}  // namespace vertrek
