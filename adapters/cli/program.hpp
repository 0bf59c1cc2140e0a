#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/clock.hpp"

namespace vertrek::cli {

/// What the program needs from the machine; `main` hands it in.
struct Environment {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  Clock const& clock;
  std::string language;  ///< VERTREK_LANG, may be empty
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

/// Runs the program with these arguments (without its own name); the exit code is 0 done, 1 refused
/// or falls short, 2 usage or bad input.
int run(std::vector<std::string> arguments, Environment const& environment);

}  // namespace vertrek::cli
