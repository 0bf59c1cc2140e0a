#include "workflows/forced_return/diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "workflows/forced_return/regions/machine.hpp"

namespace vertrek::forced_return {

namespace {

using fmt::format_to;

/// XML text and Graphviz's HTML-like labels need the same three characters escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view word(Language language, std::string_view nl, std::string_view en) {
  return language == Language::nl ? nl : en;
}

// ---- The picture ----

constexpr std::string_view derived_colour = "#8a3b00";
constexpr std::string_view quiet_colour = "#5b6470";
constexpr std::string_view bare = "shape=plain, style=\"\", fontsize=10";

/// So many states from which one signal leads to the same state share one arrow.
constexpr std::size_t shared_from = 3;

std::string signal_label(Signal signal) {
  auto const text = escaped(name(signal));
  return is_derived(signal)
             ? fmt::format("<I><FONT COLOR=\"{}\">{}</FONT></I>", derived_colour, text)
             : text;
}

std::string label_lines(std::vector<Signal> const& signals) {
  std::string out;
  for (auto const signal : signals) out += signal_label(signal) + "<BR ALIGN=\"LEFT\"/>";
  return out;
}

/// An arrow of the picture: from one state, or from several at once.
struct Arrow {
  std::vector<std::uint8_t> from;
  std::uint8_t to = 0;
  std::vector<Signal> signals;

  [[nodiscard]] bool only_derived() const { return std::ranges::all_of(signals, is_derived); }
};

void add_to(std::vector<Arrow>& arrows, std::vector<std::uint8_t> const& from, std::uint8_t to,
            Signal signal) {
  auto const same = [&](Arrow const& arrow) { return arrow.to == to && arrow.from == from; };
  auto const found = std::ranges::find_if(arrows, same);
  if (found == arrows.end()) {
    arrows.push_back({from, to, {signal}});
  } else {
    found->signals.push_back(signal);
  }
}

/// Rows that change the state, as few arrows as can be: parallel rows share an arrow, and so do
/// rows that lead from many states to one.
std::vector<Arrow> arrows_of(Region const& region) {
  std::vector<Arrow> by_signal;  // one signal each, all its sources
  for (auto const& row : region.rows) {
    if (row.from == row.to) continue;
    auto const same = [&](Arrow const& arrow) {
      return arrow.to == row.to && arrow.signals.front() == row.signal;
    };
    auto const found = std::ranges::find_if(by_signal, same);
    if (found == by_signal.end()) {
      by_signal.push_back({{row.from}, row.to, {row.signal}});
    } else {
      found->from.push_back(row.from);
    }
  }
  std::vector<Arrow> arrows;
  for (auto& arrow : by_signal) {
    std::ranges::sort(arrow.from);
    auto const signal = arrow.signals.front();
    if (arrow.from.size() < shared_from) {
      for (auto const from : arrow.from) add_to(arrows, {from}, arrow.to, signal);
      continue;
    }
    // The states stand in the order of the story: the step from one to the next is always drawn,
    // so that the eye finds the main road.
    if (auto const before = std::ranges::find(arrow.from, arrow.to - 1);
        before != arrow.from.end()) {
      add_to(arrows, {*before}, arrow.to, signal);
      arrow.from.erase(before);
    }
    add_to(arrows, arrow.from, arrow.to, signal);
  }
  return arrows;
}

std::vector<Signal> staying_in(Region const& region, std::uint8_t state) {
  std::vector<Signal> signals;
  for (auto const& row : region.rows) {
    if (row.from == state && row.to == state) signals.push_back(row.signal);
  }
  return signals;
}

std::string source_names(Region const& region, Arrow const& arrow, Language language) {
  if (arrow.from.size() + 1 == region.states.size() &&
      std::ranges::find(arrow.from, arrow.to) == arrow.from.end()) {
    return std::string{word(language, "elke andere stand", "every other state")};
  }
  // Two names a line keep the box about as wide as the signals below it.
  std::string out;
  for (std::size_t i = 0; i < arrow.from.size(); ++i) {
    if (i > 0) out += i % 2 == 0 ? ",<BR ALIGN=\"LEFT\"/>" : ", ";
    out += escaped(region.states[arrow.from[i]].name);
  }
  return out;
}

void draw_state(std::string& out, Region const& region, std::uint8_t state, Language language) {
  auto const& info = region.states[state];
  std::string lines = fmt::format("<B>{}</B>", escaped(info.name));
  auto const& meaning = info.meaning.in(language);
  if (meaning != info.name) {  // in English a state sometimes says all in its name
    lines += fmt::format("<BR/><FONT POINT-SIZE=\"10\" COLOR=\"{}\">{}</FONT>", quiet_colour,
                         escaped(meaning));
  }
  for (auto const signal : staying_in(region, state)) {
    lines += fmt::format("<BR/><FONT POINT-SIZE=\"9\">↻ {}</FONT>", signal_label(signal));
  }
  format_to(std::back_inserter(out), "    {}_{} [label=<{}>{}];\n", region.name, info.name, lines,
            info.ends_case ? ", peripheries=2" : "");
}

/// The label is a node on the arrow: Graphviz loses the labels of edges when it packs clusters.
void draw_arrow(std::string& out, Region const& region, Arrow const& arrow, std::size_t number,
                Language language) {
  auto const style = arrow.only_derived()
                         ? fmt::format("style=dashed, color=\"{}\"", derived_colour)
                         : std::string{"style=solid"};
  auto const label = fmt::format("{}_arrow_{}", region.name, number);
  auto const put = std::back_inserter(out);
  if (arrow.from.size() == 1) {
    format_to(put, "    {} [label=<{}>, {}];\n", label, label_lines(arrow.signals), bare);
    format_to(put, "    {}_{} -> {} [{}, arrowhead=none];\n", region.name,
              region.states[arrow.from.front()].name, label, style);
  } else {
    format_to(
        put,
        "    {} [label=<<FONT POINT-SIZE=\"9\" COLOR=\"{}\">{}</FONT><BR ALIGN=\"LEFT\"/>{}>, "
        "style=\"dotted,rounded\", color=\"{}\", fontsize=10, margin=\"0.1,0.04\", height=0];\n",
        label, quiet_colour, source_names(region, arrow, language), label_lines(arrow.signals),
        quiet_colour);
  }
  format_to(put, "    {} -> {}_{} [{}];\n", label, region.name, region.states[arrow.to].name,
            style);
}

void draw_region(std::string& out, Region const& region, Language language) {
  format_to(std::back_inserter(out),
            "  subgraph cluster_{} {{\n"
            "    label=<<FONT POINT-SIZE=\"15\"><B>{}</B></FONT>  <FONT POINT-SIZE=\"11\" "
            "COLOR=\"{}\">{}</FONT>>;\n"
            "    {}_begin [shape=circle, label=\"\", width=0.14, fixedsize=true, style=filled, "
            "fillcolor=black];\n",
            region.name, escaped(region.title.in(language)), quiet_colour, region.name,
            region.name);
  for (std::size_t state = 0; state < region.states.size(); ++state) {
    draw_state(out, region, static_cast<std::uint8_t>(state), language);
  }
  format_to(std::back_inserter(out), "    {}_begin -> {}_{};\n", region.name, region.name,
            region.states.front().name);
  std::size_t number = 0;
  for (auto const& arrow : arrows_of(region)) draw_arrow(out, region, arrow, ++number, language);
  out += "  }\n";
}

/// The legend is the label of the whole picture: what each mark means, and beside it what each
/// derived signal means.
void draw_legend(std::string& out, Language language) {
  auto const put = std::back_inserter(out);
  auto const say = [&](std::string_view nl, std::string_view en) { return word(language, nl, en); };
  auto const line = [&](std::string_view left, std::string_view right) {
    format_to(put, "        <TR><TD ALIGN=\"LEFT\">{}</TD><TD ALIGN=\"LEFT\">{}</TD></TR>\n", left,
              right);
  };
  constexpr std::string_view begin_table =
      "      <TD VALIGN=\"TOP\"><TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">\n";
  constexpr std::string_view end_table = "      </TABLE></TD>\n";

  format_to(put, "  labelloc=b;\n  label=<\n    <TABLE BORDER=\"0\" CELLSPACING=\"16\"><TR>\n{}",
            begin_table);
  line("●", say("hier begint een dossier; alle gebieden lopen naast elkaar",
                "a case begins here; all regions run side by side"));
  line(say("dubbele rand", "double border"),
       say("deze stand kan het dossier beëindigen", "this state can end the case"));
  line(say("gestippeld vak", "dotted box"),
       say("een pijl die uit elk van de grijs genoemde standen kan vertrekken",
           "an arrow that can leave each of the states named in grey"));
  line("↻", say("mag hier gebeuren en verandert de stand niet",
                "may happen here and leaves the state as it is"));
  line("detention.imposed", say("een gebeurtenis", "an event"));
  line(fmt::format("<I><FONT COLOR=\"{}\">{}</FONT></I>", derived_colour, say("cursief", "italic")),
       say("wat een gebeurtenis in rechte betekent (hiernaast)",
           "what an event means in law (see beside)"));
  line(say("streepjeslijn", "dashed line"),
       say("een pijl die alleen daarvan komt", "an arrow that comes from such meanings alone"));
  out += end_table;
  // Two more columns, so that the legend is not taller than a row of regions.
  std::vector<Signal> derived;
  for (std::size_t i = 0; i < signal_count; ++i) {
    if (is_derived(static_cast<Signal>(i))) derived.push_back(static_cast<Signal>(i));
  }
  auto const half = (derived.size() + 1) / 2;
  for (std::size_t i = 0; i < derived.size(); ++i) {
    if (i % half == 0) out += begin_table;
    line(signal_label(derived[i]), escaped(meaning(derived[i]).in(language)));
    if (i % half == half - 1 || i + 1 == derived.size()) out += end_table;
  }
  out += "    </TR></TABLE>>;\n";
}

// ---- SCXML ----

std::string scxml_event(Signal signal) {
  // Event descriptors are dotted words without spaces; `a.b` also matches `a.b.granted`, so that
  // `interim_relief.decided [granted]` becomes a kind of its own event.
  auto const text = name(signal);
  std::string out;
  auto const kind_of_event = text.find('[') != std::string_view::npos;
  if (is_derived(signal) && !kind_of_event) out = "derived.";
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == ' ' && text.substr(i + 1, 1) == "[") {
      out += '.';
    } else if (c == ' ') {
      out += '_';
    } else if (c != '[' && c != ']') {
      out += c;
    }
  }
  return out;
}

void write_region(std::string& out, Region const& region) {
  format_to(std::back_inserter(out), "    <state id=\"{}\" initial=\"{}.{}\">\n", region.name,
            region.name, region.states.front().name);
  for (std::size_t state = 0; state < region.states.size(); ++state) {
    format_to(std::back_inserter(out), "      <state id=\"{}.{}\">\n", region.name,
              region.states[state].name);
    for (auto const& row : region.rows) {
      if (row.from != state) continue;
      format_to(std::back_inserter(out), "        <transition event=\"{}\" target=\"{}.{}\"/>\n",
                escaped(scxml_event(row.signal)), region.name, region.states[row.to].name);
    }
    out += "      </state>\n";
  }
  out += "    </state>\n";
}

}  // namespace

std::string diagram_dot(Language language) {
  std::string out =
      "digraph vertrek {\n"
      "  graph [rankdir=TB, compound=true, fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, "
      "labeljust=l, style=rounded, color=\"#c3c9d1\", bgcolor=white, nodesep=0.3, ranksep=0.22, "
      "pad=0.3, pack=16, packmode=array_tu5];\n"
      "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#eef3f8\", color=\"#2f4b6b\", "
      "fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, margin=\"0.12,0.06\"];\n"
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, color=\"#2f4b6b\", "
      "arrowsize=0.7];\n";
  for (auto const& region : regions()) draw_region(out, region, language);
  draw_legend(out, language);
  out += "}\n";
  return out;
}

std::string diagram_scxml() {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"forced_return\" "
      "initial=\"process\">\n"
      "  <parallel id=\"process\">\n";
  for (auto const& region : regions()) write_region(out, region);
  out += "  </parallel>\n</scxml>\n";
  return out;
}

}  // namespace vertrek::forced_return
