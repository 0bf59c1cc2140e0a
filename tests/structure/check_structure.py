#!/usr/bin/env python3
"""Proves from the sources who includes whom, who asks the time, and what lies at the top.

    check_structure.py TREE     prints each violation as file:line: [rule] what is wrong; exit 1

A rule looks at one include, or at one line, at a time. Every file is looked at, so what may not be
included directly cannot come in through another file either.
"""

import fnmatch
import re
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Iterator, NamedTuple

ROOMS = ("engine", "workflows", "adapters", "tests", "examples")
TOP_LEVEL = ROOMS + ("CMakeLists.txt", "CMakePresets.json", "README.md", ".*")
SOURCES = ("*.cpp", "*.hpp", "*.cc", "*.h", "*.hh", "*.cxx", "*.hxx", "*.ipp", "*.inl")

# Whom each room may include; a room may always include itself.
MAY_INCLUDE = {
    "engine": (),
    "workflows": ("engine",),
    "adapters": ("engine", "workflows"),
    "tests": ("engine", "workflows", "adapters"),
    "examples": (),
}

# What adapters may see of a workflow: its own headers, and three of its machine.
REGIONS = "workflows/forced_return/regions"
PUBLIC_REGIONS = tuple(f"{REGIONS}/{name}.hpp" for name in ("positions", "signal", "machine"))

# Storage, transport and command line belong to the adapters.
OUTSIDE = re.compile(
    r"(sqlite3|libpq|pqxx|postgresql|CLI/|boost/(beast|asio)|asio|curl/|sys/socket|netinet/)"
)

# Only the program's entrance asks the time and hands it in; a bench measures it.
MAY_ASK_TIME = ("adapters/cli", "tests/bench")
# `X::now()` asks; `Moment X::now() const` only defines what a clock that is handed in answers.
ASKS_TIME = re.compile(
    r"::\s*now\s*\((?!\s*\)\s*(const|override|noexcept))"
    r"|\b(gettimeofday|clock_gettime|timespec_get|ftime)\s*\("
    r"|(?<![\w.>])(std\s*::\s*|::\s*)?time\s*\(\s*(NULL|nullptr|0|&\s*\w+)\s*\)"
    r"|\bstd\s*::\s*time\s*\("
)
SQL_ASKS_TIME = re.compile(r"'now'|\bCURRENT_(TIMESTAMP|DATE|TIME)\b")


class Violation(NamedTuple):
    file: str
    line: int
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: [{self.rule}] {self.what}"


def violations(tree: Path) -> list[Violation]:
    found = list(top_level(tree))
    sources = [
        path
        for room in ROOMS
        for path in sorted((tree / room).rglob("*"))
        if path.is_file() and any(path.match(pattern) for pattern in SOURCES)
    ]
    if not sources:
        found.append(Violation(".", 0, "sources", "no sources found: nothing was proved"))
    for path in sources:
        file = path.relative_to(tree).as_posix()
        code = without_comments(path.read_text(encoding="utf-8"))
        found += includes(tree, file, code)
        found += asks_time(file, code)
    return found


# The top level -----------------------------------------------------------------------------------


def top_level(tree: Path) -> Iterator[Violation]:
    ignore = tree / ".gitignore"
    ignored = ignore.read_text().replace("/", "").split() if ignore.is_file() else []
    for entry in sorted(tree.iterdir()):
        if not any(fnmatch.fnmatchcase(entry.name, known) for known in (*TOP_LEVEL, *ignored)):
            yield Violation(entry.name, 0, "top-level", "does not belong at the top of the tree")


# Includes ----------------------------------------------------------------------------------------


def includes(tree: Path, file: str, code: str) -> Iterator[Violation]:
    for number, line in enumerate(code.splitlines(), 1):
        if not re.match(r"\s*#\s*(include|include_next|import)\b", line):
            continue
        name = re.match(r"\s*#\s*\w+\s*([\"<])([^\">]+)[\">]", line)
        if not name:
            yield Violation(file, number, "readable", f"an include that hides its name: {line.strip()}")
            continue
        target = place_in_tree(tree, file, name[2], quoted=name[1] == '"')
        broken = unlawful_outside(file, name[2]) if target is None else unlawful_inside(file, target)
        for rule, what in broken:
            yield Violation(file, number, rule, what)


def place_in_tree(tree: Path, file: str, name: str, quoted: bool) -> str | None:
    """Where the included file lies in our tree; None when it is somebody else's."""
    beside = normpath(PurePosixPath(file).parent / name)
    if quoted and (name.startswith(".") or (tree / beside).is_file()):
        return beside
    from_top = normpath(name)
    ours = from_top.split("/")[0] in ROOMS and "/" in from_top
    return from_top if ours or (tree / from_top).is_file() else None


def unlawful_inside(file: str, target: str) -> Iterator[tuple[str, str]]:
    here, there = room_of(file), room_of(target)
    if there not in (here, *MAY_INCLUDE[here]):
        yield "direction", f"{here} may not include {target}"
    elif here == "adapters" and there == "workflows" and not is_public(target):
        yield "public-headers", f"adapters may not include {target}: it is not a public header"
    if is_private_region(target) and not may_see_machine(file):
        yield "machine-hidden", f"{target} may be included only by the machine's own sources"


def unlawful_outside(file: str, name: str) -> Iterator[tuple[str, str]]:
    if room_of(file) in ("engine", "workflows") and OUTSIDE.match(name):
        yield "outside-world", f"{room_of(file)} may not include <{name}>"
    if name.startswith("boost/msm") and not may_see_machine(file):
        yield "machine-hidden", f"<{name}> belongs in {REGIONS}/, not in its public headers"


def room_of(file: str) -> str:
    return file.split("/")[0]


def is_public(header: str) -> bool:
    parts = header.split("/")
    return header.endswith(".hpp") and (len(parts) == 3 or header in PUBLIC_REGIONS)


def is_private_region(file: str) -> bool:
    return file.startswith(REGIONS + "/") and file not in PUBLIC_REGIONS


# The machine's own sources: all of the regions but the headers that everybody includes.
may_see_machine = is_private_region


# The time ----------------------------------------------------------------------------------------


def asks_time(file: str, code: str) -> Iterator[Violation]:
    if file.startswith(tuple(place + "/" for place in MAY_ASK_TIME)):
        return
    for number, line in enumerate(code.splitlines(), 1):
        if ASKS_TIME.search(without_strings(line)) or SQL_ASKS_TIME.search(line):
            yield Violation(file, number, "asks-time", f"time is handed in: {line.strip()}")


# Reading C++ -------------------------------------------------------------------------------------

TOKEN = re.compile(
    r'R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'  # a raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'"  # a character; 1'000 is a number
    r"|(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)",
    re.DOTALL,
)


def without_comments(text: str) -> str:
    """The code with its lines where they were, so that a violation names the right one."""
    return TOKEN.sub(
        lambda token: "\n" * token[0].count("\n") or " " if token["comment"] else token[0], text
    )


def without_strings(line: str) -> str:
    return TOKEN.sub('""', line)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not Path(arguments[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    found = violations(Path(arguments[1]))
    for violation in found:
        print(violation)
    print(f"{len(found)} violations" if found else "the structure is as designed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
