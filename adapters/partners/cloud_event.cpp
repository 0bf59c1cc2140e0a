#include "adapters/partners/cloud_event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/partners/told.hpp"

namespace vertrek::partners {

namespace fr = forced_return;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t oin_length = 20;
constexpr auto schema_version = "v1";

/// The part of the data that this partner is told. What cannot be read is not told.
Json told(OutboxEntry const& entry) {
  auto part =
      Json::parse(entry.message.data ? *entry.message.data : entry.event.data, nullptr, false);
  return part.is_object() ? part : Json::object();
}

bool hears_why(PartnerId const& id) {
  auto const partner = fr::partner_named(id.str());
  return partner && told_why.has(*partner);
}

/// Which requirements were unmet; not the reason and the second person: words and people stay here.
Json unmet_of(Irregularity const& irregularity) {
  auto unmet = Json::array();
  for (auto const& rule : irregularity.unmet) unmet.push_back(rule.str());
  return {{"unmet", std::move(unmet)}};
}

Json data_of(OutboxEntry const& entry) {
  auto const& event = entry.event;
  Json data{{"case", event.case_id.str()},
            {"sequence", event.sequence.value},
            {"event", event.type.str()},
            {"by", {{"partner", event.by.partner.str()}}},
            {"occurred_at", event.occurred_at.iso()},
            {"recorded_at", event.recorded_at.iso()},
            {"data", told(entry)}};
  if (event.irregular && hears_why(entry.message.to))
    data["irregular"] = unmet_of(*event.irregular);
  return data;
}

}  // namespace

Result<Oin> Oin::parse(std::string_view text) {
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != oin_length || !std::all_of(text.begin(), text.end(), is_digit))
    return failure(ErrorCode::bad_input,
                   {fmt::format("\"{}\" is geen OIN", text), fmt::format("\"{}\" is no OIN", text)},
                   "oin", {"een OIN bestaat uit twintig cijfers", "an OIN is twenty digits"});
  Oin oin;
  oin.digits_.assign(text);
  return oin;
}

std::string cloud_event(OutboxEntry const& entry, Sender const& sender) {
  auto const& event = entry.event;
  auto const source = fmt::format("urn:nld:oin:{}:systeem:vertrek", sender.oin.str());
  Json const message{
      {"specversion", "1.0"},
      {"id", fmt::format("{}-{}", event.position.value, entry.message.to.str())},
      {"source", source},
      {"type", "nl.vertrek." + event.type.str()},
      // The NL GOV profile wants the moment of recording here; both moments are in the data.
      {"time", event.recorded_at.iso()},
      {"subject", event.case_id.str()},
      {"datacontenttype", "application/json"},
      {"dataschema", fmt::format("{}:schema:{}:{}", source, event.type.str(), schema_version)},
      {"sequence", fmt::format("{:020}", event.position.value)},
      {"partner", entry.message.to.str()},
      {"data", data_of(entry)},
  };
  // Text that is no UTF-8 cannot have been recorded; if it was, the rest must still arrive.
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vertrek::partners
