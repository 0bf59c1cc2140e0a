#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<Removal::none> {};
struct Transferred : At<Removal::transferred> {};
struct Preparing : At<Removal::preparing> {};
struct Planned : At<Removal::planned> {};
struct CarriedOut : At<Removal::carried_out> {};

// clang-format off
struct RemovalShape : Shape<RemovalShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from          signal                       to
    Row< None,         On<removal_transferred>,     Transferred >,
    Row< Transferred,  On<removal_accepted>,        Preparing   >,
    Row< Preparing,    On<interview_held>,          Preparing   >,
    Row< Planned,      On<interview_held>,          Planned     >,
    Row< Preparing,    On<document_requested>,      Preparing   >,
    Row< Planned,      On<document_requested>,      Planned     >,
    Row< Preparing,    On<document_obtained>,       Preparing   >,
    Row< Planned,      On<document_obtained>,       Planned     >,
    Row< None,         On<removal_planned>,         Planned     >,
    Row< Transferred,  On<removal_planned>,         Planned     >,
    Row< Preparing,    On<removal_planned>,         Planned     >,
    Row< Planned,      On<removal_planned>,         Planned     >,
    Row< Planned,      On<removal_announced>,       Planned     >,
    Row< Planned,      On<removal_cancelled>,       Preparing   >,
    // No row from carried_out: nobody is removed twice.
    Row< None,         On<removal_carried_out>,     CarriedOut  >,
    Row< Transferred,  On<removal_carried_out>,     CarriedOut  >,
    Row< Preparing,    On<removal_carried_out>,     CarriedOut  >,
    Row< Planned,      On<removal_carried_out>,     CarriedOut  >,
    Row< Transferred,  On<right_restored>,          None        >,
    Row< Preparing,    On<right_restored>,          None        >,
    Row< Planned,      On<right_restored>,          None        >,
    // Back in the country: the next removal begins anew.
    Row< CarriedOut,   On<case_reopened>,           None        >,
    Row< CarriedOut,   On<determination_notified>,  None        >
  >;
};
// clang-format on

}  // namespace

Region removal_region() {
  return make_region<RemovalShape>(
      "removal", {"uitzetting", "removal"},
      {{"none", {"geen uitzetting voorbereid", "no removal prepared"}},
       {"transferred", {"overgedragen, nog niet aanvaard", "transferred, not yet accepted"}},
       {"preparing", {"in voorbereiding", "in preparation"}},
       {"planned", {"gepland", "planned"}},
       ends_case("carried_out", {"uitgevoerd", "carried out"})});
}

}  // namespace vertrek::forced_return
