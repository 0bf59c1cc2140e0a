#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/calendar/holidays.hpp"
#include "engine/workflow.hpp"
#include "workflows/forced_return/case_file.hpp"
#include "workflows/forced_return/law_book.hpp"

namespace vertrek::forced_return {

/// The rules of the record itself, beside the requirements of the law. They can never be set aside
/// by recording a fact as irregular.
struct RecordRule {
  std::string_view id;
  Text sentence;
};
namespace record_rule {
inline constexpr std::string_view case_exists = "case-exists";
inline constexpr std::string_view file_open = "file-open";
inline constexpr std::string_view recorded_by = "recorded-by";
inline constexpr std::string_view possible_now = "possible-now";
inline constexpr std::string_view irregular_facts = "irregular-facts";
inline constexpr std::string_view not_irregular = "not-irregular";
}  // namespace record_rule
[[nodiscard]] std::span<RecordRule const> record_rules();

/// The forced-return process of EU citizens without lawful residence, as the engine runs it.
class ForcedReturn final : public Workflow {
 public:
  /// The calendar holds the days equated by royal decree. Cases are judged by `law`, and live no
  /// longer than it does.
  explicit ForcedReturn(HolidayCalendar calendar = {},
                        std::shared_ptr<LawBook const> law = LawBook::in_force())
      : calendar_(std::move(calendar)), law_(std::move(law)) {}

  [[nodiscard]] std::unique_ptr<CaseState> initial() const override;
  [[nodiscard]] Decision decide(Command const& command, CaseState const& state,
                                Clock const& clock) const override;
  void evolve(CaseState& state, Event const& event) const noexcept override;
  [[nodiscard]] std::optional<NewEvent> next_passing(CaseState const& state, Moment until,
                                                     Moment recorded_at) const override;
  [[nodiscard]] bool rewrites_history(Event const& event) const override;
  [[nodiscard]] std::unique_ptr<CaseState> fold(std::span<Event const> events) const override;

  [[nodiscard]] HolidayCalendar const& calendar() const { return calendar_; }
  [[nodiscard]] LawBook const& law() const { return *law_; }

 private:
  HolidayCalendar calendar_;
  std::shared_ptr<LawBook const> law_;
};

/// What stands in the way of the step apart from the law: who records it, whether the case is
/// open, and whether the event can happen from where the case stands.
[[nodiscard]] std::vector<Unmet> unmet_of_record(CaseFile const& file, Step const& step);

/// Every requirement of the law that the step does not meet. Of a case that does not exist the law
/// says nothing yet.
[[nodiscard]] std::vector<Requirement const*> unmet_of_law(CaseFile const& file, Step const& step);

/// A case at a moment: which events to fold, and what time has brought since.
struct View {
  std::optional<Moment> as_of;     ///< what had happened by then, in the order in which it happened
  std::optional<Moment> known_at;  ///< what had been recorded by then
};

/// The case as the view asks, with the passings of deadlines up to `at` that nobody recorded yet.
/// `at` is the moment of the view: as_of, else known_at, else `now`.
struct CaseAt {
  CaseFile file;
  Moment at;
  std::vector<Event> events;  ///< those folded, in the order of the view; corrections not applied
};
[[nodiscard]] CaseAt case_at(ForcedReturn const& process, std::span<Event const> events,
                             View const& view, Moment now);

}  // namespace vertrek::forced_return
