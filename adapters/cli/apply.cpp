#include <openssl/evp.h>

#include <array>
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
#include "adapters/cli/unmet_text.hpp"
#include "adapters/partners/chain_notifier.hpp"
#include "engine/case_engine.hpp"
#include "workflows/forced_return/command_reader.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

/// A line of the file and what became of it.
struct Line {
  std::size_t number = 0;
  std::string text;
  std::optional<fr::ScenarioLine> read;
  std::optional<Error> error;
  std::optional<Answer> answer;
  bool passed_over = false;  ///< a probe whose place in the history has gone by
};

/// A name for the command itself, so that applying a file again records nothing twice. `nth` tells
/// lines apart that are the same to the letter within one file.
CommandKey key_of(Command const& command, int nth) {
  std::string text = command.case_id.str() + '\n' + command.type.str() + '\n' +
                     command.by.partner.str() + '\n' + command.by.user.str() + '\n' +
                     command.by.role + '\n' + command.occurred_at.iso() + '\n' + command.data +
                     '\n' + std::to_string(nth);
  if (command.irregular)
    text += '\n' + command.irregular->reason + '\n' + command.irregular->second.str();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string key = "line:";
  constexpr std::size_t enough = 16;
  for (std::size_t i = 0; i < enough; ++i) key += fmt::format("{:02x}", digest.at(i));
  return CommandKey{std::move(key)};
}

class Import {
 public:
  Import(RecordSession const& session, std::string name, std::uintmax_t size)
      : session_(session),
        terminal_(session.terminal),
        name_(std::move(name)),
        size_(size),
        engine_(session.process, session.store, notifier_) {}

  ExitCode run(std::istream& lines) {
    auto const start = session_.store.last_position();
    if (!start) return report(terminal_, start.error());
    start_ = *start;
    // A file is recorded many lines at once, so that they share the wait for the disk; what comes
    // in bit by bit is answered line by line.
    auto const most_at_once = size_ > 0 ? std::size_t{512} : std::size_t{1};
    while (!stopped_ && read_some(lines, most_at_once)) {
      handle_all();
      for (auto& line : batch_) print(line);
      terminal_.out.flush();
      show_progress();
    }
    return finish();
  }

 private:
  // ---- reading ---------------------------------------------------------------------------------

  bool read_some(std::istream& lines, std::size_t most) {
    batch_.clear();
    std::string text;
    while (batch_.size() < most && std::getline(lines, text)) {
      ++number_;
      bytes_ += text.size() + 1;
      if (number_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
      if (!text.empty() && text.back() == '\r') text.pop_back();
      if (fr::is_blank(text)) continue;
      Line line;
      line.number = number_;
      line.text = std::move(text);
      if (auto read = fr::read_line(line.text))
        line.read = std::move(*read);
      else
        line.error = std::move(read.error());
      batch_.push_back(std::move(line));
    }
    if (lines.bad() && batch_.empty()) {
      unreadable_ = true;
      return false;
    }
    return !batch_.empty();
  }

  // ---- recording -------------------------------------------------------------------------------

  void handle_all() {
    std::map<CaseId, std::vector<Line*>> by_case;
    for (auto& line : batch_)
      if (line.read) by_case[line.read->command.case_id].push_back(&line);
    std::vector<std::vector<Line*>*> work;
    for (auto& [id, lines] : by_case) {
      replayed_.try_emplace(id);
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
    if (replayed_.size() > most_remembered) replayed_.clear();
  }

  void handle(Line& line) {
    auto command = line.read->command;
    StoppedClock const clock{line.read->recorded_at.value_or(command.occurred_at)};
    auto& replayed = replayed_.find(command.case_id)->second;
    if (line.read->expect == fr::Expectation::refused &&
        history_went_on(command.case_id, replayed)) {
      line.passed_over = true;
      return;
    }
    auto const has_own_key = !command.key.empty();
    for (int nth = 1;; ++nth) {
      if (!has_own_key) command.key = key_of(command, nth);
      auto answer = engine_.handle(command, clock);
      if (!answer) {
        line.error = std::move(answer.error());
        return;
      }
      auto const* const accepted = std::get_if<Accepted>(&*answer);
      auto const by_this_run =
          accepted != nullptr && accepted->recorded_before && accepted->event.position > start_;
      if (by_this_run && !has_own_key) continue;  // the same words a second time in this file
      if (accepted != nullptr && accepted->recorded_before) replayed = accepted->event.sequence;
      line.answer = std::move(*answer);
      return;
    }
  }

  /// True when this file was applied before and the case went on after the place of this line: a
  /// step that was refused then left no record, and cannot be judged again in its place.
  bool history_went_on(CaseId const& id, Sequence replayed) {
    if (replayed == Sequence{}) return false;
    auto const version = session_.store.version(id);
    return version && *version > replayed;
  }

  // ---- telling ---------------------------------------------------------------------------------

  void print(Line& line) {
    if (line.error) {
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
    for (auto const& passing : accepted.passings)
      terminal_.line("       {} {} #{} {}", terminal_.paint(Style::warn, padded("time", 9)),
                     passing.occurred_at.written(terminal_.language), passing.sequence.value,
                     passing.type.str());
    Text note;
    if (accepted.recorded_before) note = {"stond al vast", "was recorded already"};
    if (accepted.event.irregular) {
      std::string rules;
      for (auto const& rule : accepted.event.irregular->unmet) rules += " " + rule.str();
      note = {"ONREGELMATIG:" + rules, "IRREGULAR:" + rules};
    }
    print_text(line, "accepted", accepted.event.irregular ? Style::warn : Style::good, note,
               accepted.event.sequence);
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

  void show_progress() const {
    if (!terminal_.show_progress || size_ == 0 || number_ < 2000) return;
    terminal_.err << fmt::format("\r{:3}%  {} ",
                                 std::min<std::uintmax_t>(100, bytes_ * 100 / size_), number_)
                  << std::flush;
  }

  ExitCode finish() {
    if (terminal_.show_progress && size_ > 0 && number_ >= 2000) terminal_.err << '\r';
    if (unreadable_) {
      ++errors_;
      report(terminal_, Error{ErrorCode::bad_input,
                              {"het bestand is niet te lezen", "the file cannot be read"},
                              name_,
                              {"geef een tekstbestand met één JSON-object per regel",
                               "give a text file with one JSON object a line"}});
    }
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
    if (stopped_) text += nl ? " (gestopt: de opslag weigert)" : " (stopped: the storage refuses)";
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
  Position start_;
  std::vector<Line> batch_;
  std::unordered_map<CaseId, Sequence>
      replayed_;  ///< last event of a case known from an earlier run
  std::size_t number_ = 0;
  std::uintmax_t bytes_ = 0;
  std::size_t accepted_ = 0;
  std::size_t known_ = 0;
  std::size_t refused_ = 0;
  std::size_t passed_over_ = 0;
  std::size_t unexpected_ = 0;
  std::size_t errors_ = 0;
  bool stopped_ = false;
  bool unreadable_ = false;
};

}  // namespace

ExitCode apply(RecordSession const& session, std::istream& lines, std::string const& name,
               std::uintmax_t size) {
  return Import{session, name, size}.run(lines);
}

}  // namespace vertrek::cli
