#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/reading.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "workflows/forced_return/deadline_rules.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

void print_steps(Terminal const& terminal, std::vector<CountStep> const& steps,
                 std::size_t indent) {
  for (auto const& step : steps) {
    std::string text = terminal.say(step.why);
    if (!step.article.empty()) text += " (" + step.article + ")";
    terminal.line("{}{}{}", std::string(indent, ' '), padded(step.at, 27), text);
  }
}

std::string end_text(Terminal const& terminal, PeriodEnd const& end) {
  auto const* const day = std::get_if<CivilDate>(&end);
  return day != nullptr ? day->written_with_weekday(terminal.language)
                        : written(end, terminal.language);
}

Result<void> known_status(std::string const& status) {
  constexpr std::array statuses{DeadlineStatus::running,  DeadlineStatus::suspended,
                                DeadlineStatus::met,      DeadlineStatus::passed,
                                DeadlineStatus::breached, DeadlineStatus::voided};
  std::string known;
  for (auto const one : statuses) {
    if (status.empty() || fr::name(one) == status) return {};
    known += (known.empty() ? "" : ", ") + std::string(fr::name(one));
  }
  return failure(ErrorCode::bad_input,
                 {"onbekende status \"" + status + "\"", "unknown status \"" + status + "\""},
                 "--status", {"bekend zijn: " + known, "known are: " + known});
}

/// The register: every deadline of the cases that are asked for, one case in memory at a time.
class Register {
 public:
  Register(RecordSession const& session, DeadlineFilter const& filter, Moment at, bool in_the_past)
      : session_(session),
        terminal_(session.terminal),
        filter_(filter),
        at_(at),
        in_the_past_(in_the_past) {}

  ExitCode print() {
    auto const asked = AskedCases::of(session_, filter_.case_id);
    if (!asked) return report(terminal_, asked.error());
    if (terminal_.json) terminal_.out << "{\"at\":\"" << at_.iso() << "\",\"deadlines\":[";
    auto const listed =
        asked->each([this](std::vector<Event> const& events) { print_case(events); });
    if (terminal_.json) terminal_.out << "]}\n";
    if (!listed) return report(terminal_, listed.error());
    if (!terminal_.json && count_ == 0)
      terminal_.line("{}",
                     terminal_.language == Language::nl ? "(geen termijnen)" : "(no deadlines)");
    return ExitCode::done;
  }

 private:
  void print_case(std::vector<Event> const& events) {
    fr::View view;
    if (in_the_past_) view.known_at = at_;
    auto const at = fr::case_at(session_.process, events, view, at_);
    if (at.events.empty()) return;
    auto const& id = events.front().case_id.str();
    for (auto const& deadline : at.file.ledger.entries()) {
      auto const status = fr::status_at(deadline, at_);
      if (!filter_.status.empty() && fr::name(status) != filter_.status) continue;
      print_deadline(id, deadline, status);
      ++count_;
    }
  }

  void print_deadline(std::string const& id, fr::CaseDeadline const& deadline,
                      DeadlineStatus status) {
    if (terminal_.json) {
      Json json{{"case", id}};
      json.update(to_json(deadline, at_, session_.process.calendar()));
      terminal_.out << (count_ > 0 ? "," : "") << json.dump();
      return;
    }
    auto const& rule = fr::rule(deadline.rule);
    auto const style = status == DeadlineStatus::breached ? Style::bad
                       : status == DeadlineStatus::met    ? Style::good
                                                          : Style::plain;
    terminal_.line("{} {}{}{}", padded(id, 24), padded(rule.name, 30),
                   terminal_.paint(style, padded(terminal_.say(fr::meaning(status)), 13)),
                   end_text(terminal_, deadline.end));
    auto const* const version = fr::version_of(deadline);
    terminal_.line(
        "{}", terminal_.paint(
                  Style::dim,
                  wrapped(fmt::format("{} · {}: {} · {}", terminal_.say(rule.title),
                                      terminal_.language == Language::nl ? "bindt" : "binds",
                                      terminal_.say(rule.binds),
                                      version != nullptr ? articles_text(version->articles) : ""),
                          4)));
    print_steps(terminal_, fr::explain(deadline, session_.process.calendar()), 4);
  }

  RecordSession const& session_;
  Terminal const& terminal_;
  DeadlineFilter const& filter_;
  Moment at_;
  bool in_the_past_;
  std::size_t count_ = 0;
};

}  // namespace

ExitCode deadlines(RecordSession const& session, DeadlineFilter const& filter) {
  if (auto const known = known_status(filter.status); !known)
    return report(session.terminal, known.error());
  auto at = session.clock.now();
  if (!filter.on.empty()) {
    auto const moment = read_moment(filter.on, "--on");
    if (!moment) return report(session.terminal, moment.error());
    at = *moment;
  }
  return Register{session, filter, at, !filter.on.empty()}.print();
}

ExitCode deadline_compute(Session const& session, std::string const& rule,
                          std::string const& from) {
  auto const& terminal = session.terminal;
  auto const computed = fr::compute_deadline(rule, from, session.process.calendar());
  if (!computed) return report(terminal, computed.error());
  if (terminal.json) {
    Json json{{"rule", computed->rule->name}, {"from", from}};
    json["period"] = to_json(Text{computed->version->period.written(Language::nl),
                                  computed->version->period.written(Language::en)});
    json["articles"] = computed->version->articles;
    json["certainty"] = std::string(1, fr::letter(computed->rule->certainty));
    json["steps"] = array_of(computed->steps);
    put_end(json, computed->end);
    terminal.out << json.dump(2) << '\n';
    return ExitCode::done;
  }
  auto const nl = terminal.language == Language::nl;
  terminal.line("{}: {}", terminal.paint(Style::bold, computed->rule->name),
                terminal.say(computed->rule->title));
  terminal.line("  {} {} {} {}", computed->version->period.written(terminal.language),
                nl ? "vanaf" : "from", terminal.say(computed->rule->counted_from), from);
  terminal.line("  {} · {}", articles_text(computed->version->articles),
                terminal.say(fr::meaning(computed->rule->at_its_end)));
  if (auto const& note = terminal.say(computed->rule->note); !note.empty())
    terminal.line("{}", wrapped(note, 2));
  terminal.line("");
  print_steps(terminal, computed->steps, 2);
  auto const is_day = std::holds_alternative<CivilDate>(computed->end);
  terminal.line(
      "\n  {}: {}",
      is_day ? (nl ? "laatste dag" : "last day") : (nl ? "laatste moment" : "last moment"),
      terminal.paint(Style::bold,
                     end_text(terminal, computed->end) + " (" + iso(computed->end) + ")"));
  return ExitCode::done;
}

ExitCode calendar(Session const& session, int year) {
  auto const& terminal = session.terminal;
  auto const days = session.process.calendar().year(year);
  if (terminal.json) {
    auto list = Json::array();
    for (auto const& day : days)
      list.push_back(
          {{"date", day.day.iso()}, {"name", to_json(day.name)}, {"article", day.article}});
    terminal.out << Json{{"year", year},
                         {"weekends", {{"article", "Atw 1(1)"}}},
                         {"days", std::move(list)}}
                        .dump(2)
                 << '\n';
    return ExitCode::done;
  }
  terminal.line(
      "{}", terminal.paint(Style::bold, fmt::format("{} {}",
                                                    terminal.language == Language::nl
                                                        ? "Dagen waarop een termijn niet eindigt,"
                                                        : "Days on which no term ends,",
                                                    year)));
  for (auto const& day : days)
    terminal.line("  {}  {}{}{}", day.day.iso(),
                  padded(day.day.written_with_weekday(terminal.language), 30),
                  padded(terminal.say(day.name), 24), terminal.paint(Style::dim, day.article));
  terminal.line("  {}", terminal.paint(Style::dim,
                                       terminal.language == Language::nl
                                           ? "en elke zaterdag en zondag (Atw 1(1)); dagen bij "
                                             "koninklijk besluit (Atw 3(3)): --decreed-days BESTAND"
                                           : "and every Saturday and Sunday (Atw 1(1)); days by "
                                             "royal decree (Atw 3(3)): --decreed-days FILE"));
  return ExitCode::done;
}

}  // namespace vertrek::cli
