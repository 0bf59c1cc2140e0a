#include "adapters/partners/cloud_event.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/adapters/partners/telling.hpp"

using namespace vertrek;
using namespace vertrek::partners;
using namespace vertrek::partners::telling;
using Json = nlohmann::ordered_json;
using K = EventKind;
using P = Partner;

namespace {

OutboxEntry entry(K kind, P to, std::string recorded,
                  std::optional<std::string> part = std::nullopt) {
  OutboxEntry made;
  made.number = 7;
  made.message = {PartnerId{fr::name(to)}, std::move(part)};
  static_cast<NewEvent&>(made.event) = event(kind, P::avim, std::move(recorded));
  made.event.occurred_at = Moment::parse("2025-09-23T15:05:00+02:00").value();
  made.event.recorded_at = Moment::parse("2025-09-23T15:20:00+02:00").value();
  made.event.case_id = CaseId::parse("c1").value();
  made.event.sequence = {12};
  made.event.position = {3456};
  return made;
}

Json sent(OutboxEntry const& entry, Sender const& sender = {}) {
  return Json::parse(cloud_event(entry, sender));
}

std::vector<std::string> keys(Json const& object) {
  std::vector<std::string> names;
  for (auto const& [key, value] : object.items()) names.push_back(key);
  return names;
}

}  // namespace

TEST_CASE("a message is a CloudEvent 1.0 of the NL GOV profile", "[partners][cloudevents]") {
  Sender const sender{Oin::parse("00000001234567890000").value()};
  auto const message =
      sent(entry(K::detention_imposed, P::dji, R"({"grounds":["3b"],"place":"police_cell"})",
                 R"({"place":"police_cell"})"),
           sender);
  auto const expected = Json::parse(R"({
    "specversion": "1.0",
    "id": "3456-DJI",
    "source": "urn:nld:oin:00000001234567890000:systeem:vertrek",
    "type": "nl.vertrek.detention.imposed",
    "time": "2025-09-23T15:20:00+02:00",
    "subject": "c1",
    "datacontenttype": "application/json",
    "dataschema": "urn:nld:oin:00000001234567890000:systeem:vertrek:schema:detention.imposed:v1",
    "sequence": "00000000000000003456",
    "partner": "DJI",
    "data": {
      "case": "c1",
      "sequence": 12,
      "event": "detention.imposed",
      "by": {"partner": "AVIM"},
      "occurred_at": "2025-09-23T15:05:00+02:00",
      "recorded_at": "2025-09-23T15:20:00+02:00",
      "data": {"place": "police_cell"}
    }})");
  CHECK(message == expected);
  CHECK(keys(message) == keys(expected));
}

TEST_CASE("names of attributes are lower-case letters and digits, at most twenty",
          "[partners][cloudevents]") {
  auto const message = sent(entry(K::case_opened, P::ind, "{}"));
  for (auto const& [name, value] : message.items()) {
    INFO(name);
    CHECK(name.size() <= 20);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos);
    if (name == "data") continue;
    REQUIRE(value.is_string());
    CHECK_FALSE(value.get<std::string>().empty());
  }
}

TEST_CASE("the same message keeps its id, and each partner's has its own",
          "[partners][cloudevents]") {
  auto first = entry(K::case_opened, P::ind, "{}");
  auto again = first;
  again.number = 99;
  CHECK(cloud_event(first, {}) == cloud_event(again, {}));
  CHECK(sent(first)["id"] != sent(entry(K::case_opened, P::dtenv, "{}"))["id"]);
}

TEST_CASE("the sequence sorts as text in the order of the log", "[partners][cloudevents]") {
  auto early = entry(K::case_opened, P::ind, "{}");
  auto late = early;
  early.event.position = {999};
  late.event.position = {1'000'000'000'000};
  CHECK(sent(early)["sequence"].get<std::string>() < sent(late)["sequence"].get<std::string>());
}

TEST_CASE("the person who recorded it never leaves, nor the second person and the reason",
          "[partners]") {
  auto one = entry(K::detention_imposed, P::ind, "{}");
  one.event.irregular = Irregularity{{"het was nacht", UserId{"p.bakker"}},
                                     {RuleId{"detention-heard"}, RuleId{"lighter-means"}}};
  for (auto const partner : fr::all_partners()) {
    one.message.to = PartnerId{fr::name(partner)};
    auto const text = cloud_event(one, {});
    for (auto const secret : {"j.devries", "regievoerder", "p.bakker", "het was nacht"})
      CHECK(text.find(secret) == std::string::npos);
    auto const runs_or_assists =
        partner == P::ind || partner == P::avim || partner == P::dtenv || partner == P::counsel;
    auto const data = Json::parse(text)["data"];
    INFO(fr::name(partner));
    CHECK(data.contains("irregular") == runs_or_assists);
    if (runs_or_assists)
      CHECK(data["irregular"] == Json::parse(R"({"unmet":["detention-heard","lighter-means"]})"));
  }
}

TEST_CASE("text in any script survives", "[partners][cloudevents]") {
  std::string const text = "Żółw \"x\"\n שלום \u202Eمرحبا\u202C 北京 😀 e\u0301";
  auto const message = entry(K::custody_stopped, P::counsel, Json{{"suspicion", text}}.dump());
  CHECK(sent(message)["data"]["data"]["suspicion"].get<std::string>() == text);
}

TEST_CASE("data that cannot be read is told as no data", "[partners][cloudevents]") {
  for (std::string const data : {"", "{", "[1]", "\xff"})
    CHECK(sent(entry(K::case_opened, P::ind, data))["data"]["data"] == Json::object());
}

TEST_CASE("an OIN is twenty digits", "[partners][cloudevents]") {
  for (auto const wrong :
       {"", "123", "0000000123456789000a", "000000012345678900000", "0000000123456789000 "}) {
    INFO(wrong);
    REQUIRE_FALSE(Oin::parse(wrong).has_value());
    CHECK(Oin::parse(wrong).error().code == ErrorCode::bad_input);
  }
  CHECK(Oin{}.str().size() == 20);
}
