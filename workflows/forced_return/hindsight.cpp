#include "workflows/forced_return/hindsight.hpp"

#include <algorithm>
#include <set>

#include "workflows/forced_return/requirements/conditions.hpp"
#include "workflows/forced_return/retelling.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;

/// Whether the file was open on the day, or there at all, says nothing of what happened.
bool concerns_the_world(Unmet const& unmet) {
  return unmet.rule.str() == record_rule::possible_now;
}

std::vector<Unmet> unmet_in_hindsight(CaseFile const& file, Step const& step) {
  std::vector<Unmet> missing;
  for (auto& unmet : unmet_of_record(file, step))
    if (concerns_the_world(unmet)) missing.push_back(std::move(unmet));
  for (auto const* const requirement : unmet_of_law(file, step))
    missing.push_back(as_unmet(*requirement, file, step));
  return missing;
}

std::vector<RuleId> not_marked(std::vector<Unmet> const& unmet, Event const& event) {
  std::vector<RuleId> fresh;
  for (auto const& missing : unmet) {
    auto const marked =
        event.irregular && std::find(event.irregular->unmet.begin(), event.irregular->unmet.end(),
                                     missing.rule) != event.irregular->unmet.end();
    if (!marked) fresh.push_back(missing.rule);
  }
  return fresh;
}

std::optional<Moment> end_of(CaseDeadline const* deadline) {
  if (deadline == nullptr) return std::nullopt;
  return end_moment(deadline->end);
}

/// Where custody was to end, just before a step.
struct CustodyLimits {
  std::optional<Moment> hold;
  std::optional<Moment> six_months;
  std::optional<Moment> family;

  static CustodyLimits of(CaseFile const& file) {
    return {end_of(hold_limit(file)), end_of(file.ledger.latest(DeadlineId::detention_six_months)),
            end_of(family_limit(file))};
  }
};

/// The beginning of time held; the release that ends it is known only later.
struct Beginning {
  Moment from;
  std::size_t releases_before;
};

/// An order of detention and what it rests on, by the numbers of the telling.
struct RestingOrder {
  Beginning detention;
  Sequence determination;
  Sequence notification;
};

class Judge final : public Listener {
 public:
  void before_step(CaseFile const& file, Step const& step, Event const& /*event*/) override {
    limits_ = CustodyLimits::of(file);
    was_in_custody_ = in_custody(file);
    unmet_.clear();
    if (step.kind != K::record_corrected) unmet_ = unmet_in_hindsight(file, step);
  }

  void after_step(CaseFile const& file, Step const& step, Event const& event) override {
    if (was_in_custody_ && !in_custody(file)) releases_.push_back(step.at);
    if (step.kind == K::detention_imposed) remember_order(file, step);
    if (unmet_.empty()) return;
    auto fresh = not_marked(unmet_, event);
    Found found{{event, step, std::move(unmet_), std::move(fresh), {}}, {}, {}, {}};
    found.beginning = beginning_of(file, step);
    if (step.kind == K::residence_ended && file.facts.determination)
      found.determination = file.facts.determination->taken.by;
    if (step.kind == K::residence_determination_notified && file.facts.notification)
      found.notification = file.facts.notification->done.by;
    found_.push_back(std::move(found));
  }

  [[nodiscard]] std::vector<HindsightFinding> findings(Moment at) {
    std::vector<HindsightFinding> findings;
    for (auto& found : found_) {
      if (found.beginning) add_held(found.finding, *found.beginning, at);
      for (auto const& order : orders_)
        if (found.determination == order.determination || found.notification == order.notification)
          add_held(found.finding, order.detention, at);
      findings.push_back(std::move(found.finding));
    }
    return findings;
  }

 private:
  struct Found {
    HindsightFinding finding;
    std::optional<Beginning> beginning;
    std::optional<Sequence> determination;
    std::optional<Sequence> notification;
  };

  void remember_order(CaseFile const& file, Step const& step) {
    if (!file.positions.in(Custody::detained)) return;
    auto const& facts = file.facts;
    orders_.push_back({since(step.at),
                       facts.determination ? facts.determination->taken.by : Sequence{},
                       facts.notification ? facts.notification->done.by : Sequence{}});
  }

  /// When the time held began that rests on the step itself, if it led to any.
  [[nodiscard]] std::optional<Beginning> beginning_of(CaseFile const& file,
                                                      Step const& step) const {
    switch (step.kind) {
      case K::custody_stopped:
        if (file.positions.in(Custody::stopped)) return since(step.at);
        break;
      case K::custody_held:
        if (file.positions.in(Custody::held)) return since(step.at);
        break;
      case K::custody_hold_extended:
        if (file.positions.in(Custody::held)) return since(limits_.hold.value_or(step.at));
        break;
      case K::detention_imposed:
        if (file.positions.in(Custody::detained)) return since(step.at);
        break;
      case K::detention_extended:
        if (auto const end = end_that_moved(file)) return since(*end);
        break;
      default:
        break;
    }
    return std::nullopt;
  }

  /// The end of the power to detain that an extension moved: the first, when it moved two.
  [[nodiscard]] std::optional<Moment> end_that_moved(CaseFile const& file) const {
    if (!file.positions.in(Custody::detained)) return std::nullopt;
    auto const after = CustodyLimits::of(file);
    std::optional<Moment> first;
    auto const look = [&](std::optional<Moment> const& before, std::optional<Moment> const& now) {
      if (before && before != now && (!first || *before < *first)) first = before;
    };
    look(limits_.six_months, after.six_months);
    look(limits_.family, after.family);
    return first;
  }

  [[nodiscard]] Beginning since(Moment from) const { return {from, releases_.size()}; }

  void add_held(HindsightFinding& finding, Beginning const& beginning, Moment at) const {
    auto const runs_still = beginning.releases_before >= releases_.size();
    auto const to = runs_still ? at : releases_[beginning.releases_before];
    if (to > beginning.from) finding.held.push_back({beginning.from, to, runs_still});
  }

  CustodyLimits limits_;
  bool was_in_custody_ = false;
  std::vector<Unmet> unmet_;
  std::vector<Moment> releases_;
  std::vector<RestingOrder> orders_;
  std::vector<Found> found_;
};

}  // namespace

int days_held(std::span<TimeHeld const> stretches) {
  std::set<CivilDate> days;
  for (auto const& stretch : stretches)
    for (auto day = stretch.first_day(); day <= stretch.last_day(); day = day.plus_days(1))
      days.insert(day);
  return static_cast<int>(days.size());
}

int Hindsight::days() const {
  std::vector<TimeHeld> all;
  for (auto const& finding : findings)
    all.insert(all.end(), finding.held.begin(), finding.held.end());
  return days_held(all);
}

Hindsight hindsight(ForcedReturn const& process, std::span<Event const> events,
                    std::optional<Moment> known_at, Moment now) {
  Hindsight result;
  result.at = known_at.value_or(now);
  for (auto const& event : events)
    if (!known_at || event.recorded_at <= *known_at) result.events.push_back(event);
  // What was recorded had happened, whatever the clock says.
  for (auto const& event : result.events) result.at = std::max(result.at, event.occurred_at);
  Judge judge;
  result.file = retell(process, result.events, Order::as_it_occurred, result.at, judge);
  result.findings = judge.findings(result.at);
  return result;
}

}  // namespace vertrek::forced_return
