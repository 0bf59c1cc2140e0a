#pragma once

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <string_view>

#include "engine/result.hpp"
#include "engine/text.hpp"

namespace vertrek::cli {

enum class ExitCode { done = 0, refused = 1, bad_input = 2 };

enum class Style { plain, bold, dim, good, bad, warn };

/// Where output goes and how it looks: the language, colours (on a terminal only), JSON or text.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  Language language = Language::nl;
  bool json = false;
  bool colour = false;         ///< standard output is a terminal
  bool show_progress = false;  ///< standard error is a terminal

  [[nodiscard]] std::string const& say(Text const& text) const { return text.in(language); }
  [[nodiscard]] std::string paint(Style style, std::string_view text) const;

  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) const {
    out << fmt::format(format, std::forward<Args>(args)...) << '\n';
  }
};

/// Text that came from outside, safe to show: control characters, and marks that turn the
/// direction of what follows, are shown as their code point. Letters of any script stay.
[[nodiscard]] std::string printable(std::string_view text);

/// Number of characters, for columns: code points, not bytes.
[[nodiscard]] std::size_t width(std::string_view text);
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);

/// Breaks text between words so that no line is longer than the page, each line indented.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent);

/// Prints an error: where, what, and what to do. Returns the exit code that goes with it.
ExitCode report(Terminal const& terminal, Error const& error);
ExitCode report(Terminal const& terminal, Error const& error, std::string_view file,
                std::size_t line);

}  // namespace vertrek::cli
