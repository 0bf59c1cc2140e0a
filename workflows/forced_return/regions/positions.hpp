#pragma once

#include <array>
#include <cstdint>

namespace vertrek::forced_return {

/// The regions of the process: they run side by side, each in one state at a time.
enum class RegionId : std::uint8_t {
  file,            ///< the file itself: not opened, open, closed
  residence,       ///< verblijfsrecht: from review to determination and what became of it
  departure,       ///< vertrek: the term to leave, and leaving
  remedy,          ///< rechtsmiddelen against the determination
  interim_relief,  ///< voorlopige voorziening
  custody,         ///< staandehouding, ophouding, vreemdelingenbewaring
  review,          ///< the court's review of the detention
  removal,         ///< uitzetting
  impediment,      ///< beletsel
  support,         ///< help with voluntary return
  lighter_means,   ///< lichter middel: duties in the place of detention
};
inline constexpr std::size_t region_count = 11;

// clang-format off
enum class File          : std::uint8_t { none, open, closed };
enum class Residence     : std::uint8_t { presumed, review, views_invited, determined, in_effect, suspended,
                                          confirmed, annulled, exhausted };
enum class Departure     : std::uint8_t { not_due, term_running, suspended, due, departed, removed, gone };
enum class Remedy        : std::uint8_t { none, objection, objection_decided, appeal, appeal_decided,
                                          higher_appeal, final };
enum class InterimRelief : std::uint8_t { none, pending, granted, refused };
enum class Custody       : std::uint8_t { at_liberty, stopped, held, detained };
enum class Review        : std::uint8_t { none, awaiting_court, awaiting_hearing, awaiting_ruling, upheld, lifted,
                                          unlawful };
enum class Removal       : std::uint8_t { none, transferred, preparing, planned, carried_out };
enum class Impediment    : std::uint8_t { clear, impeded };
enum class Support       : std::uint8_t { none, active };
enum class LighterMeansState : std::uint8_t { none, active, not_kept };
// clang-format on

template <class State>
inline constexpr RegionId region_of = RegionId::file;
template <>
inline constexpr RegionId region_of<Residence> = RegionId::residence;
template <>
inline constexpr RegionId region_of<Departure> = RegionId::departure;
template <>
inline constexpr RegionId region_of<Remedy> = RegionId::remedy;
template <>
inline constexpr RegionId region_of<InterimRelief> = RegionId::interim_relief;
template <>
inline constexpr RegionId region_of<Custody> = RegionId::custody;
template <>
inline constexpr RegionId region_of<Review> = RegionId::review;
template <>
inline constexpr RegionId region_of<Removal> = RegionId::removal;
template <>
inline constexpr RegionId region_of<Impediment> = RegionId::impediment;
template <>
inline constexpr RegionId region_of<Support> = RegionId::support;
template <>
inline constexpr RegionId region_of<LighterMeansState> = RegionId::lighter_means;

/// Where a case stands in every region. The first state of each region is where a case begins.
class Positions {
 public:
  template <class State>
  [[nodiscard]] State get() const {
    return static_cast<State>(at_[static_cast<std::size_t>(region_of<State>)]);
  }
  template <class State>
  [[nodiscard]] bool in(State state) const {
    return get<State>() == state;
  }
  /// True in any of these states.
  template <class State, class... More>
  [[nodiscard]] bool in(State state, More... more) const {
    return in(state) || in(more...);
  }
  [[nodiscard]] std::uint8_t at(RegionId region) const {
    return at_[static_cast<std::size_t>(region)];
  }
  void move(RegionId region, std::uint8_t to) { at_[static_cast<std::size_t>(region)] = to; }

  friend bool operator==(Positions const&, Positions const&) = default;

 private:
  std::array<std::uint8_t, region_count> at_{};
};

}  // namespace vertrek::forced_return
