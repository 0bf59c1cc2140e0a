#include "tests/properties/history.hpp"

#include <nlohmann/json.hpp>

namespace vertrek::properties {

std::string as_line(Put const& put) {
  using Json = nlohmann::ordered_json;
  auto const& command = put.command;
  Json by{{"partner", command.by.partner.str()}, {"user", command.by.user.str()}};
  if (!command.by.role.empty()) by["role"] = command.by.role;
  Json line{{"case", command.case_id.str()},
            {"event", command.type.str()},
            {"by", by},
            {"occurred_at", command.occurred_at.iso()},
            {"recorded_at", put.now.iso()},
            {"data", Json::parse(command.data)}};
  if (command.irregular)
    line["irregular"] = {{"reason", command.irregular->reason},
                         {"second", command.irregular->second.str()}};
  if (!command.key.empty()) line["key"] = command.key.str();
  return line.dump();
}

std::string as_lines(History const& history) {
  std::string lines;
  for (auto const& put : history) lines += as_line(put) + "\n";
  return lines;
}

}  // namespace vertrek::properties
