#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
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
///
/// Without more, threads that come again at once would fall into two halves that take turns, each
/// with its own wait for the disk. So a leader waits, but very shortly, until as many have come as
/// the last group had with those who stood behind it; when that was in vain, the next ones do not.
class GroupCommit {
 public:
  /// Bounds the time that the first of a group waits for the last.
  static constexpr std::size_t largest_group = 512;
  static constexpr std::chrono::microseconds longest_gathering{200};
  /// So many groups go without gathering after it was in vain.
  static constexpr int groups_without = 8;

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
  /// Waits for those who are likely to come. Called, and returns, with the lock held.
  void gather(std::unique_lock<std::mutex>& lock);
  static void wake(Seat& seat, Turn turn);

  EventWriter& writer_;
  std::mutex mutex_;  ///< guards what follows; never held during a write
  bool led_ = false;  ///< a thread leads, or has been told to
  std::deque<Seat*> queue_;
  std::size_t expected_ = 1;  ///< how many the next group is likely to have
  bool gathering_ = false;
  int without_ = 0;  ///< groups that still go without gathering
  std::condition_variable gathered_;
  std::deque<Seat> seats_;
  std::vector<Seat*> free_;
};

}  // namespace vertrek::storage
