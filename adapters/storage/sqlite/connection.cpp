#include "adapters/storage/sqlite/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "adapters/storage/sqlite/sqlite_error.hpp"

namespace vertrek::storage {

namespace {

constexpr int busy_milliseconds = 10'000;

/// `file:` names are the only way to ask for `immutable`; every byte that a URI could read as
/// something else is escaped.
std::string still_uri(std::filesystem::path const& file) {
  std::string uri = "file:";
  for (auto const c : file.string()) {
    auto const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '.' || c == '-' || c == '_';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* handle) const {
  sqlite3_finalize(handle);
}

void Statement::bind(int parameter, std::int64_t value) const {
  sqlite3_bind_int64(handle_.get(), parameter, value);
}

void Statement::bind(int parameter, std::string_view text) const {
  // An empty view may have no address, and SQLite would take that for NULL.
  auto const* const from = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(handle_.get(), parameter, from, text.size(), nullptr /* SQLITE_STATIC */,
                      SQLITE_UTF8);
}

void Statement::bind_null(int parameter) const {
  sqlite3_bind_null(handle_.get(), parameter);
}

Step Statement::step() const {
  switch (sqlite3_step(handle_.get())) {
    case SQLITE_ROW:
      return Step::row;
    case SQLITE_DONE:
      return Step::done;
    default:
      return Step::failed;
  }
}

void Statement::reset() const {
  sqlite3_reset(handle_.get());
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

std::string_view Statement::text(int column) const {
  // The text first, then its length: the other way round SQLite may convert in between.
  auto const* const from = sqlite3_column_text(handle_.get(), column);
  if (from == nullptr) return {};
  auto const size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return {reinterpret_cast<char const*>(from), size};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void Connection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Result<Connection> Connection::open(std::filesystem::path const& file, Access access) {
  sqlite3* handle = nullptr;
  // A whole path, so that no name (`:memory:`, `file:x`) means something else to SQLite than a
  // file.
  std::error_code unused;
  auto const whole = std::filesystem::absolute(file, unused);
  auto const name = access == Access::read_still ? still_uri(whole) : whole.string();
  // One thread at a time uses a connection, so SQLite's own locks around every call are left out.
  auto const flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                     (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                              : SQLITE_OPEN_READONLY) |
                     (access == Access::read_still ? SQLITE_OPEN_URI : 0);
  auto const opened = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  Connection connection(handle, file);
  if (opened != SQLITE_OK) {
    return tl::unexpected(
        sqlite_error(opened, handle == nullptr ? "" : sqlite3_errmsg(handle), file));
  }
  // SQLite opens a file that may not be written for reading, without a word.
  if (access == Access::write && sqlite3_db_readonly(handle, "main") == 1) {
    return tl::unexpected(sqlite_error(SQLITE_READONLY, "", file));
  }
  sqlite3_busy_timeout(handle, busy_milliseconds);
  if (access != Access::write) {
    // Closing the last connection would bring the write-ahead log home: a write.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (auto set = connection.run("PRAGMA query_only = ON"); !set) {
      return tl::unexpected(set.error());
    }
  }
  // Text in a file that came from elsewhere may not run functions of ours.
  if (auto set = connection.run("PRAGMA trusted_schema = OFF"); !set) {
    return tl::unexpected(set.error());
  }
  return connection;
}

Result<void> Connection::run(char const* sql) const {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return tl::unexpected(error());
  }
  return {};
}

Result<std::int64_t> Connection::ask_number(char const* sql) const {
  auto const statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  switch (statement->step()) {
    case Step::row:
      return statement->number(0);
    case Step::done:
      return 0;
    case Step::failed:
      break;
  }
  return tl::unexpected(error());
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  auto const prepared = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (prepared != SQLITE_OK) return tl::unexpected(error());
  return Statement(statement);
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

Error Connection::error() const {
  return sqlite_error(sqlite3_extended_errcode(handle_.get()), sqlite3_errmsg(handle_.get()),
                      file_);
}

bool Connection::was_busy() const {
  return (sqlite3_errcode(handle_.get()) & 0xff) == SQLITE_BUSY;
}

}  // namespace vertrek::storage
