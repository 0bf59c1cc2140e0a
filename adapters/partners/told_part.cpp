#include "adapters/partners/told_part.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace vertrek::partners {

namespace {

/// Parsing keeps buffers; one parser a thread saves making them for every event.
simdjson::dom::parser& parser() {
  thread_local simdjson::dom::parser one;
  return one;
}

/// No object: nothing that could be told.
std::optional<simdjson::dom::object> read(std::string_view json) {
  simdjson::dom::object object;
  if (parser().parse(json.data(), json.size()).get(object) != simdjson::SUCCESS) return {};
  return object;
}

}  // namespace

std::optional<std::string> told_data(Part const& part, std::string_view data) {
  switch (part.kind) {
    case Part::Kind::everything:
      return std::nullopt;
    case Part::Kind::the_fact:
      return "{}";
    case Part::Kind::these_fields:
      return picked(part.fields, data);
    case Part::Kind::this_instead:
      return std::string(part.instead);
    case Part::Kind::as_the_corrected:
      return "{}";  // needs to know what was corrected
  }
  return "{}";
}

std::string picked(std::span<std::string_view const> fields, std::string_view object) {
  auto const from = read(object);
  std::string part = "{";
  for (auto const field : fields) {
    simdjson::dom::element value;
    if (!from || from->at_key(field).get(value) != simdjson::SUCCESS) continue;
    if (part.size() > 1) part += ',';
    // Names of fields are plain words of our own table: nothing in them to escape.
    part.append("\"").append(field).append("\":").append(simdjson::minify(value));
  }
  part += '}';
  return part;
}

bool holds_field(std::string_view object, std::string_view field) {
  auto const from = read(object);
  return from && from->at_key(field).error() == simdjson::SUCCESS;
}

std::string correction_of(std::int64_t corrected, std::string_view new_values) {
  return fmt::format(R"({{"corrects":{},"set":{}}})", corrected, new_values);
}

}  // namespace vertrek::partners
