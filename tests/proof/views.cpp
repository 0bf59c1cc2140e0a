#include "tests/proof/views.hpp"

#include <algorithm>

#include "tests/proof/offers.hpp"
#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::proof {

namespace {

using D = fr::DeadlineId;

// ---- histories to start from -------------------------------------------------------------------

Moment moment(std::string_view text) {
  return Moment::parse(text).value();
}

Put put(std::string event, std::string partner, std::string_view at, std::string data = "{}") {
  return {std::move(event), std::move(partner), std::move(data), moment(at), moment(at), false};
}

std::vector<Put> with(std::vector<Put> history, std::vector<Put> const& more) {
  history.insert(history.end(), more.begin(), more.end());
  return history;
}

std::vector<Put> opened(std::string data = R"({"v_number":"0000000001","nationality":"PL"})") {
  return {put("case.opened", "IND", "2025-01-02T09:00:00+01:00", std::move(data))};
}

std::vector<Put> notified(std::vector<Put> history) {
  return with(std::move(history),
              {put("residence.review_started", "IND", "2025-01-03T09:00:00+01:00",
                   R"({"reason":"no income known"})"),
               put("residence.views_invited", "IND", "2025-01-06T09:00:00+01:00",
                   R"({"respond_by":"2025-01-20"})"),
               put("residence.views_received", "IND", "2025-01-15T09:00:00+01:00"),
               put("residence.ended", "IND", "2025-01-31T09:00:00+01:00", determination),
               put("residence.determination_notified", "IND", "2025-01-31T10:00:00+01:00",
                   R"({"manner":"handed_over"})")});
}

std::vector<Put> term_over(std::vector<Put> history) {
  return with(notified(std::move(history)), {put("note.added", "DTENV", "2025-03-10T09:00:00+01:00",
                                                 R"({"text":"still here"})")});
}

// ---- keys --------------------------------------------------------------------------------------

template <class... States>
void add_positions(Key& key, fr::CaseFile const& file) {
  (key.push_back(static_cast<std::int16_t>(file.positions.get<States>())), ...);
}

void add_marks(Key& key, std::vector<int> const& marks) {
  for (auto const mark : marks) key.push_back(static_cast<std::int16_t>(mark));
}

template <class... Marks>
void add(Key& key, Marks... marks) {
  (key.push_back(static_cast<std::int16_t>(marks)), ...);
}

/// Of a deadline, beside whether its end has come: whether it runs, stands still or is void (by the
/// closing of the file: then it may revive). How many days are left says nothing more, for its end
/// may come at any time.
void add_deadline(Key& key, fr::CaseFile const& file, D id) {
  auto const* const deadline = file.ledger.latest(id);
  if (deadline == nullptr) return add(key, -1);
  auto const by_closing = deadline->status == DeadlineStatus::voided && file.facts.closed &&
                          deadline->ended_by == file.facts.closed->by;
  add(key, deadline->status, by_closing, deadline->stands_still());
}

// ---- the most favourable case ------------------------------------------------------------------

void determined_and_over(fr::CaseFile& file, Moment now) {
  auto& facts = file.facts;
  auto const long_ago = now.plus(-std::chrono::hours{24 * 90});
  facts.determination =
      fr::Determination{{long_ago, {1}}, fr::DeterminationGround::conditions_not_met};
  facts.notification = fr::Notification{{long_ago, {1}}, false};
  facts.determination_fell = false;
  facts.stay_exhausted = false;
  facts.objection.reset();
  for (auto const id : {D::departure_term, D::postal_shadow}) {
    fr::CaseDeadline term;
    term.rule = id;
    term.trigger = {1};
    term.from = long_ago;
    term.end = dutch_date(long_ago).plus_days(31);
    term.status = DeadlineStatus::passed;
    file.ledger.open(term);
  }
}

void nothing_asked_of_courts(fr::CaseFile& file) {
  file.facts.relief_pending = 0;
  file.facts.relief_granted = 0;
}

void no_impediments(fr::CaseFile& file) {
  file.facts.impediments.clear();
}

void unwilling(fr::CaseFile& file) {
  file.facts.willing = false;
}

void heard(fr::CaseFile& file, Moment now) {
  file.facts.hearing = fr::Hearing{{now, {1}}, true};
}

template <class State>
void stand(fr::CaseFile& file, State state) {
  file.positions.move(fr::region_of<State>, static_cast<std::uint8_t>(state));
}

/// An order of now, in a facility, of which the court knows.
void fresh_order(fr::CaseFile& file, Moment now) {
  fr::Detention order;
  order.imposed = {now, {1}};
  order.place = fr::DetentionPlace::detention_centre;
  order.court_notified = fr::Done{now, {1}};
  file.facts.detention = order;
  fr::CaseDeadline six_months;
  six_months.rule = D::detention_six_months;
  six_months.trigger = {1};
  six_months.from = now;
  six_months.end = dutch_date(now).plus_days(179);
  file.ledger.open(six_months);
}

/// Free to be detained, or in a detention that can go on.
void custody_ready(fr::CaseFile& file, std::string_view event, Moment now) {
  unwilling(file);
  heard(file, now);
  file.facts.lift_ordered = false;
  file.facts.lifted_by_court.reset();
  file.facts.hold.reset();
  stand(file, fr::LighterMeansState::none);
  stand(file, event == "detention.extended" ? fr::Custody::detained : fr::Custody::at_liberty);
  if (event == "detention.extended") fresh_order(file, now);
}
void removal_ready(fr::CaseFile& file, std::string_view event, Moment now) {
  file.facts.transfer_accepted = fr::Done{now, {1}};
  file.facts.document_obtained = fr::Done{now, {1}};
  file.facts.announced = fr::Done{now, {1}};
  file.facts.removal_date.reset();
  stand(file, event == "removal.transferred" ? fr::Removal::none : fr::Removal::planned);
}

/// Somebody who is here.
void here(fr::CaseFile& file) {
  if (file.positions.in(fr::Departure::departed, fr::Departure::removed))
    stand(file, fr::Departure::due);
}

/// Court terms and limits of an earlier order say nothing of this one.
bool of_this_order(Seen const& seen, fr::CaseDeadline const& deadline) {
  return seen.file.positions.in(fr::Custody::detained) &&
         deadline.trigger >= seen.file.facts.detention->imposed.by;
}

std::vector<D> const& terms_of_court() {
  static std::vector<D> const terms{D::detention_court_notice, D::detention_hearing,
                                    D::detention_ruling, D::continuation_inquiry,
                                    D::continuation_ruling};
  return terms;
}

/// Each day of detention a court's term runs, or has been broken and is on record; or a ruling
/// stands, and its continuation can be put to the court; or the court has ordered to lift.
std::optional<std::string> watched_by_court(Seen const& seen, Rights const&) {
  auto const& file = seen.file;
  if (!file.positions.in(fr::Custody::detained)) return std::nullopt;
  if (file.facts.lift_ordered || file.positions.in(fr::Review::upheld)) return std::nullopt;
  for (auto const id : terms_of_court()) {
    auto const* const deadline = file.ledger.latest(id);
    if (deadline == nullptr || !of_this_order(seen, *deadline)) continue;
    if (deadline->status == DeadlineStatus::running || deadline->status == DeadlineStatus::breached)
      return std::nullopt;
  }
  return "court-watches-every-day: no term of the court runs and no ruling stands";
}

}  // namespace

View residence_view() {
  View view;
  view.name = "residence";
  view.bars = {Bar::not_notified, Bar::determination_fell, Bar::term_not_over, Bar::objection_open,
               Bar::stay_exhausted};
  view.coerces = {"lighter_means.imposed", "detention.imposed", "detention.extended",
                  "removal.transferred",   "removal.planned",   "removal.announced",
                  "removal.carried_out"};
  view.beginnings = {opened(), notified(opened())};
  view.alphabet =
      joined({file_offers(), always(determination_offers()), always(term_offers()),
              always(objection_offers()), always(appeal_offers()), always(leaving_offers())});
  view.clocks = {D::departure_term, D::objection_term, D::postal_shadow};
  view.in_any_order = true;
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& file = seen.file;
    auto const& facts = file.facts;
    add_positions<fr::File>(key, file);
    add(key, facts.determination.has_value(), facts.notification.has_value(),
        facts.notification && facts.notification->lawfully_shortened, facts.determination_fell,
        facts.annulled_on_appeal, facts.stay_exhausted, facts.objection_settled,
        facts.objection ? 1 + facts.objection->open + 2 * facts.objection->suspends : 0,
        fr::term_of_notification(file, D::departure_term) != nullptr,
        fr::term_of_notification(file, D::objection_term) != nullptr,
        fr::term_of_notification(file, D::postal_shadow) != nullptr);
    add_deadline(key, file, D::departure_term);
    add_marks(key, rights.residence_marks(seen.now));
  };
  view.favourable = [](fr::CaseFile& file, std::string_view event, Moment now) {
    custody_ready(file, event, now);
    removal_ready(file, event, now);
    nothing_asked_of_courts(file);
    no_impediments(file);
    here(file);
  };
  return view;
}

View relief_view() {
  View view;
  view.name = "relief";
  view.bars = {Bar::relief};
  view.coerces = {"detention.imposed", "detention.extended", "removal.announced",
                  "removal.carried_out"};
  view.beginnings = {opened(), notified(opened())};
  view.alphabet = joined({file_offers(), fate_offers(), relief_offers(),
                          impediment_offers(fr::ImpedimentKind::interim_order)});
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& facts = seen.file.facts;
    add_positions<fr::File, fr::InterimRelief>(key, seen.file);
    add(key, facts.relief_pending, facts.relief_granted, facts.determination_fell,
        facts.annulled_on_appeal, fr::has_impediment(seen.file, fr::ImpedimentKind::interim_order));
    add_marks(key, rights.relief_marks());
  };
  view.favourable = [](fr::CaseFile& file, std::string_view event, Moment now) {
    determined_and_over(file, now);
    custody_ready(file, event, now);
    removal_ready(file, event, now);
    std::erase_if(file.facts.impediments, [](fr::ImpedimentKind kind) {
      return kind != fr::ImpedimentKind::interim_order;
    });
    here(file);
  };
  view.is_enough = [](Seen const& seen) {
    return seen.file.facts.relief_pending > 3 || seen.file.facts.relief_granted > 3;
  };
  return view;
}

View impediments_view() {
  View view;
  view.name = "impediments";
  view.bars = {Bar::medical, Bar::criminal_case, Bar::criminal_detention};
  view.coerces = {"detention.imposed", "detention.extended", "removal.announced",
                  "removal.carried_out"};
  view.beginnings = {opened()};
  view.alphabet = joined({file_offers(), impediment_offers(std::nullopt)});
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    add_positions<fr::File, fr::Impediment>(key, seen.file);
    add_marks(key, rights.impediment_marks());
    for (auto const kind : {fr::ImpedimentKind::medical, fr::ImpedimentKind::criminal_case,
                            fr::ImpedimentKind::interim_order,
                            fr::ImpedimentKind::criminal_detention, fr::ImpedimentKind::other})
      add(key, fr::has_impediment(seen.file, kind));
  };
  view.favourable = [](fr::CaseFile& file, std::string_view event, Moment now) {
    determined_and_over(file, now);
    custody_ready(file, event, now);
    removal_ready(file, event, now);
    nothing_asked_of_courts(file);
    std::erase(file.facts.impediments, fr::ImpedimentKind::interim_order);
    here(file);
  };
  return view;
}

View custody_view() {
  View view;
  view.name = "custody";
  view.bars = {Bar::willing_and_able, Bar::not_heard,     Bar::lighter_means_kept,
               Bar::order_to_lift,    Bar::lifted_before, Bar::hold_over};
  view.coerces = {"lighter_means.imposed", "detention.imposed", "detention.extended"};
  view.beginnings = {term_over(opened())};
  view.alphabet =
      joined({file_offers(), supervision_offers(), lighter_means_offers(), willingness_offers(),
              order_offers(), lifting_offers(), always(ruling_offers()), fate_offers(),
              always(many("departure.confirmed", "IND", {R"({"evidence":"ticket"})"})),
              always({offer("removal.carried_out", "DTENV")})});
  view.clocks = {D::hold_six_hours, D::hold_extension_48h};
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& facts = seen.file.facts;
    add_positions<fr::File, fr::Custody, fr::LighterMeansState>(key, seen.file);
    add(key, facts.hearing ? 1 + facts.hearing->counsel_told : 0,
        facts.hold ? 1 + std::min(facts.hold->extensions, 2) : 0, facts.willing, facts.able,
        facts.lift_ordered, facts.lifted_by_court.has_value(),
        // A ruling of a higher court lifts only what a court has ruled on before.
        seen.file.positions.in(fr::Custody::detained) && facts.detention->ruled,
        seen.file.positions.in(fr::Custody::detained) && seen.file.positions.in(fr::Review::lifted),
        facts.determination_fell, facts.annulled_on_appeal);
    add_marks(key, rights.custody_marks(seen.now));
  };
  view.favourable = [](fr::CaseFile& file, std::string_view event, Moment now) {
    determined_and_over(file, now);
    nothing_asked_of_courts(file);
    no_impediments(file);
    here(file);
    if (event == "detention.extended" && file.facts.detention) fresh_order(file, now);
  };
  return view;
}

View court_view() {
  View view;
  view.name = "court";
  view.bars = {Bar::order_to_lift};
  view.coerces = {"detention.extended"};
  view.beginnings = {term_over(opened())};
  view.alphabet =
      joined({many("detention.imposed", "AVIM", {order()}), lifting_offers(), court_offers(),
              ruling_offers(), always({offer("removal.carried_out", "DTENV")})});
  view.clocks = terms_of_court();
  view.in_any_order = true;
  view.counts = of_this_order;
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& file = seen.file;
    auto const detained = file.positions.in(fr::Custody::detained);
    add_positions<fr::Review>(key, file);
    add(key, file.facts.lift_ordered, file.facts.detention.has_value());
    if (auto const& order = file.facts.detention)
      add(key, order->continuation_pending, order->ruled);
    add(key, detained, rights.detained(), rights.lift_ordered());
    for (auto const id : terms_of_court()) {
      auto const* const deadline = file.ledger.latest(id);
      add(key, deadline != nullptr && of_this_order(seen, *deadline)
                   ? static_cast<int>(deadline->status)
                   : -1);
    }
  };
  view.favourable = [](fr::CaseFile& file, std::string_view, Moment now) {
    determined_and_over(file, now);
    nothing_asked_of_courts(file);
    no_impediments(file);
    unwilling(file);
    here(file);
    auto const ordered = file.facts.lift_ordered;
    if (file.positions.in(fr::Custody::detained)) fresh_order(file, now);
    file.facts.lift_ordered = ordered;
  };
  view.holds = watched_by_court;
  return view;
}

View extension_view() {
  View view;
  view.name = "extension";
  view.bars = {Bar::court_not_told, Bar::in_police_cell, Bar::no_room_to_extend,
               Bar::family_too_long};
  view.coerces = {"detention.extended"};
  view.beginnings = {term_over(opened()),
                     term_over(opened(R"({"v_number":"0000000001","nationality":"PL",)"
                                      R"("minor_children":2})"))};
  view.alphabet = joined(
      {order_offers(), many("detention.lifted", "AVIM", {R"({"reason":"weighed_again"})"}),
       placing_offers(), always({offer("detention.court_notified", "DTENV")}),
       always(many("detention.appeal_lodged", "COUNSEL", {"{}", R"({"continuation":true})"})),
       always({offer("removal.carried_out", "DTENV")})});
  view.clocks = {D::facility_transfer_24h, D::detention_court_notice, D::detention_six_months,
                 D::family_fourteen_days};
  view.in_any_order = true;
  view.counts = of_this_order;
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& file = seen.file;
    auto const& order = file.facts.detention;
    add(key, file.positions.in(fr::Custody::detained), file.facts.minor_children > 0);
    if (order && file.positions.in(fr::Custody::detained)) {
      auto const* const six_months = file.ledger.latest(D::detention_six_months);
      add(key, order->place, order->placed.has_value(),
          order->court_notified.has_value() || order->appeal_lodged.has_value(),
          !is_past(six_months->end, seen.now) &&
              end_moment(six_months->end) >= end_moment(extension_until(seen)));
    }
    add_marks(key, rights.extension_marks(seen.now));
  };
  view.favourable = [](fr::CaseFile& file, std::string_view, Moment now) {
    determined_and_over(file, now);
    nothing_asked_of_courts(file);
    no_impediments(file);
    unwilling(file);
    here(file);
    file.facts.lift_ordered = false;
  };
  return view;
}

View removal_view() {
  View view;
  view.name = "removal";
  view.bars = {Bar::not_taken_over, Bar::no_document, Bar::not_announced};
  view.coerces = {"removal.planned", "removal.announced", "removal.carried_out"};
  view.beginnings = {opened(), term_over(opened())};
  view.alphabet =
      joined({file_offers(), preparation_offers(), always(leaving_offers()), fate_offers(),
              always(supervision_offers()), always(order_offers()), always(lifting_offers())});
  view.key = [](Key& key, Seen const& seen, Rights const& rights) {
    auto const& file = seen.file;
    auto const& facts = file.facts;
    auto const planned = facts.removal_date;
    add_positions<fr::File, fr::Removal>(key, file);
    // Where somebody is who has not left, is for the terms to say.
    add(key, file.positions.in(fr::Departure::departed), file.positions.in(fr::Departure::removed),
        file.positions.in(fr::Departure::gone), facts.transfer_accepted.has_value(),
        facts.document_obtained.has_value(), facts.document_lasts, facts.announced.has_value(),
        planned ? 1 + (dutch_date(seen.now) >= *planned) : 0, facts.determination_fell,
        facts.annulled_on_appeal, file.positions.get<fr::Custody>());
    add_marks(key, rights.removal_marks(seen.now));
  };
  view.favourable = [](fr::CaseFile& file, std::string_view event, Moment now) {
    determined_and_over(file, now);
    nothing_asked_of_courts(file);
    no_impediments(file);
    file.facts.lift_ordered = false;
    here(file);
    if (event == "removal.planned" && file.positions.in(fr::Removal::carried_out))
      stand(file, fr::Removal::preparing);
    if (event != "removal.planned") stand(file, fr::Removal::planned);
  };
  return view;
}

std::vector<View> all_views() {
  return {residence_view(), relief_view(),    impediments_view(), custody_view(),
          court_view(),     extension_view(), removal_view()};
}

}  // namespace vertrek::proof
