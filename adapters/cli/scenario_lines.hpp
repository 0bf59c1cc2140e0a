#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace vertrek::cli {

struct NumberedLine {
  std::size_t number = 0;
  std::string text;
};

/// The lines of a scenario, blank ones left out. No more of a line is kept than a command may be
/// long, so that a file without line ends costs no more memory than one with them; what is cut off
/// stays too long for the reader of commands, who says so.
class ScenarioLines {
 public:
  explicit ScenarioLines(std::istream& in);

  [[nodiscard]] std::optional<NumberedLine> next();

  [[nodiscard]] std::size_t number() const { return number_; }    ///< of the last line read
  [[nodiscard]] std::uintmax_t bytes() const { return bytes_; }   ///< read so far
  [[nodiscard]] bool is_unreadable() const { return in_.bad(); }  ///< the reading itself failed

 private:
  [[nodiscard]] bool read(std::string& text);

  std::istream& in_;
  std::vector<char> buffer_;
  std::size_t number_ = 0;
  std::uintmax_t bytes_ = 0;
};

}  // namespace vertrek::cli
