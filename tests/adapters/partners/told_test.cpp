#include "adapters/partners/told.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "workflows/forced_return/data.hpp"

using namespace vertrek;
using namespace vertrek::partners;
namespace fr = vertrek::forced_return;
using fr::EventKind;
using fr::Partner;

namespace {

std::set<Partner> partners_told(EventKind kind) {
  std::set<Partner> partners;
  for (auto const& addressee : told_of(kind)) partners.insert(addressee.partner);
  return partners;
}

/// The events of which this partner can be told, by name.
std::set<std::string_view> events_told_to(Partner partner) {
  std::set<std::string_view> events;
  for (auto const& event : fr::vocabulary())
    if (partners_told(event.kind).contains(partner)) events.insert(event.name);
  return events;
}

}  // namespace

TEST_CASE(
    "every event of the vocabulary stands in the table, told to somebody or to nobody with a "
    "reason",
    "[partners]") {
  std::set<EventKind> standing;
  for (auto const& row : told_rows()) {
    CHECK_FALSE(row.events.empty());
    CHECK_FALSE(row.ground.empty());
    CHECK_FALSE(row.purpose.nl.empty());
    CHECK_FALSE(row.purpose.en.empty());
    standing.insert(row.events.begin(), row.events.end());
  }
  for (auto const& event : fr::vocabulary()) {
    INFO(event.name);
    CHECK(standing.contains(event.kind));
    auto const to_nobody =
        std::any_of(told_rows().begin(), told_rows().end(), [&](ToldRow const& row) {
          return row.to == fr::Partners{} &&
                 std::find(row.events.begin(), row.events.end(), event.kind) != row.events.end();
        });
    CHECK(to_nobody == told_of(event.kind).empty());
  }
}

TEST_CASE("a partner is told of an event by one row, or by two that exclude each other",
          "[partners]") {
  for (auto const& event : fr::vocabulary()) {
    for (auto const partner : fr::all_partners()) {
      std::vector<When> rows;
      for (auto const& addressee : told_of(event.kind))
        if (addressee.partner == partner) rows.push_back(addressee.row->when);
      INFO(event.name << " to " << fr::name(partner));
      if (rows.size() > 1) CHECK(rows == std::vector{When::medical, When::not_medical});
    }
  }
}

TEST_CASE("the fields that a partner is told exist in the event", "[partners]") {
  for (auto const& row : told_rows()) {
    for (auto const kind : row.events) {
      auto const known = fr::fields_of(kind);
      for (auto const field : row.part.fields) {
        INFO(fr::spec(kind).name << " has " << field);
        CHECK(std::any_of(known.begin(), known.end(),
                          [&](auto const& info) { return info.name == field; }));
      }
    }
  }
}

TEST_CASE("the engine is told of nothing", "[partners]") {
  CHECK(events_told_to(Partner::engine).empty());
}

TEST_CASE("each partner can be told of these events and no other", "[partners]") {
  using Names = std::set<std::string_view>;
  CHECK(events_told_to(Partner::support) ==
        Names{"departure.willingness_declared", "departure.assistance_started",
              "departure.assistance_ended", "departure.confirmed", "record.corrected"});
  CHECK(events_told_to(Partner::municipality) ==
        Names{"chain_meeting.discussed", "shelter.placed", "shelter.ended", "residence.ended",
              "residence.confirmed", "residence.determination_withdrawn",
              "departure.assistance_started", "departure.assistance_ended", "departure.confirmed",
              "removal.carried_out", "case.closed", "case.reopened", "record.corrected"});
  CHECK(events_told_to(Partner::dji) ==
        Names{"detention.imposed", "detention.placed", "detention.extended", "detention.lifted",
              "detention.hearing_held", "detention.hearing_closed", "removal.planned",
              "removal.announced", "removal.cancelled", "removal.carried_out", "impediment.raised",
              "impediment.lifted", "record.corrected"});
  CHECK(events_told_to(Partner::kmar) ==
        Names{"custody.stopped", "custody.held", "custody.hold_extended", "custody.hold_ended",
              "detention.heard", "detention.imposed", "detention.placed", "detention.extended",
              "detention.lifted", "detention.court_notified", "detention.appeal_lodged",
              "detention.hearing_held", "detention.hearing_closed", "detention.ruled",
              "removal.carried_out", "deadline.breached", "record.corrected"});
  CHECK(events_told_to(Partner::court) ==
        Names{"detention.imposed", "detention.placed", "detention.extended", "detention.lifted",
              "detention.court_notified", "detention.appeal_lodged", "detention.hearing_held",
              "detention.hearing_closed", "detention.ruled", "appeal.lodged",
              "higher_appeal.lodged", "interim_relief.requested", "removal.planned",
              "removal.announced", "removal.cancelled", "removal.carried_out", "deadline.breached",
              "record.corrected"});
  auto all_but = [](Names const& left_out) {
    Names names;
    for (auto const& event : fr::vocabulary())
      if (!left_out.contains(event.name)) names.insert(event.name);
    return names;
  };
  CHECK(events_told_to(Partner::counsel) == all_but({"note.added", "chain_meeting.discussed"}));
  for (auto const partner : {Partner::ind, Partner::avim, Partner::dtenv})
    CHECK(events_told_to(partner) == all_but({"note.added"}));
}

TEST_CASE("every deadline that can be breached binds partners, and each of them can be told",
          "[partners]") {
  for (auto const& rule : fr::deadline_rules()) {
    INFO(rule.name);
    auto const is_breachable = rule.at_its_end == fr::AtItsEnd::duty_breached ||
                               rule.at_its_end == fr::AtItsEnd::power_ends;
    if (!is_breachable) continue;
    auto const bound = bound_by(rule.id);
    CHECK_FALSE(bound == fr::Partners{});
    for (auto const partner : fr::all_partners())
      if (bound.has(partner)) CHECK(partners_told(EventKind::deadline_breached).contains(partner));
    // The rule says in words whom it binds: the table says the same.
    auto const& words = rule.binds.en;
    auto const says = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    if (says("IND") || says("Minister")) CHECK(bound.has(Partner::ind));
    if (says("DTenV") || says("Minister")) CHECK(bound.has(Partner::dtenv));
    if (says("AVIM")) CHECK(bound.has(Partner::avim));
    if (says("KMar")) CHECK(bound.has(Partner::kmar));
    CHECK(bound.has(Partner::court) == says("court"));
  }
}

TEST_CASE("the table can be printed: every event, in the order of the vocabulary", "[partners]") {
  auto const lines = told_lines();
  std::vector<std::string_view> events;
  for (auto const& line : lines) {
    if (events.empty() || events.back() != line.event) events.push_back(line.event);
    INFO(line.event << " to " << line.partner);
    CHECK_FALSE(line.part.nl.empty());
    CHECK_FALSE(line.part.en.empty());
    CHECK_FALSE(line.when.nl.empty());
    CHECK_FALSE(line.when.en.empty());
    CHECK_FALSE(line.purpose.nl.empty());
  }
  std::vector<std::string_view> vocabulary;
  for (auto const& event : fr::vocabulary()) vocabulary.push_back(event.name);
  CHECK(events == vocabulary);
}
