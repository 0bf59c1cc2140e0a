#pragma once

/// How a region's table becomes a Region. Only the region .cpps include this header: Boost.MSM
/// compiles slowly, and nothing outside needs to know that it is there.

#include <array>
#include <boost/mpl/begin_end.hpp>
#include <boost/mpl/deref.hpp>
#include <boost/mpl/next.hpp>
#include <boost/mpl/push_back.hpp>
#include <boost/mpl/size.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <optional>
#include <type_traits>
#include <utility>

#include "workflows/forced_return/regions/tables.hpp"

namespace vertrek::forced_return {

/// A signal as a type, so that a row can name it.
template <Signal S>
struct On {
  static constexpr Signal signal = S;
};

/// A state as a type: `struct Held : At<Custody::held> {};`.
template <auto Position>
struct At : boost::msm::front::state<> {
  static constexpr auto position = Position;
};

template <class Source, class Event, class Target>
using Row = boost::msm::front::Row<Source, Event, Target>;

namespace detail {
template <class Vector, class... Rows>
struct Append {
  using type = Vector;
};
template <class Vector, class First, class... Rest>
struct Append<Vector, First, Rest...>
    : Append<typename boost::mpl::push_back<Vector, First>::type, Rest...> {};
}  // namespace detail

/// An mpl::vector of any length. `mpl::vector<...>` itself takes no more than 20 rows, and raising
/// that limit costs every other MPL header its preprocessed form.
template <class... Rows>
using Table = typename detail::Append<boost::mpl::vector0<>, Rows...>::type;

/// What every region has in common. The rows have no guard and no action: law is tested before a
/// signal is sent, and facts are kept elsewhere, so the machine only says what can follow what.
template <class Self>
struct Shape : boost::msm::front::state_machine_def<Self> {
  using no_message_queue = int;     // no action sends a signal
  using no_exception_thrown = int;  // no action, so nothing throws

  /// A signal without a row is an answer, not a fault; MSM's own version asserts.
  template <class Machine, class Event>
  void no_transition(Event const& /*signal*/, Machine& /*machine*/, int /*state*/) {}
};

namespace detail {

template <class Front>
class Runner {
  using Rows = typename Front::transition_table;
  using Machine = boost::msm::back::state_machine<Front>;
  using First = typename boost::mpl::begin<Rows>::type;
  using Last = typename boost::mpl::end<Rows>::type;

  static constexpr std::size_t row_count = boost::mpl::size<Rows>::value;
  static constexpr RegionId id =
      region_of<std::remove_cv_t<decltype(Front::initial_state::position)>>;

  template <class State>
  static constexpr std::uint8_t position = static_cast<std::uint8_t>(State::position);
  template <class State>
  static constexpr int msm_id = boost::msm::back::get_state_id<typename Machine::stt, State>::value;

  using Step = std::optional<std::uint8_t> (*)(std::uint8_t);

  /// Everything that the table says, in the forms in which it is asked.
  struct Lists {
    std::array<TransitionRow, row_count> rows{};
    std::array<Step, signal_count> steps{};            ///< by signal; null when no row names it
    std::array<int, 256> msm_of{};                     ///< by position; -1 for no state of ours
    std::array<std::uint8_t, row_count * 2> our_of{};  ///< by MSM's number for a state
  };

  template <class It>
  static constexpr void read_from(Lists& made, std::size_t index) {
    if constexpr (!std::is_same_v<It, Last>) {
      using ThisRow = typename boost::mpl::deref<It>::type;
      using From = typename ThisRow::Source;
      using To = typename ThisRow::Target;
      constexpr Signal signal = ThisRow::Evt::signal;
      made.rows[index] = {id, position<From>, signal, position<To>};
      made.steps[static_cast<std::size_t>(signal)] = &step_on<signal>;
      made.msm_of[position<From>] = msm_id<From>;
      made.msm_of[position<To>] = msm_id<To>;
      made.our_of[static_cast<std::size_t>(msm_id<From>)] = position<From>;
      made.our_of[static_cast<std::size_t>(msm_id<To>)] = position<To>;
      read_from<typename boost::mpl::next<It>::type>(made, index + 1);
    }
  }

  static constexpr Lists read() {
    Lists made;
    made.msm_of.fill(-1);
    read_from<First>(made, 0);
    return made;
  }

  static Lists const lists;

  template <Signal S>
  static std::optional<std::uint8_t> step_on(std::uint8_t from) {
    auto const state = lists.msm_of[from];
    if (state < 0) return std::nullopt;
    // MSM remembers its state; ours is the only memory, so each step starts from a state given.
    // The machine is not const: writing through the pointer that it hands out is well defined.
    Machine machine;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    *const_cast<int*>(machine.current_state()) = state;
    if (machine.process_event(On<S>{}) == boost::msm::back::HANDLED_FALSE) return std::nullopt;
    return lists.our_of[static_cast<std::size_t>(*machine.current_state())];
  }

 public:
  static std::optional<std::uint8_t> step(std::uint8_t from, Signal signal) {
    auto const run = lists.steps[static_cast<std::size_t>(signal)];
    return run == nullptr ? std::nullopt : run(from);
  }

  static Region region(std::string_view name, Text title, std::vector<StateInfo> states) {
    return {id,   name, std::move(title), std::move(states), {lists.rows.begin(), lists.rows.end()},
            &step};
  }
};

template <class Front>
constinit typename Runner<Front>::Lists const Runner<Front>::lists = Runner<Front>::read();

}  // namespace detail

/// A state in which a case may be closed.
[[nodiscard]] inline StateInfo ends_case(std::string_view name, Text meaning) {
  return {name, std::move(meaning), true};
}

/// The region of a table; `states` in the order of their enum.
template <class Front>
[[nodiscard]] Region make_region(std::string_view name, Text title, std::vector<StateInfo> states) {
  return detail::Runner<Front>::region(name, std::move(title), std::move(states));
}

}  // namespace vertrek::forced_return
