#include "workflows/forced_return/hindsight.hpp"

#include "adapters/cli/case_letter.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/reading.hpp"
#include "adapters/cli/unmet_text.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

/// The moment at which the step was first recorded to have happened, when a correction moved it.
std::optional<Moment> moved_from(fr::Hindsight const& seen, Event const& event) {
  for (auto const& recorded : seen.events)
    if (recorded.sequence == event.sequence && recorded.occurred_at != event.occurred_at)
      return recorded.occurred_at;
  return std::nullopt;
}

std::string names(std::vector<RuleId> const& rules) {
  std::string list;
  for (auto const& rule : rules) list += (list.empty() ? "" : ", ") + rule.str();
  return list;
}

Json held_json(fr::TimeHeld const& held) {
  return {{"from", held.from.iso()},
          {"to", held.runs_still ? Json(nullptr) : Json(held.to.iso())},
          {"first_day", held.first_day().iso()},
          {"last_day", held.runs_still ? Json(nullptr) : Json(held.last_day().iso())}};
}

Json finding_json(fr::Hindsight const& seen, fr::HindsightFinding const& finding) {
  auto const& event = finding.event;
  auto const moved = moved_from(seen, event);
  auto new_rules = Json::array();
  for (auto const& rule : finding.new_rules) new_rules.push_back(rule.str());
  auto held = Json::array();
  for (auto const& stretch : finding.held) held.push_back(held_json(stretch));
  return {{"sequence", event.sequence.value},
          {"event", event.type.str()},
          {"by", {{"partner", event.by.partner.str()}, {"user", event.by.user.str()}}},
          {"occurred_at", event.occurred_at.iso()},
          {"corrected_from", moved ? Json(moved->iso()) : Json(nullptr)},
          {"recorded_at", event.recorded_at.iso()},
          {"marked", event.irregular.has_value()},
          {"new_rules", std::move(new_rules)},
          {"unmet", array_of(finding.unmet)},
          {"held", std::move(held)},
          {"days", fr::days_held(finding.held)}};
}

/// What is found in the cases that are asked for, one case in memory at a time.
class Findings {
 public:
  Findings(RecordSession const& session, std::optional<Moment> known_at)
      : session_(session), terminal_(session.terminal), known_at_(known_at) {}

  ExitCode print(AskedCases const& asked) {
    if (terminal_.json)
      terminal_.out << "{\"known_at\":" << (known_at_ ? Json(known_at_->iso()) : Json(nullptr))
                    << ",\"cases\":[";
    auto const read =
        asked.each([this](std::vector<Event> const& events) { look_back_on(events); });
    if (terminal_.json)
      terminal_.out << "],\"totals\":" << totals_json() << "}\n";
    else if (read)
      print_totals();
    if (!read) return report(terminal_, read.error());
    return totals_.findings > 0 ? ExitCode::refused : ExitCode::done;
  }

 private:
  struct Totals {
    std::size_t cases = 0;
    std::size_t cases_with_findings = 0;
    std::size_t findings = 0;
    std::size_t with_new_rules = 0;
    std::int64_t days = 0;
  };

  void look_back_on(std::vector<Event> const& events) {
    auto const seen = fr::hindsight(session_.process, events, known_at_, session_.clock.now());
    if (seen.events.empty()) return;  // at that moment the case did not exist yet
    ++totals_.cases;
    if (seen.findings.empty()) return;
    auto const& id = seen.events.front().case_id.str();
    if (terminal_.json)
      print_json(id, seen);
    else
      print_text(id, seen);
    ++totals_.cases_with_findings;
    totals_.findings += seen.findings.size();
    for (auto const& finding : seen.findings)
      totals_.with_new_rules += finding.new_rules.empty() ? 0U : 1U;
    totals_.days += seen.days();
  }

  void print_json(std::string const& id, fr::Hindsight const& seen) const {
    auto findings = Json::array();
    for (auto const& finding : seen.findings) findings.push_back(finding_json(seen, finding));
    Json const json{{"case", id},
                    {"at", seen.at.iso()},
                    {"findings", std::move(findings)},
                    {"days", seen.days()},
                    {"regions", regions_json(seen.file.positions)}};
    terminal_.out << (totals_.cases_with_findings > 0 ? "," : "") << json.dump();
  }

  [[nodiscard]] Json totals_json() const {
    return {{"cases", totals_.cases},
            {"cases_with_findings", totals_.cases_with_findings},
            {"findings", totals_.findings},
            {"with_new_rules", totals_.with_new_rules},
            {"days", totals_.days}};
  }

  [[nodiscard]] std::string say(std::string nl, std::string en) const {
    return terminal_.language == Language::nl ? std::move(nl) : std::move(en);
  }

  void print_text(std::string const& id, fr::Hindsight const& seen) const {
    terminal_.line("{}", terminal_.paint(Style::bold, say("zaak ", "case ") + id));
    for (auto const& finding : seen.findings) {
      print_step(seen, finding);
      for (auto const& unmet : finding.unmet) print_unmet(terminal_, unmet, 6);
      print_held(finding.held);
    }
    // As recorded: there an order stands under its number in the log.
    print_custody(terminal_, fr::case_at(session_.process, seen.events, {}, seen.at).file);
    terminal_.line("");
  }

  void print_step(fr::Hindsight const& seen, fr::HindsightFinding const& finding) const {
    auto const& event = finding.event;
    terminal_.line(
        "{:>4}  {}  {}  {}", event.sequence.value, event.occurred_at.written(terminal_.language),
        padded(event.by.partner.str(), 12), terminal_.paint(Style::bold, event.type.str()));
    auto about = terminal_.say(fr::spec(finding.step.kind).meaning);
    if (event.recorded_at != event.occurred_at)
      about += say(" · vastgelegd op ", " · recorded on ") +
               event.recorded_at.written(terminal_.language);
    if (auto const moved = moved_from(seen, event))
      about += say(" · eerst vastgelegd als gebeurd op ", " · first recorded as of ") +
               moved->written(terminal_.language);
    terminal_.line("{}", terminal_.paint(Style::dim, wrapped(about, 6)));
    terminal_.line("{}", terminal_.paint(Style::warn, wrapped(mark_of(finding), 6)));
  }

  [[nodiscard]] std::string mark_of(fr::HindsightFinding const& finding) const {
    if (!finding.event.irregular) return say("vastgelegd als rechtmatig", "recorded as lawful");
    if (finding.new_rules.empty())
      return say("stond al als onregelmatig vast; niets nieuws",
                 "stood recorded as irregular; nothing new");
    return say("stond al als onregelmatig vast; nieuw: ", "stood recorded as irregular; new: ") +
           names(finding.new_rules);
  }

  void print_held(std::vector<fr::TimeHeld> const& held) const {
    if (held.empty()) return;
    terminal_.line("      {}",
                   terminal_.paint(Style::bold, say("hierop rust vrijheidsontneming op ",
                                                    "on this rests deprivation of liberty on ") +
                                                    days_text(fr::days_held(held))));
    for (auto const& stretch : held) {
      auto const from = stretch.from.written(terminal_.language);
      auto const to = stretch.to.written(terminal_.language);
      terminal_.line("        {}", stretch.runs_still
                                       ? say(fmt::format("van {}; duurt voort", from),
                                             fmt::format("from {}; goes on", from))
                                       : say(fmt::format("van {} tot {}", from, to),
                                             fmt::format("from {} to {}", from, to)));
    }
  }

  [[nodiscard]] std::string days_text(std::int64_t days) const {
    return fmt::format("{} {}", days, days == 1 ? say("dag", "day") : say("dagen", "days"));
  }

  void print_totals() const {
    auto const known = known_at_ ? known_at_->written(terminal_.language) : std::string{};
    auto const when = known_at_
                          ? say("met wat bekend was op " + known, "by what was known at " + known)
                          : say("met wat nu bekend is", "by what is known now");
    terminal_.line("{}: {} ({})", say("zaken bekeken", "cases looked at"), totals_.cases, when);
    if (totals_.findings == 0) {
      terminal_.line("{}", say("geen stap zou zijn geweigerd", "no step would have been refused"));
      return;
    }
    terminal_.line("{}: {}",
                   say("zaken met een stap die zou zijn geweigerd",
                       "cases with a step that would have been refused"),
                   totals_.cases_with_findings);
    terminal_.line("{}: {}", say("zulke stappen", "such steps"), totals_.findings);
    terminal_.line("{}: {}",
                   say("waarvan iets nog niet als onregelmatig vaststaat",
                       "of which something is not marked as irregular yet"),
                   totals_.with_new_rules);
    terminal_.line(
        "{}: {}",
        say("vrijheidsontneming die erop rust", "deprivation of liberty that rests on them"),
        days_text(totals_.days));
  }

  RecordSession const& session_;
  Terminal const& terminal_;
  std::optional<Moment> known_at_;
  Totals totals_;
};

}  // namespace

ExitCode hindsight(RecordSession const& session, HindsightOptions const& options) {
  auto const view = read_view("", options.known_at);
  if (!view) return report(session.terminal, view.error());
  auto const asked = AskedCases::of(session, options.case_id, view->known_at);
  if (!asked) return report(session.terminal, asked.error());
  return Findings{session, view->known_at}.print(*asked);
}

}  // namespace vertrek::cli
