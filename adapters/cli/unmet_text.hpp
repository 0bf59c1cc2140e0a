#pragma once

#include "adapters/cli/terminal.hpp"
#include "engine/workflow.hpp"

namespace vertrek::cli {

/// A condition that is not met, over a line or two: its name, its sentence, what stands in the way
/// in this case, and the articles.
void print_unmet(Terminal const& terminal, Unmet const& unmet, std::size_t indent);

/// A refusal that comes from who asked, as an error: what to do is in the sentence of the rule.
[[nodiscard]] Error as_error(Refusal const& refusal);

/// `Vw 62, Dir 30(3)`.
[[nodiscard]] std::string articles_text(std::vector<std::string> const& articles);

}  // namespace vertrek::cli
