#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/partners/chain_notifier.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/data.hpp"

/// What a test says of telling: this event, by this partner, in this case; who hears what.
namespace vertrek::partners::telling {

namespace fr = forced_return;
using fr::EventKind;
using fr::Partner;

inline constexpr std::string_view everything = "everything";

/// By partner, the data as it leaves; `everything` when all of it does.
using Told = std::map<Partner, std::string>;

inline NewEvent event(EventKind kind, Partner by, std::string data = "{}") {
  NewEvent made;
  made.type = fr::event_type(kind);
  made.by = {PartnerId{fr::name(by)}, UserId{"j.devries"}, "regievoerder"};
  made.data = std::move(data);
  return made;
}

inline Told told(NewEvent const& event, fr::CaseFile const& after = {}) {
  Told result;
  for (auto const& message : ChainNotifier{}.messages(event, after))
    result.emplace(fr::partner_named(message.to.str()).value(),
                   message.data.value_or(std::string(everything)));
  return result;
}

inline Told told(EventKind kind, Partner by, std::string data = "{}",
                 fr::CaseFile const& after = {}) {
  return told(event(kind, by, std::move(data)), after);
}

/// A case in which somebody is helped to return.
enum class Consent { given, withheld };
inline fr::CaseFile helped(Consent consent) {
  fr::CaseFile file;
  file.facts.consent = consent == Consent::given;
  file.positions.move(fr::RegionId::support, static_cast<std::uint8_t>(fr::Support::active));
  return file;
}

/// A case with these events recorded, in this order.
inline fr::CaseFile recorded(std::vector<fr::Recorded> events) {
  fr::CaseFile file;
  file.recorded = std::move(events);
  for (std::size_t i = 0; i < file.recorded.size(); ++i)
    file.recorded[i].sequence.value = static_cast<std::int64_t>(i) + 1;
  return file;
}

/// Data in which every field of the event holds a text of its own.
inline std::string every_field(EventKind kind) {
  std::string data = "{";
  for (auto const& field : fr::fields_of(kind)) {
    if (data.size() > 1) data += ',';
    data += '"' + std::string(field.name) + R"(":"secret )" + std::string(field.name) + '"';
  }
  return data + '}';
}

}  // namespace vertrek::partners::telling
