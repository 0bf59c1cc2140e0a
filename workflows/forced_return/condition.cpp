#include "workflows/forced_return/condition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "workflows/forced_return/field_values.hpp"
#include "workflows/forced_return/regions/machine.hpp"
#include "workflows/forced_return/requirements/conditions.hpp"

namespace vertrek::forced_return {

namespace {

using D = DeadlineId;

template <class... Case>
struct Cases : Case... {
  using Case::operator()...;
};
template <class... Case>
Cases(Case...) -> Cases<Case...>;

// ---- whether it holds --------------------------------------------------------------------------

bool holds(Condition::InState const& asked, CaseFile const& file, Step const& /*step*/) {
  auto const at = file.positions.at(asked.region);
  return std::find(asked.states.begin(), asked.states.end(), at) != asked.states.end();
}

bool holds(Condition::FieldIs const& asked, CaseFile const& /*file*/, Step const& step) {
  auto const given = field_value(step.data, asked.field);
  if (asked.wanted.empty()) return given.has_value();
  return given == field_value(read_data(step.kind, asked.wanted), asked.field);
}

bool holds(Condition::Happened const& asked, CaseFile const& file, Step const& step) {
  return std::any_of(file.recorded.begin(), file.recorded.end(), [&](Recorded const& one) {
    if (one.kind != asked.kind || one.occurred_at > step.at) return false;
    auto const days_before = (step.day().days() - dutch_date(one.occurred_at).days()).count();
    return (!asked.within || days_before <= *asked.within) &&
           (!asked.at_least || days_before >= *asked.at_least);
  });
}

/// A term of an earlier determination says nothing of this one.
CaseDeadline const* last_of(CaseFile const& file, DeadlineId rule) {
  switch (rule) {
    case D::departure_term:
    case D::objection_term:
    case D::postal_shadow:
    case D::objection_decision:
    case D::appeal_term:
    case D::higher_appeal_term:
      return term_of_notification(file, rule);
    default:
      return file.ledger.latest(rule);
  }
}

bool holds(Condition::DeadlineIs const& asked, CaseFile const& file, Step const& step) {
  auto const* const deadline = last_of(file, asked.rule);
  if (deadline == nullptr) return false;
  auto const status = status_at(*deadline, step.at);
  if (!asked.statuses.empty())
    return std::find(asked.statuses.begin(), asked.statuses.end(), status) != asked.statuses.end();
  return status != DeadlineStatus::suspended && status != DeadlineStatus::voided &&
         is_past(deadline->end, step.at);
}

// ---- in words ----------------------------------------------------------------------------------

/// `"place" is "police_cell"`, from the field and `{"place":"police_cell"}`.
Text field_in_words(Condition::FieldIs const& asked) {
  if (asked.wanted.empty())
    return {fmt::format("\"{}\" is gegeven", asked.field),
            fmt::format("\"{}\" is given", asked.field)};
  auto const value = strict_json::Json::parse(asked.wanted).at(asked.field).dump();
  auto const text = fmt::format("\"{}\" is {}", asked.field, value);
  return {text, text};
}

Text state_in_words(Condition::InState const& asked) {
  auto const& where = region(asked.region);
  Text text{where.title.nl + ": ", where.title.en + ": "};
  for (std::size_t i = 0; i < asked.states.size(); ++i) {
    auto const& state = where.states.at(asked.states[i]);
    text.nl += (i > 0 ? " of " : "") + state.meaning.nl;
    text.en += (i > 0 ? " or " : "") + state.meaning.en;
  }
  return text;
}

Text event_in_words(Condition::Happened const& asked) {
  auto const& event = spec(asked.kind);
  Text text{fmt::format("{} ({})", event.meaning.nl, event.name),
            fmt::format("{} ({})", event.meaning.en, event.name)};
  if (asked.at_least) {
    text.nl += fmt::format(", ten minste {} dagen ervoor", *asked.at_least);
    text.en += fmt::format(", at least {} days before", *asked.at_least);
  }
  if (asked.within) {
    text.nl += fmt::format(", ten hoogste {} dagen ervoor", *asked.within);
    text.en += fmt::format(", at most {} days before", *asked.within);
  }
  return text;
}

Text deadline_in_words(Condition::DeadlineIs const& asked) {
  auto const& which = rule(asked.rule);
  Text text{fmt::format("{} ({}): ", which.title.nl, which.name),
            fmt::format("{} ({}): ", which.title.en, which.name)};
  if (asked.statuses.empty()) return {text.nl + "voorbij", text.en + "over"};
  for (std::size_t i = 0; i < asked.statuses.size(); ++i) {
    text.nl += (i > 0 ? " of " : "") + meaning(asked.statuses[i]).nl;
    text.en += (i > 0 ? " or " : "") + meaning(asked.statuses[i]).en;
  }
  return text;
}

Text joined(std::vector<Text> const& parts, Text const& between) {
  Text text;
  for (auto const& part : parts) {
    text.nl += (text.nl.empty() ? "" : between.nl) + part.nl;
    text.en += (text.en.empty() ? "" : between.en) + part.en;
  }
  return text;
}

std::vector<Text> each_in_words(std::vector<Condition> const& conditions) {
  std::vector<Text> parts;
  parts.reserve(conditions.size());
  for (auto const& condition : conditions) parts.push_back(in_words(condition));
  return parts;
}

Text const and_also{"; en ", "; and "};
Text const or_else{"; of ", "; or "};

Text actual_state(Condition::InState const& asked, CaseFile const& file) {
  auto const& where = region(asked.region);
  auto const& state = where.states.at(file.positions.at(asked.region));
  return {fmt::format("{}: {} ({}={})", where.title.nl, state.meaning.nl, where.name, state.name),
          fmt::format("{}: {} ({}={})", where.title.en, state.meaning.en, where.name, state.name)};
}

Text actual_deadline(Condition::DeadlineIs const& asked, CaseFile const& file, Step const& step) {
  auto const& which = rule(asked.rule);
  auto const* const deadline = last_of(file, asked.rule);
  if (deadline == nullptr)
    return {fmt::format("{} ({}): nooit begonnen", which.title.nl, which.name),
            fmt::format("{} ({}): never begun", which.title.en, which.name)};
  auto const& status = meaning(status_at(*deadline, step.at));
  return {fmt::format("{} ({}): {}, einde {}", which.title.nl, which.name, status.nl,
                      written(deadline->end, Language::nl)),
          fmt::format("{} ({}): {}, ends {}", which.title.en, which.name, status.en,
                      written(deadline->end, Language::en))};
}

Text negated(Text const& text) {
  return {"niet: " + text.nl, "not: " + text.en};
}

}  // namespace

bool holds(Condition const& condition, CaseFile const& file, Step const& step) {
  auto const one = [&](Condition const& part) { return holds(part, file, step); };
  return std::visit(
      Cases{
          [&](Condition::All const& all) { return std::all_of(all.of.begin(), all.of.end(), one); },
          [&](Condition::Any const& any) { return std::any_of(any.of.begin(), any.of.end(), one); },
          [&](Condition::Not const& negation) { return !one(negation.of.front()); },
          [&](auto const& leaf) { return holds(leaf, file, step); }},
      condition.is);
}

bool looks_at_the_step(Condition const& condition) {
  auto const among = [](std::vector<Condition> const& parts) {
    return std::any_of(parts.begin(), parts.end(), looks_at_the_step);
  };
  return std::visit(
      Cases{[&](Condition::All const& all) { return among(all.of); },
            [&](Condition::Any const& any) { return among(any.of); },
            [&](Condition::Not const& negation) { return among(negation.of); },
            [](Condition::FieldIs const&) { return true; }, [](auto const&) { return false; }},
      condition.is);
}

Text in_words(Condition const& condition) {
  return std::visit(
      Cases{[](Condition::InState const& asked) { return state_in_words(asked); },
            [](Condition::FieldIs const& asked) { return field_in_words(asked); },
            [](Condition::Happened const& asked) { return event_in_words(asked); },
            [](Condition::DeadlineIs const& asked) { return deadline_in_words(asked); },
            [](Condition::All const& all) { return joined(each_in_words(all.of), and_also); },
            [](Condition::Any const& any) { return joined(each_in_words(any.of), or_else); },
            [](Condition::Not const& negation) { return negated(in_words(negation.of.front())); }},
      condition.is);
}

Text what_fails(Condition const& condition, CaseFile const& file, Step const& step) {
  return std::visit(
      Cases{[&](Condition::All const& all) {
              std::vector<Text> failing;
              for (auto const& part : all.of)
                if (!holds(part, file, step)) failing.push_back(what_fails(part, file, step));
              return joined(failing, and_also);
            },
            [&](Condition::Any const& any) {
              std::vector<Text> failing;
              for (auto const& part : any.of) failing.push_back(what_fails(part, file, step));
              return joined(failing, and_also);
            },
            [](Condition::Not const& negation) { return in_words(negation.of.front()); },
            [&](Condition::InState const& asked) { return actual_state(asked, file); },
            [&](Condition::DeadlineIs const& asked) { return actual_deadline(asked, file, step); },
            [&](auto const&) { return negated(in_words(condition)); }},
      condition.is);
}

}  // namespace vertrek::forced_return
