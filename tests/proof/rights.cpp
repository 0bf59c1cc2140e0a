#include "tests/proof/rights.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "engine/calendar/period.hpp"

namespace vertrek::proof {

namespace {

HolidayCalendar const& no_decrees() {
  static HolidayCalendar const calendar;
  return calendar;
}

CivilDate last_day(int count, Unit unit, CivilDate from) {
  return count_days({count, unit}, Counting::civil, from, no_decrees());
}

Moment day_after(CivilDate day) {
  return start_of(day.plus_days(1));
}

int days_between(CivilDate from, CivilDate to) {
  return static_cast<int>((to.days() - from.days()).count());
}

std::string text(Json const& data, char const* field) {
  auto const found = data.find(field);
  return found == data.end() ? "" : found->get<std::string>();
}

bool flag(Json const& data, char const* field, bool otherwise = false) {
  auto const found = data.find(field);
  return found == data.end() ? otherwise : found->get<bool>();
}

CivilDate day(Json const& data, char const* field) {
  return CivilDate::parse(text(data, field)).value();
}

bool annuls(Json const& data) {
  return text(data, "outcome") == "founded" && !flag(data, "legal_effects_stand");
}

}  // namespace

std::string_view name(Bar bar) {
  static constexpr std::array<std::string_view, 22> names{"not_notified",
                                                          "determination_fell",
                                                          "term_not_over",
                                                          "objection_open",
                                                          "relief",
                                                          "stay_exhausted",
                                                          "willing",
                                                          "not_heard",
                                                          "criminal_detention",
                                                          "lighter_means_kept",
                                                          "order_to_lift",
                                                          "lifted_before",
                                                          "hold_over",
                                                          "medical",
                                                          "criminal_case",
                                                          "not_taken_over",
                                                          "no_document",
                                                          "not_announced",
                                                          "court_not_told",
                                                          "in_police_cell",
                                                          "no_room_to_extend",
                                                          "family_too_long"};
  return names.at(static_cast<std::size_t>(bar));
}

std::vector<Bar> const& bars_before(std::string_view event) {
  using enum Bar;
  static std::map<std::string_view, std::vector<Bar>> const table{
      {"lighter_means.imposed",
       {not_notified, determination_fell, term_not_over, stay_exhausted, willing_and_able}},
      {"detention.imposed",
       {not_notified, determination_fell, term_not_over, objection_open, relief, stay_exhausted,
        willing_and_able, not_heard, criminal_detention, lighter_means_kept, order_to_lift,
        lifted_before, hold_over}},
      {"detention.extended",
       {determination_fell, objection_open, relief, stay_exhausted, willing_and_able,
        criminal_detention, order_to_lift, court_not_told, in_police_cell, no_room_to_extend,
        family_too_long}},
      {"removal.transferred",
       {not_notified, determination_fell, term_not_over, stay_exhausted, order_to_lift}},
      {"removal.planned", {stay_exhausted, not_taken_over, order_to_lift}},
      {"removal.announced",
       {not_notified, determination_fell, term_not_over, objection_open, relief, stay_exhausted,
        order_to_lift, medical, criminal_case, no_document}},
      {"removal.carried_out",
       {not_notified, determination_fell, term_not_over, objection_open, relief, stay_exhausted,
        order_to_lift, medical, criminal_case, no_document, not_announced}},
  };
  static std::vector<Bar> const none;
  auto const found = table.find(event);
  return found == table.end() ? none : found->second;
}

std::vector<std::string_view> const& coercive_events() {
  static std::vector<std::string_view> const events{
      "lighter_means.imposed", "detention.imposed", "detention.extended", "removal.transferred",
      "removal.planned",       "removal.announced", "removal.carried_out"};
  return events;
}

// ---- what an event changes ---------------------------------------------------------------------

void Rights::happened(std::string_view event, Json const& data, Moment at) {
  auto const is = [&](std::string_view one) { return event == one; };
  if (is("case.opened")) {
    minors_ = data.value("minor_children", 0) > 0;
  } else if (is("residence.ended")) {
    // A new determination, with remedies of its own. Who asked a court for relief keeps asking.
    determined_ = true;
    notified_ = shortened_ = fell_ = fell_on_appeal_ = exhausted_ = settled_ = false;
    term_ = Term::none;
    objection_.reset();
    objection_last_.reset();
    post_last_.reset();
    heard_ = false;
    nothing_prepared();
  } else if (is("residence.determination_notified")) {
    notified_ = true;
    shortened_ = false;
    objection_last_ = last_day(4, Unit::weeks, dutch_date(at));
    post_last_ = last_day(1, Unit::weeks, *objection_last_);
    term_begins(data, at);
    if (objection_ && objection_->open && objection_->in_time) term_stops(at);
    left_ = false;
  } else if (is("residence.confirmed") || is("residence.determination_withdrawn")) {
    right_restored();
  } else if (is("departure.term_extended")) {
    auto const until = day(data, "until");
    if (term_ == Term::none || day_after(until) <= term_over_from_) return;
    term_over_from_ = day_after(until);
    if (term_ == Term::suspended)
      days_left_ = std::max(0, days_between(dutch_date(objection_->lodged), until));
  } else if (is("departure.confirmed")) {
    left_ = true;
    duties_kept_ = false;
    if (!flag(data, "genuine")) return;
    exhausted_ = true;
    nothing_prepared();
  } else if (is("objection.lodged")) {
    objection_lodged(data, at);
  } else if (is("objection.decided")) {
    objection_decided(data, at);
  } else if (is("appeal.decided")) {
    relief_granted_ = 0;
    ruled(annuls(data), true, at);
  } else if (is("higher_appeal.decided")) {
    if (text(data, "against") == "detention") {
      if (detained_ && ruled_on_this_order_ && annuls(data)) lift_ordered_ = true;
      return;
    }
    relief_granted_ = 0;
    ruled(annuls(data), false, at);
  } else if (is("interim_relief.requested")) {
    ++relief_pending_;
  } else if (is("interim_relief.decided")) {
    auto const granted = text(data, "outcome") == "granted";
    if (relief_pending_ > 0)
      --relief_pending_;
    else if (!granted && relief_granted_ > 0)
      --relief_granted_;
    if (granted) ++relief_granted_;
  } else if (is("impediment.raised")) {
    impediments_.insert(text(data, "kind"));
  } else if (is("impediment.lifted")) {
    impediments_.erase(text(data, "kind"));
  } else if (is("departure.willingness_declared")) {
    willing_ = !flag(data, "withdrawn");
    able_ = willing_ && flag(data, "able", true);
  } else if (is("removal.interview_held")) {
    willing_ = willing_ || flag(data, "willing");
  } else if (is("custody.held")) {
    held_ = true;
    hold_extended_ = false;
    auto const arrived = Moment::parse(text(data, "arrived_at")).value();
    hold_until_ = std::get<Moment>(count({6, Unit::hours}, Counting::hours_outside_night,
                                         std::min(arrived, at), no_decrees()));
  } else if (is("custody.hold_extended")) {
    if (!hold_extended_ && hold_until_) hold_until_ = hold_until_->plus(std::chrono::hours{48});
    hold_extended_ = true;
  } else if (is("custody.hold_ended")) {
    custody_ended();
  } else if (is("detention.heard")) {
    heard_ = true;
    counsel_told_ = flag(data, "counsel_told");
  } else if (is("detention.imposed")) {
    custody_ended();
    detained_ = true;
    ruled_on_this_order_ = court_told_ = false;
    duties_kept_ = false;
    imposed_ = at;
    in_cell_ = text(data, "place") != "detention_centre";
    cell_until_ = at.plus(std::chrono::hours{24});
    notice_until_ = dutch_date(at).plus_days(28);
    detained_until_ = dutch_date(at).plus_days(6 * 30 - 1);
    family_until_ = dutch_date(at).plus_days(14);
  } else if (is("detention.placed")) {
    in_cell_ = false;
  } else if (is("detention.court_notified")) {
    court_told_ = true;
  } else if (is("detention.appeal_lodged")) {
    court_told_ = court_told_ || !flag(data, "continuation");
  } else if (is("detention.extended")) {
    detained_until_ = std::max(detained_until_, day(data, "until"));
    if (!text(data, "family_blocks_removal").empty())
      family_until_ = std::max(family_until_, day(data, "until"));
  } else if (is("detention.ruled")) {
    auto const founded = text(data, "outcome") == "founded";
    auto const lifts = flag(data, "lift", founded);
    if (!detained_) {
      lifted_by_court_ = lifted_by_court_ || founded || lifts;
      return;
    }
    ruled_on_this_order_ = true;
    lift_ordered_ = lift_ordered_ || lifts;
  } else if (is("detention.lifted")) {
    lifted_by_court_ = lifted_by_court_ || lift_ordered_ || text(data, "reason") == "court_order";
    lift_ordered_ = false;
    detained_ = false;
    custody_ended();
  } else if (is("lighter_means.imposed")) {
    duties_kept_ = true;
  } else if (is("lighter_means.not_kept") || is("lighter_means.ended")) {
    duties_kept_ = false;
  } else if (is("removal.accepted")) {
    taken_over_ = true;
  } else if (is("removal.document_obtained")) {
    document_ = true;
    document_lasts_ = text(data, "kind") != "laissez_passer";
  } else if (is("removal.planned")) {
    planned_for_ = day(data, "date");
    announced_ = false;
  } else if (is("removal.announced")) {
    announced_ = true;
  } else if (is("removal.cancelled")) {
    planned_for_.reset();
    announced_ = false;
  } else if (is("removal.carried_out")) {
    left_ = true;
    document_ = document_ && document_lasts_;
    lift_ordered_ = detained_ = duties_kept_ = false;
    custody_ended();
    nothing_prepared();
  }
}

void Rights::suppose_last_day(Clock clock, CivilDate last) {
  if (clock == Clock::departure) term_over_from_ = day_after(last);
  if (clock == Clock::objection) objection_last_ = last;
  if (clock == Clock::post) post_last_ = last;
  if (clock == Clock::cell) cell_until_ = day_after(last).plus(std::chrono::microseconds{-1});
  if (clock == Clock::notice) notice_until_ = last;
  if (clock == Clock::six_months) detained_until_ = last;
  if (clock == Clock::family) family_until_ = last;
}

void Rights::term_begins(Json const& data, Moment at) {
  auto const today = dutch_date(at);
  term_ = Term::running;
  auto over_from = day_after(last_day(1, Unit::months, today));
  if (auto const stated = data.find("term"); stated != data.end()) {
    auto const days = stated->value("days", -1);
    auto const weeks = stated->value("weeks", -1);
    auto const months = stated->value("months", -1);
    auto const count = std::max({days, weeks, months});
    auto const unit = days >= 0 ? Unit::days : weeks >= 0 ? Unit::weeks : Unit::months;
    // None at all: over as soon as it was said.
    auto const stated_over = count == 0 ? at.plus(std::chrono::microseconds{1})
                                        : day_after(last_day(count, unit, today));
    auto const urgent = !text(data, "urgent").empty();
    if (stated_over < over_from && urgent) shortened_ = true;
    if (stated_over >= over_from || urgent) over_from = stated_over;
  }
  term_over_from_ = over_from;
}

void Rights::term_stops(Moment at) {
  if (term_ != Term::running) return;
  term_ = Term::suspended;
  auto const last = dutch_date(term_over_from_.plus(std::chrono::microseconds{-1}));
  days_left_ = std::max(0, days_between(dutch_date(at), last));
}

void Rights::right_restored() {
  fell_ = true;
  fell_on_appeal_ = false;
  relief_pending_ = relief_granted_ = 0;
  duties_kept_ = false;
  term_ = Term::gone;
  nothing_prepared();
}

void Rights::nothing_prepared() {
  taken_over_ = announced_ = false;
  planned_for_.reset();
}

void Rights::objection_lodged(Json const& data, Moment at) {
  auto in_time = !settled_;
  if (in_time && text(data, "excused").empty() && notified_) {
    auto const sent = text(data, "sent_at");
    auto const posted_in_time = text(data, "manner") == "posted" && !sent.empty() &&
                                dutch_date(Moment::parse(sent).value()) <= *objection_last_ &&
                                dutch_date(at) <= *post_last_;
    in_time = dutch_date(at) <= *objection_last_ || posted_in_time;
  }
  auto const one_stands = objection_ && objection_->open && objection_->in_time;
  if (!one_stands) objection_ = Objection{in_time, true, at};
  if (in_time) term_stops(at);
}

void Rights::objection_decided(Json const& data, Moment at) {
  auto const outcome = text(data, "outcome");
  auto const from = objection_ ? std::max(at, objection_->lodged) : at;
  if (objection_) objection_->open = false;
  if (outcome == "founded") {
    settled_ = true;
    right_restored();
  } else if (outcome == "unfounded") {
    settled_ = true;
    if (notified_) term_begins(data, from);
  } else if (term_ == Term::suspended) {
    term_ = Term::running;
    term_over_from_ = day_after(roll(dutch_date(from).plus_days(days_left_), no_decrees()));
  }
}

void Rights::ruled(bool annuls, bool by_first_court, Moment at) {
  if (!annuls) return;
  if (by_first_court) {
    right_restored();
    fell_on_appeal_ = true;
  } else if (fell_on_appeal_) {
    // Revived, and with it a whole term to leave.
    fell_ = fell_on_appeal_ = false;
    term_begins(Json::object(), at);
    if (objection_ && objection_->open && objection_->in_time) term_stops(at);
  } else if (!fell_) {
    right_restored();
  }
}

void Rights::custody_ended() {
  held_ = false;
  hold_until_.reset();
  hold_extended_ = false;
  heard_ = false;
}

// ---- what stands in the way --------------------------------------------------------------------

bool Rights::term_over(Moment at) const {
  return term_ == Term::running && at >= term_over_from_;
}

bool Rights::in_the_post(Moment at) const {
  auto const one_came = objection_ && objection_->in_time;
  return notified_ && !one_came && !shortened_ && dutch_date(at) <= *post_last_;
}

bool Rights::stands(Bar bar, Moment at) const {
  switch (bar) {
    case Bar::not_notified:
      return !determined_ || !notified_;
    case Bar::determination_fell:
      return !determined_ || fell_;
    case Bar::term_not_over:
      return !term_over(at);
    case Bar::objection_open:
      return (objection_ && objection_->open && objection_->in_time) || in_the_post(at);
    case Bar::relief:
      return relief_open() > 0 || impediments_.contains("interim_order");
    case Bar::stay_exhausted:
      return exhausted_;
    case Bar::willing_and_able:
      return willing_ && able_;
    case Bar::not_heard:
      return !heard_ || !counsel_told_;
    case Bar::criminal_detention:
      return impediments_.contains("criminal_detention");
    case Bar::lighter_means_kept:
      return duties_kept_;
    case Bar::order_to_lift:
      return lift_ordered_;
    case Bar::lifted_before:
      return lifted_by_court_;
    case Bar::hold_over:
      return held_ && hold_until_ && at > *hold_until_;
    case Bar::medical:
      return impediments_.contains("medical");
    case Bar::criminal_case:
      return impediments_.contains("criminal_case");
    case Bar::not_taken_over:
      return !taken_over_;
    case Bar::no_document:
      return !document_;
    case Bar::not_announced:
      return !announced_ || (planned_for_ && dutch_date(at) < *planned_for_);
    case Bar::court_not_told:
      return !court_told_ && dutch_date(at) > notice_until_;
    case Bar::in_police_cell:
      return in_cell_ && at > cell_until_;
    case Bar::no_room_to_extend: {
      auto const until = std::min(dutch_date(at).plus_days(extension_days),
                                  dutch_date(imposed_).plus_days(18 * 30 - 1));
      if (dutch_date(at) > detained_until_) return true;
      // Within the six months only the days of a family can be made longer.
      return until <= detained_until_ && !minors_;
    }
    case Bar::family_too_long:
      return minors_ && dutch_date(at) > family_until_;
  }
  return true;
}

// ---- what later events depend on ---------------------------------------------------------------

std::vector<int> Rights::residence_marks(Moment now) const {
  auto const past = [&](std::optional<CivilDate> const& last) {
    return last ? (dutch_date(now) > *last ? 2 : 1) : 0;
  };
  return {determined_,
          notified_,
          shortened_,
          fell_,
          fell_on_appeal_,
          exhausted_,
          settled_,
          static_cast<int>(term_),
          term_over(now),
          objection_ ? 1 + objection_->in_time + 2 * objection_->open : 0,
          past(objection_last_),
          past(post_last_)};
}

std::vector<int> Rights::relief_marks() const {
  return {relief_pending_, relief_granted_, fell_, fell_on_appeal_,
          impediments_.contains("interim_order")};
}

std::vector<int> Rights::impediment_marks() const {
  std::vector<int> marks;
  for (auto const* const kind :
       {"medical", "criminal_case", "interim_order", "criminal_detention", "other"})
    marks.push_back(impediments_.contains(kind) ? 1 : 0);
  return marks;
}

std::vector<int> Rights::custody_marks(Moment now) const {
  return {willing_,
          able_,
          heard_ ? 1 + counsel_told_ : 0,
          held_,
          hold_extended_,
          hold_until_ ? (now > *hold_until_ ? 2 : 1) : 0,
          detained_,
          detained_ && ruled_on_this_order_,
          lift_ordered_,
          lifted_by_court_,
          duties_kept_};
}

std::vector<int> Rights::extension_marks(Moment now) const {
  return {detained_, detained_ && stands(Bar::court_not_told, now),
          detained_ && stands(Bar::in_police_cell, now),
          detained_ && stands(Bar::no_room_to_extend, now),
          detained_ && stands(Bar::family_too_long, now)};
}

std::vector<int> Rights::removal_marks(Moment now) const {
  return {taken_over_,
          document_,
          document_lasts_,
          announced_,
          planned_for_ ? (dutch_date(now) < *planned_for_ ? 1 : 2) : 0,
          left_,
          fell_,
          exhausted_};
}

}  // namespace vertrek::proof
