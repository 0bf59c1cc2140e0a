#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct NotDue : At<Departure::not_due> {};
struct TermRunning : At<Departure::term_running> {};
struct Suspended : At<Departure::suspended> {};
struct Due : At<Departure::due> {};
struct Departed : At<Departure::departed> {};
struct Removed : At<Departure::removed> {};
struct Gone : At<Departure::gone> {};

// clang-format off
struct DepartureShape : Shape<DepartureShape> {
  using initial_state = NotDue;

  using transition_table = Table<
    //   from          signal                       to
    Row< NotDue,       On<determination_notified>,  TermRunning >,
    Row< Departed,     On<determination_notified>,  TermRunning >,
    Row< Removed,      On<determination_notified>,  TermRunning >,
    Row< TermRunning,  On<objection_suspends>,      Suspended   >,
    Row< Due,          On<objection_suspends>,      Suspended   >,
    Row< Suspended,    On<objection_rejected>,      TermRunning >,
    // An objection that suspended nothing, and was rejected on its merits after all.
    Row< TermRunning,  On<objection_rejected>,      TermRunning >,
    Row< Due,          On<objection_rejected>,      TermRunning >,
    Row< TermRunning,  On<term_elapsed>,            Due         >,
    Row< TermRunning,  On<term_extended>,           TermRunning >,
    Row< Due,          On<term_extended>,           TermRunning >,
    Row< TermRunning,  On<right_restored>,          NotDue      >,
    Row< Suspended,    On<right_restored>,          NotDue      >,
    Row< Due,          On<right_restored>,          NotDue      >,
    Row< Gone,         On<right_restored>,          Gone        >,
    // A determination that revives gives a whole term to leave, never none.
    Row< NotDue,       On<right_lost_anew>,         TermRunning >,
    Row< Gone,         On<right_lost_anew>,         Gone        >,
    // Leaving of one's own accord is possible at any time, also when nothing is due.
    Row< NotDue,       On<departure_confirmed>,     Departed    >,
    Row< TermRunning,  On<departure_confirmed>,     Departed    >,
    Row< Suspended,    On<departure_confirmed>,     Departed    >,
    Row< Due,          On<departure_confirmed>,     Departed    >,
    Row< Gone,         On<departure_confirmed>,     Departed    >,
    // Whether a departure was genuine is often found later, also after a removal.
    Row< Departed,     On<departure_confirmed>,     Departed    >,
    Row< Removed,      On<departure_confirmed>,     Removed     >,
    Row< NotDue,       On<removal_carried_out>,     Removed     >,
    Row< TermRunning,  On<removal_carried_out>,     Removed     >,
    Row< Suspended,    On<removal_carried_out>,     Removed     >,
    Row< Due,          On<removal_carried_out>,     Removed     >,
    Row< Gone,         On<removal_carried_out>,     Removed     >,
    // Somebody lost from sight: nothing ends, and the terms go on without this region.
    Row< NotDue,       On<whereabouts_unknown>,     Gone        >,
    Row< TermRunning,  On<whereabouts_unknown>,     Gone        >,
    Row< Suspended,    On<whereabouts_unknown>,     Gone        >,
    Row< Due,          On<whereabouts_unknown>,     Gone        >,
    Row< Gone,         On<determination_notified>,  Gone        >,
    Row< Gone,         On<objection_suspends>,      Gone        >,
    Row< Gone,         On<objection_rejected>,      Gone        >,
    Row< Gone,         On<term_extended>,           Gone        >,
    Row< Gone,         On<term_elapsed>,            Gone        >,
    // Here again: back to where the term of the determination stands by now.
    Row< Gone,         On<seen_before_due>,         NotDue      >,
    Row< Departed,     On<seen_before_due>,         NotDue      >,
    Row< Removed,      On<seen_before_due>,         NotDue      >,
    Row< Gone,         On<seen_in_term>,            TermRunning >,
    Row< Departed,     On<seen_in_term>,            TermRunning >,
    Row< Removed,      On<seen_in_term>,            TermRunning >,
    Row< Gone,         On<seen_in_suspension>,      Suspended   >,
    Row< Departed,     On<seen_in_suspension>,      Suspended   >,
    Row< Removed,      On<seen_in_suspension>,      Suspended   >,
    Row< Gone,         On<seen_after_term>,         Due         >,
    Row< Departed,     On<seen_after_term>,         Due         >,
    Row< Removed,      On<seen_after_term>,         Due         >
  >;
};
// clang-format on

}  // namespace

Region departure_region() {
  return make_region<DepartureShape>(
      "departure", {"vertrek", "departure"},
      {{"not_due", {"hoeft niet te vertrekken", "need not leave"}},
       {"term_running", {"de vertrektermijn loopt", "the departure term runs"}},
       {"suspended", {"de vertrektermijn is geschorst", "the departure term is suspended"}},
       {"due", {"de vertrektermijn is voorbij", "the departure term is over"}},
       ends_case("departed", {"vertrokken", "departed"}),
       ends_case("removed", {"uitgezet", "removed"}),
       {"gone", {"verblijfplaats onbekend", "whereabouts unknown"}}});
}

}  // namespace vertrek::forced_return
