#include "adapters/cli/reading.hpp"

namespace vertrek::cli {

Result<std::vector<Event>> events_of(RecordSession const& session, std::string const& id) {
  auto const name = CaseId::parse(id);
  if (!name) return tl::unexpected(name.error());
  auto events = session.store.read_case(*name);
  if (events && events->empty())
    return failure(ErrorCode::not_found,
                   {"er is geen zaak \"" + id + "\"", "there is no case \"" + id + "\""}, id,
                   {"vertrek case list toont de zaken", "vertrek case list shows the cases"});
  return events;
}

Error not_yet_there(std::string const& id) {
  return {ErrorCode::not_found,
          {"op dat moment bestond zaak \"" + id + "\" nog niet",
           "at that moment case \"" + id + "\" did not exist yet"},
          id,
          {"kies een later moment", "choose a later moment"}};
}

Result<void> each_case(RecordSession const& session, PageOptions const& page,
                       std::function<bool(CaseId const&)> const& use) {
  constexpr std::size_t names_at_once = 500;
  CaseId after;
  if (!page.after.empty()) {
    auto const parsed = CaseId::parse(page.after);
    if (!parsed) return tl::unexpected(parsed.error());
    after = *parsed;
  }
  auto left = page.limit == 0 ? static_cast<std::size_t>(-1) : page.limit;
  while (left > 0) {
    auto const names = session.store.cases(after, std::min(names_at_once, left));
    if (!names) return tl::unexpected(names.error());
    for (auto const& name : *names)
      if (!use(name)) return {};
    if (names->size() < std::min(names_at_once, left)) return {};
    left -= names->size();
    after = names->back();
  }
  return {};
}

Result<AskedCases> AskedCases::of(RecordSession const& session, std::string const& name,
                                  std::optional<Moment> known_at) {
  if (name.empty()) return AskedCases{session, std::nullopt};
  auto events = events_of(session, name);
  if (!events) return tl::unexpected(events.error());
  // Time in the log never runs back: nothing is known before the first event.
  if (known_at && events->front().recorded_at > *known_at)
    return tl::unexpected(not_yet_there(name));
  return AskedCases{session, std::move(*events)};
}

Result<void> AskedCases::each(std::function<void(std::vector<Event> const&)> const& use) const {
  if (one_) {
    use(*one_);
    return {};
  }
  Result<void> outcome;
  auto const listed = each_case(*session_, {}, [&](CaseId const& id) {
    auto const events = session_->store.read_case(id);
    if (!events) {
      outcome = tl::unexpected(events.error());
      return false;
    }
    use(*events);
    return true;
  });
  return listed ? outcome : listed;
}

}  // namespace vertrek::cli
