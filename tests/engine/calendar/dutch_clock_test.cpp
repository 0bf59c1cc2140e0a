#include "engine/calendar/dutch_clock.hpp"

#include <time.h>  // NOLINT: tzset and localtime_r are POSIX

#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>
#include <string>

#include "tests/engine/calendar/naive_calendar.hpp"

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;
using vertrek::ClockStretch;
using vertrek::dutch_clock_at;

namespace {

/// The C library as a witness: it reads the same files with other code, and knows their rules.
// NOLINTBEGIN(concurrency-mt-unsafe): tests run one by one, in one thread.
class AmsterdamForTheCLibrary {
 public:
  AmsterdamForTheCLibrary() {
    if (auto const* const zone = std::getenv("TZ")) before_ = zone;
    ::setenv("TZ", "Europe/Amsterdam", 1);
    ::tzset();
  }
  ~AmsterdamForTheCLibrary() {
    if (before_)
      ::setenv("TZ", before_->c_str(), 1);
    else
      ::unsetenv("TZ");
    ::tzset();
  }
  AmsterdamForTheCLibrary(AmsterdamForTheCLibrary const&) = delete;
  AmsterdamForTheCLibrary& operator=(AmsterdamForTheCLibrary const&) = delete;

  [[nodiscard]] static std::chrono::seconds offset_at(sys_seconds second) {
    time_t const at = second.time_since_epoch().count();
    tm local{};
    ::localtime_r(&at, &local);
    return std::chrono::seconds{local.tm_gmtoff};
  }

 private:
  std::optional<std::string> before_;
};
// NOLINTEND(concurrency-mt-unsafe)

constexpr auto for_ever = sys_seconds::max();

sys_seconds start(int of_year) {
  return sys_days{year{of_year} / 1 / 1};
}

}  // namespace

TEST_CASE("Dutch clocks from 1900 to 2199 stand as the C library says", "[calendar]") {
  AmsterdamForTheCLibrary const witness;
  int wrong = 0;
  for (auto at = start(1900); at < start(2200); at += 5h + 59min)
    if (dutch_clock_at(at).offset != witness.offset_at(at)) ++wrong;
  CHECK(wrong == 0);
}

TEST_CASE("the summer times of every year from 1997 to 2199 follow the directive", "[calendar]") {
  naive::SummerTimes const summers;
  for (int of_year = 1997; of_year < 2200; ++of_year) {
    auto const [spring, autumn] = summers.changes(of_year);
    auto const& summer = dutch_clock_at(start(of_year) + std::chrono::days{180});
    INFO(of_year);
    CHECK(summer.begin.time_since_epoch().count() == spring);
    CHECK(summer.end.time_since_epoch().count() == autumn);
    CHECK(summer.offset == 2h);
    CHECK(dutch_clock_at(summer.begin - 1s).offset == 1h);
    CHECK(dutch_clock_at(summer.end).offset == 1h);
  }
}

TEST_CASE("each stretch of the clock ends where the next begins", "[calendar]") {
  int stretches = 0;
  for (auto const* stretch = &dutch_clock_at(start(1900)); stretch->end != for_ever; ++stretches) {
    auto const& next = dutch_clock_at(stretch->end);
    REQUIRE(next.begin == stretch->end);
    REQUIRE(&dutch_clock_at(stretch->end - 1s) == stretch);
    stretch = &next;
  }
  CHECK(stretches > 500);
}

TEST_CASE("a list of changes that was cut short is completed by the rule", "[calendar]") {
  auto const last_listed = GENERATE(sys_seconds{sys_days{year{1996} / 10 / 27}} + 1h,
                                    sys_seconds{sys_days{year{2037} / 10 / 25}} + 1h);
  std::vector<ClockStretch> stretches = {{last_listed, for_ever, 1h}};
  complete_summer_times(stretches);
  REQUIRE(stretches.size() > 100);
  CHECK(stretches.front().begin == last_listed);
  CHECK(stretches.back().end == for_ever);
  for (std::size_t next = 1; next < stretches.size(); ++next) {
    REQUIRE(stretches[next].begin == stretches[next - 1].end);
    REQUIRE(stretches[next].offset != stretches[next - 1].offset);
    REQUIRE(stretches[next].offset == dutch_clock_at(stretches[next].begin).offset);
    REQUIRE(stretches[next].begin == dutch_clock_at(stretches[next].begin).begin);
  }
}

TEST_CASE("a list that ends in years to come says that summer time was abolished", "[calendar]") {
  auto const last_change = sys_seconds{sys_days{year{2029} / 3 / 25}} + 1h;
  std::vector<ClockStretch> stretches = {{last_change, for_ever, 2h}};
  complete_summer_times(stretches);
  CHECK(stretches.size() == 1);
}
