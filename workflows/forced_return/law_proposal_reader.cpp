#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workflows/forced_return/law_proposal.hpp"
#include "workflows/forced_return/process.hpp"

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

constexpr int largest_period = 10'000;
constexpr std::size_t longest_id = 64;

// ---- dates -------------------------------------------------------------------------------------

/// None when the field is null or absent.
Result<std::optional<CivilDate>> date_field(Json const& object, std::string_view field,
                                            std::string const& where) {
  auto const found = object.find(std::string(field));
  if (found == object.end() || found->is_null()) return std::nullopt;
  auto const text = text_field(object, field, where, Blank::refused);
  if (!text) return tl::unexpected(text.error());
  auto const day = CivilDate::parse(*text);
  if (day) return *day;
  auto error = day.error();
  error.where = where + std::string(field);
  return tl::unexpected(std::move(error));
}

Result<Validity> read_validity(Json const& object, std::string const& where) {
  auto const from = date_field(object, "valid_from", where);
  if (!from) return tl::unexpected(from.error());
  auto const to = date_field(object, "valid_to", where);
  if (!to) return tl::unexpected(to.error());
  return Validity{*from, *to};
}

Result<void> in_order(Validity const& valid, std::string const& where) {
  if (!valid.from || !valid.to || *valid.from <= *valid.to) return {};
  return wrong(
      {fmt::format("de laatste dag ({}) ligt vóór de eerste ({})", valid.to->iso(),
                   valid.from->iso()),
       fmt::format("the last day ({}) lies before the first ({})", valid.to->iso(),
                   valid.from->iso())},
      where + "valid_to",
      {"geef een laatste dag op of na de eerste", "give a last day on or after the first"});
}

bool share_a_day(Validity const& a, Validity const& b) {
  auto const ends_before = [](Validity const& one, Validity const& other) {
    return one.to && other.from && *one.to < *other.from;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

// ---- names and words ---------------------------------------------------------------------------

Result<Transition> read_transition(Json const& object, std::string const& where,
                                   Transition otherwise) {
  if (!object.contains("transition")) return otherwise;
  auto const text = text_field(object, "transition", where, Blank::refused);
  if (!text) return tl::unexpected(text.error());
  if (auto const transition = transition_named(*text)) return *transition;
  auto const known = std::to_array<std::string_view>(
      {name(Transition::keeps_its_law), name(Transition::takes_over)});
  return unknown_name({"overgangsrecht", "transition"}, *text, known, where + "transition");
}

Result<Text> read_both_languages(Json const& object, std::string_view field,
                                 std::string const& where) {
  constexpr auto languages = std::to_array<std::string_view>({"nl", "en"});
  auto const path = where + std::string(field);
  auto const found = object.find(std::string(field));
  if (found == object.end() || !found->is_object())
    return wrong({fmt::format("\"{}\" ontbreekt of is geen object", path),
                  fmt::format("\"{}\" is missing or no object", path)},
                 path,
                 {"geef beide talen: {\"nl\": \"…\", \"en\": \"…\"}",
                  "give both languages: {\"nl\": \"…\", \"en\": \"…\"}"});
  if (auto known = known_fields(*found, languages, path + "."); !known)
    return tl::unexpected(known.error());
  auto nl = text_field(*found, "nl", path + ".", Blank::refused);
  if (!nl) return tl::unexpected(nl.error());
  auto en = text_field(*found, "en", path + ".", Blank::refused);
  if (!en) return tl::unexpected(en.error());
  return Text{std::move(*nl), std::move(*en)};
}

/// Reads each object of a list; an absent list is empty.
template <class Read>
Result<void> each_of(Json const& proposal, std::string_view field, Read const& read) {
  auto const found = proposal.find(std::string(field));
  if (found == proposal.end()) return {};
  auto const no_list = [&](std::string const& where) {
    return wrong({fmt::format("\"{}\" is geen lijst van objecten", where),
                  fmt::format("\"{}\" is no list of objects", where)},
                 where, {"geef [{…}, {…}]", "give [{…}, {…}]"});
  };
  if (!found->is_array()) return no_list(std::string(field));
  for (std::size_t i = 0; i < found->size(); ++i) {
    auto const path = fmt::format("{}[{}]", field, i);
    if (!(*found)[i].is_object()) return no_list(path);
    if (auto done = read((*found)[i], path + "."); !done) return done;
  }
  return {};
}

// ---- deadlines ---------------------------------------------------------------------------------

bool counts_hours(DeadlineRule const& rule) {
  return rule.counting == Counting::elapsed_hours || rule.counting == Counting::hours_outside_night;
}

/// The units in which a rule can be counted.
std::vector<std::string_view> units_of(DeadlineRule const& rule) {
  if (counts_hours(rule)) return {"hours"};
  if (rule.counting == Counting::thirty_day_months) return {"months"};
  return {"days", "weeks", "months"};
}

Unit unit_named(std::string_view name) {
  if (name == "hours") return Unit::hours;
  if (name == "days") return Unit::days;
  return name == "weeks" ? Unit::weeks : Unit::months;
}

Result<Period> read_period(Json const& period, DeadlineRule const& rule, std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"count", "unit"});
  if (!period.is_object())
    return wrong(
        {"\"period\" is geen object", "\"period\" is no object"}, where,
        {"geef {\"count\": 6, \"unit\": \"weeks\"}", "give {\"count\": 6, \"unit\": \"weeks\"}"});
  if (auto known = known_fields(period, fields, where + "."); !known)
    return tl::unexpected(known.error());
  auto const count = number_field(period, "count", where + ".", 1, largest_period);
  if (!count) return tl::unexpected(count.error());
  auto const unit = text_field(period, "unit", where + ".", Blank::refused);
  if (!unit) return tl::unexpected(unit.error());
  auto const units = units_of(rule);
  if (std::find(units.begin(), units.end(), *unit) == units.end())
    return unknown_name(
        {fmt::format("eenheid voor {}", rule.name), fmt::format("unit for {}", rule.name)}, *unit,
        units, where + ".unit");
  return Period{*count, unit_named(*unit)};
}

/// The rule ends: what is read is its last day.
Result<DeadlineChange> read_end(Json const& json, DeadlineRule const& rule,
                                std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"rule", "valid_to"});
  for (auto const* const field : {"valid_from", "articles", "transition"})
    if (json.contains(field))
      return wrong({fmt::format("\"{}\" hoort bij een nieuwe \"period\", en die ontbreekt", field),
                    fmt::format("\"{}\" belongs to a new \"period\", and that is missing", field)},
                   where + "period",
                   {"geef \"period\", of alleen \"valid_to\" om de termijn te laten eindigen",
                    "give \"period\", or only \"valid_to\" to let the deadline end"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const last = date_field(json, "valid_to", where);
  if (!last) return tl::unexpected(last.error());
  if (!*last)
    return wrong(
        {"hier wordt niets veranderd", "nothing is changed here"}, where + "period",
        {"geef een nieuwe \"period\" met \"valid_from\" en \"articles\", of \"valid_to\" als "
         "laatste dag",
         "give a new \"period\" with \"valid_from\" and \"articles\", or \"valid_to\" as "
         "the last day"});
  auto const over = since((*last)->plus_days(1));
  auto const ends_something =
      std::any_of(rule.versions.begin(), rule.versions.end(),
                  [&](PeriodVersion const& version) { return share_a_day(version.valid, over); });
  if (!ends_something)
    return wrong({fmt::format("{} is na {} al geen recht meer", rule.name, (*last)->iso()),
                  fmt::format("{} is no law any more after {}", rule.name, (*last)->iso())},
                 where + "valid_to",
                 {"laat deze verandering weg, of kies een eerdere dag",
                  "leave this change out, or choose an earlier day"});
  return DeadlineChange{rule.id, over, std::nullopt};
}

Result<DeadlineChange> read_new_version(Json const& json, DeadlineRule const& rule,
                                        std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>(
      {"rule", "period", "valid_from", "valid_to", "articles", "transition"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const period = read_period(json.at("period"), rule, where + "period");
  if (!period) return tl::unexpected(period.error());
  auto const valid = read_validity(json, where);
  if (!valid) return tl::unexpected(valid.error());
  if (!valid->from)
    return wrong({"de eerste dag van de nieuwe termijn ontbreekt",
                  "the first day of the new period is missing"},
                 where + "valid_from", {"geef JJJJ-MM-DD", "give YYYY-MM-DD"});
  if (auto order = in_order(*valid, where); !order) return tl::unexpected(order.error());
  auto articles = texts_field(json, "articles", where);
  if (!articles) return tl::unexpected(articles.error());
  auto const transition = read_transition(json, where, Transition::keeps_its_law);
  if (!transition) return tl::unexpected(transition.error());
  return DeadlineChange{rule.id, *valid,
                        PeriodVersion{*valid, *period, std::move(*articles), *transition}};
}

Result<DeadlineChange> read_deadline(Json const& json, LawBook const& present,
                                     std::string const& where) {
  auto const name = text_field(json, "rule", where, Blank::refused);
  if (!name) return tl::unexpected(name.error());
  auto const id = read_deadline_name(*name, where + "rule");
  if (!id) return tl::unexpected(id.error());
  // The IND states the last day in each case: another period in the law would change none of them.
  if (*id == DeadlineId::views_term)
    return wrong({"views-term eindigt op de dag die de IND in elke zaak stelt",
                  "views-term ends on the day that the IND sets in each case"},
                 where + "rule", {"laat deze verandering weg", "leave this change out"});
  auto const& rule = present.deadline(*id);
  return json.contains("period") ? read_new_version(json, rule, where)
                                 : read_end(json, rule, where);
}

Result<void> add_deadline(LawProposal& proposal, DeadlineChange change, std::string const& where) {
  for (auto const& other : proposal.deadlines)
    if (other.rule == change.rule && share_a_day(other.over, change.over))
      return wrong(
          {fmt::format("{} wordt twee keer veranderd over dezelfde dagen", rule(change.rule).name),
           fmt::format("{} is changed twice over the same days", rule(change.rule).name)},
          where + (change.version ? "valid_from" : "valid_to"),
          {"laat de ene verandering eindigen (valid_to) voordat de andere begint",
           "let one change end (valid_to) before the other begins"});
  proposal.deadlines.push_back(std::move(change));
  return {};
}

// ---- requirements ------------------------------------------------------------------------------

Result<RequirementChange> read_requirement(Json const& json, LawBook const& present,
                                           std::string const& where) {
  constexpr auto fields = std::to_array<std::string_view>({"id", "valid_from", "valid_to"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  auto const id = text_field(json, "id", where, Blank::refused);
  if (!id) return tl::unexpected(id.error());
  auto const all = present.requirements();
  auto const found =
      std::find_if(all.begin(), all.end(), [&](Requirement const& one) { return one.id == *id; });
  if (found == all.end()) {
    std::vector<std::string_view> names;
    for (auto const& one : all) names.push_back(one.id);
    return unknown_name({"vereiste", "requirement"}, *id, names, where + "id");
  }
  auto const read = read_validity(json, where);
  if (!read) return tl::unexpected(read.error());
  if (!json.contains("valid_from") && !json.contains("valid_to"))
    return wrong({"hier wordt niets veranderd", "nothing is changed here"}, where + "valid_to",
                 {"geef de laatste dag (valid_to), of andere dagen (valid_from, valid_to; null is "
                  "onbepaald)",
                  "give the last day (valid_to), or other days (valid_from, valid_to; null is "
                  "unlimited)"});
  // What is not named stays as it is.
  auto valid = found->valid;
  if (json.contains("valid_from")) valid.from = read->from;
  if (json.contains("valid_to")) valid.to = read->to;
  if (auto order = in_order(valid, where); !order) return tl::unexpected(order.error());
  return RequirementChange{*id, valid};
}

Result<void> add_requirement(LawProposal& proposal, RequirementChange change,
                             std::string const& where) {
  for (auto const& other : proposal.requirements)
    if (other.id == change.id)
      return wrong({fmt::format("{} wordt twee keer veranderd", change.id),
                    fmt::format("{} is changed twice", change.id)},
                   where + "id", {"laat één verandering staan", "keep one change"});
  proposal.requirements.push_back(std::move(change));
  return {};
}

// ---- added requirements ------------------------------------------------------------------------

bool is_id(std::string_view id) {
  auto const allowed = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return allowed && id.size() <= longest_id && id.front() != '-' && id.back() != '-';
}

Result<std::string> read_new_id(Json const& json, LawBook const& present,
                                std::string const& where) {
  auto id = text_field(json, "id", where, Blank::refused);
  if (!id) return id;
  if (!is_id(*id))
    return wrong({fmt::format("\"{}\" is geen naam voor een vereiste", *id),
                  fmt::format("\"{}\" is no name for a requirement", *id)},
                 where + "id",
                 {"gebruik kleine letters, cijfers en streepjes, ten hoogste 64 tekens",
                  "use small letters, digits and hyphens, at most 64 characters"});
  auto const is_it = [&](auto const& one) { return one.id == *id; };
  auto const requirements = present.requirements();
  auto const records = record_rules();
  auto const taken = std::any_of(requirements.begin(), requirements.end(), is_it) ||
                     std::any_of(records.begin(), records.end(), is_it) ||
                     deadline_rule_named(*id) != nullptr;
  if (taken)
    return wrong({fmt::format("de naam {} is al in gebruik", *id),
                  fmt::format("the name {} is in use already", *id)},
                 where + "id",
                 {"kies een andere naam; een bestaande vereiste verandert u onder "
                  "\"requirements\"",
                  "choose another name; a requirement that exists is changed under "
                  "\"requirements\""});
  return id;
}

Result<Certainty> read_certainty(Json const& json, std::string const& where) {
  constexpr std::array all{Certainty::text, Certainty::policy, Certainty::inference};
  auto const text = text_field(json, "certainty", where, Blank::refused);
  if (!text) return tl::unexpected(text.error());
  for (auto const certainty : all)
    if (*text == std::string(1, letter(certainty))) return certainty;
  return wrong({fmt::format("\"{}\" is geen zekerheid", *text),
                fmt::format("\"{}\" is no certainty", *text)},
               where + "certainty",
               {"kies A (tekst van wet of uitspraak), B (beleid) of C (afgeleid)",
                "choose A (text of law or ruling), B (policy) or C (inference)"});
}

Result<std::vector<EventKind>> read_before(Json const& json, std::string const& where) {
  auto const names = texts_field(json, "before", where);
  if (!names) return tl::unexpected(names.error());
  std::vector<EventKind> before;
  for (std::size_t i = 0; i < names->size(); ++i) {
    auto const path = fmt::format("{}before[{}]", where, i);
    auto const kind = read_event_name((*names)[i], path);
    if (!kind) return tl::unexpected(kind.error());
    if (spec(*kind).recorders.has(Partner::engine))
      return wrong({fmt::format("{} komt met de tijd en kan niet worden geweigerd", (*names)[i]),
                    fmt::format("{} comes with time and cannot be refused", (*names)[i])},
                   path, {"noem een stap die iemand zet", "name a step that somebody takes"});
    if (std::find(before.begin(), before.end(), *kind) != before.end())
      return wrong({fmt::format("{} staat er twee keer", (*names)[i]),
                    fmt::format("{} is given twice", (*names)[i])},
                   path, {"laat er één staan", "keep one of them"});
    before.push_back(*kind);
  }
  return before;
}

Result<AddedRequirement> read_added(Json const& json, LawBook const& present,
                                    std::string const& where) {
  constexpr auto fields =
      std::to_array<std::string_view>({"id", "articles", "certainty", "valid_from", "valid_to",
                                       "transition", "before", "sentence", "condition"});
  if (auto known = known_fields(json, fields, where); !known) return tl::unexpected(known.error());
  AddedRequirement added;
  auto id = read_new_id(json, present, where);
  if (!id) return tl::unexpected(id.error());
  added.id = std::move(*id);
  auto articles = texts_field(json, "articles", where);
  if (!articles) return tl::unexpected(articles.error());
  added.articles = std::move(*articles);
  auto const certainty = read_certainty(json, where);
  if (!certainty) return tl::unexpected(certainty.error());
  added.certainty = *certainty;
  auto const valid = read_validity(json, where);
  if (!valid) return tl::unexpected(valid.error());
  if (auto order = in_order(*valid, where); !order) return tl::unexpected(order.error());
  added.valid = *valid;
  auto const transition = read_transition(json, where, Transition::takes_over);
  if (!transition) return tl::unexpected(transition.error());
  added.transition = *transition;
  auto before = read_before(json, where);
  if (!before) return tl::unexpected(before.error());
  added.before = std::move(*before);
  auto sentence = read_both_languages(json, "sentence", where);
  if (!sentence) return tl::unexpected(sentence.error());
  added.sentence = std::move(*sentence);
  if (!json.contains("condition"))
    return wrong({"de voorwaarde ontbreekt", "the condition is missing"}, where + "condition",
                 {"geef \"condition\": wat moet gelden om de stap te mogen vastleggen",
                  "give \"condition\": what must hold for the step to be recorded"});
  auto condition = read_condition(json.at("condition"), added.before, where + "condition");
  if (!condition) return tl::unexpected(condition.error());
  added.condition = std::move(*condition);
  return added;
}

Result<void> add_added(LawProposal& proposal, AddedRequirement added, std::string const& where) {
  for (auto const& other : proposal.added)
    if (other.id == added.id)
      return wrong(
          {fmt::format("{} wordt twee keer toegevoegd", added.id),
           fmt::format("{} is added twice", added.id)},
          where + "id",
          {"geef elke vereiste een eigen naam", "give every requirement a name of its own"});
  proposal.added.push_back(std::move(added));
  return {};
}

// ---- the whole ---------------------------------------------------------------------------------

/// Reads one change with `read` and adds it with `add`.
template <class Read, class Add>
Result<void> read_changes(Json const& json, std::string_view field, LawBook const& present,
                          LawProposal& proposal, Read const& read, Add const& add) {
  return each_of(json, field, [&](Json const& one, std::string const& where) -> Result<void> {
    auto change = read(one, present, where);
    if (!change) return tl::unexpected(change.error());
    return add(proposal, std::move(*change), where);
  });
}

Text example() {
  std::string const form = R"({"deadlines": […], "requirements": […], "added_requirements": […]})";
  return {"geef " + form + "; zie examples/laws", "give " + form + "; see examples/laws"};
}

Result<LawProposal> read_object(Json const& json, LawBook const& present) {
  constexpr auto fields =
      std::to_array<std::string_view>({"title", "deadlines", "requirements", "added_requirements"});
  if (!json.is_object())
    return wrong({"dit voorstel is geen JSON-object", "this proposal is no JSON object"}, "",
                 example());
  if (auto known = known_fields(json, fields, ""); !known) return tl::unexpected(known.error());
  LawProposal proposal;
  if (json.contains("title")) {
    auto title = read_both_languages(json, "title", "");
    if (!title) return tl::unexpected(title.error());
    proposal.title = std::move(*title);
  }
  if (auto done = read_changes(json, "deadlines", present, proposal, read_deadline, add_deadline);
      !done)
    return tl::unexpected(done.error());
  if (auto done =
          read_changes(json, "requirements", present, proposal, read_requirement, add_requirement);
      !done)
    return tl::unexpected(done.error());
  if (auto done =
          read_changes(json, "added_requirements", present, proposal, read_added, add_added);
      !done)
    return tl::unexpected(done.error());
  if (proposal.deadlines.empty() && proposal.requirements.empty() && proposal.added.empty())
    return wrong({"dit voorstel verandert niets", "this proposal changes nothing"}, "", example());
  return proposal;
}

}  // namespace

Result<LawProposal> read_law_proposal(std::string_view json, LawBook const& present) {
  if (json.size() > longest_proposal)
    return wrong({"het voorstel is te lang", "the proposal is too long"}, "",
                 {"ten hoogste 1 MiB", "at most 1 MiB"});
  try {
    auto const parsed = strict_json::parse(json);
    if (!parsed.doubled.empty())
      return wrong({fmt::format("\"{}\" staat er twee keer in één object", parsed.doubled),
                    fmt::format("\"{}\" is given twice in one object", parsed.doubled)},
                   parsed.doubled, {"laat er één staan", "keep one of them"});
    return read_object(parsed.json, present);
  } catch (Json::parse_error const& error) {
    return wrong({fmt::format("dit is geen JSON (teken {})", error.byte),
                  fmt::format("this is no JSON (character {})", error.byte)},
                 "", {"schrijf één JSON-object, in UTF-8", "write one JSON object, in UTF-8"});
  } catch (Json::exception const&) {
    return wrong({"deze JSON kan niet worden gelezen: te diep genest of geen UTF-8",
                  "this JSON cannot be read: nested too deep or no UTF-8"},
                 "",
                 {"schrijf één JSON-object, in UTF-8, met minder lagen",
                  "write one JSON object, in UTF-8, with fewer layers"});
  }
}

}  // namespace vertrek::forced_return
