#include "workflows/forced_return/data.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <type_traits>

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

Problem convert_integer(Json json, std::int64_t low, std::int64_t high, std::int64_t& value) {
  std::int64_t given = 0;
  if (json.get(given) == simdjson::SUCCESS && given >= low && given <= high) {
    value = given;
    return {};
  }
  return expected(fmt::format("verwacht wordt een geheel getal van {} tot {}", low, high),
                  fmt::format("expected is a whole number from {} to {}", low, high));
}

Problem convert(Json json, int& value) {
  std::int64_t given = value;
  auto problem = convert_integer(json, 0, 100, given);
  if (!problem) value = static_cast<int>(given);
  return problem;
}

Problem convert(Json json, EventNumber& value) {
  return convert_integer(json, 1, 1'000'000'000, value.value);
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
  if (json.get(text) == simdjson::SUCCESS && text.size() == 10 && all_digits(text)) {
    value.digits.assign(text);
    return {};
  }
  return expected("een V-nummer bestaat uit tien cijfers, tussen aanhalingstekens",
                  "a V-number is ten digits, between quotes");
}

// The EU, the EEA and Switzerland, without the Netherlands: to its own nationals none of this
// process applies.
constexpr auto free_movement_nationalities = std::to_array<std::string_view>(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
     "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NO", "PL", "PT", "RO", "SE", "SI", "SK"});

Problem convert(Json json, Nationality& value) {
  std::string_view text;
  if (json.get(text) == simdjson::SUCCESS &&
      std::binary_search(free_movement_nationalities.begin(), free_movement_nationalities.end(),
                         text)) {
    value.code.assign(text);
    return {};
  }
  auto const list = fmt::format("{}", fmt::join(free_movement_nationalities, " "));
  return expected(
      "verwacht wordt de nationaliteit van een lidstaat van de EU, de EER of Zwitserland, niet "
      "NL: " +
          list,
      "expected is the nationality of a state of the EU or EEA or Switzerland, not NL: " + list);
}

bool is_language_tag(std::string_view text) {
  if (text.size() < 2 || text.size() > 35) return false;
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
  if (json.get(text) == simdjson::SUCCESS && text.size() == 2 &&
      ((text[0] == '3' && text[1] >= 'a' && text[1] <= 'm') ||
       (text[0] == '4' && text[1] >= 'a' && text[1] <= 'f'))) {
    value.code.assign(text);
    return {};
  }
  return expected("een grond is \"3a\" tot \"3m\" (zwaar) of \"4a\" tot \"4f\" (licht), Vb 5.1b",
                  "a ground is \"3a\" to \"3m\" (heavy) or \"4a\" to \"4f\" (light), Vb 5.1b");
}

Problem convert(Json json, Euros& value) {
  constexpr double most = 1e9;
  constexpr double cents_in_euro = 100;
  double amount = 0;
  if (json.get(amount) == simdjson::SUCCESS && amount >= 0 && amount <= most) {
    auto const cents = std::llround(amount * cents_in_euro);
    if (std::abs(amount * cents_in_euro - static_cast<double>(cents)) < 1e-4) {
      value.cents = cents;
      return {};
    }
  }
  return expected("verwacht wordt een bedrag in euro's met ten hoogste twee decimalen, zoals 1300",
                  "expected is an amount in euros with at most two decimals, such as 1300");
}

Problem not_a_term() {
  return expected(
      "verwacht wordt precies een van {\"months\":n}, {\"weeks\":n} of {\"days\":n}, n van 0 tot "
      "1000",
      "expected is exactly one of {\"months\":n}, {\"weeks\":n} or {\"days\":n}, n from 0 to "
      "1000");
}

Problem convert(Json json, StatedTerm& value) {
  simdjson::dom::object object;
  if (json.get(object) != simdjson::SUCCESS || object.size() != 1) return not_a_term();
  auto const entry = *object.begin();
  std::int64_t number = 0;
  if (entry.value.get(number) != simdjson::SUCCESS || number < 0 || number > 1000)
    return not_a_term();
  auto const count = static_cast<int>(number);
  if (entry.key == "months") {
    value.period = {count, Unit::months};
  } else if (entry.key == "weeks") {
    value.period = {count, Unit::weeks};
  } else if (entry.key == "days") {
    value.period = {count, Unit::days};
  } else {
    return not_a_term();
  }
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

// ---- the name of each kind of value, for the catalogue -----------------------------------------

template <class Value>
struct TypeName;
template <>
struct TypeName<bool> {
  static constexpr std::string_view text = "true/false";
};
template <>
struct TypeName<FreeText> {
  static constexpr std::string_view text = "text";
};
template <>
struct TypeName<int> {
  static constexpr std::string_view text = "whole number";
};
template <>
struct TypeName<EventNumber> {
  static constexpr std::string_view text = "sequence number";
};
template <>
struct TypeName<CivilDate> {
  static constexpr std::string_view text = "date";
};
template <>
struct TypeName<Moment> {
  static constexpr std::string_view text = "date-time";
};
template <>
struct TypeName<VNumber> {
  static constexpr std::string_view text = "ten digits";
};
template <>
struct TypeName<Nationality> {
  static constexpr std::string_view text = "country";
};
template <>
struct TypeName<LanguageTag> {
  static constexpr std::string_view text = "language";
};
template <>
struct TypeName<DetentionGround> {
  static constexpr std::string_view text = "ground";
};
template <>
struct TypeName<Euros> {
  static constexpr std::string_view text = "euros";
};
template <>
struct TypeName<StatedTerm> {
  static constexpr std::string_view text = "term";
};
template <>
struct TypeName<CorrectedFields> {
  static constexpr std::string_view text = "fields";
};

template <class Value>
struct Describe {
  static void into(FieldInfo& info) {
    if constexpr (std::is_enum_v<Value>) {
      info.type = "one of";
      info.one_of.assign(choices<Value>.begin(), choices<Value>.end());
    } else {
      info.type = TypeName<Value>::text;
    }
  }
};
template <class Value>
struct Describe<std::optional<Value>> : Describe<Value> {};
template <class Value>
struct Describe<std::vector<Value>> {
  static void into(FieldInfo& info) {
    Describe<Value>::into(info);
    info.type = "list of " + info.type;
  }
};

// ---- which struct an event carries -------------------------------------------------------------

template <class Struct>
struct Is {
  using type = Struct;
};

/// Calls `use` with the struct that the event's data is read into.
template <class Use>
auto with_struct(EventKind kind, Use&& use) {
  using enum EventKind;
  switch (kind) {
    case case_opened:
      return use(Is<CaseOpened>{});
    case case_closed:
      return use(Is<CaseClosed>{});
    case case_reopened:
    case residence_review_started:
    case residence_determination_withdrawn:
    case custody_hold_extended:
    case removal_cancelled:
    case objection_decision_postponed:
    case lighter_means_ended:
      return use(Is<ReasonGiven>{});
    case record_corrected:
      return use(Is<RecordCorrected>{});
    case note_added:
      return use(Is<NoteAdded>{});
    case chain_meeting_discussed:
      return use(Is<ChainMeetingDiscussed>{});
    case shelter_placed:
      return use(Is<ShelterPlaced>{});
    case shelter_ended:
      return use(Is<ShelterEnded>{});
    case residence_views_invited:
      return use(Is<ViewsInvited>{});
    case residence_views_received:
      return use(Is<ViewsReceived>{});
    case residence_confirmed:
      return use(Is<ResidenceConfirmed>{});
    case residence_ended:
      return use(Is<ResidenceEnded>{});
    case residence_determination_notified:
      return use(Is<DeterminationNotified>{});
    case departure_term_extended:
      return use(Is<TermExtended>{});
    case departure_willingness_declared:
      return use(Is<WillingnessDeclared>{});
    case departure_assistance_started:
      return use(Is<AssistanceStarted>{});
    case departure_assistance_ended:
      return use(Is<AssistanceEnded>{});
    case departure_confirmed:
      return use(Is<DepartureConfirmed>{});
    case objection_lodged:
      return use(Is<ObjectionLodged>{});
    case objection_heard:
      return use(Is<ObjectionHeard>{});
    case objection_decided:
      return use(Is<ObjectionDecided>{});
    case appeal_lodged:
      return use(Is<AppealLodged>{});
    case appeal_decided:
      return use(Is<AppealDecided>{});
    case higher_appeal_lodged:
      return use(Is<HigherAppealLodged>{});
    case higher_appeal_decided:
      return use(Is<HigherAppealDecided>{});
    case interim_relief_decided:
      return use(Is<InterimReliefDecided>{});
    case custody_stopped:
      return use(Is<CustodyStopped>{});
    case custody_held:
      return use(Is<CustodyHeld>{});
    case custody_hold_ended:
      return use(Is<HoldEnded>{});
    case lighter_means_imposed:
      return use(Is<LighterMeansImposed>{});
    case lighter_means_not_kept:
      return use(Is<LighterMeansNotKept>{});
    case detention_heard:
      return use(Is<DetentionHeard>{});
    case detention_imposed:
      return use(Is<DetentionImposed>{});
    case detention_placed:
      return use(Is<DetentionPlaced>{});
    case detention_extended:
      return use(Is<DetentionExtended>{});
    case detention_lifted:
      return use(Is<DetentionLifted>{});
    case detention_appeal_lodged:
      return use(Is<DetentionAppealLodged>{});
    case detention_ruled:
      return use(Is<DetentionRuled>{});
    case removal_interview_held:
      return use(Is<InterviewHeld>{});
    case removal_document_requested:
    case removal_document_obtained:
      return use(Is<TravelDocument>{});
    case removal_planned:
      return use(Is<RemovalPlanned>{});
    case removal_announced:
      return use(Is<RemovalAnnounced>{});
    case removal_carried_out:
      return use(Is<RemovalCarriedOut>{});
    case impediment_raised:
    case impediment_lifted:
      return use(Is<ImpedimentData>{});
    case deadline_breached:
      return use(Is<DeadlineBreached>{});
    case departure_whereabouts_unknown:
    case departure_term_elapsed:
    case interim_relief_requested:
    case detention_court_notified:
    case detention_hearing_held:
    case detention_hearing_closed:
    case removal_transferred:
    case removal_accepted:
      break;
  }
  return use(Is<NoData>{});
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

std::vector<FieldInfo> fields_of(EventKind kind) {
  return with_struct(kind, []<class Struct>(Is<Struct>) {
    std::vector<FieldInfo> infos;
    auto const one = [&]<class S, class Value>(Field<S, Value> const& field) {
      FieldInfo info{field.name, field.presence == Presence::required, {}, {}};
      Describe<Value>::into(info);
      infos.push_back(std::move(info));
    };
    std::apply([&](auto const&... field) { (one(field), ...); }, Struct::fields());
    return infos;
  });
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
