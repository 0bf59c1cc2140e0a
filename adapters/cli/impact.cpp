#include "workflows/forced_return/impact.hpp"

#include <filesystem>
#include <fstream>

#include "adapters/cli/case_letter.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/reading.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "workflows/forced_return/law_proposal.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

// ---- the proposal ------------------------------------------------------------------------------

Result<std::string> text_of(std::string const& name) {
  std::ifstream file(name, std::ios::binary);
  std::error_code unknown;
  if (!file || std::filesystem::is_directory(name, unknown))
    return failure(ErrorCode::bad_input,
                   {"het bestand is niet te openen", "the file cannot be opened"}, name,
                   {"controleer de naam en de rechten", "check the name and the permissions"});
  // One byte more than is read tells that it is too long, however long it is.
  std::string text(fr::longest_proposal + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad())
    return failure(ErrorCode::bad_input,
                   {"het bestand is niet te lezen", "the file cannot be read"}, name,
                   {"controleer het bestand", "check the file"});
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

Result<fr::LawProposal> proposal_in(std::string const& name, fr::LawBook const& present) {
  auto const text = text_of(name);
  if (!text) return tl::unexpected(text.error());
  auto proposal = fr::read_law_proposal(*text, present);
  if (!proposal)
    proposal.error().where =
        name + (proposal.error().where.empty() ? "" : ": " + proposal.error().where);
  return proposal;
}

// ---- JSON --------------------------------------------------------------------------------------

Json law_json(std::optional<fr::DeadlineUnderLaw> const& deadline) {
  if (!deadline) return nullptr;
  Json json = Json::object();
  put_end(json, deadline->end);
  json["status"] = fr::name(deadline->status);
  json["period"] = deadline->period ? to_json(Text{deadline->period->written(Language::nl),
                                                   deadline->period->written(Language::en)})
                                    : Json(nullptr);
  json["articles"] = deadline->articles;
  return json;
}

Json event_json(Event const& event) {
  return {{"sequence", event.sequence.value},
          {"event", event.type.str()},
          {"occurred_at", event.occurred_at.iso()},
          {"recorded_at", event.recorded_at.iso()}};
}

/// What differs, in words that programs look for.
Json changes_of(fr::DeadlineImpact const& deadline) {
  auto changes = Json::array();
  if (deadline.appears()) changes.push_back("appears");
  if (deadline.disappears()) changes.push_back("disappears");
  if (deadline.ends_otherwise()) changes.push_back("end");
  if (deadline.stands_otherwise()) changes.push_back("status");
  return changes;
}

Json deadline_json(fr::DeadlineImpact const& deadline) {
  return {
      {"rule", fr::rule(deadline.rule).name},    {"title", to_json(fr::rule(deadline.rule).title)},
      {"trigger", event_json(deadline.trigger)}, {"changes", changes_of(deadline)},
      {"present", law_json(deadline.present)},   {"proposed", law_json(deadline.proposed)}};
}

Json ids_json(std::vector<RuleId> const& rules) {
  auto list = Json::array();
  for (auto const& rule : rules) list.push_back(rule.str());
  return list;
}

Json step_json(fr::StepImpact const& step) {
  auto json = event_json(step.event);
  json["by"] = {{"partner", step.event.by.partner.str()}, {"user", step.event.by.user.str()}};
  json["change"] = fr::name(step.change);
  json["marked"] = step.event.irregular.has_value();
  json["mark_no_longer_needed"] = step.needs_no_mark();
  json["added"] = ids_json(step.added);
  json["gone"] = ids_json(step.gone);
  json["unmet"] = array_of(step.unmet);
  return json;
}

// ---- counting ----------------------------------------------------------------------------------

struct Totals {
  std::size_t cases = 0;
  std::size_t cases_changed = 0;
  std::size_t appear = 0;
  std::size_t disappear = 0;
  std::size_t end_otherwise = 0;
  std::size_t stand_otherwise = 0;
  std::size_t refused = 0;
  std::size_t refused_for_more = 0;
  std::size_t refused_for_less = 0;
  std::size_t no_longer_refused = 0;
  std::size_t marks_no_longer_needed = 0;

  void add(fr::CaseImpact const& impact) {
    ++cases;
    if (!impact.none()) ++cases_changed;
    for (auto const& deadline : impact.deadlines) {
      appear += deadline.appears() ? 1U : 0U;
      disappear += deadline.disappears() ? 1U : 0U;
      end_otherwise += deadline.ends_otherwise() ? 1U : 0U;
      stand_otherwise += deadline.stands_otherwise() ? 1U : 0U;
    }
    for (auto const& step : impact.steps) {
      ++of(step.change);
      marks_no_longer_needed += step.needs_no_mark() ? 1U : 0U;
    }
  }

  [[nodiscard]] Json json() const {
    return {{"cases", cases},
            {"cases_changed", cases_changed},
            {"deadlines",
             {{"appear", appear},
              {"disappear", disappear},
              {"end", end_otherwise},
              {"status", stand_otherwise}}},
            {"steps",
             {{"refused", refused},
              {"refused-for-more", refused_for_more},
              {"refused-for-less", refused_for_less},
              {"no-longer-refused", no_longer_refused}}},
            {"marks_no_longer_needed", marks_no_longer_needed}};
  }

 private:
  std::size_t& of(fr::StepChange change) {
    switch (change) {
      case fr::StepChange::refused:
        return refused;
      case fr::StepChange::refused_for_more:
        return refused_for_more;
      case fr::StepChange::refused_for_less:
        return refused_for_less;
      case fr::StepChange::no_longer_refused:
        break;
    }
    return no_longer_refused;
  }
};

// ---- the report --------------------------------------------------------------------------------

/// What changes in the cases that are asked for, one case in memory at a time.
class Report {
 public:
  Report(RecordSession const& session, fr::LawProposal const& proposal)
      : terminal_(session.terminal),
        present_(session.process),
        proposed_(session.process.calendar(), proposal.applied_to(session.process.law())),
        proposal_(proposal),
        at_(session.clock.now()) {}

  ExitCode print(AskedCases const& asked) {
    terminal_.json ? begin_json() : begin_text();
    auto const read = asked.each([this](std::vector<Event> const& events) { compare(events); });
    if (terminal_.json)
      terminal_.out << "],\"totals\":" << totals_.json() << "}\n";
    else if (read)
      print_totals();
    return read ? ExitCode::done : report(terminal_, read.error());
  }

 private:
  void compare(std::vector<Event> const& events) {
    auto const impact = fr::impact(present_, proposed_, events, at_);
    if (!impact.none()) {
      auto const& id = events.front().case_id.str();
      terminal_.json ? print_json(id, impact) : print_text(id, impact);
    }
    totals_.add(impact);
  }

  // ---- for programs ----------------------------------------------------------------------------

  void begin_json() const {
    auto changes = Json::array();
    for (auto const& sentence : proposal_.in_words()) changes.push_back(to_json(sentence));
    terminal_.out << "{\"at\":" << Json(at_.iso()) << ",\"title\":"
                  << (proposal_.title.en.empty() ? Json(nullptr) : to_json(proposal_.title))
                  << ",\"law\":" << changes << ",\"cases\":[";
  }

  void print_json(std::string const& id, fr::CaseImpact const& impact) const {
    auto deadlines = Json::array();
    for (auto const& deadline : impact.deadlines) deadlines.push_back(deadline_json(deadline));
    auto steps = Json::array();
    for (auto const& step : impact.steps) steps.push_back(step_json(step));
    Json const json{{"case", id},
                    {"deadlines", std::move(deadlines)},
                    {"steps", std::move(steps)},
                    {"regions", regions_json(impact.file.positions)}};
    terminal_.out << (totals_.cases_changed > 0 ? "," : "") << json.dump();
  }

  // ---- for people ------------------------------------------------------------------------------

  [[nodiscard]] std::string say(std::string nl, std::string en) const {
    return terminal_.language == Language::nl ? std::move(nl) : std::move(en);
  }

  void begin_text() const {
    auto const& title = terminal_.say(proposal_.title);
    terminal_.line("{}", terminal_.paint(Style::bold, title.empty() ? say("voorstel", "proposal")
                                                                    : printable(title)));
    for (auto const& sentence : proposal_.in_words())
      terminal_.line("{}", wrapped("· " + printable(terminal_.say(sentence)), 2));
    terminal_.line("");
  }

  void print_text(std::string const& id, fr::CaseImpact const& impact) const {
    terminal_.line("{}", terminal_.paint(Style::bold, say("zaak ", "case ") + id));
    for (auto const& deadline : impact.deadlines) print_deadline(deadline);
    for (auto const& step : impact.steps) print_step(step);
    print_custody(terminal_, impact.file);
    terminal_.line("");
  }

  void print_deadline(fr::DeadlineImpact const& deadline) const {
    auto const& trigger = deadline.trigger;
    terminal_.line("  {} {}", terminal_.paint(Style::bold, fr::rule(deadline.rule).name),
                   say(fmt::format("vanaf {} #{}, {}", trigger.type.str(), trigger.sequence.value,
                                   trigger.occurred_at.written(Language::nl)),
                       fmt::format("from {} #{}, {}", trigger.type.str(), trigger.sequence.value,
                                   trigger.occurred_at.written(Language::en))));
    print_law(say("nu:       ", "now:      "), deadline.present,
              say("komt niet voor", "does not come up"));
    print_law(say("voorstel: ", "proposed: "), deadline.proposed,
              say("vervalt", "is there no more"));
  }

  void print_law(std::string const& label, std::optional<fr::DeadlineUnderLaw> const& deadline,
                 std::string const& absent) const {
    if (!deadline) {
      terminal_.line("      {}{}", label, absent);
      return;
    }
    auto const period = deadline->period
                            ? deadline->period->written(terminal_.language)
                            : say("einde bij beslissing bepaald", "end fixed by a decision");
    terminal_.line("      {}{}, {} ({}; {})", label, written(deadline->end, terminal_.language),
                   terminal_.say(fr::meaning(deadline->status)), period,
                   printable(articles_text(deadline->articles)));
  }

  void print_step(fr::StepImpact const& step) const {
    auto const& event = step.event;
    terminal_.line(
        "{:>4}  {}  {}  {}", event.sequence.value, event.occurred_at.written(terminal_.language),
        padded(event.by.partner.str(), 12), terminal_.paint(Style::bold, event.type.str()));
    auto text = terminal_.say(fr::meaning(step.change));
    if (step.needs_no_mark())
      text += say(": geen merk van onregelmatigheid meer nodig",
                  ": no mark of irregularity needed any more");
    terminal_.line("{}", terminal_.paint(Style::warn, wrapped(text, 6)));
    if (!step.gone.empty()) {
      std::string gone;
      for (auto const& rule : step.gone) gone += (gone.empty() ? "" : ", ") + rule.str();
      terminal_.line(
          "{}", wrapped(say("staat niet meer in de weg: ", "no longer in its way: ") + gone, 6));
    }
    for (auto const& unmet : step.unmet) print_unmet(terminal_, unmet, 6);
  }

  void count(std::string const& what, std::size_t number) const {
    if (number > 0) terminal_.line("  {}: {}", what, number);
  }

  void print_totals() const {
    terminal_.line("{}: {}; {}: {}", say("zaken bekeken", "cases looked at"), totals_.cases,
                   say("zaken waarin iets verandert", "cases in which something changes"),
                   totals_.cases_changed);
    count(say("termijnen die erbij komen", "deadlines that appear"), totals_.appear);
    count(say("termijnen die vervallen", "deadlines that disappear"), totals_.disappear);
    count(say("termijnen met een ander einde", "deadlines that end otherwise"),
          totals_.end_otherwise);
    count(say("termijnen die er nu anders voor staan", "deadlines that stand otherwise now"),
          totals_.stand_otherwise);
    count(say("rechtmatige stappen die zouden worden geweigerd",
              "lawful steps that would be refused"),
          totals_.refused);
    count(say("onrechtmatige stappen waaraan meer in de weg zou staan",
              "unlawful steps in whose way more would stand"),
          totals_.refused_for_more);
    count(say("onrechtmatige stappen waaraan minder in de weg zou staan",
              "unlawful steps in whose way less would stand"),
          totals_.refused_for_less);
    count(say("onrechtmatige stappen die rechtmatig zouden zijn",
              "unlawful steps that would be lawful"),
          totals_.no_longer_refused);
    count(say("merken van onregelmatigheid die niet meer nodig zijn",
              "marks of irregularity no longer needed"),
          totals_.marks_no_longer_needed);
    terminal_.line("{}", terminal_.paint(Style::dim, say("er is niets vastgelegd of veranderd",
                                                         "nothing was recorded or changed")));
  }

  Terminal const& terminal_;
  fr::ForcedReturn const& present_;
  fr::ForcedReturn proposed_;
  fr::LawProposal const& proposal_;
  Moment at_;
  Totals totals_;
};

}  // namespace

ExitCode impact(RecordSession const& session, ImpactOptions const& options) {
  auto const proposal = proposal_in(options.law_file, session.process.law());
  if (!proposal) return report(session.terminal, proposal.error());
  auto const asked = AskedCases::of(session, options.case_id);
  if (!asked) return report(session.terminal, asked.error());
  return Report{session, *proposal}.print(*asked);
}

}  // namespace vertrek::cli
