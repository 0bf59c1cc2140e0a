#include "adapters/cli/scenario_lines.hpp"

#include <limits>
#include <string_view>

#include "workflows/forced_return/command_reader.hpp"
#include "workflows/forced_return/data.hpp"

namespace vertrek::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// A carriage return, a byte order mark and the end that `getline` writes.
constexpr std::size_t around_a_line = 8;

}  // namespace

ScenarioLines::ScenarioLines(std::istream& in)
    : in_(in), buffer_(forced_return::longest_line + around_a_line) {}

std::optional<NumberedLine> ScenarioLines::next() {
  for (std::string text; read(text);) {
    if (number_ == 1 && text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    if (text.ends_with('\r')) text.pop_back();
    if (!forced_return::is_blank(text)) return NumberedLine{number_, std::move(text)};
  }
  return std::nullopt;
}

bool ScenarioLines::read(std::string& text) {
  in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  auto const count = static_cast<std::size_t>(in_.gcount());
  if (count == 0) return false;
  ++number_;
  bytes_ += count;
  auto const ended_by_newline = in_.good();
  text.assign(buffer_.data(), ended_by_newline ? count - 1 : count);
  if (in_.fail() && !in_.eof() && !in_.bad()) {  // the line goes on beyond the buffer
    in_.clear();
    in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    bytes_ += static_cast<std::uintmax_t>(in_.gcount());
  }
  return true;
}

}  // namespace vertrek::cli
