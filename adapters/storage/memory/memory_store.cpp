#include "adapters/storage/memory/memory_store.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <span>

#include "adapters/storage/append_check.hpp"

namespace vertrek::storage {

namespace {

std::int64_t count(std::size_t size) {
  return static_cast<std::int64_t>(size);
}

/// The index of the first element after number `after`, when numbers start at 1.
std::size_t index_after(std::int64_t after) {
  return after > 0 ? static_cast<std::size_t>(after) : 0;
}

}  // namespace

MemoryStore::Case const* MemoryStore::find(CaseId const& id) const {
  auto const found = cases_.find(id);
  return found == cases_.end() ? nullptr : &found->second;
}

Result<Appended> MemoryStore::append(Append const& append) {
  if (auto checked = check_well_formed(append); !checked) return tl::unexpected(checked.error());

  std::unique_lock const lock(mutex_);
  auto const* const known = find(append.case_id);
  Sequence const actual{known == nullptr ? 0 : count(known->events.size())};
  if (actual != append.expected) return tl::unexpected(version_conflict(append, actual));
  for (auto const& event : append.events) {
    if (known != nullptr && known->keys.contains(event.key)) {
      return tl::unexpected(key_conflict(append.case_id, event.key));
    }
  }

  auto& in = cases_[append.case_id];
  Appended const appended{{count(log_.size()) + 1}};
  for (std::size_t i = 0; i < append.events.size(); ++i) {
    auto const& event = log_.emplace_back(Event{
        append.events[i], append.case_id, {count(in.events.size()) + 1}, {count(log_.size()) + 1}});
    in.events.push_back(&event);
    if (!event.key.empty()) in.keys.emplace(event.key, &event);
    for (auto const& message : append.messages[i]) outbox_.push_back({message, &event});
  }
  return appended;
}

Result<std::vector<Event>> MemoryStore::read_case(CaseId const& id) const {
  std::shared_lock const lock(mutex_);
  std::vector<Event> events;
  if (auto const* const found = find(id)) {
    events.reserve(found->events.size());
    for (auto const* const event : found->events) events.push_back(*event);
  }
  return events;
}

Result<Sequence> MemoryStore::version(CaseId const& id) const {
  std::shared_lock const lock(mutex_);
  auto const* const found = find(id);
  return Sequence{found == nullptr ? 0 : count(found->events.size())};
}

Result<std::optional<Event>> MemoryStore::find_key(CaseId const& id, CommandKey const& key) const {
  std::shared_lock const lock(mutex_);
  if (auto const* const found = find(id)) {
    if (auto const event = found->keys.find(key); event != found->keys.end()) {
      return std::optional<Event>(*event->second);
    }
  }
  return std::optional<Event>();
}

Result<void> MemoryStore::read_all(Position after, Visit const& visit) const {
  // Recorded events neither move nor change, so their addresses may leave the lock; they are taken
  // some at a time, for the log may be long. What is appended meanwhile is not read.
  std::array<Event const*, 256> some{};
  auto next = index_after(after.value);
  std::shared_lock lock(mutex_);
  auto const end = log_.size();
  while (next < end) {
    auto const taken = std::min(some.size(), end - next);
    for (std::size_t i = 0; i < taken; ++i) some[i] = &log_[next + i];
    lock.unlock();
    for (auto const* const event : std::span(some).first(taken)) {
      if (!visit(*event)) return {};
    }
    next += taken;
    lock.lock();
  }
  return {};
}

Result<Position> MemoryStore::last_position() const {
  std::shared_lock const lock(mutex_);
  return Position{count(log_.size())};
}

Result<std::vector<CaseId>> MemoryStore::cases(CaseId const& after, std::size_t limit) const {
  std::shared_lock const lock(mutex_);
  std::vector<CaseId> page;
  for (auto at = cases_.upper_bound(after); at != cases_.end() && page.size() < limit; ++at) {
    page.push_back(at->first);
  }
  return page;
}

Result<std::vector<OutboxEntry>> MemoryStore::outbox(std::int64_t after, std::size_t limit,
                                                     std::optional<PartnerId> const& to) const {
  std::shared_lock const lock(mutex_);
  std::vector<OutboxEntry> page;
  for (auto i = index_after(after); i < outbox_.size() && page.size() < limit; ++i) {
    auto const& posted = outbox_[i];
    if (to && posted.message.to != *to) continue;
    page.push_back({count(i) + 1, posted.message, *posted.event});
  }
  return page;
}

}  // namespace vertrek::storage
