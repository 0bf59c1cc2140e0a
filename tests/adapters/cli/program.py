"""Runs the real program as a user or another program would: what goes in, what comes out.

The program under test is named by VERTREK; without it, the release build beside the sources.
"""

import datetime
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

TREE = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("VERTREK", TREE / "build" / "vertrek"))
CASES = TREE / "examples" / "cases"
LAWS = TREE / "examples" / "laws"
GOLDEN = TREE / "tests" / "golden"

DONE, REFUSED, BAD_INPUT = 0, 1, 2
LONG_ENOUGH = 120  # seconds after which the program hangs; the build with sanitizers is slow


class Run(NamedTuple):
    """What the program did: its exit code and, in bytes as they came, what it said."""

    code: int
    out_bytes: bytes
    err_bytes: bytes

    @property
    def out(self) -> str:
        return self.out_bytes.decode("utf-8")

    @property
    def err(self) -> str:
        return self.err_bytes.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self) -> list:
        """Each line of the output as JSON, as `apply --json` and `outbox` give it."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict:
    """English, so that the tests read as the program speaks; no wish for or against colours."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "VERTREK_LANG")}
    return kept | {"VERTREK_LANG": "en"} | more


def run(*arguments, stdin: bytes | str = b"", env: dict | None = None, **options) -> Run:
    text = stdin.encode() if isinstance(stdin, str) else stdin
    command = options.pop("before", []) + [str(options.pop("program", PROGRAM))]
    options = {"capture_output": True} | options
    if "stdin_from" in options:
        options["stdin"] = options.pop("stdin_from")
    else:
        options["input"] = text
    done = subprocess.run(
        [*command, *(a if isinstance(a, bytes) else str(a) for a in arguments)],
        env=env or environment(),
        timeout=LONG_ENOUGH,
        check=False,
        **options,
    )
    return Run(done.returncode, done.stdout or b"", done.stderr or b"")


def command(event: str = "note.added", case: str = "c1", by: str = "IND", **more) -> dict:
    """One line of a scenario; a note unless something else is asked for."""
    line = {
        "case": case,
        "event": event,
        "by": {"partner": by, "user": "officer.1"},
        "occurred_at": more.pop("at", "2025-01-06T10:00:00+01:00"),
    }
    data = more.pop("data", {"text": "a note"} if event == "note.added" else {})
    return line | {"data": data} | more


def opened(case: str = "c1", **more) -> dict:
    person = {"v_number": "0000000001", "nationality": "PL"} | more.pop("data", {})
    return command("case.opened", case, at="2025-01-06T09:00:00+01:00", data=person) | more


def detained(case: str = "c1", order: dict | None = None) -> list:
    """A case from its opening to an order of detention to which nothing is to be said: notified on
    31 January 2025, the term over on 28 February, detained on 10 March at noon."""
    step = lambda event, by, at, **data: command(event, case, by, at=at, data=data)  # noqa: E731
    return [
        opened(case),
        step("residence.review_started", "IND", "2025-01-06T10:00:00+01:00", reason="no income known"),
        step("residence.views_invited", "IND", "2025-01-07T09:00:00+01:00", respond_by="2025-01-20"),
        step("residence.views_received", "IND", "2025-01-15T09:00:00+01:00"),
        step("residence.ended", "IND", "2025-01-31T09:00:00+01:00", ground="conditions_not_met",
             facts="no work, no means", prospect_of_work=False, interests_weighed="stay, ties, health"),
        step("residence.determination_notified", "IND", "2025-01-31T10:00:00+01:00", manner="handed_over"),
        step("custody.stopped", "AVIM", "2025-03-10T09:00:00+01:00", suspicion="known by name"),
        step("custody.held", "AVIM", "2025-03-10T09:30:00+01:00", arrived_at="2025-03-10T09:30:00+01:00"),
        step("detention.heard", "AVIM", "2025-03-10T11:00:00+01:00", counsel_told=True),
        command("detention.imposed", case, "AVIM", at="2025-03-10T12:00:00+01:00", data={
            "grounds": ["3b", "4c"], "grounds_reasons": "left supervision; no address",
            "lighter_means_reasons": "a duty to report was tried and not kept",
            "removal_prospect": True, "signed": True, "copy_handed_over": True}) | (order or {}),
        step("detention.placed", "DJI", "2025-03-10T18:00:00+01:00", facility="detention centre"),
    ]


def jsonl(*lines) -> bytes:
    """The lines as a file holds them; text and bytes go in as they are."""
    texts = [
        line
        if isinstance(line, bytes)
        else line.encode("utf-8")
        if isinstance(line, str)
        else json.dumps(line, ensure_ascii=False).encode("utf-8")
        for line in lines
    ]
    return b"".join(text + b"\n" for text in texts)


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def is_both(text) -> bool:
    return set(text) == {"nl", "en"} and all(text.values()) and isinstance(text["nl"], str)


class Desk(unittest.TestCase):
    """A folder of its own for each test, with a record in it."""

    maxDiff = None
    place = None  # where the folder is made; none: where temporary files go

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vertrek-test-", dir=self.place))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.db = self.folder / "vertrek.db"

    def vertrek(self, *arguments, **options) -> Run:
        return run("--db", options.pop("db", self.db), *arguments, **options)

    def file(self, *lines, name: str = "scenario.jsonl") -> Path:
        path = self.folder / name
        path.write_bytes(jsonl(*lines))
        return path

    def apply(self, *lines, name: str = "scenario.jsonl", **options) -> Run:
        return self.vertrek("apply", "--json", self.file(*lines, name=name), **options)

    def recorded(self, *lines) -> None:
        """Records lines that the test takes for granted."""
        done = self.apply(*lines, name="given.jsonl")
        self.assertEqual(done.code, DONE, done.err + done.out)

    def history(self, case: str = "c1", *options) -> list:
        done = self.vertrek("case", "history", case, "--json", *options)
        self.assertEqual(done.code, DONE, done.err)
        return done.json["events"]

    def notes(self, case: str = "c1") -> list:
        return [e["data"]["text"] for e in self.history(case) if e["event"] == "note.added"]

    def assert_one_error(self, done: Run, *parts: str, code: int = BAD_INPUT) -> str:
        """The run ended with one error of one line that says what is wrong and what to do."""
        self.assertEqual(done.code, code, done.err + done.out)
        said = done.err.splitlines()
        self.assertEqual(len(said), 1, done.err)
        self.assertRegex(said[0], r"(^|: )(error|fout): .+ — .+")
        for part in parts:
            self.assertIn(part, said[0])
        return said[0]
