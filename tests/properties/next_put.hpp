#pragma once

#include "tests/properties/chance.hpp"
#include "tests/properties/history.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::properties {

/// What somebody puts next to a case that stands like this: mostly a step that can follow, by a
/// partner who may record it, with data that fits; and now and then anything else. The clock goes
/// on, seldom back; what is told may have happened long before.
[[nodiscard]] Put next_put(fr::ForcedReturn const& process, fr::CaseFile const& file,
                           History const& so_far, Chance& chance);

}  // namespace vertrek::properties
