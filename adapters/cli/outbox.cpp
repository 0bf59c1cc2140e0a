#include "adapters/cli/commands.hpp"
#include "adapters/cli/reading.hpp"
#include "adapters/partners/cloud_event.hpp"
#include "workflows/forced_return/vocabulary.hpp"

namespace vertrek::cli {

namespace {

Result<std::optional<PartnerId>> read_partner(std::string const& name) {
  if (name.empty()) return std::nullopt;
  auto const partner = forced_return::partner_named(name);
  if (partner && *partner != forced_return::Partner::engine) return PartnerId{name};
  std::string known;
  for (auto const one : forced_return::all_partners())
    if (one != forced_return::Partner::engine)
      known += (known.empty() ? "" : ", ") + std::string(forced_return::name(one));
  return failure(ErrorCode::bad_input,
                 {"onbekende partner \"" + name + "\"", "unknown partner \"" + name + "\""},
                 "--partner", {"bekend zijn: " + known, "known are: " + known});
}

}  // namespace

ExitCode outbox(RecordSession const& session, OutboxOptions const& options) {
  auto const& terminal = session.terminal;
  auto const partner = read_partner(options.partner);
  if (!partner) return report(terminal, partner.error());
  if (!options.case_id.empty())
    if (auto const known = events_of(session, options.case_id); !known)
      return report(terminal, known.error());
  constexpr std::size_t at_once = 1000;
  auto after = options.after;
  std::size_t shown = 0;
  partners::Sender const sender;
  if (terminal.json) terminal.out << '[';
  for (auto more = true; more;) {
    auto const entries = session.store.outbox(after, at_once, *partner);
    if (!entries) return report(terminal, entries.error());
    more = entries->size() == at_once;
    for (auto const& entry : *entries) {
      after = entry.number;
      if (!options.case_id.empty() && entry.event.case_id.str() != options.case_id) continue;
      if (options.limit > 0 && shown == options.limit) {
        more = false;
        break;
      }
      // One message a line in text, a list in JSON: both CloudEvents.
      terminal.out << (terminal.json && shown > 0 ? "," : "")
                   << partners::cloud_event(entry, sender);
      if (!terminal.json) terminal.out << '\n';
      ++shown;
    }
  }
  if (terminal.json) terminal.out << "]\n";
  return ExitCode::done;
}

}  // namespace vertrek::cli
