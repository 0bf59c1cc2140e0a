#include "adapters/cli/usage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <vector>

#include "workflows/forced_return/nearest.hpp"

namespace vertrek::cli {

namespace {

Error wrong(Text what, std::string where, Text remedy) {
  return {ErrorCode::bad_input, std::move(what), std::move(where), std::move(remedy)};
}

/// The command that was asked for, as far as it was understood: `case` of `case shwo`.
std::vector<CLI::App const*> understood(CLI::App const& app) {
  std::vector<CLI::App const*> path{&app};
  while (!path.back()->get_subcommands().empty())
    path.push_back(path.back()->get_subcommands().front());
  return path;
}

Text see_help(std::vector<CLI::App const*> const& path) {
  std::string command;
  for (auto const* const app : path) command += app->get_name() + ' ';
  return {command + "--help toont wat kan", command + "--help shows what is possible"};
}

std::vector<std::string> commands_of(CLI::App const& app) {
  std::vector<std::string> names;
  for (auto const* const sub : app.get_subcommands({})) names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> options_of(std::vector<CLI::App const*> const& path) {
  std::vector<std::string> names;
  for (auto const* const app : path)
    for (auto const* const option : app->get_options())
      for (auto const& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

Error unknown(std::vector<CLI::App const*> const& path, std::string const& argument) {
  auto const is_option = argument.starts_with('-');
  auto const known = is_option ? options_of(path) : commands_of(*path.back());
  std::vector<std::string_view> const names(known.begin(), known.end());
  auto const meant = forced_return::nearest(argument, names);
  auto remedy = meant.empty() ? see_help(path)
                              : Text{fmt::format("bedoelt u {}?", meant),
                                     fmt::format("did you mean {}?", meant)};
  if (is_option)
    return wrong({"onbekende optie " + argument, "unknown option " + argument}, "",
                 std::move(remedy));
  if (!known.empty())
    return wrong({fmt::format("onbekende opdracht \"{}\"", argument),
                  fmt::format("unknown command \"{}\"", argument)},
                 "", std::move(remedy));
  return wrong({fmt::format("\"{}\" is hier te veel", argument),
                fmt::format("\"{}\" is too much here", argument)},
               "", std::move(remedy));
}

Error missing(std::vector<CLI::App const*> const& path, std::string_view what) {
  if (auto const known = commands_of(*path.back()); !known.empty()) {
    auto const list = fmt::format("{}", fmt::join(known, ", "));
    return wrong({"er ontbreekt een opdracht", "a command is missing"}, "",
                 {"kies uit: " + list, "choose from: " + list});
  }
  auto const name = std::string(what.substr(0, what.find(" is required")));
  return wrong({name + " ontbreekt", name + " is missing"}, name, see_help(path));
}

}  // namespace

void speak(CLI::App& app, Language language) {
  auto const formatter = app.get_formatter();
  formatter->label("TEXT", "");
  if (language != Language::nl) return;
  formatter->label("Usage", "Gebruik");
  formatter->label("OPTIONS", "OPTIES");
  formatter->label("SUBCOMMAND", "OPDRACHT");
  formatter->label("Positionals", "Gegevens");
  formatter->label("REQUIRED", "(verplicht)");
  app.option_defaults()->group("Opties");
  app.group("Opdrachten");
}

Error usage_error(CLI::App const& app, CLI::ParseError const& error) {
  auto const path = understood(app);
  auto const what = std::string(error.what());
  if (auto const extra = app.remaining(true); !extra.empty()) return unknown(path, extra.front());
  if (dynamic_cast<CLI::RequiredError const*>(&error) != nullptr) return missing(path, what);
  auto const colon = what.find(": ");
  auto const name = what.substr(0, colon);
  if (dynamic_cast<CLI::ArgumentMismatch const*>(&error) != nullptr)
    return what.find("At Most") != std::string::npos
               ? wrong({name + " staat er meer dan eens", name + " is given more than once"}, name,
                       {"laat er één staan", "keep one of them"})
               : wrong({name + " heeft een waarde nodig", name + " needs a value"}, name,
                       see_help(path));
  // What our own validators say is in the reader's language already.
  if (dynamic_cast<CLI::ValidationError const*>(&error) != nullptr && colon != std::string::npos)
    return wrong({what.substr(colon + 2), what.substr(colon + 2)}, name, see_help(path));
  return wrong({"de opdrachtregel klopt niet: " + what, "the command line is wrong: " + what}, "",
               see_help(path));
}

CLI::Validator whole_number(Language language, std::int64_t least, std::int64_t most) {
  return {[=](std::string const& text) -> std::string {
            std::int64_t number = 0;
            auto const* const end = text.data() + text.size();
            auto const read = std::from_chars(text.data(), end, number);
            if (read.ec == std::errc{} && read.ptr == end && number >= least && number <= most)
              return {};
            if (most == std::numeric_limits<std::int64_t>::max())
              return language == Language::nl
                         ? fmt::format("\"{}\" is geen heel getal vanaf {}", text, least)
                         : fmt::format("\"{}\" is no whole number from {}", text, least);
            return language == Language::nl
                       ? fmt::format("\"{}\" is geen heel getal van {} tot en met {}", text, least,
                                     most)
                       : fmt::format("\"{}\" is no whole number from {} to {}", text, least, most);
          },
          ""};
}

CLI::Validator one_of(Language language, std::initializer_list<std::string_view> words) {
  std::vector<std::string> const known(words.begin(), words.end());
  return {[=](std::string const& text) -> std::string {
            if (std::find(known.begin(), known.end(), text) != known.end()) return {};
            auto const list = fmt::format("{}", fmt::join(known, ", "));
            return language == Language::nl
                       ? fmt::format("\"{}\" kan niet; kies uit: {}", text, list)
                       : fmt::format("\"{}\" is not possible; choose from: {}", text, list);
          },
          ""};
}

}  // namespace vertrek::cli
