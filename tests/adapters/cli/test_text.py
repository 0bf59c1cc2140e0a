#!/usr/bin/env python3
"""Text in any script goes in and comes out byte for byte; a terminal is never given what it would
obey: control characters, and marks that turn the direction of what follows."""

import fcntl
import json
import os
import pty
import re
import struct
import termios
import unittest

from program import DONE, PROGRAM, Desk, command, environment, opened

TEXTS = {
    "Arabic": "م. ع. الحسيني",
    "Hebrew with points": "שָׁלוֹם ד״ר",
    "Polish": "Ł. Żółć-Źdźbło",
    "Bulgarian": "Й. Ъгълов",
    "Greek": "Ά. Ώ.",
    "Chinese, beyond the first plane": "𠮷野家",
    "emoji of several code points": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "combining marks": "e\u0301 a\u0308 o\u0302\u0323",
    "the same composed": "é ä ộ",
    "zero-width joiner": "می\u200cخواهم",
    "bidi controls": "\u202eevil\u202c \u2067x\u2069 \u200f\u200e\u061c",
    "control characters": "a\u001b[31mred\u001b[0m \u0007 \u0008 \u007f \u0085 \u009b1m",
    "lines and tabs": "one\ntwo\r\nthree\tfour\u2028five\u2029",
    "quotes and backslashes": '"\\/" \\u0041 </script>',
    "no characters": "\ufffe \uffff \ufeff",
    "the last code point": "\U0010ffff",
    "spaces": "  two  spaces\u00a0\u3000",
    "long": "ż" * 100_000,
}

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class RoundTrip(Desk):
    def test_a_note_in_any_script_comes_out_byte_for_byte(self):
        self.recorded(opened(), *(command(data={"text": text}) for text in TEXTS.values()))
        self.assertEqual(self.notes(), list(TEXTS.values()))
        as_bytes = self.vertrek("case", "history", "c1", "--json").out_bytes
        for text in TEXTS.values():
            self.assertIn(json.dumps(text, ensure_ascii=False)[1:-1].split("\\")[0].encode(), as_bytes)

    def test_escapes_and_characters_are_the_same_text(self):
        escaped = json.dumps(command(data={"text": TEXTS["emoji of several code points"]}))
        self.recorded(opened(), escaped)
        self.assertEqual(self.notes(), [TEXTS["emoji of several code points"]])
        done = self.apply(command(data={"text": TEXTS["emoji of several code points"]}))
        self.assertTrue(done.lines[0]["recorded_before"])

    def test_initials_user_role_and_reason_come_out_byte_for_byte(self):
        for number, (what, text) in enumerate(TEXTS.items()):
            if what == "long":
                continue
            with self.subTest(what):
                case = f"case-{number}"
                line = opened(case, data={"initials": text})
                line["by"] = {"partner": "IND", "user": text, "role": text}
                claim = {"reason": text, "second": text}
                irregular = command("custody.held", case, "AVIM", irregular=claim)
                irregular["data"] = {"arrived_at": "2025-01-06T10:00:00+01:00"}
                done = self.apply(line, irregular)
                self.assertEqual(done.lines[0]["answer"], "accepted", done.err)
                events = self.history(case)
                self.assertEqual(events[0]["data"]["initials"], text)
                self.assertEqual(events[0]["by"], line["by"])
                if done.lines[1]["answer"] == "accepted":
                    self.assertEqual(events[1]["irregular"]["reason"], text)
                    self.assertEqual(events[1]["irregular"]["second"], text)

    def test_messages_to_partners_hold_the_text_as_it_is(self):
        self.recorded(opened(data={"initials": TEXTS["Arabic"]}))
        told = [e["data"]["data"].get("initials") for e in self.vertrek("outbox").lines]
        self.assertIn(TEXTS["Arabic"], told)
        for initials in told:
            self.assertIn(initials, (None, TEXTS["Arabic"]))


class OnATerminal(Desk):
    def test_what_a_terminal_would_obey_is_shown_as_its_code_point(self):
        text = " ".join(TEXTS.values())
        line = opened(data={"initials": TEXTS["bidi controls"] + TEXTS["control characters"]})
        line["by"] |= {"user": text[:500], "role": text[:500]}
        self.recorded(line, command(data={"text": text}))
        for arguments in [("case", "show", "c1"), ("case", "history", "c1"), ("case", "list"),
                          ("deadlines",), ("case", "options", "c1"), ("audit", "hindsight")]:
            with self.subTest(arguments):
                done = self.vertrek(*arguments)
                self.assertEqual(done.code, DONE, done.err)
                self.assertIsNone(UNSAFE.search(done.out))
        history = self.vertrek("case", "history", "c1").out
        self.assertIn("\\u202eevil\\u202c", history)
        self.assertIn("\\u001b[31mred", history)

    def test_letters_of_any_script_are_shown_as_they_are(self):
        for what in ("Arabic", "Hebrew with points", "Polish", "combining marks"):
            self.recorded(opened(what[:6], data={"initials": TEXTS[what]}))
            self.assertIn(TEXTS[what], self.vertrek("case", "show", what[:6]).out)

    def test_errors_show_no_control_characters_either(self):
        evil = "\u001b[2J\u202eevil\nsecond line"
        wrong = [
            command(case=evil), command(event=evil), command() | {evil: 1},
            command(by={"partner": evil, "user": "x"}) | {}, command(occurred_at=evil),
            command(data={evil: 1}), command(expect=evil), command(key="k", data={"text": evil}),
            command("case.closed", data={"reason": evil}), opened("c2", data={"nationality": evil}),
            opened("c2", data={"languages": [evil]}),
            command("residence.review_started", data={"reason": 1, evil: 2}),
        ]
        self.recorded(opened(), command(key="k"))
        done = self.vertrek("apply", self.file(*wrong))
        self.assertIsNone(UNSAFE.search(done.err + done.out))
        self.assertEqual(len(done.err.splitlines()), len(wrong), done.err)
        for arguments in [
            ("case", "show", evil), ("apply", evil), (evil,),
            ("deadlines", "--on", evil), ("deadlines", "--status", evil), ("outbox", "--partner", evil),
            ("deadline", "compute", evil, "--from", "2025-01-01"), ("case", "list", "--limit", evil),
            ("deadline", "compute", "departure-term", "--from", evil), ("rules", "--on", evil),
            ("--lang", evil, "rules"), ("case", "list", "--after", evil), ("diagram", "--format", evil),
            ("--decreed-days", evil, "rules"), ("case", "show", "c1", "--as-of", evil),
            ("audit", "hindsight", "--known-at", evil), ("audit", "hindsight", "--case", evil),
            ("impact", "--law", evil),
        ]:
            with self.subTest(arguments):
                done = self.vertrek(*arguments)
                self.assert_one_error(done)
                self.assertIsNone(UNSAFE.search(done.err))
        done = self.vertrek("case", "list", db=evil)
        self.assertIsNone(UNSAFE.search(done.err))

    def test_the_name_of_a_file_cannot_give_orders_to_the_terminal(self):
        path = self.folder / "a\x1b[2J\u202eb.jsonl"
        path.write_bytes(b"{\n")
        done = self.vertrek("apply", path)
        self.assertIsNone(UNSAFE.search(done.err + done.out))
        self.assertIn(":1: error: ", done.err)

    def test_arguments_that_are_no_text_do_no_harm(self):
        self.recorded(opened())
        for argument in (b"\xff\xfe", b"\xc3\x1b[2J", b"\xe2\x82", b"\xf0\x9f\x1b", b"\x80"):
            for arguments in [("case", "show", argument), ("apply", argument), (argument,),
                              ("deadlines", "--on", argument)]:
                with self.subTest(arguments):
                    done = self.vertrek(*arguments)
                    self.assertEqual(done.code, 2)
                    self.assertIsNone(UNSAFE.search(done.err))


class Colours(Desk):
    def setUp(self):
        super().setUp()
        self.recorded(opened(), command())
        self.every = [
            ("case", "list"), ("case", "show", "c1"), ("case", "history", "c1"), ("case", "options", "c1"),
            ("rules",), ("rules", "--events"), ("rules", "--open"), ("calendar", "--year", "2025"),
            ("deadline", "compute", "departure-term", "--from", "2025-01-31"),
            ("apply", self.file(command())),
        ]

    def on_a_terminal(self, *arguments, **env) -> str:
        """What a person sees: both outputs are a pseudo-terminal."""
        child, terminal = pty.fork()
        if child == 0:
            whole = [str(PROGRAM), "--db", str(self.db), *map(str, arguments)]
            os.execve(str(PROGRAM), whole, environment(TERM="xterm", **env))
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        shown = b""
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # how Linux says that the other end is gone
                break
            if not part:
                break
            shown += part
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), DONE)
        return shown.decode()

    def test_there_are_no_colours_where_no_terminal_is(self):
        for arguments in self.every:
            with self.subTest(arguments):
                self.assertNotIn("\x1b", self.vertrek(*arguments).out)

    def test_there_are_colours_on_a_terminal_and_the_words_are_the_same(self):
        for arguments in self.every:
            with self.subTest(arguments):
                shown = self.on_a_terminal(*arguments)
                self.assertRegex(shown, COLOUR)
                # Every colour is ended before the line is.
                for line in shown.splitlines():
                    codes = COLOUR.findall(line)
                    self.assertEqual(codes[1::2], ["\x1b[0m"] * (len(codes) // 2))
                words = COLOUR.sub("", shown).replace("\r\n", "\n")
                if arguments[:2] != ("case", "show"):  # which tells the time
                    self.assertEqual(words, self.vertrek(*arguments).out)

    def test_no_color_is_respected_and_empty_means_nothing(self):
        for arguments in self.every:
            with self.subTest(arguments):
                self.assertNotIn("\x1b", self.on_a_terminal(*arguments, NO_COLOR="1"))
                self.assertRegex(self.on_a_terminal(*arguments, NO_COLOR=""), COLOUR)

    def test_json_has_no_colours_on_a_terminal(self):
        for arguments in self.every:
            with self.subTest(arguments):
                shown = self.on_a_terminal(*arguments, "--json")
                self.assertNotIn("\x1b", shown)
                json.loads(shown)


if __name__ == "__main__":
    unittest.main()
