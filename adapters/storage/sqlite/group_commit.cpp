#include "adapters/storage/sqlite/group_commit.hpp"

#include <algorithm>

namespace vertrek::storage {

/// Those who share a transaction, the leader first. Everything in it is guarded by the mutex.
class GroupCommit::Group final : public Arrivals {
 public:
  explicit Group(GroupCommit& commits) : commits_(commits) { members.reserve(largest_group); }

  /// Closes the group when nobody more is likely to come.
  PendingAppend* next() noexcept override {
    Lock lock(commits_.mutex_);
    if (taken == members.size()) commits_.gather(lock, *this);
    if (taken < members.size()) return members[taken++];
    if (commits_.open_.get() == this) commits_.open_.reset();
    return nullptr;
  }

  std::vector<PendingAppend*> members;
  std::size_t taken = 0;  ///< how many of them are in the hands of the writer
  bool gathers = true;    ///< waiting for more has not been in vain
  bool answered = false;
  std::condition_variable have_answer;

 private:
  GroupCommit& commits_;
};

void GroupCommit::write(PendingAppend& pending) {
  Lock lock(mutex_);
  auto const leads = open_ == nullptr || open_->members.size() == largest_group;
  if (leads) open_ = std::make_shared<Group>(*this);
  auto const group = open_;  // lives until the last of its members has gone
  group->members.push_back(&pending);
  if (leads) {
    lead(lock, *group);
  } else {
    joined_.notify_one();
    group->have_answer.wait(lock, [&] { return group->answered; });
  }
}

void GroupCommit::lead(Lock& lock, Group& group) {
  may_write_.wait(lock, [this] { return !writing_; });
  writing_ = true;
  group.gathers = without_ == 0;
  if (without_ > 0) --without_;
  lock.unlock();

  writer_.write(group);

  lock.lock();
  group.answered = true;
  expected_ = std::min(group.members.size() + (open_ ? open_->members.size() : 0), largest_group);
  writing_ = false;
  // The next group first: the disk is what everybody waits for.
  may_write_.notify_one();
  lock.unlock();
  group.have_answer.notify_all();
}

void GroupCommit::gather(Lock& lock, Group& group) {
  if (group.members.size() >= expected_ || !group.gathers) return;
  group.gathers =
      joined_.wait_for(lock, longest_pause, [&] { return group.taken < group.members.size(); });
  if (!group.gathers) without_ = groups_without;
}

}  // namespace vertrek::storage
