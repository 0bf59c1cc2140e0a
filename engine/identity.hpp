#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/result.hpp"

namespace vertrek {

/// A name of one kind that cannot be mistaken for a name of another kind.
/// The engine gives it no meaning; the workflow decides which names exist.
template <class Kind>
class Name {
 public:
  Name() = default;
  explicit Name(std::string value) : value_(std::move(value)) {}
  explicit Name(std::string_view value) : value_(value) {}
  explicit Name(char const* value) : value_(value) {}

  [[nodiscard]] std::string const& str() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  void assign(std::string_view value) { value_.assign(value); }

  friend auto operator<=>(Name const&, Name const&) = default;

 private:
  std::string value_;
};

using RuleId = Name<struct RuleKind>;            ///< a requirement or a deadline rule
using EventType = Name<struct EventTypeKind>;    ///< `detention.imposed`
using PartnerId = Name<struct PartnerKind>;      ///< `IND`
using UserId = Name<struct UserKind>;            ///< a person at a partner
using CommandKey = Name<struct CommandKeyKind>;  ///< idempotency key of a command; empty: none

/// The name of a case: 1 to 64 letters, digits or `-` (ASCII).
class CaseId {
 public:
  static constexpr std::size_t longest = 64;

  CaseId() = default;
  [[nodiscard]] static Result<CaseId> parse(std::string_view text);
  /// For text that was checked when it was recorded, such as a row of the store.
  [[nodiscard]] static CaseId recorded(std::string_view text);
  void assign_recorded(std::string_view text) { value_.assign(text); }

  [[nodiscard]] std::string const& str() const { return value_; }
  friend auto operator<=>(CaseId const&, CaseId const&) = default;

 private:
  std::string value_;
};

/// A count that cannot be mistaken for a count of another kind.
template <class Kind>
struct Ordinal {
  std::int64_t value = 0;
  friend auto operator<=>(Ordinal const&, Ordinal const&) = default;
};

/// The place of an event in its case, from 1; 0 is a case with no events.
using Sequence = Ordinal<struct SequenceKind>;
/// The place of an event in the whole log, from 1; 0 is before the first event.
using Position = Ordinal<struct PositionKind>;

}  // namespace vertrek

template <>
struct std::hash<vertrek::CaseId> {
  std::size_t operator()(vertrek::CaseId const& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
