#include <atomic>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"
#include "adapters/cli/line_key.hpp"
#include "adapters/cli/scenario_lines.hpp"
#include "adapters/cli/unmet_text.hpp"
#include "adapters/partners/chain_notifier.hpp"
#include "engine/case_engine.hpp"
#include "workflows/forced_return/command_reader.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

/// A line of the file and what became of it: nothing when the storage gave up before its turn.
struct Line {
  std::size_t number = 0;
  std::string text;
  std::optional<fr::ScenarioLine> read;
  std::optional<Error> error;
  std::optional<Answer> answer;
  bool passed_over = false;  ///< a probe whose place in the history has gone by
};

/// What this file has met of a case: the events that its lines stand for.
struct Met {
  Sequence last_replayed;    ///< the last of them that an earlier run recorded
  std::vector<bool> events;  ///< by sequence; an event stands for one line

  /// False when an earlier line of this file stands for the event already.
  bool take(Sequence sequence) {
    auto const index = static_cast<std::size_t>(sequence.value);
    if (events.size() <= index) events.resize(index + 1);
    if (events[index]) return false;
    events[index] = true;
    return true;
  }
};

class Import {
 public:
  Import(RecordSession const& session, std::string name, std::uintmax_t size)
      : session_(session),
        terminal_(session.terminal),
        name_(std::move(name)),
        size_(size),
        engine_(session.process, session.store, notifier_) {}

  ExitCode run(std::istream& in) {
    ScenarioLines lines{in};
    // A file is recorded many lines at once, so that they share the wait for the disk; what comes
    // in bit by bit is answered line by line.
    auto const most_at_once = size_ > 0 ? std::size_t{512} : std::size_t{1};
    for (auto first = true; !stopped_ && read_some(lines, most_at_once); first = false) {
      if (first && holds_no_text()) {
        report_unreadable();
        break;
      }
      handle_all();
      for (auto& line : batch_) print(line);
      terminal_.out.flush();
      show_progress(lines);
    }
    if (lines.is_unreadable()) report_unreadable();
    return finish(lines);
  }

 private:
  // ---- reading ---------------------------------------------------------------------------------

  bool read_some(ScenarioLines& lines, std::size_t most) {
    constexpr std::uintmax_t most_bytes = 16U << 20U;
    batch_.clear();
    auto const start = lines.bytes();
    while (batch_.size() < most && lines.bytes() - start < most_bytes) {
      auto next = lines.next();
      if (!next) break;
      Line line;
      line.number = next->number;
      line.text = std::move(next->text);
      if (auto read = fr::read_line(line.text))
        line.read = std::move(*read);
      else
        line.error = std::move(read.error());
      batch_.push_back(std::move(line));
    }
    return !batch_.empty();
  }

  /// A picture, an archive, a database: told once, not line by line.
  [[nodiscard]] bool holds_no_text() const {
    return std::all_of(batch_.begin(), batch_.end(),
                       [](Line const& line) { return line.error.has_value(); }) &&
           std::any_of(batch_.begin(), batch_.end(),
                       [](Line const& line) { return line.text.find('\0') != std::string::npos; });
  }

  // ---- recording -------------------------------------------------------------------------------

  void handle_all() {
    std::map<CaseId, std::vector<Line*>> by_case;
    for (auto& line : batch_)
      if (line.read) by_case[line.read->command.case_id].push_back(&line);
    std::vector<std::vector<Line*>*> work;
    for (auto& [id, lines] : by_case) {
      met_.try_emplace(id);
      work.push_back(&lines);
    }
    std::atomic<std::size_t> next{0};
    auto const worker = [&] {
      for (auto index = next++; index < work.size(); index = next++)
        for (auto* const line : *work[index]) handle(*line);
    };
    constexpr std::size_t most_writers = 32;
    auto const writers = std::min(work.size(), most_writers);
    if (writers <= 1) {
      worker();
    } else {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < writers; ++i) threads.emplace_back(worker);
    }
    if (met_.size() > most_remembered) met_.clear();
  }

  void handle(Line& line) {
    if (storage_failed_) return;  // what follows may not be judged without what could not be kept
    auto command = line.read->command;
    StoppedClock const clock{line.read->recorded_at.value_or(command.occurred_at)};
    auto& met = met_.find(command.case_id)->second;
    if (line.read->expect == fr::Expectation::refused && history_went_on(command.case_id, met)) {
      line.passed_over = true;
      return;
    }
    auto const has_own_key = !command.key.empty();
    for (int nth = 1;; ++nth) {
      if (!has_own_key) command.key = key_of(command, nth);
      auto answer = engine_.handle(command, clock);
      if (!answer) {
        if (answer.error().code == ErrorCode::storage) storage_failed_ = true;
        line.error = std::move(answer.error());
        return;
      }
      if (auto const* const accepted = std::get_if<Accepted>(&*answer)) {
        auto const taken = met.take(accepted->event.sequence);
        if (!taken && !has_own_key) continue;  // the same words a second time in this file
        if (accepted->recorded_before) met.last_replayed = accepted->event.sequence;
      }
      line.answer = std::move(*answer);
      return;
    }
  }

  /// True when this file was applied before and the case went on after the place of this line: a
  /// step that was refused then left no record, and cannot be judged again in its place.
  [[nodiscard]] bool history_went_on(CaseId const& id, Met const& met) const {
    if (met.last_replayed == Sequence{}) return false;
    auto const version = session_.store.version(id);
    return version && *version > met.last_replayed;
  }

  // ---- telling ---------------------------------------------------------------------------------

  void print(Line& line) {
    if (line.error) {
      if (stopped_) return;  // the storage failed the lines beside it as well: told once
      ++errors_;
      if (line.error->code == ErrorCode::storage) stopped_ = true;
      report(terminal_, *line.error, name_, line.number);
      if (terminal_.json) print_json(line, "error");
      return;
    }
    if (line.passed_over) {
      ++passed_over_;
      if (terminal_.json)
        print_json(line, "passed_over");
      else
        print_text(line, "refused", Style::dim,
                   {"eerder geweigerd; de zaak is inmiddels verder",
                    "refused earlier; the case has gone on since"});
      return;
    }
    if (!line.answer) return;
    if (auto const* const accepted = std::get_if<Accepted>(&*line.answer)) {
      accepted->recorded_before ? ++known_ : ++accepted_;
      print_accepted(line, *accepted);
    } else {
      ++refused_;
      print_refused(line, std::get<Refusal>(*line.answer));
    }
    compare(line);
  }

  void print_accepted(Line const& line, Accepted const& accepted) {
    if (terminal_.json) return print_json(line, "accepted");
    auto const sequence = accepted.event.sequence;
    for (auto const& passing : accepted.passings)
      if (passing.sequence < sequence) print_passing(passing);
    Text note;
    if (accepted.recorded_before) note = {"stond al vast", "was recorded already"};
    if (accepted.event.irregular) {
      std::string rules;
      for (auto const& rule : accepted.event.irregular->unmet) rules += " " + rule.str();
      note = {"ONREGELMATIG:" + rules, "IRREGULAR:" + rules};
    }
    print_text(line, "accepted", accepted.event.irregular ? Style::warn : Style::good, note,
               sequence);
    for (auto const& passing : accepted.passings)
      if (passing.sequence > sequence) print_passing(passing);
  }

  /// What time brought, in its place among what people recorded.
  void print_passing(Event const& passing) {
    auto const data = Json::parse(passing.data, nullptr, false);
    auto const rule = data.is_object() ? data.value("rule", std::string{}) : std::string{};
    terminal_.line("       {} {} {} #{} {}{}",
                   terminal_.paint(Style::warn, padded(terminal_.say({"de tijd", "time"}), 9)),
                   passing.occurred_at.written(terminal_.language), passing.case_id.str(),
                   passing.sequence.value, passing.type.str(),
                   rule.empty() ? "" : "  (" + rule + ")");
  }

  void print_refused(Line const& line, Refusal const& refusal) {
    if (refusal.not_theirs_to_record && !line.read->expect) {
      ++errors_;
      report(terminal_, as_error(refusal), name_, line.number);
    }
    if (terminal_.json) return print_json(line, "refused");
    print_text(line, "refused", Style::bad, {});
    for (auto const& missing : refusal.unmet) print_unmet(terminal_, missing, 17);
  }

  void print_text(Line const& line, std::string_view outcome, Style style, Text const& note,
                  Sequence sequence = {}) const {
    auto const& command = line.read->command;
    auto const& remark = terminal_.say(note);
    terminal_.line("{:>6} {} {} {}{} {}{}", line.number, terminal_.paint(style, padded(outcome, 9)),
                   command.occurred_at.written(terminal_.language), command.case_id.str(),
                   sequence.value > 0 ? fmt::format(" #{}", sequence.value) : "",
                   command.type.str(), remark.empty() ? "" : "  (" + remark + ")");
  }

  void print_json(Line const& line, std::string_view outcome) const {
    Json json{{"line", line.number}};
    if (line.read) {
      json["case"] = line.read->command.case_id.str();
      json["event"] = line.read->command.type.str();
    }
    json["answer"] = outcome;
    if (line.error) json["error"] = to_json(*line.error);
    if (line.answer) {
      if (auto const* const accepted = std::get_if<Accepted>(&*line.answer)) {
        json["sequence"] = accepted->event.sequence.value;
        json["position"] = accepted->event.position.value;
        json["recorded_before"] = accepted->recorded_before;
        json["irregular"] = accepted->event.irregular.has_value();
        if (accepted->event.irregular)
          json["unmet"] = to_json(accepted->event)["irregular"]["unmet"];
        json["passings"] = array_of(accepted->passings);
      } else {
        json["unmet"] = array_of(std::get<Refusal>(*line.answer).unmet);
      }
      if (line.read->expect) json["as_expected"] = difference(line).en.empty();
    }
    terminal_.out << json.dump() << '\n';
  }

  // ---- expectations ----------------------------------------------------------------------------

  static Text difference(Line const& line) {
    auto const& read = *line.read;
    if (!read.expect) return {};
    auto const* const refusal = std::get_if<Refusal>(&*line.answer);
    if ((refusal != nullptr) != (*read.expect == fr::Expectation::refused))
      return refusal != nullptr ? Text{"verwacht was accepted, het werd refused",
                                       "expected was accepted, it was refused"}
                                : Text{"verwacht was refused, het werd accepted",
                                       "expected was refused, it was accepted"};
    std::string absent;
    for (auto const& rule : read.expect_rules) {
      auto const named =
          refusal != nullptr && std::any_of(refusal->unmet.begin(), refusal->unmet.end(),
                                            [&](Unmet const& unmet) { return unmet.rule == rule; });
      auto const* const accepted = std::get_if<Accepted>(&*line.answer);
      auto const marked = accepted != nullptr && accepted->event.irregular &&
                          std::find(accepted->event.irregular->unmet.begin(),
                                    accepted->event.irregular->unmet.end(),
                                    rule) != accepted->event.irregular->unmet.end();
      if (!named && !marked) absent += " " + rule.str();
    }
    if (absent.empty()) return {};
    return {"verwacht, maar niet genoemd:" + absent, "expected, but not named:" + absent};
  }

  void compare(Line const& line) {
    auto const& read = *line.read;
    if (!read.expect) {
      if (std::holds_alternative<Refusal>(*line.answer)) ++unexpected_;
      return;
    }
    auto const differs = difference(line);
    if (differs.en.empty()) return;
    ++unexpected_;
    terminal_.out.flush();
    terminal_.err << fmt::format(
        "{}:{}: {}: {}\n", name_, line.number,
        terminal_.language == Language::nl ? "anders dan verwacht" : "not as expected",
        terminal_.say(differs));
  }

  // ---- progress and the end --------------------------------------------------------------------

  [[nodiscard]] bool shows_progress(ScenarioLines const& lines) const {
    constexpr std::size_t worth_showing = 2000;
    return terminal_.show_progress && size_ > 0 && lines.number() >= worth_showing;
  }

  void show_progress(ScenarioLines const& lines) const {
    if (!shows_progress(lines)) return;
    terminal_.err << fmt::format("\r{:3}%  {} ",
                                 std::min<std::uintmax_t>(100, lines.bytes() * 100 / size_),
                                 lines.number())
                  << std::flush;
  }

  void report_unreadable() {
    ++errors_;
    report(terminal_, Error{ErrorCode::bad_input,
                            {"dit is geen leesbare tekst", "this is no readable text"},
                            name_,
                            {"geef een tekstbestand met één JSON-object per regel",
                             "give a text file with one JSON object a line"}});
  }

  ExitCode finish(ScenarioLines const& lines) const {
    if (shows_progress(lines)) terminal_.err << '\r';
    if (!terminal_.json) print_totals();
    if (errors_ > 0) return ExitCode::bad_input;
    return unexpected_ > 0 ? ExitCode::refused : ExitCode::done;
  }

  void print_totals() const {
    auto const nl = terminal_.language == Language::nl;
    std::string text = nl ? fmt::format("{} vastgelegd, {} geweigerd", accepted_, refused_)
                          : fmt::format("{} recorded, {} refused", accepted_, refused_);
    if (known_ > 0)
      text += nl ? fmt::format(", {} stonden al vast", known_)
                 : fmt::format(", {} recorded already", known_);
    if (passed_over_ > 0)
      text += nl ? fmt::format(", {} niet opnieuw getoetst", passed_over_)
                 : fmt::format(", {} not tested again", passed_over_);
    if (unexpected_ > 0)
      text += nl ? fmt::format(", {} anders dan verwacht", unexpected_)
                 : fmt::format(", {} not as expected", unexpected_);
    if (errors_ > 0)
      text +=
          nl ? fmt::format(
                   ", {} fout: daarvan is niets vastgelegd; verbeter ze en geef het bestand "
                   "opnieuw",
                   errors_)
             : fmt::format(
                   ", {} wrong: nothing of those is recorded; mend them and apply the file again",
                   errors_);
    if (stopped_)
      text +=
          nl ? " (gestopt: de opslag weigert; van wat hierboven niet genoemd is, is niets "
               "vastgelegd)"
             : " (stopped: the storage refuses; nothing is recorded of what is not named above)";
    terminal_.line("{}",
                   terminal_.paint(unexpected_ + errors_ > 0 ? Style::bad : Style::bold, text));
  }

  static constexpr std::size_t most_remembered = 100'000;

  RecordSession const& session_;
  Terminal const& terminal_;
  std::string name_;
  std::uintmax_t size_;
  partners::ChainNotifier notifier_;
  CaseEngine engine_;
  std::vector<Line> batch_;
  std::unordered_map<CaseId, Met> met_;
  std::atomic<bool> storage_failed_ = false;
  std::size_t accepted_ = 0;
  std::size_t known_ = 0;
  std::size_t refused_ = 0;
  std::size_t passed_over_ = 0;
  std::size_t unexpected_ = 0;
  std::size_t errors_ = 0;
  bool stopped_ = false;
};

}  // namespace

ExitCode apply(RecordSession const& session, std::istream& lines, std::string const& name,
               std::uintmax_t size) {
  return Import{session, name, size}.run(lines);
}

}  // namespace vertrek::cli
