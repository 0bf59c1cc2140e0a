#include "workflows/forced_return/evolve.hpp"

#include <algorithm>

#include "workflows/forced_return/effects.hpp"
#include "workflows/forced_return/regions/machine.hpp"
#include "workflows/forced_return/signals.hpp"

namespace vertrek::forced_return {

namespace {

void move_regions(CaseFile& file, Signals const& signals) {
  for (auto const signal : signals)
    for (auto const& region : regions())
      if (auto const to = region.step(file.positions.at(region.id), signal))
        file.positions.move(region.id, *to);
}

bool has(Signals const& signals, Signal wanted) {
  return std::find(signals.begin(), signals.end(), wanted) != signals.end();
}

}  // namespace

Step as_step(Event const& event) {
  auto const kind = event_named(event.type.str()).value_or(EventKind::note_added);
  return {kind,
          partner_named(event.by.partner.str()).value_or(Partner::engine),
          event.by,
          event.occurred_at,
          read_data(kind, event.data),
          std::nullopt,
          event.recorded_at};
}

void apply(CaseFile& file, Step const& step, Sequence sequence, HolidayCalendar const& calendar) {
  auto const signals = signals_of(step, file);
  auto const custody_before = file.positions.get<Custody>();
  move_regions(file, signals);

  Effects effects{file, step, {step.at, sequence}, calendar};
  effects.of_event(has(signals, Signal::objection_suspends));
  if (has(signals, Signal::right_restored)) effects.right_restored();
  if (has(signals, Signal::right_lost_anew)) effects.right_lost_anew();
  if (has(signals, Signal::stay_exhausted)) effects.stay_exhausted();
  if (has(signals, Signal::lift_ordered)) effects.lift_ordered();
  if (has(signals, Signal::detention_unlawful)) effects.detention_unlawful();
  if (custody_before == Custody::detained && file.positions.in(Custody::at_liberty))
    effects.detention_ended();

  file.recorded.push_back({step.kind, step.partner, step.recorded_at, step.at, sequence});
}

}  // namespace vertrek::forced_return
