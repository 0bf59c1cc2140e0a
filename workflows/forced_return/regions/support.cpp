#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<Support::none> {};
struct Active : At<Support::active> {};

// clang-format off
struct SupportShape : Shape<SupportShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from     signal                   to
    Row< None,    On<assistance_started>,  Active >,
    Row< Active,  On<assistance_started>,  Active >,
    Row< Active,  On<assistance_ended>,    None   >
  >;
};
// clang-format on

}  // namespace

Region support_region() {
  return make_region<SupportShape>(
      "support", {"hulp bij terugkeer", "help with return"},
      {{"none", {"geen hulp", "no help"}},
       {"active", {"hulp bij vrijwillige terugkeer", "help with voluntary return"}}});
}

}  // namespace vertrek::forced_return
