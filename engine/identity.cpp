#include "engine/identity.hpp"

#include <algorithm>

namespace vertrek {

namespace {

bool allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

Result<CaseId> CaseId::parse(std::string_view text) {
  if (text.empty() || text.size() > longest || !std::all_of(text.begin(), text.end(), allowed)) {
    return failure(ErrorCode::bad_input,
                   {"dit is geen zaaknummer: \"" + std::string(text.substr(0, longest)) + "\"",
                    "this is no case name: \"" + std::string(text.substr(0, longest)) + "\""},
                   "case",
                   {"gebruik 1 tot 64 letters (a-z), cijfers of streepjes",
                    "use 1 to 64 letters (a-z), digits or hyphens"});
  }
  return recorded(text);
}

CaseId CaseId::recorded(std::string_view text) {
  CaseId id;
  id.value_.assign(text);
  return id;
}

}  // namespace vertrek
