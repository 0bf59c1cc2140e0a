#!/usr/bin/env python3
"""The published cases, recorded by the program; and what applying a file again does."""

import json
import os
import shutil
import subprocess
import unittest

from program import (BAD_INPUT, CASES, DONE, GOLDEN, PROGRAM, REFUSED, TREE, Desk, command,
                     environment, opened)

RULINGS = json.loads((CASES / "rulings.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in CASES.glob("*.jsonl"))


def without_sentences(value):
    """Sentences may be put better; days, articles and what led to what may not change."""
    if isinstance(value, dict):
        return {k: without_sentences(v) for k, v in value.items() if not is_sentence(v)}
    if isinstance(value, list):
        return [without_sentences(element) for element in value]
    return value


def is_sentence(value) -> bool:
    return isinstance(value, dict) and set(value) == {"nl", "en"}


class PublishedCases(Desk):
    def test_every_published_case_is_recorded_as_its_file_expects(self):
        self.assertEqual(len(FILES), 10)
        for name in FILES:
            with self.subTest(name):
                done = self.vertrek("apply", "--json", CASES / name)
                self.assertEqual((done.code, done.err), (DONE, ""))
                self.assertTrue(all(line["as_expected"] for line in done.lines))
                refused = [line for line in done.lines if line["answer"] == "refused"]
                self.assertTrue(all(line["unmet"] for line in refused))

    def test_every_history_is_what_it_always_was(self):
        for ruling in RULINGS:
            case = ruling["case"]
            with self.subTest(case):
                self.db = self.folder / f"{case}.db"
                self.vertrek("apply", CASES / ruling["file"])
                self.compare(f"{case}.json", {"case": case, "events": self.history(case)})

    def test_every_deadline_is_what_it_always_was_on_the_day_of_the_ruling(self):
        for ruling in RULINGS:
            case, on = ruling["case"], ruling["on"]
            with self.subTest(case):
                self.vertrek("apply", CASES / ruling["file"])
                done = self.vertrek("deadlines", "--case", case, "--on", on, "--json")
                self.assertEqual(done.code, DONE, done.err)
                self.compare(f"{case}.deadlines.json", without_sentences(done.json))

    def test_the_deadlines_of_the_whole_record_are_those_of_its_cases_together(self):
        for name in FILES:
            self.vertrek("apply", CASES / name)
        on = "2025-06-01"
        together = self.vertrek("deadlines", "--on", on, "--json").json["deadlines"]
        one_by_one = []
        for ruling in sorted(RULINGS, key=lambda r: r["case"]):
            done = self.vertrek("deadlines", "--case", ruling["case"], "--on", on, "--json")
            one_by_one += done.json["deadlines"]
        self.assertEqual(together, one_by_one)

    def compare(self, name: str, actual) -> None:
        path = GOLDEN / name
        if not path.exists() and os.environ.get("VERTREK_ADD_GOLDEN"):
            path.write_text(json.dumps(actual, indent=1, ensure_ascii=False) + "\n", "utf-8")
        self.assertTrue(path.exists(), f"{name} is missing: see tests/golden/README.md")
        self.assertEqual(actual, json.loads(path.read_text(encoding="utf-8")))


RULED = ("detention.ruled", "appeal.decided")


class Outcomes(Desk):
    """What examples/show-cases says of the court and the engine."""

    def shown(self, examples=TREE / "examples", language: str = "en") -> subprocess.CompletedProcess:
        return subprocess.run(
            [examples / "show-cases", PROGRAM, self.db],
            env=environment(VERTREK_LANG=language), capture_output=True, text=True, check=False,
        )

    def test_every_file_has_one_ruling_and_a_golden_replay(self):
        self.assertEqual(sorted(ruling["file"] for ruling in RULINGS), FILES)
        for name in FILES:
            case = name.removesuffix(".jsonl")
            self.assertTrue((GOLDEN / f"{case}.json").exists())
            self.assertTrue((GOLDEN / f"{case}.deadlines.json").exists())

    def test_an_outcome_is_compared_where_a_ruling_is_recorded_and_only_there(self):
        for ruling in RULINGS:
            with self.subTest(ruling["case"]):
                self.assertTrue(is_sentence({k: v for k, v in ruling["outcome"].items() if k != "agrees"}))
                self.assertIn(ruling["outcome"]["agrees"], ("yes", "in_part", "unread"))
                text = (CASES / ruling["file"]).read_text("utf-8")
                events = [json.loads(line)["event"] for line in text.splitlines()]
                ruled = any(event in RULED for event in events)
                self.assertEqual(ruled, ruling["outcome"]["agrees"] != "unread")

    def test_the_notes_say_of_each_case_whether_the_outcome_agrees_and_how(self):
        notes = (CASES / "README.md").read_text("utf-8")
        words = {"yes": "yes", "in_part": "in part", "unread": "not compared"}
        for ruling in RULINGS:
            outcome = ruling["outcome"]
            row = f"| {ruling['ruling']} | {words[outcome['agrees']]} | {outcome['en']} |"
            self.assertIn(row, notes)

    def test_the_closing_lines_claim_no_outcome_that_could_not_be_read(self):
        for language, agrees, unread in [
            ("en", "6 have the court's outcome", "could not be read and is not compared"),
            ("nl", "6 de uitkomst van de rechter", "was niet te lezen en is niet vergeleken"),
        ]:
            done = self.shown(language=language)
            self.assertEqual((done.returncode, done.stderr), (DONE, ""))
            last = [line.strip() for line in done.stdout.splitlines()[-4:]]
            self.assertEqual(last[0], agrees)
            self.assertIn("(RBDHA:2022:3344, RBDHA:2023:20723)", last[1])
            self.assertTrue(last[2].endswith(f"{unread} (RBDHA:2023:4887, RBDHA:2024:14260)"))
            for ruling in RULINGS:
                self.assertIn(ruling["outcome"][language], done.stdout)

    def test_an_answer_that_is_not_as_expected_is_shown_and_nothing_is_claimed(self):
        examples = self.folder / "examples"
        shutil.copytree(TREE / "examples", examples)
        changed = json.loads(json.dumps(RULINGS[:1]))
        changed[0]["engine"][0]["expected"] = 3
        (examples / "cases" / "rulings.json").write_text(json.dumps(changed), "utf-8")
        done = self.shown(examples)
        self.assertEqual(done.returncode, 1)
        self.assertIn("2  ✗ DIFFERS: expected 3", done.stdout)
        self.assertIn("not as expected: 1", done.stdout.splitlines()[-1])
        self.assertNotIn("have the court's outcome", done.stdout)


class ApplyingAgain(Desk):
    def test_a_case_that_is_applied_again_is_recorded_once(self):
        for name in FILES:
            with self.subTest(name):
                case = name.removesuffix(".jsonl")
                first = self.vertrek("apply", "--json", CASES / name)
                before = self.history(case)
                again = self.vertrek("apply", "--json", CASES / name)
                self.assertEqual((again.code, again.err), (DONE, ""))
                self.assertEqual(self.history(case), before)
                last_recorded = max(x["line"] for x in first.lines if x["answer"] == "accepted")
                for line, line_again in zip(first.lines, again.lines, strict=True):
                    if line["answer"] == "refused":
                        stands_open = line["line"] > last_recorded  # asked for again
                        self.assertEqual(
                            line_again["answer"], "refused" if stands_open else "passed_over"
                        )
                    else:
                        self.assertTrue(line_again["recorded_before"])
                        self.assertEqual(line_again["sequence"], line["sequence"])

    def test_the_totals_of_a_second_run_say_that_everything_was_recorded_already(self):
        name = CASES / "rbdha-2023-8655.jsonl"
        self.vertrek("apply", name)
        self.assertIn(
            "0 recorded, 0 refused, 24 recorded already, 2 not tested again",
            self.vertrek("apply", name).out,
        )

    def test_a_file_to_which_lines_were_added_records_only_those(self):
        self.recorded(opened(), command(data={"text": "one"}))
        done = self.apply(opened(), command(data={"text": "one"}), command(data={"text": "two"}))
        self.assertEqual([line["recorded_before"] for line in done.lines], [True, True, False])
        self.assertEqual(self.notes(), ["one", "two"])

    def test_the_same_line_twice_in_one_file_is_judged_twice(self):
        note = command(data={"text": "called; no answer"})
        self.recorded(opened(), note, note)
        self.assertEqual(self.notes(), ["called; no answer"] * 2)
        self.recorded(opened(), note, note)
        self.assertEqual(self.notes(), ["called; no answer"] * 2)

    def test_the_same_line_twice_is_completed_when_only_the_first_had_been_recorded(self):
        note = command(data={"text": "called; no answer"})
        self.recorded(opened(), note)
        self.recorded(opened(), note, note, note)
        self.assertEqual(self.notes(), ["called; no answer"] * 3)

    def test_the_same_line_twice_of_an_opening_is_refused_the_second_time(self):
        done = self.apply(opened(), opened())
        self.assertEqual(done.code, REFUSED)
        self.assertEqual([line["answer"] for line in done.lines], ["accepted", "refused"])

    def test_another_file_with_the_same_lines_in_another_order_records_nothing_twice(self):
        one, two = command(data={"text": "one"}), command(data={"text": "two"})
        self.recorded(opened(), one, two)
        self.recorded(two, one)
        self.assertEqual(self.notes(), ["one", "two"])

    def test_two_runs_of_the_same_file_at_the_same_time_record_it_once(self):
        note = command(data={"text": "called; no answer"})
        lines = [opened(f"c{n}") for n in range(50)]
        lines += [note | {"case": f"c{n}"} for n in range(50) for _ in range(4)]
        file = self.file(*lines)
        begun = [(str(PROGRAM), "--db", str(self.db), "apply", str(file)) for _ in range(3)]
        runs = [subprocess.Popen(run, stdout=subprocess.DEVNULL) for run in begun]
        self.assertEqual([run.wait() for run in runs], [DONE] * len(runs))
        listed = self.vertrek("case", "list", "--json").json["cases"]
        self.assertEqual([case["version"] for case in listed], [5] * 50)


class Keys(Desk):
    def test_the_same_key_twice_is_recorded_once_and_answers_the_same(self):
        note = command(key="k1")
        done = self.apply(opened(), note, note)
        self.assertEqual(done.code, DONE, done.err)
        _, first, second = done.lines
        self.assertEqual((first["recorded_before"], second["recorded_before"]), (False, True))
        for field in ("case", "event", "answer", "sequence", "position"):
            self.assertEqual(first[field], second[field])
        self.assertEqual(len(self.history()), 2)

    def test_the_same_key_in_a_later_run_is_recorded_once(self):
        note = command(key="k1")
        self.recorded(opened(), note)
        done = self.apply(note)
        self.assertTrue(done.lines[0]["recorded_before"])
        self.assertEqual(len(self.history()), 2)

    def test_the_same_words_under_two_keys_are_two_events(self):
        self.recorded(opened(), command(key="k1"), command(key="k2"))
        self.assertEqual(len(self.notes()), 2)

    def test_the_same_key_with_another_command_is_an_error(self):
        others = {
            "data": {"data": {"text": "something else"}},
            "event": {"event": "departure.whereabouts_unknown", "by": "DTENV", "data": {}},
            "user": {"by": {"partner": "IND", "user": "officer.2"}},
            "moment": {"occurred_at": "2025-01-06T10:00:01+01:00"},
            "irregular": {"irregular": {"reason": "in haste", "second": "officer.2"}},
        }
        self.recorded(opened(), command(key="k1"))
        for what, other in others.items():
            with self.subTest(what):
                by = other.get("by", "IND")
                line = command(key="k1") | {k: v for k, v in other.items() if k != "by"}
                line["by"] = by if isinstance(by, dict) else {"partner": by, "user": "officer.1"}
                done = self.apply(line)
                self.assert_one_error(done, "scenario.jsonl:1:", "[key]", "k1")
                self.assertEqual(done.lines[0]["error"]["code"], "key-reused")
                self.assertEqual(len(self.history()), 2)

    def test_the_same_key_in_another_case_is_another_command(self):
        self.recorded(
            opened(), opened("c2"), command(key="k1"), command(case="c2", key="k1")
        )
        self.assertEqual((len(self.history("c1")), len(self.history("c2"))), (2, 2))


class Expectations(Desk):
    def test_a_refusal_that_was_not_expected_ends_the_run_with_one(self):
        done = self.apply(opened(), command("removal.planned", by="DTENV", data={"date": "2025-02-01"}))
        self.assertEqual(done.code, REFUSED)

    def test_an_expected_acceptance_that_is_refused_is_told_with_its_place(self):
        line = command("removal.planned", by="DTENV", data={"date": "2025-02-01"}, expect="accepted")
        done = self.apply(opened(), line)
        self.assertEqual(done.code, REFUSED)
        self.assertIn("scenario.jsonl:2: not as expected: expected was accepted", done.err)
        self.assertFalse(done.lines[1]["as_expected"])

    def test_an_expected_refusal_that_is_accepted_is_told_with_its_place(self):
        done = self.apply(opened(expect="refused"))
        self.assertEqual(done.code, REFUSED)
        self.assertIn("scenario.jsonl:1: not as expected: expected was refused", done.err)

    def test_an_expected_requirement_that_is_not_named_is_told_with_its_place(self):
        line = command("removal.planned", by="DTENV", data={"date": "2025-02-01"}, expect="refused")
        rules = {"expect_rules": ["transfer-accepted", "heard-first"]}
        done = self.apply(opened(), line | rules)
        self.assertEqual(done.code, REFUSED)
        self.assertIn("scenario.jsonl:2: not as expected: expected, but not named:", done.err)
        self.assertIn("heard-first", done.err)

    def test_a_refusal_may_name_more_than_was_expected(self):
        line = command("removal.announced", by="DTENV", expect="refused")
        done = self.apply(opened(), line)
        named = [unmet["rule"] for unmet in done.lines[1]["unmet"]]
        self.assertEqual(done.code, DONE)
        for rule in named:
            self.assertEqual(self.apply(line | {"expect_rules": [rule]}).code, DONE)

    def test_another_partner_or_an_unknown_case_satisfies_an_expected_refusal(self):
        wrong_partner = command("residence.ended", by="COURT", expect="refused")
        wrong_partner["data"] = {
            "ground": "fraud", "facts": "x", "prospect_of_work": False, "interests_weighed": "x",
        }
        nobody = command(case="nobody", expect="refused", expect_rules=["case-exists"])
        done = self.apply(
            opened(), wrong_partner | {"expect_rules": ["recorded-by"]}, nobody
        )
        self.assertEqual((done.code, done.err), (DONE, ""))

    def test_a_malformed_line_never_satisfies_an_expected_refusal(self):
        done = self.apply(opened(), command(expect="refused", data={"txt": "x"}))
        self.assert_one_error(done, "scenario.jsonl:2:")
        self.assertEqual(done.code, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
