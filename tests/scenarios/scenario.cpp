#include "tests/scenarios/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "adapters/partners/chain_notifier.hpp"
#include "adapters/storage/memory/memory_store.hpp"
#include "tests/scenarios/mutant.hpp"
#include "workflows/forced_return/options.hpp"

namespace vertrek::scenarios {

namespace {

using Json = nlohmann::ordered_json;

fr::CaseFile const& as_file(CaseState const& state) {
  return static_cast<fr::CaseFile const&>(state);
}

/// Tells the real partners, and remembers the case as the engine holds it.
class Watching final : public Notifier {
 public:
  [[nodiscard]] std::vector<Message> messages(NewEvent const& event,
                                              CaseState const& after) const override {
    last_seen_ = as_file(after);
    return partners_.messages(event, after);
  }
  [[nodiscard]] fr::CaseFile const& last_seen() const { return last_seen_; }

 private:
  partners::ChainNotifier partners_;
  mutable fr::CaseFile last_seen_;
};

/// What each event says when the scenario does not care.
std::string_view common_data(std::string_view event) {
  static std::map<std::string_view, std::string_view> const common{
      {"case.opened", R"({"v_number":"1234567890","nationality":"PL"})"},
      {"case.closed", R"({"reason":"other"})"},
      {"case.reopened", R"({"reason":"seen in the city"})"},
      {"record.corrected", R"({"set":{},"reason":"a slip of the pen"})"},
      {"note.added", R"({"text":"nothing new"})"},
      {"chain_meeting.discussed", R"({"municipality":"Utrecht","approach":"voluntary"})"},
      {"shelter.placed", R"({"municipality":"Utrecht"})"},
      {"shelter.ended", R"({"outcome":"work"})"},
      {"residence.review_started", R"({"reason":"no income known, no address"})"},
      {"residence.views_invited", R"({"respond_by":"2025-01-20"})"},
      {"residence.confirmed", R"({"ground":"works again"})"},
      {"residence.ended",
       R"({"ground":"conditions_not_met","facts":"no work, no means","prospect_of_work":false,
           "interests_weighed":"length of stay, ties and health weighed"})"},
      {"residence.determination_notified", R"({"manner":"handed_over"})"},
      {"residence.determination_withdrawn", R"({"reason":"new facts"})"},
      {"departure.term_extended", R"({"until":"2025-03-31","reason":"a school year to finish"})"},
      {"departure.assistance_started", R"({"organisation":"Barka","consent":true})"},
      {"departure.assistance_ended", R"({"outcome":"departed"})"},
      {"departure.confirmed", R"({"evidence":"ticket and boarding pass"})"},
      {"objection.decided", R"({"outcome":"unfounded"})"},
      {"appeal.decided", R"({"outcome":"unfounded"})"},
      {"higher_appeal.decided", R"({"outcome":"unfounded"})"},
      {"interim_relief.decided", R"({"outcome":"refused"})"},
      {"custody.stopped", R"({"suspicion":"known by name; determination in the register"})"},
      {"custody.held", R"({"arrived_at":"2025-03-10T09:30+01:00"})"},
      {"custody.hold_extended", R"({"reason":"identity not yet known"})"},
      {"custody.hold_ended", R"({"outcome":"released"})"},
      {"detention.heard", R"({"counsel_told":true})"},
      {"detention.imposed",
       R"({"grounds":["3b","4c"],"grounds_reasons":"left supervision; no address",
           "lighter_means_reasons":"a duty to report was tried and not kept",
           "removal_prospect":true,"signed":true,"copy_handed_over":true})"},
      {"detention.placed", R"({"facility":"detention centre"})"},
      {"detention.extended",
       R"({"until":"2025-12-01","reasons":"gives no name to the consulate"})"},
      {"detention.lifted", R"({"reason":"weighed_again"})"},
      {"detention.ruled", R"({"outcome":"unfounded"})"},
      {"removal.planned", R"({"date":"2025-03-20"})"},
      {"removal.cancelled", R"({"reason":"no seat"})"},
      {"impediment.raised", R"({"kind":"medical"})"},
      {"impediment.lifted", R"({"kind":"medical"})"},
  };
  auto const found = common.find(event);
  return found == common.end() ? "{}" : found->second;
}

std::string data_of(std::string_view event, std::string_view data) {
  auto fields = Json::parse(common_data(event));
  auto const told = Json::parse(data);
  for (auto const& [name, value] : told.items()) fields[name] = value;
  return fields.dump();
}

Rules rules_of(std::vector<Unmet> const& unmet) {
  Rules rules;
  for (auto const& missing : unmet) rules.insert(missing.rule.str());
  return rules;
}

}  // namespace

Moment moment(std::string_view rfc3339) {
  auto const parsed = Moment::parse(rfc3339);
  INFO(rfc3339);
  REQUIRE(parsed.has_value());
  return *parsed;
}

struct Scenario::World {
  World(HolidayCalendar calendar, std::shared_ptr<fr::LawBook const> const& law)
      : id(CaseId::parse("c1").value()), process(std::move(calendar), law) {}
  CaseId id;
  ProcessUnderTest process;
  storage::MemoryStore store;
  Watching notifier;
  CaseEngine engine{process, store, notifier};
};

// ---- asking ------------------------------------------------------------------------------------

Asked& Asked::irregular(std::string_view reason, std::string_view second) {
  command_.irregular = IrregularClaim{std::string(reason), UserId{second}};
  return *this;
}

Asked& Asked::learned(std::string_view recorded_at) {
  recorded_at_ = moment(recorded_at);
  return *this;
}

Answer Asked::put() {
  return scenario_.handle(command_, recorded_at_);
}

void Asked::then_refused(Rules const& rules) {
  INFO(command_.type.str() << " " << command_.data << " at " << command_.occurred_at.iso());
  auto const before = portrait(scenario_.file());
  auto const version = scenario_.version();
  auto const answer = put();
  REQUIRE(std::holds_alternative<Refusal>(answer));
  CHECK(rules_of(std::get<Refusal>(answer).unmet) == rules);
  // A refusal changes nothing, whatever is refused.
  CHECK(scenario_.version() == version);
  CHECK(portrait(scenario_.file()) == before);
}

Scenario& Asked::then_accepted() {
  INFO(command_.type.str() << " " << command_.data << " at " << command_.occurred_at.iso());
  auto const answer = put();
  auto const* const refusal = std::get_if<Refusal>(&answer);
  CHECK((refusal == nullptr ? Rules{} : rules_of(refusal->unmet)) == Rules{});
  REQUIRE(refusal == nullptr);
  auto const& accepted = std::get<Accepted>(answer);
  CHECK(accepted.event.irregular.has_value() == command_.irregular.has_value());
  return scenario_;
}

Scenario& Asked::then_marked(Rules const& rules) {
  then_accepted();
  auto const marks = scenario_.file().irregular;
  REQUIRE_FALSE(marks.empty());
  Rules marked;
  for (auto const& rule : marks.back().irregularity.unmet) marked.insert(rule.str());
  CHECK(marked == rules);
  return scenario_;
}

// ---- the case ----------------------------------------------------------------------------------

Scenario::Scenario(HolidayCalendar calendar, std::shared_ptr<fr::LawBook const> const& law)
    : world_(std::make_unique<World>(std::move(calendar), law)) {}
Scenario::Scenario(Scenario&&) noexcept = default;
Scenario::~Scenario() = default;

Command Scenario::command(std::string_view event, By const& by, std::string_view at,
                          std::string_view data) const {
  auto const kind = fr::event_named(event);
  INFO(event << " " << data);
  REQUIRE(kind.has_value());
  Command command;
  command.case_id = world_->id;
  command.type = fr::event_type(*kind);
  command.by = {PartnerId{by.partner}, UserId{"j.devries"}, by.role};
  command.occurred_at = moment(at);
  command.data = data_of(event, data);
  auto const read = fr::check_data(*kind, command.data);
  if (!read) FAIL(read.error().what.en << " " << read.error().where);
  return command;
}

Answer Scenario::handle(Command const& command, Moment recorded_at) {
  auto answer = world_->engine.handle(command, StoppedClock{recorded_at});
  REQUIRE(answer.has_value());
  return *std::move(answer);
}

Asked Scenario::when(std::string_view event, By const& by, std::string_view at,
                     std::string_view data) {
  return {*this, command(event, by, at, data)};
}

Scenario& Scenario::given(std::string_view event, By const& by, std::string_view at,
                          std::string_view data) {
  return when(event, by, at, data).then_accepted();
}

Scenario& Scenario::learned(std::string_view recorded_at, std::string_view event, By const& by,
                            std::string_view at, std::string_view data) {
  return when(event, by, at, data).learned(recorded_at).then_accepted();
}

Scenario& Scenario::happened_irregularly(std::string_view event, By const& by, std::string_view at,
                                         std::string_view data) {
  return when(event, by, at, data).irregular("it happened", "second.officer").then_accepted();
}

Scenario& Scenario::time_passes(std::string_view until) {
  return given("note.added", "DTENV", until);
}

std::vector<Event> Scenario::events() const {
  auto events = world_->store.read_case(world_->id);
  REQUIRE(events.has_value());
  return *std::move(events);
}

Sequence Scenario::version() const {
  auto const version = world_->store.version(world_->id);
  REQUIRE(version.has_value());
  return *version;
}

fr::CaseFile Scenario::file() const {
  return as_file(*world_->process.fold(events()));
}

fr::CaseFile const& Scenario::live() const {
  return world_->notifier.last_seen();
}

fr::CaseFile Scenario::seen(fr::View const& view) const {
  // A view of a moment never depends on when it is asked.
  auto const now = view.as_of ? *view.as_of : view.known_at.value();
  return fr::case_at(world_->process.real(), events(), view, now).file;
}

Names Scenario::told_of(std::string_view event) const {
  auto const number = number_of(event);
  auto const outbox = world_->store.outbox(0, 10'000, std::nullopt);
  REQUIRE(outbox.has_value());
  Names told;
  for (auto const& entry : *outbox)
    if (entry.event.sequence.value == number) told.insert(entry.message.to.str());
  return told;
}

Names Scenario::duties() const {
  Names articles;
  for (auto const& duty : fr::duties_at(file(), events().back().recorded_at))
    articles.insert(duty.articles.begin(), duty.articles.end());
  return articles;
}

std::size_t Scenario::times_recorded(std::string_view event) const {
  auto const all = events();
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](Event const& one) { return one.type.str() == event; }));
}

std::int64_t Scenario::number_of(std::string_view event) const {
  auto const all = events();
  auto const last = std::find_if(all.rbegin(), all.rend(),
                                 [&](Event const& one) { return one.type.str() == event; });
  REQUIRE(last != all.rend());
  return last->sequence.value;
}

std::vector<std::string> Scenario::breaches() const {
  std::vector<std::string> rules;
  for (auto const& event : events())
    if (event.type.str() == "deadline.breached")
      rules.push_back(Json::parse(event.data).at("rule").get<std::string>());
  return rules;
}

Standing Scenario::deadline(std::string_view rule, std::string_view at) const {
  return standing(file(), rule, moment(at));
}

std::string Scenario::end_of(std::string_view rule) const {
  return standing(file(), rule, Moment{}).end;
}

Names Scenario::open_steps(std::string_view at) const {
  Names steps;
  for (auto const& option : fr::options_at(file(), moment(at)))
    if (option.blocked_by.empty()) steps.insert(std::string(fr::spec(option.kind).name));
  return steps;
}

Rules Scenario::blocks(std::string_view event, std::string_view at) const {
  auto const options = fr::options_at(file(), moment(at));
  auto const option = std::find_if(options.begin(), options.end(), [&](fr::Option const& one) {
    return fr::spec(one.kind).name == event;
  });
  INFO(event);
  REQUIRE(option != options.end());
  return rules_of(option->blocked_by);
}

fr::View as_of(std::string_view at) {
  return {moment(at), std::nullopt};
}

fr::View known_at(std::string_view at) {
  return {std::nullopt, moment(at)};
}

fr::View as_of_known_at(std::string_view of, std::string_view known) {
  return {moment(of), moment(known)};
}

Standing standing(fr::CaseFile const& file, std::string_view rule, Moment at) {
  auto const* const known = fr::deadline_rule_named(rule);
  INFO(rule);
  REQUIRE(known != nullptr);
  auto const* const deadline = file.ledger.latest(known->id);
  if (deadline == nullptr) return {"none", "", ""};
  return {std::string(fr::name(fr::status_at(*deadline, at))), iso(deadline->end),
          deadline->ended_at ? deadline->ended_at->iso() : ""};
}

}  // namespace vertrek::scenarios
