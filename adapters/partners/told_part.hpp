#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/partners/told.hpp"

namespace vertrek::partners {

/// The data as the partner is told it; none: all of it, as recorded. What cannot be read is not
/// told. Not for a correction: see below.
[[nodiscard]] std::optional<std::string> told_data(Part const& part, std::string_view data);

/// These fields of a JSON object, in this order, as they stand in it.
[[nodiscard]] std::string picked(std::span<std::string_view const> fields, std::string_view object);

/// Whether the JSON object holds the field.
[[nodiscard]] bool holds_field(std::string_view object, std::string_view field);

/// A correction with these new values (a JSON object) and without its reason, which is free text
/// about what the partner may not have been told.
[[nodiscard]] std::string correction_of(std::int64_t corrected, std::string_view new_values);

}  // namespace vertrek::partners
