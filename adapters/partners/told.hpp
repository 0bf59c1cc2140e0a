#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text.hpp"
#include "workflows/forced_return/deadline_rules.hpp"
#include "workflows/forced_return/vocabulary.hpp"

/// Who is told of what. One table says it; the notifier, the printed rules and the tests read it.
/// A partner is told no more than its task needs (AVG 5(1)(c)).
namespace vertrek::partners {

/// The part of an event's data that a partner is told.
struct Part {
  enum class Kind : std::uint8_t {
    everything,
    the_fact,          ///< that it happened and when, no data
    these_fields,      ///< `fields` of the data, as recorded
    this_instead,      ///< `instead` takes the place of the data
    as_the_corrected,  ///< of a correction: what was told of the event that it corrects
  };
  Kind kind = Kind::the_fact;
  std::vector<std::string_view> fields;
  std::string_view instead;  ///< a JSON object
};

/// In which circumstances a row holds.
enum class When : std::uint8_t {
  always,
  medical,            ///< the impediment is a medical one
  not_medical,        ///< the impediment is of another kind
  assistance_agreed,  ///< assistance runs, and the person consented to share data with who assists
  assistance_ended,   ///< the assistance that just ended, if the person had consented to share data
  bound,              ///< the deadline binds this partner
  told_of_corrected,  ///< the partner was told of the event that is corrected
};

/// One row: of these events, these partners are told this part. Nobody in `to`: nobody is told, and
/// the purpose says why.
struct ToldRow {
  std::vector<forced_return::EventKind> events;
  forced_return::Partners to;
  Part part;
  When when{};
  std::string_view ground;
  Text purpose;
};

/// The table, partner by partner. Every event of the vocabulary stands in it.
[[nodiscard]] std::span<ToldRow const> told_rows();

/// The table from the side of the event: one entry a partner and row.
struct Addressee {
  forced_return::Partner partner{};
  ToldRow const* row = nullptr;
};
[[nodiscard]] std::span<Addressee const> told_of(forced_return::EventKind kind);

/// Whom a deadline binds, and who is therefore told that it was breached. Nobody when it binds the
/// person only.
[[nodiscard]] forced_return::Partners bound_by(forced_return::DeadlineId deadline);

/// Who is told why, besides what: which requirements an irregular event left unmet, and the reason
/// of a correction. Those who must set it right, or who speak for the person.
inline constexpr forced_return::Partners told_why{
    forced_return::Partner::ind, forced_return::Partner::avim, forced_return::Partner::dtenv,
    forced_return::Partner::counsel};

/// The table for people, in the order of the vocabulary: one line an event and partner.
struct ToldLine {
  std::string_view event;
  std::string_view partner;  ///< empty: nobody is told
  Text part;
  Text when;
  std::string_view ground;
  Text purpose;
};
[[nodiscard]] std::vector<ToldLine> told_lines();

}  // namespace vertrek::partners
