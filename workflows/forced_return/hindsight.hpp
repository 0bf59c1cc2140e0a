#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/event.hpp"
#include "engine/workflow.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::forced_return {

/// A stretch in which the person was held or detained.
struct TimeHeld {
  Moment from;
  Moment to;                ///< the release, or the moment of the view while there was none
  bool runs_still = false;  ///< nobody was released by the moment of the view

  [[nodiscard]] CivilDate first_day() const { return dutch_date(from); }
  [[nodiscard]] CivilDate last_day() const { return dutch_date(to); }
};

/// Dutch civil days that at least one of the stretches touches. Each day begun counts, and counts
/// once.
[[nodiscard]] int days_held(std::span<TimeHeld const> stretches);

/// A step that would have been refused, had all been known in time that is known at the moment of
/// the view.
struct HindsightFinding {
  Event event;  ///< as corrected, under its number in the log
  Step step;
  /// Requirements of the law, and `possible-now` when the step cannot follow on what had happened.
  std::vector<Unmet> unmet;
  /// Those of them that no mark on the record says yet; all of them when it was recorded as lawful.
  std::vector<RuleId> new_rules;
  /// The time held that rests on the step; see `hindsight`.
  std::vector<TimeHeld> held;
};

struct Hindsight {
  Moment at;                               ///< the moment of the view
  std::vector<Event> events;               ///< those known, as recorded
  std::vector<HindsightFinding> findings;  ///< in the order in which it happened
  CaseFile file;                           ///< where the case stands at the moment of the view

  /// Days held that rest on one finding or more.
  [[nodiscard]] int days() const;
};

/// Judges every step of a case in the order in which things happened, with all corrections applied:
/// what was recorded in good faith can turn out wrong once a late objection or a corrected date is
/// known. Corrections and the opening or closing of the file are matters of the record, not of the
/// world: they are never what made a step wrong.
///
/// What rests on a step: on an order of detention, the whole detention; on its extension, the days
/// after the end that it moved; on a stop or hold, everything until the release, and on the
/// extension of a hold what came after the end that it moved; on a determination or its
/// notification, every detention that was imposed on it. On other steps, nothing.
///
/// `now` is the moment of the view when `known_at` is none. What is known at a moment never changes
/// afterwards, and neither do the findings at that moment.
[[nodiscard]] Hindsight hindsight(ForcedReturn const& process, std::span<Event const> events,
                                  std::optional<Moment> known_at, Moment now);

}  // namespace vertrek::forced_return
