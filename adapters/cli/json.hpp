#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "engine/event.hpp"
#include "engine/result.hpp"
#include "workflows/forced_return/options.hpp"
#include "workflows/forced_return/process.hpp"

/// The JSON that programs read: the same shapes in every command.
namespace vertrek::cli {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json to_json(Text const& text);
[[nodiscard]] Json to_json(Error const& error);
[[nodiscard]] Json to_json(Unmet const& unmet);
[[nodiscard]] Json to_json(Event const& event);
[[nodiscard]] Json to_json(forced_return::CaseDeadline const& deadline, Moment at,
                           HolidayCalendar const& calendar);
[[nodiscard]] Json to_json(CountStep const& step);
/// {"last_day": …} or {"last_moment": …}, put into an object.
void put_end(Json& object, PeriodEnd const& end);
[[nodiscard]] Json partners_json(forced_return::Partners partners);
[[nodiscard]] Json regions_json(forced_return::Positions const& positions);
[[nodiscard]] Json options_json(std::span<forced_return::Option const> options);
[[nodiscard]] Json blocked_json(std::span<forced_return::Option const> options);

template <class Range>
[[nodiscard]] Json array_of(Range const& range) {
  auto array = Json::array();
  for (auto const& element : range) array.push_back(to_json(element));
  return array;
}

}  // namespace vertrek::cli
