#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct Presumed : At<Residence::presumed> {};
struct Review : At<Residence::review> {};
struct ViewsInvited : At<Residence::views_invited> {};
struct Determined : At<Residence::determined> {};
struct InEffect : At<Residence::in_effect> {};
struct Suspended : At<Residence::suspended> {};
struct Confirmed : At<Residence::confirmed> {};
struct Annulled : At<Residence::annulled> {};
struct Exhausted : At<Residence::exhausted> {};

// clang-format off
struct ResidenceShape : Shape<ResidenceShape> {
  using initial_state = Presumed;

  using transition_table = Table<
    //   from           signal                        to
    Row< Presumed,      On<review_started>,           Review       >,
    Row< Confirmed,     On<review_started>,           Review       >,
    Row< Annulled,      On<review_started>,           Review       >,
    Row< Exhausted,     On<review_started>,           Review       >,
    Row< Review,        On<views_invited>,            ViewsInvited >,
    Row< ViewsInvited,  On<views_invited>,            ViewsInvited >,
    Row< ViewsInvited,  On<views_received>,           ViewsInvited >,
    Row< Presumed,      On<residence_ended>,          Determined   >,
    Row< Review,        On<residence_ended>,          Determined   >,
    Row< ViewsInvited,  On<residence_ended>,          Determined   >,
    // What happened can be recorded even when a step was left out; the law refuses it first.
    Row< Presumed,      On<determination_notified>,   InEffect     >,
    Row< Review,        On<determination_notified>,   InEffect     >,
    Row< ViewsInvited,  On<determination_notified>,   InEffect     >,
    Row< Determined,    On<determination_notified>,   InEffect     >,
    Row< InEffect,      On<objection_suspends>,       Suspended    >,
    Row< Suspended,     On<objection_rejected>,       InEffect     >,
    Row< Review,        On<residence_confirmed>,      Confirmed    >,
    Row< ViewsInvited,  On<residence_confirmed>,      Confirmed    >,
    Row< Determined,    On<residence_confirmed>,      Confirmed    >,
    Row< InEffect,      On<residence_confirmed>,      Confirmed    >,
    Row< Suspended,     On<residence_confirmed>,      Confirmed    >,
    Row< Presumed,      On<residence_confirmed>,      Confirmed    >,
    Row< Annulled,      On<residence_confirmed>,      Confirmed    >,
    Row< Exhausted,     On<residence_confirmed>,      Confirmed    >,
    Row< Determined,    On<determination_withdrawn>,  Annulled     >,
    Row< InEffect,      On<determination_withdrawn>,  Annulled     >,
    Row< Suspended,     On<determination_withdrawn>,  Annulled     >,
    // After a confirmation or a withdrawal this signal comes second and finds no row: rightly so.
    Row< Determined,    On<right_restored>,           Annulled     >,
    Row< InEffect,      On<right_restored>,           Annulled     >,
    Row< Suspended,     On<right_restored>,           Annulled     >,
    Row< Annulled,      On<right_lost_anew>,          InEffect     >,
    Row< InEffect,      On<stay_exhausted>,           Exhausted    >,
    Row< Suspended,     On<stay_exhausted>,           Exhausted    >
  >;
};
// clang-format on

}  // namespace

Region residence_region() {
  return make_region<ResidenceShape>(
      "residence", {"verblijfsrecht", "right of residence"},
      {{"presumed", {"rechtmatig verblijf wordt aangenomen", "lawful residence is presumed"}},
       {"review",
        {"het verblijfsrecht wordt onderzocht", "the right of residence is under review"}},
       {"views_invited", {"uitgenodigd voor een zienswijze", "invited to give views"}},
       {"determined",
        {"einde verblijf vastgesteld, nog niet bekendgemaakt",
         "end of residence determined, not yet notified"}},
       {"in_effect", {"de vaststelling is van kracht", "the determination is in effect"}},
       {"suspended",
        {"de vaststelling is geschorst door bezwaar",
         "the determination is suspended by an objection"}},
       ends_case("confirmed", {"rechtmatig verblijf bevestigd", "lawful residence confirmed"}),
       ends_case("annulled", {"de vaststelling is ingetrokken of vernietigd",
                              "the determination is withdrawn or annulled"}),
       ends_case("exhausted", {"de vaststelling is uitgewerkt: het verblijf is werkelijk beëindigd",
                               "the determination is exhausted: the stay has genuinely ended"})});
}

}  // namespace vertrek::forced_return
