#!/usr/bin/env python3
"""The search for mutants that survive can itself fail: each way in which it must is tried here.

The real tests are the program in TESTS; programs that only pretend to be tests stand in for trouble.
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RUNNER = Path(__file__).with_name("mutants.py")
MUTANT = "lighter-means@detention.imposed"

PASSED = "All tests passed (3 assertions in 2 test cases)"
FAILED = """Scenario: nobody is detained
      without reasons
-------------------------------------------------------------------------------
test cases: 2 | 1 passed | 1 failed
assertions: 3 | 2 passed | 1 failed"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-B", RUNNER, program, *arguments], capture_output=True, text=True
    )


class RealTests(unittest.TestCase):
    """On the real tests, with fewer of them allowed to kill."""

    program = os.environ["TESTS"]

    def test_a_mutant_that_no_test_sees_survives_and_is_named(self) -> None:
        done = run(self.program, "--tests", "[rule:remedy-clause]", MUTANT)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(f"survived   {MUTANT}\n", done.stdout)
        self.assertIn("0 killed, 1 survived", done.stdout)

    def test_the_tests_of_its_rule_kill_it(self) -> None:
        done = run(self.program, "--verbose", MUTANT)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, f"killed     {MUTANT}  [a-z]")
        self.assertIn("1 killed, 0 survived", done.stdout)

    def test_a_mutant_that_does_not_exist_is_no_mutant(self) -> None:
        done = run(self.program, "lighter-means@case.opened")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no mutant is called lighter-means@case.opened", done.stderr)
        struck = subprocess.run(
            [self.program], capture_output=True, text=True,
            env={**os.environ, "VERTREK_MUTANT": "lighter-means"},
        )
        self.assertEqual(struck.returncode, 255)
        self.assertIn('no mutant is called "lighter-means"', struck.stderr)
        self.assertNotIn("test case", struck.stdout)

    def test_a_run_of_no_tests_proves_nothing(self) -> None:
        done = run(self.program, "--tests", "[no such tag]", MUTANT)
        self.assertEqual(done.returncode, 2)
        self.assertIn("no test was run", done.stderr)

    def test_every_pair_of_a_requirement_and_its_event_is_a_mutant(self) -> None:
        listed = subprocess.run([self.program, "--list-mutants"], capture_output=True, text=True)
        names = listed.stdout.split()
        self.assertEqual(len(names), len(set(names)))
        for one in (MUTANT, "order-obeyed@removal.carried_out", "recorded-by", "possible-now"):
            self.assertIn(one, names)


class PretendedTests(unittest.TestCase):
    """What the runner makes of a program that does not behave."""

    def pretended(self, sound: str, mutated: str) -> str:
        """A program that runs `sound` in the shell, or `mutated` when something was struck."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = Path(folder.name, "tests")
        program.write_text(
            "#!/bin/sh\n"
            f'if [ "$1" = --list-mutants ]; then echo one@here; echo two; exit 0; fi\n'
            f'if [ -n "$VERTREK_MUTANT" ]; then\n{mutated}\nelse\n{sound}\nfi\n'
        )
        program.chmod(0o755)
        return str(program)

    def says(self, text: str, code: int) -> str:
        return f"cat <<'END'\n{text}\nEND\nexit {code}"

    def test_tests_that_fail_by_themselves_kill_nothing(self) -> None:
        done = run(self.pretended(self.says(FAILED, 1), self.says(FAILED, 1)))
        self.assertEqual(done.returncode, 2)
        self.assertIn("without any mutant: failed: nobody is detained without reasons", done.stderr)

    def test_a_failing_test_kills(self) -> None:
        done = run(self.pretended(self.says(PASSED, 0), self.says(FAILED, 1)), "--verbose")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("killed     one@here  nobody is detained without reasons", done.stdout)
        self.assertIn("2 mutants against 2 tests: 2 killed", done.stdout)

    def test_tests_that_all_pass_let_the_mutant_live(self) -> None:
        done = run(self.pretended(self.says(PASSED, 0), self.says(PASSED, 0)))
        self.assertEqual(done.returncode, 1)
        self.assertIn("survived   one@here\nsurvived   two\n", done.stdout)

    def test_a_rule_without_tests_of_its_own_is_left_to_all_of_them(self) -> None:
        only_all = f'case "$*" in *rule:*) echo "No tests ran"; exit 0;; esac\n'
        done = run(self.pretended(self.says(PASSED, 0), only_all + self.says(FAILED, 1)))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_crash_is_no_failing_test(self) -> None:
        done = run(self.pretended(self.says(PASSED, 0), "echo help >&2; kill -SEGV $$"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("not judged one@here", done.stdout)
        self.assertIn("2 not judged", done.stdout)

    def test_wrong_use_is_no_failing_test(self) -> None:
        done = run(self.pretended(self.says(PASSED, 0), "echo what >&2; exit 255"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("ended with 255, saying: what", done.stdout)

    def test_a_run_that_takes_too_long_proves_nothing(self) -> None:
        slow = self.pretended(self.says(PASSED, 0), "exec sleep 20")
        done = run(slow, "--limit", "0.5")
        self.assertEqual(done.returncode, 1)
        self.assertIn("took longer than 0.5 s", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
