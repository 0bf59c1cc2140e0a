#pragma once

#include "adapters/storage/sqlite/connection.hpp"

// The layout of the file, and how an older file is brought up to date.
namespace vertrek::storage {

/// "Vtrk": tells our files from those of other programs (`PRAGMA application_id`, `file`).
inline constexpr std::int64_t application_id = 0x5674726b;

/// The layout that this program writes (`PRAGMA user_version`).
[[nodiscard]] int known_schema();

/// Makes a new file, or brings an older one up to date, one migration a transaction. Several
/// processes may do so at once. A file that is not ours, or newer, is an error and left as it is.
[[nodiscard]] Result<void> prepare_to_write(Connection const& connection);

/// Checks that the file is ours and of the layout that this program reads; writes nothing.
[[nodiscard]] Result<void> check_to_read(Connection const& connection);

}  // namespace vertrek::storage
