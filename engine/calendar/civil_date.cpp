#include "engine/calendar/civil_date.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "engine/calendar/reading.hpp"

namespace vertrek {

namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2199;

using Names = std::array<char const*, 12>;
constexpr Names months_nl = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                             "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr Names months_en = {"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<char const*, 7> weekdays_nl = {"zondag",    "maandag", "dinsdag", "woensdag",
                                                    "donderdag", "vrijdag", "zaterdag"};
constexpr std::array<char const*, 7> weekdays_en = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};

char const* month_name(unsigned month, Language language) {
  return (language == Language::nl ? months_nl : months_en).at(month - 1);
}

char const* weekday_name(std::chrono::weekday weekday, Language language) {
  return (language == Language::nl ? weekdays_nl : weekdays_en).at(weekday.c_encoding());
}

tl::unexpected<Error> refusal(std::string_view written, Text what, Text remedy) {
  return failure(ErrorCode::bad_input, std::move(what), reading::shown(written), std::move(remedy));
}

tl::unexpected<Error> not_a_date(std::string_view written) {
  auto const shown = reading::shown(written);
  return refusal(written,
                 {fmt::format("dit is geen datum: \"{}\"", shown),
                  fmt::format("this is no date: \"{}\"", shown)},
                 {"schrijf jaar-maand-dag met nullen: jjjj-mm-dd, bijvoorbeeld 2025-03-21",
                  "write year-month-day with zeros: yyyy-mm-dd, for example 2025-03-21"});
}

tl::unexpected<Error> year_out_of_range(std::string_view written, int year) {
  return refusal(written,
                 {fmt::format("het jaar {:04} valt buiten de kalender van dit programma", year),
                  fmt::format("the year {:04} lies outside the calendar of this program", year)},
                 {fmt::format("gebruik een jaar van {} tot en met {}", first_year, last_year),
                  fmt::format("use a year from {} to {} inclusive", first_year, last_year)});
}

tl::unexpected<Error> no_such_month(std::string_view written, int month) {
  return refusal(written,
                 {fmt::format("maand {:02} bestaat niet", month),
                  fmt::format("month {:02} does not exist", month)},
                 {"gebruik een maand van 01 tot en met 12", "use a month from 01 to 12 inclusive"});
}

tl::unexpected<Error> no_such_day(std::string_view written, std::chrono::year_month month,
                                  int day) {
  auto const last = CivilDate{std::chrono::sys_days{month / std::chrono::last}};
  auto const number = static_cast<unsigned>(month.month());
  auto const what = [&](Language language) {
    return fmt::format("{} {} {}", day, month_name(number, language), last.year());
  };
  return refusal(
      written,
      {fmt::format("de datum {} bestaat niet", what(Language::nl)),
       fmt::format("the date {} does not exist", what(Language::en))},
      {fmt::format("gebruik een dag die bestaat; de laatste dag van die maand is {} ({})",
                   last.written(Language::nl), last.iso()),
       fmt::format("use a day that exists; the last day of that month is {} ({})",
                   last.written(Language::en), last.iso())});
}

}  // namespace

Result<CivilDate> CivilDate::parse(std::string_view iso) {
  auto const year = reading::digits(iso, 0, 4);
  auto const month = reading::digits(iso, 5, 2);
  auto const day = reading::digits(iso, 8, 2);
  bool const hyphens = reading::holds(iso, 4, '-') && reading::holds(iso, 7, '-');
  if (iso.size() != 10 || !hyphens || !year || !month || !day) return not_a_date(iso);

  if (*year < first_year || *year > last_year) return year_out_of_range(iso, *year);
  if (*month < 1 || *month > 12) return no_such_month(iso, *month);
  auto const in_month = std::chrono::year{*year} / *month;
  auto const date = in_month / *day;
  if (!date.ok()) return no_such_day(iso, in_month, *day);
  return CivilDate{std::chrono::sys_days{date}};
}

std::string CivilDate::iso() const {
  auto const date = fields();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string CivilDate::written(Language language) const {
  auto const date = fields();
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     month_name(static_cast<unsigned>(date.month()), language),
                     static_cast<int>(date.year()));
}

std::string CivilDate::written_with_weekday(Language language) const {
  return fmt::format("{} {}", weekday_name(weekday(), language), written(language));
}

}  // namespace vertrek
