#include "adapters/cli/unmet_text.hpp"

#include <algorithm>

#include "workflows/forced_return/process.hpp"

namespace vertrek::cli {

std::string articles_text(std::vector<std::string> const& articles) {
  return fmt::format("{}", fmt::join(articles, ", "));
}

void print_unmet(Terminal const& terminal, Unmet const& unmet, std::size_t indent) {
  std::string const margin(indent, ' ');
  std::string text = terminal.say(unmet.sentence);
  if (!unmet.articles.empty()) text += " (" + articles_text(unmet.articles) + ")";
  auto const body = wrapped(text, indent + 4);
  terminal.line("{}{} {}", margin, terminal.paint(Style::bad, "✗"),
                terminal.paint(Style::bold, unmet.rule.str()));
  terminal.line("{}", body);
  if (auto const& detail = terminal.say(unmet.detail); !detail.empty())
    terminal.line("{}", terminal.paint(Style::warn, wrapped("→ " + printable(detail), indent + 4)));
}

Error as_error(Refusal const& refusal) {
  namespace rule = forced_return::record_rule;
  Error error;
  error.code = ErrorCode::bad_input;
  for (auto const& unmet : refusal.unmet) {
    auto const& id = unmet.rule.str();
    if (id != rule::recorded_by && id != rule::case_exists) continue;
    error.where = id;
    if (id == rule::case_exists) {
      error.what = {"deze zaak bestaat niet", "this case does not exist"};
      error.remedy = {"controleer het zaaknummer, of begin de zaak met case.opened",
                      "check the case name, or begin the case with case.opened"};
    } else {
      error.what = unmet.detail;
      error.remedy = {"laat een bevoegde partner dit vastleggen",
                      "let a partner that may do so record this"};
      break;
    }
  }
  return error;
}

}  // namespace vertrek::cli
