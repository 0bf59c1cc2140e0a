#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.hpp"
#include "workflows/forced_return/law.hpp"

/// What can never be written about these persons, whatever an event or a field is called. There is
/// no event and no field for it; whoever tries is told why.
namespace vertrek::forced_return {

enum class Never : std::uint8_t { return_decision, entry_ban, alert, country_of_return };

/// How a word gives away what is meant: wherever it stands in a name, or only as the whole name of
/// a field or of a group of events. `country` alone can be part of an innocent mistake.
enum class Stands : std::uint8_t { anywhere, alone };

struct NeverWord {
  std::string_view word;
  Never means{};
  Stands stands{};
};

inline constexpr auto never_words = std::to_array<NeverWord>({
    {"return_decision", Never::return_decision, Stands::anywhere},
    {"terugkeerbesluit", Never::return_decision, Stands::anywhere},
    {"entry_ban", Never::entry_ban, Stands::anywhere},
    {"inreisverbod", Never::entry_ban, Stands::anywhere},
    {"sis_alert", Never::alert, Stands::anywhere},
    {"signalering", Never::alert, Stands::anywhere},
    {"alert", Never::alert, Stands::alone},
    {"sis", Never::alert, Stands::alone},
    {"country_of_return", Never::country_of_return, Stands::anywhere},
    {"return_country", Never::country_of_return, Stands::anywhere},
    {"country_of_destination", Never::country_of_return, Stands::anywhere},
    {"destination_country", Never::country_of_return, Stands::anywhere},
    {"land_van_terugkeer", Never::country_of_return, Stands::anywhere},
    {"land_van_bestemming", Never::country_of_return, Stands::anywhere},
    {"country", Never::country_of_return, Stands::alone},
    {"destination", Never::country_of_return, Stands::alone},
    {"bestemming", Never::country_of_return, Stands::alone},
});

/// What the name of an event or of a field would record that never can be; none for other names.
[[nodiscard]] constexpr std::optional<Never> never_named(std::string_view name) {
  for (auto const& known : never_words) {
    auto const parts = [&](char c) {
      return c == '.' || (known.stands == Stands::anywhere && c == '_');
    };
    for (auto at = name.find(known.word); at != std::string_view::npos;
         at = name.find(known.word, at + 1)) {
      auto const end = at + known.word.size();
      if ((at == 0 || parts(name[at - 1])) && (end == name.size() || parts(name[end])))
        return known.means;
    }
  }
  return std::nullopt;
}

/// The names that `never_named` knows, as a regular expression that JSON Schema can state.
[[nodiscard]] std::string never_pattern();

/// A thing that the law does not know for these persons.
struct NeverRecorded {
  Never id{};
  std::string_view name;  ///< `return_decision`
  Text what;              ///< with its article: `een terugkeerbesluit`
  Text why;
  std::vector<std::string> sources;
  Certainty certainty{};
};
/// In the order of Never.
[[nodiscard]] std::span<NeverRecorded const> never_recorded();

/// Why nothing of this name can be recorded, with its sources; none for other names.
[[nodiscard]] std::optional<Text> why_never(std::string_view name);

}  // namespace vertrek::forced_return
