#include "workflows/forced_return/law_book.hpp"

#include <cassert>

#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

std::vector<Requirement> catalogue() {
  std::vector<Requirement> list;
  for (auto const& part : {record_requirements(), residence_requirements(), custody_requirements(),
                           detention_requirements(), removal_requirements()})
    list.insert(list.end(), part.begin(), part.end());
  return list;
}

}  // namespace

LawBook::LawBook(std::vector<Requirement> requirements, std::vector<DeadlineRule> deadlines)
    : requirements_(std::move(requirements)), deadlines_(std::move(deadlines)) {
  for (auto const& requirement : requirements_)
    for (auto const kind : requirement.before)
      by_event_.at(static_cast<std::size_t>(kind)).push_back(&requirement);
  for (std::size_t i = 0; i < deadlines_.size(); ++i)
    assert(static_cast<std::size_t>(deadlines_[i].id) == i);
}

std::shared_ptr<LawBook const> const& LawBook::in_force() {
  static auto const book = std::make_shared<LawBook const>(
      catalogue(), std::vector<DeadlineRule>(deadline_rules().begin(), deadline_rules().end()));
  return book;
}

LawBook const& law_in_force() {
  return *LawBook::in_force();
}

}  // namespace vertrek::forced_return
