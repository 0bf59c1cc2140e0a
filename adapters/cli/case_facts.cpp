#include "adapters/cli/case_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

constexpr std::int64_t cents_in_euro = 100;

template <class Choice>
std::string_view choice_name(Choice choice) {
  return fr::choices<Choice>.at(static_cast<std::size_t>(choice));
}

Json moment_or_null(std::optional<fr::Done> const& done) {
  return done ? Json(done->at.iso()) : Json(nullptr);
}

/// Whole euros stay whole: nobody reads 1300.0 as an amount.
Json euros_json(fr::Euros amount) {
  if (amount.cents % cents_in_euro == 0) return amount.cents / cents_in_euro;
  return static_cast<double>(amount.cents) / static_cast<double>(cents_in_euro);
}

Json struck_json(fr::CaseFile const& file) {
  auto const struck = struck_by_court(file);
  if (!struck) return nullptr;
  return {{"at", struck->done.at.iso()},
          {"event", struck->done.by.value},
          {"how", struck->after_it_ended ? "found_unlawful" : "lifted"}};
}

Json detention_json(fr::CaseFile const& file) {
  auto const& detention = file.facts.detention;
  if (!detention) return nullptr;
  auto const* const ruling = last_recorded(file, fr::EventKind::detention_ruled);
  auto const ruled = detention->ruled && ruling != nullptr;
  return {{"since", detention->imposed.at.iso()},
          {"event", detention->imposed.by.value},
          {"detained", file.positions.in(fr::Custody::detained)},
          {"review", fr::state_name(fr::RegionId::review, file.positions.at(fr::RegionId::review))},
          {"court_notified", moment_or_null(detention->court_notified)},
          {"appeal_lodged", moment_or_null(detention->appeal_lodged)},
          {"last_ruling", ruled ? Json(ruling->occurred_at.iso()) : Json(nullptr)},
          {"lift_ordered", file.facts.lift_ordered},
          {"struck_by_court", struck_json(file)}};
}

Json lighter_means_json(fr::CaseFile const& file) {
  auto const& imposed = file.facts.lighter_means;
  if (!imposed || file.positions.in(fr::LighterMeansState::none)) return nullptr;
  auto means = Json::array();
  for (auto const one : imposed->means) means.push_back(choice_name(one));
  return {{"since", imposed->imposed.at.iso()},
          {"event", imposed->imposed.by.value},
          {"means", std::move(means)},
          {"duties", imposed->duties},
          {"kept", file.positions.in(fr::LighterMeansState::active)}};
}

Json shelter_json(fr::Facts const& facts) {
  if (facts.municipality.empty() && !facts.shelter_outcome) return nullptr;
  return {{"municipality", facts.municipality.empty() ? Json(nullptr) : Json(facts.municipality)},
          {"in_shelter", facts.in_shelter},
          {"outcome",
           facts.shelter_outcome ? Json(choice_name(*facts.shelter_outcome)) : Json(nullptr)}};
}

Json chain_meeting_json(fr::CaseFile const& file) {
  auto const* const meeting = last_recorded(file, fr::EventKind::chain_meeting_discussed);
  if (!file.facts.chain_approach || meeting == nullptr) return nullptr;
  return {{"approach", choice_name(*file.facts.chain_approach)},
          {"at", meeting->occurred_at.iso()},
          {"event", meeting->sequence.value}};
}

}  // namespace

fr::Recorded const* last_recorded(fr::CaseFile const& file, fr::EventKind kind) {
  auto const found = std::find_if(file.recorded.rbegin(), file.recorded.rend(),
                                  [&](fr::Recorded const& one) { return one.kind == kind; });
  return found == file.recorded.rend() ? nullptr : &*found;
}

std::optional<Struck> struck_by_court(fr::CaseFile const& file) {
  auto const& struck = file.facts.lifted_by_court;
  if (!struck) return std::nullopt;
  auto const* const event = file.find_recorded(struck->by.value);
  auto const lifted = event != nullptr && event->kind == fr::EventKind::detention_lifted;
  return Struck{*struck, !lifted};
}

void put_facts(Json& json, fr::CaseFile const& file) {
  json["detention"] = detention_json(file);
  auto compensations = Json::array();
  for (auto const& compensation : file.facts.compensations)
    compensations.push_back({{"amount_eur", euros_json(compensation.amount)},
                             {"awarded_at", compensation.awarded.at.iso()},
                             {"event", compensation.awarded.by.value}});
  json["compensations"] = std::move(compensations);
  json["lighter_means"] = lighter_means_json(file);
  json["shelter"] = shelter_json(file.facts);
  json["chain_meeting"] = chain_meeting_json(file);
}

std::string written(fr::Euros amount, Language language) {
  auto digits = std::to_string(amount.cents / cents_in_euro);
  auto const nl = language == Language::nl;
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), nl ? "." : ",");
  return fmt::format("€{}{}{}{:02}", nl ? " " : "", digits, nl ? "," : ".",
                     amount.cents % cents_in_euro);
}

}  // namespace vertrek::cli
