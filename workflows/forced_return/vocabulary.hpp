#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/identity.hpp"
#include "engine/text.hpp"
#include "workflows/forced_return/regions/positions.hpp"

namespace vertrek::forced_return {

/// The chain partners, and the engine itself for what time brings.
enum class Partner : std::uint8_t {
  ind,    ///< Immigratie- en Naturalisatiedienst
  avim,   ///< aliens police
  dtenv,  ///< Dienst Terugkeer en Vertrek
  kmar,   ///< Koninklijke Marechaussee
  dji,    ///< Dienst Justitiële Inrichtingen
  court,
  municipality,
  counsel,
  support,  ///< Stichting Barka and the like
  engine,
};
inline constexpr std::size_t partner_count = 10;

/// A set of partners.
class Partners {
 public:
  constexpr Partners() = default;
  constexpr Partners(std::initializer_list<Partner> members) {
    for (auto const member : members) bits_ |= bit(member);
  }
  [[nodiscard]] constexpr bool has(Partner partner) const { return (bits_ & bit(partner)) != 0; }
  [[nodiscard]] constexpr Partners with(Partner partner) const {
    auto more = *this;
    more.bits_ |= bit(partner);
    return more;
  }
  [[nodiscard]] constexpr Partners without(Partner partner) const {
    auto fewer = *this;
    fewer.bits_ &= ~bit(partner);
    return fewer;
  }
  friend constexpr bool operator==(Partners, Partners) = default;

 private:
  static constexpr unsigned bit(Partner partner) { return 1U << static_cast<unsigned>(partner); }
  unsigned bits_ = 0;
};

/// `IND`, `AVIM`, …: the name in the log and on the line.
[[nodiscard]] std::string_view name(Partner partner);
[[nodiscard]] std::optional<Partner> partner_named(std::string_view name);
[[nodiscard]] std::span<Partner const> all_partners();

/// Every event of the process, in the order of the catalogue.
enum class EventKind : std::uint8_t {
  case_opened,
  case_closed,
  case_reopened,
  record_corrected,
  note_added,
  chain_meeting_discussed,
  shelter_placed,
  shelter_ended,
  residence_review_started,
  residence_views_invited,
  residence_views_received,
  residence_confirmed,
  residence_ended,
  residence_determination_notified,
  residence_determination_withdrawn,
  departure_term_extended,
  departure_willingness_declared,
  departure_assistance_started,
  departure_assistance_ended,
  departure_confirmed,
  departure_whereabouts_unknown,
  departure_term_elapsed,
  objection_lodged,
  objection_heard,
  objection_decision_postponed,
  objection_decided,
  appeal_lodged,
  appeal_decided,
  higher_appeal_lodged,
  higher_appeal_decided,
  interim_relief_requested,
  interim_relief_decided,
  custody_stopped,
  custody_held,
  custody_hold_extended,
  custody_hold_ended,
  lighter_means_imposed,
  lighter_means_not_kept,
  lighter_means_ended,
  detention_heard,
  detention_imposed,
  detention_placed,
  detention_extended,
  detention_lifted,
  detention_court_notified,
  detention_appeal_lodged,
  detention_hearing_held,
  detention_hearing_closed,
  detention_ruled,
  removal_transferred,
  removal_accepted,
  removal_interview_held,
  removal_document_requested,
  removal_document_obtained,
  removal_planned,
  removal_announced,
  removal_cancelled,
  removal_carried_out,
  impediment_raised,
  impediment_lifted,
  deadline_breached,
};
inline constexpr std::size_t event_kind_count =
    static_cast<std::size_t>(EventKind::deadline_breached) + 1;

/// What the vocabulary says of an event.
struct EventSpec {
  EventKind kind{};
  std::string_view name;  ///< `detention.imposed`
  Partners recorders;
  Text meaning;  ///< in the words of the field: `maatregel van bewaring opgelegd`
};

[[nodiscard]] std::span<EventSpec const> vocabulary();
[[nodiscard]] EventSpec const& spec(EventKind kind);
[[nodiscard]] std::optional<EventKind> event_named(std::string_view name);
[[nodiscard]] EventType const& event_type(EventKind kind);

}  // namespace vertrek::forced_return
