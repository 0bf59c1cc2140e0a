#include "workflows/forced_return/never_recorded.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cassert>

namespace vertrek::forced_return {

std::string never_pattern() {
  std::string anywhere;
  std::string alone;
  for (auto const& [word, means, stands] : never_words) {
    auto& list = stands == Stands::anywhere ? anywhere : alone;
    list += (list.empty() ? "" : "|") + std::string(word);
  }
  return fmt::format(R"((^|[._])({})([._]|$)|(^|\.)({})(\.|$))", anywhere, alone);
}

// clang-format off
std::span<NeverRecorded const> never_recorded() {
  static std::vector<NeverRecorded> const list{
    {Never::return_decision, "return_decision", {"een terugkeerbesluit", "a return decision"},
     {"de Terugkeerrichtlijn geldt alleen voor onderdanen van derde landen; voor deze personen is er de vaststelling dat het verblijfsrecht is geëindigd, met een vertrektermijn",
      "the Return Directive is for nationals of third countries only; for these persons there is the determination that lawful residence has ended, with a departure term"},
     {"Dir 2008/115 2(1)", "RBDHA:2025:10203", "RBDHA:2025:3469"}, Certainty::text},
    {Never::entry_ban, "entry_ban", {"een inreisverbod", "an entry ban"},
     {"een inreisverbod hoort bij een terugkeerbesluit, en dat is er voor deze personen niet; wie niet meer aan de voorwaarden voldoet, mag niet worden verboden terug te komen",
      "an entry ban goes with a return decision, and for these persons there is none; whoever no longer meets the conditions may not be banned from coming back"},
     {"Dir 15(3)", "RBDHA:2025:10203", "RBDHA:2025:3469"}, Certainty::text},
    {Never::alert, "alert", {"een signalering in SIS", "an alert in SIS"},
     {"een signalering met het oog op terugkeer of weigering van toegang volgt op een terugkeerbesluit of inreisverbod, en die zijn er voor deze personen niet",
      "an alert for return or for refusal of entry follows on a return decision or an entry ban, and for these persons there is neither"},
     {"RBDHA:2025:10203", "RBDHA:2025:3469"}, Certainty::text},
    {Never::country_of_return, "country_of_return", {"een land van terugkeer", "a country of return"},
     {"een land waarnaar iemand moet terugkeren, hoort in een terugkeerbesluit; de rechter streepte het door waar het toch was genoemd",
      "a country to which somebody must return belongs in a return decision; where one was named all the same, the court struck it"},
     {"RBDHA:2025:10203", "RBDHA:2025:3469"}, Certainty::text},
  };
  return list;
}
// clang-format on

std::optional<Text> why_never(std::string_view name) {
  auto const means = never_named(name);
  if (!means) return std::nullopt;
  auto const& never = never_recorded()[static_cast<std::size_t>(*means)];
  assert(never.id == *means);
  auto const sources = fmt::format("{}", fmt::join(never.sources, ", "));
  return Text{fmt::format("{} kan voor deze personen nooit worden vastgelegd: {} ({})",
                          never.what.nl, never.why.nl, sources),
              fmt::format("{} can never be recorded for these persons: {} ({})", never.what.en,
                          never.why.en, sources)};
}

}  // namespace vertrek::forced_return
