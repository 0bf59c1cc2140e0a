#include "tests/scenarios/scenario.hpp"

namespace vertrek::scenarios {

Scenario case_opened(std::string_view data) {
  Scenario scenario;
  scenario.given("case.opened", "IND", "2025-01-02T09:00+01:00", data);
  return scenario;
}

Scenario case_under_review() {
  auto scenario = case_opened();
  scenario.given("residence.review_started", "IND", "2025-01-03T09:00+01:00");
  return scenario;
}

Scenario case_with_views_given() {
  auto scenario = case_under_review();
  scenario.given("residence.views_invited", "IND", "2025-01-06T09:00+01:00")
      .given("residence.views_received", "IND", "2025-01-15T09:00+01:00");
  return scenario;
}

Scenario case_determined() {
  auto scenario = case_with_views_given();
  scenario.given("residence.ended", "IND", "2025-01-31T09:00+01:00");
  return scenario;
}

Scenario case_notified(std::string_view data) {
  auto scenario = case_determined();
  scenario.given("residence.determination_notified", "IND", "2025-01-31T10:00+01:00", data);
  return scenario;
}

Scenario case_with_term_over() {
  auto scenario = case_notified();
  scenario.time_passes("2025-03-08T09:00+01:00");
  return scenario;
}

Scenario person_heard() {
  auto scenario = case_with_term_over();
  scenario.given("custody.stopped", "AVIM", "2025-03-10T09:00+01:00")
      .given("custody.held", "AVIM", "2025-03-10T09:30+01:00")
      .given("detention.heard", "AVIM", "2025-03-10T11:00+01:00");
  return scenario;
}

Scenario person_detained() {
  auto scenario = person_heard();
  scenario.given("detention.imposed", "AVIM", "2025-03-10T12:00+01:00");
  return scenario;
}

Scenario person_in_facility() {
  auto scenario = person_detained();
  scenario.given("detention.placed", "DJI", "2025-03-10T18:00+01:00");
  return scenario;
}

Scenario detention_before_court() {
  auto scenario = person_in_facility();
  scenario.given("detention.appeal_lodged", "COUNSEL", "2025-03-12T09:00+01:00")
      .given("detention.hearing_held", "COURT", "2025-03-21T10:00+01:00")
      .given("detention.hearing_closed", "COURT", "2025-03-21T11:00+01:00");
  return scenario;
}

Scenario removal_planned() {
  auto scenario = case_with_term_over();
  scenario.given("removal.transferred", "AVIM", "2025-03-10T10:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T10:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-12T10:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-13T10:00+01:00");
  return scenario;
}

Scenario removal_announced() {
  auto scenario = removal_planned();
  scenario.given("removal.announced", "DTENV", "2025-03-14T10:00+01:00");
  return scenario;
}

}  // namespace vertrek::scenarios
