#include <algorithm>

#include "adapters/cli/case_facts.hpp"
#include "adapters/cli/case_letter.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/moments.hpp"
#include "adapters/cli/reading.hpp"
#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

struct Seen {
  fr::View view;
  fr::CaseAt at;
};

/// The case as the options ask; an error is for the caller to report.
Result<Seen> look(RecordSession const& session, std::string const& id, ViewOptions const& options) {
  auto const view = read_view(options.as_of, options.known_at);
  if (!view) return tl::unexpected(view.error());
  auto const events = events_of(session, id);
  if (!events) return tl::unexpected(events.error());
  auto at = fr::case_at(session.process, *events, *view, session.clock.now());
  if (at.events.empty()) return tl::unexpected(not_yet_there(id));
  return Seen{*view, std::move(at)};
}

void put_view(Json& json, Seen const& seen) {
  json["at"] = seen.at.at.iso();
  json["as_of"] = seen.view.as_of ? Json(seen.view.as_of->iso()) : Json(nullptr);
  json["known_at"] = seen.view.known_at ? Json(seen.view.known_at->iso()) : Json(nullptr);
}

Json show_json(RecordSession const& session, std::string const& id, Seen const& seen) {
  auto const& file = seen.at.file;
  Json json{{"case", id}};
  put_view(json, seen);
  json["version"] = seen.at.events.back().sequence.value;
  json["v_number"] = file.facts.v_number;
  json["nationality"] = file.facts.nationality;
  json["regions"] = regions_json(file.positions);
  auto duties = Json::array();
  for (auto const& duty : fr::duties_at(file, seen.at.at))
    duties.push_back({{"sentence", to_json(duty.sentence)}, {"articles", duty.articles}});
  json["duties"] = std::move(duties);
  auto const options = fr::options_at(file, seen.at.at);
  json["options"] = options_json(options);
  json["blocked"] = blocked_json(options);
  auto deadlines = Json::array();
  for (auto const& deadline : file.ledger.entries())
    deadlines.push_back(to_json(deadline, seen.at.at, session.process.calendar()));
  json["deadlines"] = std::move(deadlines);
  auto irregular = Json::array();
  for (auto const& mark : file.irregular) {
    auto unmet = Json::array();
    for (auto const& rule : mark.irregularity.unmet) unmet.push_back(rule.str());
    irregular.push_back({{"sequence", mark.sequence.value},
                         {"event", fr::spec(mark.kind).name},
                         {"reason", mark.irregularity.claim.reason},
                         {"second", mark.irregularity.claim.second.str()},
                         {"unmet", std::move(unmet)}});
  }
  json["irregular"] = std::move(irregular);
  put_facts(json, file);
  return json;
}

void print_event(Terminal const& terminal, Event const& event) {
  auto const kind = fr::event_named(event.type.str());
  auto const meaning = kind ? terminal.say(fr::spec(*kind).meaning) : std::string{};
  terminal.line("{:>4}  {}  {}  {}", event.sequence.value,
                event.occurred_at.written(terminal.language), padded(event.by.partner.str(), 12),
                terminal.paint(Style::bold, event.type.str()));
  auto const by = printable(event.by.user.str()) +
                  (event.by.role.empty() ? "" : ", " + printable(event.by.role));
  terminal.line("{}", terminal.paint(Style::dim, wrapped(meaning + " · " + by, 6)));
  if (event.recorded_at != event.occurred_at)
    terminal.line(
        "{}", terminal.paint(
                  Style::dim,
                  wrapped((terminal.language == Language::nl ? "vastgelegd op " : "recorded on ") +
                              event.recorded_at.written(terminal.language),
                          6)));
  if (event.data != "{}") terminal.line("{}", wrapped(printable(event.data), 6));
  if (event.irregular) {
    std::string rules;
    for (auto const& rule : event.irregular->unmet)
      rules += (rules.empty() ? "" : ", ") + rule.str();
    auto const text = terminal.language == Language::nl
                          ? fmt::format("ONREGELMATIG: {} — reden: {}; tweede persoon: {}", rules,
                                        printable(event.irregular->claim.reason),
                                        printable(event.irregular->claim.second.str()))
                          : fmt::format("IRREGULAR: {} — reason: {}; second person: {}", rules,
                                        printable(event.irregular->claim.reason),
                                        printable(event.irregular->claim.second.str()));
    terminal.line("{}", terminal.paint(Style::warn, wrapped(text, 6)));
  }
}

}  // namespace

ExitCode case_list(RecordSession const& session, PageOptions const& page) {
  auto const& terminal = session.terminal;
  auto const nl = terminal.language == Language::nl;
  std::size_t count = 0;
  Error trouble;
  auto failed = false;
  if (terminal.json)
    terminal.out << "{\"cases\":[";
  else
    terminal.line(
        "{}", terminal.paint(Style::bold, padded(nl ? "zaak" : "case", 26) +
                                              padded(nl ? "V-nummer" : "V-number", 12) +
                                              padded("residence", 14) + padded("departure", 14) +
                                              padded("custody", 12) + padded("removal", 13) +
                                              (nl ? "laatste gebeurtenis" : "last event")));
  auto const listed = each_case(session, page, [&](CaseId const& id) {
    auto const events = session.store.read_case(id);
    if (!events) {
      trouble = events.error();
      failed = true;
      return false;
    }
    auto const at = fr::case_at(session.process, *events, {}, session.clock.now());
    auto const& last = events->back();
    auto const state = [&](fr::RegionId region) {
      return fr::state_name(region, at.file.positions.at(region));
    };
    if (terminal.json) {
      Json const json{
          {"case", id.str()},
          {"v_number", at.file.facts.v_number},
          {"version", last.sequence.value},
          {"regions", regions_json(at.file.positions)},
          {"last_event", {{"event", last.type.str()}, {"occurred_at", last.occurred_at.iso()}}}};
      terminal.out << (count > 0 ? "," : "") << json.dump();
    } else {
      terminal.line(
          "{}{}{}{}{}{}{} {}", padded(id.str(), 26), padded(at.file.facts.v_number, 12),
          padded(state(fr::RegionId::residence), 14), padded(state(fr::RegionId::departure), 14),
          padded(state(fr::RegionId::custody), 12), padded(state(fr::RegionId::removal), 13),
          dutch_date(last.occurred_at).iso(), last.type.str());
    }
    ++count;
    return true;
  });
  if (terminal.json) terminal.out << "]}\n";
  if (!listed) return report(terminal, listed.error());
  if (failed) return report(terminal, trouble);
  if (!terminal.json && count == 0) terminal.line("{}", nl ? "(geen zaken)" : "(no cases)");
  return ExitCode::done;
}

ExitCode case_show(RecordSession const& session, std::string const& id, ViewOptions const& view) {
  auto const seen = look(session, id, view);
  if (!seen) return report(session.terminal, seen.error());
  if (session.terminal.json)
    session.terminal.out << show_json(session, id, *seen).dump(2) << '\n';
  else
    print_letter(session.terminal, id, seen->at);
  return ExitCode::done;
}

ExitCode case_history(RecordSession const& session, std::string const& id,
                      ViewOptions const& view) {
  auto const seen = look(session, id, view);
  if (!seen) return report(session.terminal, seen.error());
  auto const& terminal = session.terminal;
  if (terminal.json) {
    Json json{{"case", id}};
    put_view(json, *seen);
    json["events"] = array_of(seen->at.events);
    terminal.out << json.dump(2) << '\n';
    return ExitCode::done;
  }
  for (auto const& event : seen->at.events) print_event(terminal, event);
  return ExitCode::done;
}

ExitCode case_options(RecordSession const& session, std::string const& id,
                      ViewOptions const& view) {
  auto const seen = look(session, id, view);
  if (!seen) return report(session.terminal, seen.error());
  auto const options = fr::options_at(seen->at.file, seen->at.at);
  if (session.terminal.json) {
    Json json{{"case", id}};
    put_view(json, *seen);
    json["options"] = options_json(options);
    json["blocked"] = blocked_json(options);
    session.terminal.out << json.dump(2) << '\n';
    return ExitCode::done;
  }
  print_options(session.terminal, options);
  return ExitCode::done;
}

}  // namespace vertrek::cli
