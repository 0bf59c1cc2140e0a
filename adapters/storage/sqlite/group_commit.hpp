#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/storage/sqlite/event_writer.hpp"

namespace vertrek::storage {

/// Lets threads that append at the same time share one transaction, and so one wait for the disk.
///
/// Whoever finds no group open opens one and leads it; others join until it is closed. When the
/// group before has been written the leader begins the transaction and writes what has come, while
/// others still join; he closes the group, commits, and wakes its members all at once. No lock is
/// held while the disk is at work.
///
/// Without more, threads that come again at once would fall into two halves that take turns, each
/// with its own wait for the disk. So a leader waits, but very shortly, for each next one until as
/// many have come as the last group had with those who stood behind it; when that was in vain, the
/// next ones do not.
class GroupCommit {
 public:
  /// Bounds the time that the first of a group waits for the last.
  static constexpr std::size_t largest_group = 512;
  static constexpr std::chrono::microseconds longest_pause{200};
  /// So many groups go without gathering after it was in vain.
  static constexpr int groups_without = 8;

  explicit GroupCommit(EventWriter& writer) : writer_(writer) {}

  /// Returns when the append has its answer.
  void write(PendingAppend& pending);

 private:
  class Group;
  using Lock = std::unique_lock<std::mutex>;

  void lead(Lock& lock, Group& group);
  /// Waits for one more of those who are likely to come. Called with the lock held.
  void gather(Lock& lock, Group& group);

  EventWriter& writer_;
  std::mutex mutex_;             ///< guards what follows; never held during a write
  std::shared_ptr<Group> open_;  ///< the group that can be joined; none when nobody waits
  bool writing_ = false;         ///< a leader is writing
  std::condition_variable may_write_;
  std::condition_variable joined_;
  std::size_t expected_ = 1;  ///< how many the next group is likely to have
  int without_ = 0;           ///< groups that still go without gathering
};

}  // namespace vertrek::storage
