#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/case_engine.hpp"
#include "workflows/forced_return/process.hpp"

/// Scenarios of the law, told in the words of the log: `given` what happened, `when` somebody asks,
/// `then_refused` or `then_accepted`. They run the real process by the real engine on a store in
/// memory, and tell the real partners.
namespace vertrek::scenarios {

namespace fr = forced_return;

[[nodiscard]] Moment moment(std::string_view rfc3339);

using Names = std::set<std::string>;
using Rules = Names;

/// Who records: a partner, and the role where the law asks for one.
struct By {
  std::string partner;
  std::string role;
  // NOLINTNEXTLINE(google-explicit-constructor): so that a scenario reads `"IND"`.
  By(char const* partner_name, char const* in_role = "") : partner(partner_name), role(in_role) {}
};

/// A deadline as it stands: how, until when, and when it ended.
struct Standing {
  std::string status;
  std::string end;
  std::string ended_at;
};

class Scenario;

/// A step that was asked for; it is put to the engine when the scenario says what must follow.
class [[nodiscard]] Asked {
 public:
  Asked& irregular(std::string_view reason, std::string_view second);
  /// Word of it came later than it happened.
  Asked& learned(std::string_view recorded_at);
  /// Exactly these conditions are unmet, and the case is as it was.
  void then_refused(Rules const& rules);
  Scenario& then_accepted();
  /// Recorded as irregular, with exactly these marks.
  Scenario& then_marked(Rules const& rules);

 private:
  friend class Scenario;
  Asked(Scenario& scenario, Command command)
      : scenario_(scenario), command_(std::move(command)), recorded_at_(command_.occurred_at) {}
  Answer put();

  Scenario& scenario_;
  Command command_;
  Moment recorded_at_;
};

/// One case and its history.
class Scenario {
 public:
  /// Judged by the law as it is, or by another one.
  explicit Scenario(HolidayCalendar calendar = {},
                    std::shared_ptr<fr::LawBook const> const& law = fr::LawBook::in_force());
  Scenario(Scenario&&) noexcept;
  ~Scenario();

  // `data` names only the fields that matter: the others have the values of the common path.

  /// It happened, was recorded at once, and the law had nothing against it.
  Scenario& given(std::string_view event, By const& by, std::string_view at,
                  std::string_view data = "{}");
  /// The same, but it was recorded only at `recorded_at`.
  Scenario& learned(std::string_view recorded_at, std::string_view event, By const& by,
                    std::string_view at, std::string_view data = "{}");
  /// It happened against the law, and was recorded all the same.
  Scenario& happened_irregularly(std::string_view event, By const& by, std::string_view at,
                                 std::string_view data = "{}");
  Asked when(std::string_view event, By const& by, std::string_view at,
             std::string_view data = "{}");
  /// The clock goes on to this moment: what it brought is recorded, and a note says nothing more.
  Scenario& time_passes(std::string_view until);

  /// The case as the stored events say it is.
  [[nodiscard]] fr::CaseFile file() const;
  /// The case as the engine last held it in memory.
  [[nodiscard]] fr::CaseFile const& live() const;
  /// The case as of a moment, as known at a moment, or both.
  [[nodiscard]] fr::CaseFile seen(fr::View const& view) const;
  [[nodiscard]] std::vector<Event> events() const;
  [[nodiscard]] Sequence version() const;
  [[nodiscard]] std::size_t times_recorded(std::string_view event) const;
  /// The sequence of the last event of this name.
  [[nodiscard]] std::int64_t number_of(std::string_view event) const;
  /// The rules of which a breach was recorded, in order.
  [[nodiscard]] std::vector<std::string> breaches() const;
  /// The partners that were told of the last event of this name.
  [[nodiscard]] Names told_of(std::string_view event) const;
  /// The articles of what must be done because a right asks for it, as of the last record.
  [[nodiscard]] Names duties() const;

  /// True when the case stands in this position of its region.
  template <class State>
  [[nodiscard]] bool in(State state) const {
    return file().positions.in(state);
  }
  /// The last deadline of the rule as it stands at the moment; `none` when it never came up.
  [[nodiscard]] Standing deadline(std::string_view rule, std::string_view at) const;
  [[nodiscard]] std::string status(std::string_view rule, std::string_view at) const {
    return deadline(rule, at).status;
  }
  /// The last day, or moment, of the rule's last deadline.
  [[nodiscard]] std::string end_of(std::string_view rule) const;
  /// What the law leaves open: the events that may be asked for with nothing in their way.
  [[nodiscard]] Names open_steps(std::string_view at) const;
  /// What the case itself still lacks for this event.
  [[nodiscard]] Rules blocks(std::string_view event, std::string_view at) const;

 private:
  friend class Asked;
  struct World;
  Answer handle(Command const& command, Moment recorded_at);
  [[nodiscard]] Command command(std::string_view event, By const& by, std::string_view at,
                                std::string_view data) const;

  std::unique_ptr<World> world_;
};

[[nodiscard]] fr::View as_of(std::string_view at);
[[nodiscard]] fr::View known_at(std::string_view at);
[[nodiscard]] fr::View as_of_known_at(std::string_view of, std::string_view known);

/// The deadline in another state of the case.
[[nodiscard]] Standing standing(fr::CaseFile const& file, std::string_view rule, Moment at);

/// Everything comparable about a case as text: two cases with one portrait are the same case.
[[nodiscard]] std::string portrait(fr::CaseFile const& file);

// ---- the common path ---------------------------------------------------------------------------
// Opened 2 January 2025, reviewed, views given 15 January; determined and handed over Friday
// 31 January at 10:00. The departure term and the objection term end Friday 28 February; an
// objection in the post can arrive until Friday 7 March.

[[nodiscard]] Scenario case_opened(std::string_view data = "{}");
[[nodiscard]] Scenario case_under_review();
[[nodiscard]] Scenario case_with_views_given();
[[nodiscard]] Scenario case_determined();
[[nodiscard]] Scenario case_notified(std::string_view data = "{}");
/// Saturday 8 March 2025: the term has passed, and the passing is recorded.
[[nodiscard]] Scenario case_with_term_over();
/// Monday 10 March: stopped at 09:00, at the station at 09:30, heard at 11:00. Until 15:30.
[[nodiscard]] Scenario person_heard();
/// Monday 10 March 12:00: detained, in a police cell.
[[nodiscard]] Scenario person_detained();
/// The same day 18:00: in the facility.
[[nodiscard]] Scenario person_in_facility();
/// Wednesday 12 March: the court received the person's appeal; Friday 21 March: inquiry closed.
[[nodiscard]] Scenario detention_before_court();
/// Monday 10 March to Friday 14 March: transferred, accepted, document, planned; not announced.
[[nodiscard]] Scenario removal_planned();
/// And announced on Friday 14 March.
[[nodiscard]] Scenario removal_announced();

}  // namespace vertrek::scenarios
