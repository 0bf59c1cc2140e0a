#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

/// The baseline: SQLite as a program would use it that wants nothing but to write or read the rows.
namespace vertrek::bench {

using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Cell>;

/// What one command recorded: rows of two tables.
struct RecordedCommand {
  std::vector<Row> events;
  std::vector<Row> outbox;
};

/// Every row of a record, command by command: an event with a key ends a command.
[[nodiscard]] std::vector<RecordedCommand> read_rows(std::filesystem::path const& file);

/// Whether the baseline has the triggers that keep a record from being changed.
enum class Guards { none, triggers };

/// Makes an empty record with the same tables and indexes.
void make_tables(std::filesystem::path const& file, Guards guards);

/// Inserts the rows with prepared statements in a loop, `commands_a_commit` in a transaction, and
/// every commit synced. Asks nothing and decides nothing. Seconds.
[[nodiscard]] double write_rows(std::filesystem::path const& file,
                                std::vector<RecordedCommand> const& commands,
                                std::size_t commands_a_commit);

/// Reads every column of every event in order, and adds up the lengths of the texts. Seconds.
struct Scan {
  double seconds = 0;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
};
[[nodiscard]] Scan scan_rows(std::filesystem::path const& file);

}  // namespace vertrek::bench
