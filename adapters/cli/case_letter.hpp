#pragma once

#include <span>
#include <string>

#include "adapters/cli/terminal.hpp"
#include "workflows/forced_return/options.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::cli {

/// A case as a letter to who works on it: where it stands, what must be done, what may be done next
/// and by whom, what blocks the rest and under which article, and which deadlines run.
void print_letter(Terminal const& terminal, std::string const& id, forced_return::CaseAt const& at);

/// Whoever sees that somebody is held sees the remedies and their state as well. Of somebody at
/// liberty it says nothing.
void print_custody(Terminal const& terminal, forced_return::CaseFile const& file);

/// The two lists of what may and what may not be done next.
void print_options(Terminal const& terminal, std::span<forced_return::Option const> options);

}  // namespace vertrek::cli
