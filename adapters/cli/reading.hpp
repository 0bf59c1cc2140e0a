#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/cli/commands.hpp"

namespace vertrek::cli {

/// The events of a case; not_found for a case that has none.
[[nodiscard]] Result<std::vector<Event>> events_of(RecordSession const& session,
                                                   std::string const& id);

/// Every case after the page's start, in order of name, read one page of names at a time. Stops
/// after the page's limit or when `use` answers false.
[[nodiscard]] Result<void> each_case(RecordSession const& session, PageOptions const& page,
                                     std::function<bool(CaseId const&)> const& use);

}  // namespace vertrek::cli
