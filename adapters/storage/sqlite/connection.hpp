#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "engine/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace vertrek::storage {

enum class Step { row, done, failed };

/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Text that is bound
/// is not copied: it must stay alive until `reset`. What went wrong, the Connection knows.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  void bind(int parameter, std::int64_t value) const;
  void bind(int parameter, std::string_view text) const;
  void bind_null(int parameter) const;

  [[nodiscard]] Step step() const;
  /// Ends the run, so that no lock of it is left, and makes the statement ready for the next.
  void reset() const;

  [[nodiscard]] std::int64_t number(int column) const;
  /// Valid until the next step.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// Resets a statement when its use ends, also when a visitor throws.
class Using {
 public:
  explicit Using(Statement const& statement) : statement_(statement) {}
  ~Using() { statement_.reset(); }
  Using(Using const&) = delete;
  Using& operator=(Using const&) = delete;

 private:
  Statement const& statement_;
};

/// How a file is opened.
enum class Access {
  write,      ///< made when it is not there
  read,       ///< must be there; what others write meanwhile is seen
  read_still  ///< as `read`, on a medium where nobody can write: no lock and no file beside it
};

/// An open database. Used by one thread at a time.
class Connection {
 public:
  [[nodiscard]] static Result<Connection> open(std::filesystem::path const& file, Access access);

  [[nodiscard]] Result<void> run(char const* sql) const;
  /// The first column of the first row, as a number; 0 when there is no row.
  [[nodiscard]] Result<std::int64_t> ask_number(char const* sql) const;
  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  [[nodiscard]] bool in_transaction() const;

  /// The last failure on this connection; ask before anything else is done with it.
  [[nodiscard]] Error error() const;
  /// The last failure was that somebody else held a lock.
  [[nodiscard]] bool was_busy() const;
  [[nodiscard]] std::filesystem::path const& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Connection(sqlite3* handle, std::filesystem::path file)
      : handle_(handle), file_(std::move(file)) {}

  std::unique_ptr<sqlite3, Close> handle_;
  std::filesystem::path file_;
};

}  // namespace vertrek::storage
