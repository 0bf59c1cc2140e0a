#include "adapters/storage/append_check.hpp"

#include <fmt/format.h>

namespace vertrek::storage {

namespace {

Error malformed(std::string nl, std::string en) {
  return Error{ErrorCode::bad_input,
               {std::move(nl), std::move(en)},
               "append",
               {"meld dit als een fout in het programma", "report this as a fault in the program"}};
}

/// Quadratic, but only over events that carry a key: one in a command, so the lists are short.
CommandKey const* key_given_twice(std::vector<NewEvent> const& events) {
  for (auto later = events.begin(); later != events.end(); ++later) {
    if (later->key.empty()) continue;
    for (auto earlier = events.begin(); earlier != later; ++earlier) {
      if (earlier->key == later->key) return &later->key;
    }
  }
  return nullptr;
}

}  // namespace

Result<void> check_well_formed(Append const& append) {
  if (append.case_id.str().empty()) {
    return tl::unexpected(malformed("een gebeurtenis zonder zaak", "an event without a case"));
  }
  if (append.events.empty()) {
    return tl::unexpected(malformed("niets om vast te leggen", "nothing to record"));
  }
  if (append.messages.size() != append.events.size()) {
    return tl::unexpected(malformed(fmt::format("{} gebeurtenissen met {} lijsten van berichten",
                                                append.events.size(), append.messages.size()),
                                    fmt::format("{} events with {} lists of messages",
                                                append.events.size(), append.messages.size())));
  }
  if (auto const* const key = key_given_twice(append.events)) {
    return tl::unexpected(key_conflict(append.case_id, *key));
  }
  return {};
}

Error version_conflict(Append const& append, Sequence actual) {
  return Error{ErrorCode::conflict,
               {fmt::format("zaak {} staat op gebeurtenis {}, niet op {}", append.case_id.str(),
                            actual.value, append.expected.value),
                fmt::format("case {} stands at event {}, not at {}", append.case_id.str(),
                            actual.value, append.expected.value)},
               append.case_id.str(),
               {"lees de zaak opnieuw en beslis dan", "read the case again, then decide"}};
}

Error key_conflict(CaseId const& id, CommandKey const& key) {
  return Error{
      ErrorCode::conflict,
      {fmt::format("zaak {} kent de sleutel \"{}\" al", id.str(), key.str()),
       fmt::format("case {} has the key \"{}\" already", id.str(), key.str())},
      id.str(),
      {"lees wat onder deze sleutel is vastgelegd", "read what was recorded under this key"}};
}

}  // namespace vertrek::storage
