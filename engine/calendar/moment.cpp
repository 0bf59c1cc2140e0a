#include "engine/calendar/moment.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <utility>

#include "engine/calendar/dutch_clock.hpp"
#include "engine/calendar/reading.hpp"

namespace vertrek {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::round;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::size_t time_at = 11;  // the place of the hour in `2025-09-23T15:05:00Z`
constexpr std::size_t after_minutes = 16;
constexpr std::size_t after_seconds = 19;

tl::unexpected<Error> refusal(std::string_view written, Text what, Text remedy) {
  return failure(ErrorCode::bad_input, std::move(what), reading::shown(written), std::move(remedy));
}

tl::unexpected<Error> not_a_moment(std::string_view written) {
  auto const shown = reading::shown(written);
  return refusal(written,
                 {fmt::format("dit is geen datum met tijd: \"{}\"", shown),
                  fmt::format("this is no date with a time: \"{}\"", shown)},
                 {"schrijf datum, T, tijd en afstand tot UTC, bijvoorbeeld "
                  "2025-09-23T15:05:00+02:00",
                  "write date, T, time and distance from UTC, for example "
                  "2025-09-23T15:05:00+02:00"});
}

tl::unexpected<Error> no_offset(std::string_view written) {
  return refusal(
      written, {"de tijd heeft geen afstand tot UTC", "the time has no offset from UTC"},
      {"zet er +01:00 (wintertijd), +02:00 (zomertijd) of Z (UTC) achter, bijvoorbeeld "
       "2025-09-23T15:05:00+02:00",
       "put +01:00 (winter time), +02:00 (summer time) or Z (UTC) behind it, for example "
       "2025-09-23T15:05:00+02:00"});
}

tl::unexpected<Error> bad_offset(std::string_view written) {
  return refusal(written, {"de afstand tot UTC klopt niet", "the offset from UTC is not right"},
                 {"schrijf Z of uren en minuten tussen -23:59 en +23:59, bijvoorbeeld +02:00",
                  "write Z or hours and minutes between -23:59 and +23:59, for example +02:00"});
}

tl::unexpected<Error> bad_hour(std::string_view written, int hour) {
  if (hour == 24)
    return refusal(written, {"uur 24 bestaat niet", "hour 24 does not exist"},
                   {"schrijf middernacht als 00:00 van de volgende dag",
                    "write midnight as 00:00 of the next day"});
  return refusal(
      written,
      {fmt::format("uur {:02} bestaat niet", hour), fmt::format("hour {:02} does not exist", hour)},
      {"gebruik een uur van 00 tot en met 23", "use an hour from 00 to 23 inclusive"});
}

tl::unexpected<Error> bad_minute(std::string_view written, int minute) {
  return refusal(
      written,
      {fmt::format("minuut {:02} bestaat niet", minute),
       fmt::format("minute {:02} does not exist", minute)},
      {"gebruik een minuut van 00 tot en met 59", "use a minute from 00 to 59 inclusive"});
}

tl::unexpected<Error> bad_second(std::string_view written, int second) {
  Text const what = {fmt::format("seconde {:02} bestaat niet", second),
                     fmt::format("second {:02} does not exist", second)};
  if (second == 60)
    return refusal(written, what,
                   {"schrijf een schrikkelseconde als seconde 59 of als 00 van de volgende minuut",
                    "write a leap second as second 59 or as 00 of the next minute"});
  return refusal(
      written, what,
      {"gebruik een seconde van 00 tot en met 59", "use a second from 00 to 59 inclusive"});
}

tl::unexpected<Error> out_of_range(std::string_view written) {
  return refusal(written,
                 {"dit moment valt in Nederland buiten de jaren 1900 tot en met 2199",
                  "this moment falls outside the years 1900 to 2199 in the Netherlands"},
                 {"controleer het jaar en de afstand tot UTC", "check the year and the offset"});
}

struct TimeOfDay {
  seconds since_midnight{};
  std::size_t after = after_seconds;  ///< the place of the first character behind it
};

/// The seconds may be left out: the law counts to the minute, and so do people.
Result<TimeOfDay> read_time_of_day(std::string_view text) {
  bool const with_seconds = reading::holds(text, after_minutes, ':');
  auto const hour = reading::digits(text, time_at, 2);
  auto const minute = reading::digits(text, time_at + 3, 2);
  auto const second = with_seconds ? reading::digits(text, after_minutes + 1, 2) : 0;
  if (!hour || !minute || !second || !reading::holds(text, time_at + 2, ':'))
    return not_a_moment(text);
  if (*hour > 23) return bad_hour(text, *hour);
  if (*minute > 59) return bad_minute(text, *minute);
  if (*second > 59) return bad_second(text, *second);
  return TimeOfDay{hours{*hour} + minutes{*minute} + seconds{*second},
                   with_seconds ? after_seconds : after_minutes};
}

struct Fraction {
  microseconds length{};
  std::size_t after = 0;  ///< the place of the first character behind it
};

/// A part of a second, which only seconds can have. Nothing when a point stands there without a
/// digit behind it.
std::optional<Fraction> read_fraction(std::string_view text, std::size_t position) {
  if (position != after_seconds || !reading::holds(text, position, '.'))
    return Fraction{.length = {}, .after = position};
  Fraction fraction{.length = {}, .after = position + 1};
  for (int weight = 100'000; reading::digits(text, fraction.after, 1); weight /= 10)
    fraction.length += microseconds{weight * *reading::digits(text, fraction.after++, 1)};
  if (fraction.after == position + 1) return std::nullopt;
  return fraction;
}

Result<minutes> read_offset(std::string_view text, std::size_t position) {
  auto const offset = text.substr(position);
  if (offset.empty()) return no_offset(text);
  if (offset == "Z" || offset == "z") return minutes{0};
  if (offset[0] != '+' && offset[0] != '-') return not_a_moment(text);
  auto const hour = reading::digits(offset, 1, 2);
  auto const minute = reading::digits(offset, 4, 2);
  if (offset.size() != 6 || !reading::holds(offset, 3, ':') || !hour || !minute || *hour > 23 ||
      *minute > 59)
    return bad_offset(text);
  auto const size = hours{*hour} + minutes{*minute};
  return offset[0] == '-' ? -size : size;
}

sys_seconds dutch_clock_shows(Moment moment) {
  auto const second = floor<seconds>(moment.at());
  return second + dutch_clock_at(second).offset;
}

}  // namespace

Result<Moment> Moment::parse(std::string_view rfc3339) {
  bool const date_and_time = reading::holds(rfc3339, 10, 'T') || reading::holds(rfc3339, 10, 't');
  if (!date_and_time) return not_a_moment(rfc3339);
  auto const day = CivilDate::parse(rfc3339.substr(0, 10));
  if (!day) {
    auto error = day.error();
    error.where = reading::shown(rfc3339);
    return tl::unexpected<Error>(std::move(error));
  }
  auto const time_of_day = read_time_of_day(rfc3339);
  if (!time_of_day) return tl::unexpected<Error>(time_of_day.error());
  auto const fraction = read_fraction(rfc3339, time_of_day->after);
  if (!fraction) return not_a_moment(rfc3339);
  auto const offset = read_offset(rfc3339, fraction->after);
  if (!offset) return tl::unexpected<Error>(offset.error());

  auto const moment =
      Moment{day->days() + time_of_day->since_midnight + fraction->length - *offset};
  auto const year = dutch_date(moment).year();
  if (year < 1900 || year > 2199) return out_of_range(rfc3339);
  return moment;
}

std::string Moment::iso() const {
  auto const second = floor<seconds>(at_);
  // Until 1937 Amsterdam was 19 minutes and 32 seconds ahead. RFC 3339 has no seconds in an
  // offset: the nearest minute is taken for both clock and offset, so that the moment is right.
  auto const offset = round<minutes>(dutch_clock_at(second).offset);
  auto const local = second + offset;
  auto const midnight = floor<days>(local);
  auto const time = std::chrono::hh_mm_ss{local - midnight};
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", CivilDate{midnight}.iso(), time.hours().count(),
                          time.minutes().count(), time.seconds().count());
  auto const fraction = (at_ - second).count();
  if (fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + fmt::format("+{:02}:{:02}", offset.count() / 60, offset.count() % 60);
}

std::string Moment::written(Language language) const {
  auto const local = dutch_clock_shows(*this);
  auto const midnight = floor<days>(local);
  auto const time = std::chrono::hh_mm_ss{local - midnight};
  return fmt::format("{}, {:02}:{:02}", CivilDate{midnight}.written(language), time.hours().count(),
                     time.minutes().count());
}

CivilDate dutch_date(Moment moment) {
  return CivilDate{floor<days>(dutch_clock_shows(moment))};
}

Moment start_of(CivilDate day) {
  return dutch_moment(day, minutes{0});
}

Moment dutch_moment(CivilDate day, minutes since_midnight) {
  // The clock time as if it were UTC. From a day earlier, stretch after stretch, the first one that
  // shows this time before it ends is meant; if it begins later than that, the time was skipped.
  sys_seconds const shown = day.days() + since_midnight;
  for (auto const* stretch = &dutch_clock_at(shown - days{1});;
       stretch = &dutch_clock_at(stretch->end)) {
    auto const second = shown - stretch->offset;
    if (second < stretch->begin) return Moment{stretch->begin};
    if (second < stretch->end) return Moment{second};
  }
}

}  // namespace vertrek
