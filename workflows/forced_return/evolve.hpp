#pragma once

#include "engine/event.hpp"
#include "workflows/forced_return/case_file.hpp"

namespace vertrek::forced_return {

/// A recorded event as a step, its data read without complaint.
[[nodiscard]] Step as_step(Event const& event);

/// What an event changes: where the case stands, what is known, which deadlines come up and end.
/// Total: an event that has no meaning in this state leaves its trace in `recorded` only.
void apply(CaseFile& file, Step const& step, Sequence sequence, HolidayCalendar const& calendar);

}  // namespace vertrek::forced_return
