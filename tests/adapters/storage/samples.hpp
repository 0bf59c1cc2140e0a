#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>

#include "engine/event_store.hpp"

namespace vertrek::storage::testing {

[[nodiscard]] CaseId case_id(std::string_view name);
/// A regular event of `type` with one field of data.
[[nodiscard]] NewEvent event(std::string_view type, std::string_view note = "x");
/// `count` events on a case that stands at `expected`, each with a message to IND and to COURT.
[[nodiscard]] Append append_of(std::string_view name, std::int64_t expected, int count);
/// Everything about an event that has a value, with text that is easily damaged.
[[nodiscard]] NewEvent rich_event();

/// A folder for one test, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }
  [[nodiscard]] std::filesystem::path file() const { return path_ / "vertrek.db"; }

 private:
  std::filesystem::path path_;
};

/// A connection of another program: plain SQLite with its defaults.
class Outsider {
 public:
  explicit Outsider(std::filesystem::path const& file);
  ~Outsider();
  Outsider(Outsider const&) = delete;
  Outsider& operator=(Outsider const&) = delete;
  /// SQLite's message; empty when it went well.
  std::string run(char const* sql) const;
  [[nodiscard]] std::int64_t number(char const* sql) const;

 private:
  sqlite3* handle_ = nullptr;
};

/// All events of the store, in the order of the log.
[[nodiscard]] std::vector<Event> whole_log(EventStore const& store);

}  // namespace vertrek::storage::testing
