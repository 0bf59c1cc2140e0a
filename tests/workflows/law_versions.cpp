#include <catch2/catch.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "tests/scenarios/scenario.hpp"
#include "workflows/forced_return/law_book.hpp"

// What a change of the law does to cases that are under way. Each test makes a law of its own, from
// the law as it is and one change; the process itself is the same.
namespace vertrek::scenarios {

using fr::EventKind;
using fr::LawBook;
using fr::Transition;
using fr::Validity;
using Law = std::shared_ptr<LawBook const>;

namespace {

constexpr CivilDate new_law{2025, 2, 15};

/// The law as it is with one requirement more, which nothing meets, before a declaration of
/// willingness: a step of which the law asks nothing else.
Law with_requirement(Validity valid, Transition transition) {
  auto const now = fr::law_in_force().requirements();
  std::vector<fr::Requirement> requirements(now.begin(), now.end());
  fr::Requirement added;
  added.id = "something-new";
  added.articles = {"a law of the test"};
  added.certainty = fr::Certainty::text;
  added.valid = valid;
  added.looks_at = fr::LooksAt::the_case;
  added.before = {EventKind::departure_willingness_declared};
  added.met = [](fr::CaseFile const&, fr::Step const&) { return false; };
  added.sentence = {"iets nieuws is gedaan", "something new was done"};
  added.transition = transition;
  requirements.push_back(std::move(added));
  auto const periods = fr::law_in_force().deadlines();
  return std::make_shared<LawBook const>(
      std::move(requirements), std::vector<fr::DeadlineRule>(periods.begin(), periods.end()));
}

/// The law as it is, but from `first` on the departure term is of another length.
Law with_departure_term(Period period, CivilDate first, Transition transition) {
  auto const now = fr::law_in_force().requirements();
  auto const periods = fr::law_in_force().deadlines();
  std::vector<fr::DeadlineRule> rules(periods.begin(), periods.end());
  auto& versions = rules.at(static_cast<std::size_t>(fr::DeadlineId::departure_term)).versions;
  versions.back().valid.to = first.plus_days(-1);
  versions.push_back({fr::since(first), period, {"a law of the test"}, transition});
  return std::make_shared<LawBook const>(std::vector<fr::Requirement>(now.begin(), now.end()),
                                         std::move(rules));
}

/// Reviewed, determined and handed over, all on the day of the notification.
Scenario notified_on(Law law, std::string const& day) {
  Scenario scenario{{}, std::move(law)};
  scenario.given("case.opened", "IND", day + "T08:00+01:00")
      .given("residence.review_started", "IND", day + "T08:10+01:00")
      .given("residence.views_invited", "IND", day + "T08:20+01:00",
             R"({"respond_by":"2025-12-31"})")
      .given("residence.views_received", "IND", day + "T08:30+01:00")
      .given("residence.ended", "IND", day + "T09:00+01:00")
      .given("residence.determination_notified", "IND", day + "T10:00+01:00");
  return scenario;
}

constexpr auto asked = "departure.willingness_declared";

void refused(Scenario& scenario, std::string_view at) {
  scenario.when(asked, "DTENV", at).then_refused({"something-new"});
}
void accepted(Scenario& scenario, std::string_view at) {
  scenario.when(asked, "DTENV", at).then_accepted();
}

/// A term that began on Friday 31 January under the law of then, when the law changes on Saturday
/// 15 February.
std::string running_term_ends(Period period, Transition transition) {
  return notified_on(with_departure_term(period, new_law, transition), "2025-01-31")
      .end_of("departure-term");
}

constexpr Period two_months{2, Unit::months};
constexpr Period three_weeks{3, Unit::weeks};
constexpr Period one_week{1, Unit::weeks};

}  // namespace

// ---- requirements ------------------------------------------------------------------------------

SCENARIO("a new requirement that takes over is tested from its first day on, in every case") {
  auto scenario =
      notified_on(with_requirement(fr::since(new_law), Transition::takes_over), "2025-01-31");
  accepted(scenario, "2025-02-14T23:59+01:00");
  refused(scenario, "2025-02-15T00:00+01:00");
  // In UTC it was still the day before: the law counts by the Dutch day.
  refused(scenario, "2025-02-14T23:30Z");
  CHECK(scenario.blocks(asked, "2025-02-14T12:00+01:00").empty());
  CHECK(scenario.blocks(asked, "2025-02-15T12:00+01:00") == Rules{"something-new"});
}

SCENARIO("a new requirement that leaves what was under way is not tested in a case of before") {
  auto const law = with_requirement(fr::since(new_law), Transition::keeps_its_law);
  auto before = notified_on(law, "2025-02-14");
  accepted(before, "2025-02-14T12:00+01:00");
  accepted(before, "2025-06-02T12:00+02:00");
  CHECK(before.blocks(asked, "2025-06-02T12:00+02:00").empty());
  auto since = notified_on(law, "2025-02-15");
  refused(since, "2025-06-02T12:00+02:00");
}

SCENARIO(
    "before a determination is notified, the day of the step decides whatever the transition") {
  Scenario scenario{{}, with_requirement(fr::since(new_law), Transition::keeps_its_law)};
  scenario.given("case.opened", "IND", "2025-01-06T09:00+01:00");
  accepted(scenario, "2025-02-14T12:00+01:00");
  refused(scenario, "2025-02-15T12:00+01:00");
}

SCENARIO("a requirement that was abolished goes on for cases of its time when the law keeps them") {
  auto const until = fr::until(new_law.plus_days(-1));
  auto kept = notified_on(with_requirement(until, Transition::keeps_its_law), "2025-01-31");
  refused(kept, "2025-02-14T12:00+01:00");
  refused(kept, "2025-06-02T12:00+02:00");
  auto freed = notified_on(with_requirement(until, Transition::takes_over), "2025-01-31");
  refused(freed, "2025-02-14T12:00+01:00");
  accepted(freed, "2025-06-02T12:00+02:00");
}

SCENARIO("a step is judged by the law of the moment at which it happened, not was recorded") {
  auto const after = "2025-03-03T09:00+01:00";
  GIVEN("a requirement that is new") {
    auto scenario =
        notified_on(with_requirement(fr::since(new_law), Transition::takes_over), "2025-01-31");
    scenario.when(asked, "DTENV", "2025-02-14T12:00+01:00").learned(after).then_accepted();
    scenario.when(asked, "DTENV", "2025-02-15T12:00+01:00")
        .learned(after)
        .then_refused({"something-new"});
  }
  GIVEN("a requirement that was abolished") {
    auto scenario = notified_on(
        with_requirement(fr::until(new_law.plus_days(-1)), Transition::takes_over), "2025-01-31");
    scenario.when(asked, "DTENV", "2025-02-14T12:00+01:00")
        .learned(after)
        .then_refused({"something-new"});
    scenario.when(asked, "DTENV", "2025-02-15T12:00+01:00").learned(after).then_accepted();
  }
}

SCENARIO("an irregular step is marked with the requirement of its day only") {
  auto scenario =
      notified_on(with_requirement(fr::since(new_law), Transition::takes_over), "2025-01-31");
  scenario.when(asked, "DTENV", "2025-02-15T12:00+01:00")
      .irregular("it happened", "second.officer")
      .then_marked({"something-new"});
  scenario.when(asked, "DTENV", "2025-02-14T12:00+01:00")
      .irregular("it happened", "second.officer")
      .then_refused({"not-irregular"});
}

// ---- periods -----------------------------------------------------------------------------------

SCENARIO("a term that runs keeps its length when the new law leaves it alone",
         "[rule:departure-term]") {
  auto const as_it_is = "2025-02-28";
  for (auto const period : {two_months, three_weeks, one_week})
    CHECK(running_term_ends(period, Transition::keeps_its_law) == as_it_is);
}

SCENARIO("a longer term that takes over gives whoever has days left the new length",
         "[rule:departure-term]") {
  CHECK(running_term_ends(two_months, Transition::takes_over) == "2025-03-31");
}

SCENARIO("a shorter term that takes over ends sooner, counted from its own beginning",
         "[rule:departure-term]") {
  CHECK(running_term_ends(three_weeks, Transition::takes_over) == "2025-02-21");
}

SCENARIO("a term that a new law would have ended in the past ends on the last day of the old law",
         "[rule:departure-term]") {
  CHECK(running_term_ends(one_week, Transition::takes_over) == "2025-02-14");
  auto scenario =
      notified_on(with_departure_term(one_week, new_law, Transition::takes_over), "2025-01-31");
  // Nobody was late before the law changed: on the 14th the term still runs.
  scenario.time_passes("2025-02-14T23:59+01:00");
  CHECK(scenario.times_recorded("departure.term_elapsed") == 0);
  scenario.time_passes("2025-02-15T00:01+01:00");
  CHECK(scenario.times_recorded("departure.term_elapsed") == 1);
  auto const passed = scenario.deadline("departure-term", "2025-02-15T00:01+01:00");
  CHECK(passed.status == "passed");
  CHECK(passed.ended_at == "2025-02-15T00:00:00+01:00");
}

SCENARIO("a term that was over before the law changed stays as it ended", "[rule:departure-term]") {
  auto const later = CivilDate{2025, 3, 1};  // the term of 31 January ends on 28 February
  for (auto const transition : {Transition::takes_over, Transition::keeps_its_law}) {
    auto scenario = notified_on(with_departure_term(two_months, later, transition), "2025-01-31");
    CHECK(scenario.end_of("departure-term") == "2025-02-28");
    scenario.time_passes("2025-03-03T09:00+01:00");
    CHECK(scenario.status("departure-term", "2025-03-03T09:00+01:00") == "passed");
  }
}

SCENARIO("a term that begins under the new law is counted by it, whatever it does to older ones",
         "[rule:departure-term]") {
  for (auto const transition : {Transition::takes_over, Transition::keeps_its_law}) {
    auto const law = with_departure_term(two_months, new_law, transition);
    CHECK(notified_on(law, "2025-02-14").end_of("departure-term") ==
          (transition == Transition::takes_over ? "2025-04-14" : "2025-03-14"));
    CHECK(notified_on(law, "2025-02-15").end_of("departure-term") == "2025-04-15");
  }
}

SCENARIO("what may be done when the term is over follows the law by which the term was counted",
         "[rule:departure-term-ended][Vw 62][Dir 30(3)]") {
  auto const in_march = "2025-03-10T10:00+01:00";
  auto kept = notified_on(with_departure_term(two_months, new_law, Transition::keeps_its_law),
                          "2025-01-31");
  kept.given("removal.transferred", "AVIM", in_march);
  auto taken_over =
      notified_on(with_departure_term(two_months, new_law, Transition::takes_over), "2025-01-31");
  taken_over.when("removal.transferred", "AVIM", in_march).then_refused({"departure-term-ended"});
  taken_over.given("removal.transferred", "AVIM", "2025-04-01T10:00+02:00");
}

SCENARIO("two cases under two laws do not know of each other", "[rule:departure-term]") {
  auto const changed =
      notified_on(with_departure_term(two_months, new_law, Transition::takes_over), "2025-01-31");
  auto const unchanged = notified_on(LawBook::in_force(), "2025-01-31");
  CHECK(changed.end_of("departure-term") == "2025-03-31");
  CHECK(unchanged.end_of("departure-term") == "2025-02-28");
}

}  // namespace vertrek::scenarios
