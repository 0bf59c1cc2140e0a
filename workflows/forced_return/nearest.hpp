#pragma once

#include <span>
#include <string_view>

namespace vertrek::forced_return {

/// The known name that is most like the given one, by edit distance; empty when none is alike
/// enough to be what somebody meant. For error messages.
[[nodiscard]] std::string_view nearest(std::string_view given,
                                       std::span<std::string_view const> known);

}  // namespace vertrek::forced_return
