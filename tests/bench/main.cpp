#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdio>
#include <string_view>

#include "tests/bench/benches.hpp"
#include "tests/bench/figures.hpp"

namespace {

using vertrek::bench::Places;

/// What is written to memory costs nothing to sync, and says nothing.
bool is_in_memory(std::filesystem::path const& folder) {
  struct statfs about {};
  return statfs(folder.c_str(), &about) == 0 &&
         (about.f_type == TMPFS_MAGIC || about.f_type == RAMFS_MAGIC);
}

}  // namespace

/// vertrek_bench transitions|replay|show SCRATCH EXAMPLES PROGRAM; exit 1: a goal was not reached.
int main(int argc, char** argv) try {
  // Each line as it comes: a bench takes its time.
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (argc != 5) throw vertrek::bench::Trouble{"see tests/bench/run"};
  std::string_view const which = argv[1];
  Places const places{argv[2], argv[3], argv[4]};
  std::filesystem::create_directories(places.scratch);
  if (is_in_memory(places.scratch))
    throw vertrek::bench::Trouble{places.scratch.string() + " is memory, no disk"};
  if (which == "transitions") return transitions(places) ? 0 : 1;
  if (which == "replay") return replaying(places) ? 0 : 1;
  if (which == "show") return showing(places) ? 0 : 1;
  throw vertrek::bench::Trouble{"unknown bench " + std::string(which)};
} catch (vertrek::bench::Trouble const& trouble) {
  fmt::print(stderr, "vertrek_bench: {}\n", trouble.what);
  return 2;
}
