#include "workflows/forced_return/diagram.hpp"

#include <array>
#include <cstdio>
#include <memory>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/json.hpp"

namespace vertrek::cli {

namespace fr = forced_return;

namespace {

/// The picture, drawn by Graphviz.
Result<std::string> drawn(std::string const& dot) {
  auto const failed = [] {
    return failure(ErrorCode::not_found,
                   {"het programma dot (Graphviz) werkt hier niet",
                    "the program dot (Graphviz) does not work here"},
                   "--format svg",
                   {"installeer graphviz, of vraag --format dot",
                    "install graphviz, or ask for --format dot"});
  };
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const source{std::tmpfile(), &std::fclose};
  if (!source || std::fwrite(dot.data(), 1, dot.size(), source.get()) != dot.size())
    return failed();
  std::fflush(source.get());
  std::rewind(source.get());
  auto const command = fmt::format("dot -Tsvg <&{} 2>/dev/null", fileno(source.get()));
  auto* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return failed();
  std::string svg;
  std::array<char, 65536> buffer{};
  while (auto const read = std::fread(buffer.data(), 1, buffer.size(), pipe))
    svg.append(buffer.data(), read);
  if (pclose(pipe) != 0 || svg.empty()) return failed();
  return svg;
}

}  // namespace

ExitCode diagram(Session const& session, std::string const& format) {
  auto const& terminal = session.terminal;
  auto const print = [&](std::string const& picture) {
    if (terminal.json)
      terminal.out << Json{{"format", format}, {"diagram", picture}}.dump() << '\n';
    else
      terminal.out << picture;
    return ExitCode::done;
  };
  if (format == "scxml") return print(fr::diagram_scxml());
  auto const dot = fr::diagram_dot(terminal.language);
  if (format == "dot") return print(dot);
  auto const svg = drawn(dot);
  if (!svg) return report(terminal, svg.error());
  return print(*svg);
}

}  // namespace vertrek::cli
