#pragma once

#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "tests/proof/walk.hpp"
#include "workflows/forced_return/deadline_rules.hpp"

/// What a walk is made of: `steps.cpp` moves a case on, `invariants.cpp` says what must hold of it,
/// `walk.cpp` goes everywhere.
namespace vertrek::proof {

constexpr std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U);
  return seed * 0xff51afd7ed558ccdULL;
}

struct KeyHash {
  std::size_t operator()(Key const& key) const {
    std::uint64_t hash = key.size();
    for (auto const mark : key) hash = mix(hash, static_cast<std::uint64_t>(mark));
    return hash;
  }
};

[[nodiscard]] Command as_command(Put const& put);

/// A case on its way: the file, the second reading of the law, and what time it is.
struct Here {
  fr::CaseFile file;
  Rights rights;
  Moment now;
  std::size_t irregular = 0;  ///< events recorded as irregular
  int node = -1;
  [[nodiscard]] Seen seen() const { return {file, now}; }
};

enum class Outcome : std::uint8_t { refused, regular, irregular };

struct Walk::Inside {
  Inside(fr::ForcedReturn const& process_, View const& view_) : process(process_), view(view_) {}

  /// How a state was first come to: a line of a beginning, a form of the alphabet, or a term's end.
  struct Move {
    std::optional<Put> line;
    std::optional<std::size_t> form;
    std::optional<fr::DeadlineId> end;
  };
  struct Node {
    int parent = -1;
    Move move;
    bool twin_seen = false;
    std::uint64_t behaviour = 0;
  };
  fr::ForcedReturn const& process;
  View const& view;
  std::vector<Node> nodes;
  std::unordered_map<Key, int, KeyHash> known;
  std::unordered_set<std::uint64_t> edges;
  Findings findings;

  // ---- one step ---------------------------------------------------------------------------------
  [[nodiscard]] Here empty_case(Moment now) const;
  /// The passings up to now. None of them may move anybody towards custody or removal.
  void pass_time(Here& here);
  void record(Here& here, NewEvent decided) const;
  /// Only where the case stands is in the way of it.
  static bool is_about_shape(Refusal const& refusal);
  /// Puts the command: as it is, else as an irregular fact.
  Outcome put(Here& here, Put& command, bool always = false);
  [[nodiscard]] std::optional<Put> form(Offer const& offer, Here const& here) const;
  [[nodiscard]] fr::CaseDeadline const* clock(Here const& here, fr::DeadlineId id) const;
  /// The terms that can end next: the first one, or any one in a view that knows no calendar.
  [[nodiscard]] std::vector<fr::DeadlineId> next_ends(Here const& here) const;
  /// Time goes on to just after the end of the term.
  void let_end(Here& here, fr::DeadlineId id);
  /// Yesterday was its last day, whatever the calendar says.
  void suppose_end(Here& here, fr::DeadlineId id);

  // ---- names of states --------------------------------------------------------------------------
  [[nodiscard]] Key key_of(Here const& here) const;
  [[nodiscard]] std::vector<Move> moves_to(int node) const;
  /// The history of a state with real days, as commands; and the case after it.
  std::pair<std::vector<Put>, Here> tell(int node);
  void broken(std::string invariant, std::string what, Here const& here, std::optional<Put> last);
  bool telling = false;
  std::vector<Put> followed;  ///< the random history that is followed, when one is

  // ---- what must hold ---------------------------------------------------------------------------
  void check(Here const& here);
  void check_marks(Here const& here);
  /// The determination has just fallen: nothing that rests on it goes on.
  void check_fall(Here const& here, Put const& command);
  [[nodiscard]] bool accepts(fr::CaseFile const& file, Put const& command) const;
  void check_leaving(Here const& here);
  void check_order_to_lift(Here const& here);
  void check_restored(Here const& here);
  /// Which invariant of the law a bar belongs to.
  static std::string invariant_of(Bar bar, std::string_view event);
  void check_bars(Here const& here, std::string const& event);
  /// Tries the event on the file, regularly, against the bars of the view.
  void try_step(Here const& here, std::string const& event, std::set<Bar> const& among,
                std::string const& invariant, fr::CaseFile const& file);
  [[nodiscard]] std::string refused_by(fr::CaseFile const& file, Put const& command) const;
  static Put coercive_command(std::string const& event, Here const& here);

  // ---- the walk ---------------------------------------------------------------------------------
  /// Everything that can follow, as (outcome, key after) a form; `visit` gets each case after it.
  template <class Visit>
  std::uint64_t expand(Here const& here, Visit const& visit);
  void walk();
  static std::uint64_t edge(int from, int to);
  /// For people: what the second case of a state becomes and the first one does not, or the
  /// reverse.
  std::string differences(Here const& twin);
  static std::string in_short(std::vector<Put> const& path);
};

}  // namespace vertrek::proof
