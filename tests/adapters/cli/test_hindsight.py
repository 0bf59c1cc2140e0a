#!/usr/bin/env python3
"""Looking back: steps that would have been refused, had all been known in time."""

import hashlib
import unittest

from program import CASES, DONE, REFUSED, Desk, command, detained, is_both, opened


def objection_found_late(case: str = "c1") -> dict:
    """Lodged in time on 20 February; the letter is found on 12 March."""
    lodged = command("objection.lodged", case, "COUNSEL", at="2025-02-20T09:00:00+01:00")
    return lodged | {"recorded_at": "2025-03-12T09:00:00+01:00"}


def lifted(case: str = "c1") -> dict:
    return command("detention.lifted", case, "DTENV", at="2025-03-13T09:00:00+01:00",
                   data={"reason": "weighed_again"})


class Hindsight(Desk):
    def look(self, *options, code: int = DONE) -> dict:
        done = self.vertrek("audit", "hindsight", "--json", *options)
        self.assertEqual((done.code, done.err), (code, ""))
        return done.json

    def test_a_case_in_which_all_was_known_gives_nothing_and_exits_0(self):
        self.recorded(*detained(), lifted())
        seen = self.look()
        self.assertEqual(seen["cases"], [])
        self.assertEqual(seen["totals"], {"cases": 1, "cases_with_findings": 0, "findings": 0,
                                          "with_new_rules": 0, "days": 0})
        text = self.vertrek("audit", "hindsight")
        self.assertEqual(text.code, DONE)
        self.assertIn("no step would have been refused", text.out)

    def test_a_late_objection_makes_the_order_a_finding_and_exits_1(self):
        self.recorded(*detained(), objection_found_late(), lifted())
        seen = self.look(code=REFUSED)
        (case,) = seen["cases"]
        (finding,) = case["findings"]
        self.assertEqual((case["case"], case["days"]), ("c1", 4))
        order = next(e for e in self.history() if e["event"] == "detention.imposed")
        for same in ("sequence", "event", "occurred_at", "recorded_at", "by"):
            self.assertEqual(finding[same], order[same])
        self.assertFalse(finding["marked"])
        self.assertIsNone(finding["corrected_from"])
        rules = ["departure-term-ended", "objection-decided"]
        self.assertEqual(sorted(finding["new_rules"]), rules)
        self.assertEqual(sorted(unmet["rule"] for unmet in finding["unmet"]), rules)
        for unmet in finding["unmet"]:
            self.assertTrue(unmet["articles"])
            self.assertTrue(is_both(unmet["sentence"]) and is_both(unmet["detail"]))
        self.assertEqual(finding["held"], [{
            "from": "2025-03-10T12:00:00+01:00", "to": "2025-03-13T09:00:00+01:00",
            "first_day": "2025-03-10", "last_day": "2025-03-13"}])
        self.assertEqual(finding["days"], 4)
        self.assertEqual(seen["totals"], {"cases": 1, "cases_with_findings": 1, "findings": 1,
                                          "with_new_rules": 1, "days": 4})

    def test_custody_that_goes_on_has_no_end_and_the_remedies_are_shown(self):
        self.recorded(*detained(), objection_found_late())
        (case,) = self.look("--known-at", "2025-03-12", code=REFUSED)["cases"]
        (held,) = case["findings"][0]["held"]
        self.assertEqual((held["to"], held["last_day"]), (None, None))
        self.assertEqual(case["days"], 3)
        self.assertEqual(case["regions"]["custody"], "detained")
        for language, *words in [("en", "goes on", "on 3 days", "Deprivation of liberty and remedies"),
                                 ("nl", "duurt voort", "op 3 dagen", "rechtsmiddelen")]:
            shown = self.vertrek("--lang", language, "audit", "hindsight", "--known-at", "2025-03-12").out
            for word in (*words, "detention.imposed", "objection-decided", "Awb 6:9(2)"):
                self.assertIn(word, shown)

    def test_what_was_marked_is_told_apart_from_what_is_new(self):
        order = {"irregular": {"reason": "it happened", "second": "second.officer"}}
        lines = detained(order=order)
        lines[-2]["data"] |= {"lighter_means_reasons": ""}
        self.recorded(*lines)
        (finding,) = self.look(code=REFUSED)["cases"][0]["findings"]
        self.assertTrue(finding["marked"])
        self.assertEqual(finding["new_rules"], [])
        self.assertEqual([unmet["rule"] for unmet in finding["unmet"]], ["lighter-means"])
        self.assertEqual(self.look(code=REFUSED)["totals"]["with_new_rules"], 0)
        self.recorded(objection_found_late())
        (finding,) = self.look(code=REFUSED)["cases"][0]["findings"]
        self.assertEqual(sorted(finding["new_rules"]), ["departure-term-ended", "objection-decided"])
        self.assertIn("stood recorded as irregular; new: ", self.vertrek("audit", "hindsight").out)

    def test_a_correction_of_the_step_itself_is_shown_with_what_it_was(self):
        lines = detained()
        lines[-2]["recorded_at"] = "2025-03-10T17:00:00+01:00"  # told after it happened
        self.recorded(*lines, lifted())
        number = next(e["sequence"] for e in self.history() if e["event"] == "detention.imposed")
        # The six hours of the hold ended at 15:30.
        self.recorded(command("record.corrected", by="AVIM", at="2025-03-14T09:00:00+01:00", data={
            "corrects": number, "set": {"occurred_at": "2025-03-10T16:00:00+01:00"}, "reason": "a slip"}))
        findings = self.look(code=REFUSED)["cases"][0]["findings"]
        finding = next(f for f in findings if f["event"] == "detention.imposed")
        self.assertEqual(finding["occurred_at"], "2025-03-10T16:00:00+01:00")
        self.assertEqual(finding["corrected_from"], "2025-03-10T12:00:00+01:00")
        self.assertEqual([unmet["rule"] for unmet in finding["unmet"]], ["hold-in-time"])
        self.assertIn("first recorded as of 10 March 2025", self.vertrek("audit", "hindsight").out)

    def test_what_was_known_at_a_moment_does_not_change_afterwards(self):
        self.recorded(*detained())
        before = self.look("--known-at", "2025-03-11")
        self.assertEqual(before["cases"], [])
        self.recorded(objection_found_late())
        found = self.look("--known-at", "2025-03-12", code=REFUSED)
        self.recorded(lifted())
        self.assertEqual(self.look("--known-at", "2025-03-11"), before)
        self.assertEqual(self.look("--known-at", "2025-03-12", code=REFUSED), found)

    def test_one_case_or_all_of_them(self):
        for case in ("b", "a", "c"):
            self.recorded(*detained(case), lifted(case))
        for case in ("c", "b"):
            self.recorded(objection_found_late(case))
        seen = self.look(code=REFUSED)
        self.assertEqual([case["case"] for case in seen["cases"]], ["b", "c"])
        self.assertEqual((seen["totals"]["cases"], seen["totals"]["days"]), (3, 8))
        self.assertEqual(self.look("--case", "a")["cases"], [])
        (alone,) = self.look("--case", "b", code=REFUSED)["cases"]
        self.assertEqual(alone["findings"], seen["cases"][0]["findings"])
        # At a moment at which only two cases existed, only those are counted.
        self.recorded(opened("later") | {"occurred_at": "2026-01-05T09:00:00+01:00"})
        self.assertEqual(self.look("--known-at", "2025-12-31", code=REFUSED)["totals"]["cases"], 3)

    def test_the_published_cases_are_read_and_nothing_is_written(self):
        for path in sorted(CASES.glob("*.jsonl")):
            self.assertEqual(self.vertrek("apply", path).code, DONE)
        before = hashlib.sha256(self.db.read_bytes()).hexdigest()
        done = self.vertrek("audit", "hindsight", "--json")
        self.assertEqual((done.code, done.err), (DONE, ""))
        # Their files hold what was known when, and what was wrong stands in them as refused.
        self.assertEqual((done.json["totals"]["cases"], done.json["cases"]), (10, []))
        self.assertEqual(hashlib.sha256(self.db.read_bytes()).hexdigest(), before)

    def test_wrong_input_is_one_error(self):
        self.recorded(opened())
        for arguments, *named in [
            (("--case", "nobody"), "no case", "nobody"),
            (("--case", "a/b"), "no case name"),
            (("--known-at", "x"), "[--known-at x]"),
            (("--known-at", "2025-02-30"), "30 February 2025"),
            (("--case", "c1", "--known-at", "1999-01-01"), "did not exist yet"),
            (("c1",), '"c1" is too much here'),
            (("--knwon-at", "2025-01-01"), "did you mean --known-at?"),
        ]:
            with self.subTest(arguments):
                for json_too in ([], ["--json"]):
                    done = self.vertrek("audit", "hindsight", *arguments, *json_too)
                    self.assert_one_error(done, *named)
                    self.assertEqual(done.out, "")


if __name__ == "__main__":
    unittest.main()
