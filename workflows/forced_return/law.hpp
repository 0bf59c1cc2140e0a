#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/calendar/civil_date.hpp"
#include "engine/text.hpp"

namespace vertrek::forced_return {

/// How sure a row of the law is. Before real use, legal staff confirm every row.
enum class Certainty : std::uint8_t {
  text,       ///< A: read in the text of a law or of a published ruling
  policy,     ///< B: from policy, or a court's summary of it
  inference,  ///< C: our inference where the law is silent
};
[[nodiscard]] constexpr char letter(Certainty certainty) {
  return certainty == Certainty::text ? 'A' : certainty == Certainty::policy ? 'B' : 'C';
}

/// The days on which a rule is law, both inclusive. No first day: since before 2015, the day itself
/// is unknown. No last day: still in force.
struct Validity {
  std::optional<CivilDate> from;
  std::optional<CivilDate> to;
  [[nodiscard]] constexpr bool covers(CivilDate day) const {
    return (!from || *from <= day) && (!to || day <= *to);
  }
};

/// What a new version of a rule does to what is under way when it comes into force
/// (overgangsrecht). Transitional law is data: each version states its own.
enum class Transition : std::uint8_t {
  keeps_its_law,  ///< what began under the old law goes on under it (eerbiedigende werking)
  takes_over,     ///< the new law holds for what is under way as well (onmiddellijke werking)
};
[[nodiscard]] std::string_view name(Transition transition);
[[nodiscard]] std::optional<Transition> transition_named(std::string_view name);
/// What happens to a term that runs when a new version of its period comes into force.
[[nodiscard]] Text const& meaning(Transition transition);
/// Which day decides whether a requirement is tested for a step.
[[nodiscard]] Text const& deciding_day(Transition transition);

/// In force since before 2015 and still.
inline constexpr Validity always{};
[[nodiscard]] constexpr Validity since(CivilDate first) {
  return {first, std::nullopt};
}
[[nodiscard]] constexpr Validity until(CivilDate last) {
  return {std::nullopt, last};
}
[[nodiscard]] constexpr Validity between(CivilDate first, CivilDate last) {
  return {first, last};
}

}  // namespace vertrek::forced_return
