#include "tests/properties/chance.hpp"

#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace vertrek::properties {

namespace {

using Json = nlohmann::ordered_json;
using K = fr::EventKind;
using std::chrono::hours;

constexpr int hours_a_day = 24;

struct Surroundings {
  fr::CaseFile const& file;
  Moment now;
  Chance& chance;
};

std::string text(Surroundings& in) {
  constexpr auto usual = std::to_array<std::string_view>(
      {"seen at the station", "no address known", "a ticket for Friday", "59(1)(a)", "Barka"});
  constexpr auto odd = std::to_array<std::string_view>(
      {"", " ", "\t\n", "59(2)", "\"}],\\ é € 🚪 \u2028 '; drop table events; --",
       "een heel lange tekst, die nergens over gaat en toch bewaard moet blijven zoals zij is"});
  return std::string(in.chance.one_in(10) ? in.chance.of(odd) : in.chance.of(usual));
}

Moment some_moment(Surroundings& in) {
  auto& chance = in.chance;
  if (chance.one_in(60)) return chance.one_in(2) ? first_moment() : last_moment();
  if (chance.one_in(3) && !in.file.recorded.empty()) return chance.of(in.file.recorded).occurred_at;
  auto const at = in.now.plus(hours(chance.between(-30 * hours_a_day, hours_a_day)));
  return std::clamp(at, first_moment(), last_moment());
}

CivilDate some_day(Surroundings& in) {
  auto& chance = in.chance;
  if (chance.one_in(60)) return dutch_date(chance.one_in(2) ? first_moment() : last_moment());
  auto const far = chance.one_in(3) ? 400 : 40;
  auto const day = in.now.plus(hours(chance.between(-7, far) * hours_a_day));
  return dutch_date(std::clamp(day, first_moment(), last_moment()));
}

Json term(Surroundings& in) {
  constexpr auto units = std::to_array<char const*>({"months", "weeks", "days"});
  auto const count = in.chance.one_in(40) ? 1000 : in.chance.between(0, 8);
  return {{in.chance.of(units), count}};
}

std::string ground(Surroundings& in) {
  auto const heavy = in.chance.one_in(2);
  auto const letter = static_cast<char>('a' + in.chance.below(heavy ? 13 : 6));
  return std::string(heavy ? "3" : "4") + letter;
}

using Make = std::function<Json(Surroundings&)>;

/// How a value of each type of the schema is made.
std::map<std::string, Make, std::less<>> const& makers() {
  static std::map<std::string, Make, std::less<>> const all{
      {"text", text},
      {"true/false", [](Surroundings& in) { return in.chance.in_hundred(75); }},
      {"date", [](Surroundings& in) { return some_day(in).iso(); }},
      {"date-time", [](Surroundings& in) { return some_moment(in).iso(); }},
      {"whole number",
       [](Surroundings& in) { return in.chance.one_in(4) ? in.chance.between(0, 100) : 0; }},
      {"ten digits",
       [](Surroundings& in) {
         return std::to_string(in.chance.between(1'000'000'000, 9'999'999'999));
       }},
      {"country",
       [](Surroundings& in) {
         constexpr auto some = std::to_array<char const*>({"PL", "RO", "BG", "CH", "NO", "LT"});
         return in.chance.of(some);
       }},
      {"language",
       [](Surroundings& in) {
         constexpr auto some = std::to_array<char const*>({"pl", "ro-MD", "bg", "lt-Latn-LT"});
         return in.chance.of(some);
       }},
      {"ground", ground},
      {"euros",
       [](Surroundings& in) { return static_cast<double>(in.chance.below(300'000)) / 100; }},
      {"term", term},
  };
  return all;
}

Json value(fr::FieldInfo const& field, Surroundings& in) {
  constexpr std::string_view list_of = "list of ";
  auto const is_list = field.type.starts_with(list_of);
  auto const type = is_list ? field.type.substr(list_of.size()) : field.type;
  auto const one = [&]() -> Json {
    if (!field.one_of.empty()) return in.chance.of(field.one_of);
    auto const maker = makers().find(type);
    // A type that is new in the schema must get a maker, or no history would ever hold it.
    if (maker == makers().end()) throw std::logic_error("no value can be made of type " + type);
    return maker->second(in);
  };
  if (!is_list) return one();
  auto list = Json::array();
  for (auto count = in.chance.below(4); count > 0; --count) list.push_back(one());
  return list;
}

std::vector<fr::FieldInfo> const& schema(K kind) {
  static auto const all = [] {
    std::vector<std::vector<fr::FieldInfo>> schemas;
    for (auto const& event : fr::vocabulary()) schemas.push_back(fr::fields_of(event.kind));
    return schemas;
  }();
  return all.at(static_cast<std::size_t>(kind));
}

/// A correction of an earlier event: some of its fields, its moment, or now and then a field that
/// it does not have.
Json correction(Surroundings& in) {
  auto& chance = in.chance;
  auto const& recorded = in.file.recorded;
  if (recorded.empty() || chance.one_in(30))
    return {{"corrects", chance.between(1, 99)}, {"set", {{"text", "x"}}}, {"reason", text(in)}};
  auto const& target = chance.of(recorded);
  auto set = Json::object();
  for (auto const& field : schema(chance.one_in(30) ? K::detention_imposed : target.kind))
    if (chance.one_in(2) && field.type != "fields" && field.type != "sequence number")
      set[std::string(field.name)] = value(field, in);
  if (set.empty() || chance.one_in(3)) {
    auto const at = target.occurred_at.plus(hours(chance.between(-20 * hours_a_day, 10)));
    set["occurred_at"] = std::clamp(at, first_moment(), last_moment()).iso();
  }
  return {{"corrects", target.sequence.value}, {"set", std::move(set)}, {"reason", text(in)}};
}

}  // namespace

Moment first_moment() {
  return start_of(CivilDate{1900, 1, 2});
}

Moment last_moment() {
  return start_of(CivilDate{2199, 12, 31});
}

std::string random_data(K kind, fr::CaseFile const& file, Moment now, Chance& chance) {
  Surroundings in{file, now, chance};
  if (kind == K::record_corrected) return correction(in).dump();
  auto data = Json::object();
  for (auto const& field : schema(kind))
    if (field.required || chance.one_in(3)) data[std::string(field.name)] = value(field, in);
  return data.dump();
}

}  // namespace vertrek::properties
