#include "workflows/forced_return/process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "workflows/forced_return/corrections.hpp"
#include "workflows/forced_return/evolve.hpp"
#include "workflows/forced_return/regions/machine.hpp"
#include "workflows/forced_return/signals.hpp"

namespace vertrek::forced_return {

namespace {

using K = EventKind;
using Json = nlohmann::ordered_json;

CaseFile& file_of(CaseState& state) {
  return static_cast<CaseFile&>(state);
}
CaseFile const& file_of(CaseState const& state) {
  return static_cast<CaseFile const&>(state);
}

Text rule_sentence(std::string_view id) {
  auto const rules = record_rules();
  auto const found = std::find_if(rules.begin(), rules.end(),
                                  [&](RecordRule const& rule) { return rule.id == id; });
  return found == rules.end() ? Text{} : found->sentence;
}

Unmet of_record(std::string_view id, Text detail = {}) {
  return {RuleId{id}, {}, rule_sentence(id), std::move(detail)};
}

Step as_step(Command const& command, EventKind kind) {
  return {kind,
          partner_named(command.by.partner.str()).value_or(Partner::engine),
          command.by,
          command.occurred_at,
          read_data(kind, command.data),
          command.irregular,
          {}};
}

/// Closing a file takes no right away: remedies and what courts decide are recorded all the same.
bool works_when_closed(EventKind kind) {
  switch (kind) {
    case K::case_reopened:
    case K::note_added:
    case K::record_corrected:
    case K::objection_lodged:
    case K::appeal_lodged:
    case K::appeal_decided:
    case K::higher_appeal_lodged:
    case K::higher_appeal_decided:
    case K::interim_relief_requested:
    case K::interim_relief_decided:
    case K::detention_appeal_lodged:
    case K::detention_hearing_held:
    case K::detention_hearing_closed:
    case K::detention_ruled:
      return true;
    default:
      return false;
  }
}

std::optional<Unmet> file_not_open(CaseFile const& file, Step const& step) {
  if (step.kind == K::case_opened) return {};
  if (file.positions.in(File::none)) return of_record(record_rule::case_exists);
  if (file.positions.in(File::closed) && !works_when_closed(step.kind))
    return of_record(record_rule::file_open);
  return {};
}

std::optional<Unmet> not_theirs(Step const& step) {
  auto const& event = spec(step.kind);
  if (event.recorders.has(Partner::engine))
    return of_record(
        record_rule::recorded_by,
        {fmt::format("{} legt de engine zelf vast als de tijd daar is", event.name),
         fmt::format("{} is recorded by the engine itself when its time has come", event.name)});
  if (event.recorders.has(step.partner)) return {};
  std::vector<std::string_view> allowed;
  for (auto const partner : all_partners())
    if (event.recorders.has(partner)) allowed.push_back(name(partner));
  auto const list = fmt::format("{}", fmt::join(allowed, ", "));
  return of_record(
      record_rule::recorded_by,
      {fmt::format("{} wordt vastgelegd door {}, niet door {}", event.name, list,
                   name(step.partner)),
       fmt::format("{} is recorded by {}, not by {}", event.name, list, name(step.partner))});
}

std::optional<Unmet> not_possible_now(CaseFile const& file, Step const& step) {
  auto const signals = signals_of(step, file);
  if (signals.empty()) return {};
  for (auto const id : governing_regions(step)) {
    auto const& where = region(id);
    auto const at = file.positions.at(id);
    if (where.step(at, *signals.begin())) continue;
    auto const& state = where.states.at(at);
    return of_record(
        record_rule::possible_now,
        {fmt::format("{}: {} ({}={})", where.title.nl, state.meaning.nl, where.name, state.name),
         fmt::format("{}: {} ({}={})", where.title.en, state.meaning.en, where.name, state.name)});
  }
  return {};
}

/// Whoever records an irregular fact gives a reason and names a second person, somebody else.
std::optional<Unmet> irregular_claim_incomplete(Step const& step) {
  if (!step.irregular) return {};
  auto const& claim = *step.irregular;
  if (!is_blank(claim.reason) && !is_blank(claim.second.str()) && claim.second != step.by.user)
    return {};
  return of_record(record_rule::irregular_facts);
}

NewEvent recorded(Command const& command, Moment recorded_at) {
  return {command.type, command.by,   command.occurred_at, recorded_at,
          command.data, std::nullopt, command.key};
}

/// The deadline that ended first before `until` and whose end is an event.
CaseDeadline const* first_passing(CaseFile const& file, Moment until) {
  CaseDeadline const* first = nullptr;
  for (auto const& entry : file.ledger.entries()) {
    if (entry.status != DeadlineStatus::running || !is_past(entry.end, until)) continue;
    auto const status = status_at(entry, until);
    auto const is_event =
        status == DeadlineStatus::breached || entry.rule == DeadlineId::departure_term;
    if (!is_event) continue;
    if (file.ledger.latest(entry.rule) != &entry) continue;  // superseded: a later one runs
    if (first == nullptr || end_moment(entry.end) < end_moment(first->end)) first = &entry;
  }
  return first;
}

}  // namespace

std::span<RecordRule const> record_rules() {
  static std::vector<RecordRule> const rules{
      {record_rule::case_exists,
       {"de zaak bestaat: zij begint met case.opened",
        "the case exists: it begins with case.opened"}},
      {record_rule::file_open,
       {"het dossier is open; heropen het met case.reopened",
        "the file is open; reopen it with case.reopened"}},
      {record_rule::recorded_by,
       {"deze partner mag deze gebeurtenis vastleggen", "this partner may record this event"}},
      {record_rule::possible_now,
       {"de gebeurtenis kan volgen op waar de zaak nu staat",
        "the event can follow on where the case stands now"}},
      {record_rule::irregular_facts,
       {"een onregelmatig feit heeft een reden en een tweede persoon, een ander dan wie vastlegt",
        "an irregular fact has a reason and a second person, other than who records it"}},
      {record_rule::not_irregular,
       {"er is niets onregelmatigs: aan alle vereisten is voldaan; leg het gewoon vast",
        "there is nothing irregular: every requirement is met; record it plainly"}},
  };
  return rules;
}

std::vector<Unmet> unmet_of_record(CaseFile const& file, Step const& step) {
  std::vector<Unmet> missing;
  if (auto problem = not_theirs(step)) missing.push_back(std::move(*problem));
  if (auto problem = file_not_open(file, step)) {
    missing.push_back(std::move(*problem));
    return missing;  // where nothing is open, no region says more
  }
  if (auto problem = not_possible_now(file, step)) missing.push_back(std::move(*problem));
  return missing;
}

std::vector<Requirement const*> unmet_of_law(CaseFile const& file, Step const& step) {
  if (file.positions.in(File::none) && step.kind != K::case_opened) return {};
  return unmet(file, step);
}

std::unique_ptr<CaseState> ForcedReturn::initial() const {
  auto file = std::make_unique<CaseFile>();
  file->law = law_.get();
  return file;
}

Decision ForcedReturn::decide(Command const& command, CaseState const& state,
                              Clock const& clock) const {
  auto const& file = file_of(state);
  auto const kind = event_named(command.type.str());
  if (!kind) return tl::unexpected(Refusal{{of_record(record_rule::recorded_by)}, true});
  auto const step = as_step(command, *kind);

  Refusal refusal;
  refusal.unmet = unmet_of_record(file, step);
  refusal.not_theirs_to_record =
      not_theirs(step).has_value() || (*kind != K::case_opened && file.positions.in(File::none));
  if (auto problem = irregular_claim_incomplete(step)) refusal.unmet.push_back(std::move(*problem));
  auto can_be_set_aside = refusal.unmet.empty();
  for (auto const* const requirement : unmet_of_law(file, step)) {
    refusal.unmet.push_back(as_unmet(*requirement, file, step));
    can_be_set_aside = can_be_set_aside && requirement->set_aside == SetAside::as_irregular;
  }

  auto event = recorded(command, clock.now());
  if (!command.irregular) {
    if (refusal.unmet.empty()) return event;
    return tl::unexpected(std::move(refusal));
  }
  if (!can_be_set_aside) return tl::unexpected(std::move(refusal));
  if (refusal.unmet.empty())
    return tl::unexpected(Refusal{{of_record(record_rule::not_irregular)}, false});
  Irregularity irregularity{*command.irregular, {}};
  for (auto const& missing : refusal.unmet) irregularity.unmet.push_back(missing.rule);
  event.irregular = std::move(irregularity);
  return event;
}

void ForcedReturn::evolve(CaseState& state, Event const& event) const noexcept {
  auto& file = file_of(state);
  auto const step = forced_return::as_step(event);
  apply(file, step, event.sequence, calendar_);
  if (event.irregular) file.irregular.push_back({event.sequence, step.kind, *event.irregular});
}

std::optional<NewEvent> ForcedReturn::next_passing(CaseState const& state, Moment until,
                                                   Moment recorded_at) const {
  auto const& file = file_of(state);
  if (!file.positions.in(File::open)) return {};
  auto const* const deadline = first_passing(file, until);
  if (deadline == nullptr) return {};
  NewEvent passing;
  passing.by = {PartnerId{name(Partner::engine)}, UserId{"clock"}, ""};
  passing.occurred_at = end_moment(deadline->end);
  passing.recorded_at = recorded_at;
  if (deadline->rule == DeadlineId::departure_term) {
    passing.type = event_type(K::departure_term_elapsed);
    return passing;
  }
  passing.type = event_type(K::deadline_breached);
  passing.data = Json{{"rule", rule(deadline->rule).name}, {"due", iso(deadline->end)}}.dump();
  return passing;
}

bool ForcedReturn::rewrites_history(Event const& event) const {
  return event.type == event_type(K::record_corrected);
}

std::unique_ptr<CaseState> ForcedReturn::fold(std::span<Event const> events) const {
  auto state = initial();
  if (has_corrections(events)) {
    for (auto const& event : corrected(events)) evolve(*state, event);
  } else {
    for (auto const& event : events) evolve(*state, event);
  }
  return state;
}

CaseAt case_at(ForcedReturn const& process, std::span<Event const> events, View const& view,
               Moment now) {
  CaseAt result;
  result.at = view.as_of ? *view.as_of : view.known_at ? *view.known_at : now;
  // What a correction says of the moment of an event counts for the view as well.
  std::vector<Event> known;
  for (auto const& event : events)
    if (!view.known_at || event.recorded_at <= *view.known_at) known.push_back(event);
  if (view.as_of) {
    auto const moments = corrected(known);
    auto state = process.initial();
    for (auto const index : order_of_occurrence(moments)) {
      if (moments[index].occurred_at > *view.as_of) break;
      result.events.push_back(known[index]);
      process.evolve(*state, moments[index]);
    }
    result.file = file_of(*state);
  } else {
    result.events = known;
    result.file = file_of(*process.fold(known));
  }
  // Time went on after the last record: fold what it brought, without recording it.
  Sequence next{known.empty() ? 1 : known.back().sequence.value + 1};
  while (auto passing = process.next_passing(result.file, result.at, result.at)) {
    Event event;
    static_cast<NewEvent&>(event) = std::move(*passing);
    event.sequence = next;
    ++next.value;
    process.evolve(result.file, event);
  }
  return result;
}

}  // namespace vertrek::forced_return
