#include "workflows/forced_return/strict_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/nearest.hpp"
#include "workflows/forced_return/never_recorded.hpp"

namespace vertrek::forced_return::strict_json {

Parsed parse(std::string_view text) {
  constexpr std::size_t deepest = 32;
  Parsed result;
  std::vector<std::set<std::string>> open_objects;
  auto const watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) open_objects.emplace_back();
    if (event == Json::parse_event_t::object_end) open_objects.pop_back();
    if (event == Json::parse_event_t::key && result.doubled.empty()) {
      auto const key = value.get<std::string>();
      if (!open_objects.back().insert(key).second) result.doubled = key;
    }
    if (static_cast<std::size_t>(depth) > deepest)
      throw Json::other_error::create(501, "nested too deep", static_cast<Json const*>(nullptr));
    return true;
  };
  result.json = Json::parse(text, watch);
  return result;
}

tl::unexpected<Error> wrong(Text what, std::string where, Text remedy) {
  return failure(ErrorCode::bad_input, std::move(what), std::move(where), std::move(remedy));
}

Result<void> known_fields(Json const& object, std::span<std::string_view const> known,
                          std::string const& where) {
  for (auto const& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    if (auto never = why_never(key))
      return wrong(std::move(*never), where + key, {"laat het weg", "leave it out"});
    auto const meant = nearest(key, known);
    auto const list = fmt::format("{}", fmt::join(known, ", "));
    return wrong(
        {fmt::format("onbekend veld \"{}\"", key), fmt::format("unknown field \"{}\"", key)},
        where + key,
        meant.empty() ? Text{"bekend zijn: " + list, "known are: " + list}
                      : Text{fmt::format("bedoelt u \"{}\"?", meant),
                             fmt::format("did you mean \"{}\"?", meant)});
  }
  return {};
}

Result<std::string> text_field(Json const& object, std::string_view field, std::string const& where,
                               Blank blank) {
  auto const found = object.find(std::string(field));
  auto const path = where + std::string(field);
  if (found == object.end())
    return wrong({fmt::format("het veld \"{}\" ontbreekt", path),
                  fmt::format("the field \"{}\" is missing", path)},
                 path, {"voeg het toe", "add it"});
  if (!found->is_string())
    return wrong(
        {fmt::format("\"{}\" is geen tekst", path), fmt::format("\"{}\" is no text", path)}, path,
        {"zet de waarde tussen aanhalingstekens", "put the value between quotes"});
  auto text = found->get<std::string>();
  if (text.find('\0') != std::string::npos)
    return wrong({fmt::format("\"{}\" bevat een nulteken", path),
                  fmt::format("\"{}\" holds a NUL character", path)},
                 path, {"laat het weg", "leave it out"});
  if (blank == Blank::refused && is_blank(text))
    return wrong({fmt::format("\"{}\" is leeg", path), fmt::format("\"{}\" is empty", path)}, path,
                 {"vul het in", "fill it in"});
  return text;
}

Result<std::vector<std::string>> texts_field(Json const& object, std::string_view field,
                                             std::string const& where) {
  auto const path = where + std::string(field);
  auto const found = object.find(std::string(field));
  auto const is_text = [](Json const& one) {
    return one.is_string() && !is_blank(one.get_ref<std::string const&>());
  };
  if (found == object.end() || !found->is_array() || found->empty() ||
      !std::all_of(found->begin(), found->end(), is_text))
    return wrong({fmt::format("\"{}\" is geen lijst van teksten", path),
                  fmt::format("\"{}\" is no list of texts", path)},
                 path,
                 {"geef [\"…\", \"…\"], ten minste één", "give [\"…\", \"…\"], at least one"});
  return found->get<std::vector<std::string>>();
}

Result<int> number_field(Json const& object, std::string_view field, std::string const& where,
                         int least, int most) {
  auto const path = where + std::string(field);
  auto const found = object.find(std::string(field));
  if (found != object.end() && found->is_number_integer()) {
    // A number beyond the range of its type is read as an unsigned or a floating one.
    auto const number = found->is_number_unsigned() && found->get<std::uint64_t>() > 1'000'000'000
                            ? std::int64_t{-1}
                            : found->get<std::int64_t>();
    if (number >= least && number <= most) return static_cast<int>(number);
  }
  return wrong({fmt::format("\"{}\" is geen heel getal van {} tot en met {}", path, least, most),
                fmt::format("\"{}\" is no whole number from {} to {}", path, least, most)},
               path, {"geef een getal zonder aanhalingstekens", "give a number without quotes"});
}

tl::unexpected<Error> unknown_name(Text const& kind, std::string_view given,
                                   std::span<std::string_view const> known, std::string where) {
  auto const meant = nearest(given, known);
  auto const list = fmt::format("{}", fmt::join(known, ", "));
  Text remedy{"bekend zijn: " + list, "known are: " + list};
  if (!meant.empty()) {
    // Who meant one of many does not want to read the others.
    constexpr std::size_t most_listed = 12;
    auto const listed = known.size() <= most_listed;
    remedy = {fmt::format("bedoelt u \"{}\"?{}", meant, listed ? " " + remedy.nl : ""),
              fmt::format("did you mean \"{}\"?{}", meant, listed ? " " + remedy.en : "")};
  }
  return wrong({fmt::format("er is geen {} \"{}\"", kind.nl, given),
                fmt::format("there is no {} \"{}\"", kind.en, given)},
               std::move(where), std::move(remedy));
}

}  // namespace vertrek::forced_return::strict_json
