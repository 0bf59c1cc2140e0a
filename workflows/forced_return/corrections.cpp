#include "workflows/forced_return/corrections.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using Json = nlohmann::ordered_json;

Json merged(std::string const& data, std::string const& set) {
  auto fields = Json::parse(data, nullptr, false);
  auto const changes = Json::parse(set, nullptr, false);
  if (!fields.is_object()) fields = Json::object();
  if (changes.is_object())
    for (auto const& [key, value] : changes.items()) fields[key] = value;
  return fields;
}

}  // namespace

bool has_corrections(std::span<Event const> events) {
  return std::any_of(events.begin(), events.end(), [](Event const& event) {
    return event.type == event_type(K::record_corrected);
  });
}

std::vector<Event> corrected(std::span<Event const> events) {
  std::vector<Event> after(events.begin(), events.end());
  for (auto const& event : events) {
    if (event.type != event_type(K::record_corrected)) continue;
    auto const correction = std::get<RecordCorrected>(read_data(K::record_corrected, event.data));
    auto const target = std::find_if(after.begin(), after.end(), [&](Event const& candidate) {
      return candidate.sequence.value == correction.corrects.value;
    });
    if (target == after.end()) continue;
    auto fields = merged(target->data, correction.set.json);
    if (auto const at = fields.find("occurred_at"); at != fields.end()) {
      if (at->is_string())
        if (auto const moment = Moment::parse(at->get<std::string>()))
          target->occurred_at = *moment;
      fields.erase(at);
    }
    target->data = fields.dump();
  }
  return after;
}

std::vector<std::size_t> order_of_occurrence(std::span<Event const> events) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return events[a].occurred_at < events[b].occurred_at;
  });
  return order;
}

}  // namespace vertrek::forced_return
