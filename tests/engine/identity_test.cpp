#include "engine/identity.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <type_traits>

#include "engine/text.hpp"

namespace vertrek {

// Code that mixes names up must not compile.
static_assert(!std::is_convertible_v<std::string, CaseId>);
static_assert(!std::is_constructible_v<CaseId, std::string>);
static_assert(!std::is_convertible_v<std::string, RuleId>);
static_assert(!std::is_constructible_v<RuleId, EventType>);
static_assert(!std::is_assignable_v<PartnerId&, UserId>);
static_assert(!std::is_assignable_v<Sequence&, Position>);
static_assert(!std::is_convertible_v<std::int64_t, Sequence>);

TEST_CASE("a case name is one to sixty-four letters, digits and hyphens", "[engine]") {
  CHECK(CaseId::parse("c1")->str() == "c1");
  CHECK(CaseId::parse("RBDHA-2025-18617")->str() == "RBDHA-2025-18617");
  CHECK(CaseId::parse(std::string(64, 'a')));
}

TEST_CASE("anything else is no case name, and the error says what is", "[engine]") {
  auto const wrong = GENERATE("", "a b", "a/b", "é", "a_b", "..", "c1\n", "a;b");
  auto const id = CaseId::parse(wrong);
  REQUIRE_FALSE(id);
  CHECK(id.error().code == ErrorCode::bad_input);
  CHECK_FALSE(id.error().remedy.nl.empty());
  CHECK_FALSE(CaseId::parse(std::string(65, 'a')));
}

}  // namespace vertrek
