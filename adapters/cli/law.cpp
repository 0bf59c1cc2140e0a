#include "adapters/cli/commands.hpp"
#include "adapters/cli/law_json.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "workflows/forced_return/data.hpp"
#include "workflows/forced_return/never_recorded.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

std::string valid_text(Terminal const& terminal, fr::Validity const& valid) {
  auto const nl = terminal.language == Language::nl;
  auto const day = [&](CivilDate date) { return date.written(terminal.language); };
  if (!valid.from && !valid.to) return nl ? "sinds vóór 2015" : "since before 2015";
  std::string text;
  if (valid.from) text = (nl ? "vanaf " : "from ") + day(*valid.from);
  if (valid.to)
    text += (text.empty() ? "" : " ") + std::string(nl ? "tot en met " : "up to and including ") +
            day(*valid.to);
  return text;
}

void print_requirements(Terminal const& terminal, fr::LawBook const& law,
                        std::optional<CivilDate> const& day) {
  auto const nl = terminal.language == Language::nl;
  auto const on = day ? (nl ? " op " : " on ") + day->written(terminal.language) : "";
  terminal.line(
      "{}", terminal.paint(
                Style::bold,
                nl ? fmt::format("Vereisten{} (zekerheid A tekst, B beleid, C afgeleid)", on)
                   : fmt::format("Requirements{} (certainty A text, B policy, C inference)", on)));
  for (auto const& requirement : law.requirements()) {
    if (!is_law_on(requirement.valid, day)) continue;
    terminal.line("  {} {}  {}", terminal.paint(Style::bold, padded(requirement.id, 28)),
                  fr::letter(requirement.certainty), articles_text(requirement.articles));
    terminal.line("{}", wrapped(terminal.say(requirement.sentence), 4));
    std::string events;
    for (auto const kind : requirement.before)
      events += (events.empty() ? "" : ", ") + std::string(fr::spec(kind).name);
    auto about =
        (nl ? "vóór: " : "before: ") + events + " · " + valid_text(terminal, requirement.valid);
    // Which day decides matters to what is under way when the requirement comes or goes.
    if (requirement.valid.from || requirement.valid.to)
      about += fmt::format("; {}: {}", fr::name(requirement.transition),
                           terminal.say(fr::deciding_day(requirement.transition)));
    terminal.line("{}", terminal.paint(Style::dim, wrapped(about, 4)));
  }
}

void print_versions(Terminal const& terminal, fr::DeadlineRule const& rule,
                    std::optional<CivilDate> const& day) {
  for (auto const& version : rule.versions) {
    if (!is_law_on(version.valid, day)) continue;
    auto text = fmt::format("{} ({}) {}", version.period.written(terminal.language),
                            articles_text(version.articles), valid_text(terminal, version.valid));
    // A version that came into force met terms that were running.
    if (version.valid.from)
      text += fmt::format("; {}: {}", fr::name(version.transition),
                          terminal.say(fr::meaning(version.transition)));
    terminal.line("{}", wrapped(text, 4));
  }
  for (auto const& variant : rule.variants)
    terminal.line("{}", wrapped(fmt::format("{}: {} ({})", terminal.say(variant.title),
                                            variant.period.written(terminal.language),
                                            articles_text(variant.articles)),
                                6));
}

void print_deadline_rules(Terminal const& terminal, fr::LawBook const& law,
                          std::optional<CivilDate> const& day) {
  auto const nl = terminal.language == Language::nl;
  terminal.line("\n{}", terminal.paint(Style::bold, nl ? "Termijnen" : "Deadlines"));
  for (auto const& rule : law.deadlines()) {
    if (!is_law_on(rule, day)) continue;
    terminal.line("  {} {}  {}", terminal.paint(Style::bold, padded(rule.name, 28)),
                  fr::letter(rule.certainty), terminal.say(rule.title));
    terminal.line("{}", wrapped((nl ? "vanaf: " : "from: ") + terminal.say(rule.counted_from) +
                                    (nl ? " · bindt: " : " · binds: ") + terminal.say(rule.binds) +
                                    (nl ? " · aan het einde: " : " · at its end: ") +
                                    terminal.say(fr::meaning(rule.at_its_end)),
                                4));
    print_versions(terminal, rule, day);
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

void print_never(Terminal const& terminal) {
  auto const nl = terminal.language == Language::nl;
  terminal.line(
      "\n{}", terminal.paint(Style::bold, nl ? "Wat voor deze personen nooit kan worden vastgelegd"
                                             : "What can never be recorded for these persons"));
  for (auto const& never : fr::never_recorded()) {
    terminal.line("  {} {}  {}", terminal.paint(Style::bold, padded(never.name, 28)),
                  fr::letter(never.certainty), articles_text(never.sources));
    terminal.line("{}", wrapped(terminal.say(never.what) + ": " + terminal.say(never.why), 4));
  }
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
      terminal.line("    {} {}{}{}", padded(field.name, 24), terminal.say(field.title),
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

}  // namespace

ExitCode rules(Session const& session, RulesOptions const& options) {
  auto const& terminal = session.terminal;
  auto const& law = session.process.law();
  std::optional<CivilDate> day;
  if (!options.on.empty()) {
    auto parsed = CivilDate::parse(options.on);
    if (!parsed) return report(terminal, parsed.error());
    day = *parsed;
  }
  if (terminal.json) {
    terminal.out << catalogue_json(law, day).dump(2) << '\n';
  } else if (options.open) {
    print_open_questions(terminal);
  } else if (options.events) {
    print_events(terminal);
  } else {
    print_requirements(terminal, law, day);
    print_deadline_rules(terminal, law, day);
    print_record_rules(terminal);
    print_never(terminal);
  }
  return ExitCode::done;
}

}  // namespace vertrek::cli
