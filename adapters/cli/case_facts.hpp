#pragma once

#include <optional>
#include <string>

#include "adapters/cli/json.hpp"
#include "workflows/forced_return/case_file.hpp"

/// What a case knows beside where it stands: lighter means, what the court said of a detention and
/// awarded, shelter, the last chain meeting. No more of a person than is needed to see that.
namespace vertrek::cli {

/// Puts `detention`, `compensations`, `lighter_means`, `shelter` and `chain_meeting` into the
/// object; null, or an empty list, where there is none.
void put_facts(Json& json, forced_return::CaseFile const& file);

/// The last event of this kind, as the case was folded; null when there is none.
[[nodiscard]] forced_return::Recorded const* last_recorded(forced_return::CaseFile const& file,
                                                           forced_return::EventKind kind);

/// A detention that a court struck: lifted on its order, or found unlawful when it had ended.
struct Struck {
  forced_return::Done done;
  bool after_it_ended = false;
};
/// The last one, also when another detention followed it.
[[nodiscard]] std::optional<Struck> struck_by_court(forced_return::CaseFile const& file);

/// `€ 1.300,00` / `€1,300.00`.
[[nodiscard]] std::string written(forced_return::Euros amount, Language language);

}  // namespace vertrek::cli
