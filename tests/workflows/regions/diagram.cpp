#include "workflows/forced_return/diagram.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::forced_return {

namespace {

bool is_installed(std::string const& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

struct Answer {
  int status = -1;
  std::string text;  ///< what it printed, errors too
};

/// Runs a program with the text in a file as its last argument.
Answer run_on(std::string const& command, std::string const& text) {
  auto const file = std::filesystem::temp_directory_path() /
                    ("vertrek-diagram-" + std::to_string(::getpid()) + ".txt");
  std::ofstream{file} << text;
  Answer answer;
  if (auto* const pipe = ::popen((command + " '" + file.string() + "' 2>&1").c_str(), "r")) {
    char piece[4096];
    for (std::size_t got = 0; (got = std::fread(piece, 1, sizeof piece, pipe)) > 0;) {
      answer.text.append(piece, got);
    }
    answer.status = ::pclose(pipe);
  }
  std::filesystem::remove(file);
  return answer;
}

std::multiset<std::string> matches(std::string const& text, std::string const& pattern) {
  std::multiset<std::string> found;
  std::regex const expression{pattern};
  for (std::sregex_iterator it{text.begin(), text.end(), expression}, end; it != end; ++it) {
    found.insert((*it)[1].str());
  }
  return found;
}

}  // namespace

SCENARIO("the picture is drawn by Graphviz without a complaint, in both languages") {
  if (!is_installed("dot")) {
    WARN("Graphviz is not installed: not tested");
    return;
  }
  for (auto const language : {Language::nl, Language::en}) {
    auto const drawn = run_on("dot -Tsvg", diagram_dot(language));
    INFO(drawn.text.substr(0, 400));
    CHECK(drawn.status == 0);
    CHECK(drawn.text.find("Warning") == std::string::npos);
    CHECK(drawn.text.find("Error") == std::string::npos);
    CHECK(drawn.text.find("</svg>") != std::string::npos);
    // A label that Graphviz drops leaves an arrow that nobody can read: every signal must be seen.
    for (std::size_t i = 0; i < signal_count; ++i) {
      auto const signal = std::string{name(static_cast<Signal>(i))};
      INFO(signal);
      auto const bare = drawn.text.find(">" + signal + "<");
      auto const staying = drawn.text.find("↻ " + signal + "<");
      CHECK((bare != std::string::npos || staying != std::string::npos));
    }
  }
}

SCENARIO("the picture names every region and state in the reader's language") {
  for (auto const language : {Language::nl, Language::en}) {
    auto const dot = diagram_dot(language);
    for (auto const& region : regions()) {
      CHECK(dot.find(region.title.in(language)) != std::string::npos);
      for (auto const& state : region.states) {
        INFO(region.name << "." << state.name);
        CHECK(dot.find(state.meaning.in(language)) != std::string::npos);
      }
    }
  }
}

SCENARIO("the state chart is well-formed and says every row of every table once") {
  auto const scxml = diagram_scxml();
  if (is_installed("xmllint")) {
    auto const checked = run_on("xmllint --noout", scxml);
    INFO(checked.text);
    CHECK(checked.status == 0);
  } else {
    WARN("xmllint is not installed: well-formedness not tested");
  }

  auto const ids = matches(scxml, R"rx( id="([^"]*)")rx");
  auto const targets = matches(scxml, R"rx( target="([^"]*)")rx");
  auto const initials = matches(scxml, R"rx( initial="([^"]*)")rx");
  std::size_t rows = 0;
  std::size_t states = 0;
  for (auto const& region : regions()) {
    rows += region.rows.size();
    states += region.states.size();
  }
  CHECK(targets.size() == rows);
  CHECK(ids.size() == states + region_count + 1);  // the parallel state contains the regions
  for (auto const& id : ids) CHECK(ids.count(id) == 1);
  for (auto const& target : targets) CHECK(ids.contains(target));
  for (auto const& initial : initials) CHECK(ids.contains(initial));

  // Event descriptors of SCXML: words of name characters with dots between.
  std::regex const descriptor{"[a-z_]+(\\.[a-z_]+)+"};
  auto const events = matches(scxml, R"rx( event="([^"]*)")rx");
  for (auto const& event : events) {
    INFO(event);
    CHECK(std::regex_match(event, descriptor));
  }
  CHECK(std::set<std::string>(events.begin(), events.end()).size() == signal_count);
  CHECK(events.contains("derived.objection_suspends"));
  CHECK(events.contains("interim_relief.decided.granted"));
  CHECK(events.contains("detention.imposed"));
}

}  // namespace vertrek::forced_return
