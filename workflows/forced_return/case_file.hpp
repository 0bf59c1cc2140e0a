#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/workflow.hpp"
#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/deadline_rules.hpp"
#include "workflows/forced_return/regions/positions.hpp"
#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::forced_return {

class LawBook;
/// The law as it is; see LawBook::in_force.
[[nodiscard]] LawBook const& law_in_force();

/// Something that was done, when, and by which event.
struct Done {
  Moment at;
  Sequence by;
};

/// The determination that lawful residence has ended, and what became of it.
struct Determination {
  Done taken;
  DeterminationGround ground{};
};

struct Notification {
  Done done;
  /// A term shorter than the law's, stated with reasons of urgency (Vb 8.24(3)).
  bool lawfully_shortened = false;
};

struct Objection {
  Done lodged;
  bool suspends = false;  ///< in time, by post in time, or excused
  bool open = true;
  bool with_committee = false;  ///< an advisory committee advises (Awb 7:13)
  bool postponed = false;       ///< the decision was postponed (Awb 7:10(3))
};

/// Duties in the place of detention (lichter middel); see LighterMeansState for how they stand.
struct ImposedMeans {
  Done imposed;
  std::vector<LighterMeans> means;
  std::string duties;
};

/// What a court awarded for a detention (Vw 106).
struct Compensation {
  Done awarded;
  Euros amount;
};

/// The hearing before detention (Vb 5.2).
struct Hearing {
  Done done;
  bool counsel_told = false;
};

struct Hold {
  Done done;
  int extensions = 0;
};

/// An order of detention and what followed on it.
struct Detention {
  Done imposed;
  DetentionPlace place{};
  std::vector<DetentionGround> grounds;
  std::optional<Done> placed;
  std::string facility;
  std::optional<Done> court_notified;
  std::optional<Done> appeal_lodged;
  bool continuation_pending = false;
  bool ruled = false;  ///< a court has ruled on this order
};

/// What the events of a case say, as the requirements need it. Rebuilt from events, nothing else.
struct Facts {
  std::optional<Done> opened;
  std::optional<Done> closed;
  std::string v_number;
  std::string nationality;
  std::string initials;
  int minor_children = 0;

  std::optional<Done> views_invited;
  CivilDate respond_by;
  bool views_received = false;
  std::optional<Done> confirmed;  ///< lawful residence confirmed, and no review started since
  std::optional<Determination> determination;
  std::optional<Notification> notification;
  bool determination_fell = false;  ///< withdrawn, annulled, or followed by a confirmation
  bool annulled_on_appeal = false;  ///< it fell by a ruling that a higher court can set aside
  bool stay_exhausted = false;      ///< a departure after it was found genuine
  bool reviewed_by_court = false;   ///< a court has ruled on this determination

  std::optional<Objection> objection;
  bool objection_settled = false;  ///< decided on its merits: founded or unfounded

  int relief_pending = 0;  ///< requests for interim relief that are open
  int relief_granted = 0;

  bool willing = false;
  bool able = false;
  bool consent = false;  ///< to share data with the organisation that assists
  std::string organisation;
  std::optional<Done> departed;

  std::optional<Done> stopped;
  std::optional<Hold> hold;
  std::optional<Hearing> hearing;      ///< not yet followed by an order or a release
  std::optional<Detention> detention;  ///< the last order; see Custody for whether it still runs
  std::optional<ImposedMeans> lighter_means;  ///< the last ones
  std::vector<Compensation> compensations;
  bool lift_ordered = false;            ///< by a court, and not yet obeyed
  std::optional<Done> lifted_by_court;  ///< the last detention that ended on a court's order

  std::optional<Done> transfer_accepted;
  std::optional<Done> document_obtained;
  bool document_lasts = false;  ///< beyond one journey: no laissez-passer
  std::optional<CivilDate> removal_date;
  std::optional<Done> announced;
  std::optional<Done> removed;

  std::vector<ImpedimentKind> impediments;  ///< open ones, each kind once

  std::string municipality;
  bool in_shelter = false;
  std::optional<ShelterOutcome> shelter_outcome;  ///< of the last stay
  std::optional<Approach> chain_approach;         ///< of the last chain meeting
};

/// A mark that an irregular event leaves for good.
struct IrregularMark {
  Sequence sequence;
  EventKind kind{};
  Irregularity irregularity;
};

/// One event of a case as far as later events need to look back at it.
struct Recorded {
  EventKind kind{};
  Partner partner{};
  Moment recorded_at = {};
  Moment occurred_at = {};
  Sequence sequence = {};
};

/// The state of one case: where it stands, what is known, which deadlines came up.
struct CaseFile final : CaseState {
  LawBook const* law = &law_in_force();  ///< by which the case is judged; outlives the case
  Positions positions;
  Facts facts;
  CaseLedger ledger;
  std::vector<IrregularMark> irregular;
  std::vector<Recorded> recorded;  ///< in the order in which they were folded

  /// The event of this number, when it was folded; null when not.
  [[nodiscard]] Recorded const* find_recorded(std::int64_t number) const;

  [[nodiscard]] std::unique_ptr<CaseState> clone() const override {
    return std::make_unique<CaseFile>(*this);
  }
};

/// Something that is asked or happened, with its data read: what requirements and effects look at.
struct Step {
  EventKind kind{};
  Partner partner{};
  Recorder by;
  Moment at;
  Data data;
  std::optional<IrregularClaim> irregular;
  Moment recorded_at = {};  ///< of a recorded event

  [[nodiscard]] CivilDate day() const { return dutch_date(at); }
  template <class Struct>
  [[nodiscard]] Struct const& as() const {
    static Struct const nothing{};
    auto const* const held = std::get_if<Struct>(&data);
    return held != nullptr ? *held : nothing;
  }
};

[[nodiscard]] inline Recorded const* CaseFile::find_recorded(std::int64_t number) const {
  // Folded as recorded, an event stands in the place of its number.
  auto const place = static_cast<std::size_t>(number - 1);
  if (number >= 1 && place < recorded.size() && recorded[place].sequence.value == number)
    return &recorded[place];
  auto const found = std::find_if(recorded.begin(), recorded.end(), [&](Recorded const& one) {
    return one.sequence.value == number;
  });
  return found == recorded.end() ? nullptr : &*found;
}

/// True while the person is deprived of liberty under this process.
[[nodiscard]] inline bool in_custody(CaseFile const& file) {
  return !file.positions.in(Custody::at_liberty);
}

}  // namespace vertrek::forced_return
