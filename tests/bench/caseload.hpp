#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "engine/event_store.hpp"

namespace vertrek::bench {

/// Work as it really comes: the commands of the example cases, each a case that was before a court,
/// from opening to departure, removal or detention. Case n walks the path of an example; commands
/// that the example shows as refused are left out, for they record nothing.
class Caseload {
 public:
  explicit Caseload(std::filesystem::path const& folder_of_examples);

  [[nodiscard]] static CaseId name(std::size_t number);
  [[nodiscard]] std::size_t path_count() const { return paths_.size(); }
  /// Every command of the case, each with a key of its own.
  [[nodiscard]] std::vector<Command> commands(std::size_t number) const;

 private:
  std::vector<std::vector<Command>> paths_;
};

/// What a path leaves in the record, one append an event, as the engine decided it.
class Recordings {
 public:
  explicit Recordings(Caseload const& caseload);

  /// The first events of case `number`; at most as many as its path has.
  [[nodiscard]] std::vector<Append> appends(std::size_t number, std::size_t events) const;
  [[nodiscard]] std::size_t path_count() const { return paths_.size(); }

 private:
  std::vector<std::vector<Append>> paths_;
};

}  // namespace vertrek::bench
