#!/usr/bin/env python3
"""kill -9 in the middle of a long import: what was answered is recorded, what was not can be given
again. The moments are random; a round that fails prints its seed, and VERTREK_SEED repeats it."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import unittest

from program import DONE, PROGRAM, Desk, command, environment, jsonl, opened

CASES = 500
LINES = 20_000
ROUNDS = int(os.environ.get("VERTREK_ROUNDS", "15"))


def story(case: str, rng: random.Random, length: int) -> list:
    """A case in which time passes: terms end, and deadlines are breached, between the lines."""

    def at(day: int, hour: int) -> str:
        return f"2024-{1 + day // 28:02}-{1 + day % 28:02}T{hour:02}:00:00Z"

    def step(event: str, by: str, day: int, data: dict, hour: int = 9) -> dict:
        return command(event, case, by, data=data) | {"occurred_at": at(day, hour)}

    lines = [
        opened(case) | {"occurred_at": at(0, 8)},
        step("residence.review_started", "IND", 0, {"reason": "no income known"}),
        step("residence.views_invited", "IND", 0, {"respond_by": "2024-01-15"}, 10),
        step("residence.views_received", "IND", 10, {"via": "writing"}),
        step("residence.ended", "IND", 20, {
            "ground": "conditions_not_met", "facts": "no work", "prospect_of_work": False,
            "interests_weighed": "weighed",
        }),
        step("residence.determination_notified", "IND", 21, {"manner": "handed_over"}),
        step("objection.lodged", "COUNSEL", 30, {"manner": "delivered"}),
        # Long after every term of the determination: several passings in one command.
        step("note.added", "AVIM", 200, {"text": "first note after the terms"}),
    ]
    while len(lines) < length:
        day = min(250 + len(lines) // 4, 330)
        words = {"text": "x" * rng.randrange(1, 400)}
        note = step("note.added", rng.choice(["IND", "AVIM", "DTENV"]), day, words)
        lines += [note] * rng.choice([1, 1, 1, 2])  # some lines are there twice
    return lines[:length]


def caseload(rng: random.Random) -> bytes:
    """The stories of all cases, told through each other as in an export sorted by arrival."""
    stories = [story(f"case-{n:03}", rng, LINES // CASES) for n in range(CASES)]
    order = [n for n, lines in enumerate(stories) for _ in lines]
    rng.shuffle(order)
    told = [iter(lines) for lines in stories]
    return jsonl(*(next(told[n]) for n in order))


class Killed(Desk):
    # A program that is killed loses no file system: memory serves, and many rounds wait for no disk.
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

    def setUp(self):
        super().setUp()
        self.seed = int(os.environ.get("VERTREK_SEED", random.SystemRandom().randrange(10**9)))
        self.rng = random.Random(self.seed)
        self.scenario = self.folder / "caseload.jsonl"
        self.scenario.write_bytes(caseload(random.Random(1)))

    def test_a_killed_import_keeps_what_it_answered_and_is_completed_by_applying_it_again(self):
        begin = time.monotonic()
        whole = self.vertrek("apply", "--json", self.scenario, db=self.folder / "whole.db")
        lasting = time.monotonic() - begin
        self.assertEqual((whole.code, whole.err), (DONE, ""))
        self.assertEqual(len(whole.lines), LINES)
        expected = self.log("whole.db")
        ends = self.ends_of_commands(whole.lines)

        stopped_midway = 0
        for number in range(ROUNDS):
            with self.subTest(round=number, seed=self.seed):
                db = f"round-{number}.db"
                # Now and then the run that should complete it is killed as well.
                for _ in range(self.rng.choice([1, 1, 2])):
                    answered = self.killed_after(self.rng.uniform(0, lasting), db)
                    stopped_midway += 0 < len(answered) < LINES
                    self.assert_nothing_is_lost_or_halved(db, answered, expected, ends)
                again = self.vertrek("apply", self.scenario, db=self.folder / db)
                self.assertEqual((again.code, again.err), (DONE, ""))
                self.assertEqual(self.log(db), expected)
                self.assert_positions_have_no_gap(db)
                for path in self.folder.glob(f"{db}*"):
                    path.unlink()
        self.assertGreater(stopped_midway, ROUNDS // 3, f"seed {self.seed}: the kills came too late")

    def killed_after(self, seconds: float, db: str) -> list:
        """What the program had answered when it was killed."""
        program = subprocess.Popen(
            [PROGRAM, "--db", self.folder / db, "apply", "--json", self.scenario],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        try:
            out, _ = program.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            out, _ = program.communicate()
        complete_lines = out[: out.rfind(b"\n") + 1].decode().splitlines()
        return [json.loads(line) for line in complete_lines]

    def assert_nothing_is_lost_or_halved(self, db, answered, expected, ends):
        # The program first: whoever looks after the crash finds the write-ahead log in place.
        if not (self.folder / db).exists() or not self.can_be_read(db):
            self.assertEqual(answered, [])
            return
        log = self.log(db)
        for line in answered:
            self.assertEqual(line["answer"], "accepted")
            event = log[line["case"]][line["sequence"] - 1]
            self.assertEqual(event["type"], line["event"])
            for passing in line["passings"]:
                self.assertEqual(log[line["case"]][passing["sequence"] - 1]["type"], passing["event"])
        for case, events in log.items():
            # A case is the same as in the run that nobody disturbed, up to the end of some command.
            self.assertEqual([event["sequence"] for event in events], [*range(1, len(events) + 1)])
            self.assertEqual(events, expected[case][: len(events)])
            self.assertIn(len(events), ends[case], f"{case} holds half a command")
        self.assert_positions_have_no_gap(db)

    def can_be_read(self, db: str) -> bool:
        """False only for a file that was killed before it was made: then it is empty."""
        listed = self.vertrek("case", "list", "--limit", "1", "--json", db=self.folder / db)
        if listed.code == DONE:
            return True
        with sqlite3.connect(self.folder / db) as file:
            self.assertEqual(file.execute("SELECT count(*) FROM sqlite_schema").fetchone(), (0,))
        return False

    @staticmethod
    def ends_of_commands(lines: list) -> dict:
        """By case: how many events it may hold when no command is halved."""
        ends = {}
        for line in lines:
            last = max([line["sequence"], *(passing["sequence"] for passing in line["passings"])])
            ends.setdefault(line["case"], set()).add(last)
        return ends

    def log(self, db: str) -> dict:
        """All that is recorded but the place in the log as a whole, by case."""
        with sqlite3.connect(self.folder / db) as file:
            file.row_factory = sqlite3.Row
            cases = {}
            for row in file.execute(
                "SELECT case_id, sequence, type, partner, user, role, occurred_at, recorded_at,"
                " data, irregular, command_key FROM events ORDER BY case_id, sequence"
            ):
                cases.setdefault(row["case_id"], []).append(dict(row))
        file.close()
        return cases

    def assert_positions_have_no_gap(self, db: str) -> None:
        with sqlite3.connect(self.folder / db) as file:
            for of in ("position FROM events", "number FROM outbox"):
                numbers = [number for (number,) in file.execute(f"SELECT {of} ORDER BY 1")]
                self.assertEqual(numbers, [*range(1, len(numbers) + 1)])
            untold = "SELECT count(*) FROM outbox WHERE position NOT IN (SELECT position FROM events)"
            self.assertEqual(file.execute(untold).fetchone(), (0,))
        file.close()


if __name__ == "__main__":
    unittest.main()
