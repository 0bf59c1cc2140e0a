#include "adapters/cli/moments.hpp"

namespace vertrek::cli {

Result<Moment> read_moment(std::string const& text, std::string const& option) {
  auto const with_option = [&](Error error) {
    error.where = option + " " + text;
    return tl::unexpected(std::move(error));
  };
  if (text.find_first_of("Tt ") != std::string::npos) {
    auto moment = Moment::parse(text);
    if (!moment) return with_option(moment.error());
    return *moment;
  }
  auto const day = CivilDate::parse(text);
  if (!day) return with_option(day.error());
  return start_of(day->plus_days(1)).plus(std::chrono::microseconds{-1});
}

Result<forced_return::View> read_view(std::string const& as_of, std::string const& known_at) {
  forced_return::View view;
  if (!as_of.empty()) {
    auto const moment = read_moment(as_of, "--as-of");
    if (!moment) return tl::unexpected(moment.error());
    view.as_of = *moment;
  }
  if (!known_at.empty()) {
    auto const moment = read_moment(known_at, "--known-at");
    if (!moment) return tl::unexpected(moment.error());
    view.known_at = *moment;
  }
  return view;
}

}  // namespace vertrek::cli
