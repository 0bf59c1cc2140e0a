#pragma once

#include "engine/event_store.hpp"

// What every store checks in the same words, so that a caller cannot tell one store from another.
namespace vertrek::storage {

/// An append that can be written at all: a named case, at least one event, a list of messages for
/// each event, and no key twice. Says nothing about what is recorded already.
[[nodiscard]] Result<void> check_well_formed(Append const& append);

/// The case has moved on, or has not come as far as the writer believed.
[[nodiscard]] Error version_conflict(Append const& append, Sequence actual);

/// The case holds an event with this key already.
[[nodiscard]] Error key_conflict(CaseId const& id, CommandKey const& key);

}  // namespace vertrek::storage
