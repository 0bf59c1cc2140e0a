#pragma once

#include <filesystem>
#include <string>

#include "engine/result.hpp"

struct sqlite3;

namespace vertrek::storage {

/// What SQLite's (extended) result code means for the people who keep the file, and what they can
/// do about it. `message` is SQLite's own, for the codes that nobody foresaw.
[[nodiscard]] Error sqlite_error(int code, std::string const& message,
                                 std::filesystem::path const& file);

/// The file is a database, but not one of ours.
[[nodiscard]] Error foreign_database(std::filesystem::path const& file);
/// The file was written by a newer version of the program than this one.
[[nodiscard]] Error newer_schema(int found, int known, std::filesystem::path const& file);
/// The file is older than this program and may not be brought up to date, since it is only read.
[[nodiscard]] Error older_schema(int found, int known, std::filesystem::path const& file);
[[nodiscard]] Error no_such_file(std::filesystem::path const& file);
[[nodiscard]] Error opened_read_only(std::filesystem::path const& file);
/// A row that holds what this program never writes.
[[nodiscard]] Error damaged_row(std::int64_t position, std::filesystem::path const& file);

}  // namespace vertrek::storage
