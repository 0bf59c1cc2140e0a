#include "adapters/partners/chain_notifier.hpp"

#include <array>

#include "adapters/partners/told.hpp"
#include "adapters/partners/told_part.hpp"
#include "workflows/forced_return/case_file.hpp"

namespace vertrek::partners {

namespace fr = forced_return;

namespace {

using fr::Partner;
using K = fr::EventKind;

PartnerId const& id_of(Partner partner) {
  static auto const ids = [] {
    std::array<PartnerId, fr::partner_count> made;
    for (auto const each : fr::all_partners())
      made.at(static_cast<std::size_t>(each)).assign(fr::name(each));
    return made;
  }();
  return ids.at(static_cast<std::size_t>(partner));
}

bool consented(fr::CaseFile const& file) {
  return file.facts.consent;
}

bool assistance_agreed(fr::CaseFile const& file) {
  return consented(file) && file.positions.in(fr::Support::active);
}

// ---- an event ----------------------------------------------------------------------------------

/// What cannot be read counts as medical: too little is told rather than too much.
bool is_medical(std::string_view data) {
  auto const read = fr::read_data(K::impediment_raised, data);
  return std::get<fr::ImpedimentData>(read).kind == fr::ImpedimentKind::medical;
}

fr::Partners bound(std::string_view data) {
  auto const read = fr::read_data(K::deadline_breached, data);
  auto const* const rule = fr::deadline_rule_named(std::get<fr::DeadlineBreached>(read).rule);
  return rule == nullptr ? fr::Partners{} : bound_by(rule->id);
}

/// What the rows ask of an event and its case; data is read once, and only when a row asks for it.
class Circumstances {
 public:
  Circumstances(K kind, NewEvent const& event, fr::CaseFile const& after) : after_(after) {
    if (kind == K::impediment_raised || kind == K::impediment_lifted)
      medical_ = is_medical(event.data);
    if (kind == K::deadline_breached) bound_ = bound(event.data);
  }

  [[nodiscard]] bool hold(Addressee const& addressee) const {
    switch (addressee.row->when) {
      case When::always:
        return true;
      case When::medical:
        return medical_;
      case When::not_medical:
        return !medical_;
      case When::assistance_agreed:
        return assistance_agreed(after_);
      case When::assistance_ended:
        return consented(after_);
      case When::bound:
        return bound_.has(addressee.partner);
      case When::told_of_corrected:
        return false;  // see Correction
    }
    return false;
  }

 private:
  fr::CaseFile const& after_;
  bool medical_ = true;
  fr::Partners bound_;
};

// ---- a correction ------------------------------------------------------------------------------

/// A correction tells what the event that it corrects told, and no more: the new values can hold
/// what the old ones held.
class Correction {
 public:
  Correction(NewEvent const& event, Partner by, fr::CaseFile const& after)
      : by_(by),
        after_(after),
        data_(std::get<fr::RecordCorrected>(fr::read_data(K::record_corrected, event.data))) {}

  [[nodiscard]] std::vector<Message> messages() const {
    std::vector<Message> messages;
    auto const* const corrected = target();
    if (corrected == nullptr) {
      // Which event it was cannot be known: those who run the case and counsel are told to look.
      for (auto const partner : fr::all_partners())
        if (told_why.has(partner) && partner != by_)
          messages.push_back({id_of(partner), fact_only()});
      return messages;
    }
    for (auto const& addressee : told_of(corrected->kind))
      if (addressee.partner != by_) add(messages, addressee, *corrected);
    return messages;
  }

 private:
  /// What is said of the kind of an impediment.
  enum class Says : std::uint8_t { nothing, medical, other };

  [[nodiscard]] fr::Recorded const* target() const {
    auto const* const found = after_.find_recorded(data_.corrects.value);
    return found == nullptr || found->kind == K::record_corrected ? nullptr : found;
  }

  void add(std::vector<Message>& messages, Addressee const& addressee,
           fr::Recorded const& corrected) const {
    auto const tell = [&](std::optional<std::string> data) {
      messages.push_back({id_of(addressee.partner), std::move(data)});
    };
    switch (addressee.row->when) {
      case When::always:
        break;
      // The file does not keep of which kind the impediment was. A new kind says that it is medical
      // now, or no more than that something was corrected; without one, the kind stays unsaid.
      case When::medical:
        if (says() == Says::medical)
          tell(correction_of(data_.corrects.value, addressee.row->part.instead));
        if (says() == Says::other) tell(fact_only());
        return;
      case When::not_medical:
        if (says() == Says::nothing) tell(fact_only());
        return;
      // A correction can be about the consent itself, which the state does not show yet.
      case When::assistance_agreed:
        if (corrected.kind == K::departure_assistance_started || !assistance_agreed(after_)) return;
        break;
      case When::assistance_ended:
        if (!consented(after_)) return;
        break;
      case When::bound:
      case When::told_of_corrected:
        return;
    }
    if (addressee.row->part.kind == Part::Kind::everything) {
      if (told_why.has(addressee.partner)) return tell(std::nullopt);
      return tell(correction_of(data_.corrects.value, data_.set.json));
    }
    // Every partner was told when it happened, whatever else it was told.
    auto fields = addressee.row->part.fields;
    fields.emplace_back("occurred_at");
    auto const values = picked(fields, data_.set.json);
    if (values != "{}") tell(correction_of(data_.corrects.value, values));
  }

  [[nodiscard]] Says says() const {
    if (!holds_field(data_.set.json, "kind")) return Says::nothing;
    return is_medical(data_.set.json) ? Says::medical : Says::other;
  }

  [[nodiscard]] std::string fact_only() const { return correction_of(data_.corrects.value, "{}"); }

  Partner by_;
  fr::CaseFile const& after_;
  fr::RecordCorrected data_;
};

}  // namespace

std::vector<Message> ChainNotifier::messages(NewEvent const& event, CaseState const& after) const {
  auto const kind = fr::event_named(event.type.str());
  if (!kind) return {};
  // The engine hands a notifier the states of the one workflow that it runs with.
  auto const& file = static_cast<fr::CaseFile const&>(after);
  auto const by = fr::partner_named(event.by.partner.str()).value_or(Partner::engine);
  if (*kind == K::record_corrected) return Correction{event, by, file}.messages();

  Circumstances const circumstances{*kind, event, file};
  auto const addressees = told_of(*kind);
  std::vector<Message> messages;
  messages.reserve(addressees.size());
  for (auto const& addressee : addressees) {
    // Who recorded it knows.
    if (addressee.partner == by || !circumstances.hold(addressee)) continue;
    messages.push_back({id_of(addressee.partner), told_data(addressee.row->part, event.data)});
  }
  return messages;
}

}  // namespace vertrek::partners
