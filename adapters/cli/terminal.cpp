#include "adapters/cli/terminal.hpp"

namespace vertrek::cli {

namespace {

constexpr std::size_t page_width = 100;

std::string_view code(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::good:
      return "\x1b[32m";
    case Style::bad:
      return "\x1b[31m";
    case Style::warn:
      return "\x1b[33m";
  }
  return "";
}

/// One character of UTF-8 and how many bytes it takes. Text from the log is valid UTF-8; a name of
/// a file or an argument may be anything, and a byte that belongs to no character is no character.
struct Character {
  char32_t code_point = 0;
  std::size_t bytes = 1;
  bool valid = true;
};

Character character_at(std::string_view text, std::size_t index) {
  auto const lead = static_cast<unsigned char>(text[index]);
  if (lead < 0x80) return {lead, 1};
  std::size_t const bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || index + bytes > text.size()) return {lead, 1, false};
  auto point = static_cast<char32_t>(lead & (0xFFU >> (bytes + 1)));
  for (std::size_t i = 1; i < bytes; ++i) {
    auto const next = static_cast<unsigned char>(text[index + i]);
    if ((next & 0xC0U) != 0x80U) return {lead, 1, false};
    point = (point << 6U) | (next & 0x3FU);
  }
  return {point, bytes};
}

bool is_unsafe(char32_t point) {
  auto const control = point < 0x20 || (point >= 0x7F && point < 0xA0);
  auto const turns_direction = (point >= 0x202A && point <= 0x202E) ||
                               (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
                               point == 0x200F || point == 0x061C;
  auto const breaks_line = point == 0x2028 || point == 0x2029;
  return control || turns_direction || breaks_line;
}

}  // namespace

std::string Terminal::paint(Style style, std::string_view text) const {
  if (!colour || style == Style::plain) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code(style), text);
}

std::string printable(std::string_view text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size();) {
    auto const [point, bytes, valid] = character_at(text, i);
    if (!valid)
      safe += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(point));
    else if (is_unsafe(point))
      safe += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(point));
    else
      safe += text.substr(i, bytes);
    i += bytes;
  }
  return safe;
}

std::size_t width(std::string_view text) {
  std::size_t count = 0;
  for (auto const byte : text)
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
  return count;
}

std::string padded(std::string_view text, std::size_t columns) {
  auto const used = width(text);
  return std::string(text) + std::string(used < columns ? columns - used : 1, ' ');
}

std::string wrapped(std::string_view text, std::size_t indent) {
  std::string const margin(indent, ' ');
  std::string result = margin;
  auto column = indent;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    auto const word = text.substr(at, end - at);
    auto const length = width(word);
    if (column > indent && column + 1 + length > page_width) {
      result += '\n' + margin;
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += length;
    at = end + 1;
  }
  return result;
}

namespace {

ExitCode print(Terminal const& terminal, Error const& error, std::string const& place) {
  auto const fault = terminal.language == Language::nl ? "fout" : "error";
  std::string text = place + fault + ": " + printable(terminal.say(error.what));
  if (!error.where.empty()) text += " [" + printable(error.where) + "]";
  if (auto const& remedy = terminal.say(error.remedy); !remedy.empty())
    text += " — " + printable(remedy);
  terminal.out.flush();
  terminal.err << text << '\n';
  return ExitCode::bad_input;
}

}  // namespace

ExitCode report(Terminal const& terminal, Error const& error) {
  return print(terminal, error, "");
}

ExitCode report(Terminal const& terminal, Error const& error, std::string_view file,
                std::size_t line) {
  return print(terminal, error, fmt::format("{}:{}: ", printable(file), line));
}

}  // namespace vertrek::cli
