#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<Review::none> {};
struct AwaitingCourt : At<Review::awaiting_court> {};
struct AwaitingHearing : At<Review::awaiting_hearing> {};
struct AwaitingRuling : At<Review::awaiting_ruling> {};
struct Upheld : At<Review::upheld> {};
struct Lifted : At<Review::lifted> {};
struct Unlawful : At<Review::unlawful> {};

// clang-format off
struct ReviewShape : Shape<ReviewShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from              signal                                  to
    // Every order of detention gets a review of its own.
    Row< None,             On<detention_imposed>,                  AwaitingCourt   >,
    Row< AwaitingCourt,    On<detention_imposed>,                  AwaitingCourt   >,
    Row< AwaitingHearing,  On<detention_imposed>,                  AwaitingCourt   >,
    Row< AwaitingRuling,   On<detention_imposed>,                  AwaitingCourt   >,
    Row< Upheld,           On<detention_imposed>,                  AwaitingCourt   >,
    Row< Lifted,           On<detention_imposed>,                  AwaitingCourt   >,
    Row< Unlawful,         On<detention_imposed>,                  AwaitingCourt   >,
    Row< AwaitingCourt,    On<court_notified>,                     AwaitingHearing >,
    Row< AwaitingHearing,  On<court_notified>,                     AwaitingHearing >,
    Row< AwaitingCourt,    On<detention_appeal_lodged>,            AwaitingHearing >,
    Row< AwaitingHearing,  On<detention_appeal_lodged>,            AwaitingHearing >,
    // Notice and appeal may cross each other, also after the inquiry was closed.
    Row< AwaitingRuling,   On<court_notified>,                     AwaitingRuling  >,
    Row< AwaitingRuling,   On<detention_appeal_lodged>,            AwaitingRuling  >,
    Row< AwaitingHearing,  On<hearing_held>,                       AwaitingHearing >,
    Row< AwaitingHearing,  On<hearing_closed>,                     AwaitingRuling  >,
    Row< AwaitingHearing,  On<detention_upheld>,                   Upheld          >,
    Row< AwaitingRuling,   On<detention_upheld>,                   Upheld          >,
    // What a court has ruled can always be recorded, an order to lift before anything else.
    Row< AwaitingCourt,    On<detention_upheld>,                   Upheld          >,
    Row< AwaitingCourt,    On<lift_ordered>,                       Lifted          >,
    Row< AwaitingHearing,  On<lift_ordered>,                       Lifted          >,
    Row< AwaitingRuling,   On<lift_ordered>,                       Lifted          >,
    // A detention that had ended cannot be lifted any more: what is left is that it was unlawful.
    Row< AwaitingCourt,    On<detention_unlawful>,                 Unlawful        >,
    Row< AwaitingHearing,  On<detention_unlawful>,                 Unlawful        >,
    Row< AwaitingRuling,   On<detention_unlawful>,                 Unlawful        >,
    Row< Upheld,           On<detention_unlawful>,                 Unlawful        >,
    // The continuation of an upheld detention comes before the court again.
    Row< Upheld,           On<court_notified>,                     AwaitingHearing >,
    Row< Upheld,           On<detention_appeal_lodged>,            AwaitingHearing >,
    // Higher appeal runs beside the review; only an order to lift changes where it stands.
    Row< AwaitingCourt,    On<detention_higher_appeal_lodged>,     AwaitingCourt   >,
    Row< AwaitingHearing,  On<detention_higher_appeal_lodged>,     AwaitingHearing >,
    Row< AwaitingRuling,   On<detention_higher_appeal_lodged>,     AwaitingRuling  >,
    Row< Upheld,           On<detention_higher_appeal_lodged>,     Upheld          >,
    Row< Lifted,           On<detention_higher_appeal_lodged>,     Lifted          >,
    Row< Unlawful,         On<detention_higher_appeal_lodged>,     Unlawful        >,
    Row< AwaitingCourt,    On<detention_higher_appeal_dismissed>,  AwaitingCourt   >,
    Row< AwaitingHearing,  On<detention_higher_appeal_dismissed>,  AwaitingHearing >,
    Row< AwaitingRuling,   On<detention_higher_appeal_dismissed>,  AwaitingRuling  >,
    Row< Upheld,           On<detention_higher_appeal_dismissed>,  Upheld          >,
    Row< Lifted,           On<detention_higher_appeal_dismissed>,  Lifted          >,
    Row< Unlawful,         On<detention_higher_appeal_dismissed>,  Unlawful        >,
    Row< Upheld,           On<lift_ordered>,                       Lifted          >
  >;
};
// clang-format on

}  // namespace

Region review_region() {
  return make_region<ReviewShape>(
      "review", {"toetsing van de bewaring", "review of the detention"},
      {{"none", {"geen bewaring om te toetsen", "no detention to review"}},
       {"awaiting_court", {"wacht op beroep of kennisgeving", "awaiting appeal or notice"}},
       {"awaiting_hearing",
        {"bij de rechtbank, wacht op de zitting", "before the court, awaiting the hearing"}},
       {"awaiting_ruling",
        {"onderzoek gesloten, wacht op de uitspraak", "inquiry closed, awaiting the ruling"}},
       {"upheld", {"bewaring niet opgeheven", "detention not lifted"}},
       {"lifted", {"opheffing bevolen", "lifting ordered"}},
       {"unlawful", {"onrechtmatig bevonden na afloop", "found unlawful after it ended"}}});
}

}  // namespace vertrek::forced_return
