#include "workflows/forced_return/law.hpp"

#include <algorithm>
#include <array>

namespace vertrek::forced_return {

namespace {

constexpr std::array<std::string_view, 2> transition_names{"keeps_its_law", "takes_over"};

}  // namespace

std::string_view name(Transition transition) {
  return transition_names.at(static_cast<std::size_t>(transition));
}

std::optional<Transition> transition_named(std::string_view name) {
  auto const* const found = std::find(transition_names.begin(), transition_names.end(), name);
  if (found == transition_names.end()) return std::nullopt;
  return static_cast<Transition>(found - transition_names.begin());
}

Text const& meaning(Transition transition) {
  static std::array<Text, 2> const texts{
      {{"wat al liep blijft onder het oude recht", "what was under way stays under the old law"},
       {"geldt ook voor wat al liep", "holds for what was under way as well"}}};
  return texts.at(static_cast<std::size_t>(transition));
}

Text const& deciding_day(Transition transition) {
  static std::array<Text, 2> const texts{
      {{"het recht van de dag waarop de vaststelling is bekendgemaakt beslist",
        "the law of the day on which the determination was notified decides"},
       {"het recht van de dag van de stap beslist", "the law of the day of the step decides"}}};
  return texts.at(static_cast<std::size_t>(transition));
}

}  // namespace vertrek::forced_return
