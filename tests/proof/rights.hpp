#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/moment.hpp"

/// A second reading of the law, written from its rows and not from the code that is under proof: a
/// sheet on which somebody keeps, event by event, what stands in the way of coercion. It shares the
/// calendar with that code (which has tests of its own) and nothing else.
namespace vertrek::proof {

using Json = nlohmann::json;

/// What can stand in the way of a coercive step.
enum class Bar : std::uint8_t {
  not_notified,
  determination_fell,
  term_not_over,
  objection_open,  ///< or still in the post
  relief,
  stay_exhausted,
  willing_and_able,
  not_heard,
  criminal_detention,
  lighter_means_kept,
  order_to_lift,
  lifted_before,  ///< and nothing is new since
  hold_over,
  medical,
  criminal_case,
  not_taken_over,
  no_document,
  not_announced,
  court_not_told,     ///< of the order, in the four weeks of the law
  in_police_cell,     ///< for longer than a day
  no_room_to_extend,  ///< the six months are over, or the eighteen would be
  family_too_long,    ///< minors, beyond the days that the law gives
};
[[nodiscard]] std::string_view name(Bar bar);

/// The bars that the law sets before an event; none for an event that coerces nobody.
[[nodiscard]] std::vector<Bar> const& bars_before(std::string_view event);
/// How far on an order of detention is extended when the proof tries it.
inline constexpr int extension_days = 250;

/// Every event with a bar.
[[nodiscard]] std::vector<std::string_view> const& coercive_events();

/// The sheet.
class Rights {
 public:
  void happened(std::string_view event, Json const& data, Moment at);
  [[nodiscard]] bool stands(Bar bar, Moment at) const;

  enum class Clock : std::uint8_t { departure, objection, post, cell, notice, six_months, family };
  /// This is the last day of the term, whatever the calendar says.
  void suppose_last_day(Clock clock, CivilDate last);

  [[nodiscard]] bool detained() const { return detained_; }
  [[nodiscard]] bool lift_ordered() const { return lift_ordered_; }
  [[nodiscard]] bool fell() const { return fell_; }
  [[nodiscard]] bool left() const { return left_; }
  [[nodiscard]] int relief_open() const { return relief_pending_ + relief_granted_; }

  /// What of the sheet later events depend on, in small numbers.
  [[nodiscard]] std::vector<int> residence_marks(Moment now) const;
  [[nodiscard]] std::vector<int> relief_marks() const;
  [[nodiscard]] std::vector<int> impediment_marks() const;
  [[nodiscard]] std::vector<int> extension_marks(Moment now) const;
  [[nodiscard]] std::vector<int> custody_marks(Moment now) const;
  [[nodiscard]] std::vector<int> removal_marks(Moment now) const;

 private:
  enum class Term : std::uint8_t { none, running, suspended, gone };
  struct Objection {
    bool in_time = false;
    bool open = true;
    Moment lodged;
  };

  void term_begins(Json const& data, Moment at);
  void term_stops(Moment at);
  void right_restored();
  void nothing_prepared();
  void objection_lodged(Json const& data, Moment at);
  void objection_decided(Json const& data, Moment at);
  void ruled(bool annuls, bool by_first_court, Moment at);
  void custody_ended();
  [[nodiscard]] bool term_over(Moment at) const;
  [[nodiscard]] bool in_the_post(Moment at) const;

  bool determined_ = false;
  bool notified_ = false;
  bool shortened_ = false;
  bool fell_ = false;
  bool fell_on_appeal_ = false;
  bool exhausted_ = false;
  bool settled_ = false;
  Term term_ = Term::none;
  Moment term_over_from_;  ///< the first moment after the term
  int days_left_ = 0;
  std::optional<Objection> objection_;
  std::optional<CivilDate> objection_last_;
  std::optional<CivilDate> post_last_;

  int relief_pending_ = 0;
  int relief_granted_ = 0;
  std::set<std::string> impediments_;

  bool willing_ = false;
  bool able_ = false;
  bool heard_ = false;
  bool counsel_told_ = false;
  bool held_ = false;
  bool hold_extended_ = false;
  std::optional<Moment> hold_until_;
  bool detained_ = false;
  bool ruled_on_this_order_ = false;
  bool lift_ordered_ = false;
  bool lifted_by_court_ = false;
  bool duties_kept_ = false;
  Moment imposed_;
  bool in_cell_ = false;
  Moment cell_until_;
  bool court_told_ = false;
  CivilDate notice_until_;
  bool minors_ = false;
  CivilDate family_until_;
  CivilDate detained_until_;  ///< the last day of the power to detain

  bool taken_over_ = false;
  bool document_ = false;
  bool document_lasts_ = false;
  bool announced_ = false;
  std::optional<CivilDate> planned_for_;
  bool left_ = false;
};

}  // namespace vertrek::proof
