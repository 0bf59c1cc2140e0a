#include "workflows/forced_return/data.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <type_traits>

#include "workflows/forced_return/allowed.hpp"
#include "workflows/forced_return/event_struct.hpp"
#include "workflows/forced_return/nearest.hpp"
#include "workflows/forced_return/never_recorded.hpp"

namespace vertrek::forced_return {

namespace {

using Json = simdjson::dom::element;

/// What is wrong with a value, with what would be right; none when all is well.
using Problem = std::optional<Text>;

Problem expected(std::string const& nl, std::string const& en) {
  return Text{nl, en};
}

// ---- one overload for each kind of value -------------------------------------------------------

Problem convert(Json json, bool& value) {
  if (json.get(value) == simdjson::SUCCESS) return {};
  return expected("verwacht wordt true of false", "expected is true or false");
}

Problem convert(Json json, FreeText& value) {
  std::string_view text;
  if (json.get(text) != simdjson::SUCCESS)
    return expected("verwacht wordt een tekst tussen aanhalingstekens",
                    "expected is a text between quotes");
  if (text.find('\0') != std::string_view::npos)
    return expected("een tekst mag geen nulteken bevatten", "a text cannot hold a NUL character");
  value.assign(text);
  return {};
}

/// A whole number within the range; 12.0 is one too, as JSON Schema has it.
std::optional<std::int64_t> whole_number_in(Json json, allowed::Range range) {
  std::int64_t given = 0;
  double written = 0;
  if (json.get(given) != simdjson::SUCCESS) {
    auto const is_whole = json.get(written) == simdjson::SUCCESS && written == std::trunc(written);
    if (!is_whole || std::abs(written) > static_cast<double>(range.most)) return {};
    given = static_cast<std::int64_t>(written);
  }
  if (given < range.least || given > range.most) return {};
  return given;
}

Problem convert_integer(Json json, allowed::Range range, std::int64_t& value) {
  if (auto const given = whole_number_in(json, range)) {
    value = *given;
    return {};
  }
  return expected(
      fmt::format("verwacht wordt een geheel getal van {} tot {}", range.least, range.most),
      fmt::format("expected is a whole number from {} to {}", range.least, range.most));
}

Problem convert(Json json, int& value) {
  std::int64_t given = value;
  auto problem = convert_integer(json, allowed::whole_number, given);
  if (!problem) value = static_cast<int>(given);
  return problem;
}

Problem convert(Json json, EventNumber& value) {
  return convert_integer(json, allowed::event_number, value.value);
}

template <class Value>
Problem convert_parsed(Json json, Value& value) {
  std::string_view text;
  if (json.get(text) != simdjson::SUCCESS)
    return expected("verwacht wordt een tekst tussen aanhalingstekens",
                    "expected is a text between quotes");
  auto const parsed = Value::parse(text);
  if (!parsed)
    return Text{parsed.error().what.nl + "; " + parsed.error().remedy.nl,
                parsed.error().what.en + "; " + parsed.error().remedy.en};
  value = *parsed;
  return {};
}

Problem convert(Json json, CivilDate& value) {
  return convert_parsed(json, value);
}
Problem convert(Json json, Moment& value) {
  return convert_parsed(json, value);
}

template <class Choice>
requires std::is_enum_v<Choice> Problem convert(Json json, Choice& value) {
  std::string_view text;
  auto const& names = choices<Choice>;
  if (json.get(text) == simdjson::SUCCESS) {
    auto const* const found = std::find(names.begin(), names.end(), text);
    if (found != names.end()) {
      value = static_cast<Choice>(found - names.begin());
      return {};
    }
  }
  auto const list = fmt::format("{}", fmt::join(names, ", "));
  return expected("verwacht wordt een van: " + list, "expected is one of: " + list);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Problem convert(Json json, VNumber& value) {
  std::string_view text;
  if (json.get(text) == simdjson::SUCCESS && text.size() == allowed::v_number_digits &&
      all_digits(text)) {
    value.digits.assign(text);
    return {};
  }
  return expected("een V-nummer bestaat uit tien cijfers, tussen aanhalingstekens",
                  "a V-number is ten digits, between quotes");
}

template <class Names>
bool is_among(Names const& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Problem convert(Json json, Nationality& value) {
  std::string_view text;
  if (json.get(text) == simdjson::SUCCESS && is_among(allowed::nationalities, text)) {
    value.code.assign(text);
    return {};
  }
  auto const list = fmt::format("{}", fmt::join(allowed::nationalities, " "));
  return expected(
      "verwacht wordt de nationaliteit van een lidstaat van de EU, de EER of Zwitserland, niet "
      "NL: " +
          list,
      "expected is the nationality of a state of the EU or EEA or Switzerland, not NL: " + list);
}

bool is_language_tag(std::string_view text) {
  auto const size = static_cast<std::int64_t>(text.size());
  if (size < allowed::language_tag_length.least || size > allowed::language_tag_length.most)
    return false;
  std::size_t length = 0;
  auto first = true;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == '-') {
      if (length == 0 || length > 8 || (first && (length < 2 || length > 3))) return false;
      length = 0;
      first = false;
    } else {
      auto const c = static_cast<unsigned char>(text[i]);
      if (std::isalnum(c) == 0 || (first && std::isalpha(c) == 0)) return false;
      ++length;
    }
  }
  return true;
}

Problem convert(Json json, LanguageTag& value) {
  std::string_view text;
  if (json.get(text) == simdjson::SUCCESS && is_language_tag(text)) {
    value.tag.assign(text);
    return {};
  }
  return expected("verwacht wordt een taal volgens BCP 47, zoals \"pl\" of \"ro-MD\"",
                  "expected is a language by BCP 47, such as \"pl\" or \"ro-MD\"");
}

Problem convert(Json json, DetentionGround& value) {
  std::string_view text;
  if (json.get(text) == simdjson::SUCCESS && is_among(allowed::detention_grounds, text)) {
    value.code.assign(text);
    return {};
  }
  return expected("een grond is \"3a\" tot \"3m\" (zwaar) of \"4a\" tot \"4f\" (licht), Vb 5.1b",
                  "a ground is \"3a\" to \"3m\" (heavy) or \"4a\" to \"4f\" (light), Vb 5.1b");
}

Problem convert(Json json, Euros& value) {
  constexpr double cents_in_euro = 100;
  double amount = 0;
  if (json.get(amount) == simdjson::SUCCESS &&
      amount >= static_cast<double>(allowed::euros.least) &&
      amount <= static_cast<double>(allowed::euros.most)) {
    auto const cents = std::llround(amount * cents_in_euro);
    // The number that was written is the one nearest to so many cents: it has no third decimal.
    if (static_cast<double>(cents) / cents_in_euro == amount) {
      value.cents = cents;
      return {};
    }
  }
  return expected("verwacht wordt een bedrag in euro's met ten hoogste twee decimalen, zoals 1300",
                  "expected is an amount in euros with at most two decimals, such as 1300");
}

Problem not_a_term() {
  auto const [least, most] = allowed::term_count;
  return expected(fmt::format("verwacht wordt precies een van {{\"months\":n}}, {{\"weeks\":n}} of "
                              "{{\"days\":n}}, n van {} tot {}",
                              least, most),
                  fmt::format("expected is exactly one of {{\"months\":n}}, {{\"weeks\":n}} or "
                              "{{\"days\":n}}, n from {} to {}",
                              least, most));
}

Problem convert(Json json, StatedTerm& value) {
  simdjson::dom::object object;
  if (json.get(object) != simdjson::SUCCESS || object.size() != 1) return not_a_term();
  auto const entry = *object.begin();
  auto const count = whole_number_in(entry.value, allowed::term_count);
  auto const* const unit =
      std::find_if(allowed::term_units.begin(), allowed::term_units.end(),
                   [&](auto const& known) { return known.first == entry.key; });
  if (!count || unit == allowed::term_units.end()) return not_a_term();
  value.period = {static_cast<int>(*count), unit->second};
  return {};
}

Problem convert(Json json, CorrectedFields& value) {
  simdjson::dom::object object;
  if (json.get(object) != simdjson::SUCCESS || object.size() == 0)
    return expected("verwacht worden de nieuwe waarden: {\"veld\": waarde}, ten minste één",
                    "expected are the new values: {\"field\": value}, at least one");
  for (auto const entry : object)
    if (auto never = why_never(entry.key)) return never;
  value.json = simdjson::minify(json);
  return {};
}

template <class Value>
Problem convert(Json json, std::optional<Value>& value) {
  Value given{};
  auto problem = convert(json, given);
  if (!problem) value = std::move(given);
  return problem;
}

template <class Value>
Problem convert(Json json, std::vector<Value>& values) {
  simdjson::dom::array array;
  if (json.get(array) != simdjson::SUCCESS)
    return expected("verwacht wordt een lijst: [\"…\", \"…\"]",
                    "expected is a list: [\"…\", \"…\"]");
  std::vector<Value> given;
  for (auto const element : array) {
    Value one{};
    if (auto problem = convert(element, one)) return problem;
    given.push_back(std::move(one));
  }
  values = std::move(given);
  return {};
}

// ---- reading a struct by its fields ------------------------------------------------------------

void add(std::string& list, std::string_view field, std::string_view problem) {
  if (!list.empty()) list += "; ";
  list += fmt::format("{}: {}", field, problem);
}

/// All problems of one object, in both languages.
struct Problems {
  Text text;
  [[nodiscard]] bool none() const { return text.en.empty(); }
  void add_all(std::string_view field, Text const& problem) {
    add(text.nl, field, problem.nl);
    add(text.en, field, problem.en);
  }
};

/// Assigns the value to the field of that name; false when there is no such field.
template <class Struct>
bool assign(Struct& data, std::string_view key, Json value, Problems* problems) {
  auto const one = [&](auto const& field) {
    if (field.name != key) return false;
    auto const problem = convert(value, data.*field.member);
    if (problem && problems != nullptr) problems->add_all(key, *problem);
    return true;
  };
  return std::apply([&](auto const&... field) { return (one(field) || ...); }, Struct::fields());
}

template <class Struct>
std::vector<std::string_view> field_names() {
  return std::apply(
      [](auto const&... field) { return std::vector<std::string_view>{field.name...}; },
      Struct::fields());
}

Text unknown_field(std::string_view key, std::vector<std::string_view> const& known) {
  if (auto const never = why_never(key)) return *never;
  auto const meant = nearest(key, known);
  if (!meant.empty())
    return {fmt::format("onbekend veld; bedoelt u \"{}\"?", meant),
            fmt::format("unknown field; did you mean \"{}\"?", meant)};
  if (known.empty())
    return {"onbekend veld; deze gebeurtenis heeft geen velden",
            "unknown field; this event has no fields"};
  auto const list = fmt::format("{}", fmt::join(known, ", "));
  return {"onbekend veld; bekend zijn: " + list, "unknown field; known are: " + list};
}

template <class Struct>
void report_missing(simdjson::dom::object object, Problems& problems) {
  auto const one = [&](auto const& field) {
    if (field.presence == Presence::optional) return;
    for (auto const entry : object)
      if (entry.key == field.name) return;
    problems.add_all(field.name,
                     {"dit veld is verplicht en ontbreekt", "this field is required and missing"});
  };
  std::apply([&](auto const&... field) { (one(field), ...); }, Struct::fields());
}

template <class Struct>
Problems read_strictly(simdjson::dom::object object, Struct& data) {
  Problems problems;
  std::vector<std::string_view> seen;
  for (auto const entry : object) {
    if (std::find(seen.begin(), seen.end(), entry.key) != seen.end())
      problems.add_all(entry.key, {"dit veld staat er twee keer", "this field is given twice"});
    seen.push_back(entry.key);
    if (!assign(data, entry.key, entry.value, &problems))
      problems.add_all(entry.key, unknown_field(entry.key, field_names<Struct>()));
  }
  report_missing<Struct>(object, problems);
  return problems;
}

// No field of any event holds what can never be recorded: this does not compile otherwise.
template <class... Struct>
constexpr bool none_is_never_recorded(std::type_identity<std::variant<Struct...>>) {
  auto const none_of = [](auto const&... field) { return (!never_named(field.name) && ...); };
  return (std::apply(none_of, Struct::fields()) && ...);
}
static_assert(none_is_never_recorded(std::type_identity<Data>{}));

/// Parsing keeps buffers; one parser a thread saves making them for every event.
simdjson::dom::parser& parser() {
  thread_local simdjson::dom::parser one;
  return one;
}

}  // namespace

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isspace(c) != 0; });
}

Result<Data> check_data(EventKind kind, std::string_view json) {
  simdjson::dom::object object;
  if (parser().parse(json.data(), json.size()).get(object) != simdjson::SUCCESS)
    return failure(
        ErrorCode::bad_input, {"data is geen JSON-object", "data is no JSON object"}, "data",
        {"geef de velden als {\"veld\": waarde}", "give the fields as {\"field\": value}"});
  return with_struct(kind, [&]<class Struct>(Is<Struct>) -> Result<Data> {
    Struct data;
    auto problems = read_strictly(object, data);
    if (problems.none()) return Data{std::move(data)};
    auto const event = std::string(spec(kind).name);
    return failure(ErrorCode::bad_input, std::move(problems.text), "data (" + event + ")",
                   {"vertrek rules --events toont de velden van elke gebeurtenis",
                    "vertrek rules --events shows the fields of every event"});
  });
}

std::optional<Text> check_correction(EventKind kind, std::string_view fields) {
  simdjson::dom::object object;
  if (parser().parse(fields.data(), fields.size()).get(object) != simdjson::SUCCESS)
    return Text{"set is geen JSON-object", "set is no JSON object"};
  return with_struct(kind, [&]<class Struct>(Is<Struct>) -> std::optional<Text> {
    Struct data;
    Problems problems;
    for (auto const entry : object) {
      if (entry.key == "occurred_at") {
        Moment moment;
        if (auto const problem = convert(entry.value, moment))
          problems.add_all(entry.key, *problem);
      } else if (!assign(data, entry.key, entry.value, &problems)) {
        problems.add_all(entry.key, unknown_field(entry.key, field_names<Struct>()));
      }
    }
    if (problems.none()) return {};
    return std::move(problems.text);
  });
}

std::optional<Moment> corrected_moment(std::string_view fields) {
  simdjson::dom::element json;
  Moment moment;
  auto const found =
      parser().parse(fields.data(), fields.size())["occurred_at"].get(json) == simdjson::SUCCESS;
  if (!found || convert(json, moment)) return {};
  return moment;
}

Data read_data(EventKind kind, std::string_view json) noexcept {
  return with_struct(kind, [&]<class Struct>(Is<Struct>) -> Data {
    Struct data;
    if constexpr (std::tuple_size_v < decltype(Struct::fields()) >> 0) {
      simdjson::dom::object object;
      if (parser().parse(json.data(), json.size()).get(object) == simdjson::SUCCESS)
        for (auto const entry : object) assign(data, entry.key, entry.value, nullptr);
    }
    return data;
  });
}

}  // namespace vertrek::forced_return
