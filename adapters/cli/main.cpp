#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "adapters/cli/program.hpp"

namespace {

/// The only place where the program asks the machine for the time.
class SystemClock final : public vertrek::Clock {
 public:
  [[nodiscard]] vertrek::Moment now() const override {
    return vertrek::Moment{
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())};
  }
};

/// Asked before there is a second thread.
char const* from_environment(char const* name) {
  return std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
}

bool colours_wanted() {
  auto const* const no_colour = from_environment("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that stops reading (head, less) ends the program quietly by a failed write.
  std::signal(SIGPIPE, SIG_DFL);
  // A file that may not grow further (ulimit -f) is an error of the storage, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  SystemClock const clock;
  auto const* const language = from_environment("VERTREK_LANG");
  return vertrek::cli::run({argv + 1, argv + argc}, {std::cout, std::cerr, std::cin, clock,
                                                     language != nullptr ? language : "",
                                                     colours_wanted(), isatty(STDERR_FILENO) != 0});
}
