#include "adapters/storage/sqlite/group_commit.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace vertrek::storage {

void GroupCommit::write(PendingAppend& pending) {
  auto& seat = take_seat(pending);
  seat.turn.wait(Turn::waits, std::memory_order_acquire);
  if (seat.turn.load(std::memory_order_acquire) == Turn::leads) lead();
  leave(seat);
}

GroupCommit::Seat& GroupCommit::take_seat(PendingAppend& pending) {
  std::lock_guard const lock(mutex_);
  if (free_.empty()) {
    free_.push_back(&seats_.emplace_back());
  }
  auto& seat = *free_.back();
  free_.pop_back();
  seat.pending = &pending;
  seat.turn.store(led_ ? Turn::waits : Turn::leads, std::memory_order_relaxed);
  led_ = true;
  queue_.push_back(&seat);
  if (gathering_ && queue_.size() >= expected_) gathered_.notify_one();
  return seat;
}

void GroupCommit::leave(Seat& seat) {
  std::lock_guard const lock(mutex_);
  free_.push_back(&seat);
}

void GroupCommit::lead() {
  std::array<Seat*, largest_group> seats{};
  std::array<PendingAppend*, largest_group> group{};
  std::size_t size = 0;
  {
    std::unique_lock lock(mutex_);
    gather(lock);
    // Whoever leads is the first in the queue: he came when it was empty, or was its first.
    size = std::min(queue_.size(), largest_group);
    for (std::size_t i = 0; i < size; ++i) {
      seats[i] = queue_[i];
      group[i] = queue_[i]->pending;
    }
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
  }

  writer_.write(std::span(group).first(size));

  Seat* next = nullptr;
  {
    std::lock_guard const lock(mutex_);
    led_ = !queue_.empty();
    if (led_) next = queue_.front();
    expected_ = std::min(size + queue_.size(), largest_group);
  }
  // The next group first: the disk is what everybody waits for.
  if (next != nullptr) wake(*next, Turn::leads);
  for (auto* const seat : std::span(seats).first(size).subspan(1)) wake(*seat, Turn::answered);
}

void GroupCommit::gather(std::unique_lock<std::mutex>& lock) {
  if (queue_.size() >= expected_) return;
  if (without_ > 0) {
    --without_;
    return;
  }
  gathering_ = true;
  auto const all_came =
      gathered_.wait_for(lock, longest_gathering, [this] { return queue_.size() >= expected_; });
  gathering_ = false;
  if (!all_came) without_ = groups_without;
}

void GroupCommit::wake(Seat& seat, Turn turn) {
  seat.turn.store(turn, std::memory_order_release);
  seat.turn.notify_one();
}

}  // namespace vertrek::storage
