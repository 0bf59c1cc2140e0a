#include "workflows/forced_return/deadline_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "workflows/forced_return/nearest.hpp"

namespace vertrek::forced_return {

namespace {

constexpr Period months(int count) {
  return {count, Unit::months};
}
constexpr Period weeks(int count) {
  return {count, Unit::weeks};
}
constexpr Period days(int count) {
  return {count, Unit::days};
}
constexpr Period hours(int count) {
  return {count, Unit::hours};
}

using enum Counting;
using enum AtItsEnd;
using enum Certainty;
using D = DeadlineId;

Text person() {
  return {"de betrokkene", "the person"};
}
Text ind() {
  return {"de IND", "the IND"};
}
Text police() {
  return {"AVIM of KMar", "AVIM or KMar"};
}
Text court() {
  return {"de rechtbank", "the court"};
}

// The day from which the departure term is a month: RBDHA:2022:3344. Inference: the exact first
// day.
constexpr CivilDate month_since{2022, 4, 8};
// Vb 5.4 on the police cell, RVS:2010:BO0985, and its replacement after C-519/20 of 10 March 2022.
// Inference: the first day of the 24 hours.
constexpr CivilDate five_days_since{2010, 10, 7};
constexpr CivilDate hours_since{2022, 3, 10};

// clang-format off
std::vector<DeadlineRule> const& table() {
  static std::vector<DeadlineRule> const rules{
    {D::departure_term, "departure-term", {"vertrektermijn", "departure term"},
     {"bekendmaking van de vaststelling; opnieuw na een ongegrond bezwaar", "notification of the determination; again after a rejected objection"},
     person(), civil, possibility_opens, text,
     {{until(month_since.plus_days(-1)), weeks(4), {"Vw 62(1)"}},
      {since(month_since), months(1), {"Dir 30(3)", "Vw 62(1)", "RBDHA:2022:3344"}}},
     {"een tijdig bezwaar schorst; het einde opent een mogelijkheid en start niets", "an objection in time suspends; its end opens a possibility and starts nothing"}},
    {D::objection_term, "objection-term", {"bezwaartermijn", "objection term"},
     {"bekendmaking van de vaststelling", "notification of the determination"},
     person(), civil, right_lapses, text, {{always, weeks(4), {"Vw 69"}}},
     {"niet de zes weken van Awb 6:7", "not the six weeks of Awb 6:7"}},
    {D::postal_shadow, "postal-shadow", {"nakomend bezwaar per post", "objection still in the post"},
     {"einde van de bezwaartermijn", "end of the objection term"},
     person(), civil, right_lapses, text, {{always, weeks(1), {"Awb 6:9(2)"}}},
     {"Inference: zolang een tijdig gepost bezwaar nog kan komen, geldt de vertrektermijn niet als verstreken", "Inference: while an objection posted in time can still arrive, the departure term is not treated as over"}},
    {D::objection_decision, "objection-decision", {"beslistermijn bezwaar", "decision on the objection"},
     {"einde van de bezwaartermijn", "end of the objection term"},
     ind(), civil, duty_breached, text, {{always, weeks(6), {"Awb 7:10"}}},
     {"twaalf weken met een commissie; één keer zes weken uitstel", "twelve weeks with a committee; postponed once, by six weeks"},
     {{with_committee, weeks(12), {"Awb 7:10", "Awb 7:13"}, {"met een commissie", "with a committee"}},
      {postponed_by, weeks(6), {"Awb 7:10(3)"}, {"verdaagd met", "postponed by"}}}},
    {D::appeal_term, "appeal-term", {"beroepstermijn", "appeal term"},
     {"beslissing op bezwaar", "decision on the objection"},
     person(), civil, right_lapses, text, {{always, weeks(4), {"Vw 69"}}}, {}},
    {D::higher_appeal_term, "higher-appeal-term", {"hogerberoepstermijn", "higher-appeal term"},
     {"uitspraak van de rechtbank", "ruling of the court"},
     person(), civil, right_lapses, text, {{always, weeks(4), {"Vw 69"}}}, {}},
    {D::hold_six_hours, "hold-six-hours", {"ophouding: zes uur", "hold: six hours"},
     {"aankomst op de plaats van verhoor", "arrival at the place of questioning"},
     police(), hours_outside_night, power_ends, text, {{always, hours(6), {"Vw 50(2)", "Vw 50(3)"}}},
     {"de uren van 00:00 tot 09:00 tellen niet mee; Inference: de nacht eindigt om 09:00 op de klok", "the hours from 00:00 to 09:00 do not count; Inference: the night ends at 09:00 on the clock"}},
    {D::hold_extension_48h, "hold-extension-48h", {"verlengde ophouding: 48 uur", "extended hold: 48 hours"},
     {"einde van de zes uur", "end of the six hours"},
     police(), elapsed_hours, power_ends, text, {{always, hours(48), {"Vw 50(4)"}}}, {}},
    {D::facility_transfer_24h, "facility-transfer-24h", {"overplaatsing naar een inrichting: 24 uur", "transfer to a facility: 24 hours"},
     {"maatregel van bewaring (niet de aankomst op het bureau)", "order of detention (not arrival at the station)"},
     police(), elapsed_hours, duty_breached, text,
     {{since(hours_since), hours(24), {"RVS 23-02-2024 202307879/1/V3", "RBDHA:2025:1069", "C-519/20"}}},
     {"Inference: sinds 10 maart 2022; daarvoor gold police-cell", "Inference: since 10 March 2022; before that police-cell applied"}},
    {D::police_cell, "police-cell", {"verblijf in een politiecel", "stay in a police cell"},
     {"maatregel van bewaring", "order of detention"},
     police(), civil_no_roll, duty_breached, text,
     {{until(five_days_since.plus_days(-1)), days(10), {"Vb 5.4(2)"}},
      {between(five_days_since, hours_since.plus_days(-1)), days(5), {"RVS:2010:BO0985", "Vb 5.4(2)"}}},
     {"vervangen door facility-transfer-24h", "replaced by facility-transfer-24h"}},
    {D::detention_court_notice, "detention-court-notice", {"kennisgeving aan de rechtbank", "notice to the court"},
     {"bekendmaking van de maatregel", "notification of the order"},
     {"de Minister (IND of DTenV)", "the Minister (IND or DTenV)"}, civil_no_roll, duty_breached, text, {{always, days(28), {"Vw 94(1)"}}},
     {"vervalt als de betrokkene beroep instelt; Inference: geen verschuiving (Atw 4: vrijheidsbeneming)", "void when the person appeals; Inference: no roll (Atw 4: deprivation of liberty)"}},
    {D::detention_hearing, "detention-hearing", {"zitting over de bewaring", "hearing on the detention"},
     {"ontvangst van beroep of kennisgeving door de rechtbank", "the court receives appeal or notice"},
     court(), civil_no_roll, duty_breached, text, {{always, days(14), {"Vw 94(4)"}}},
     {"Inference: geen verschuiving", "Inference: no roll"}},
    {D::detention_ruling, "detention-ruling", {"uitspraak over de bewaring", "ruling on the detention"},
     {"sluiting van het onderzoek", "closing of the inquiry"},
     court(), civil_no_roll, duty_breached, text, {{always, days(7), {"Vw 94(5)"}}},
     {"Inference: geen verschuiving; zolang geen latere sluiting is vastgelegd, telt de zitting als sluiting", "Inference: no roll; until a later closing is recorded, the hearing counts as the closing"}},
    {D::detention_higher_appeal_term, "detention-higher-appeal-term", {"hogerberoepstermijn bewaring", "higher-appeal term in detention"},
     {"uitspraak over de bewaring", "ruling on the detention"},
     person(), civil, right_lapses, text, {{always, weeks(1), {"Vw 69"}}},
     {"niet na een uitspraak op een vervolgberoep: daartegen staat geen hoger beroep open (Vw 95)", "not after a ruling on continuation: against that there is no higher appeal (Vw 95)"}},
    {D::continuation_inquiry, "continuation-inquiry", {"sluiting onderzoek vervolgberoep", "closing of the inquiry on continuation"},
     {"ontvangst van het vervolgberoep", "receipt of the continuation appeal"},
     court(), civil_no_roll, duty_breached, text, {{always, weeks(1), {"Vw 96"}}},
     {"Inference: geen verschuiving", "Inference: no roll"}},
    {D::continuation_ruling, "continuation-ruling", {"uitspraak op het vervolgberoep", "ruling on continuation"},
     {"sluiting van het onderzoek", "closing of the inquiry"},
     court(), civil_no_roll, duty_breached, text, {{always, days(7), {"Vw 96"}}},
     {"Inference: geen verschuiving", "Inference: no roll"}},
    {D::detention_six_months, "detention-six-months", {"bewaring: ten hoogste zes maanden", "detention: at most six months"},
     {"maatregel van bewaring", "order of detention"},
     {"de Minister", "the Minister"}, thirty_day_months, power_ends, text, {{always, months(6), {"Vw 59(5)"}}},
     {"Inference: maanden van dertig dagen, de dag van de maatregel is dag 1", "Inference: months of thirty days, the day of the order is day 1"}},
    {D::family_fourteen_days, "family-fourteen-days", {"gezin met minderjarigen: veertien dagen", "family with minors: fourteen days"},
     {"maatregel van bewaring", "order of detention"},
     {"de Minister", "the Minister"}, civil_no_roll, power_ends, policy, {{always, days(14), {"Vc A5"}}},
     {"tenzij het gezin zelf de uitzetting belemmert", "unless the family itself blocks removal"}},
    {D::views_term, "views-term", {"termijn voor de zienswijze", "term for giving views"},
     {"uitnodiging", "invitation"},
     person(), civil, possibility_opens, inference, {{always, weeks(2), {"Awb 4:8"}}},
     {"zoals de IND haar stelt; twee weken is gebruikelijk", "as the IND sets it; two weeks is customary"}},
    {D::chain_meeting_monthly, "chain-meeting-monthly", {"maandelijks ketenoverleg", "monthly chain meeting"},
     {"vorige bespreking met deze zaak open", "last meeting with this case open"},
     {"de gemeente", "the municipality"}, civil, reminder, policy, {{always, months(1), {"Kamerbrief"}}},
     {"alleen een herinnering", "a reminder only"}},
  };
  return rules;
}
// clang-format on

CountStep step(PeriodEnd const& end, Text why, std::string article = {}) {
  return {iso(end), std::move(why), std::move(article)};
}

}  // namespace

std::span<DeadlineRule const> deadline_rules() {
  return table();
}

DeadlineRule const& rule(DeadlineId id) {
  auto const& found = table().at(static_cast<std::size_t>(id));
  assert(found.id == id);
  return found;
}

DeadlineRule const* deadline_rule_named(std::string_view name) {
  auto const found = std::find_if(table().begin(), table().end(),
                                  [&](DeadlineRule const& rule) { return rule.name == name; });
  return found == table().end() ? nullptr : &*found;
}

PeriodVersion const* version_on(DeadlineRule const& rule, CivilDate day) {
  auto const found =
      std::find_if(rule.versions.begin(), rule.versions.end(),
                   [&](PeriodVersion const& version) { return version.valid.covers(day); });
  return found == rule.versions.end() ? nullptr : &*found;
}

namespace {

Error unknown_rule(std::string_view name) {
  std::vector<std::string_view> known;
  for (auto const& rule : table()) known.push_back(rule.name);
  auto const meant = nearest(name, known);
  auto const list = fmt::format("{}", fmt::join(known, ", "));
  Text const remedy = meant.empty()
                          ? Text{"bekend zijn: " + list, "known are: " + list}
                          : Text{fmt::format("bedoelt u \"{}\"? bekend zijn: {}", meant, list),
                                 fmt::format("did you mean \"{}\"? known are: {}", meant, list)};
  return {ErrorCode::bad_input,
          {fmt::format("er is geen termijn \"{}\"", name),
           fmt::format("there is no deadline \"{}\"", name)},
          "RULE",
          remedy};
}

Error not_in_force(DeadlineRule const& rule, CivilDate day) {
  return {ErrorCode::bad_input,
          {fmt::format("{} gold niet op {}", rule.name, day.written(Language::nl)),
           fmt::format("{} was not in force on {}", rule.name, day.written(Language::en))},
          "--from",
          rule.note};
}

bool counts_hours(DeadlineRule const& rule) {
  return rule.counting == elapsed_hours || rule.counting == hours_outside_night;
}

}  // namespace

Result<ComputedDeadline> compute_deadline(std::string_view rule_name, std::string_view from,
                                          HolidayCalendar const& calendar) {
  auto const* const found = deadline_rule_named(rule_name);
  if (found == nullptr) return tl::unexpected(unknown_rule(rule_name));
  auto const is_date_only = from.find_first_of("Tt ") == std::string_view::npos;
  if (counts_hours(*found) && is_date_only)
    return failure(ErrorCode::bad_input,
                   {fmt::format("{} telt in uren en heeft een tijdstip nodig", rule_name),
                    fmt::format("{} counts in hours and needs a time of day", rule_name)},
                   "--from " + std::string(from),
                   {"geef datum, tijd en tijdzone, zoals 2025-09-23T18:00+02:00",
                    "give date, time and offset, such as 2025-09-23T18:00+02:00"});
  CivilDate day;
  Moment moment;
  if (is_date_only) {
    auto const parsed = CivilDate::parse(from);
    if (!parsed) return tl::unexpected(parsed.error());
    day = *parsed;
  } else {
    auto const parsed = Moment::parse(from);
    if (!parsed) return tl::unexpected(parsed.error());
    moment = *parsed;
    day = dutch_date(moment);
  }
  auto const* const version = version_on(*found, day);
  if (version == nullptr) return tl::unexpected(not_in_force(*found, day));

  ComputedDeadline computed{found, version, {}, {}};
  if (is_date_only) {
    computed.end = count_days(version->period, found->counting, day, calendar, &computed.steps);
  } else {
    computed.end = count(version->period, found->counting, moment, calendar, &computed.steps);
  }
  return computed;
}

PeriodVariant const* variant_named(DeadlineRule const& rule, std::string_view name) {
  auto const found =
      std::find_if(rule.variants.begin(), rule.variants.end(),
                   [&](PeriodVariant const& variant) { return variant.name == name; });
  return found == rule.variants.end() ? nullptr : &*found;
}

std::optional<CountedTerm> count_term(DeadlineRule const& rule, Moment from,
                                      HolidayCalendar const& calendar) {
  auto const first_day = dutch_date(from);
  auto const* const version = version_on(rule, first_day);
  if (version == nullptr) return std::nullopt;
  CountedTerm term{version, count(version->period, rule.counting, from, calendar)};
  for (auto const& later : rule.versions) {
    auto const takes_over = later.transition == Transition::takes_over && later.valid.from &&
                            *later.valid.from > first_day &&
                            start_of(*later.valid.from) < end_moment(term.end);
    if (!takes_over) continue;
    term = {&later, count(later.period, rule.counting, from, calendar)};
    if (end_moment(term.end) < start_of(*later.valid.from))
      term.end = later.valid.from->plus_days(-1);
  }
  return term;
}

PeriodVersion const* version_of(CaseDeadline const& deadline) {
  return version_on(rule(deadline.rule), deadline.law_day);
}

std::vector<CountStep> explain(CaseDeadline const& deadline, HolidayCalendar const& calendar) {
  std::vector<CountStep> steps;
  PeriodEnd counted = deadline.end;
  if (deadline.period)
    counted =
        count(*deadline.period, rule(deadline.rule).counting, deadline.from, calendar, &steps);
  else
    steps.push_back(
        step(deadline.end, {"einde bij beslissing bepaald", "end fixed by a decision"}));
  for (auto const& suspension : deadline.suspensions) {
    steps.push_back({suspension.from.iso(),
                     {fmt::format("opgeschort, nog {} dagen over", suspension.days_left),
                      fmt::format("suspended, {} days left", suspension.days_left)},
                     "Vw 62(1)"});
    if (suspension.until)
      steps.push_back({suspension.until->iso(),
                       {fmt::format("loopt door met {} dagen", suspension.days_left),
                        fmt::format("runs on with {} days", suspension.days_left)},
                       "Inference"});
  }
  if (deadline.period && deadline.end != counted)
    steps.push_back(step(deadline.end, {"nieuwe laatste dag", "new last day"}));
  return steps;
}

DeadlineStatus status_at(CaseDeadline const& deadline, Moment moment) {
  if (deadline.status != DeadlineStatus::running || !is_past(deadline.end, moment))
    return deadline.status;
  auto const end = rule(deadline.rule).at_its_end;
  return end == duty_breached || end == power_ends ? DeadlineStatus::breached
                                                   : DeadlineStatus::passed;
}

std::string_view name(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::running:
      return "running";
    case DeadlineStatus::suspended:
      return "suspended";
    case DeadlineStatus::met:
      return "met";
    case DeadlineStatus::passed:
      return "passed";
    case DeadlineStatus::breached:
      return "breached";
    case DeadlineStatus::voided:
      return "void";
  }
  return {};
}

Text const& meaning(DeadlineStatus status) {
  static std::array<Text, 6> const texts{{{"loopt", "running"},
                                          {"opgeschort", "suspended"},
                                          {"gehaald", "kept"},
                                          {"verstreken", "passed"},
                                          {"overschreden", "breached"},
                                          {"vervallen", "void"}}};
  return texts.at(static_cast<std::size_t>(status));
}

Text const& meaning(AtItsEnd end) {
  static std::array<Text, 5> const texts{{{"er opent een mogelijkheid; niets start vanzelf",
                                           "a possibility opens; nothing starts by itself"},
                                          {"het recht vervalt", "the right lapses"},
                                          {"een plicht is geschonden", "a duty is breached"},
                                          {"de bevoegdheid eindigt", "the power ends"},
                                          {"herinnering", "reminder"}}};
  return texts.at(static_cast<std::size_t>(end));
}

}  // namespace vertrek::forced_return
