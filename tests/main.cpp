#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "tests/scenarios/mutant.hpp"

// The tests, and for tests/mutation: the names of the conditions that can be struck, and a run in
// which VERTREK_MUTANT names the one that is.
int main(int argc, char* argv[]) {
  constexpr int wrong_use = 255;
  Catch::Session session;
  auto lists_mutants = false;
  session.cli(session.cli() |
              Catch::clara::Opt(lists_mutants)["--list-mutants"](
                  "list the conditions of the law that VERTREK_MUTANT can strike, one a line"));
  if (auto const wrong = session.applyCommandLine(argc, argv); wrong != 0) return wrong;
  if (lists_mutants) {
    for (auto const& name : vertrek::scenarios::all_mutants()) std::cout << name << '\n';
    return 0;
  }
  auto const* const mutant = std::getenv("VERTREK_MUTANT");
  if (mutant != nullptr && !vertrek::scenarios::strike(mutant)) {
    std::cerr << "VERTREK_MUTANT: no mutant is called \"" << mutant
              << "\"; --list-mutants names them all\n";
    return wrong_use;
  }
  return session.run();
}
