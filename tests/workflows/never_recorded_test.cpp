#include "workflows/forced_return/never_recorded.hpp"

#include <catch2/catch.hpp>
#include <regex>

#include "workflows/forced_return/command_reader.hpp"
#include "workflows/forced_return/data.hpp"

// What can never be written about these persons. That no field of any event has such a name is
// proved where the fields are read: it does not compile otherwise.
namespace vertrek::forced_return {

namespace {

constexpr auto line =
    R"({"case":"c1","event":"$event","by":{"partner":"IND","user":"j.devries"},"occurred_at":"2025-01-06T10:00+01:00","data":$data$more})";

std::string line_with(std::string const& event, std::string const& data = "{}",
                      std::string const& more = "") {
  std::string text = line;
  for (auto const& [mark, value] : {std::pair{"$event", event}, {"$data", data}, {"$more", more}})
    text.replace(text.find(mark), std::string_view(mark).size(), value);
  return text;
}

/// The line is refused as bad input, for this reason in both languages.
void refused_because(std::string const& text, Never never) {
  INFO(text);
  auto const read = read_line(text);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().code == ErrorCode::bad_input);
  auto const& known = never_recorded()[static_cast<std::size_t>(never)];
  CHECK(read.error().what.nl.find(known.why.nl) != std::string::npos);
  CHECK(read.error().what.en.find(known.why.en) != std::string::npos);
  for (auto const& source : known.sources)
    CHECK(read.error().what.en.find(source) != std::string::npos);
}

}  // namespace

SCENARIO("no event of the vocabulary and no field of its data records what never can be") {
  for (auto const& event : vocabulary()) {
    INFO(event.name);
    CHECK_FALSE(never_named(event.name));
    for (auto const& field : fields_of(event.kind)) {
      INFO(field.name);
      CHECK_FALSE(never_named(field.name));
    }
  }
}

SCENARIO("an event for what can never be recorded is refused with the reason in law") {
  refused_because(line_with("return_decision.issued"), Never::return_decision);
  refused_because(line_with("residence.return_decision_issued"), Never::return_decision);
  refused_because(line_with("entry_ban.imposed"), Never::entry_ban);
  refused_because(line_with("removal.entry_ban"), Never::entry_ban);
  refused_because(line_with("alert.entered"), Never::alert);
  refused_because(line_with("sis.alert_entered"), Never::alert);
  refused_because(line_with("country_of_return.named"), Never::country_of_return);
  refused_because(line_with("inreisverbod.uitgevaardigd"), Never::entry_ban);
}

SCENARIO("a field for what can never be recorded is refused, wherever it stands") {
  std::pair<std::string, Never> const names[] = {{"return_decision", Never::return_decision},
                                                 {"entry_ban", Never::entry_ban},
                                                 {"entry_ban_years", Never::entry_ban},
                                                 {"alert", Never::alert},
                                                 {"sis_alert", Never::alert},
                                                 {"country", Never::country_of_return},
                                                 {"country_of_return", Never::country_of_return},
                                                 {"destination", Never::country_of_return}};
  for (auto const& [name, never] : names) {
    auto const field = "\"" + name + "\":\"PL\"";
    refused_because(line_with("removal.planned", "{\"date\":\"2025-02-01\"," + field + "}"), never);
    refused_because(line_with("note.added", "{\"text\":\"x\"}", "," + field), never);
    refused_because(
        line_with("record.corrected", "{\"corrects\":1,\"reason\":\"x\",\"set\":{" + field + "}}"),
        never);
  }
}

SCENARIO("a name that only looks alike is an ordinary mistake") {
  for (auto const* const name : {"country_of_birth", "alerted", "sister", "alert_level", "banned",
                                 "entry_banner", "returns", "x_destination_y", ""}) {
    INFO(name);
    CHECK_FALSE(never_named(name));
    CHECK_FALSE(why_never(name));
  }
}

SCENARIO("the pattern of the schema knows the same names as the program") {
  std::regex const pattern{never_pattern()};
  std::vector<std::string> names{"", "note.added", "country_of_birth", "alerted", "text"};
  for (auto const& known : never_words) {
    std::string const word{known.word};
    for (auto const* const before : {"", "x", "x_", "x.", "_"})
      for (auto const* const after : {"", "s", "_s", ".s", "."})
        names.push_back(before + word + after);
  }
  auto found = 0;
  for (auto const& name : names) {
    INFO(name);
    CHECK(std::regex_search(name, pattern) == never_named(name).has_value());
    found += never_named(name) ? 1 : 0;
  }
  CHECK(found > 50);
}

SCENARIO("each thing that can never be recorded has a reason and a source, and a word for it") {
  for (auto const& never : never_recorded()) {
    INFO(never.name);
    CHECK(never.id == never_named(never.name));
    CHECK_FALSE(never.sources.empty());
    for (auto const* const text : {&never.what, &never.why}) {
      CHECK_FALSE(text->nl.empty());
      CHECK_FALSE(text->en.empty());
      CHECK(text->nl != text->en);
    }
  }
}

}  // namespace vertrek::forced_return
