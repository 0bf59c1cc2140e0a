#include "workflows/forced_return/law_proposal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vertrek::forced_return {

namespace {

// ---- deadlines ---------------------------------------------------------------------------------

/// What is left of the days when those of the change are taken out: before them, after them.
std::vector<Validity> without(Validity const& valid, Validity const& taken) {
  std::vector<Validity> left;
  if (taken.from && (!valid.from || *valid.from < *taken.from)) {
    auto const eve = taken.from->plus_days(-1);
    left.push_back({valid.from, valid.to && *valid.to < eve ? valid.to : eve});
  }
  if (taken.to && (!valid.to || *valid.to > *taken.to)) {
    auto const next = taken.to->plus_days(1);
    left.push_back({valid.from && *valid.from > next ? valid.from : next, valid.to});
  }
  return left;
}

void change(DeadlineRule& rule, DeadlineChange const& change) {
  std::vector<PeriodVersion> versions;
  for (auto const& version : rule.versions)
    for (auto const& days : without(version.valid, change.over)) {
      versions.push_back(version);
      versions.back().valid = days;
    }
  if (change.version) versions.push_back(*change.version);
  std::sort(versions.begin(), versions.end(), [](PeriodVersion const& a, PeriodVersion const& b) {
    return a.valid.from < b.valid.from;  // none comes first
  });
  rule.versions = std::move(versions);
}

// ---- requirements ------------------------------------------------------------------------------

/// The requirement keeps what it was read from, its own name included, for as long as it lives.
Requirement as_requirement(AddedRequirement const& added) {
  auto const kept = std::make_shared<AddedRequirement const>(added);
  Requirement requirement;
  requirement.id = kept->id;
  requirement.articles = kept->articles;
  requirement.certainty = kept->certainty;
  requirement.valid = kept->valid;
  requirement.looks_at = looks_at_the_step(kept->condition) ? LooksAt::the_step : LooksAt::the_case;
  requirement.before = kept->before;
  requirement.met = [kept](CaseFile const& file, Step const& step) {
    return holds(kept->condition, file, step);
  };
  requirement.sentence = kept->sentence;
  requirement.detail = [kept](CaseFile const& file, Step const& step) {
    return what_fails(kept->condition, file, step);
  };
  requirement.transition = kept->transition;
  return requirement;
}

// ---- in words ----------------------------------------------------------------------------------

Text days_in_words(Validity const& valid) {
  Text text;
  if (valid.from) {
    text.nl += " vanaf " + valid.from->written(Language::nl);
    text.en += " from " + valid.from->written(Language::en);
  }
  if (valid.to) {
    text.nl += " tot en met " + valid.to->written(Language::nl);
    text.en += " up to and including " + valid.to->written(Language::en);
  }
  if (!valid.from && !valid.to) return {" op alle dagen", " on all days"};
  return text;
}

Text sentence_of(DeadlineChange const& change) {
  auto const& which = rule(change.rule);
  auto const days = days_in_words(change.over);
  if (!change.version)
    return {fmt::format("{} vervalt{}", which.name, days.nl),
            fmt::format("{} is no more{}", which.name, days.en)};
  auto const& version = *change.version;
  auto const articles = fmt::format("{}", fmt::join(version.articles, ", "));
  return {fmt::format("{}: {}{} ({}); {}", which.name, version.period.written(Language::nl),
                      days.nl, articles, meaning(version.transition).nl),
          fmt::format("{}: {}{} ({}); {}", which.name, version.period.written(Language::en),
                      days.en, articles, meaning(version.transition).en)};
}

Text sentence_of(RequirementChange const& change) {
  auto const days = days_in_words(change.valid);
  return {fmt::format("{} geldt{}", change.id, days.nl),
          fmt::format("{} is law{}", change.id, days.en)};
}

Text sentence_of(AddedRequirement const& added) {
  std::vector<std::string_view> events;
  for (auto const kind : added.before) events.push_back(spec(kind).name);
  auto const days = days_in_words(added.valid);
  auto const asked = forced_return::in_words(added.condition);
  auto const list = fmt::format("{}", fmt::join(events, ", "));
  return {fmt::format("nieuw: {} vóór {}{}: {}", added.id, list, days.nl, asked.nl),
          fmt::format("new: {} before {}{}: {}", added.id, list, days.en, asked.en)};
}

}  // namespace

std::shared_ptr<LawBook const> LawProposal::applied_to(LawBook const& present) const {
  std::vector<Requirement> all(present.requirements().begin(), present.requirements().end());
  std::vector<DeadlineRule> rules(present.deadlines().begin(), present.deadlines().end());
  for (auto const& one : deadlines) change(rules.at(static_cast<std::size_t>(one.rule)), one);
  for (auto const& one : requirements)
    for (auto& requirement : all)
      if (requirement.id == one.id) requirement.valid = one.valid;
  for (auto const& one : added) all.push_back(as_requirement(one));
  return std::make_shared<LawBook const>(std::move(all), std::move(rules));
}

std::vector<Text> LawProposal::in_words() const {
  std::vector<Text> sentences;
  for (auto const& one : deadlines) sentences.push_back(sentence_of(one));
  for (auto const& one : requirements) sentences.push_back(sentence_of(one));
  for (auto const& one : added) sentences.push_back(sentence_of(one));
  return sentences;
}

}  // namespace vertrek::forced_return
