#!/usr/bin/env python3
"""What other programs and their makers may count on: the commands, their options, their exit codes
and the JSON that each of them gives."""

import re
import unittest

from program import BAD_INPUT, CASES, DONE, LAWS, Desk, command, is_both, moment, opened, run

PARTNERS = ("IND", "AVIM", "DTENV", "KMAR", "DJI", "COURT", "MUNICIPALITY", "COUNSEL", "SUPPORT")
DETAINED = ("rbdha-2023-8655", "2023-04-20")  # before the court, awaiting the hearing


class Messages(Desk):
    ATTRIBUTES = {
        "specversion": r"1\.0",
        "id": r".+",
        "source": r"urn:nld:oin:\d{20}:systeem:vertrek",
        "type": r"nl\.vertrek\.[a-z_]+\.[a-z_]+",
        "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)",
        "subject": r"[A-Za-z0-9-]{1,64}",
        "datacontenttype": r"application/json",
        "dataschema": r"urn:.+",
        "sequence": r"\d{20}",
        "partner": r"[A-Z]+",
    }

    def setUp(self):
        super().setUp()
        for name in ("rbdha-2023-8655", "rbdha-2025-10203"):
            self.assertEqual(self.vertrek("apply", CASES / f"{name}.jsonl").code, DONE)

    def test_every_line_is_a_cloud_event_with_the_attributes_of_the_profile(self):
        messages = self.vertrek("outbox").lines
        self.assertGreater(len(messages), 50)
        for message in messages:
            self.assertEqual(set(message), {*self.ATTRIBUTES, "data"})
            for attribute, form in self.ATTRIBUTES.items():
                self.assertRegex(message[attribute], f"^{form}$")
                self.assertRegex(attribute, r"^[a-z0-9]{1,20}$")
            moment(message["time"])
            self.assertEqual(message["data"]["case"], message["subject"])
            self.assertEqual(message["type"], f"nl.vertrek.{message['data']['event']}")
        ids = [(message["source"], message["id"]) for message in messages]
        self.assertEqual(len(ids), len(set(ids)))
        order = [message["sequence"] for message in messages]
        self.assertEqual(order, sorted(order))

    def test_a_partner_gets_its_own_messages_and_all_partners_together_get_all(self):
        everything = self.vertrek("outbox", "--json").json
        self.assertEqual(everything, self.vertrek("outbox").lines)
        together = 0
        for partner in PARTNERS:
            own = self.vertrek("outbox", "--partner", partner, "--json").json
            self.assertEqual(own, [m for m in everything if m["partner"] == partner])
            together += len(own)
        self.assertEqual(together, len(everything))

    def test_messages_come_in_pages_and_of_one_case(self):
        everything = self.vertrek("outbox").lines
        self.assertEqual(self.vertrek("outbox", "--limit", "5").lines, everything[:5])
        page = self.vertrek("outbox", "--after", "5", "--limit", "7").lines
        self.assertEqual(page, everything[5:12])
        one = self.vertrek("outbox", "--case", "rbdha-2025-10203").lines
        self.assertEqual(one, [m for m in everything if m["subject"] == "rbdha-2025-10203"])
        self.assertEqual(self.vertrek("outbox", "--after", "999999", "--json").json, [])

    def test_the_municipality_is_told_nothing_of_grounds_or_health(self):
        told = self.vertrek("outbox", "--partner", "MUNICIPALITY").out
        for word in ("grounds", "medical", "lighter_means"):
            self.assertNotIn(word, told)

    def test_an_unknown_partner_case_or_number_is_an_error(self):
        for option, value, *named in [
            ("--partner", "FBI", "[--partner]", "IND, AVIM"),
            ("--partner", "ENGINE", "[--partner]"),
            ("--case", "nobody", "no case"),
            ("--case", "a/b", "no case name"),
            ("--after", "x", "[--after]"),
            ("--after", "-1", "[--after]"),
            ("--limit", "-1", "[--limit]"),
            ("--limit", "0", "[--limit]"),
            ("--limit", "99999999999999999999", "[--limit]"),
        ]:
            with self.subTest(option=option, value=value):
                for json_too in ([], ["--json"]):
                    done = self.vertrek("outbox", f"{option}={value}", *json_too)
                    self.assert_one_error(done, *named)
                    self.assertEqual(done.out, "")


class Cases(Desk):
    def test_the_list_comes_in_pages_that_together_are_the_whole(self):
        names = sorted(["c1", "c10", "c2", "A", "a", "Z9", "0", "x" * 64])
        self.recorded(*(opened(name) for name in reversed(names)))
        whole = self.vertrek("case", "list", "--json").json["cases"]
        self.assertEqual([case["case"] for case in whole], names)
        for size in (1, 3, 100):
            pages, after = [], None
            while True:
                more = ["--after", after] if after else []
                page = self.vertrek("case", "list", "--json", "--limit", size, *more).json["cases"]
                if not page:
                    break
                pages += page
                after = page[-1]["case"]
            self.assertEqual(pages, whole)
        after_no_case = self.vertrek("case", "list", "--json", "--after", "b").json["cases"]
        self.assertEqual([case["case"] for case in after_no_case], [n for n in names if n > "b"])

    def test_the_limit_and_the_start_of_a_page_must_make_sense(self):
        self.recorded(opened())
        for option in ("--limit=-1", "--limit=0", "--limit=x", "--limit=1.5", "--limit=", "--after=a/b"):
            self.assert_one_error(self.vertrek("case", "list", option))

    def test_whoever_sees_that_somebody_is_detained_sees_the_remedies(self):
        case, day = DETAINED
        self.vertrek("apply", CASES / f"{case}.jsonl")
        words = {
            "en": [
                "Deprivation of liberty and remedies",
                "awaiting the hearing",
                "an appeal against the detention",
                "willing and able to leave",
                "Vw 94",
            ],
            "nl": ["Vrijheidsontneming en rechtsmiddelen", "beroep", "Vw 94"],
        }
        for language in words:
            done = self.vertrek("--lang", language, "case", "show", case, "--as-of", day)
            shown = " ".join(done.out.split())
            for word in words[language]:
                self.assertIn(word, shown)
        at_liberty = self.vertrek("case", "show", case, "--as-of", "2023-04-01").out
        self.assertNotIn("Deprivation of liberty", at_liberty)

    def test_a_case_is_shown_as_it_stood_and_as_it_was_known(self):
        late = command(at="2025-01-06T12:00:00+01:00", data={"text": "late"})
        late["recorded_at"] = "2025-03-01T09:00:00+01:00"
        self.recorded(opened(), command(data={"text": "early"}), late)

        def texts(*options) -> list:
            return [event["data"].get("text") for event in self.history("c1", *options)][1:]

        self.assertEqual(texts(), ["early", "late"])
        self.assertEqual(texts("--as-of", "2025-01-06"), ["early", "late"])
        self.assertEqual(texts("--as-of", "2025-01-06T11:00+01:00"), ["early"])
        self.assertEqual(texts("--known-at", "2025-02-01"), ["early"])
        both = texts("--known-at", "2025-03-01", "--as-of", "2025-01-06")
        self.assertEqual(both, ["early", "late"])

    def test_a_case_that_does_not_exist_or_not_yet_is_an_error(self):
        self.recorded(opened())
        for what in ("show", "history", "options"):
            for arguments, *named in [
                (("nobody",), "no case", "nobody"),
                (("a/b",), "no case name"),
                (("c1", "--as-of", "1999-01-01"), "did not exist yet"),
                (("c1", "--as-of", "1999-13-01"), "[--as-of 1999-13-01]"),
                (("c1", "--known-at", "x"), "[--known-at x]"),
            ]:
                self.assert_one_error(self.vertrek("case", what, *arguments), *named)
        self.assert_one_error(self.vertrek("deadlines", "--case", "nobody"), "no case")
        self.assert_one_error(self.vertrek("deadlines", "--status", "over"), "[--status]", "running")

    def test_the_options_name_who_may_record_and_what_blocks_the_rest(self):
        self.recorded(opened())
        done = self.vertrek("case", "options", "c1", "--json").json
        self.assertIn("residence.review_started", [option["event"] for option in done["options"]])
        blocked = {option["event"]: option["unmet"] for option in done["blocked"]}
        self.assertIn("transfer-accepted", [unmet["rule"] for unmet in blocked["removal.planned"]])
        for unmet in (unmet for all_unmet in blocked.values() for unmet in all_unmet):
            self.assertTrue(is_both(unmet["sentence"]))
        show = self.vertrek("case", "show", "c1", "--json").json
        self.assertEqual((show["options"], show["blocked"]), (done["options"], done["blocked"]))


class Form(Desk):
    """Options, help and exit codes."""

    def every_command(self) -> list:
        case, day = DETAINED
        self.vertrek("apply", CASES / f"{case}.jsonl")
        return [
            ("case", "list"),
            ("case", "show", case),
            ("case", "history", case),
            ("case", "options", case),
            ("case", "show", case, "--as-of", day),
            ("deadlines",),
            ("deadlines", "--case", case, "--on", day),
            ("deadlines", "--status", "met"),
            ("deadline", "compute", "departure-term", "--from", "2025-01-31"),
            ("calendar", "--year", "2025"),
            ("rules",),
            ("rules", "--open"),
            ("rules", "--events"),
            ("rules", "--on", "2025-01-01"),
            ("diagram", "--format", "dot"),
            ("diagram", "--format", "scxml"),
            ("outbox",),
            ("audit", "hindsight"),
            ("audit", "hindsight", "--case", case, "--known-at", day),
            ("impact", "--law", LAWS / "six-weeks-to-leave.json"),
            ("impact", "--law", LAWS / "six-weeks-to-leave.json", "--case", case),
        ]

    def test_every_command_gives_json_that_parses_wherever_the_option_stands(self):
        for arguments in self.every_command():
            with self.subTest(arguments):
                for done in (self.vertrek(*arguments, "--json"), self.vertrek("--json", *arguments)):
                    self.assertEqual((done.code, done.err), (DONE, ""))
                    self.assertTrue(done.json)

    def test_json_holds_both_languages_and_is_the_same_in_each(self):
        for arguments in self.every_command():
            if arguments[0] == "diagram":
                continue  # a picture is in one language
            with self.subTest(arguments):
                dutch = self.vertrek(*arguments, "--json", "--lang", "nl").out
                english = self.vertrek(*arguments, "--json", "--lang", "en").out
                now = re.compile(r'"at": ?"[^"]*"')
                self.assertEqual(now.sub("", dutch), now.sub("", english))

    def test_an_empty_record_gives_empty_lists(self):
        self.vertrek("apply", self.file(""))
        self.assertEqual(self.vertrek("case", "list", "--json").json, {"cases": []})
        self.assertEqual(self.vertrek("deadlines", "--json").json["deadlines"], [])
        self.assertEqual(self.vertrek("outbox", "--json").json, [])
        self.assertEqual(self.vertrek("audit", "hindsight", "--json").json["cases"], [])
        self.assertIn("(no cases)", self.vertrek("case", "list").out)
        self.assertIn("(no deadlines)", self.vertrek("deadlines").out)

    def test_help_is_given_for_every_command_in_both_languages(self):
        for path in [(), ("apply",), ("case",), ("case", "list"), ("case", "show"), ("case", "history"),
                     ("case", "options"), ("deadlines",), ("deadline",), ("deadline", "compute"),
                     ("calendar",), ("rules",), ("diagram",), ("outbox",), ("audit",),
                     ("audit", "hindsight"), ("impact",)]:
            with self.subTest(path):
                english = run(*path, "--help")
                dutch = run("--lang", "nl", *path, "--help")
                for done, heading, exits in [(english, "Usage: vertrek", "Exit: 0 done"),
                                             (dutch, "Gebruik: vertrek", "Uitkomst: 0 gedaan")]:
                    self.assertEqual((done.code, done.err), (DONE, ""))
                    self.assertIn(" ".join([heading, *path]), done.out)
                    self.assertIn(exits, done.out)
                self.assertNotIn("Options", dutch.out)
                self.assertEqual(run(*path, "-h").out, english.out)

    def test_a_command_line_that_is_wrong_is_one_error_that_says_what_to_do(self):
        self.recorded(opened())
        for arguments, *named in [
            ((), "a command is missing", "apply, case, deadlines"),
            (("--bogus",), "unknown option --bogus"),
            (("case", "list", "--bogus"), "unknown option --bogus", "vertrek case list --help"),
            (("case", "list", "--limt", "3"), "unknown option --limt", "did you mean --limit?"),
            (("caes", "list"), 'unknown command "caes"', "did you mean case?"),
            (("case",), "a command is missing", "list, show, history, options"),
            (("case", "shwo", "c1"), 'unknown command "shwo"', "did you mean show?"),
            (("case", "show"), "ID is missing", "vertrek case show --help"),
            (("case", "show", "c1", "c2"), '"c2" is too much here'),
            (("apply",), "FILE is missing"),
            (("audit",), "a command is missing", "hindsight"),
            (("audit", "hindsite"), 'unknown command "hindsite"', "did you mean hindsight?"),
            (("impact",), "--law is missing", "vertrek impact --help"),
            (("calendar",), "--year is missing"),
            (("calendar", "--year", "x"), "[--year]", "1900 to 2199"),
            (("calendar", "--year", "1899"), "[--year]", "1900 to 2199"),
            (("deadline", "compute", "departure-term"), "--from is missing"),
            (("diagram", "--format", "pdf"), "[--format]", "svg, dot, scxml"),
            (("--lang", "de", "rules"), "[--lang]", "nl, en"),
            (("case", "list", "--limit"), "--limit needs a value"),
            (("case", "list", "--limit", "1", "--limit", "2"), "--limit is given more than once"),
        ]:
            with self.subTest(arguments):
                done = self.vertrek(*arguments)
                self.assert_one_error(done, *named)
                self.assertEqual(done.out, "")
                dutch = self.vertrek("--lang", "nl", *arguments)
                if "--lang" not in arguments:
                    self.assertEqual(dutch.code, BAD_INPUT)
                    self.assertTrue(dutch.err.startswith("fout: "), dutch.err)
                    for word in ("unknown", "missing", "required", "expected"):
                        self.assertNotIn(word, dutch.err)

    def test_without_db_the_record_is_vertrek_db_in_this_folder(self):
        scenario = self.file(opened())
        self.assertEqual(run("apply", scenario, cwd=self.folder).code, DONE)
        self.assertTrue(self.db.is_file())
        self.assertEqual(run("case", "show", "c1", cwd=self.folder).code, DONE)


if __name__ == "__main__":
    unittest.main()
