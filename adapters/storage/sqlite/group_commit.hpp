#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <vector>

#include "adapters/storage/sqlite/event_writer.hpp"

namespace vertrek::storage {

/// Lets threads that append at the same time share one transaction, and so one wait for the disk.
///
/// The first thread that comes leads: it writes everything that waits as one group, hands the lead
/// to the first of those who came meanwhile, and then wakes the members of its group. Everyone
/// sleeps on a seat of his own, so that nobody is woken for nothing, and no lock is held while the
/// disk is at work.
class GroupCommit {
 public:
  /// Bounds the time that the first of a group waits for the last.
  static constexpr std::size_t largest_group = 512;

  explicit GroupCommit(EventWriter& writer) : writer_(writer) {}

  /// Returns when the append has its answer.
  void write(PendingAppend& pending);

 private:
  enum class Turn : int { waits, leads, answered };

  /// Seats outlive their use (the store owns them), for a waker may still touch a seat whose owner
  /// has seen the answer and gone. A late wake-up of the next owner does no harm.
  struct Seat {
    std::atomic<Turn> turn = Turn::waits;
    PendingAppend* pending = nullptr;
  };

  [[nodiscard]] Seat& take_seat(PendingAppend& pending);
  void leave(Seat& seat);
  void lead();
  static void wake(Seat& seat, Turn turn);

  EventWriter& writer_;
  std::mutex mutex_;  ///< guards what follows; never held during a write
  bool led_ = false;  ///< a thread leads, or has been told to
  std::deque<Seat*> queue_;
  std::deque<Seat> seats_;
  std::vector<Seat*> free_;
};

}  // namespace vertrek::storage
