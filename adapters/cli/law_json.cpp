#include "adapters/cli/law_json.hpp"

#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/data_schema.hpp"
#include "workflows/forced_return/never_recorded.hpp"
#include "workflows/forced_return/process.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

void put_validity(Json& json, fr::Validity const& valid) {
  json["valid_from"] = valid.from ? Json(valid.from->iso()) : Json(nullptr);
  json["valid_to"] = valid.to ? Json(valid.to->iso()) : Json(nullptr);
}

Json both(Period const& period) {
  return to_json(Text{period.written(Language::nl), period.written(Language::en)});
}

std::string sure(fr::Certainty certainty) {
  return std::string(1, fr::letter(certainty));
}

Json requirement_json(fr::Requirement const& requirement) {
  auto before = Json::array();
  for (auto const kind : requirement.before) before.push_back(fr::spec(kind).name);
  Json json{{"id", requirement.id},
            {"articles", requirement.articles},
            {"certainty", sure(requirement.certainty)},
            {"sentence", to_json(requirement.sentence)},
            {"events", std::move(before)}};
  put_validity(json, requirement.valid);
  json["transition"] = fr::name(requirement.transition);
  json["transition_meaning"] = to_json(fr::deciding_day(requirement.transition));
  return json;
}

Json version_json(fr::PeriodVersion const& version) {
  Json json{{"period", both(version.period)}, {"articles", version.articles}};
  put_validity(json, version.valid);
  json["transition"] = fr::name(version.transition);
  json["transition_meaning"] = to_json(fr::meaning(version.transition));
  return json;
}

Json variant_json(fr::PeriodVariant const& variant) {
  return {{"name", variant.name},
          {"title", to_json(variant.title)},
          {"period", both(variant.period)},
          {"articles", variant.articles}};
}

Json deadline_json(fr::DeadlineRule const& rule, std::optional<CivilDate> const& day) {
  auto versions = Json::array();
  for (auto const& version : rule.versions)
    if (is_law_on(version.valid, day)) versions.push_back(version_json(version));
  auto variants = Json::array();
  for (auto const& variant : rule.variants) variants.push_back(variant_json(variant));
  return {{"id", rule.name},
          {"title", to_json(rule.title)},
          {"counted_from", to_json(rule.counted_from)},
          {"binds", to_json(rule.binds)},
          {"at_its_end", to_json(fr::meaning(rule.at_its_end))},
          {"certainty", sure(rule.certainty)},
          {"versions", std::move(versions)},
          {"variants", std::move(variants)},
          {"note", to_json(rule.note)}};
}

Json event_json(fr::EventSpec const& event, fr::LawBook const& law,
                std::optional<CivilDate> const& day) {
  auto fields = Json::array();
  for (auto const& field : fr::fields_of(event.kind)) {
    Json json{{"name", field.name}, {"required", field.required}, {"type", field.type}};
    if (!field.one_of.empty()) json["one_of"] = field.one_of;
    fields.push_back(std::move(json));
  }
  auto requirements = Json::array();
  for (auto const* const requirement : law.requirements_of(event.kind))
    if (is_law_on(requirement->valid, day)) requirements.push_back(requirement->id);
  return {{"event", event.name},
          {"meaning", to_json(event.meaning)},
          {"recorded_by", partners_json(event.recorders)},
          {"data", std::move(fields)},
          {"requirements", std::move(requirements)},
          {"schema", fr::data_schema(event.kind)}};
}

Json never_json(fr::NeverRecorded const& never) {
  auto names = Json::array();
  for (auto const& word : fr::never_words)
    if (word.means == never.id) names.push_back(word.word);
  return {{"name", never.name},
          {"what", to_json(never.what)},
          {"why", to_json(never.why)},
          {"sources", never.sources},
          {"certainty", sure(never.certainty)},
          {"names", std::move(names)}};
}

}  // namespace

bool is_law_on(fr::Validity const& valid, std::optional<CivilDate> const& day) {
  return !day || valid.covers(*day);
}

bool is_law_on(fr::DeadlineRule const& rule, std::optional<CivilDate> const& day) {
  return !day || fr::version_on(rule, *day) != nullptr;
}

Json catalogue_json(fr::LawBook const& law, std::optional<CivilDate> const& day) {
  Json json{{"on", day ? Json(day->iso()) : Json(nullptr)},
            {"requirements", Json::array()},
            {"deadlines", Json::array()},
            {"record", Json::array()},
            {"never", Json::array()},
            {"events", Json::array()},
            {"open", Json::array()}};
  for (auto const& requirement : law.requirements())
    if (is_law_on(requirement.valid, day))
      json["requirements"].push_back(requirement_json(requirement));
  for (auto const& rule : law.deadlines())
    if (is_law_on(rule, day)) json["deadlines"].push_back(deadline_json(rule, day));
  for (auto const& rule : fr::record_rules())
    json["record"].push_back({{"id", rule.id}, {"sentence", to_json(rule.sentence)}});
  for (auto const& never : fr::never_recorded()) json["never"].push_back(never_json(never));
  for (auto const& event : fr::vocabulary()) json["events"].push_back(event_json(event, law, day));
  for (auto const& open : fr::open_questions())
    json["open"].push_back(
        {{"question", to_json(open.question)}, {"meanwhile", to_json(open.meanwhile)}});
  return json;
}

}  // namespace vertrek::cli
