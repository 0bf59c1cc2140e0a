#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/calendar/period.hpp"

/// What a field can hold, where the type alone does not say it: the reader checks by these values,
/// and the JSON Schema of an event tells them.
namespace vertrek::forced_return::allowed {

/// Both ends can be given.
struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
};
inline constexpr Range whole_number{0, 100};
inline constexpr Range event_number{1, 1'000'000'000};
inline constexpr Range term_count{0, 1000};
inline constexpr Range euros{0, 1'000'000'000};

inline constexpr std::size_t v_number_digits = 10;
inline constexpr Range language_tag_length{2, 35};

/// How a stated term can be given: exactly one of these.
inline constexpr auto term_units = std::to_array<std::pair<std::string_view, Unit>>(
    {{"months", Unit::months}, {"weeks", Unit::weeks}, {"days", Unit::days}});

/// The EU, the EEA and Switzerland, without the Netherlands: to its own nationals none of this
/// process applies. In the order of the alphabet.
inline constexpr auto nationalities = std::to_array<std::string_view>(
    {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
     "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NO", "PL", "PT", "RO", "SE", "SI", "SK"});

/// Vb 5.1b: heavy 3a to 3m, light 4a to 4f.
inline constexpr auto detention_grounds =
    std::to_array<std::string_view>({"3a", "3b", "3c", "3d", "3e", "3f", "3g", "3h", "3i", "3j",
                                     "3k", "3l", "3m", "4a", "4b", "4c", "4d", "4e", "4f"});

}  // namespace vertrek::forced_return::allowed
