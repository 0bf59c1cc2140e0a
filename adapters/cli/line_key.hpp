#pragma once

#include "engine/event.hpp"

namespace vertrek::cli {

/// A name for the command itself, so that applying a file again records nothing twice. `nth` tells
/// lines apart that are the same to the letter within one file.
[[nodiscard]] CommandKey key_of(Command const& command, int nth);

}  // namespace vertrek::cli
