#include "adapters/cli/json.hpp"

#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_input:
      return "bad-input";
    case ErrorCode::not_found:
      return "not-found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::key_reused:
      return "key-reused";
    case ErrorCode::newer_schema:
      return "newer-schema";
    case ErrorCode::storage:
      return "storage";
  }
  return {};
}

}  // namespace

Json to_json(Text const& text) {
  return {{"nl", text.nl}, {"en", text.en}};
}

Json to_json(Error const& error) {
  return {{"code", code_name(error.code)},
          {"what", to_json(error.what)},
          {"where", error.where},
          {"remedy", to_json(error.remedy)}};
}

Json to_json(Unmet const& unmet) {
  Json json{{"rule", unmet.rule.str()},
            {"articles", unmet.articles},
            {"sentence", to_json(unmet.sentence)}};
  if (!unmet.detail.en.empty()) json["detail"] = to_json(unmet.detail);
  return json;
}

Json to_json(Event const& event) {
  Json by{{"partner", event.by.partner.str()}, {"user", event.by.user.str()}};
  if (!event.by.role.empty()) by["role"] = event.by.role;
  auto data = Json::parse(event.data, nullptr, false);
  Json json{{"case", event.case_id.str()},
            {"sequence", event.sequence.value},
            {"position", event.position.value},
            {"event", event.type.str()},
            {"by", std::move(by)},
            {"occurred_at", event.occurred_at.iso()},
            {"recorded_at", event.recorded_at.iso()},
            {"data", data.is_discarded() ? Json::object() : std::move(data)}};
  if (event.irregular) {
    auto unmet = Json::array();
    for (auto const& rule : event.irregular->unmet) unmet.push_back(rule.str());
    json["irregular"] = {{"reason", event.irregular->claim.reason},
                         {"second", event.irregular->claim.second.str()},
                         {"unmet", std::move(unmet)}};
  }
  return json;
}

void put_end(Json& object, PeriodEnd const& end) {
  object[std::holds_alternative<CivilDate>(end) ? "last_day" : "last_moment"] = iso(end);
}

Json to_json(CountStep const& step) {
  Json json{{"at", step.at}, {"why", to_json(step.why)}};
  if (!step.article.empty()) json["article"] = step.article;
  return json;
}

Json to_json(fr::CaseDeadline const& deadline, Moment at, HolidayCalendar const& calendar) {
  auto const& rule = fr::rule(deadline.rule);
  Json json{{"rule", rule.name},
            {"title", to_json(rule.title)},
            {"trigger", deadline.trigger.value},
            {"from", deadline.from.iso()}};
  put_end(json, deadline.end);
  json["status"] = fr::name(fr::status_at(deadline, at));
  json["binds"] = to_json(rule.binds);
  json["at_its_end"] = to_json(fr::meaning(rule.at_its_end));
  auto const* const version = fr::version_of(deadline);
  json["articles"] = version != nullptr ? Json(version->articles) : Json::array();
  if (deadline.ended_at) {
    json["ended_at"] = deadline.ended_at->iso();
    json["ended_by"] = deadline.ended_by.value;
  }
  json["steps"] = array_of(fr::explain(deadline, calendar));
  return json;
}

Json partners_json(fr::Partners partners) {
  auto names = Json::array();
  for (auto const partner : fr::all_partners())
    if (partners.has(partner)) names.push_back(fr::name(partner));
  return names;
}

Json regions_json(fr::Positions const& positions) {
  auto json = Json::object();
  for (auto const& region : fr::regions())
    json[std::string(region.name)] = fr::state_name(region.id, positions.at(region.id));
  return json;
}

Json options_json(std::span<fr::Option const> options) {
  auto list = Json::array();
  for (auto const& option : options) {
    if (!option.blocked_by.empty()) continue;
    auto asks = Json::array();
    for (auto const* const requirement : option.asks) asks.push_back(requirement->id);
    list.push_back({{"event", fr::spec(option.kind).name},
                    {"by", partners_json(fr::spec(option.kind).recorders)},
                    {"asks", std::move(asks)}});
  }
  return list;
}

Json blocked_json(std::span<fr::Option const> options) {
  auto list = Json::array();
  for (auto const& option : options) {
    if (option.blocked_by.empty()) continue;
    list.push_back({{"event", fr::spec(option.kind).name},
                    {"by", partners_json(fr::spec(option.kind).recorders)},
                    {"unmet", array_of(option.blocked_by)}});
  }
  return list;
}

}  // namespace vertrek::cli
