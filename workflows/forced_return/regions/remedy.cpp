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
    // What a person lodges can always be recorded; whether it suspends is another matter.
    Row< Objection,         On<objection_lodged>,        Objection        >,
    Row< ObjectionDecided,  On<objection_lodged>,        Objection        >,
    Row< Appeal,            On<objection_lodged>,        Appeal           >,
    Row< AppealDecided,     On<objection_lodged>,        AppealDecided    >,
    Row< HigherAppeal,      On<objection_lodged>,        HigherAppeal     >,
    Row< Final,             On<objection_lodged>,        Final            >,
    Row< Appeal,            On<objection_decided>,       Appeal           >,
    Row< AppealDecided,     On<objection_decided>,       AppealDecided    >,
    Row< HigherAppeal,      On<objection_decided>,       HigherAppeal     >,
    Row< Final,             On<objection_decided>,       Final            >,
    Row< Objection,         On<objection_heard>,         Objection        >,
    Row< Objection,         On<objection_postponed>,     Objection        >,
    Row< Objection,         On<objection_decided>,       ObjectionDecided >,
    Row< None,              On<appeal_lodged>,           Appeal           >,
    Row< ObjectionDecided,  On<appeal_lodged>,           Appeal           >,
    Row< Appeal,            On<appeal_decided>,          AppealDecided    >,
    Row< AppealDecided,     On<higher_appeal_lodged>,    HigherAppeal     >,
    Row< HigherAppeal,      On<higher_appeal_decided>,   Final            >,
    // A new determination has remedies of its own.
    Row< Objection,         On<residence_ended>,         None             >,
    Row< ObjectionDecided,  On<residence_ended>,         None             >,
    Row< Appeal,            On<residence_ended>,         None             >,
    Row< AppealDecided,     On<residence_ended>,         None             >,
    Row< HigherAppeal,      On<residence_ended>,         None             >,
    Row< Final,             On<residence_ended>,         None             >
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
