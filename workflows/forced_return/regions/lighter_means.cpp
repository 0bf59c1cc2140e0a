#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<LighterMeansState::none> {};
struct Active : At<LighterMeansState::active> {};
struct NotKept : At<LighterMeansState::not_kept> {};

// clang-format off
struct LighterMeansShape : Shape<LighterMeansShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from      signal                      to
    Row< None,     On<lighter_means_imposed>,  Active  >,
    Row< Active,   On<lighter_means_imposed>,  Active  >,
    Row< NotKept,  On<lighter_means_imposed>,  Active  >,
    Row< Active,   On<lighter_means_not_kept>, NotKept >,
    Row< NotKept,  On<lighter_means_not_kept>, NotKept >,
    Row< Active,   On<lighter_means_ended>,    None    >,
    Row< NotKept,  On<lighter_means_ended>,    None    >,
    // Detention takes their place; whoever left, or may stay, has no such duties.
    Row< Active,   On<detention_imposed>,      None    >,
    Row< NotKept,  On<detention_imposed>,      None    >,
    Row< Active,   On<right_restored>,         None    >,
    Row< NotKept,  On<right_restored>,         None    >,
    Row< Active,   On<departure_confirmed>,    None    >,
    Row< NotKept,  On<departure_confirmed>,    None    >,
    Row< Active,   On<removal_carried_out>,    None    >,
    Row< NotKept,  On<removal_carried_out>,    None    >
  >;
};
// clang-format on

}  // namespace

Region lighter_means_region() {
  return make_region<LighterMeansShape>(
      "lighter_means", {"lichter middel", "lighter means"},
      {{"none", {"geen lichter middel", "no lighter means"}},
       {"active", {"plichten opgelegd in plaats van bewaring", "duties in the place of detention"}},
       {"not_kept", {"een plicht is niet nagekomen", "a duty was not kept"}}});
}

}  // namespace vertrek::forced_return
