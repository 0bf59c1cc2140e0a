#include "tests/properties/next_put.hpp"

#include <algorithm>
#include <array>

#include "workflows/forced_return/options.hpp"

namespace vertrek::properties {

namespace {

using K = fr::EventKind;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int hours_a_day = 24;

/// Most cases play under the law of today, some under what was law before, few at the edge of what
/// can be written.
Moment beginning(Chance& chance) {
  if (chance.one_in(100)) return first_moment();
  if (chance.one_in(100)) return last_moment().plus(-hours(200 * hours_a_day));
  auto const year =
      static_cast<int>(chance.one_in(4) ? chance.between(2008, 2022) : chance.between(2023, 2026));
  auto const day = CivilDate{year, 1, 1}.plus_days(static_cast<int>(chance.below(365)));
  return start_of(day).plus(minutes(chance.below(24 * 60)));
}

Moment next_moment(History const& so_far, Chance& chance) {
  if (so_far.empty()) return beginning(chance);
  auto const at = so_far.back().now;
  auto const gone = [&]() -> std::chrono::microseconds {
    switch (chance.below(10)) {
      case 0:
        return minutes(0);
      case 1:
      case 2:
      case 3:
        return minutes(chance.below(600));
      case 4:
      case 5:
      case 6:
        return hours(chance.below(60));
      case 7:
      case 8:
        return hours(chance.below(30 * hours_a_day));
      default:
        if (chance.one_in(8)) return hours(chance.below(900 * hours_a_day));
        return chance.one_in(3) ? -hours(chance.below(10 * hours_a_day)) : minutes(1);
    }
  };
  return std::clamp(at.plus(gone()), first_moment(), last_moment());
}

Moment when_it_happened(fr::CaseFile const& file, Moment now, Chance& chance) {
  auto at = now;
  if (chance.one_in(3)) at = now.plus(-minutes(chance.below(600)));
  if (chance.one_in(10)) at = now.plus(-hours(chance.below(60 * hours_a_day)));
  if (chance.one_in(20) && !file.recorded.empty()) at = chance.of(file.recorded).occurred_at;
  return std::clamp(at, first_moment(), now);
}

bool came_up(fr::CaseFile const& file, K kind) {
  return std::any_of(file.recorded.begin(), file.recorded.end(),
                     [&](fr::Recorded const& one) { return one.kind == kind; });
}

K some_event(fr::CaseFile const& file, Moment now, Chance& chance) {
  auto const any = [&] { return chance.of(fr::vocabulary()).kind; };
  if (file.positions.in(fr::File::none)) return chance.one_in(8) ? any() : K::case_opened;
  if (chance.one_in(8)) return any();
  std::vector<K> open;
  std::vector<K> blocked;
  for (auto const& option : fr::options_at(file, now))
    (option.blocked_by.empty() ? open : blocked).push_back(option.kind);
  auto const& from = blocked.empty() || !chance.one_in(5) ? open : blocked;
  if (from.empty()) return any();
  auto kind = chance.of(from);
  // What has not come up yet leads further into the process than what has.
  for (int again = 0; again < 2 && came_up(file, kind); ++again) kind = chance.of(from);
  // Few files are closed at once, or no history would get far.
  auto const ends = kind == K::case_closed || kind == K::residence_confirmed ||
                    kind == K::residence_determination_withdrawn || kind == K::departure_confirmed;
  return ends && !chance.one_in(4) ? chance.of(from) : kind;
}

fr::Partner some_partner(K kind, Chance& chance) {
  auto const anybody = chance.of(fr::all_partners());
  if (chance.one_in(25)) return anybody;
  auto partner = anybody;
  while (!fr::spec(kind).recorders.has(partner)) partner = chance.of(fr::all_partners());
  return partner;
}

Command some_command(fr::CaseFile const& file, K kind, Moment now, Chance& chance) {
  Command command;
  command.case_id = CaseId::recorded("c1");
  command.type = fr::event_type(kind);
  command.by.partner = PartnerId{fr::name(some_partner(kind, chance))};
  command.by.user = UserId{chance.one_in(2) ? "j.devries" : "ş.çelik"};
  if (chance.one_in(2)) command.by.role = chance.one_in(5) ? " " : "hulpofficier";
  command.occurred_at = when_it_happened(file, now, chance);
  command.data = random_data(kind, file, now, chance);
  // A correction is made by who recorded it; most people know that.
  if (kind == K::record_corrected && !chance.one_in(10)) {
    auto const target = fr::read_data(kind, command.data);
    auto const number = std::get<fr::RecordCorrected>(target).corrects.value;
    if (auto const* const recorded = file.find_recorded(number))
      command.by.partner = PartnerId{fr::name(recorded->partner)};
  }
  return command;
}

IrregularClaim some_claim(Chance& chance) {
  return {chance.one_in(20) ? " " : "it happened all the same",
          UserId{chance.one_in(20) ? "j.devries" : "second.officer"}};
}

/// Somebody who is refused looks what is missing and tries again, or records what happened.
Command considered(fr::ForcedReturn const& process, fr::CaseFile const& file, K kind, Moment now,
                   Chance& chance) {
  constexpr int tries = 6;
  auto command = some_command(file, kind, now, chance);
  if (chance.one_in(6)) return command;
  StoppedClock const clock{now};
  for (int i = 0; i < tries; ++i) {
    if (process.decide(command, file, clock)) return command;
    command = some_command(file, kind, now, chance);
  }
  if (process.decide(command, file, clock) || chance.one_in(2)) return command;
  auto irregular = command;
  irregular.irregular = some_claim(chance);
  return process.decide(irregular, file, clock) ? irregular : command;
}

}  // namespace

Put next_put(fr::ForcedReturn const& process, fr::CaseFile const& file, History const& so_far,
             Chance& chance) {
  auto const now = next_moment(so_far, chance);
  // The same command once more, as a program sends it that had no answer.
  if (!so_far.empty() && chance.one_in(25)) {
    auto const& earlier = chance.of(so_far);
    if (!earlier.command.key.empty() && earlier.command.occurred_at <= now)
      return {earlier.command, now};
  }
  auto const kind = some_event(file, now, chance);
  auto command = considered(process, file, kind, now, chance);
  if (!command.irregular && chance.one_in(50)) command.irregular = some_claim(chance);
  if (chance.one_in(8)) command.key = CommandKey{"key-" + std::to_string(so_far.size())};
  // A key that belongs to another command.
  if (chance.one_in(300)) command.key = CommandKey{"key-" + std::to_string(chance.below(30))};
  return {std::move(command), now};
}

}  // namespace vertrek::properties
