#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/civil_date.hpp"
#include "engine/result.hpp"
#include "engine/text.hpp"

namespace vertrek {

/// A day on which a statutory period does not end, with the article that says so.
struct Holiday {
  CivilDate day;
  Text name;
  std::string article;
};

/// A day that a royal decree equates with a holiday (Algemene termijnenwet art. 3, third
/// paragraph), as legal staff enter it.
struct DecreedDay {
  CivilDate day;
  std::string decree;
};

/// The Sunday of Easter in the Gregorian calendar.
[[nodiscard]] CivilDate easter_sunday(int year);

/// The days that do not count at the end of a period, by the Algemene termijnenwet (Atw).
/// Source: Atw 3: 1 January, Easter Monday, Ascension, Whit Monday, 25 and 26 December, King's Day
/// (27 April, the 26th when the 27th is a Sunday; before 2014 30 April, the 29th when a Sunday),
/// 5 May; Good Friday by equation; days equated by royal decree.
class HolidayCalendar {
 public:
  HolidayCalendar() = default;
  explicit HolidayCalendar(std::vector<DecreedDay> decreed);

  /// In order of date; days of the weekend are not listed unless they are holidays as well.
  [[nodiscard]] std::vector<Holiday> year(int year) const;
  [[nodiscard]] std::optional<Holiday> holiday_on(CivilDate day) const;
  /// Cheap: no texts are made.
  [[nodiscard]] bool is_holiday(CivilDate day) const;
  /// Saturday, Sunday or holiday.
  [[nodiscard]] bool does_not_count(CivilDate day) const;

  /// The decreed days as legal staff keep them: one a line, `YYYY-MM-DD  name of the decree`,
  /// `#` starts a comment. `where` names the file in errors.
  [[nodiscard]] static Result<HolidayCalendar> parse(std::string_view lines, std::string where);

 private:
  std::vector<DecreedDay> decreed_;  // sorted by day
};

}  // namespace vertrek
