#!/usr/bin/env python3
"""Trouble below the program: a file of something else, no rights, a full disk. One clear error,
exit code 2, and nothing that was recorded is touched."""

import hashlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import unittest
from pathlib import Path

from program import BAD_INPUT, DONE, PROGRAM, Desk, command, opened, run

NOBODY = 65534


def asks(case: str = "c1") -> list:
    """Every command that reads the record."""
    return [
        ("case", "list"), ("case", "show", case), ("case", "history", case),
        ("case", "options", case), ("deadlines",), ("deadlines", "--case", case), ("outbox",),
        ("audit", "hindsight"), ("audit", "hindsight", "--case", case),
    ]


class NotOurFile(Desk):
    def assert_refused_and_untouched(self, *parts: str) -> None:
        before = hashlib.sha256(self.db.read_bytes()).hexdigest()
        scenario = self.file(opened(), command())
        for arguments in [("apply", scenario), ("apply", scenario, "--json"), *asks()]:
            for json in ([], ["--json"]):
                with self.subTest(arguments=arguments, json=json):
                    done = self.vertrek(*arguments, *[o for o in json if o not in arguments])
                    self.assert_one_error(done, str(self.db), *parts)
                    self.assertEqual(done.out, "")
        self.assertEqual(hashlib.sha256(self.db.read_bytes()).hexdigest(), before)

    def assert_nothing_beside_it(self) -> None:
        self.assertEqual([path.name for path in self.folder.glob("vertrek.db?*")], [])

    def test_a_database_of_a_newer_layout_is_refused_and_untouched(self):
        self.recorded(opened())
        with sqlite3.connect(self.db) as file:
            file.execute("PRAGMA user_version = 999")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.close()
        self.assert_refused_and_untouched("layout 999", "update the program")

    def test_a_file_that_is_no_database_is_refused_and_untouched(self):
        for name, content in {
            "a text": b"Dear colleague,\n" * 1000,
            "a short text": b"hi",  # one byte is an empty file to SQLite
            "zeros": bytes(8192),
            "half a database": b"SQLite format 3\0" + b"\xff" * 4080,
        }.items():
            with self.subTest(name):
                for path in self.folder.glob("vertrek.db*"):
                    path.unlink()
                self.db.write_bytes(content)
                self.assert_refused_and_untouched()
                self.assert_nothing_beside_it()

    def test_a_database_of_another_program_is_refused_and_untouched(self):
        for name, sql in {
            "with tables": "CREATE TABLE customers (name TEXT)",
            "with its own mark": "PRAGMA application_id = 4711; CREATE TABLE t (x)",
            "with a version": "PRAGMA user_version = 1; CREATE TABLE events (x)",
            "with our table names": "CREATE TABLE events (position INTEGER PRIMARY KEY)",
        }.items():
            with self.subTest(name):
                self.db.unlink(missing_ok=True)
                file = sqlite3.connect(self.db)
                file.executescript(sql)
                file.close()
                self.assert_refused_and_untouched("another program")
                self.assert_nothing_beside_it()

    def test_a_name_that_cannot_be_a_file_is_an_error(self):
        scenario = self.file(opened())
        for name in (self.folder, self.folder / "no" / "such" / "folder.db", scenario / "x.db"):
            for arguments in (("apply", scenario), ("case", "list")):
                with self.subTest(name=name, arguments=arguments):
                    self.assert_one_error(self.vertrek(*arguments, db=name))

    def test_names_that_sqlite_reads_in_its_own_way_are_files_like_others(self):
        scenario = self.file(opened())
        for name in (":memory:", "file:x?mode=memory", "a b?c#d%20", "naïef.db", "-x"):
            with self.subTest(name):
                done = run(f"--db={name}", "apply", scenario, cwd=self.folder)
                self.assertEqual((done.code, done.err), (DONE, ""))
                self.assertTrue((self.folder / name).is_file())
                done = run(f"--db={name}", "case", "show", "c1", cwd=self.folder)
                self.assertEqual((done.code, done.err), (DONE, ""))

    def test_reading_never_makes_a_file(self):
        for arguments in asks():
            self.assert_one_error(self.vertrek(*arguments), "does not exist")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_server_that_is_not_supported_yet_is_an_error_not_a_file(self):
        done = run("--db", "postgresql://host/vertrek", "case", "list", cwd=self.folder)
        self.assert_one_error(done, "[--db]", "PostgreSQL")
        self.assertEqual(list(self.folder.iterdir()), [])


class WithoutRights(Desk):
    """Permission bits do not bind root: there the program runs as nobody."""

    def setUp(self):
        super().setUp()
        self.program = self.folder / "vertrek"
        shutil.copy(PROGRAM, self.program)  # the folder it was built in may be closed to nobody
        self.open_folder = self.folder / "record"
        self.open_folder.mkdir()
        self.db = self.open_folder / "vertrek.db"
        self.scenario = self.file(opened(), command(data={"text": "more"}))
        self.recorded(opened())
        self.before = []
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                self.skipTest("root is bound by no permission, and setpriv is not installed")
            self.before = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            os.chmod(self.folder, 0o755)
            for path in (self.open_folder, *self.open_folder.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        self.addCleanup(os.chmod, self.open_folder, 0o755)

    def as_nobody(self, *arguments):
        return run(
            "--db", self.db, *arguments, before=self.before, program=self.program, cwd=self.folder
        )

    def assert_it_can_be_read(self):
        for arguments in asks():
            done = self.as_nobody(*arguments)
            self.assertEqual((done.code, done.err), (DONE, ""), arguments)

    def test_with_rights_all_goes_well(self):
        self.assertEqual(self.as_nobody("apply", self.scenario).code, DONE)
        self.assert_it_can_be_read()

    def test_a_file_that_may_not_be_written_is_an_error_and_can_still_be_read(self):
        os.chmod(self.db, 0o444)
        done = self.as_nobody("apply", self.scenario)
        self.assert_one_error(done, str(self.db), "cannot be written", "leave to write")
        self.assert_it_can_be_read()

    def test_a_folder_that_may_not_be_written_is_an_error_and_can_still_be_read(self):
        os.chmod(self.open_folder, 0o555)
        done = self.as_nobody("apply", self.scenario)
        self.assert_one_error(done, str(self.db))
        self.assert_it_can_be_read()

    def test_a_file_and_folder_that_may_not_be_written_can_still_be_read(self):
        os.chmod(self.db, 0o444)
        os.chmod(self.open_folder, 0o555)
        self.assert_one_error(self.as_nobody("apply", self.scenario), "cannot be written")
        self.assert_it_can_be_read()

    def test_a_new_record_in_a_folder_that_may_not_be_written_is_an_error(self):
        os.chmod(self.open_folder, 0o555)
        self.db = self.open_folder / "new.db"
        self.assert_one_error(self.as_nobody("apply", self.scenario), str(self.db))

    def test_a_file_that_may_not_be_read_is_an_error(self):
        os.chmod(self.db, 0o000)
        for arguments in [("apply", self.scenario), *asks()]:
            self.assert_one_error(self.as_nobody(*arguments), str(self.db))

    def test_a_scenario_that_may_not_be_read_is_an_error(self):
        os.chmod(self.scenario, 0o000)
        if os.geteuid() == 0:
            os.chown(self.scenario, NOBODY, NOBODY)
        self.assert_one_error(self.as_nobody("apply", self.scenario), "cannot be opened")


class FullDisk(Desk):
    def many_notes(self) -> list:
        """About 5 MB in twenty cases."""
        lines = []
        for case in (f"c{n}" for n in range(20)):
            lines.append(opened(case))
            lines += [command(case=case, data={"text": f"{n} " + "x" * 500}) for n in range(400)]
        return lines

    def assert_stopped_with_one_error(self, done) -> None:
        """One error; what was answered is recorded and readable, and no more than that."""
        self.assert_one_error(done, str(self.db))
        answers = done.lines
        self.assertEqual([a["answer"] for a in answers if a["answer"] != "accepted"], ["error"])
        self.assertEqual([a["error"]["code"] for a in answers if "error" in a], ["storage"])
        accepted = [a for a in answers if a["answer"] == "accepted"]
        self.assertGreater(len(accepted), 10)
        listed = self.vertrek("case", "list", "--json")
        self.assertEqual((listed.code, listed.err), (DONE, ""))
        last = {}
        for answer in accepted:
            last[answer["case"]] = answer["sequence"]
        self.assertEqual({c["case"]: c["version"] for c in listed.json["cases"]}, last)
        for case, sequence in last.items():
            self.assertEqual(len(self.history(case)), sequence)

    def assert_completed_when_there_is_room(self, scenario: Path) -> None:
        done = self.vertrek("apply", scenario)
        self.assertEqual((done.code, done.err), (DONE, ""))
        for n in range(20):
            self.assertEqual(len(self.history(f"c{n}")), 401)

    def test_a_full_disk_is_one_error_and_the_rest_is_recorded_when_there_is_room(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
        if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode != 0:
            self.skipTest("only root, and not in every container, can make a small disk")
        self.addCleanup(subprocess.run, ["umount", "--lazy", str(disk)], check=False)
        self.db = disk / "vertrek.db"
        scenario = self.file(*self.many_notes())
        self.recorded(opened("before"))
        done = self.vertrek("apply", "--json", scenario)
        self.assertIn("the disk is full", done.err)
        self.assertEqual(self.history("before")[0]["event"], "case.opened")
        disk_full = self.vertrek("apply", "--json", scenario)
        self.assert_one_error(disk_full, "the disk is full")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        self.assert_completed_when_there_is_room(scenario)

    def test_a_disk_that_is_full_from_the_start_is_one_error(self):
        if not Path("/dev/full").exists():
            self.skipTest("no /dev/full here")
        self.db = Path("/dev/full")
        self.assert_one_error(self.vertrek("apply", self.file(opened())))

    def test_a_file_that_may_not_grow_is_one_error_and_is_completed_when_it_may(self):
        scenario = self.file(*self.many_notes())
        for megabytes in (0.3, 1, 2):
            with self.subTest(megabytes=megabytes):
                most = int(megabytes * (1 << 20))
                self.db = self.folder / f"{megabytes}.db"
                done = self.vertrek(
                    "apply", "--json", scenario,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
                )
                self.assert_stopped_with_one_error(done)
                self.assert_completed_when_there_is_room(scenario)

    def test_the_text_of_a_stopped_run_says_that_it_stopped(self):
        done = self.vertrek(
            "apply", self.file(*self.many_notes()),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)),
        )
        self.assert_one_error(done)
        self.assertIn("stopped: the storage refuses", done.out.splitlines()[-1])


class OutputThatCannotBeWritten(Desk):
    def test_every_command_says_that_its_output_is_lost(self):
        self.recorded(opened())
        every = [
            *asks(), ("rules",), ("rules", "--json"), ("diagram", "--format", "dot"),
            ("calendar", "--year", "2025"), ("--help",),
            ("deadline", "compute", "departure-term", "--from", "2025-01-31"),
            ("apply", self.file(command())),
        ]
        for arguments in every:
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = self.vertrek(
                    *arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE
                )
                self.assertEqual(done.code, BAD_INPUT)
                self.assertEqual(len(done.err.splitlines()), 1, done.err)
                self.assertIn("error: the output cannot be written", done.err)

    def test_what_was_recorded_stays_although_the_answer_was_lost(self):
        scenario = self.file(opened(), command())
        with open("/dev/full", "wb") as full:
            self.vertrek("apply", scenario, capture_output=False, stdout=full, stderr=full)
        again = self.vertrek("apply", "--json", scenario)
        self.assertEqual([line["recorded_before"] for line in again.lines], [True, True])

    def test_a_reader_that_stops_reading_ends_the_program_quietly(self):
        program = subprocess.Popen(
            [PROGRAM, "rules", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        program.stdout.close()
        self.assertEqual(program.stderr.read(), b"")
        program.stderr.close()
        self.assertEqual(program.wait(), -signal.SIGPIPE)


if __name__ == "__main__":
    unittest.main()
