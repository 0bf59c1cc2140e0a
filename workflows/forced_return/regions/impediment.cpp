#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct Clear : At<Impediment::clear> {};
struct Impeded : At<Impediment::impeded> {};

// clang-format off
struct ImpedimentShape : Shape<ImpedimentShape> {
  using initial_state = Clear;

  using transition_table = Table<
    //   from      signal                    to
    Row< Clear,    On<impediment_raised>,    Impeded >,
    Row< Impeded,  On<impediment_raised>,    Impeded >,
    Row< Impeded,  On<impediment_lifted>,    Impeded >,
    Row< Impeded,  On<impediments_cleared>,  Clear   >
  >;
};
// clang-format on

}  // namespace

Region impediment_region() {
  return make_region<ImpedimentShape>(
      "impediment", {"beletsel", "impediment"},
      {{"clear", {"geen beletsel", "no impediment"}}, {"impeded", {"beletsel", "impeded"}}});
}

}  // namespace vertrek::forced_return
