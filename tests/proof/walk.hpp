#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/proof/rights.hpp"
#include "workflows/forced_return/process.hpp"

/// A walk over every state that a case can come into, as far as one kind of bar can see.
///
/// The states of all regions together, with the facts that requirements look at, are far too many
/// to visit. But each requirement looks at little, and what it looks at is changed by few events. A
/// *view* holds one such little: the events that change it (its alphabet), and a key that names
/// what later events and requirements of the view can still tell apart. The walk starts from real
/// cases and applies every event of the alphabet in every state, in each of its forms, as a regular
/// step where the law allows it and as an irregular fact where the shape does; and it lets time go
/// on past each term in turn. Two cases with one key are one state.
///
/// What lies outside a view is given the value that favours coercion most (`favourable`) before a
/// coercive step is tried. So when a view finds that a step is refused, it is refused whatever the
/// rest of the case says; and when each bar is proved in the view that holds it, all are.
///
/// That two cases with one key do behave alike is checked, not assumed: see `Walk::run` (twins) and
/// `Walk::follow` (random histories of the whole vocabulary, seen through the view).
namespace vertrek::proof {

namespace fr = forced_return;

/// A case at a moment: what an offer may look at.
struct Seen {
  fr::CaseFile const& file;
  Moment now;
};

/// One form of an event: who records it, with which data, of which moment.
struct Offer {
  std::string event;
  std::string partner;
  /// None: this form makes no sense here.
  std::function<std::optional<std::string>(Seen const&)> data;
  /// When it happened, if not now: word of it came late.
  std::function<Moment(Seen const&)> at = nullptr;
  /// Whether it can follow on where the case stands lies outside the view: taken to be possible
  /// wherever it matters, so that the walk visits more than can happen, never less.
  bool always = false;
};

/// A plain form: fixed data, now.
[[nodiscard]] Offer offer(std::string event, std::string partner, std::string data = "{}");
/// How far the proof extends a detention: as far as it can, within the eighteen months.
[[nodiscard]] CivilDate extension_until(Seen const& seen);
/// The same forms, possible always.
[[nodiscard]] std::vector<Offer> always(std::vector<Offer> offers);

/// A command as it was put, and what became of it.
struct Put {
  std::string event;
  std::string partner;
  std::string data;
  Moment occurred_at;
  Moment recorded_at;
  bool irregular = false;
  bool supposed = false;  ///< possible only because the view leaves open what lies outside it
};

/// A small name for everything that a view sees.
using Key = std::vector<std::int16_t>;

struct View {
  std::string name;
  /// The bars that this view holds, and the coercive events that it tries them on.
  std::set<Bar> bars;
  std::vector<std::string> coerces;
  /// Histories to start from, each line an event of the common path.
  std::vector<std::vector<Put>> beginnings;
  std::vector<Offer> alphabet;
  /// The deadlines by whose ends time goes on.
  std::vector<fr::DeadlineId> clocks;
  /// Terms of weeks and months end in an order that the calendar decides, and the walk knows one
  /// calendar only: let them end in any order. What was found so is then told with real days.
  bool in_any_order = false;
  /// Which of the clocks still mean anything; all of them, if not given.
  std::function<bool(Seen const&, fr::CaseDeadline const&)> counts = nullptr;
  /// Everything the view sees of a case.
  std::function<void(Key&, Seen const&, Rights const&)> key;
  /// Gives everything that the view does not see the value that favours this coercive event.
  std::function<void(fr::CaseFile&, std::string_view event, Moment now)> favourable;
  /// A case in which so much has come up twice that more of the same says nothing new.
  std::function<bool(Seen const&)> is_enough = nullptr;
  /// What must hold in every state, beside what holds in every view; a sentence says what does not.
  std::function<std::optional<std::string>(Seen const&, Rights const&)> holds = nullptr;
};

/// An invariant that does not hold, with the shortest history that shows it.
struct Broken {
  std::string invariant;
  std::string what;
  std::vector<Put> history;  ///< the last one is the step that should not have been possible
};

struct Findings {
  std::size_t states = 0;
  std::size_t steps = 0;
  std::size_t tried = 0;   ///< coercive steps tried on the most favourable case
  std::size_t twins = 0;   ///< states expanded a second time from another history
  std::size_t unlike = 0;  ///< twins that behaved otherwise
  std::string unlike_example;
  std::vector<Broken> broken;
};

class Walk {
 public:
  Walk(fr::ForcedReturn const& process, View const& view);
  ~Walk();
  Walk(Walk const&) = delete;
  Walk& operator=(Walk const&) = delete;

  /// Visits everything. Every state to which a second history leads is expanded from that one too,
  /// and the two must behave alike. Stops early once an invariant is broken.
  Findings run();

  struct Followed {
    std::size_t steps = 0;
    std::vector<std::string> outside;  ///< histories that came where the walk never was
  };
  /// After `run`: random histories with the events of every view. Seen through this view, each step
  /// must be one that the walk took, or none.
  Followed follow(std::vector<Offer> const& everything, unsigned seed, int histories, int length);

 private:
  struct Inside;
  std::unique_ptr<Inside> in_;
};

/// The history as a scenario file: one command a line, each with what is expected of it. The last
/// line expects a refusal when `last_is_wrong`.
[[nodiscard]] std::string scenario_file(std::vector<Put> const& history, bool last_is_wrong);

}  // namespace vertrek::proof
