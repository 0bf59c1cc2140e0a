#include <array>
#include <cstdio>
#include <memory>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/deadline_rules.hpp"
#include "workflows/forced_return/diagram.hpp"
#include "workflows/forced_return/law_book.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

Json validity_json(fr::Validity const& valid) {
  return {{"valid_from", valid.from ? Json(valid.from->iso()) : Json(nullptr)},
          {"valid_to", valid.to ? Json(valid.to->iso()) : Json(nullptr)}};
}

Json requirement_json(fr::Requirement const& requirement) {
  auto before = Json::array();
  for (auto const kind : requirement.before) before.push_back(fr::spec(kind).name);
  Json json{{"id", requirement.id},
            {"articles", requirement.articles},
            {"certainty", std::string(1, fr::letter(requirement.certainty))},
            {"sentence", to_json(requirement.sentence)},
            {"events", std::move(before)}};
  json.update(validity_json(requirement.valid));
  return json;
}

Json deadline_json(fr::DeadlineRule const& rule) {
  auto versions = Json::array();
  for (auto const& version : rule.versions) {
    Json json{{"period", to_json(Text{version.period.written(Language::nl),
                                      version.period.written(Language::en)})},
              {"articles", version.articles}};
    json.update(validity_json(version.valid));
    versions.push_back(std::move(json));
  }
  return {{"id", rule.name},
          {"title", to_json(rule.title)},
          {"counted_from", to_json(rule.counted_from)},
          {"binds", to_json(rule.binds)},
          {"at_its_end", to_json(fr::meaning(rule.at_its_end))},
          {"certainty", std::string(1, fr::letter(rule.certainty))},
          {"versions", std::move(versions)},
          {"note", to_json(rule.note)}};
}

Json event_json(fr::EventSpec const& event) {
  auto fields = Json::array();
  for (auto const& field : fr::fields_of(event.kind)) {
    Json json{{"name", field.name}, {"required", field.required}, {"type", field.type}};
    if (!field.one_of.empty()) json["one_of"] = field.one_of;
    fields.push_back(std::move(json));
  }
  auto requirements = Json::array();
  for (auto const* const requirement : fr::law_in_force().requirements_of(event.kind))
    requirements.push_back(requirement->id);
  return {{"event", event.name},
          {"meaning", to_json(event.meaning)},
          {"recorded_by", partners_json(event.recorders)},
          {"data", std::move(fields)},
          {"requirements", std::move(requirements)}};
}

bool law_on(fr::Validity const& valid, std::optional<CivilDate> const& day) {
  return !day || valid.covers(*day);
}

bool law_on(fr::DeadlineRule const& rule, std::optional<CivilDate> const& day) {
  return !day || fr::version_on(rule, *day) != nullptr;
}

Json catalogue_json(std::optional<CivilDate> const& day) {
  Json json{{"requirements", Json::array()},
            {"deadlines", Json::array()},
            {"record", Json::array()},
            {"events", Json::array()},
            {"open", Json::array()}};
  for (auto const& requirement : fr::law_in_force().requirements())
    if (law_on(requirement.valid, day))
      json["requirements"].push_back(requirement_json(requirement));
  for (auto const& rule : fr::deadline_rules())
    if (law_on(rule, day)) json["deadlines"].push_back(deadline_json(rule));
  for (auto const& rule : fr::record_rules())
    json["record"].push_back({{"id", rule.id}, {"sentence", to_json(rule.sentence)}});
  for (auto const& event : fr::vocabulary()) json["events"].push_back(event_json(event));
  for (auto const& open : fr::open_questions())
    json["open"].push_back(
        {{"question", to_json(open.question)}, {"meanwhile", to_json(open.meanwhile)}});
  return json;
}

std::string valid_text(Terminal const& terminal, fr::Validity const& valid) {
  auto const nl = terminal.language == Language::nl;
  std::string text = valid.from ? (nl ? "vanaf " : "from ") + valid.from->written(terminal.language)
                                : (nl ? "sinds vóór 2015" : "since before 2015");
  if (valid.to) text += (nl ? " tot en met " : " to ") + valid.to->written(terminal.language);
  return text;
}

void print_requirements(Terminal const& terminal, std::optional<CivilDate> const& day) {
  auto const nl = terminal.language == Language::nl;
  terminal.line(
      "{}",
      terminal.paint(Style::bold, nl ? "Vereisten (zekerheid A tekst, B beleid, C afgeleid)"
                                     : "Requirements (certainty A text, B policy, C inference)"));
  for (auto const& requirement : fr::law_in_force().requirements()) {
    if (!law_on(requirement.valid, day)) continue;
    terminal.line("  {} {}  {}", terminal.paint(Style::bold, padded(requirement.id, 28)),
                  fr::letter(requirement.certainty), articles_text(requirement.articles));
    terminal.line("{}", wrapped(terminal.say(requirement.sentence), 4));
    std::string events;
    for (auto const kind : requirement.before)
      events += (events.empty() ? "" : ", ") + std::string(fr::spec(kind).name);
    terminal.line("{}",
                  terminal.paint(Style::dim, wrapped((nl ? "vóór: " : "before: ") + events + " · " +
                                                         valid_text(terminal, requirement.valid),
                                                     4)));
  }
}

void print_deadline_rules(Terminal const& terminal, std::optional<CivilDate> const& day) {
  auto const nl = terminal.language == Language::nl;
  terminal.line("\n{}", terminal.paint(Style::bold, nl ? "Termijnen" : "Deadlines"));
  for (auto const& rule : fr::deadline_rules()) {
    if (!law_on(rule, day)) continue;
    terminal.line("  {} {}  {}", terminal.paint(Style::bold, padded(rule.name, 28)),
                  fr::letter(rule.certainty), terminal.say(rule.title));
    terminal.line("{}", wrapped((nl ? "vanaf: " : "from: ") + terminal.say(rule.counted_from) +
                                    (nl ? " · bindt: " : " · binds: ") + terminal.say(rule.binds) +
                                    (nl ? " · aan het einde: " : " · at its end: ") +
                                    terminal.say(fr::meaning(rule.at_its_end)),
                                4));
    for (auto const& version : rule.versions)
      if (law_on(version.valid, day))
        terminal.line("{}", wrapped(version.period.written(terminal.language) + " (" +
                                        articles_text(version.articles) + ") " +
                                        valid_text(terminal, version.valid),
                                    4));
    if (auto const& note = terminal.say(rule.note); !note.empty())
      terminal.line("{}", terminal.paint(Style::dim, wrapped(note, 4)));
  }
}

void print_record_rules(Terminal const& terminal) {
  terminal.line("\n{}", terminal.paint(Style::bold, terminal.language == Language::nl
                                                        ? "Regels van de vastlegging"
                                                        : "Rules of the record"));
  for (auto const& rule : fr::record_rules())
    terminal.line("  {} {}", terminal.paint(Style::bold, padded(rule.id, 28)),
                  terminal.say(rule.sentence));
}

void print_events(Terminal const& terminal) {
  auto const nl = terminal.language == Language::nl;
  for (auto const& event : fr::vocabulary()) {
    std::string by;
    for (auto const partner : fr::all_partners())
      if (event.recorders.has(partner))
        by += (by.empty() ? "" : ", ") + std::string(fr::name(partner));
    terminal.line("{} {}", terminal.paint(Style::bold, padded(event.name, 38)),
                  terminal.say(event.meaning));
    terminal.line("    {} {}", nl ? "door:" : "by:", by);
    for (auto const& field : fr::fields_of(event.kind)) {
      std::string values;
      for (auto const value : field.one_of)
        values += (values.empty() ? "" : ", ") + std::string(value);
      terminal.line("    {} {}{}{}", padded(field.name, 24), field.type,
                    values.empty() ? "" : ": " + values,
                    field.required ? (nl ? "  (verplicht)" : "  (required)") : "");
    }
  }
}

void print_open_questions(Terminal const& terminal) {
  auto const nl = terminal.language == Language::nl;
  terminal.line("{}", terminal.paint(
                          Style::bold,
                          nl ? "Open vragen voor juristen; tot dan houdt het programma aan:"
                             : "Open questions for legal staff; until then the program keeps to:"));
  for (auto const& open : fr::open_questions()) {
    terminal.line("{}", wrapped("? " + terminal.say(open.question), 2));
    terminal.line("{}",
                  terminal.paint(Style::dim, wrapped("→ " + terminal.say(open.meanwhile), 4)));
  }
}

/// The picture, drawn by Graphviz.
Result<std::string> drawn(std::string const& dot) {
  auto const failed = [] {
    return failure(ErrorCode::not_found,
                   {"het programma dot (Graphviz) werkt hier niet",
                    "the program dot (Graphviz) does not work here"},
                   "--format svg",
                   {"installeer graphviz, of vraag --format dot",
                    "install graphviz, or ask for --format dot"});
  };
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const source{std::tmpfile(), &std::fclose};
  if (!source || std::fwrite(dot.data(), 1, dot.size(), source.get()) != dot.size())
    return failed();
  std::fflush(source.get());
  std::rewind(source.get());
  auto const command = fmt::format("dot -Tsvg <&{} 2>/dev/null", fileno(source.get()));
  auto* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return failed();
  std::string svg;
  std::array<char, 65536> buffer{};
  while (auto const read = std::fread(buffer.data(), 1, buffer.size(), pipe))
    svg.append(buffer.data(), read);
  if (pclose(pipe) != 0 || svg.empty()) return failed();
  return svg;
}

}  // namespace

ExitCode rules(Session const& session, RulesOptions const& options) {
  auto const& terminal = session.terminal;
  std::optional<CivilDate> day;
  if (!options.on.empty()) {
    auto parsed = CivilDate::parse(options.on);
    if (!parsed) return report(terminal, parsed.error());
    day = *parsed;
  }
  if (terminal.json) {
    terminal.out << catalogue_json(day).dump(2) << '\n';
  } else if (options.open) {
    print_open_questions(terminal);
  } else if (options.events) {
    print_events(terminal);
  } else {
    print_requirements(terminal, day);
    print_deadline_rules(terminal, day);
    print_record_rules(terminal);
  }
  return ExitCode::done;
}

ExitCode diagram(Session const& session, std::string const& format) {
  auto const& terminal = session.terminal;
  auto const print = [&](std::string const& picture) {
    if (terminal.json)
      terminal.out << Json{{"format", format}, {"diagram", picture}}.dump() << '\n';
    else
      terminal.out << picture;
    return ExitCode::done;
  };
  if (format == "scxml") return print(fr::diagram_scxml());
  auto const dot = fr::diagram_dot(terminal.language);
  if (format == "dot") return print(dot);
  auto const svg = drawn(dot);
  if (!svg) return report(terminal, svg.error());
  return print(*svg);
}

}  // namespace vertrek::cli
