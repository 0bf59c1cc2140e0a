#include "workflows/forced_return/impact.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"
#include "workflows/forced_return/law_proposal.hpp"

// What another law would have made of a case that happened.
namespace vertrek::scenarios {

namespace {

using Lines = std::vector<std::string>;
Lines const nothing;  // reads as a list, and so do failures

fr::LawProposal proposal(std::string_view json) {
  auto read = fr::read_law_proposal(json, fr::law_in_force());
  if (!read) FAIL(read.error().where << ": " << read.error().what.en);
  return *std::move(read);
}

fr::CaseImpact impact_of(std::string_view law, Scenario const& scenario, std::string_view at) {
  fr::ForcedReturn const present;
  fr::ForcedReturn const proposed{present.calendar(), proposal(law).applied_to(present.law())};
  return fr::impact(present, proposed, scenario.events(), moment(at));
}

std::string standing_under(std::optional<fr::DeadlineUnderLaw> const& deadline) {
  if (!deadline) return "none";
  return iso(deadline->end) + " " + std::string(fr::name(deadline->status));
}

/// `departure-term: 2025-02-28 passed -> 2025-03-14 running`
Lines deadlines(fr::CaseImpact const& impact) {
  Lines lines;
  for (auto const& one : impact.deadlines)
    lines.push_back(std::string(fr::rule(one.rule).name) + ": " + standing_under(one.present) +
                    " -> " + standing_under(one.proposed));
  return lines;
}

/// `detention.imposed refused: departure-term-ended`, the rules being all that would be unmet.
Lines steps(fr::CaseImpact const& impact) {
  Lines lines;
  for (auto const& step : impact.steps) {
    Rules rules;
    for (auto const& unmet : step.unmet) rules.insert(unmet.rule.str());
    std::string text = step.event.type.str() + " " + std::string(fr::name(step.change)) + ":";
    for (auto const& rule : rules) text += " " + rule;
    lines.push_back(text);
  }
  return lines;
}

/// A departure term of six weeks from a day on.
std::string six_weeks(std::string_view from, std::string_view transition) {
  return R"({"deadlines":[{"rule":"departure-term","period":{"count":6,"unit":"weeks"},)"
         R"("valid_from":")" +
         std::string(from) + R"(","articles":["Vw 62(1) new"],"transition":")" +
         std::string(transition) + R"("}]})";
}

/// A requirement before detention with this condition.
std::string before_detention(std::string_view condition, std::string_view transition = "takes_over",
                             std::string_view from = "2025-01-01") {
  return R"({"added_requirements":[{"id":"proposed","articles":["Vw 59d"],"certainty":"A",)"
         R"("valid_from":")" +
         std::string(from) + R"(","transition":")" + std::string(transition) +
         R"(","before":["detention.imposed"],"sentence":{"nl":"voorgesteld","en":"proposed"},)"
         R"("condition":)" +
         std::string(condition) + "}]}";
}

bool refused_by(std::string_view condition, Scenario const& scenario) {
  auto const impact = impact_of(before_detention(condition), scenario, "2025-03-11T09:00+01:00");
  CHECK(impact.deadlines.empty());
  if (impact.steps.empty()) return false;
  CHECK(steps(impact) == Lines{"detention.imposed refused: proposed"});
  CHECK(impact.steps.front().added == std::vector<RuleId>{RuleId{"proposed"}});
  // Whoever reads it is told in both languages what stood in the way.
  auto const& detail = impact.steps.front().unmet.front().detail;
  CHECK_FALSE(detail.nl.empty());
  CHECK_FALSE(detail.en.empty());
  return true;
}

}  // namespace

SCENARIO("under the law as it is, nothing changes") {
  auto scenario = person_in_facility();
  scenario.learned("2025-03-12T09:00+01:00", "objection.lodged", "COUNSEL",
                   "2025-02-20T09:00+01:00");
  auto const same =
      impact_of(six_weeks("2030-01-01", "keeps_its_law"), scenario, "2025-06-01T09:00+02:00");
  CHECK(same.none());
}

SCENARIO("a longer departure term changes what began under it, and what was done too early",
         "[rule:departure-term][Vw 62(1)]") {
  auto const scenario = person_in_facility();  // notified 31 January, detained 10 March
  auto const at = "2025-03-11T09:00+01:00";
  for (auto const* const transition : {"keeps_its_law", "takes_over"}) {
    // The notification falls under the new law, whatever the transition.
    auto const impact = impact_of(six_weeks("2025-01-01", transition), scenario, at);
    CHECK(deadlines(impact) == Lines{"departure-term: 2025-02-28 passed -> 2025-03-14 running"});
    CHECK(steps(impact) == Lines{"detention.imposed refused: departure-term-ended"});
    auto const& term = impact.deadlines.front();
    CHECK(term.ends_otherwise());
    CHECK(term.stands_otherwise());
    CHECK(term.trigger.type.str() == "residence.determination_notified");
    CHECK(term.present->period->written(Language::en) == "1 month");
    CHECK(term.proposed->period->written(Language::en) == "6 weeks");
    CHECK(term.proposed->articles == std::vector<std::string>{"Vw 62(1) new"});
    CHECK_FALSE(impact.steps.front().needs_no_mark());
  }
}

SCENARIO("whether a term that runs grows longer is for transitional law to say",
         "[rule:departure-term][Vw 62(1)]") {
  auto const scenario = person_in_facility();
  auto const at = "2025-03-11T09:00+01:00";
  THEN("a term that keeps its law ends as it did") {
    CHECK(impact_of(six_weeks("2025-02-15", "keeps_its_law"), scenario, at).none());
  }
  THEN("a term that runs is taken over") {
    auto const impact = impact_of(six_weeks("2025-02-15", "takes_over"), scenario, at);
    CHECK(deadlines(impact) == Lines{"departure-term: 2025-02-28 passed -> 2025-03-14 running"});
    CHECK(impact.deadlines.front().proposed->articles == std::vector<std::string>{"Vw 62(1) new"});
    CHECK(steps(impact) == Lines{"detention.imposed refused: departure-term-ended"});
  }
  THEN("a term that had ended is not") {
    CHECK(impact_of(six_weeks("2025-03-01", "takes_over"), scenario, at).none());
  }
}

SCENARIO("a rule that ends opens no deadline, and one that comes back does",
         "[rule:detention-court-notice][Vw 94(1)][rule:police-cell][Vb 5.4(2)]") {
  auto const scenario = person_in_facility();
  auto const at = "2025-03-11T09:00+01:00";
  auto const ended = impact_of(
      R"({"deadlines":[{"rule":"detention-court-notice","valid_to":"2024-12-31"}]})", scenario, at);
  CHECK(deadlines(ended) == Lines{"detention-court-notice: 2025-04-07 running -> none"});
  CHECK(ended.deadlines.front().disappears());
  CHECK(ended.steps.empty());
  auto const revived = impact_of(
      R"({"deadlines":[{"rule":"police-cell","period":{"count":3,"unit":"days"},
          "valid_from":"2025-01-01","articles":["Vb 5.4(2) new"]}]})",
      scenario, at);
  REQUIRE(revived.deadlines.size() == 1);
  CHECK(revived.deadlines.front().appears());
  CHECK(deadlines(revived) == Lines{"police-cell: none -> 2025-03-13 met"});
}

SCENARIO("a requirement that ends takes the mark of irregularity with it",
         "[rule:lighter-means][Vw 59c][Vb 5.1a]") {
  auto scenario = person_heard();
  scenario.happened_irregularly("detention.imposed", "AVIM", "2025-03-10T12:00+01:00",
                                R"({"lighter_means_reasons":"","signed":false})");
  auto const at = "2025-03-11T09:00+01:00";
  auto const one = R"({"requirements":[{"id":"lighter-means","valid_to":"2024-12-31"}]})";
  auto const both = R"({"requirements":[{"id":"lighter-means","valid_to":"2024-12-31"},
                                        {"id":"reasoned-order","valid_to":"2025-03-09"}]})";
  CHECK(steps(impact_of(one, scenario, at)) ==
        Lines{"detention.imposed refused-for-less: reasoned-order"});
  auto const impact = impact_of(both, scenario, at);
  CHECK(steps(impact) == Lines{"detention.imposed no-longer-refused:"});
  CHECK(impact.steps.front().needs_no_mark());
  CHECK(impact.steps.front().gone.size() == 2);
  THEN("not when it was still law on the day of the step") {
    auto const later = R"({"requirements":[{"id":"lighter-means","valid_to":"2025-03-10"}]})";
    CHECK(impact_of(later, scenario, at).none());
  }
  THEN("and one that is added stands in the way of an unlawful step as well") {
    CHECK(steps(impact_of(before_detention(R"({"region":"support","in":["active"]})"), scenario,
                          at)) ==
          Lines{"detention.imposed refused-for-more: lighter-means proposed reasoned-order"});
  }
}

SCENARIO("an added requirement refuses a past step that does not meet it") {
  auto const scenario = person_in_facility();
  THEN("what it asks of a region") {
    CHECK_FALSE(refused_by(R"({"region":"custody","in":["held","stopped"]})", scenario));
    CHECK(refused_by(R"({"region":"support","in":["active"]})", scenario));
  }
  THEN("what it asks of the step's own fields") {
    CHECK_FALSE(refused_by(R"({"field":"signed","equals":true})", scenario));
    CHECK(refused_by(R"({"field":"signed","equals":false})", scenario));
    CHECK_FALSE(refused_by(R"({"field":"grounds","equals":["3b","4c"]})", scenario));
    CHECK_FALSE(refused_by(R"({"field":"grounds_reasons","present":true})", scenario));
    CHECK(refused_by(R"({"field":"grounds_reasons","present":false})", scenario));
  }
  THEN("what it asks of events before it, in days") {
    // Heard on the same day; notified on 31 January, 38 days before.
    CHECK_FALSE(refused_by(R"({"happened":"detention.heard"})", scenario));
    CHECK_FALSE(refused_by(R"({"happened":"detention.heard","within_days":0})", scenario));
    CHECK(refused_by(R"({"happened":"detention.heard","at_least_days_before":1})", scenario));
    CHECK(refused_by(R"({"happened":"appeal.lodged"})", scenario));
    auto const notified = std::string(R"({"happened":"residence.determination_notified",)");
    CHECK_FALSE(refused_by(notified + R"("at_least_days_before":38})", scenario));
    CHECK(refused_by(notified + R"("at_least_days_before":39})", scenario));
    CHECK_FALSE(refused_by(notified + R"("within_days":38})", scenario));
    CHECK(refused_by(notified + R"("within_days":37})", scenario));
  }
  THEN("what it asks of a deadline") {
    CHECK_FALSE(refused_by(R"({"deadline":"departure-term","past":true})", scenario));
    CHECK(refused_by(R"({"deadline":"departure-term","past":false})", scenario));
    CHECK_FALSE(refused_by(R"({"deadline":"objection-term","status":["passed"]})", scenario));
    CHECK(refused_by(R"({"deadline":"objection-term","status":["running","met"]})", scenario));
    CHECK(refused_by(R"({"deadline":"appeal-term","past":true})", scenario));
  }
  THEN("and what it asks of several at once") {
    std::string const yes = R"({"region":"custody","in":["held"]})";
    std::string const no = R"({"region":"support","in":["active"]})";
    CHECK_FALSE(refused_by(R"({"all":[)" + yes + "," + yes + "]}", scenario));
    CHECK(refused_by(R"({"all":[)" + yes + "," + no + "]}", scenario));
    CHECK_FALSE(refused_by(R"({"any":[)" + no + "," + yes + "]}", scenario));
    CHECK(refused_by(R"({"any":[)" + no + "," + no + "]}", scenario));
    CHECK_FALSE(refused_by(R"({"not":)" + no + "}", scenario));
    CHECK(refused_by(R"({"not":)" + yes + "}", scenario));
  }
}

SCENARIO("from which day an added requirement binds, its transition says") {
  auto const scenario = person_in_facility();  // notified 31 January, detained 10 March
  auto const never = R"({"happened":"appeal.lodged"})";
  auto const steps_under = [&](std::string_view transition, std::string_view from) {
    return steps(
        impact_of(before_detention(never, transition, from), scenario, "2025-03-11T09:00+01:00"));
  };
  Lines const refused{"detention.imposed refused: proposed"};
  CHECK(steps_under("takes_over", "2025-03-10") == refused);
  CHECK(steps_under("takes_over", "2025-03-11") == nothing);
  CHECK(steps_under("keeps_its_law", "2025-02-01") == nothing);
  CHECK(steps_under("keeps_its_law", "2025-01-31") == refused);
}

SCENARIO("a proposal leaves the law in force as it is") {
  auto const before = fr::law_in_force().requirements().size();
  auto const proposed =
      proposal(before_detention(R"({"happened":"appeal.lodged"})")).applied_to(fr::law_in_force());
  CHECK(proposed->requirements().size() == before + 1);
  CHECK(fr::law_in_force().requirements().size() == before);
  CHECK(proposed->requirements_of(fr::EventKind::detention_imposed).size() ==
        fr::law_in_force().requirements_of(fr::EventKind::detention_imposed).size() + 1);
}

SCENARIO("a new version of a period holds on its own days only") {
  auto const proposed =
      proposal(R"({"deadlines":[{"rule":"appeal-term","period":{"count":2,"unit":"weeks"},
                   "valid_from":"2025-03-01","valid_to":"2025-03-31","articles":["x"]}]})")
          .applied_to(fr::law_in_force());
  auto const& rule = proposed->deadline(fr::DeadlineId::appeal_term);
  auto const weeks_on = [&](std::string_view day) {
    return fr::version_on(rule, CivilDate::parse(day).value())->period.count;
  };
  CHECK(weeks_on("2025-02-28") == 4);
  CHECK(weeks_on("2025-03-01") == 2);
  CHECK(weeks_on("2025-03-31") == 2);
  CHECK(weeks_on("2025-04-01") == 4);
}

}  // namespace vertrek::scenarios
