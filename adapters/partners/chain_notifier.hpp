#pragma once

#include "engine/outbox.hpp"

namespace vertrek::partners {

/// Tells the chain partners of each event what the table of `told.hpp` says they are told. Works on
/// cases of the forced-return process only.
class ChainNotifier final : public Notifier {
 public:
  [[nodiscard]] std::vector<Message> messages(NewEvent const& event,
                                              CaseState const& after) const override;
};

}  // namespace vertrek::partners
