#include "workflows/forced_return/data_schema.hpp"

#include <fmt/format.h>

#include <type_traits>

#include "workflows/forced_return/allowed.hpp"
#include "workflows/forced_return/event_struct.hpp"
#include "workflows/forced_return/never_recorded.hpp"

namespace vertrek::forced_return {

namespace {

using Json = nlohmann::ordered_json;

Json integer(allowed::Range range) {
  return {{"type", "integer"}, {"minimum", range.least}, {"maximum", range.most}};
}

template <class Names>
Json one_of(Names const& names) {
  return {{"type", "string"}, {"enum", names}};
}

/// A pattern that must fit the whole text.
Json text_like(std::string const& pattern) {
  return {{"type", "string"}, {"pattern", "^" + pattern + "$"}};
}

// Without look-ahead, so that every engine of regular expressions can read them.

/// A day that exists, from 1900 to 2199: the first 28 days of each month, the 29th and 30th of all
/// but February, the 31st of the long ones, and 29 February of leap years.
constexpr auto day_pattern =
    "((19|20|21)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|"
    "(0[13578]|1[02])-31)|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29)";
constexpr auto minute_pattern = "([01][0-9]|2[0-3]):[0-5][0-9]";
constexpr auto second_pattern = ":[0-5][0-9](\\.[0-9]+)?";
constexpr auto offset_pattern = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

// ---- each kind of value: its name for people, its schema for programs --------------------------

template <class Value>
struct Kind;

template <>
struct Kind<bool> {
  static Text name() { return {"true/false", "true/false"}; }
  static Json schema() { return {{"type", "boolean"}}; }
};
template <>
struct Kind<FreeText> {
  static Text name() { return {"tekst", "text"}; }
  static Json schema() { return text_like("[^\\x00]*"); }
};
template <>
struct Kind<int> {
  static Text name() { return {"geheel getal", "whole number"}; }
  static Json schema() { return integer(allowed::whole_number); }
};
template <>
struct Kind<EventNumber> {
  static Text name() { return {"volgnummer", "sequence number"}; }
  static Json schema() { return integer(allowed::event_number); }
};
template <>
struct Kind<CivilDate> {
  static Text name() { return {"datum", "date"}; }
  static Json schema() {
    auto schema = text_like(day_pattern);
    schema["format"] = "date";
    return schema;
  }
};
template <>
struct Kind<Moment> {
  static Text name() { return {"datum en tijd", "date-time"}; }
  /// RFC 3339, and the same without seconds: the law counts to the minute.
  static Json schema() {
    auto const to_the_minute = fmt::format("{}[Tt]{}", day_pattern, minute_pattern);
    auto exact = text_like(fmt::format("{}{}{}", to_the_minute, second_pattern, offset_pattern));
    exact["format"] = "date-time";
    return {{"anyOf", {std::move(exact), text_like(to_the_minute + offset_pattern)}}};
  }
};
template <>
struct Kind<VNumber> {
  static Text name() { return {"tien cijfers", "ten digits"}; }
  static Json schema() { return text_like(fmt::format("[0-9]{{{}}}", allowed::v_number_digits)); }
};
template <>
struct Kind<Nationality> {
  static Text name() { return {"land", "country"}; }
  static Json schema() { return one_of(allowed::nationalities); }
};
template <>
struct Kind<LanguageTag> {
  static Text name() { return {"taal", "language"}; }
  static Json schema() {
    auto schema = text_like("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    schema["minLength"] = allowed::language_tag_length.least;
    schema["maxLength"] = allowed::language_tag_length.most;
    return schema;
  }
};
template <>
struct Kind<DetentionGround> {
  static Text name() { return {"grond", "ground"}; }
  static Json schema() { return one_of(allowed::detention_grounds); }
};
template <>
struct Kind<Euros> {
  static Text name() { return {"euro's", "euros"}; }
  static Json schema() {
    return {{"type", "number"},
            {"minimum", allowed::euros.least},
            {"maximum", allowed::euros.most},
            {"multipleOf", 0.01}};
  }
};
template <>
struct Kind<StatedTerm> {
  static Text name() { return {"termijn", "term"}; }
  static Json schema() {
    auto units = Json::array();
    for (auto const& [unit, meaning] : allowed::term_units)
      units.push_back({{"properties", {{unit, integer(allowed::term_count)}}},
                       {"required", Json::array({unit})},
                       {"additionalProperties", false}});
    return {{"type", "object"}, {"oneOf", std::move(units)}};
  }
};
template <>
struct Kind<CorrectedFields> {
  static Text name() { return {"velden", "fields"}; }
  static Json schema() {
    return {{"type", "object"},
            {"minProperties", 1},
            {"propertyNames", {{"not", {{"pattern", never_pattern()}}}}}};
  }
};
template <class Choice>
requires std::is_enum_v<Choice>
struct Kind<Choice> {
  static Text name() { return {"een van", "one of"}; }
  static Json schema() { return one_of(choices<Choice>); }
};
template <class Value>
struct Kind<std::optional<Value>> : Kind<Value> {};
template <class Value>
struct Kind<std::vector<Value>> {
  static Json schema() { return {{"type", "array"}, {"items", Kind<Value>::schema()}}; }
};

template <class Value>
struct Describe {
  static void into(FieldInfo& info) {
    info.title = Kind<Value>::name();
    info.type = info.title.en;
    if constexpr (std::is_enum_v<Value>)
      info.one_of.assign(choices<Value>.begin(), choices<Value>.end());
  }
};
template <class Value>
struct Describe<std::optional<Value>> : Describe<Value> {};
template <class Value>
struct Describe<std::vector<Value>> {
  static void into(FieldInfo& info) {
    Describe<Value>::into(info);
    info.title = {"lijst van " + info.title.nl, "list of " + info.title.en};
    info.type = info.title.en;
  }
};

/// Calls `use` with each field of the event's data, in the order of its list.
template <class Use>
void each_field(EventKind kind, Use const& use) {
  with_struct(kind, [&]<class Struct>(Is<Struct>) {
    std::apply([&](auto const&... field) { (use(field), ...); }, Struct::fields());
  });
}

}  // namespace

std::vector<FieldInfo> fields_of(EventKind kind) {
  std::vector<FieldInfo> infos;
  each_field(kind, [&]<class S, class Value>(Field<S, Value> const& field) {
    FieldInfo info{field.name, field.presence == Presence::required, {}, {}, {}};
    Describe<Value>::into(info);
    infos.push_back(std::move(info));
  });
  return infos;
}

Json data_schema(EventKind kind) {
  auto properties = Json::object();
  auto required = Json::array();
  each_field(kind, [&]<class S, class Value>(Field<S, Value> const& field) {
    properties[std::string(field.name)] = Kind<Value>::schema();
    if (field.presence == Presence::required) required.push_back(field.name);
  });
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"title", spec(kind).name},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

}  // namespace vertrek::forced_return
