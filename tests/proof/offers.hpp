#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/proof/walk.hpp"

/// The forms in which events come, group by group; the walk applies them.
namespace vertrek::proof {

using Offers = std::vector<Offer>;

inline constexpr auto determination =
    R"({"ground":"conditions_not_met","facts":"no work","prospect_of_work":false,)"
    R"("interests_weighed":"weighed"})";

[[nodiscard]] Offers many(std::string const& event, std::string const& partner,
                          std::vector<std::string> const& data);
[[nodiscard]] Offers joined(std::vector<Offers> const& groups);
[[nodiscard]] Offers file_offers();
[[nodiscard]] std::string outcome(std::string const& name, std::string const& more = "");
[[nodiscard]] Offers determination_offers();
[[nodiscard]] Offers term_offers();
[[nodiscard]] Offers objection_offers();
[[nodiscard]] Offers appeal_offers();
[[nodiscard]] Offers fate_offers();
[[nodiscard]] Offers leaving_offers();
[[nodiscard]] Offers relief_offers();
[[nodiscard]] Offers impediment_offers(std::optional<fr::ImpedimentKind> only);
[[nodiscard]] Offers supervision_offers();
[[nodiscard]] Offers lighter_means_offers();
[[nodiscard]] Offers willingness_offers();
[[nodiscard]] std::string order(std::string const& more = "");
[[nodiscard]] Offers order_offers();
[[nodiscard]] Offers lifting_offers();
[[nodiscard]] Offers placing_offers();
[[nodiscard]] Offers court_offers();
[[nodiscard]] Offers ruling_offers();
[[nodiscard]] Offers preparation_offers();

/// Every form of every event of every view.
[[nodiscard]] std::vector<Offer> everything();

}  // namespace vertrek::proof
