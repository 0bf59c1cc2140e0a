#include "engine/calendar/count_story.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/calendar/dutch_clock.hpp"

namespace vertrek {

namespace {

using std::chrono::microseconds;

constexpr char const* not_governed = "Atw 4";

bool is_weekend(CivilDate day) {
  return day.weekday() == std::chrono::Saturday || day.weekday() == std::chrono::Sunday;
}

/// A weekend day without its weekday, where the sentence goes on "is a Saturday".
std::string subject(CivilDate day, Language language) {
  return is_weekend(day) ? day.written(language) : day.written_with_weekday(language);
}

std::string nl(CivilDate day) {
  return day.written_with_weekday(Language::nl);
}
std::string en(CivilDate day) {
  return day.written_with_weekday(Language::en);
}

std::string amount(std::int64_t count, char const* one, char const* more) {
  return fmt::format("{} {}", count, count == 1 ? one : more);
}

/// `5 uur en 59 minuten`; parts that are zero are left out, less than a second is not written.
std::string length(microseconds span, Language language) {
  bool const dutch = language == Language::nl;
  auto const time = std::chrono::hh_mm_ss{std::chrono::floor<std::chrono::seconds>(span)};
  std::vector<std::string> parts;
  if (auto const hours = time.hours().count(); hours != 0)
    parts.push_back(dutch ? amount(hours, "uur", "uur") : amount(hours, "hour", "hours"));
  if (auto const minutes = time.minutes().count(); minutes != 0)
    parts.push_back(dutch ? amount(minutes, "minuut", "minuten")
                          : amount(minutes, "minute", "minutes"));
  if (auto const seconds = time.seconds().count(); seconds != 0)
    parts.push_back(dutch ? amount(seconds, "seconde", "seconden")
                          : amount(seconds, "second", "seconds"));
  if (parts.empty()) return dutch ? "minder dan een seconde" : "less than a second";
  auto const* const and_word = dutch ? " en " : " and ";
  std::string text = parts.front();
  for (std::size_t part = 1; part < parts.size(); ++part)
    text += (part + 1 == parts.size() ? and_word : ", ") + parts[part];
  return text;
}

Text length(microseconds span) {
  return {length(span, Language::nl), length(span, Language::en)};
}

Text by_days(Period period, CivilDate last) {
  return {fmt::format("{}, dag na dag geteld: {}", period.written(Language::nl), nl(last)),
          fmt::format("{}, counted day by day: {}", period.written(Language::en), en(last))};
}

Text by_weeks(Period period, CivilDate last) {
  return {fmt::format("{} verder, op dezelfde weekdag: {}", period.written(Language::nl), nl(last)),
          fmt::format("{} on, on the same weekday: {}", period.written(Language::en), en(last))};
}

Text by_months(Period period, CivilDate event, CivilDate last) {
  auto const wanted = static_cast<unsigned>(event.fields().day());
  if (static_cast<unsigned>(last.fields().day()) == wanted)
    return {
        fmt::format("{} verder, op hetzelfde dagnummer: {}", period.written(Language::nl),
                    nl(last)),
        fmt::format("{} on, on the same day number: {}", period.written(Language::en), en(last))};
  return {fmt::format("{} verder; die maand heeft geen {}e, dus de laatste dag van de maand: {}",
                      period.written(Language::nl), wanted, nl(last)),
          fmt::format("{} on; that month has no day {}, hence the last day of the month: {}",
                      period.written(Language::en), wanted, en(last))};
}

}  // namespace

void CountStory::tell(std::string at, Text why, std::string article) const {
  steps_->push_back({std::move(at), std::move(why), std::move(article)});
}

void CountStory::event_day_not_counted(CivilDate event) {
  if (steps_ == nullptr) return;
  auto const first = event.plus_days(1);
  tell(first.iso(),
       {fmt::format("de dag van de gebeurtenis ({}) telt niet mee: de termijn begint op {}",
                    nl(event), nl(first)),
        fmt::format("the day of the event ({}) is not counted: the period starts on {}", en(event),
                    en(first))});
}

void CountStory::event_day_is_the_first(CivilDate event) {
  if (steps_ == nullptr) return;
  tell(event.iso(),
       {fmt::format("de dag van de gebeurtenis ({}) telt mee, als eerste dag", nl(event)),
        fmt::format("the day of the event ({}) is counted, as the first day", en(event))});
}

void CountStory::last_day_by_number(Period period, CivilDate event, CivilDate last) {
  if (steps_ == nullptr) return;
  if (period.unit == Unit::months) return tell(last.iso(), by_months(period, event, last));
  tell(last.iso(), period.unit == Unit::weeks ? by_weeks(period, last) : by_days(period, last));
}

void CountStory::months_of_thirty_days(int months, CivilDate last) {
  if (steps_ == nullptr) return;
  auto const days = std::int64_t{months} * 30;
  tell(last.iso(), {fmt::format("{} van dertig dagen is samen {} dagen; dag {} is {}",
                                amount(months, "maand", "maanden"), days, days, nl(last)),
                    fmt::format("{} of thirty days make {} days; day {} is {}",
                                amount(months, "month", "months"), days, days, en(last))});
}

/// A Saturday or Sunday by its weekday, with the holiday if it is one as well.
Text CountStory::why_not_counted(CivilDate day) const {
  auto const holiday = calendar_.holiday_on(day);
  if (!is_weekend(day)) return holiday ? holiday->name : Text{};
  bool const saturday = day.weekday() == std::chrono::Saturday;
  Text why = saturday ? Text{"een zaterdag", "a Saturday"} : Text{"een zondag", "a Sunday"};
  if (holiday) {
    why.nl += " en " + holiday->name.nl;
    why.en += " and " + holiday->name.en;
  }
  return why;
}

void CountStory::day_skipped(CivilDate day) {
  if (steps_ == nullptr) return;
  auto const why = why_not_counted(day);
  auto const next = day.plus_days(1);
  tell(next.iso(),
       {fmt::format("{} is {}: daarop eindigt een termijn niet, de volgende dag is {}",
                    subject(day, Language::nl), why.nl, nl(next)),
        fmt::format("{} is {}: no period ends on it, the next day is {}",
                    subject(day, Language::en), why.en, en(next))},
       is_weekend(day) ? "Atw 1(1)" : calendar_.holiday_on(day)->article);
}

void CountStory::moved_to(CivilDate last) {
  if (steps_ == nullptr) return;
  tell(last.iso(),
       {fmt::format("{} is geen zaterdag, zondag of feestdag: daarop kan de termijn eindigen",
                    nl(last)),
        fmt::format("{} is no Saturday, Sunday or holiday: the period can end on it", en(last))},
       "Atw 1(1)");
}

void CountStory::too_few_days_that_count(int counted, CivilDate last) {
  if (steps_ == nullptr) return;
  tell(last.iso(),
       {fmt::format("in de termijn ligt {} die geen zaterdag, zondag of feestdag is, en er moeten "
                    "er twee in liggen: een dag verlengd, tot en met {}",
                    counted == 0 ? "geen dag" : "maar één dag", nl(last)),
        fmt::format("the period holds {} that is no Saturday, Sunday or holiday, and it must hold "
                    "two: extended by a day, to {}",
                    counted == 0 ? "no day" : "only one day", en(last))},
       "Atw 2");
}

Text CountStory::stays_put(CivilDate last) const {
  if (!calendar_.does_not_count(last))
    return {fmt::format("de laatste dag blijft {}", nl(last)),
            fmt::format("the last day stays {}", en(last))};
  auto const why = why_not_counted(last);
  return {
      fmt::format("de laatste dag blijft {}, al is dat {}", subject(last, Language::nl), why.nl),
      fmt::format("the last day stays {}, although that is {}", subject(last, Language::en),
                  why.en)};
}

void CountStory::too_long_to_move(Period period, CivilDate last) {
  if (steps_ == nullptr) return;
  auto const stays = stays_put(last);
  tell(last.iso(),
       {fmt::format("de Algemene termijnenwet geldt niet voor een termijn van {}: {}",
                    period.written(Language::nl), stays.nl),
        fmt::format("the Algemene termijnenwet does not govern a period of {}: {}",
                    period.written(Language::en), stays.en)},
       not_governed);
}

void CountStory::liberty_does_not_move(CivilDate last) {
  if (steps_ == nullptr) return;
  auto const stays = stays_put(last);
  tell(last.iso(),
       {fmt::format("de Algemene termijnenwet geldt niet voor termijnen van vrijheidsbeneming: {}",
                    stays.nl),
        fmt::format("the Algemene termijnenwet does not govern periods of deprivation of liberty: "
                    "{}",
                    stays.en)},
       not_governed);
}

void CountStory::starts(Moment from) {
  if (steps_ == nullptr) return;
  tell(from.iso(), {fmt::format("de termijn begint op {}", from.written(Language::nl)),
                    fmt::format("the period starts on {}", from.written(Language::en))});
}

void CountStory::night_skipped(Moment from, Moment morning) {
  if (steps_ == nullptr) return;
  clock_changes_between(from, morning);
  tell(morning.iso(),
       {fmt::format("de uren van middernacht tot negen uur tellen niet: verder op {}",
                    morning.written(Language::nl)),
        fmt::format("the hours from midnight to nine o'clock do not count: on from {}",
                    morning.written(Language::en))});
}

void CountStory::hours_counted_until(Moment night, microseconds counted, microseconds left) {
  if (steps_ == nullptr) return;
  auto const sum = length(counted);
  auto const rest = length(left);
  tell(night.iso(), {fmt::format("tot middernacht is {} geteld; over: {}", sum.nl, rest.nl),
                     fmt::format("until midnight {} counted; left: {}", sum.en, rest.en)});
}

void CountStory::clock_changes_between(Moment from, Moment to) {
  if (steps_ == nullptr) return;
  auto const second = [](Moment at) { return std::chrono::floor<std::chrono::seconds>(at.at()); };
  for (auto const* before = &dutch_clock_at(second(from)); before->end <= second(to);) {
    auto const& after = dutch_clock_at(before->end);
    auto const shift = after.offset - before->offset;
    auto const by = length(shift < shift.zero() ? -shift : shift);
    Moment const change{before->end};
    tell(change.iso(), {fmt::format("de klok gaat {} {}; geteld wordt in werkelijk verstreken tijd",
                                    by.nl, shift < shift.zero() ? "terug" : "vooruit"),
                        fmt::format("the clock goes {} {}; time is counted as it really elapses",
                                    shift < shift.zero() ? "back" : "forward", by.en)});
    before = &after;
  }
}

void CountStory::ends(Period period, Moment end) {
  if (steps_ == nullptr) return;
  tell(end.iso(), {fmt::format("hier is {} geteld: de termijn eindigt op {}",
                               period.written(Language::nl), end.written(Language::nl)),
                   fmt::format("here {} counted: the period ends on {}",
                               period.written(Language::en) + (period.count == 1 ? " is" : " are"),
                               end.written(Language::en))});
}

void CountStory::hours_do_not_move(Moment end) {
  if (steps_ == nullptr) return;
  tell(end.iso(),
       {"de Algemene termijnenwet geldt niet voor termijnen in uren: het einde verschuift niet",
        "the Algemene termijnenwet does not govern periods in hours: the end does not move"},
       not_governed);
}

}  // namespace vertrek
