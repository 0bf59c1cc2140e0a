#include "adapters/cli/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/storage/sqlite/sqlite_store.hpp"

namespace vertrek::cli {

namespace {

using storage::OpenMode;
using storage::SqliteStore;

struct Options {
  std::string database = "vertrek.db";
  std::string decreed_days;
  std::string language;
  bool json = false;
  std::string file;
  std::string case_id;
  ViewOptions view;
  PageOptions page;
  DeadlineFilter filter;
  HindsightOptions hindsight;
  ImpactOptions impact;
  std::string rule;
  std::string from;
  int year = 0;
  RulesOptions rules;
  std::string format = "svg";
  OutboxOptions outbox;
};

/// `--lang en` counts before the arguments are parsed: help and errors are in that language too.
Language language_of(std::vector<std::string> const& arguments,
                     std::string const& from_environment) {
  auto chosen = from_environment;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) chosen = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) chosen = arguments[i].substr(7);
  }
  return chosen.starts_with("en") ? Language::en : Language::nl;
}

class Program {
 public:
  explicit Program(Environment const& environment, Language language)
      : environment_(environment),
        terminal_{environment.out,
                  environment.err,
                  language,
                  false,
                  environment.out_is_terminal,
                  environment.err_is_terminal} {
    describe();
  }

  int run(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());  // as the parser takes them
    try {
      app_.parse(arguments);
    } catch (CLI::CallForHelp const&) {
      environment_.out << app_.help();
      return finish(ExitCode::done);
    } catch (CLI::ParseError const& error) {
      return finish(report(terminal_, usage_error(app_, error)));
    }
    terminal_.json = options_.json;
    return finish(command_());
  }

 private:
  [[nodiscard]] std::string say(std::string nl, std::string en) const {
    return terminal_.language == Language::nl ? std::move(nl) : std::move(en);
  }

  // ---- the commands and their options ----------------------------------------------------------

  void describe() {
    speak(app_, terminal_.language);
    app_.name("vertrek");
    app_.description(
        say("Het dossier van elke terugkeerzaak: wat kan, wat niet en waarom, welke termijn loopt.",
            "The file of every return case: what can be done, what cannot and why, which deadline "
            "runs."));
    app_.footer(
        say("Uitkomst: 0 gedaan, 1 geweigerd of tekortgeschoten, 2 verkeerd gebruik of verkeerde "
            "invoer.",
            "Exit: 0 done, 1 refused or falls short, 2 usage or bad input."));
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_flag("-h,--help", say("toon deze hulp", "show this help"));
    app_.add_option("--db", options_.database,
                    say("het bestand van de vastlegging", "the file of the record"))
        ->capture_default_str()
        ->type_name("FILE");
    app_.add_flag("--json", options_.json, say("uitvoer voor programma's", "output for programs"));
    app_.add_option(
            "--lang", options_.language,
            say("taal: nl of en (ook: VERTREK_LANG)", "language: nl or en (also: VERTREK_LANG)"))
        ->check(one_of(terminal_.language, {"nl", "en"}))
        ->option_text("nl|en");
    app_.add_option("--decreed-days", options_.decreed_days,
                    say("bestand met dagen die bij koninklijk besluit gelijkgesteld zijn",
                        "file with days equated by royal decree"))
        ->type_name("FILE");
    describe_recording();
    describe_cases();
    describe_deadlines();
    describe_audit();
    describe_impact();
    describe_law();
    describe_outbox();
  }

  CLI::App* add(CLI::App& parent, std::string const& name, std::string nl, std::string en) {
    auto* const sub = parent.add_subcommand(name, say(std::move(nl), std::move(en)));
    sub->fallthrough();
    sub->set_help_flag("-h,--help", say("toon deze hulp", "show this help"));
    return sub;
  }

  CLI::App* command(CLI::App& parent, std::string const& name, std::string nl, std::string en,
                    std::function<ExitCode()> run) {
    auto* const sub = add(parent, name, std::move(nl), std::move(en));
    sub->callback([this, run = std::move(run)] { command_ = run; });
    return sub;
  }

  [[nodiscard]] CLI::Validator at_least(std::int64_t least) const {
    return whole_number(terminal_.language, least, std::numeric_limits<std::int64_t>::max());
  }

  void describe_recording() {
    auto* const apply =
        command(app_, "apply", "leg een scenario vast, één opdracht per regel",
                "record a scenario, one command a line", [this] { return run_apply(); });
    apply
        ->add_option(
            "FILE", options_.file,
            say("JSON Lines; - leest standaardinvoer", "JSON Lines; - reads standard input"))
        ->required();
  }

  void describe_cases() {
    auto* const cases = add(app_, "case", "bekijk zaken", "look at cases");
    cases->require_subcommand(1);
    auto* const list = command(*cases, "list", "alle zaken", "all cases", [this] {
      return reading([this](RecordSession const& s) { return case_list(s, options_.page); });
    });
    list->add_option("--after", options_.page.after,
                     say("begin na deze zaak", "start after this case"))
        ->type_name("ID");
    list->add_option("--limit", options_.page.limit, say("ten hoogste zoveel", "at most this many"))
        ->check(at_least(1))
        ->type_name("N");
    add_view(command(*cases, "show", "waar de zaak staat, wat kan, wat niet en waarom",
                     "where the case stands, what can be done, what cannot and why", [this] {
                       return reading([this](RecordSession const& s) {
                         return case_show(s, options_.case_id, options_.view);
                       });
                     }));
    add_view(command(*cases, "history", "alles wat is vastgelegd", "everything that was recorded",
                     [this] {
                       return reading([this](RecordSession const& s) {
                         return case_history(s, options_.case_id, options_.view);
                       });
                     }));
    add_view(command(*cases, "options", "wat nu kan en wat niet",
                     "what can be done now and what cannot", [this] {
                       return reading([this](RecordSession const& s) {
                         return case_options(s, options_.case_id, options_.view);
                       });
                     }));
  }

  void add_view(CLI::App* sub) {
    sub->add_option("ID", options_.case_id, say("zaaknummer", "name of the case"))->required();
    sub->add_option(
           "--as-of", options_.view.as_of,
           say("zoals het toen stond (tijdstip of dag)", "as it stood then (moment or day)"))
        ->type_name("T");
    sub->add_option("--known-at", options_.view.known_at,
                    say("zoals het toen bekend was", "as it was known then"))
        ->type_name("T");
  }

  void describe_deadlines() {
    // `deadlines` lists the register; `deadline compute` counts one.
    auto* const list = command(
        app_, "deadlines", "het register van termijnen, elk met zijn telling",
        "the register of deadlines, each with its count", [this] {
          return reading([this](RecordSession const& s) { return deadlines(s, options_.filter); });
        });
    list->add_option("--case", options_.filter.case_id, say("alleen deze zaak", "this case only"))
        ->type_name("ID");
    list->add_option("--on", options_.filter.on,
                     say("zoals het toen bekend was (dag of tijdstip)",
                         "as it was known then (day or moment)"))
        ->type_name("DATE");
    list->add_option("--status", options_.filter.status,
                     "running, suspended, met, passed, breached, void")
        ->type_name("STATUS");
    auto* const deadline = add(app_, "deadline", "reken een termijn uit", "count a deadline");
    deadline->require_subcommand(1);
    auto* const compute = command(*deadline, "compute", "één termijn, elke stap uitgelegd",
                                  "one deadline, every step explained", [this] {
                                    return plain([this](Session const& s) {
                                      return deadline_compute(s, options_.rule, options_.from);
                                    });
                                  });
    compute->add_option("RULE", options_.rule, say("zie vertrek rules", "see vertrek rules"))
        ->required();
    compute
        ->add_option("--from", options_.from,
                     say("dag of tijdstip van de gebeurtenis", "day or moment of the event"))
        ->required()
        ->type_name("T");
    auto* const days = command(
        app_, "calendar", "dagen waarop geen termijn eindigt, met hun artikel",
        "days on which no term ends, with their article",
        [this] { return plain([this](Session const& s) { return calendar(s, options_.year); }); });
    days->add_option("--year", options_.year, say("jaar", "year"))
        ->required()
        ->check(whole_number(terminal_.language, 1900, 2199))
        ->type_name("Y");
  }

  void describe_audit() {
    auto* const audit = add(app_, "audit", "toets wat is vastgelegd", "review what was recorded");
    audit->require_subcommand(1);
    auto* const back = command(
        *audit, "hindsight",
        "stappen die zouden zijn geweigerd, was alles op tijd bekend geweest; met de dagen van "
        "vrijheidsontneming die daarop rusten",
        "steps that would have been refused, had all been known in time; with the days of "
        "deprivation "
        "of liberty that rest on them",
        [this] {
          return reading(
              [this](RecordSession const& s) { return hindsight(s, options_.hindsight); });
        });
    back->add_option("--case", options_.hindsight.case_id,
                     say("alleen deze zaak", "this case only"))
        ->type_name("ID");
    back->add_option("--known-at", options_.hindsight.known_at,
                     say("met wat toen bekend was (tijdstip of dag)",
                         "by what was known then (moment or day)"))
        ->type_name("T");
    back->footer(
        say("Uitkomst: 0 gedaan en niets gevonden, 1 iets gevonden, 2 verkeerd gebruik of "
            "verkeerde invoer.",
            "Exit: 0 done and nothing found, 1 something found, 2 usage or bad input."));
  }

  void describe_impact() {
    auto* const ahead = command(
        app_, "impact", "wat een voorgesteld recht verandert in de zaken; legt niets vast",
        "what a proposed law changes in the cases; records nothing", [this] {
          return reading([this](RecordSession const& s) { return impact(s, options_.impact); });
        });
    ahead
        ->add_option("--law", options_.impact.law_file,
                     say("het voorstel, als JSON (zie examples/laws)",
                         "the proposal, as JSON (see examples/laws)"))
        ->required()
        ->type_name("FILE");
    ahead->add_option("--case", options_.impact.case_id, say("alleen deze zaak", "this case only"))
        ->type_name("ID");
    ahead->footer(
        say("Uitkomst: 0 gedaan, ook als er iets verandert; 2 verkeerd gebruik of "
            "verkeerde invoer.",
            "Exit: 0 done, also when something changes; 2 usage or bad input."));
  }

  void describe_law() {
    auto* const law = command(
        app_, "rules", "de vereisten en termijnen, met artikel en zekerheid",
        "the requirements and deadlines, with article and certainty",
        [this] { return plain([this](Session const& s) { return rules(s, options_.rules); }); });
    law->add_flag("--open", options_.rules.open,
                  say("open vragen voor juristen", "open questions for legal staff"));
    law->add_flag("--events", options_.rules.events,
                  say("alle gebeurtenissen met hun velden", "all events with their fields"));
    law->add_option("--on", options_.rules.on, say("het recht van deze dag", "the law of this day"))
        ->type_name("DATE");
    auto* const picture = command(
        app_, "diagram", "het proces als tekening, uit de tabellen zelf",
        "the process as a picture, from the tables themselves",
        [this] { return plain([this](Session const& s) { return diagram(s, options_.format); }); });
    picture
        ->add_option("--format", options_.format,
                     say("soort tekening (zonder keuze: svg)", "kind of picture (default: svg)"))
        ->check(one_of(terminal_.language, {"svg", "dot", "scxml"}))
        ->option_text("svg|dot|scxml");
  }

  void describe_outbox() {
    auto* const box = command(
        app_, "outbox", "de berichten aan de partners, als CloudEvents",
        "the messages to the partners, as CloudEvents", [this] {
          return reading([this](RecordSession const& s) { return outbox(s, options_.outbox); });
        });
    box->add_option("--partner", options_.outbox.partner,
                    say("alleen aan deze partner", "to this partner only"))
        ->type_name("PARTNER");
    box->add_option("--case", options_.outbox.case_id,
                    say("alleen van deze zaak", "of this case only"))
        ->type_name("ID");
    box->add_option("--after", options_.outbox.after,
                    say("begin na dit nummer", "start after this number"))
        ->check(at_least(0))
        ->type_name("N");
    box->add_option("--limit", options_.outbox.limit,
                    say("ten hoogste zoveel", "at most this many"))
        ->check(at_least(1))
        ->type_name("N");
  }

  // ---- running ---------------------------------------------------------------------------------

  [[nodiscard]] Result<forced_return::ForcedReturn> process() const {
    if (options_.decreed_days.empty()) return forced_return::ForcedReturn{};
    std::ifstream file(options_.decreed_days);
    std::stringstream text;
    if (!file || !(text << file.rdbuf()))
      return failure(ErrorCode::bad_input,
                     {"het bestand is niet te lezen", "the file cannot be read"},
                     options_.decreed_days,
                     {"geef een bestand met regels JJJJ-MM-DD naam van het besluit",
                      "give a file with lines YYYY-MM-DD name of the decree"});
    auto days = HolidayCalendar::parse(text.str(), options_.decreed_days);
    if (!days) return tl::unexpected(days.error());
    return forced_return::ForcedReturn{std::move(*days)};
  }

  ExitCode plain(std::function<ExitCode(Session const&)> const& use) const {
    auto const process_or = process();
    if (!process_or) return report(terminal_, process_or.error());
    return use(Session{terminal_, *process_or, environment_.clock});
  }

  ExitCode with_store(OpenMode mode,
                      std::function<ExitCode(RecordSession const&)> const& use) const {
    return plain([&](Session const& session) {
      if (options_.database.starts_with("postgresql:") ||
          options_.database.starts_with("postgres:"))
        return report(
            terminal_,
            Error{ErrorCode::bad_input,
                  {"PostgreSQL wordt nog niet ondersteund", "PostgreSQL is not supported yet"},
                  "--db",
                  {"geef de naam van een bestand", "give the name of a file"}});
      auto const store = SqliteStore::open(options_.database, mode);
      if (!store) return report(terminal_, store.error());
      return use(RecordSession{session, **store});
    });
  }

  ExitCode reading(std::function<ExitCode(RecordSession const&)> const& use) const {
    return with_store(OpenMode::read_only, use);
  }

  ExitCode run_apply() const {
    auto const apply_to = [&](std::istream& lines, std::string const& name, std::uintmax_t size) {
      return with_store(OpenMode::create_or_write, [&](RecordSession const& session) {
        return apply(session, lines, name, size);
      });
    };
    if (options_.file == "-") return apply_to(environment_.in, "-", 0);
    std::ifstream lines(options_.file, std::ios::binary);
    std::error_code unknown;
    if (!lines || std::filesystem::is_directory(options_.file, unknown))
      return report(terminal_, Error{ErrorCode::bad_input,
                                     {"het bestand is niet te openen", "the file cannot be opened"},
                                     options_.file,
                                     {"controleer de naam en de rechten",
                                      "check the name and the permissions"}});
    auto const size = std::filesystem::is_regular_file(options_.file, unknown)
                          ? std::filesystem::file_size(options_.file, unknown)
                          : 0;
    return apply_to(lines, options_.file, size);
  }

  int finish(ExitCode code) const {
    environment_.out.flush();
    if (!environment_.out) {
      environment_.err << say("fout: de uitvoer kan niet worden geschreven\n",
                              "error: the output cannot be written\n");
      return static_cast<int>(ExitCode::bad_input);
    }
    return static_cast<int>(code);
  }

  Environment const& environment_;
  Terminal terminal_;
  Options options_;
  CLI::App app_;
  std::function<ExitCode()> command_;
};

}  // namespace

int run(std::vector<std::string> arguments, Environment const& environment) {
  auto const language = language_of(arguments, environment.language);
  return Program{environment, language}.run(std::move(arguments));
}

}  // namespace vertrek::cli
