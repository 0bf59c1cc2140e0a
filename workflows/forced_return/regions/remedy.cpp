#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<Remedy::none> {};
struct Objection : At<Remedy::objection> {};
struct ObjectionDecided : At<Remedy::objection_decided> {};
struct Appeal : At<Remedy::appeal> {};
struct AppealDecided : At<Remedy::appeal_decided> {};
struct HigherAppeal : At<Remedy::higher_appeal> {};
struct Final : At<Remedy::final> {};

// clang-format off
struct RemedyShape : Shape<RemedyShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from               signal                       to
    Row< None,              On<objection_lodged>,        Objection        >,
    Row< Objection,         On<objection_heard>,         Objection        >,
    Row< Objection,         On<objection_decided>,       ObjectionDecided >,
    Row< None,              On<appeal_lodged>,           Appeal           >,
    Row< ObjectionDecided,  On<appeal_lodged>,           Appeal           >,
    Row< Appeal,            On<appeal_decided>,          AppealDecided    >,
    Row< AppealDecided,     On<higher_appeal_lodged>,    HigherAppeal     >,
    Row< HigherAppeal,      On<higher_appeal_decided>,   Final            >,
    // A new determination has remedies of its own.
    Row< Objection,         On<determination_notified>,  None             >,
    Row< ObjectionDecided,  On<determination_notified>,  None             >,
    Row< Appeal,            On<determination_notified>,  None             >,
    Row< AppealDecided,     On<determination_notified>,  None             >,
    Row< HigherAppeal,      On<determination_notified>,  None             >,
    Row< Final,             On<determination_notified>,  None             >
  >;
};
// clang-format on

}  // namespace

Region remedy_region() {
  return make_region<RemedyShape>(
      "remedy", {"rechtsmiddelen", "remedies"},
      {{"none", {"geen rechtsmiddel", "no remedy used"}},
       {"objection", {"bezwaar loopt", "objection pending"}},
       {"objection_decided", {"op bezwaar beslist", "objection decided"}},
       {"appeal", {"beroep loopt", "appeal pending"}},
       {"appeal_decided", {"uitspraak op beroep", "appeal decided"}},
       {"higher_appeal", {"hoger beroep loopt", "higher appeal pending"}},
       {"final", {"onherroepelijk", "final"}}});
}

}  // namespace vertrek::forced_return
