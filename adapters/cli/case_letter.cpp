#include "adapters/cli/case_letter.hpp"

#include <array>
#include <map>

#include "adapters/cli/case_facts.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

// What the choices in the data are called among people, in the order of their enumerators.
Text const& called(fr::LighterMeans means) {
  static std::array<Text, fr::choices<fr::LighterMeans>.size()> const texts{
      {{"meldplicht", "duty to report"},
       {"beperking tot een gebied", "restriction to an area"},
       {"financiële zekerheid", "financial security"},
       {"documenten ingeleverd", "documents handed in"}}};
  return texts.at(static_cast<std::size_t>(means));
}

Text const& called(fr::ShelterOutcome outcome) {
  static std::array<Text, fr::choices<fr::ShelterOutcome>.size()> const texts{
      {{"werk", "work"},
       {"teruggekeerd", "returned"},
       {"doorverwezen", "referred"},
       {"anders", "other"}}};
  return texts.at(static_cast<std::size_t>(outcome));
}

Text const& called(fr::Approach approach) {
  static std::array<Text, fr::choices<fr::Approach>.size()> const texts{
      {{"vrijwillig vertrek", "voluntary departure"},
       {"gedwongen vertrek", "forced departure"},
       {"geen", "none"}}};
  return texts.at(static_cast<std::size_t>(approach));
}

class Letter {
 public:
  Letter(Terminal const& terminal, std::string const& id, fr::CaseAt const& at)
      : terminal_(terminal), id_(id), at_(at), file_(at.file) {}

  void print() {
    head();
    duties();
    where_it_stands();
    print_custody(terminal_, file_);
    court_on_detention();
    lighter_means();
    shelter();
    irregular();
    deadlines();
    print_options(terminal_, fr::options_at(file_, at_.at));
  }

 private:
  [[nodiscard]] std::string say(std::string nl, std::string en) const {
    return terminal_.language == Language::nl ? std::move(nl) : std::move(en);
  }

  void title(std::string const& text) const {
    terminal_.line("\n{}", terminal_.paint(Style::bold, text));
  }

  void head() const {
    auto const& facts = file_.facts;
    terminal_.line("{}", terminal_.paint(Style::bold, say("Zaak ", "Case ") + id_));
    auto person = say("V-nummer ", "V-number ") + facts.v_number +
                  say(", nationaliteit ", ", nationality ") + facts.nationality;
    if (!facts.initials.empty()) person += ", " + printable(facts.initials);
    if (facts.minor_children > 0)
      person += fmt::format(", {} {}", facts.minor_children,
                            say("minderjarige kinderen", "minor children"));
    terminal_.line("{}", person);
    auto const& last = at_.events.back();
    terminal_.line("{} {} · {} {} · {}: {} ({})", say("Stand op", "As it stands on"),
                   at_.at.written(terminal_.language), at_.events.size(),
                   say("gebeurtenissen", "events"), say("laatste", "last"), last.type.str(),
                   last.occurred_at.written(terminal_.language));
  }

  void duties() const {
    auto const duties = fr::duties_at(file_, at_.at);
    if (duties.empty()) return;
    title(say("Moet nu", "Must be done now"));
    for (auto const& duty : duties)
      terminal_.line(
          "{}", terminal_.paint(Style::bad, wrapped("! " + terminal_.say(duty.sentence) + " (" +
                                                        articles_text(duty.articles) + ")",
                                                    2)));
  }

  void where_it_stands() const {
    title(say("Waar de zaak staat", "Where the case stands"));
    for (auto const& region : fr::regions()) {
      auto const& state = region.states.at(file_.positions.at(region.id));
      terminal_.line(
          "  {}{}{}", padded(terminal_.say(region.title), 26),
          padded(terminal_.say(state.meaning), 56),
          terminal_.paint(Style::dim, std::string(region.name) + "=" + std::string(state.name)));
    }
  }

  /// What the court said of a detention does not end with it: it is told when nobody is held.
  void court_on_detention() const {
    auto const& detention = file_.facts.detention;
    if (!detention) return;
    std::string steps;
    auto const add = [&](std::string const& what, Moment at) {
      steps += (steps.empty() ? "" : "; ") + what + at.written(terminal_.language);
    };
    if (detention->court_notified)
      add(say("in kennis gesteld op ", "notified on "), detention->court_notified->at);
    if (detention->appeal_lodged)
      add(say("beroep ingesteld op ", "appeal lodged on "), detention->appeal_lodged->at);
    auto const* const ruling = last_recorded(file_, fr::EventKind::detention_ruled);
    if (detention->ruled && ruling != nullptr)
      add(say("laatste uitspraak op ", "last ruling on "), ruling->occurred_at);
    auto const struck = struck_by_court(file_);
    if (steps.empty() && !struck && file_.facts.compensations.empty()) return;
    title(say("De rechter over de bewaring", "The court on the detention"));
    if (!steps.empty()) terminal_.line("{}", wrapped(steps, 2));
    if (struck)
      terminal_.line("{}", terminal_.paint(
                               Style::warn,
                               wrapped((struck->after_it_ended
                                            ? say("onrechtmatig bevonden op ", "found unlawful on ")
                                            : say("opgeheven op bevel van de rechter op ",
                                                  "lifted on the order of the court on ")) +
                                           written_with_number(struck->done) +
                                           say("; een nieuwe maatregel vraagt nieuwe feiten",
                                               "; another order asks for new facts"),
                                       2)));
    for (auto const& compensation : file_.facts.compensations)
      terminal_.line(
          "{}", wrapped(say("schadevergoeding toegekend: ", "compensation awarded: ") +
                            written(compensation.amount, terminal_.language) + say(" op ", " on ") +
                            written_with_number(compensation.awarded) + " (Vw 106)",
                        2));
  }

  void lighter_means() const {
    auto const& imposed = file_.facts.lighter_means;
    if (!imposed || file_.positions.in(fr::LighterMeansState::none)) return;
    title(say("Lichter middel", "Lighter means"));
    std::string means;
    for (auto const one : imposed->means)
      means += (means.empty() ? "" : ", ") + terminal_.say(called(one));
    terminal_.line("{}", wrapped(fmt::format("{}; {} {}", means, say("sinds", "since"),
                                             written_with_number(imposed->imposed)),
                                 2));
    terminal_.line("{}", wrapped(say("plichten: ", "duties: ") + printable(imposed->duties), 2));
    terminal_.line("{}", wrapped(standing_of(fr::RegionId::lighter_means), 2));
  }

  void shelter() const {
    auto const& facts = file_.facts;
    auto const* const meeting = last_recorded(file_, fr::EventKind::chain_meeting_discussed);
    auto const met = facts.chain_approach && meeting != nullptr;
    if (facts.municipality.empty() && !facts.shelter_outcome && !met) return;
    title(say("Gemeente", "Municipality"));
    if (facts.in_shelter)
      terminal_.line(
          "{}", wrapped(say("in de opvang: ", "in shelter: ") + printable(facts.municipality), 2));
    if (facts.shelter_outcome)
      terminal_.line(
          "{}",
          wrapped(say("opvang beëindigd: ", "shelter ended: ") +
                      (facts.municipality.empty() ? "" : printable(facts.municipality) + ", ") +
                      terminal_.say(called(*facts.shelter_outcome)),
                  2));
    if (met)
      terminal_.line("{}",
                     wrapped(say("laatste ketenoverleg: ", "last chain meeting: ") +
                                 dutch_date(meeting->occurred_at).written(terminal_.language) +
                                 say(", aanpak: ", ", approach: ") +
                                 terminal_.say(called(*facts.chain_approach)),
                             2));
  }

  void irregular() const {
    if (file_.irregular.empty()) return;
    title(say("Onregelmatig vastgelegd", "Recorded as irregular"));
    for (auto const& mark : file_.irregular) {
      std::string rules;
      for (auto const& rule : mark.irregularity.unmet)
        rules += (rules.empty() ? "" : ", ") + rule.str();
      terminal_.line("{}",
                     terminal_.paint(Style::warn,
                                     wrapped(fmt::format("#{} {}: {} — {}", mark.sequence.value,
                                                         fr::spec(mark.kind).name, rules,
                                                         printable(mark.irregularity.claim.reason)),
                                             2)));
    }
  }

  void deadlines() const {
    title(say("Termijnen", "Deadlines"));
    auto none = true;
    for (auto const& deadline : file_.ledger.entries()) {
      auto const status = fr::status_at(deadline, at_.at);
      auto const shown = status == DeadlineStatus::running || status == DeadlineStatus::suspended ||
                         status == DeadlineStatus::breached;
      if (!shown) continue;
      none = false;
      auto const& rule = fr::rule(deadline.rule);
      auto const* const version = fr::version_of(deadline);
      auto const style = status == DeadlineStatus::breached ? Style::bad : Style::plain;
      terminal_.line(
          "  {}{}{} {}", padded(terminal_.say(rule.title), 44),
          terminal_.paint(style, padded(terminal_.say(fr::meaning(status)), 13)),
          status == DeadlineStatus::suspended ? "" : padded(end_text(deadline.end), 34),
          terminal_.paint(Style::dim, version != nullptr ? articles_text(version->articles) : ""));
    }
    if (none) terminal_.line("  {}", say("er loopt geen termijn", "no deadline runs"));
    terminal_.line(
        "  {}", terminal_.paint(Style::dim, say("alle termijnen, met elke stap van de telling: ",
                                                "all deadlines, with every step of the count: ") +
                                                "vertrek deadlines --case " + id_));
  }

  /// `toetsing van de bewaring: bij de rechtbank, wacht op de zitting`.
  [[nodiscard]] std::string standing_of(fr::RegionId id) const {
    auto const& region = fr::region(id);
    return terminal_.say(region.title) + ": " +
           terminal_.say(region.states.at(file_.positions.at(id)).meaning);
  }

  [[nodiscard]] std::string written_with_number(fr::Done const& done) const {
    return fmt::format("{} (#{})", done.at.written(terminal_.language), done.by.value);
  }

  [[nodiscard]] std::string end_text(PeriodEnd const& end) const {
    if (auto const* const day = std::get_if<CivilDate>(&end))
      return say("t/m ", "to ") + day->written_with_weekday(terminal_.language);
    return say("tot ", "until ") + written(end, terminal_.language);
  }

  Terminal const& terminal_;
  std::string const& id_;
  fr::CaseAt const& at_;
  fr::CaseFile const& file_;
};

std::string partners_text(fr::Partners partners) {
  std::string text;
  for (auto const partner : fr::all_partners())
    if (partners.has(partner)) text += (text.empty() ? "" : ", ") + std::string(fr::name(partner));
  return text;
}

void print_option_line(Terminal const& terminal, fr::Option const& option, Style style) {
  auto const& event = fr::spec(option.kind);
  terminal.line("  {}{}{}", terminal.paint(style, padded(event.name, 38)),
                padded(terminal.say(event.meaning), 44), partners_text(event.recorders));
}

}  // namespace

void print_letter(Terminal const& terminal, std::string const& id, fr::CaseAt const& at) {
  Letter{terminal, id, at}.print();
}

void print_custody(Terminal const& terminal, fr::CaseFile const& file) {
  if (!fr::in_custody(file)) return;
  auto const nl = terminal.language == Language::nl;
  terminal.line("\n{}", terminal.paint(Style::bold, nl ? "Vrijheidsontneming en rechtsmiddelen"
                                                       : "Deprivation of liberty and remedies"));
  auto const& facts = file.facts;
  if (file.positions.in(fr::Custody::detained) && facts.detention) {
    auto const& detention = *facts.detention;
    std::string grounds;
    for (auto const& ground : detention.grounds)
      grounds += (grounds.empty() ? "" : ", ") + ground.code;
    auto text = (nl ? "In bewaring sinds " : "Detained since ") +
                detention.imposed.at.written(terminal.language) + " (#" +
                std::to_string(detention.imposed.by.value) + (nl ? "), gronden " : "), grounds ") +
                grounds;
    if (detention.placed)
      text += (nl ? "; geplaatst in " : "; placed in ") + printable(detention.facility);
    terminal.line("{}", wrapped(text, 2));
  }
  auto const remedy = [&](fr::RegionId id) {
    auto const& region = fr::region(id);
    return terminal.say(region.title) + ": " +
           terminal.say(region.states.at(file.positions.at(id)).meaning);
  };
  terminal.line("{}", wrapped(remedy(fr::RegionId::review) + "; " + remedy(fr::RegionId::remedy) +
                                  "; " + remedy(fr::RegionId::interim_relief),
                              2));
  for (auto const& open : fr::open_remedies_of(file))
    terminal.line(
        "{}", wrapped(terminal.say(open.sentence) + " (" + articles_text(open.articles) + ")", 2));
}

void print_options(Terminal const& terminal, std::span<fr::Option const> options) {
  auto const nl = terminal.language == Language::nl;
  terminal.line("\n{}", terminal.paint(Style::bold, nl ? "Wat nu vastgelegd kan worden, en door wie"
                                                       : "What can be recorded now, and by whom"));
  for (auto const& option : options) {
    if (!option.blocked_by.empty()) continue;
    print_option_line(terminal, option, Style::good);
    std::string asks;
    for (auto const* const requirement : option.asks)
      asks += (asks.empty() ? "" : ", ") + std::string(requirement->id);
    if (!asks.empty())
      terminal.line(
          "{}",
          terminal.paint(Style::dim, wrapped((nl ? "toetst dan: " : "then tests: ") + asks, 6)));
  }
  // The same obstacles often block several steps: they are told once.
  std::map<std::vector<std::string>, std::vector<fr::Option const*>> by_obstacles;
  std::vector<std::vector<std::string>> order;
  for (auto const& option : options) {
    if (option.blocked_by.empty()) continue;
    std::vector<std::string> ids;
    for (auto const& unmet : option.blocked_by) ids.push_back(unmet.rule.str());
    auto& group = by_obstacles[ids];
    if (group.empty()) order.push_back(ids);
    group.push_back(&option);
  }
  if (order.empty()) return;
  terminal.line("\n{}", terminal.paint(Style::bold, nl ? "Wat nu niet kan, en waarom"
                                                       : "What cannot be done now, and why"));
  for (auto const& ids : order) {
    auto const& group = by_obstacles[ids];
    for (auto const* const option : group) print_option_line(terminal, *option, Style::bad);
    for (auto const& unmet : group.front()->blocked_by) print_unmet(terminal, unmet, 6);
  }
}

}  // namespace vertrek::cli
