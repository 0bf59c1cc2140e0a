#!/usr/bin/env python3
"""The law as the program tells it: deadlines counted and explained, days that do not count,
requirements with their articles, and the process as a picture."""

import datetime
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from program import BAD_INPUT, DONE, Desk, command, environment, is_both, moment, opened, run

# The worked examples of the law: rule, from, the last day or moment that counts.
WORKED_EXAMPLES = """
departure-term                2018-09-25               2018-10-23
departure-term                2024-01-30               2024-02-29
departure-term                2025-01-31               2025-02-28
departure-term                2025-03-20               2025-04-22
departure-term                2025-04-24               2025-05-26
departure-term                2025-11-26               2025-12-29
objection-term                2025-03-21               2025-04-22
objection-term                2025-11-25               2025-12-23
postal-shadow                 2025-12-23               2025-12-30
objection-term                2026-03-06               2026-04-07
detention-higher-appeal-term  2025-12-18               2025-12-29
detention-higher-appeal-term  2026-05-07               2026-05-15
hold-six-hours                2025-09-23T09:05+02:00   2025-09-23T15:05+02:00
hold-six-hours                2025-09-23T18:00+02:00   2025-09-24T00:00+02:00
hold-six-hours                2025-09-23T18:01+02:00   2025-09-24T09:01+02:00
hold-six-hours                2025-09-24T03:15+02:00   2025-09-24T15:00+02:00
hold-six-hours                2025-03-29T22:00+01:00   2025-03-30T13:00+02:00
facility-transfer-24h         2023-12-05T14:55+01:00   2023-12-06T14:55+01:00
facility-transfer-24h         2025-03-29T20:00+01:00   2025-03-30T21:00+02:00
detention-court-notice        2025-09-23               2025-10-21
detention-court-notice        2024-11-27               2024-12-25
detention-hearing             2018-11-23               2018-12-07
detention-six-months          2025-02-03               2025-08-01
"""


class Deadlines(Desk):
    def compute(self, rule: str, start: str, *options) -> dict:
        done = run("deadline", "compute", rule, "--from", start, "--json", *options, cwd=self.folder)
        self.assertEqual((done.code, done.err), (DONE, ""))
        self.assertEqual((done.json["rule"], done.json["from"]), (rule, start))
        return done.json

    def test_every_worked_example_of_the_law_is_counted_and_explained(self):
        for example in WORKED_EXAMPLES.split("\n")[1:-1]:
            rule, start, end = example.split()
            with self.subTest(example):
                counted = self.compute(rule, start)
                if "T" in end:
                    self.assertEqual(moment(counted["last_moment"]), moment(end))
                    self.assertEqual(counted["last_moment"][-6:], end[-6:])
                    self.assertNotIn("last_day", counted)
                else:
                    self.assertEqual(counted["last_day"], end)
                    self.assertNotIn("last_moment", counted)
                self.assertTrue(counted["articles"])
                self.assertTrue(is_both(counted["period"]))
                self.assertTrue(all(is_both(step["why"]) for step in counted["steps"]))
                self.assertEqual(counted["steps"][-1]["at"][:10], end[:10])

    def test_the_departure_term_was_four_weeks_before_april_2022_and_is_a_month_since(self):
        self.assertEqual(self.compute("departure-term", "2018-09-25")["period"]["en"], "4 weeks")
        self.assertEqual(self.compute("departure-term", "2022-04-07")["period"]["en"], "4 weeks")
        self.assertEqual(self.compute("departure-term", "2022-04-08")["period"]["en"], "1 month")

    def test_a_day_that_was_moved_names_the_holiday_and_the_article(self):
        steps = self.compute("departure-term", "2025-03-20")["steps"]
        said = " ".join(step["why"]["en"] for step in steps)
        self.assertIn("Easter", said)
        self.assertTrue(any("Atw" in step.get("article", "") for step in steps))

    def test_a_day_that_was_equated_by_decree_counts_only_with_its_file(self):
        decree = self.folder / "decreed.txt"
        decree.write_text("2026-05-15 a decree of the test\n")
        rule = "detention-higher-appeal-term"
        self.assertEqual(self.compute(rule, "2026-05-07")["last_day"], "2026-05-15")
        with_decree = self.compute(rule, "2026-05-07", "--decreed-days", decree)
        self.assertEqual(with_decree["last_day"], "2026-05-18")
        days = run("calendar", "--year", "2026", "--json", "--decreed-days", decree).json["days"]
        self.assertIn("2026-05-15", [day["date"] for day in days])

    def test_a_file_of_decreed_days_that_cannot_be_read_is_an_error_with_its_line(self):
        decree = self.folder / "decreed.txt"
        decree.write_text("2026-05-15 good\n2026-02-30 bad\n")
        done = self.vertrek("calendar", "--year", "2026", "--decreed-days", decree)
        self.assert_one_error(done, "decreed.txt:2", "30 February 2026")
        missing = self.folder / "missing.txt"
        self.assert_one_error(self.vertrek("rules", "--decreed-days", missing), "missing.txt")

    def test_the_words_tell_the_same_day_in_both_languages(self):
        arguments = ("deadline", "compute", "departure-term", "--from", "2025-03-20")
        english = self.vertrek(*arguments).out
        dutch = self.vertrek("--lang", "nl", *arguments).out
        self.assertIn("last day: Tuesday 22 April 2025 (2025-04-22)", english)
        self.assertIn("laatste dag: dinsdag 22 april 2025 (2025-04-22)", dutch)

    def test_a_wrong_rule_or_date_is_an_error(self):
        for rule, start, *named in [
            ("departure-trem", "2025-01-01", "no deadline", "departure-term"),
            ("", "2025-01-01", "no deadline"),
            ("departure-term", "2025-02-30", "30 February 2025"),
            ("departure-term", "yesterday", "no date"),
            ("departure-term", "", "no date"),
            ("departure-term", "2025-1-1", "no date"),
            ("departure-term", "1850-01-01", "1900"),
            ("departure-term", "2025-01-31T10:00", "offset"),
            ("hold-six-hours", "2025-09-23", "hours", "2025-09-23T18:00+02:00"),
            ("hold-six-hours", "2025-09-23T24:00+02:00", "hour 24"),
        ]:
            with self.subTest(rule=rule, start=start):
                done = self.vertrek("deadline", "compute", rule, "--from", start)
                self.assert_one_error(done, *named)
                self.assertEqual(done.out, "")

    def test_the_calendar_names_each_day_with_its_article(self):
        done = self.vertrek("calendar", "--year", "2025", "--json")
        days = {day["date"]: day for day in done.json["days"]}
        self.assertEqual(list(days), sorted(days))
        self.assertEqual(
            set(days),
            {"2025-01-01", "2025-04-18", "2025-04-21", "2025-04-26", "2025-05-05", "2025-05-29",
             "2025-06-09", "2025-12-25", "2025-12-26"},
        )
        for day in days.values():
            self.assertTrue(is_both(day["name"]))
            self.assertIn("Atw 3", day["article"])
        before_2014 = self.vertrek("calendar", "--year", "2013", "--json").json["days"]
        self.assertIn("2013-04-30", [day["date"] for day in before_2014])


class Law(Desk):
    def setUp(self):
        super().setUp()
        done = self.vertrek("rules", "--json")
        self.assertEqual((done.code, done.err), (DONE, ""))
        self.law = done.json

    def test_every_requirement_has_articles_sentences_and_the_days_on_which_it_is_law(self):
        self.assertGreater(len(self.law["requirements"]), 20)
        events = {event["event"] for event in self.law["events"]}
        for requirement in self.law["requirements"]:
            with self.subTest(requirement["id"]):
                self.assertRegex(requirement["id"], r"^[a-z0-9]+(-[a-z0-9]+)*$")
                self.assertTrue(requirement["articles"])
                self.assertTrue(is_both(requirement["sentence"]))
                self.assertIn(requirement["certainty"], "ABC")
                self.assertTrue(requirement["events"])
                self.assertLessEqual(set(requirement["events"]), events)
                for day in (requirement["valid_from"], requirement["valid_to"]):
                    if day is not None:
                        datetime.date.fromisoformat(day)

    def test_no_name_stands_for_two_things(self):
        lists = (self.law[of] for of in ("requirements", "deadlines", "record"))
        names = [rule["id"] for rules in lists for rule in rules]
        self.assertEqual(len(names), len(set(names)))

    def test_every_deadline_has_a_title_whom_it_binds_and_versions_with_articles(self):
        self.assertGreater(len(self.law["deadlines"]), 15)
        for rule in self.law["deadlines"]:
            with self.subTest(rule["id"]):
                for text in ("title", "counted_from", "binds", "at_its_end"):
                    self.assertTrue(is_both(rule[text]))
                self.assertTrue(rule["versions"])
                for version in rule["versions"]:
                    self.assertTrue(version["articles"])
                    self.assertTrue({"valid_from", "valid_to", "period"} <= set(version))

    def test_every_event_says_who_records_it_and_its_fields(self):
        known = {r["id"] for r in self.law["requirements"]} | {r["id"] for r in self.law["record"]}
        for event in self.law["events"]:
            with self.subTest(event["event"]):
                self.assertTrue(is_both(event["meaning"]))
                self.assertTrue(event["recorded_by"])
                self.assertLessEqual(set(event["requirements"]), known)
                for field in event["data"]:
                    self.assertTrue({"name", "required", "type"} <= set(field))
                    self.assertNotIn("country", field["name"])

    def test_the_open_questions_say_what_the_program_keeps_to_meanwhile(self):
        self.assertGreaterEqual(len(self.law["open"]), 8)
        for question in self.law["open"]:
            self.assertTrue(is_both(question["question"]) and is_both(question["meanwhile"]))

    def test_the_words_name_everything_that_the_json_names_in_both_languages(self):
        for language in ("nl", "en"):
            rules = self.vertrek("--lang", language, "rules").out
            for rule in self.law["requirements"] + self.law["deadlines"] + self.law["record"]:
                self.assertIn(rule["id"], rules)
            events = self.vertrek("--lang", language, "rules", "--events").out
            for event in self.law["events"]:
                self.assertIn(event["event"], events)
                self.assertIn(event["meaning"][language], events)
            questions = " ".join(self.vertrek("--lang", language, "rules", "--open").out.split())
            for question in self.law["open"]:
                self.assertIn(question["question"][language], questions)
                self.assertIn(question["meanwhile"][language], questions)

    def test_the_law_of_a_day_holds_what_was_law_on_that_day(self):
        def period(day: str) -> str:
            law = self.vertrek("rules", "--json", "--on", day).json
            rule = next(rule for rule in law["deadlines"] if rule["id"] == "departure-term")
            covering = [
                version["period"]["en"]
                for version in rule["versions"]
                if (version["valid_from"] or "") <= day <= (version["valid_to"] or "9")
            ]
            self.assertEqual(len(covering), 1)
            return covering[0]

        self.assertEqual((period("2020-01-01"), period("2025-01-01")), ("4 weeks", "1 month"))

        def deadlines(day: str) -> set:
            return {rule["id"] for rule in self.vertrek("rules", "--json", "--on", day).json["deadlines"]}

        now, then = deadlines("2025-01-01"), deadlines("2020-01-01")
        self.assertIn("facility-transfer-24h", now)
        self.assertNotIn("facility-transfer-24h", then)
        self.assert_one_error(self.vertrek("rules", "--on", "2025-02-30"), "30 February")

    # ---- the law in versions -------------------------------------------------------------------

    def told(self, *options, language: str = "en") -> str:
        done = self.vertrek("--lang", language, "rules", *options)
        self.assertEqual((done.code, done.err), (DONE, ""))
        return " ".join(done.out.split())

    def test_every_version_says_how_long_it_is_law_and_what_it_does_to_what_was_under_way(self):
        meanings = {
            name: {version["transition_meaning"]["en"] for version in versions}
            for name, versions in self.by_transition(
                version for rule in self.law["deadlines"] for version in rule["versions"]
            ).items()
        }
        self.assertEqual(
            meanings["keeps_its_law"], {"what was under way stays under the old law"}
        )
        days = self.by_transition(self.law["requirements"])
        self.assertEqual(
            {requirement["transition_meaning"]["en"] for requirement in days["takes_over"]},
            {"the law of the day of the step decides"},
        )
        for rule in self.law["deadlines"]:
            with self.subTest(rule["id"]):
                for one, next_one in zip(rule["versions"], rule["versions"][1:]):
                    # The next version begins on the day after the last of the one before it.
                    last = datetime.date.fromisoformat(one["valid_to"])
                    first = datetime.date.fromisoformat(next_one["valid_from"])
                    self.assertEqual(first - last, datetime.timedelta(days=1))
                for version in rule["versions"]:
                    self.assertTrue(is_both(version["transition_meaning"]))
                    self.assertTrue(is_both(version["period"]))

    @staticmethod
    def by_transition(rules) -> dict:
        found = {}
        for rule in rules:
            found.setdefault(rule["transition"], []).append(rule)
        return found

    def test_the_departure_term_is_told_in_both_its_versions(self):
        rule = next(rule for rule in self.law["deadlines"] if rule["id"] == "departure-term")
        told = [(v["period"]["en"], v["valid_from"], v["valid_to"], v["transition"])
                for v in rule["versions"]]
        self.assertEqual(told, [("4 weeks", None, "2022-04-07", "keeps_its_law"),
                                ("1 month", "2022-04-08", None, "keeps_its_law")])
        self.assertIn("4 weeks (Vw 62(1)) up to and including 7 April 2022", self.told())
        self.assertIn(
            "1 month (Dir 30(3), Vw 62(1), RBDHA:2022:3344) from 8 April 2022; keeps_its_law: what "
            "was under way stays under the old law", self.told())
        self.assertIn("1 maand (Dir 30(3), Vw 62(1), RBDHA:2022:3344) vanaf 8 april 2022; "
                      "keeps_its_law: wat al liep blijft onder het oude recht",
                      self.told(language="nl"))

    def test_the_variants_of_a_period_are_told_with_their_articles(self):
        rule = next(rule for rule in self.law["deadlines"] if rule["id"] == "objection-decision")
        variants = [(v["name"], v["period"]["en"], v["articles"]) for v in rule["variants"]]
        self.assertEqual(variants, [("with a committee", "12 weeks", ["Awb 7:10", "Awb 7:13"]),
                                    ("postponed by", "6 weeks", ["Awb 7:10(3)"])])
        self.assertIn("with a committee: 12 weeks (Awb 7:10, Awb 7:13)", self.told())
        self.assertIn("verdaagd met: 6 weken (Awb 7:10(3))", self.told(language="nl"))

    def test_on_a_day_only_what_was_law_that_day_is_told(self):
        for day in ("2010-10-06", "2010-10-07", "2022-03-09", "2022-03-10", "2022-04-07",
                    "2022-04-08", "2025-01-01"):
            with self.subTest(day):
                law = self.vertrek("rules", "--json", "--on", day).json
                self.assertEqual(law["on"], day)
                for rule in law["requirements"]:
                    self.assert_law_on(rule, day)
                for rule in law["deadlines"]:
                    self.assertEqual(len(rule["versions"]), 1, rule["id"])
                    self.assert_law_on(rule["versions"][0], day)
                # Nothing that was law is left out, nor is anything else told in words.
                lines = self.vertrek("rules", "--on", day).out.splitlines()
                headings = [line.split()[0] for line in lines if re.match("  [a-z]", line)]
                for of in ("requirements", "deadlines"):
                    expected = [r["id"] for r in self.law[of] if self.was_law(r, day)]
                    self.assertEqual([r["id"] for r in law[of]], expected)
                    ids = {r["id"] for r in self.law[of]}
                    self.assertEqual([h for h in headings if h in ids], expected)
                known = {r["id"] for r in law["requirements"]}
                for event in law["events"]:
                    self.assertLessEqual(set(event["requirements"]), known)
        self.assertIsNone(self.law["on"])
        self.assertIn("10 days (Vb 5.4(2))", self.told("--on", "2010-10-06"))
        self.assertNotIn("5 days (RVS:2010:BO0985", self.told("--on", "2010-10-06"))
        self.assertIn("Requirements on 6 October 2010", self.told("--on", "2010-10-06"))
        self.assertIn("Vereisten op 6 oktober 2010", self.told("--on", "2010-10-06", language="nl"))

    def was_law(self, rule: dict, day: str) -> bool:
        return any((v["valid_from"] or "") <= day <= (v["valid_to"] or "9")
                   for v in rule.get("versions", [rule]))

    def assert_law_on(self, version: dict, day: str) -> None:
        self.assertTrue(self.was_law(version, day), version)

    def test_the_open_questions_name_the_rulings_that_contradict_each_other_about_the_month(self):
        for language, words in (("nl", "kwam tot het tegendeel"), ("en", "held the opposite")):
            asked = self.told("--open", language=language)
            self.assertIn("RBDHA:2022:3344", asked)
            self.assertIn(f"RBDHA:2022:4563 {words}", asked)

    # ---- what can never be written -------------------------------------------------------------

    def test_what_can_never_be_recorded_is_told_with_its_reason_and_sources(self):
        self.assertEqual([never["name"] for never in self.law["never"]],
                         ["return_decision", "entry_ban", "alert", "country_of_return"])
        for never in self.law["never"]:
            self.assertIn(never["certainty"], "ABC")
            self.assertLessEqual({"RBDHA:2025:10203", "RBDHA:2025:3469"}, set(never["sources"]))
            self.assertIn(never["name"], never["names"])
            for language in ("nl", "en"):
                told = self.told(language=language)
                for part in (never["name"], never["what"][language], never["why"][language],
                             ", ".join(never["sources"])):
                    self.assertIn(part, told)

    def test_no_event_has_a_field_for_what_can_never_be_recorded(self):
        names = [name for never in self.law["never"] for name in never["names"]]
        for event in self.law["events"]:
            fields = set(event["schema"]["properties"]) | {f["name"] for f in event["data"]}
            for one in fields | {event["event"]}:
                for name in names:
                    self.assertNotIn(f"_{name}_", f"_{one.replace('.', '_')}_")

    def test_an_event_or_a_field_that_can_never_be_recorded_is_refused_with_the_reason(self):
        self.recorded(opened())
        why = {never["name"]: never["why"] for never in self.law["never"]}
        planned = {"date": "2025-02-01"}
        lines = [
            (command("return_decision.issued"), "return_decision", "event"),
            (command("entry_ban.imposed"), "entry_ban", "event"),
            (command("alert.entered"), "alert", "event"),
            (command("country_of_return.named"), "country_of_return", "event"),
            (command("removal.planned", data=planned | {"entry_ban": "2 years"}), "entry_ban", "data"),
            (command("residence.ended", data={"return_decision": True}), "return_decision", "data"),
            (command("removal.planned", data=planned | {"destination": "PL"}), "country_of_return",
             "data"),
            (command("objection.decided", data={"country_of_return": "PL"}), "country_of_return",
             "data"),
        ]
        for line, name, where in lines:
            for language in ("nl", "en"):
                with self.subTest(line=line, language=language):
                    done = self.apply(line, env=environment(VERTREK_LANG=language))
                    self.assert_one_error(done, "scenario.jsonl:1:", why[name][language],
                                          "RBDHA:2025:10203", "RBDHA:2025:3469", where,
                                          code=BAD_INPUT)
                    # A program is told in both languages, whoever asks.
                    self.assertIn(why[name]["nl"], done.out)
                    self.assertIn(why[name]["en"], done.out)
        self.assertEqual(len(self.history()), 1)

    def test_what_the_process_may_do_is_listed_without_a_record(self):
        for arguments in [("rules",), ("diagram", "--format", "dot"), ("calendar", "--year", "2025")]:
            self.assertEqual(run(*arguments, cwd=self.folder).code, DONE)
        self.assertEqual(list(self.folder.iterdir()), [])


class Diagrams(Desk):
    REGIONS = ("residence", "departure", "remedy", "interim_relief", "custody", "review", "removal",
               "impediment", "support")

    def diagram(self, kind: str, *options) -> str:
        done = self.vertrek("diagram", "--format", kind, *options)
        self.assertEqual((done.code, done.err), (DONE, ""))
        return done.out

    def test_the_scxml_holds_every_region_and_only_known_events(self):
        text = self.diagram("scxml")
        root = xml.etree.ElementTree.fromstring(text)
        space = "{http://www.w3.org/2005/07/scxml}"
        self.assertEqual(root.tag, f"{space}scxml")
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        self.assertEqual(len(ids), len(set(ids)))
        for region in self.REGIONS:
            self.assertTrue(any(region in name for name in ids), region)
        targets = [t.get("target") for t in root.iter(f"{space}transition") if t.get("target")]
        self.assertLessEqual(set(targets), set(ids))
        if shutil.which("xmllint"):
            checked = subprocess.run(["xmllint", "--noout", "-"], input=text.encode(), check=False)
            self.assertEqual(checked.returncode, 0)

    def test_graphviz_draws_the_dot_and_the_svg_is_that_picture(self):
        dot = self.diagram("dot")
        for region in self.REGIONS:
            self.assertIn(region, dot)
        if not shutil.which("dot"):
            self.skipTest("Graphviz is not installed")
        drawn = subprocess.run(["dot", "-Tsvg"], input=dot.encode(), capture_output=True, check=False)
        self.assertEqual((drawn.returncode, drawn.stderr), (0, b""))
        svg = self.diagram("svg")
        self.assertTrue(xml.etree.ElementTree.fromstring(svg).tag.endswith("svg"))
        self.assertEqual(svg, drawn.stdout.decode())

    def test_the_picture_is_in_the_language_that_is_asked_for(self):
        self.assertNotEqual(self.diagram("dot", "--lang", "nl"), self.diagram("dot", "--lang", "en"))
        self.assertEqual(self.diagram("dot"), self.diagram("dot"))

    def test_without_graphviz_the_error_names_what_to_do(self):
        done = self.vertrek("diagram", env=environment(PATH="/nonexistent"))
        self.assert_one_error(done, "[--format svg]", "install graphviz")


if __name__ == "__main__":
    unittest.main()
