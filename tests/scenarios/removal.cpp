#include <catch2/catch.hpp>

#include "tests/scenarios/scenario.hpp"

namespace vertrek::scenarios {

using fr::Custody;
using fr::Departure;
using fr::Removal;

namespace {

constexpr auto announcing = "2025-03-14T10:00+01:00";
constexpr auto leaving = "2025-03-20T10:00+01:00";

/// Announcing and carrying out, each from a case that lacks nothing but what `happens` brings.
template <class Happens>
void both_refused(Happens happens, Rules const& rules) {
  auto planned = removal_planned();
  happens(planned);
  planned.when("removal.announced", "DTENV", announcing).then_refused(rules);
  auto announced = removal_announced();
  happens(announced);
  announced.when("removal.carried_out", "KMAR", leaving).then_refused(rules);
}

template <class Happens>
void both_accepted(Happens happens) {
  auto scenario = removal_planned();
  happens(scenario);
  scenario.when("removal.announced", "DTENV", announcing).then_accepted();
  scenario.when("removal.carried_out", "KMAR", leaving).then_accepted();
  CHECK(scenario.in(Removal::carried_out));
  CHECK(scenario.in(Departure::removed));
}

}  // namespace

SCENARIO("a case is handed to DTenV when the term has ended, not before",
         "[rule:departure-term-ended][Vw 62][Dir 30(3)]") {
  auto scenario = case_notified();
  scenario.when("removal.transferred", "AVIM", "2025-02-28T23:59+01:00")
      .then_refused({"departure-term-ended"});
  scenario.when("removal.transferred", "AVIM", "2025-03-01T00:00+01:00").then_accepted();
}

SCENARIO("the term of a determination that fell does not serve the next one",
         "[rule:departure-term-ended][Vw 62][Dir 30(3)]") {
  auto scenario = case_with_term_over();
  scenario.given("residence.determination_withdrawn", "IND", "2025-03-11T09:00+01:00")
      .given("residence.review_started", "IND", "2025-03-13T09:00+01:00")
      .given("residence.views_invited", "IND", "2025-03-13T10:00+01:00",
             R"({"respond_by":"2025-03-27"})")
      .given("residence.ended", "IND", "2025-03-28T09:00+01:00");
  scenario.when("removal.transferred", "IND", "2025-03-28T12:00+01:00")
      .then_refused({"determination-notified", "departure-term-ended"});
  scenario.given("residence.determination_notified", "IND", "2025-03-28T13:00+01:00");
  scenario.when("removal.transferred", "IND", "2025-04-28T23:59+02:00")
      .then_refused({"departure-term-ended"});
  scenario.when("removal.transferred", "IND", "2025-04-29T00:00+02:00").then_accepted();
}

SCENARIO("a case is not handed over on a determination that fell",
         "[rule:determination-stands][Vw 59]") {
  auto scenario = case_with_term_over();
  scenario.given("appeal.lodged", "COURT", "2025-03-10T09:00+01:00")
      .given("appeal.decided", "COURT", "2025-03-20T09:00+01:00", R"({"outcome":"founded"})");
  scenario.when("removal.transferred", "AVIM", "2025-03-21T09:00+01:00")
      .then_refused({"determination-stands"});
  scenario.given("higher_appeal.lodged", "COURT", "2025-03-24T09:00+01:00")
      .given("higher_appeal.decided", "COURT", "2025-06-02T09:00+02:00",
             R"({"outcome":"founded"})");
  // The determination revived, and with it a whole term to leave: to 2 July.
  scenario.when("removal.transferred", "AVIM", "2025-07-02T23:59+02:00")
      .then_refused({"departure-term-ended"});
  scenario.when("removal.transferred", "AVIM", "2025-07-03T00:00+02:00").then_accepted();
}

SCENARIO("DTenV plans a removal that it has taken over", "[rule:transfer-accepted]") {
  auto scenario = case_with_term_over();
  scenario.given("removal.transferred", "AVIM", "2025-03-10T10:00+01:00");
  scenario.when("removal.planned", "DTENV", "2025-03-11T10:00+01:00")
      .then_refused({"transfer-accepted"});
  scenario.given("removal.accepted", "DTENV", "2025-03-11T11:00+01:00");
  scenario.when("removal.planned", "DTENV", "2025-03-11T12:00+01:00").then_accepted();
}

SCENARIO("nobody is removed who is not fit to travel", "[rule:fit-to-travel][Vw 64]") {
  auto const at = "2025-03-14T09:00+01:00";
  both_refused([&](Scenario& s) { s.given("impediment.raised", "DJI", at); }, {"fit-to-travel"});
  both_accepted([&](Scenario& s) {
    s.given("impediment.raised", "DJI", at).given("impediment.lifted", "DJI", at);
  });
}

SCENARIO("an interim order of a court is lifted by the court, and bars removal until then",
         "[rule:court-lifts-its-order][rule:interim-relief-clear][Dir 31(2)]") {
  auto const order = R"({"kind":"interim_order"})";
  auto scenario = removal_announced();
  scenario.given("impediment.raised", "COUNSEL", "2025-03-17T09:00+01:00", order);
  scenario.when("impediment.lifted", "DTENV", "2025-03-18T09:00+01:00", order)
      .then_refused({"court-lifts-its-order"});
  scenario.when("removal.carried_out", "DTENV", leaving).then_refused({"interim-relief-clear"});
  scenario.when("impediment.lifted", "COURT", "2025-03-18T09:00+01:00", order).then_accepted();
  scenario.when("removal.carried_out", "DTENV", leaving).then_accepted();
}

SCENARIO("removal need not wait for a request after a court has judged the determination before",
         "[rule:interim-relief-clear][Dir 31(2)][Vb 8.24(1)]") {
  auto const exception = [](std::string_view name, std::string_view reasons = "judged in April") {
    return R"({"relief_exception":")" + std::string(name) + R"(","relief_exception_reasons":")" +
           std::string(reasons) + R"("})";
  };
  auto scenario = removal_announced();
  scenario.given("interim_relief.requested", "COUNSEL", "2025-03-17T09:00+01:00");
  for (auto const* const name :
       {"earlier_judicial_decision", "earlier_judicial_review", "public_security"})
    scenario.when("removal.carried_out", "DTENV", leaving, exception(name))
        .then_refused({"interim-relief-clear"});
  scenario.given("appeal.lodged", "COUNSEL", "2025-03-18T09:00+01:00")
      .given("appeal.decided", "COURT", "2025-03-18T10:00+01:00");
  WHEN("the exception and its reasons are stated") {
    auto const* const name = GENERATE("earlier_judicial_decision", "earlier_judicial_review");
    scenario.when("removal.announced", "DTENV", "2025-03-18T11:00+01:00", exception(name))
        .then_accepted();
    scenario.when("removal.carried_out", "DTENV", leaving, exception(name)).then_accepted();
  }
  WHEN("no exception, no reasons, or one that does not apply is stated") {
    scenario.when("removal.carried_out", "DTENV", leaving).then_refused({"interim-relief-clear"});
    for (auto const& stated :
         {exception("earlier_judicial_decision", " "), exception("public_security")})
      scenario.when("removal.carried_out", "DTENV", leaving, stated)
          .then_refused({"interim-relief-clear"});
  }
  WHEN("the court has granted relief") {
    scenario.given("interim_relief.decided", "COURT", "2025-03-19T10:00+01:00",
                   R"({"outcome":"granted"})");
    scenario.when("removal.carried_out", "DTENV", leaving, exception("earlier_judicial_decision"))
        .then_refused({"interim-relief-clear"});
  }
  WHEN("somebody would be detained meanwhile") {
    scenario.given("detention.heard", "AVIM", "2025-03-19T09:00+01:00")
        .when("detention.imposed", "AVIM", "2025-03-19T10:00+01:00")
        .then_refused({"interim-relief-clear"});
  }
}

SCENARIO("removal need not wait for a request on imperative grounds of public security",
         "[rule:interim-relief-clear][Dir 31(2)][Vb 8.24(1)]") {
  auto scenario = case_with_views_given();
  scenario
      .given("residence.ended", "IND", "2025-01-31T09:00+01:00", R"({"ground":"public_security"})")
      .given("residence.determination_notified", "IND", "2025-01-31T10:00+01:00")
      .given("removal.transferred", "AVIM", "2025-03-10T10:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T10:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-12T10:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-13T10:00+01:00")
      .given("interim_relief.requested", "COUNSEL", "2025-03-13T11:00+01:00");
  scenario
      .when("removal.announced", "DTENV", announcing,
            R"({"relief_exception":"public_security","relief_exception_reasons":"a threat"})")
      .then_accepted();
  scenario.when("removal.announced", "DTENV", announcing).then_refused({"interim-relief-clear"});
}

SCENARIO("a laissez-passer serves one journey, a passport more", "[rule:document-available]") {
  auto const document_after_return = [](std::string_view kind) {
    auto scenario = removal_planned();
    scenario
        .given("removal.document_obtained", "DTENV", "2025-03-13T12:00+01:00",
               R"({"kind":")" + std::string(kind) + R"("})")
        .given("removal.announced", "DTENV", announcing)
        .given("removal.carried_out", "DTENV", leaving);
    return scenario.file().facts.document_obtained.has_value();
  };
  CHECK_FALSE(document_after_return("laissez_passer"));
  CHECK(document_after_return("passport"));
}

SCENARIO("a criminal case keeps somebody here until the prosecutor consents",
         "[rule:no-open-criminal-case][Vc]") {
  auto const at = "2025-03-14T09:00+01:00";
  auto const criminal = R"({"kind":"criminal_case"})";
  both_refused([&](Scenario& s) { s.given("impediment.raised", "AVIM", at, criminal); },
               {"no-open-criminal-case"});
  both_accepted([&](Scenario& s) {
    s.given("impediment.raised", "AVIM", at, criminal)
        .given("impediment.lifted", "AVIM", at, criminal);
  });
}

SCENARIO("nobody is removed without a travel document", "[rule:document-available]") {
  auto scenario = case_with_term_over();
  scenario.given("removal.transferred", "AVIM", "2025-03-10T10:00+01:00")
      .given("removal.accepted", "DTENV", "2025-03-11T10:00+01:00")
      .given("removal.document_requested", "DTENV", "2025-03-12T10:00+01:00")
      .given("removal.planned", "DTENV", "2025-03-13T10:00+01:00");
  scenario.when("removal.announced", "DTENV", announcing).then_refused({"document-available"});
  scenario.when("removal.carried_out", "DTENV", leaving)
      .then_refused({"document-available", "announced-first"});
  scenario.given("removal.document_obtained", "DTENV", announcing);
  scenario.when("removal.announced", "DTENV", announcing).then_accepted();
}

SCENARIO("nobody is removed by surprise", "[rule:announced-first]") {
  auto scenario = removal_planned();
  scenario.when("removal.carried_out", "DTENV", leaving).then_refused({"announced-first"});
  scenario.given("removal.announced", "DTENV", announcing);
  WHEN("another day was planned since: what was announced was the first") {
    scenario.given("removal.planned", "DTENV", "2025-03-17T10:00+01:00",
                   R"({"date":"2025-03-25"})");
    scenario.when("removal.carried_out", "DTENV", "2025-03-25T10:00+01:00")
        .then_refused({"announced-first"});
  }
  WHEN("it was cancelled since") {
    scenario.given("removal.cancelled", "DTENV", "2025-03-17T10:00+01:00");
    scenario.when("removal.carried_out", "DTENV", leaving).then_refused({"announced-first"});
  }
  WHEN("it is the day before the one that was announced") {
    scenario.when("removal.carried_out", "DTENV", "2025-03-19T23:59+01:00")
        .then_refused({"announced-first"});
    scenario.when("removal.carried_out", "DTENV", "2025-03-20T00:00+01:00").then_accepted();
  }
  WHEN("it stands") {
    scenario.when("removal.carried_out", "DTENV", leaving).then_accepted();
  }
}

SCENARIO("no removal on a determination that was not notified",
         "[rule:determination-notified][Vw 59][Dir 15][Dir 30]") {
  auto scenario = case_determined();
  scenario.happened_irregularly("removal.planned", "DTENV", "2025-03-13T09:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-13T10:00+01:00");
  scenario.when("removal.announced", "DTENV", announcing)
      .then_refused({"determination-notified", "departure-term-ended"});
  auto announced = case_determined();
  announced.happened_irregularly("removal.planned", "DTENV", "2025-03-13T09:00+01:00")
      .given("removal.document_obtained", "DTENV", "2025-03-13T10:00+01:00")
      .happened_irregularly("removal.announced", "DTENV", announcing);
  announced.when("removal.carried_out", "DTENV", leaving)
      .then_refused({"determination-notified", "departure-term-ended"});
  scenario.given("residence.determination_notified", "AVIM", announcing);
  scenario.when("removal.announced", "DTENV", "2025-04-23T10:00+02:00").then_accepted();
}

SCENARIO("no regular removal while something bars it",
         "[no-removal-under-bar][rule:objection-decided][rule:interim-relief-clear]"
         "[rule:determination-stands][Vc B10/2.3][Dir 31(2)][Vb 8.24(1)][Vw 59]") {
  auto const at = "2025-03-14T09:00+01:00";
  WHEN("an objection, excused for coming late, is open") {
    both_refused(
        [&](Scenario& s) {
          s.given("objection.lodged", "COUNSEL", at, R"({"excused":"in hospital"})");
        },
        {"objection-decided", "departure-term-ended"});
  }
  WHEN("interim relief is asked, or granted") {
    both_refused([&](Scenario& s) { s.given("interim_relief.requested", "COUNSEL", at); },
                 {"interim-relief-clear"});
    both_refused(
        [&](Scenario& s) {
          s.given("interim_relief.requested", "COUNSEL", at)
              .given("interim_relief.decided", "COURT", at, R"({"outcome":"granted"})");
        },
        {"interim-relief-clear"});
  }
  WHEN("an appeal alone was lodged: it bars nothing") {
    both_accepted([&](Scenario& s) { s.given("appeal.lodged", "COURT", at); });
  }
  WHEN("an appeal against detention was lodged: that bars no removal either") {
    auto scenario = person_in_facility();
    scenario.given("removal.transferred", "AVIM", "2025-03-11T10:00+01:00")
        .given("removal.accepted", "DTENV", "2025-03-11T11:00+01:00")
        .given("removal.document_obtained", "DTENV", "2025-03-12T10:00+01:00")
        .given("removal.planned", "DTENV", "2025-03-13T10:00+01:00")
        .given("detention.appeal_lodged", "COUNSEL", "2025-03-13T11:00+01:00")
        .given("removal.announced", "DTENV", announcing);
    scenario.when("removal.carried_out", "DTENV", leaving).then_accepted();
    CHECK(scenario.in(Custody::at_liberty));
  }
  WHEN("the determination fell: nothing planned is left to carry out") {
    auto scenario = removal_announced();
    scenario.given("residence.determination_withdrawn", "IND", at);
    CHECK(scenario.in(Removal::none));
    scenario.when("removal.announced", "DTENV", leaving)
        .then_refused({"determination-stands", "possible-now"});
    scenario.when("removal.carried_out", "DTENV", leaving)
        .then_refused({"determination-stands", "announced-first"});
  }
}

}  // namespace vertrek::scenarios
