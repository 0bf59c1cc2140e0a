#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workflows/forced_return/data.hpp"

namespace vertrek::forced_return {

/// The value of a field as it would be written in JSON, in one way only, so that two values are the
/// same when their texts are. None when nothing was given: a blank text, an empty list, an optional
/// field left out, or no field of that name. A field with a default has its default.
[[nodiscard]] std::optional<std::string> field_value(Data const& data, std::string_view field);

}  // namespace vertrek::forced_return
