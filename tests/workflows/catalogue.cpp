#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "workflows/forced_return/deadline_rules.hpp"
#include "workflows/forced_return/law_book.hpp"
#include "workflows/forced_return/process.hpp"

// The catalogue of the law and the tags of the tests, checked against each other both ways.
namespace vertrek::forced_return {

namespace {

using Names = std::set<std::string>;

/// For each rule that a test is tagged with, all tags of its tests.
std::map<std::string, Names> tested_rules() {
  std::string const prefix = "rule:";
  std::map<std::string, Names> tested;
  for (auto const& test : Catch::getRegistryHub().getTestCaseRegistry().getAllTests()) {
    Names const tags(test.tags.begin(), test.tags.end());
    for (auto const& tag : tags)
      if (tag.starts_with(prefix))
        tested[tag.substr(prefix.size())].insert(tags.begin(), tags.end());
  }
  return tested;
}

/// Every rule that can stand in the way of a step, or run as a deadline, with its articles.
std::map<std::string, Names> catalogue() {
  std::map<std::string, Names> rules;
  for (auto const& requirement : law_in_force().requirements())
    rules[std::string(requirement.id)].insert(requirement.articles.begin(),
                                              requirement.articles.end());
  for (auto const& deadline : deadline_rules()) {
    auto& articles = rules[std::string(deadline.name)];
    for (auto const& version : deadline.versions)
      articles.insert(version.articles.begin(), version.articles.end());
    for (auto const& variant : deadline.variants)
      articles.insert(variant.articles.begin(), variant.articles.end());
  }
  for (auto const& rule : record_rules()) rules[std::string(rule.id)];
  // Where we infer, no article can be named.
  for (auto& [rule, articles] : rules) articles.erase("Inference");
  return rules;
}

}  // namespace

SCENARIO("every rule of the catalogue is tested, and every rule that is tested is in it") {
  auto const rules = catalogue();
  auto const tested = tested_rules();
  Names untested;
  for (auto const& [rule, articles] : rules)
    if (!tested.contains(rule)) untested.insert(rule);
  CHECK(untested == Names{});
  Names unknown;
  for (auto const& [rule, tags] : tested)
    if (!rules.contains(rule)) unknown.insert(rule);
  CHECK(unknown == Names{});
}

SCENARIO("a test of a rule names the articles that the rule comes from") {
  auto const tested = tested_rules();
  Names unnamed;
  for (auto const& [rule, articles] : catalogue()) {
    auto const found = tested.find(rule);
    for (auto const& article : articles)
      if (found == tested.end() || !found->second.contains(article))
        unnamed.insert(rule + ": " + article);
  }
  CHECK(unnamed == Names{});
}

SCENARIO("a rule has one name: no requirement is called like another, or like a deadline") {
  std::map<std::string, int> count;
  for (auto const& requirement : law_in_force().requirements())
    ++count[std::string(requirement.id)];
  for (auto const& deadline : deadline_rules()) ++count[std::string(deadline.name)];
  for (auto const& rule : record_rules()) ++count[std::string(rule.id)];
  for (auto const& [name, times] : count) {
    INFO(name);
    CHECK(times == 1);
  }
}

}  // namespace vertrek::forced_return
