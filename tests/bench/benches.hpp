#pragma once

#include <filesystem>

namespace vertrek::bench {

struct Places {
  std::filesystem::path scratch;   ///< on a real disk
  std::filesystem::path examples;  ///< examples/cases
  std::filesystem::path program;   ///< build/vertrek
};

/// Durable transitions a second with 32 writers, against SQLite writing the same rows.
bool transitions(Places const& places);
/// Events folded a second from the file, against SQLite reading the same rows.
bool replaying(Places const& places);
/// `vertrek case show` as a process, against the program that does nothing.
bool showing(Places const& places);

/// A record of so many events, ten a case on average; made when it is not there yet.
[[nodiscard]] std::filesystem::path record_of(Places const& places, std::size_t events);

}  // namespace vertrek::bench
