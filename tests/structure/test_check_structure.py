#!/usr/bin/env python3
"""The checker of the structure finds what it should, and nothing else, in small made-up trees."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import check_structure

# file, its text, the rules that it breaks when it lies alone in a tree
FAULTY = [
    ("engine/a.cpp", '#include "workflows/forced_return/data.hpp"', ["direction"]),
    ("engine/a.cpp", '#include "adapters/storage/sqlite/store.hpp"', ["direction"]),
    ("engine/a.hpp", '#include "tests/engine/stub.hpp"', ["direction"]),
    ("engine/a.hpp", '#include "../adapters/a.hpp"', ["direction"]),
    ("engine/a.hpp", '#include "../../elsewhere.hpp"', ["direction"]),
    ("engine/a.cpp", "#include <workflows/forced_return/data.hpp>", ["direction"]),
    ("engine/a.cpp", '  #  include  "adapters/a.hpp"  // why not', ["direction"]),
    ("engine/deep/er/a.cpp", '#include "adapters/a.hpp"', ["direction"]),
    ("workflows/forced_return/a.cpp", '#include "adapters/a.hpp"', ["direction"]),
    ("workflows/forced_return/a.cpp", '#include "tests/a.hpp"', ["direction"]),
    ("adapters/a.cpp", '#include "tests/a.hpp"', ["direction"]),
    ("examples/a.cpp", '#include "adapters/a.hpp"', ["direction"]),
    (
        "adapters/a.cpp",
        '#include "workflows/forced_return/requirements/conditions.hpp"',
        ["public-headers"],
    ),
    (
        "adapters/a.cpp",
        '#include "workflows/forced_return/regions/msm_region.hpp"',
        ["public-headers", "machine-hidden"],
    ),
    ("adapters/a.cpp", '#include "workflows/forced_return/data.cpp"', ["public-headers"]),
    (
        "workflows/forced_return/a.hpp",
        '#include "workflows/forced_return/regions/msm_region.hpp"',
        ["machine-hidden"],
    ),
    (
        "workflows/forced_return/regions/machine.hpp",
        '#include "workflows/forced_return/regions/msm_region.hpp"',
        ["machine-hidden"],
    ),
    (
        "tests/workflows/a.cpp",
        '#include "workflows/forced_return/regions/msm_region.hpp"',
        ["machine-hidden"],
    ),
    (
        "workflows/forced_return/regions/machine.hpp",
        "#include <boost/msm/back/state_machine.hpp>",
        ["machine-hidden"],
    ),
    ("workflows/forced_return/a.cpp", "#include <boost/msm/front/row2.hpp>", ["machine-hidden"]),
    ("engine/a.cpp", "#include <boost/msm/front/row2.hpp>", ["machine-hidden"]),
    ("adapters/a.cpp", "#include <boost/msm/front/row2.hpp>", ["machine-hidden"]),
    ("engine/a.cpp", "#include <sqlite3.h>", ["outside-world"]),
    ("engine/a.cpp", "#include <boost/asio/ip/tcp.hpp>", ["outside-world"]),
    ("workflows/forced_return/a.cpp", "#include <boost/beast.hpp>", ["outside-world"]),
    ("workflows/forced_return/a.cpp", '#include "sqlite3.h"', ["outside-world"]),
    ("workflows/forced_return/a.cpp", "#include <libpq-fe.h>", ["outside-world"]),
    ("engine/a.cpp", "#include HEADER", ["readable"]),
    ("engine/a.cpp", "auto t = std::chrono::system_clock::now();", ["asks-time"]),
    ("workflows/forced_return/a.cpp", "auto t = steady_clock::now();", ["asks-time"]),
    ("adapters/storage/a.cpp", "using C = steady_clock; auto t = C::now();", ["asks-time"]),
    ("adapters/a.cpp", "auto t = std::time(nullptr);", ["asks-time"]),
    ("adapters/a.cpp", "auto t = time(NULL);", ["asks-time"]),
    ("adapters/a.cpp", "gettimeofday(&tv, nullptr);", ["asks-time"]),
    ("tests/engine/a.cpp", "clock_gettime(CLOCK_REALTIME, &ts);", ["asks-time"]),
    ("adapters/storage/a.cpp", 'auto sql = "values (CURRENT_TIMESTAMP)";', ["asks-time"]),
    ("adapters/storage/a.cpp", "auto sql = R\"(select strftime('%s', 'now'))\";", ["asks-time"]),
    ("utils/a.cpp", "", ["sources", "top-level"]),
    ("Makefile", "", ["sources", "top-level"]),
    ("README.md", "", ["sources"]),
]

FAULTLESS = {
    ".gitignore": "/build/\n*.db\n",
    ".ci/run": "",
    "CMakeLists.txt": "",
    "CMakePresets.json": "{}",
    "README.md": "",
    "build/generated.cpp": '#include "adapters/a.hpp"',
    "vertrek.db": "",
    "engine/clock.hpp": "struct Clock { virtual Moment now() const = 0; };",
    "engine/clock.cpp": '#include "clock.hpp"\n#include <vector>\nMoment Clock::now() const { return at_; }',
    "engine/words.cpp": "\n".join(
        [
            '// #include "adapters/a.hpp"',
            "/*",
            '#include "adapters/a.hpp"',
            "std::chrono::system_clock::now() */",
            "auto a = 1'000'000;  // asks nothing: system_clock::now()",
            'auto b = "system_clock::now()";',
            "auto c = clock.now();",
            "auto d = occurrence_time(0);",
            "auto e = event.time(0);",
        ]
    ),
    "workflows/forced_return/data.hpp": '#include "engine/clock.hpp"',
    "workflows/forced_return/regions/msm_region.hpp": "#include <boost/msm/front/row2.hpp>",
    "workflows/forced_return/regions/custody.cpp": '#include "msm_region.hpp"\n#include "machine.hpp"',
    "workflows/forced_return/regions/machine.hpp": '#include "../data.hpp"',
    "adapters/cli/main.cpp": "auto t = std::chrono::system_clock::now();",
    "adapters/storage/sqlite/store.cpp": "\n".join(
        [
            "#include <sqlite3.h>",
            "#include <boost/asio.hpp>",
            '#include "adapters/storage/sqlite/store.hpp"',
            '#include "engine/clock.hpp"',
            '#include "workflows/forced_return/data.hpp"',
            '#include "workflows/forced_return/regions/machine.hpp"',
        ]
    ),
    "adapters/storage/sqlite/store.hpp": "",
    "tests/bench/append.cpp": "auto t = std::chrono::steady_clock::now();",
    "tests/adapters/store.cpp": '#include "adapters/storage/sqlite/store.hpp"\n#include <sqlite3.h>',
}


@contextlib.contextmanager
def tree(files):
    with tempfile.TemporaryDirectory() as top:
        for name, text in files.items():
            path = Path(top, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield Path(top)


class CheckStructure(unittest.TestCase):
    def test_each_fault_is_found_and_named(self):
        for file, text, rules in FAULTY:
            with self.subTest(file=file, text=text), tree({file: text}) as top:
                found = check_structure.violations(top)
                self.assertEqual(sorted(fault.rule for fault in found), sorted(rules))

    def test_each_fault_is_found_in_a_tree_that_is_otherwise_right(self):
        for file, text, rules in FAULTY:
            if "sources" in rules:
                continue
            with self.subTest(file=file, text=text), tree(FAULTLESS | {file: text}) as top:
                found = check_structure.violations(top)
                self.assertEqual(sorted(fault.rule for fault in found), sorted(rules))

    def test_a_tree_that_is_right_passes(self):
        with tree(FAULTLESS) as top:
            self.assertEqual(check_structure.violations(top), [])

    def test_a_fault_is_shown_with_its_line_and_fails_the_run(self):
        with tree({"engine/a.cpp": '/*\n*/\n\n#include "adapters/a.hpp"\n'}) as top:
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                self.assertEqual(check_structure.main(["", str(top)]), 1)
            self.assertIn("engine/a.cpp:4: [direction]", said.getvalue())


if __name__ == "__main__":
    unittest.main()
