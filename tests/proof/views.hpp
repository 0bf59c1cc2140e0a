#pragma once

#include "tests/proof/walk.hpp"

namespace vertrek::proof {

/// The determination, its remedies and the term to leave.
[[nodiscard]] View residence_view();
/// Interim relief beside the determination and its remedies.
[[nodiscard]] View relief_view();
/// What keeps somebody from travelling, or from being detained here.
[[nodiscard]] View impediments_view();
/// From supervision to an order of detention: the hold, the hearing, lighter means, willingness.
[[nodiscard]] View custody_view();
/// The detention and the court that watches over it.
[[nodiscard]] View court_view();
/// How long a detention may last, and where.
[[nodiscard]] View extension_view();
/// Preparing and carrying out the removal, and leaving.
[[nodiscard]] View removal_view();

[[nodiscard]] std::vector<View> all_views();
}  // namespace vertrek::proof
