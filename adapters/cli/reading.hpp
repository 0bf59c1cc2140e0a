#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/commands.hpp"

namespace vertrek::cli {

/// The events of a case; not_found for a case that has none.
[[nodiscard]] Result<std::vector<Event>> events_of(RecordSession const& session,
                                                   std::string const& id);

/// The error for a case that did not exist yet at the moment of a view.
[[nodiscard]] Error not_yet_there(std::string const& id);

/// Every case after the page's start, in order of name, read one page of names at a time. Stops
/// after the page's limit or when `use` answers false.
[[nodiscard]] Result<void> each_case(RecordSession const& session, PageOptions const& page,
                                     std::function<bool(CaseId const&)> const& use);

/// The cases that a command is asked about: one, or all. That there is no case of a name shows
/// before anything is said.
class AskedCases {
 public:
  /// Errors: not_found, also for a case of which nothing was known yet at `known_at`, and what is
  /// wrong with the name. An empty name asks for all cases.
  [[nodiscard]] static Result<AskedCases> of(RecordSession const& session, std::string const& name,
                                             std::optional<Moment> known_at = std::nullopt);

  /// The events of each case, one case in memory at a time.
  [[nodiscard]] Result<void> each(std::function<void(std::vector<Event> const&)> const& use) const;

 private:
  AskedCases(RecordSession const& session, std::optional<std::vector<Event>> one)
      : session_(&session), one_(std::move(one)) {}

  RecordSession const* session_;
  std::optional<std::vector<Event>> one_;  ///< none: all
};

}  // namespace vertrek::cli
