#!/usr/bin/env python3
"""Wrong input: one clear error that names file, line and field; nothing of that line is recorded,
what came before stays, and what comes after is recorded."""

import json
import os
import subprocess
import threading
import unittest

from program import BAD_INPUT, DONE, PROGRAM, Desk, command, environment, jsonl, opened

MIB = 1 << 20


def note(**more) -> dict:
    return command(at="2025-01-06T11:00:00+01:00") | more


def without(line: dict, field: str) -> dict:
    return {name: value for name, value in line.items() if name != field}


def text_of(line: dict) -> str:
    return json.dumps(line)


# what is wrong: the line, and what the error must name
WRONG_LINES = {
    "no JSON": ("this is no JSON", "no JSON", "JSON object a line"),
    "truncated JSON": (text_of(note())[:-5], "no JSON"),
    "two objects on a line": (text_of(note()) * 2, "no JSON"),
    "a trailing comma": (text_of(note())[:-1] + ",}", "no JSON"),
    "NaN": ('{"case":NaN}', "no JSON"),
    "an array instead of an object": ("[]", "no JSON object"),
    "a text instead of an object": ('"note.added"', "no JSON object"),
    "null": ("null", "no JSON object"),
    "an empty object": ("{}", "[case]", "missing"),
    "a doubled field": (text_of(note())[:-1] + ',"case":"c2"}', '"case" is given twice'),
    "a doubled field in the data": (
        text_of(note()).replace('"text"', '"text": "other", "text"'),
        '"text" is given twice',
    ),
    "a doubled field, once escaped": (
        text_of(note())[:-1] + ',"\\u0063ase":"c2"}',
        '"case" is given twice',
    ),
    "an unknown field": (note(occured_at="x"), "[occured_at]", 'did you mean "occurred_at"?'),
    "an unknown field of by": (
        note(by={"partner": "IND", "usr": "x"}), "[by.usr]", 'did you mean "user"?',
    ),
    "an unknown event": (note(event="note.aded"), "[event]", 'did you mean "note.added"?'),
    "an event that is nothing like any": (note(event="x" * 200), "[event]", "rules --events"),
    "an event in capitals": (note(event="NOTE.ADDED"), "[event]"),
    "an unknown partner": (
        note(by={"partner": "FBI", "user": "x"}), "[by.partner]", "FBI", "IND, AVIM, DTENV",
    ),
    "a partner in small letters": (note(by={"partner": "ind", "user": "x"}), "[by.partner]"),
    "no partner": (note(by={"user": "x"}), "[by.partner]", "missing"),
    "no user": (note(by={"partner": "IND"}), "[by.user]", "missing"),
    "an empty user": (note(by={"partner": "IND", "user": " "}), "[by.user]", "empty"),
    "by is a text": (note(by="IND"), "[by]", "no object"),
    "no case": (without(note(), "case"), "[case]", "missing"),
    "no event": (without(note(), "event"), "[event]", "missing"),
    "no by": (without(note(), "by"), "[by]", "missing"),
    "no moment": (without(note(), "occurred_at"), "[occurred_at]", "missing"),
    "a required field of the data is missing": (note(data={}), "text", "missing"),
    "the data is a list": (note(data=[]), "[data]", "no object"),
    "a number where text is asked": (note(data={"text": 5}), "text"),
    "null where text is asked": (note(data={"text": None}), "text"),
    "a text where true or false is asked": (
        note(event="detention.heard", by={"partner": "AVIM", "user": "x"},
             data={"counsel_told": "yes"}),
        "counsel_told",
    ),
    "a fraction where a whole number is asked": (
        opened("c2", data={"minor_children": 1.5}), "minor_children",
    ),
    "a number below zero": (opened("c2", data={"minor_children": -1}), "minor_children"),
    "an unknown field of the data": (
        note(data={"text": "x", "txt": "y"}), "txt", 'did you mean "text"?',
    ),
    "a country of return": (
        note(event="residence.ended", data={
            "ground": "fraud", "facts": "x", "prospect_of_work": False, "interests_weighed": "x",
            "country_of_return": "PL",
        }),
        "country_of_return",
    ),
    "a word that is not in the list": (
        note(event="case.closed", data={"reason": "bored"}), "reason", "departed",
    ),
    "a nationality that is no EU one": (opened("c2", data={"nationality": "US"}), "nationality"),
    "Dutch nationality": (opened("c2", data={"nationality": "NL"}), "nationality"),
    "a V-number of nine digits": (opened("c2", data={"v_number": "123456789"}), "v_number"),
    "a date that does not exist": (
        note(occurred_at="2025-02-30T10:00:00+01:00"), "[occurred_at]", "30 February 2025",
    ),
    "a date that does not exist in the data": (
        note(event="removal.planned", by={"partner": "DTENV", "user": "x"},
             data={"date": "2025-02-30"}),
        "date", "30 February 2025",
    ),
    "29 February in a common year": (note(occurred_at="2025-02-29T10:00:00+01:00"), "[occurred_at]"),
    "a time without offset": (note(occurred_at="2025-01-06T11:00:00"), "[occurred_at]", "offset"),
    "a date without time": (note(occurred_at="2025-01-06"), "[occurred_at]"),
    "hour 24": (note(occurred_at="2025-01-06T24:00:00+01:00"), "[occurred_at]", "hour 24"),
    "minute 60": (note(occurred_at="2025-01-06T23:60:00+01:00"), "[occurred_at]", "minute 60"),
    "month 13": (note(occurred_at="2025-13-06T23:00:00+01:00"), "[occurred_at]", "month 13"),
    "the year 0000": (note(occurred_at="0000-01-06T23:00:00+01:00"), "[occurred_at]"),
    "an empty moment": (note(occurred_at=""), "[occurred_at]", "empty"),
    "a moment that is a number": (note(occurred_at=1736157600), "[occurred_at]", "no text"),
    "recorded before it happened": (
        note(recorded_at="2025-01-06T10:59:59+01:00"), "[occurred_at]", "lies after recorded_at",
    ),
    "another partner's event": (
        note(event="detention.hearing_held", data={}), "[recorded-by]", "COURT",
    ),
    "the engine's event": (
        note(event="departure.term_elapsed", by={"partner": "ENGINE", "user": "x"}, data={}),
        "[recorded-by]",
    ),
    "a case that does not exist": (note(case="c9"), "[case-exists]", "does not exist"),
    "a case name that is too long": (note(case="x" * 65), "[case]", "1 to 64"),
    "a case name with a slash": (note(case="a/b"), "[case]", "1 to 64"),
    "a case name that goes up": (note(case="../c1"), "[case]", "1 to 64"),
    "an empty case name": (note(case=""), "[case]", "1 to 64"),
    "a case name with an accent": (note(case="zaak-é"), "[case]", "1 to 64"),
    "a case name that is a number": (note(case=1), "[case]", "no text"),
    "an empty key": (note(key=""), "[key]", "empty"),
    "an expectation that is none": (note(expect="maybe"), "[expect]", "accepted or refused"),
    "expected requirements that are no list": (note(expect_rules="x"), "[expect_rules]"),
    "irregular without a second person": (
        note(irregular={"reason": "x"}), "[irregular.second]", "missing",
    ),
    "irregular that is true": (note(irregular=True), "[irregular]", "no object"),
    "invalid UTF-8": (text_of(note()).encode().replace(b"a note", b"a \xff note"), "UTF-8"),
    "half a character": (text_of(note()).encode().replace(b"a note", b"a \xe2\x82"), "UTF-8"),
    "an overlong slash": (text_of(note()).encode().replace(b"a note", b"\xc0\xaf"), "UTF-8"),
    "a surrogate in UTF-8": (text_of(note()).encode().replace(b"a note", b"\xed\xa0\x80"), "UTF-8"),
    "half a pair of surrogates": (text_of(note()).replace("a note", "\\ud800"), "JSON"),
    "NUL in a text": (note(data={"text": "a\0b"}), "text", "NUL"),
    "NUL in the user's name": (note(by={"partner": "IND", "user": "a\0"}), "[by.user]", "NUL"),
    "NUL in the key": (note(key="a\0"), "[key]", "NUL"),
    "a byte NUL in the line": (text_of(note()).encode().replace(b"a note", b"a\0"), "no JSON"),
    "a line over 1 MiB": (note(data={"text": "x" * MIB}), "too long", "1 MiB"),
    "a line of 5 MiB": (b"[" * 5 * MIB, "too long", "1 MiB"),
    "deeply nested JSON": ("[" * 100_000 + "]" * 100_000, "nested too deep"),
    "deeply nested data": (
        text_of(note()).replace('"a note"', "[" * 500 + "]" * 500), "nested too deep",
    ),
    "deep nesting without an end": ("[" * 500_000, "JSON"),
}


class WrongLine(Desk):
    def test_a_wrong_line_is_told_once_and_recorded_not_at_all(self):
        for what, (line, *named) in WRONG_LINES.items():
            with self.subTest(what):
                self.db = self.folder / f"{what}.db"
                done = self.apply(
                    opened(), command(data={"text": "before"}), line, note(data={"text": "after"})
                )
                said = self.assert_one_error(done, *named)
                self.assertTrue(said.startswith(f"{self.folder}/scenario.jsonl:3: error: "), said)
                self.assertLess(len(said), 1000)
                answers = [answer["answer"] for answer in done.lines]
                self.assertEqual(answers[:2] + answers[3:], ["accepted"] * 3)
                self.assertIn(answers[2], ("error", "refused"))
                self.assertEqual(self.notes(), ["before", "after"])
                self.assertEqual(len(self.history()), 3)
                listed = self.vertrek("case", "list", "--json").json["cases"]
                self.assertEqual([case["case"] for case in listed], ["c1"])

    def test_each_wrong_line_is_told_in_dutch_as_well(self):
        lines = [line for line, *_ in WRONG_LINES.values()]
        file = self.file(opened(), *lines)
        english = self.vertrek("apply", file)
        dutch = self.vertrek("--lang", "nl", "apply", file)
        self.assertEqual((english.code, dutch.code), (BAD_INPUT, BAD_INPUT))
        told = list(zip(english.err.splitlines(), dutch.err.splitlines(), strict=True))
        self.assertEqual(len(told), len(lines))
        for in_english, in_dutch in told:
            self.assertNotEqual(in_english.split(": error: ")[1], in_dutch.split(": fout: ")[1])

    def test_all_wrong_lines_in_one_file_leave_the_good_ones_recorded(self):
        lines = [line for line, *_ in WRONG_LINES.values()]
        mixed = [opened()]
        for i, line in enumerate(lines):
            mixed += [line, command(data={"text": f"note {i}"})]
        done = self.apply(*mixed)
        self.assertEqual(done.code, BAD_INPUT)
        self.assertEqual(len(done.err.splitlines()), len(lines))
        self.assertEqual(self.notes(), [f"note {i}" for i in range(len(lines))])

    def test_wrong_lines_at_the_head_of_a_file_do_not_hide_the_good_ones(self):
        done = self.apply(b"\0\x89PNG", "no JSON", opened(), note(data={"text": "good"}))
        self.assertEqual(done.code, BAD_INPUT)
        self.assertEqual(self.notes(), ["good"])

    def test_a_wrong_line_is_an_error_even_where_the_rest_is_as_expected(self):
        done = self.apply(opened(expect="accepted"), "{", note(expect="accepted"))
        self.assert_one_error(done, "scenario.jsonl:2:")

    def test_the_totals_say_how_many_lines_were_wrong(self):
        done = self.vertrek("apply", self.file(opened(), "{", "}", note()))
        self.assertIn("2 recorded, 0 refused, 2 wrong: nothing of those is recorded", done.out)

    def test_an_error_is_in_the_json_output_as_well_in_both_languages(self):
        done = self.apply(opened(), note(occurred_at="2025-02-30T10:00:00+01:00"))
        error = done.lines[1]["error"]
        self.assertEqual((done.lines[1]["line"], done.lines[1]["answer"]), (2, "error"))
        self.assertEqual((error["code"], error["where"]), ("bad-input", "occurred_at"))
        for text in (error["what"], error["remedy"]):
            self.assertEqual(set(text), {"nl", "en"})
            self.assertNotEqual(text["nl"], text["en"])


class Language(Desk):
    def test_the_language_comes_from_the_option_first_then_the_environment_then_dutch(self):
        file = self.file("{")
        for options, variable, word in [
            ([], "", "fout"),
            ([], "en", "error"),
            ([], "nl", "fout"),
            ([], "en_GB.UTF-8", "error"),
            (["--lang", "nl"], "en", "fout"),
            (["--lang", "en"], "nl", "error"),
            (["--lang=en"], "", "error"),
        ]:
            with self.subTest(options=options, variable=variable):
                done = self.vertrek(
                    *options, "apply", file, env=environment(VERTREK_LANG=variable)
                )
                self.assertIn(f"{file}:1: {word}: ", done.err)


class WhatAFileMayBe(Desk):
    def test_an_empty_file_records_nothing_and_says_so(self):
        for name, content in [("empty", b""), ("blank", b"\n  \n\t\r\n"), ("mark", b"\xef\xbb\xbf")]:
            with self.subTest(name):
                path = self.folder / name
                path.write_bytes(content)
                done = self.vertrek("apply", path)
                self.assertEqual((done.code, done.err), (DONE, ""))
                self.assertIn("0 recorded, 0 refused", done.out)

    def test_a_directory_a_missing_file_and_a_name_that_is_none_are_errors(self):
        for name in (self.folder, self.folder / "missing.jsonl", "", "a\nb", self.folder / ("x" * 300)):
            with self.subTest(str(name)):
                self.assert_one_error(self.vertrek("apply", name))
        self.assertFalse(self.db.exists())

    def test_a_binary_file_is_one_error_not_thousands(self):
        picture = self.folder / "picture.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4000)
        self.recorded(opened())
        for path in (PROGRAM, picture, self.db):
            with self.subTest(path.name):
                self.assert_one_error(self.vertrek("apply", path), path.name, "no readable text")

    def test_a_file_in_utf_16_is_one_error(self):
        path = self.folder / "utf-16.jsonl"
        path.write_bytes(jsonl(opened(), note()).decode().encode("utf-16"))
        self.assert_one_error(self.vertrek("apply", path), "no readable text")

    def test_line_ends_of_any_kind_a_mark_at_the_start_and_blank_lines_do_no_harm(self):
        path = self.folder / "windows.jsonl"
        text = b"\xef\xbb\xbf" + jsonl(opened(), "", note(data={"text": "one"}))
        path.write_bytes(text.replace(b"\n", b"\r\n") + text_of(note(data={"text": "two"})).encode())
        done = self.vertrek("apply", path)
        self.assertEqual((done.code, done.err), (DONE, ""))
        self.assertEqual(self.notes(), ["one", "two"])

    def test_the_number_of_a_line_counts_blank_and_overlong_lines(self):
        done = self.apply(opened(), "", "x" * (3 * MIB), "", "{")
        places = [line.split(": ")[0].rsplit(":", 1)[1] for line in done.err.splitlines()]
        self.assertEqual(places, ["3", "5"])

    def test_a_line_of_just_1_mib_is_read(self):
        line = note(data={"text": "x"})
        line["data"]["text"] = "x" * (MIB - len(text_of(line)) + 1)
        self.assertEqual(len(text_of(line)), MIB)
        self.recorded(opened(), text_of(line))
        self.assertEqual(self.notes(), [line["data"]["text"]])
        line["data"]["text"] += "x"
        self.assert_one_error(self.apply(text_of(line)), "1 MiB")

    def test_standard_input_is_answered_line_by_line(self):
        read_end, write_end = os.pipe()
        answers_read, answers_write = os.pipe()
        with os.fdopen(write_end, "wb") as lines, os.fdopen(answers_read, "rb") as answers:
            results = []

            def serve():
                results.append(
                    self.vertrek(
                        "apply", "--json", "-", stdin_from=read_end,
                        capture_output=False, stdout=answers_write, stderr=subprocess.PIPE,
                    )
                )
                os.close(answers_write)

            program = threading.Thread(target=serve)
            program.start()
            for line, answer in [(opened(), "accepted"), ("{", "error"), (note(), "accepted")]:
                lines.write(jsonl(line))
                lines.flush()
                self.assertEqual(json.loads(answers.readline())["answer"], answer)
            lines.close()
            program.join()
        os.close(read_end)
        self.assertEqual(results[0].code, BAD_INPUT)
        self.assertEqual(self.notes(), ["a note"])


if __name__ == "__main__":
    unittest.main()
