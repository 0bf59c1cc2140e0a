#include "tests/adapters/storage/sqlite/faulty_disk.hpp"

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <mutex>

namespace vertrek::storage::testing {
namespace {

constexpr int never = std::numeric_limits<int>::max();

std::atomic<int> good_left = never;
std::atomic<Fault> what_fails = Fault::full;
std::atomic<bool> failed = false;

sqlite3_vfs* real = nullptr;
sqlite3_vfs faulty;
/// Methods of a kind of file (SQLite has one for files that it locks and one for the others), and
/// the same with ours in place of two of them.
struct Watched {
  sqlite3_io_methods methods{};
  sqlite3_io_methods const* real = nullptr;
};
std::array<Watched, 4> kinds;
std::mutex kinds_mutex;

sqlite3_io_methods const& real_methods(sqlite3_file const* file) {
  for (auto const& kind : kinds) {
    if (&kind.methods == file->pMethods) return *kind.real;
  }
  std::abort();
}

bool fails_now() {
  if (good_left == never) return false;
  if (good_left.fetch_sub(1) > 0) return false;
  good_left = 0;
  failed = true;
  return true;
}

int write(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 offset) {
  auto const fault = what_fails.load();
  if (fault != Fault::sync_error && fails_now()) {
    return fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  return real_methods(file).xWrite(file, bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
  if (what_fails == Fault::sync_error && fails_now()) return SQLITE_IOERR_FSYNC;
  return real_methods(file).xSync(file, flags);
}

int open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out) {
  auto const opened = real->xOpen(real, name, file, flags, out);
  if (opened != SQLITE_OK || file->pMethods == nullptr) return opened;
  std::lock_guard const lock(kinds_mutex);
  for (auto& kind : kinds) {
    if (kind.real == nullptr) {
      kind.methods = *file->pMethods;
      kind.methods.xWrite = write;
      kind.methods.xSync = sync;
      kind.real = file->pMethods;
    }
    if (kind.real == file->pMethods) {
      file->pMethods = &kind.methods;
      return opened;
    }
  }
  std::abort();
}

}  // namespace

FaultyDisk::FaultyDisk() {
  repair();
  real = sqlite3_vfs_find(nullptr);
  REQUIRE(real != nullptr);
  faulty = *real;
  faulty.zName = "faulty";
  faulty.xOpen = open;
  REQUIRE(sqlite3_vfs_register(&faulty, 1) == SQLITE_OK);
}

FaultyDisk::~FaultyDisk() {
  repair();
  sqlite3_vfs_unregister(&faulty);
  sqlite3_vfs_register(real, 1);
}

void FaultyDisk::fail_after(int good, Fault fault) {
  what_fails = fault;
  failed = false;
  good_left = good;
}

void FaultyDisk::repair() {
  good_left = never;
}

bool FaultyDisk::has_failed() {
  return failed;
}

}  // namespace vertrek::storage::testing
