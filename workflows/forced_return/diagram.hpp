#pragma once

#include <string>

#include "engine/text.hpp"

namespace vertrek::forced_return {

/// The process as a picture, generated from the transition tables themselves.
[[nodiscard]] std::string diagram_dot(Language language);
/// A W3C State Chart XML document: one `parallel` state with a compound state for each region.
[[nodiscard]] std::string diagram_scxml();

}  // namespace vertrek::forced_return
