#!/usr/bin/env python3
"""Strikes one condition of the law at a time and runs the scenarios: some test must fail.

    mutants.py TESTS [MUTANT ...]    TESTS is the program with the C++ tests

A mutant is the process in which one condition always holds, say `lighter-means@detention.imposed`
(TESTS --list-mutants names them all). A mutant under which every scenario passes survives: nothing
tests that condition. First come the scenarios that are tagged with its rule, then all of them.

    --tests FILTER   which tests may kill, as Catch takes them (default: the scenarios)
    --limit SECONDS  the longest that one run may take; a run that takes longer proves nothing
    --verbose        names for each mutant the scenario that killed it

Exit: 0 every mutant was killed, 1 one survived or could not be judged, 2 wrong use, or the tests
fail without any mutant.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"


class Verdict(NamedTuple):
    mutant: str
    what: str  # killed, survived, not judged
    why: str = ""


class Run(NamedTuple):
    """One run of the tests: how many were run, how many of them failed, and which failed first."""

    ran: int
    failed: int
    first: str = ""
    trouble: str = ""  # why the run says nothing; empty when it does


def scenario_files() -> str:
    """The files of the scenarios as a filter: Catch tags every test with the name of its file."""
    names = sorted(path.stem for path in SCENARIOS.glob("*.cpp"))
    return ",".join(f"[#{name}]" for name in names)


def with_tag(tests: str, tag: str) -> str:
    """Those of the tests that have the tag as well."""
    return ",".join(f"{one}[{tag}]" for one in tests.split(","))


class Tests:
    def __init__(self, program: str, limit: float):
        self.program = program
        self.limit = limit

    def mutants(self) -> list[str]:
        listed = subprocess.run([self.program, "--list-mutants"], capture_output=True, text=True)
        if listed.returncode != 0:
            raise SystemExit(f"{self.program} --list-mutants: {listed.stderr.strip()}")
        return listed.stdout.split()

    def run(self, tests: str, mutant: str = "") -> Run:
        environment = {key: value for key, value in os.environ.items() if key != "VERTREK_MUTANT"}
        if mutant:
            environment["VERTREK_MUTANT"] = mutant
        command = [self.program, "--filenames-as-tags", "--abort", tests]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment, timeout=self.limit
            )
        except subprocess.TimeoutExpired:
            return Run(0, 0, trouble=f"took longer than {self.limit:g} s")
        return reading(done.returncode, done.stdout, done.stderr)


def reading(code: int, out: str, err: str) -> Run:
    """What Catch says at the end. A program that says nothing of the kind has judged nothing."""
    if code == 0 and "No tests ran" in out:
        return Run(0, 0)
    if passed := re.search(r"^All tests passed \(.* in (\d+) test cases?\)", out, re.MULTILINE):
        if code == 0:
            return Run(int(passed[1]), 0)
    if counted := re.search(r"^test cases: +(\d+) \|.*?(\d+) failed", out, re.MULTILINE):
        if code > 0 and int(counted[2]) > 0:
            first = re.search(r"^Scenario: (.*(?:\n  +\S.*)*)", out, re.MULTILINE)
            name = " ".join(first[1].split()) if first else "?"
            return Run(int(counted[1]), int(counted[2]), first=name)
    said = (err.strip() or out.strip() or "nothing").splitlines()[-1]
    return Run(0, 0, trouble=f"ended with {code}, saying: {said}")


def judge(tests: Tests, which: str, mutant: str) -> Verdict:
    rule = mutant.split("@")[0]
    for selected in (with_tag(which, f"rule:{rule}"), which):
        run = tests.run(selected, mutant)
        if run.trouble:
            return Verdict(mutant, "not judged", run.trouble)
        if run.failed:
            return Verdict(mutant, "killed", run.first)
    return Verdict(mutant, "survived")


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("mutants", nargs="*")
    parser.add_argument("--tests", default=scenario_files())
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_intermixed_args()

    begin = time.monotonic()
    tests = Tests(options.program, options.limit)
    known = tests.mutants()
    if not known:
        print("there is no condition to strike", file=sys.stderr)
        return 2
    unknown = [mutant for mutant in options.mutants if mutant not in known]
    if unknown:
        print("no mutant is called " + ", ".join(unknown), file=sys.stderr)
        return 2

    sound = tests.run(options.tests)
    if sound.trouble or sound.failed or not sound.ran:
        what = sound.trouble or (f"failed: {sound.first}" if sound.failed else "no test was run")
        print(f"without any mutant: {what}", file=sys.stderr)
        return 2

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        verdicts = list(
            pool.map(
                lambda mutant: judge(tests, options.tests, mutant), options.mutants or known
            )
        )
    for verdict in verdicts:
        if options.verbose or verdict.what != "killed":
            print(f"{verdict.what:<10} {verdict.mutant}  {verdict.why}".rstrip())
    count = {what: sum(v.what == what for v in verdicts) for what in ("killed", "survived", "not judged")}
    print(
        f"{len(verdicts)} mutants against {sound.ran} tests: "
        + ", ".join(f"{number} {what}" for what, number in count.items())
        + f" ({time.monotonic() - begin:.0f} s)"
    )
    return 0 if count["killed"] == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
