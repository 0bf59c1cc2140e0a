#!/usr/bin/env python3
"""Looking ahead: what a proposed law changes in the cases on record, which stay as they are."""

import hashlib
import json
import unittest
from pathlib import Path

from program import CASES, DONE, LAWS, Desk, detained, is_both, opened

SIX_WEEKS = {"rule": "departure-term", "period": {"count": 6, "unit": "weeks"},
             "valid_from": "2025-01-01", "articles": ["Vw 62(1) new"], "transition": "takes_over"}
NEVER = {"happened": "appeal.lodged"}


def added(condition=None, **more) -> dict:
    """A requirement before detention that a proposal adds."""
    return {"id": "proposed", "articles": ["Vw 59d"], "certainty": "A", "valid_from": "2025-01-01",
            "before": ["detention.imposed"], "sentence": {"nl": "voorgesteld", "en": "as proposed"},
            "condition": NEVER if condition is None else condition} | more


class Law(Desk):
    def law(self, text=None, **changes) -> Path:
        path = self.folder / "law.json"
        if text is None:
            text = json.dumps(changes)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def impact(self, law: Path, *options) -> dict:
        done = self.vertrek("impact", "--json", "--law", law, *options)
        self.assertEqual((done.code, done.err), (DONE, ""))
        return done.json


class Impact(Law):
    def test_a_longer_term_is_told_per_case_and_in_total(self):
        for case in ("b", "a"):
            self.recorded(*detained(case))
        self.recorded(opened("c"))
        seen = self.impact(self.law(deadlines=[SIX_WEEKS], title={"nl": "Zes weken", "en": "Six weeks"}))
        self.assertEqual(seen["title"], {"nl": "Zes weken", "en": "Six weeks"})
        (change,) = seen["law"]
        self.assertTrue(is_both(change))
        self.assertIn("6 weeks from 1 January 2025", change["en"])
        self.assertEqual([case["case"] for case in seen["cases"]], ["a", "b"])
        (deadline,), (step,) = seen["cases"][0]["deadlines"], seen["cases"][0]["steps"]
        self.assertEqual((deadline["rule"], deadline["changes"]), ("departure-term", ["end"]))
        self.assertEqual(deadline["trigger"]["event"], "residence.determination_notified")
        self.assertEqual(deadline["present"]["last_day"], "2025-02-28")
        self.assertEqual(deadline["proposed"]["last_day"], "2025-03-14")
        self.assertEqual(deadline["proposed"]["articles"], ["Vw 62(1) new"])
        self.assertEqual(deadline["present"]["period"]["en"], "1 month")
        self.assertEqual(deadline["proposed"]["period"]["en"], "6 weeks")
        self.assertEqual((step["event"], step["change"]), ("detention.imposed", "refused"))
        self.assertEqual(step["added"], ["departure-term-ended"])
        self.assertTrue(all(is_both(unmet["sentence"]) for unmet in step["unmet"]))
        self.assertEqual(seen["totals"], {
            "cases": 3, "cases_changed": 2,
            "deadlines": {"appear": 0, "disappear": 0, "end": 2, "status": 0},
            "steps": {"refused": 2, "refused-for-more": 0, "refused-for-less": 0, "no-longer-refused": 0},
            "marks_no_longer_needed": 0})

    def test_one_case_or_all_of_them(self):
        for case in ("a", "b"):
            self.recorded(*detained(case))
        law = self.law(deadlines=[SIX_WEEKS])
        whole = self.impact(law)
        alone = self.impact(law, "--case", "b")
        self.assertEqual(alone["cases"], whole["cases"][1:])
        self.assertEqual(alone["totals"]["cases"], 1)

    def test_transitional_law_says_whether_a_running_term_changes(self):
        self.recorded(*detained())
        later = SIX_WEEKS | {"valid_from": "2025-02-15"}
        taken = self.impact(self.law(deadlines=[later]))
        self.assertEqual(len(taken["cases"]), 1)
        kept = self.impact(self.law(deadlines=[later | {"transition": "keeps_its_law"}]))
        self.assertEqual(kept["cases"], [])
        unsaid = self.impact(self.law(deadlines=[{k: later[k] for k in later if k != "transition"}]))
        self.assertEqual(unsaid["cases"], [])

    def test_an_added_requirement_refuses_a_past_step_and_says_why(self):
        self.recorded(*detained())
        law = self.law(added_requirements=[added({"all": [
            {"region": "custody", "in": ["held"]},
            {"happened": "residence.determination_notified", "at_least_days_before": 60}]})])
        (step,) = self.impact(law)["cases"][0]["steps"]
        (unmet,) = step["unmet"]
        self.assertEqual((unmet["rule"], unmet["articles"]), ("proposed", ["Vw 59d"]))
        self.assertEqual(unmet["sentence"], {"nl": "voorgesteld", "en": "as proposed"})
        self.assertIn("at least 60 days before", unmet["detail"]["en"])
        self.assertNotIn("custody", unmet["detail"]["en"])  # that part was met
        for language, *words in [("en", "was lawful, would be refused", "as proposed (Vw 59d)",
                                  "lawful steps that would be refused: 1",
                                  "Deprivation of liberty and remedies", "nothing was recorded or changed"),
                                 ("nl", "was rechtmatig, zou worden geweigerd", "voorgesteld (Vw 59d)",
                                  "rechtmatige stappen die zouden worden geweigerd: 1",
                                  "rechtsmiddelen", "er is niets vastgelegd of veranderd")]:
            shown = self.vertrek("--lang", language, "impact", "--law", law).out
            for word in words:
                self.assertIn(word, shown)

    def test_a_mark_that_a_changed_law_makes_needless_is_counted(self):
        lines = detained(order={"irregular": {"reason": "it happened", "second": "second.officer"}})
        lines[-2]["data"] |= {"lighter_means_reasons": ""}
        self.recorded(*lines)
        seen = self.impact(self.law(requirements=[{"id": "lighter-means", "valid_to": "2024-12-31"}]))
        (step,) = seen["cases"][0]["steps"]
        self.assertEqual((step["change"], step["gone"], step["unmet"]),
                         ("no-longer-refused", ["lighter-means"], []))
        self.assertTrue(step["marked"] and step["mark_no_longer_needed"])
        self.assertEqual(seen["totals"]["marks_no_longer_needed"], 1)

    def test_the_shipped_example_changes_published_cases_and_writes_nothing(self):
        for path in sorted(CASES.glob("*.jsonl")):
            self.assertEqual(self.vertrek("apply", path).code, DONE)
        before = hashlib.sha256(self.db.read_bytes()).hexdigest()
        histories = {path.stem: self.history(path.stem) for path in CASES.glob("*.jsonl")}
        seen = self.impact(LAWS / "six-weeks-to-leave.json")
        self.assertEqual(seen["totals"]["cases"], 10)
        self.assertGreater(seen["totals"]["deadlines"]["end"], 0)
        self.assertEqual(self.vertrek("impact", "--law", LAWS / "six-weeks-to-leave.json").code, DONE)
        self.assertEqual(hashlib.sha256(self.db.read_bytes()).hexdigest(), before)
        self.assertEqual({case: self.history(case) for case in histories}, histories)
        # The term began under the old law in 2018 and 2022: those cases are left alone.
        changed = {case["case"] for case in seen["cases"]}
        self.assertNotIn("fs-2018", changed)
        self.assertNotIn("rbdha-2022-3344", changed)

    def test_every_shipped_law_is_read(self):
        self.recorded(opened())
        laws = sorted(LAWS.glob("*.json"))
        self.assertTrue(laws)
        for law in laws:
            self.assertEqual(self.impact(law)["cases"], [])


class WrongLaw(Law):
    def assert_wrong(self, law: Path, *named: str) -> None:
        self.assert_one_error(self.vertrek("impact", "--json", "--law", law), str(law), *named)
        done = self.vertrek("impact", "--law", law)
        self.assert_one_error(done, str(law), *named)
        self.assertEqual(done.out, "")
        dutch = self.vertrek("--lang", "nl", "impact", "--law", law)
        self.assertTrue(dutch.err.startswith("fout: "), dutch.err)
        for word in ("unknown", "missing", "there is no", "did you mean"):
            self.assertNotIn(word, dutch.err)

    def setUp(self):
        super().setUp()
        self.recorded(opened())

    def test_what_is_no_proposal(self):
        for text, *named in [
            ("", "no JSON"),
            ("{", "no JSON"),
            ("[]", "no JSON object"),
            ("{}", "changes nothing", "see examples/laws"),
            ('{"deadlines": [], "requirements": []}', "changes nothing"),
            ('{"deadline": []}', 'unknown field "deadline"', 'did you mean "deadlines"?'),
            ('{"deadlines": {}}', "no list of objects"),
            ('{"deadlines": [1]}', "deadlines[0]"),
            ('{"deadlines": [], "deadlines": []}', "given twice in one object"),
            ('{"title": "x", "deadlines": []}', "give both languages"),
            (b'{"title": {"nl": "\xff", "en": "x"}}', "UTF-8"),
            ("[" * 100, "JSON"),
            (" " * ((1 << 20) + 1), "too long", "1 MiB"),
        ]:
            with self.subTest(text[:60]):
                self.assert_wrong(self.law(text), *named)

    def test_a_file_that_cannot_be_read(self):
        for path in (self.folder / "absent.json", self.folder):
            self.assert_wrong(path, "cannot be opened")

    def test_wrong_deadlines(self):
        term = {k: SIX_WEEKS[k] for k in SIX_WEEKS if k != "transition"}
        for change, where, *named in [
            ({"period": 6}, "rule", "is missing"),
            (term | {"rule": "departure-trem"}, "rule", 'did you mean "departure-term"?'),
            (term | {"rule": "views-term"}, "rule", "sets in each case"),
            (term | {"period": 6}, "period", "no object"),
            (term | {"period": {"count": 0, "unit": "weeks"}}, "period.count", "no whole number"),
            (term | {"period": {"count": 1.5, "unit": "weeks"}}, "period.count"),
            (term | {"period": {"count": "6", "unit": "weeks"}}, "period.count"),
            (term | {"period": {"count": 10**30, "unit": "weeks"}}, "period.count"),
            (term | {"period": {"count": 6, "unit": "hours"}}, "period.unit", "days, weeks, months"),
            (term | {"period": {"count": 6, "unit": "weeks", "x": 1}}, "period.x", "unknown field"),
            (term | {"rule": "hold-six-hours"}, "period.unit", "hours"),
            (term | {"valid_from": None}, "valid_from", "first day"),
            (term | {"valid_from": "2025-02-30"}, "valid_from", "30 February 2025"),
            (term | {"valid_to": "2024-12-31"}, "valid_to", "lies before the first"),
            (term | {"articles": []}, "articles", "no list of texts"),
            (term | {"articles": "Vw 62"}, "articles", "no list of texts"),
            (term | {"transition": "at_once"}, "transition", "keeps_its_law, takes_over"),
            (term | {"until": "2025-12-31"}, "until", "unknown field"),
            ({"rule": "departure-term"}, "period", "nothing is changed here"),
            ({"rule": "departure-term", "valid_from": "2025-01-01"}, "period", "belongs to a new"),
            ({"rule": "police-cell", "valid_to": "2025-01-01"}, "valid_to", "no law any more"),
        ]:
            with self.subTest(change=change):
                self.assert_wrong(self.law(deadlines=[change]), f"deadlines[0].{where}", *named)
        twice = [term, term | {"valid_from": "2026-01-01"}]
        self.assert_wrong(self.law(deadlines=twice), "deadlines[1].valid_from", "changed twice")

    def test_wrong_requirements(self):
        for change, where, *named in [
            ({"valid_to": "2025-01-01"}, "id", "is missing"),
            ({"id": "ligter-means", "valid_to": "2025-01-01"}, "id", 'did you mean "lighter-means"?'),
            ({"id": "lighter-means"}, "valid_to", "nothing is changed here"),
            ({"id": "lighter-means", "valid_from": "2025-02-01", "valid_to": "2025-01-01"}, "valid_to"),
            ({"id": "lighter-means", "articles": []}, "articles", "unknown field"),
        ]:
            with self.subTest(change=change):
                self.assert_wrong(self.law(requirements=[change]), f"requirements[0].{where}", *named)
        twice = [{"id": "lighter-means", "valid_to": "2025-01-01"}] * 2
        self.assert_wrong(self.law(requirements=twice), "requirements[1].id", "changed twice")

    def test_wrong_added_requirements(self):
        without = lambda field: {k: v for k, v in added().items() if k != field}  # noqa: E731
        for change, where, *named in [
            *((without(field), field) for field in
              ("id", "articles", "certainty", "before", "sentence", "condition")),
            (added(id="lighter-means"), "id", "in use already"),
            (added(id="possible-now"), "id", "in use already"),
            (added(id="departure-term"), "id", "in use already"),
            (added(id="Proposed"), "id", "small letters"),
            (added(certainty="D"), "certainty", "A (text"),
            (added(before=["detention.imposd"]), "before[0]", 'did you mean "detention.imposed"?'),
            (added(before=["deadline.breached"]), "before[0]", "comes with time"),
            (added(before=["detention.imposed"] * 2), "before[1]", "given twice"),
            (added(sentence={"nl": "alleen"}), "sentence.en", "is missing"),
            (added(sentence={"nl": "a", "en": " "}), "sentence.en", "is empty"),
        ]:
            with self.subTest(change=change):
                self.assert_wrong(self.law(added_requirements=[change]),
                                  f"added_requirements[0].{where}", *named)
        self.assert_wrong(self.law(added_requirements=[added(), added()]), "added_requirements[1].id", "twice")

    def test_wrong_conditions(self):
        for condition, where, *named in [
            ("yes", "", "here belongs a condition"),
            ({}, "", "asks nothing that is known"),
            ({"is": 1}, "", "asks nothing that is known"),
            ({"happened": "appeal.lodged", "region": "custody"}, "", "asks two things"),
            ({"all": []}, ".all", "no list of conditions"),
            ({"any": [NEVER, {}]}, ".any[1]", "asks nothing"),
            ({"not": [NEVER]}, ".not", "here belongs a condition"),
            ({"all": [NEVER], "x": 1}, ".x", "unknown field"),
            ({"region": "custdy", "in": ["held"]}, ".region", 'did you mean "custody"?'),
            ({"region": "custody", "in": ["hold"]}, ".in[0]", 'did you mean "held"?'),
            ({"region": "custody"}, ".in", "no list of texts"),
            ({"field": "sgned", "present": True}, ".field", 'did you mean "signed"?'),
            ({"field": "signed"}, ".equals", "either"),
            ({"field": "signed", "equals": True, "present": True}, ".equals", "either"),
            ({"field": "signed", "present": "yes"}, ".present", "no true or false"),
            ({"field": "place", "equals": "at sea"}, ".equals", "cannot stand in detention.imposed"),
            ({"happened": "appeal.lodge"}, ".happened", 'did you mean "appeal.lodged"?'),
            ({"happened": "appeal.lodged", "within_days": -1}, ".within_days", "no whole number"),
            ({"happened": "appeal.lodged", "within_days": 2, "at_least_days_before": 3}, ".within_days",
             "exclude each other"),
            ({"deadline": "appeal-trem", "past": True}, ".deadline", 'did you mean "appeal-term"?'),
            ({"deadline": "appeal-term"}, ".status", "either"),
            ({"deadline": "appeal-term", "status": ["over"]}, ".status[0]", "running"),
            ({"deadline": "appeal-term", "past": 1}, ".past", "no true or false"),
        ]:
            with self.subTest(condition=condition):
                self.assert_wrong(self.law(added_requirements=[added(condition)]),
                                  f"added_requirements[0].condition{where}", *named)

    def test_wrong_use_of_the_command(self):
        law = self.law(deadlines=[SIX_WEEKS])
        for arguments, *named in [
            ((), "--law is missing"),
            (("--law", law, "--case", "nobody"), "no case", "nobody"),
            (("--law", law, "--case", "a/b"), "no case name"),
            (("--law", law, "c1"), '"c1" is too much here'),
        ]:
            done = self.vertrek("impact", *arguments)
            self.assert_one_error(done, *named)
            self.assertEqual(done.out, "")
        self.assert_one_error(self.vertrek("impact", "--law", law, db=self.folder / "none.db"), "none.db")
        self.assertFalse((self.folder / "none.db").exists())


if __name__ == "__main__":
    unittest.main()
