#pragma once

// A disk that fails when it is told to: SQLite's own file system with its writes and syncs watched.
// While one lives, every database opened in this process uses it.
namespace vertrek::storage::testing {

enum class Fault { full, write_error, sync_error };

class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(FaultyDisk const&) = delete;
  FaultyDisk& operator=(FaultyDisk const&) = delete;

  /// Lets `good` more writes (or syncs) through, then fails all that follow.
  static void fail_after(int good, Fault fault);
  static void repair();
  /// Whether a fault was met since the last `fail_after`.
  [[nodiscard]] static bool has_failed();
};

}  // namespace vertrek::storage::testing
