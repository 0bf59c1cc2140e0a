#include "workflows/forced_return/options.hpp"

#include "workflows/forced_return/law_book.hpp"
#include "workflows/forced_return/requirements/conditions.hpp"
#include "workflows/forced_return/signals.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;

/// A step without data of its own, by somebody who may record it: what the case says of it.
Step bare_step(EventSpec const& event, Moment at, std::string_view data = "{}") {
  Step step;
  step.kind = event.kind;
  step.at = at;
  step.data = read_data(event.kind, data);
  for (auto const partner : all_partners())
    if (event.recorders.has(partner)) {
      step.partner = partner;
      break;
    }
  return step;
}

/// A higher appeal can be about the determination or about the detention: either will do.
bool can_follow(CaseFile const& file, EventSpec const& event, Moment at) {
  if (unmet_of_record(file, bare_step(event, at)).empty()) return true;
  auto const has_two_kinds =
      event.kind == K::higher_appeal_lodged || event.kind == K::higher_appeal_decided;
  return has_two_kinds &&
         unmet_of_record(file, bare_step(event, at, R"({"against":"detention"})")).empty();
}

std::vector<std::string> articles_of(CaseDeadline const& deadline) {
  auto const* const version = version_of(deadline);
  return version != nullptr ? version->articles : std::vector<std::string>{};
}

bool by_people(EventSpec const& event) {
  return !event.recorders.has(Partner::engine);
}

}  // namespace

std::vector<Option> options_at(CaseFile const& file, Moment at) {
  std::vector<Option> options;
  for (auto const& event : vocabulary()) {
    if (!by_people(event)) continue;
    if (!can_follow(file, event, at)) continue;
    auto const step = bare_step(event, at);
    Option option;
    option.kind = event.kind;
    for (auto const* const requirement : unmet_by_case(file, step))
      option.blocked_by.push_back(as_unmet(*requirement, file, step));
    for (auto const* const requirement : file.law->requirements_of(event.kind))
      if (requirement->looks_at == LooksAt::the_step &&
          requirement->valid.covers(law_day(*requirement, file, step)))
        option.asks.push_back(requirement);
    options.push_back(std::move(option));
  }
  return options;
}

std::vector<OpenRemedy> open_remedies_of(CaseFile const& file) {
  if (!in_custody(file)) return {};
  std::vector<OpenRemedy> remedies;
  if (file.positions.in(Custody::detained))
    remedies.push_back({{"beroep tegen de bewaring of het voortduren ervan staat altijd open "
                         "(detention.appeal_lodged)",
                         "an appeal against the detention, or against its continuation, is always "
                         "open (detention.appeal_lodged)"},
                        {"Vw 94", "Vw 96"}});
  remedies.push_back(
      {{"wie zelf wil en kan vertrekken, wordt niet vastgehouden (departure.willingness_declared)",
        "nobody who is willing and able to leave is kept in detention "
        "(departure.willingness_declared)"},
       {"Vw 59(3)"}});
  return remedies;
}

std::vector<Duty> duties_at(CaseFile const& file, Moment at) {
  std::vector<Duty> duties;
  auto const& facts = file.facts;
  auto const limit = hold_limit(file);
  if (file.positions.in(Custody::held) && limit != nullptr && is_past(limit->end, at))
    duties.push_back({{"de tijd van de ophouding is voorbij: laat de betrokkene gaan",
                       "the time of the hold is over: let the person go"},
                      articles_of(*limit)});
  if (file.positions.in(Custody::detained)) {
    if (facts.lift_ordered)
      duties.push_back({{"de rechter heeft opheffing bevolen: hef de bewaring nu op",
                         "the court has ordered the detention lifted: lift it now"},
                        {"Vw 94(6)"}});
    if (facts.determination_fell)
      duties.push_back({{"de vaststelling staat niet meer: de bewaring moet nu eindigen",
                         "the determination no longer stands: the detention must end now"},
                        {"Vw 59"}});
    if (file.positions.in(Residence::suspended))
      duties.push_back({{"het bezwaar schort de vaststelling op: bewaring is nu belet",
                         "the objection suspends the determination: detention is barred now"},
                        {"Vc B10/2.3"}});
    if (willing_and_able(file))
      duties.push_back({{"de betrokkene wil en kan vertrekken: de bewaring moet eindigen",
                         "the person is willing and able to leave: the detention must end"},
                        {"Vw 59(3)"}});
    if (facts.stay_exhausted)
      duties.push_back({{"het verblijf is daadwerkelijk beëindigd: voor bewaring is een nieuwe "
                         "vaststelling nodig",
                         "the stay has genuinely ended: detention needs a new determination"},
                        {"C-719/19"}});
    for (auto const id : {DeadlineId::detention_six_months, DeadlineId::family_fourteen_days,
                          DeadlineId::detention_court_notice, DeadlineId::facility_transfer_24h,
                          DeadlineId::police_cell}) {
      auto const* const deadline = file.ledger.latest(id);
      auto const of_this_order = deadline != nullptr && facts.detention &&
                                 deadline->trigger == facts.detention->imposed.by;
      if (!of_this_order || status_at(*deadline, at) != DeadlineStatus::breached) continue;
      duties.push_back(
          {{"termijn overschreden (" + rule(id).title.nl + "): weeg of de bewaring moet eindigen",
            "deadline breached (" + rule(id).title.en + "): weigh whether the detention must end"},
           articles_of(*deadline)});
    }
    if (has_impediment(file, ImpedimentKind::criminal_detention))
      duties.push_back({{"de betrokkene zit in strafrechtelijke detentie: de bewaring loopt daar "
                         "niet naast",
                         "the person is in criminal detention: aliens detention does not run "
                         "beside it"},
                        {"Inference"}});
    if (has_impediment(file, ImpedimentKind::medical))
      duties.push_back({{"er is een medisch beletsel: weeg de bewaring opnieuw",
                         "there is a medical impediment: weigh the detention again"},
                        {"Vw 64"}});
  }
  if (!file.positions.in(LighterMeansState::none) && willing_and_able(file))
    duties.push_back({{"de betrokkene wil en kan vertrekken: het lichter middel moet eindigen",
                       "the person is willing and able to leave: the lighter means must end"},
                      {"Vw 56(2)"}});
  return duties;
}

}  // namespace vertrek::forced_return
