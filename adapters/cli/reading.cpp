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

}  // namespace vertrek::cli
