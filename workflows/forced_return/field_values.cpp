#include "workflows/forced_return/field_values.hpp"

#include <nlohmann/json.hpp>
#include <tuple>
#include <type_traits>

namespace vertrek::forced_return {

namespace {

using Json = nlohmann::ordered_json;

// ---- one overload for each kind of value; null: nothing was given ------------------------------

Json written(bool value) {
  return value;
}
Json written(int value) {
  return value;
}
Json written(FreeText const& value) {
  return is_blank(value) ? Json(nullptr) : Json(value);
}
Json written(CivilDate value) {
  return value.iso();
}
Json written(Moment value) {
  return value.iso();
}
Json written(VNumber const& value) {
  return value.digits;
}
Json written(Nationality const& value) {
  return value.code;
}
Json written(LanguageTag const& value) {
  return value.tag;
}
Json written(DetentionGround const& value) {
  return value.code;
}
Json written(Euros value) {
  return value.cents;
}
Json written(EventNumber value) {
  return value.value;
}
Json written(CorrectedFields const& value) {
  return Json::parse(value.json, nullptr, false);
}

Json written(StatedTerm const& value) {
  auto const& period = value.period;
  auto const* const unit = period.unit == Unit::months  ? "months"
                           : period.unit == Unit::weeks ? "weeks"
                                                        : "days";
  return {{unit, period.count}};
}

template <class Choice>
requires std::is_enum_v<Choice> Json written(Choice value) {
  return choices<Choice>.at(static_cast<std::size_t>(value));
}

template <class Value>
Json written(std::optional<Value> const& value) {
  return value ? written(*value) : Json(nullptr);
}

template <class Value>
Json written(std::vector<Value> const& values) {
  if (values.empty()) return nullptr;
  auto list = Json::array();
  for (auto const& value : values) list.push_back(written(value));
  return list;
}

}  // namespace

std::optional<std::string> field_value(Data const& data, std::string_view field) {
  return std::visit(
      [&]<class Struct>(Struct const& given) {
        std::optional<std::string> text;
        auto const look = [&](auto const& one) {
          if (one.name != field) return;
          if (auto const value = written(given.*one.member); !value.is_null()) text = value.dump();
        };
        std::apply([&](auto const&... one) { (look(one), ...); }, Struct::fields());
        return text;
      },
      data);
}

}  // namespace vertrek::forced_return
