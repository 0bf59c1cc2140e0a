#include "workflows/forced_return/command_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/nearest.hpp"
#include "workflows/forced_return/never_recorded.hpp"
#include "workflows/forced_return/strict_json.hpp"
#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::forced_return {

namespace {

using strict_json::Blank;
using strict_json::Json;
using strict_json::known_fields;
using strict_json::parse;
using strict_json::text_field;
using strict_json::wrong;

constexpr auto line_fields =
    std::to_array<std::string_view>({"case", "event", "by", "occurred_at", "recorded_at", "data",
                                     "irregular", "key", "expect", "expect_rules"});
constexpr auto by_fields = std::to_array<std::string_view>({"partner", "user", "role"});
constexpr auto irregular_fields = std::to_array<std::string_view>({"reason", "second"});

Result<Moment> moment_field(Json const& object, std::string_view field) {
  auto const text = text_field(object, field, "", Blank::refused);
  if (!text) return tl::unexpected(text.error());
  auto moment = Moment::parse(*text);
  if (!moment) {
    auto error = moment.error();
    error.where = std::string(field);
    return tl::unexpected(std::move(error));
  }
  return *moment;
}

Result<Json const*> object_field(Json const& object, std::string_view field,
                                 std::span<std::string_view const> known) {
  auto const found = object.find(std::string(field));
  if (found == object.end() || !found->is_object())
    return wrong({fmt::format("\"{}\" ontbreekt of is geen object", field),
                  fmt::format("\"{}\" is missing or no object", field)},
                 std::string(field),
                 {fmt::format("geef \"{}\": {{\"{}\": …}}", field, fmt::join(known, "\": …, \"")),
                  fmt::format("give \"{}\": {{\"{}\": …}}", field, fmt::join(known, "\": …, \""))});
  auto checked = known_fields(*found, known, std::string(field) + ".");
  if (!checked) return tl::unexpected(checked.error());
  return &*found;
}

Result<EventKind> read_event(Json const& line) {
  auto const text = text_field(line, "event", "", Blank::refused);
  if (!text) return tl::unexpected(text.error());
  if (auto const kind = event_named(*text)) return *kind;
  if (auto never = why_never(*text))
    return wrong(std::move(*never), "event",
                 {"vertrek rules toont wat nooit kan worden vastgelegd en waarom",
                  "vertrek rules shows what can never be recorded and why"});
  std::vector<std::string_view> known;
  for (auto const& event : vocabulary()) known.push_back(event.name);
  auto const meant = nearest(*text, known);
  return wrong({fmt::format("onbekende gebeurtenis \"{}\"", *text),
                fmt::format("unknown event \"{}\"", *text)},
               "event",
               meant.empty() ? Text{"vertrek rules --events toont alle gebeurtenissen",
                                    "vertrek rules --events shows all events"}
                             : Text{fmt::format("bedoelt u \"{}\"?", meant),
                                    fmt::format("did you mean \"{}\"?", meant)});
}

Result<Recorder> read_by(Json const& line) {
  auto const by = object_field(line, "by", by_fields);
  if (!by) return tl::unexpected(by.error());
  auto const partner = text_field(**by, "partner", "by.", Blank::refused);
  if (!partner) return tl::unexpected(partner.error());
  if (!partner_named(*partner)) {
    std::vector<std::string_view> known;
    for (auto const one : all_partners()) known.push_back(name(one));
    auto const list = fmt::format("{}", fmt::join(known, ", "));
    return wrong({fmt::format("onbekende partner \"{}\"", *partner),
                  fmt::format("unknown partner \"{}\"", *partner)},
                 "by.partner", {"bekend zijn: " + list, "known are: " + list});
  }
  auto const user = text_field(**by, "user", "by.", Blank::refused);
  if (!user) return tl::unexpected(user.error());
  Recorder recorder{PartnerId{*partner}, UserId{*user}, ""};
  if ((*by)->contains("role")) {
    auto role = text_field(**by, "role", "by.", Blank::allowed);
    if (!role) return tl::unexpected(role.error());
    recorder.role = std::move(*role);
  }
  return recorder;
}

Result<std::optional<IrregularClaim>> read_irregular(Json const& line) {
  if (!line.contains("irregular")) return std::nullopt;
  auto const object = object_field(line, "irregular", irregular_fields);
  if (!object) return tl::unexpected(object.error());
  auto const reason = text_field(**object, "reason", "irregular.", Blank::allowed);
  if (!reason) return tl::unexpected(reason.error());
  auto const second = text_field(**object, "second", "irregular.", Blank::allowed);
  if (!second) return tl::unexpected(second.error());
  return IrregularClaim{*reason, UserId{*second}};
}

Result<void> read_times(Json const& line, ScenarioLine& result) {
  auto const occurred = moment_field(line, "occurred_at");
  if (!occurred) return tl::unexpected(occurred.error());
  result.command.occurred_at = *occurred;
  if (!line.contains("recorded_at")) return {};
  auto const recorded = moment_field(line, "recorded_at");
  if (!recorded) return tl::unexpected(recorded.error());
  if (*occurred > *recorded)
    return wrong(
        {fmt::format("occurred_at ({}) ligt na recorded_at ({})", occurred->iso(), recorded->iso()),
         fmt::format("occurred_at ({}) lies after recorded_at ({})", occurred->iso(),
                     recorded->iso())},
        "occurred_at",
        {"leg pas vast wat gebeurd is; controleer beide tijden en hun tijdzone",
         "record only what has happened; check both times and their offsets"});
  result.recorded_at = *recorded;
  return {};
}

Result<void> read_data_field(Json const& line, EventKind kind, ScenarioLine& result) {
  if (line.contains("data")) {
    if (!line["data"].is_object())
      return wrong(
          {"\"data\" is geen object", "\"data\" is no object"}, "data",
          {"geef de velden als {\"veld\": waarde}", "give the fields as {\"field\": value}"});
    result.command.data = line["data"].dump();
  }
  auto const data = check_data(kind, result.command.data);
  if (!data) return tl::unexpected(data.error());
  return {};
}

Result<void> read_expectation(Json const& line, ScenarioLine& result) {
  if (line.contains("expect")) {
    auto const text = text_field(line, "expect", "", Blank::refused);
    if (!text) return tl::unexpected(text.error());
    if (*text != "accepted" && *text != "refused")
      return wrong({fmt::format("expect is \"{}\"", *text), fmt::format("expect is \"{}\"", *text)},
                   "expect", {"gebruik accepted of refused", "use accepted or refused"});
    result.expect = *text == "accepted" ? Expectation::accepted : Expectation::refused;
  }
  if (!line.contains("expect_rules")) return {};
  auto const& rules = line["expect_rules"];
  auto const all_texts =
      rules.is_array() &&
      std::all_of(rules.begin(), rules.end(), [](Json const& rule) { return rule.is_string(); });
  if (!all_texts)
    return wrong({"expect_rules is geen lijst van namen", "expect_rules is no list of names"},
                 "expect_rules", {"geef [\"lighter-means\", …]", "give [\"lighter-means\", …]"});
  for (auto const& rule : rules) result.expect_rules.emplace_back(rule.get<std::string>());
  return {};
}

Result<ScenarioLine> read_object(Json const& line) {
  if (!line.is_object())
    return wrong({"de regel is geen JSON-object", "the line is no JSON object"}, "",
                 {"een regel is {\"case\": …, \"event\": …, \"by\": …, \"occurred_at\": …}",
                  "a line is {\"case\": …, \"event\": …, \"by\": …, \"occurred_at\": …}"});
  if (auto known = known_fields(line, line_fields, ""); !known)
    return tl::unexpected(known.error());
  ScenarioLine result;
  auto const case_name = text_field(line, "case", "", Blank::allowed);
  if (!case_name) return tl::unexpected(case_name.error());
  auto id = CaseId::parse(*case_name);
  if (!id) return tl::unexpected(id.error());
  result.command.case_id = std::move(*id);
  auto const kind = read_event(line);
  if (!kind) return tl::unexpected(kind.error());
  result.command.type = event_type(*kind);
  auto by = read_by(line);
  if (!by) return tl::unexpected(by.error());
  result.command.by = std::move(*by);
  if (auto times = read_times(line, result); !times) return tl::unexpected(times.error());
  if (auto data = read_data_field(line, *kind, result); !data) return tl::unexpected(data.error());
  auto irregular = read_irregular(line);
  if (!irregular) return tl::unexpected(irregular.error());
  result.command.irregular = std::move(*irregular);
  if (line.contains("key")) {
    auto const key = text_field(line, "key", "", Blank::refused);
    if (!key) return tl::unexpected(key.error());
    result.command.key = CommandKey{*key};
  }
  if (auto expectation = read_expectation(line, result); !expectation)
    return tl::unexpected(expectation.error());
  return result;
}

}  // namespace

Result<ScenarioLine> read_line(std::string_view json) {
  if (json.size() > longest_line)
    return wrong({"de regel is te lang", "the line is too long"}, "",
                 {"ten hoogste 1 MiB per regel", "at most 1 MiB a line"});
  try {
    auto const parsed = parse(json);
    if (!parsed.doubled.empty())
      return wrong({fmt::format("\"{}\" staat er twee keer", parsed.doubled),
                    fmt::format("\"{}\" is given twice", parsed.doubled)},
                   parsed.doubled, {"laat er één staan", "keep one of them"});
    return read_object(parsed.json);
  } catch (Json::parse_error const& error) {
    return wrong(
        {fmt::format("dit is geen JSON (teken {})", error.byte),
         fmt::format("this is no JSON (character {})", error.byte)},
        "",
        {"schrijf één JSON-object per regel, in UTF-8", "write one JSON object a line, in UTF-8"});
  } catch (Json::exception const&) {
    return wrong({"deze JSON kan niet worden gelezen: te diep genest of geen UTF-8",
                  "this JSON cannot be read: nested too deep or no UTF-8"},
                 "",
                 {"schrijf één plat JSON-object per regel, in UTF-8",
                  "write one flat JSON object a line, in UTF-8"});
  }
}

}  // namespace vertrek::forced_return
