#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workflows/forced_return/condition.hpp"
#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::forced_return {

namespace {

using strict_json::Blank;
using strict_json::Json;
using strict_json::known_fields;
using strict_json::number_field;
using strict_json::text_field;
using strict_json::texts_field;
using strict_json::unknown_name;
using strict_json::wrong;

constexpr int most_days = 36'500;

constexpr auto kinds = std::to_array<std::string_view>(
    {"all", "any", "not", "region", "field", "happened", "deadline"});

Result<std::vector<Condition>> read_parts(Json const& list, std::vector<EventKind> const& before,
                                          std::string const& where) {
  if (!list.is_array() || list.empty())
    return wrong({fmt::format("\"{}\" is geen lijst van voorwaarden", where),
                  fmt::format("\"{}\" is no list of conditions", where)},
                 where, {"geef [{…}, {…}], ten minste één", "give [{…}, {…}], at least one"});
  std::vector<Condition> parts;
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto part = read_condition(list[i], before, fmt::format("{}[{}]", where, i));
    if (!part) return tl::unexpected(part.error());
    parts.push_back(std::move(*part));
  }
  return parts;
}

// ---- a region ----------------------------------------------------------------------------------

Result<Condition> read_region(Json const& json, std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"region", "in"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const name = text_field(json, "region", where, Blank::refused);
  if (!name) return tl::unexpected(name.error());
  auto const all = regions();
  auto const found =
      std::find_if(all.begin(), all.end(), [&](Region const& one) { return one.name == *name; });
  if (found == all.end()) {
    std::vector<std::string_view> names;
    for (auto const& one : all) names.push_back(one.name);
    return unknown_name({"gebied", "region"}, *name, names, where + "region");
  }
  auto const wanted = texts_field(json, "in", where);
  if (!wanted) return tl::unexpected(wanted.error());
  Condition::InState in{found->id, {}};
  for (std::size_t i = 0; i < wanted->size(); ++i) {
    auto const state = std::find_if(found->states.begin(), found->states.end(),
                                    [&](StateInfo const& one) { return one.name == (*wanted)[i]; });
    if (state == found->states.end()) {
      std::vector<std::string_view> names;
      for (auto const& one : found->states) names.push_back(one.name);
      return unknown_name({"stand van " + *name, "state of " + *name}, (*wanted)[i], names,
                          fmt::format("{}in[{}]", where, i));
    }
    in.states.push_back(static_cast<std::uint8_t>(state - found->states.begin()));
  }
  return Condition{std::move(in)};
}

// ---- a field of the step -----------------------------------------------------------------------

Result<void> field_of_all(std::string const& field, std::vector<EventKind> const& before,
                          std::string const& where) {
  for (auto const kind : before) {
    std::vector<std::string_view> names;
    for (auto const& one : fields_of(kind)) names.push_back(one.name);
    if (std::find(names.begin(), names.end(), field) != names.end()) continue;
    auto const event = std::string(spec(kind).name);
    if (names.empty())
      return wrong(
          {event + " heeft geen velden", event + " has no fields"}, where + "field",
          {"toets iets anders vóór deze gebeurtenis", "test something else before this event"});
    return unknown_name({"veld van " + event, "field of " + event}, field, names, where + "field");
  }
  return {};
}

Result<Condition> negated_unless(bool positive, Condition condition) {
  if (positive) return condition;
  return Condition{Condition::Not{{std::move(condition)}}};
}

Result<bool> flag_field(Json const& json, std::string_view field, std::string const& where) {
  auto const& value = json.at(std::string(field));
  if (value.is_boolean()) return value.get<bool>();
  auto const path = where + std::string(field);
  return wrong(
      {fmt::format("\"{}\" is geen true of false", path),
       fmt::format("\"{}\" is no true or false", path)},
      path, {"geef true of false, zonder aanhalingstekens", "give true or false, without quotes"});
}

/// Exactly one of two fields is there.
Result<void> one_of_two(Json const& json, std::string_view one, std::string_view other,
                        std::string const& where) {
  if (json.contains(std::string(one)) != json.contains(std::string(other))) return {};
  return wrong({fmt::format("hier hoort óf \"{}\" óf \"{}\"", one, other),
                fmt::format("here belongs either \"{}\" or \"{}\"", one, other)},
               where + std::string(one),
               {"geef precies één van beide", "give exactly one of the two"});
}

Result<Condition> read_field(Json const& json, std::vector<EventKind> const& before,
                             std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"field", "equals", "present"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const field = text_field(json, "field", where, Blank::refused);
  if (!field) return tl::unexpected(field.error());
  if (auto known = field_of_all(*field, before, where); !known)
    return tl::unexpected(known.error());
  if (auto one = one_of_two(json, "equals", "present", where); !one)
    return tl::unexpected(one.error());
  if (json.contains("present")) {
    auto const present = flag_field(json, "present", where);
    if (!present) return tl::unexpected(present.error());
    return negated_unless(*present, Condition{Condition::FieldIs{*field, {}}});
  }
  auto const wanted = Json{{*field, json.at("equals")}}.dump();
  for (auto const kind : before)
    if (auto const problem = check_correction(kind, wanted))
      return wrong({fmt::format("dit kan niet in {} staan: {}", spec(kind).name, problem->nl),
                    fmt::format("this cannot stand in {}: {}", spec(kind).name, problem->en)},
                   where + "equals",
                   {"vertrek rules --events toont de velden van elke gebeurtenis",
                    "vertrek rules --events shows the fields of every event"});
  return Condition{Condition::FieldIs{*field, wanted}};
}

// ---- an event that happened --------------------------------------------------------------------

Result<std::optional<int>> days_field(Json const& json, std::string_view field,
                                      std::string const& where) {
  if (!json.contains(std::string(field))) return std::nullopt;
  auto const days = number_field(json, field, where, 0, most_days);
  if (!days) return tl::unexpected(days.error());
  return *days;
}

Result<Condition> read_happened(Json const& json, std::string const& where) {
  constexpr auto fields =
      std::to_array<std::string_view>({"happened", "within_days", "at_least_days_before"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const name = text_field(json, "happened", where, Blank::refused);
  if (!name) return tl::unexpected(name.error());
  auto const kind = read_event_name(*name, where + "happened");
  if (!kind) return tl::unexpected(kind.error());
  auto const within = days_field(json, "within_days", where);
  if (!within) return tl::unexpected(within.error());
  auto const at_least = days_field(json, "at_least_days_before", where);
  if (!at_least) return tl::unexpected(at_least.error());
  if (*within && *at_least && **within < **at_least)
    return wrong({fmt::format("ten hoogste {} en ten minste {} dagen ervoor sluiten elkaar uit",
                              **within, **at_least),
                  fmt::format("at most {} and at least {} days before exclude each other", **within,
                              **at_least)},
                 where + "within_days",
                 {"maak within_days niet kleiner dan at_least_days_before",
                  "make within_days no smaller than at_least_days_before"});
  return Condition{Condition::Happened{*kind, *within, *at_least}};
}

// ---- a deadline --------------------------------------------------------------------------------

constexpr std::array all_statuses{DeadlineStatus::running,  DeadlineStatus::suspended,
                                  DeadlineStatus::met,      DeadlineStatus::passed,
                                  DeadlineStatus::breached, DeadlineStatus::voided};

Result<Condition> read_deadline(Json const& json, std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"deadline", "status", "past"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const name = text_field(json, "deadline", where, Blank::refused);
  if (!name) return tl::unexpected(name.error());
  auto const id = read_deadline_name(*name, where + "deadline");
  if (!id) return tl::unexpected(id.error());
  if (auto one = one_of_two(json, "status", "past", where); !one)
    return tl::unexpected(one.error());
  if (json.contains("past")) {
    auto const past = flag_field(json, "past", where);
    if (!past) return tl::unexpected(past.error());
    return negated_unless(*past, Condition{Condition::DeadlineIs{*id, {}}});
  }
  auto const wanted = texts_field(json, "status", where);
  if (!wanted) return tl::unexpected(wanted.error());
  Condition::DeadlineIs is{*id, {}};
  for (std::size_t i = 0; i < wanted->size(); ++i) {
    auto const* const found =
        std::find_if(all_statuses.begin(), all_statuses.end(), [&](DeadlineStatus status) {
          return vertrek::forced_return::name(status) == (*wanted)[i];
        });
    if (found == all_statuses.end()) {
      std::vector<std::string_view> names;
      names.reserve(all_statuses.size());
      for (auto const status : all_statuses) names.push_back(vertrek::forced_return::name(status));
      return unknown_name({"stand van een termijn", "status of a deadline"}, (*wanted)[i], names,
                          fmt::format("{}status[{}]", where, i));
    }
    is.statuses.push_back(*found);
  }
  return Condition{std::move(is)};
}

Result<Condition> read_compound(Json const& json, std::string_view kind,
                                std::vector<EventKind> const& before, std::string const& where) {
  if (auto known = known_fields(json, std::span{&kind, 1}, where + "."); !known)
    return tl::unexpected(known.error());
  auto const path = where + "." + std::string(kind);
  auto const& of = json.at(std::string(kind));
  if (kind == "not") {
    auto part = read_condition(of, before, path);
    if (!part) return part;
    return Condition{Condition::Not{{std::move(*part)}}};
  }
  auto parts = read_parts(of, before, path);
  if (!parts) return tl::unexpected(parts.error());
  if (kind == "all") return Condition{Condition::All{std::move(*parts)}};
  return Condition{Condition::Any{std::move(*parts)}};
}

}  // namespace

Result<EventKind> read_event_name(std::string_view name, std::string const& where) {
  if (auto const kind = event_named(name)) return *kind;
  std::vector<std::string_view> known;
  for (auto const& event : vocabulary()) known.push_back(event.name);
  return unknown_name({"gebeurtenis", "event"}, name, known, where);
}

Result<DeadlineId> read_deadline_name(std::string_view name, std::string const& where) {
  if (auto const* const found = deadline_rule_named(name)) return found->id;
  std::vector<std::string_view> known;
  for (auto const& one : deadline_rules()) known.push_back(one.name);
  return unknown_name({"termijn", "deadline"}, name, known, where);
}

Result<Condition> read_condition(Json const& json, std::vector<EventKind> const& before,
                                 std::string const& where) {
  auto const list = fmt::format("{}", fmt::join(kinds, ", "));
  Text const forms{"een voorwaarde is een object met één van: " + list +
                       "; zoals {\"region\": \"custody\", \"in\": [\"held\"]}",
                   "a condition is an object with one of: " + list +
                       "; such as {\"region\": \"custody\", \"in\": [\"held\"]}"};
  if (!json.is_object())
    return wrong({"hier hoort een voorwaarde", "here belongs a condition"}, where, forms);
  std::vector<std::string_view> present;
  for (auto const kind : kinds)
    if (json.contains(std::string(kind))) present.push_back(kind);
  if (present.empty())
    return wrong(
        {"deze voorwaarde vraagt niets dat bekend is", "this condition asks nothing that is known"},
        where, forms);
  if (present.size() > 1)
    return wrong({fmt::format("deze voorwaarde vraagt twee dingen: {}", fmt::join(present, ", ")),
                  fmt::format("this condition asks two things: {}", fmt::join(present, ", "))},
                 where,
                 {"voeg ze samen met {\"all\": […]} of {\"any\": […]}",
                  "join them by {\"all\": […]} or {\"any\": […]}"});
  auto const kind = present.front();
  auto const inside = where + ".";
  if (kind == "region") return read_region(json, inside);
  if (kind == "field") return read_field(json, before, inside);
  if (kind == "happened") return read_happened(json, inside);
  if (kind == "deadline") return read_deadline(json, inside);
  return read_compound(json, kind, before, where);
}

}  // namespace vertrek::forced_return
