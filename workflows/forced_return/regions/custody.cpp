#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct AtLiberty : At<Custody::at_liberty> {};
struct Stopped : At<Custody::stopped> {};
struct Held : At<Custody::held> {};
struct Detained : At<Custody::detained> {};

// clang-format off
struct CustodyShape : Shape<CustodyShape> {
  using initial_state = AtLiberty;

  using transition_table = Table<
    //   from        signal                    to
    Row< AtLiberty,  On<custody_stopped>,      Stopped   >,
    Row< Stopped,    On<custody_stopped>,      Stopped   >,
    Row< AtLiberty,  On<custody_held>,         Held      >,
    Row< Stopped,    On<custody_held>,         Held      >,
    Row< Held,       On<hold_extended>,        Held      >,
    Row< Stopped,    On<hold_ended>,           AtLiberty >,
    Row< Held,       On<hold_ended>,           AtLiberty >,
    // Hearing comes before every order of detention, wherever the person is.
    Row< AtLiberty,  On<detention_heard>,      AtLiberty >,
    Row< Stopped,    On<detention_heard>,      Stopped   >,
    Row< Held,       On<detention_heard>,      Held      >,
    Row< Detained,   On<detention_heard>,      Detained  >,
    Row< AtLiberty,  On<detention_imposed>,    Detained  >,
    Row< Stopped,    On<detention_imposed>,    Detained  >,
    Row< Held,       On<detention_imposed>,    Detained  >,
    Row< Detained,   On<detention_placed>,     Detained  >,
    Row< Detained,   On<detention_extended>,   Detained  >,
    Row< Detained,   On<detention_lifted>,     AtLiberty >,
    // Removal ends custody by itself.
    Row< Stopped,    On<removal_carried_out>,  AtLiberty >,
    Row< Held,       On<removal_carried_out>,  AtLiberty >,
    Row< Detained,   On<removal_carried_out>,  AtLiberty >
  >;
};
// clang-format on

}  // namespace

Region custody_region() {
  return make_region<CustodyShape>(
      "custody", {"toezicht en bewaring", "custody"},
      {{"at_liberty", {"in vrijheid", "at liberty"}},
       {"stopped", {"staande gehouden", "stopped"}},
       {"held", {"opgehouden voor verhoor", "held for questioning"}},
       {"detained", {"in vreemdelingenbewaring", "in immigration detention"}}});
}

}  // namespace vertrek::forced_return
