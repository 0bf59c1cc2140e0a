#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<InterimRelief::none> {};
struct Pending : At<InterimRelief::pending> {};
struct Granted : At<InterimRelief::granted> {};
struct Refused : At<InterimRelief::refused> {};

// clang-format off
struct InterimReliefShape : Shape<InterimReliefShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from      signal                         to
    Row< None,     On<interim_relief_requested>,  Pending >,
    Row< Refused,  On<interim_relief_requested>,  Pending >,
    // A second request: the bar of the first one stays.
    Row< Pending,  On<interim_relief_requested>,  Pending >,
    Row< Granted,  On<interim_relief_requested>,  Granted >,
    Row< Pending,  On<interim_relief_granted>,    Granted >,
    Row< Granted,  On<interim_relief_granted>,    Granted >,
    Row< Pending,  On<interim_relief_refused>,    Refused >,
    Row< Granted,  On<interim_relief_refused>,    Refused >,
    Row< Pending,  On<interim_relief_dropped>,    None    >,
    Row< Granted,  On<interim_relief_dropped>,    None    >,
    Row< Pending,  On<interim_relief_remains>,    Pending >,
    Row< Granted,  On<interim_relief_remains>,    Granted >,
    Row< Pending,  On<right_restored>,            None    >,
    Row< Granted,  On<right_restored>,            None    >
  >;
};
// clang-format on

}  // namespace

Region interim_relief_region() {
  return make_region<InterimReliefShape>(
      "interim_relief", {"voorlopige voorziening", "interim relief"},
      {{"none", {"niet gevraagd", "not requested"}},
       {"pending", {"gevraagd, nog niet beslist", "requested, not yet decided"}},
       {"granted", {"toegewezen", "granted"}},
       {"refused", {"afgewezen", "refused"}}});
}

}  // namespace vertrek::forced_return
