#pragma once

#include <nlohmann/json.hpp>

#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::forced_return {

/// The JSON Schema (draft 2020-12) of the data of an event, made from the same lists of fields and
/// the same bounds by which the data is read. What it refuses, `check_data` refuses, and the other
/// way round: patterns carry what `format` says, for validators that take a format for a remark.
/// JSON Schema cannot say that no name is given twice, nor how far an offset may push a moment
/// beyond the years 1900 to 2199; there `check_data` is stricter.
[[nodiscard]] nlohmann::ordered_json data_schema(EventKind kind);

}  // namespace vertrek::forced_return
