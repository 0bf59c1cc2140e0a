#!/usr/bin/env python3
"""The JSON Schema of every event: valid itself, fits what was recorded, and takes and refuses
exactly what the program takes and refuses."""

import datetime
import decimal
import json
import unittest

import jsonschema

from program import BAD_INPUT, CASES, DONE, Desk, command, jsonl, run


def exact(text: str):
    """JSON with decimals as they are written: 0.01 is not the nearest binary fraction."""
    return json.loads(text, parse_float=decimal.Decimal)


class AsWritten(json.JSONEncoder):
    """Writes a decimal the way it came."""

    def default(self, value):
        return float(value) if isinstance(value, decimal.Decimal) else super().default(value)


def is_whole(_, value) -> bool:
    """12.0 is an integer to JSON Schema; the validator knows that of floats, not of decimals."""
    number = isinstance(value, int | decimal.Decimal) and not isinstance(value, bool)
    return number and value == int(value)


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole),
)
FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def is_date(value) -> bool:
    return not isinstance(value, str) or bool(datetime.date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value) -> bool:
    """RFC 3339: with seconds and an offset."""
    if not isinstance(value, str):
        return True
    upper = value.upper()
    date, _, time = upper.partition("T")
    seconds, offset = time[:8], time[8:].lstrip(".0123456789")
    datetime.datetime.strptime(f"{date}T{seconds}", "%Y-%m-%dT%H:%M:%S")
    if offset != "Z":
        datetime.datetime.strptime(offset, "%z")
    return bool(offset)


# Values of every kind, right and wrong: each is tried in each field of each event.
TEXTS = [
    "", " ", "a text", "één tekst\nvan twee regels", "a\0b", "\0", "x" * 1000, "\U0001f6c2", "null",
    "0000000001", "000000001", "00000000011", "000000000a", "٠٠٠٠٠٠٠٠٠١",
    "PL", "pl", "NL", "US", "CH", "XX", "ro-MD", "sr-Latn-RS", "e", "engl", "en-", "-en", "en--GB",
    "en-abcdefghi", "1en", "en-" + "-".join(["abcdefgh"] * 3), "en-" + "-".join(["abcdefgh"] * 4),
    "zh-Hans-CN-x-a1", "en_GB", "3a", "3m", "3n", "4f", "4g", "3", "3A", "3ab",
    "2025-02-28", "2025-02-29", "2025-02-30", "2024-02-29", "2000-02-29", "1900-02-29",
    "2100-02-29", "2025-04-31", "2025-12-31", "2025-13-01", "2025-00-10", "2025-01-00",
    "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "2025-1-1", "20250131", "2025-01-31 ",
    " 2025-01-31", "31-01-2025", "2025-01-31T", "2025-W05-5",
    "2025-01-31T10:00:00+01:00", "2025-01-31T10:00:00Z", "2025-01-31t10:00:00z",
    "2025-01-31T10:00+01:00", "2025-01-31T10:00Z", "2025-01-31T10:00:00.5+01:00",
    "2025-01-31T10:00:00.123456789-23:59", "2025-01-31T10:00:00.+01:00", "2025-01-31T10:00.5Z",
    "2025-01-31T10:00:00", "2025-01-31T10:00", "2025-01-31T24:00:00Z", "2025-01-31T23:60:00Z",
    "2025-01-31T23:59:60Z", "2025-02-30T10:00:00Z", "2025-02-30T10:00Z", "2024-02-29T10:00:00Z",
    "2025-01-31T10:00:00+24:00", "2025-01-31T10:00:00+01:60", "2025-01-31T10:00:00+0100",
    "2025-01-31T10:00:00+01", "2025-01-31 10:00:00Z", "2025-01-31T10:00:00 Z", "2025-01-31T1:00Z",
    "2025-01-31T10:00:00−01:00",
]
NUMBERS = [
    "0", "1", "-1", "2", "99", "100", "101", "1000", "1001", "1000000000", "1000000001",
    "999999999999999999999999", "1.0", "1.5", "0.01", "0.1", "0.05", "19.99", "1300.00", "1300.55",
    "1300.555", "1300.001", "-0.01", "1e2", "1e-2", "1e-3", "100.5", "999999999.99", "4.35", "0.29",
]
OTHERS = [
    True, False, None, [], {}, [[]], [{}], [None], [1], ["pl"], ["pl", "ro-MD"], ["pl", "not one"],
    ["3a", "4b"], ["3a", "3a"], ["3a", "5x"], ["reporting"], ["reporting", "restricted_area"], ["a"],
    {"months": 1}, {"weeks": 4}, {"days": 0}, {"days": 1000}, {"days": 1001}, {"days": -1},
    {"days": decimal.Decimal("7.0")}, {"days": decimal.Decimal("1.5")}, {"days": "7"}, {"years": 1},
    {"months": 1, "days": 1}, {"hours": 4}, {"text": "other"}, {"anything": None},
    {"entry_ban": True}, {"text": "x", "country_of_return": "PL"}, {"country_of_birth": "PL"},
    {"country": "PL"}, {"x_sis_alert": 1},
]


def pool(schema: dict) -> list:
    """What to try where this schema stands: everything, and each of its own words."""
    own = list(schema.get("enum", [])) + list(schema.get("items", {}).get("enum", []))
    lists = [[word] for word in own]
    return TEXTS + [exact(number) for number in NUMBERS] + OTHERS + own + lists


class Schemas(Desk):
    @classmethod
    def setUpClass(cls):
        done = run("rules", "--json")
        cls.law = exact(done.out)
        cls.events = {event["event"]: event for event in cls.law["events"]}

    def schema(self, event: str) -> dict:
        return self.events[event]["schema"]

    def validator(self, event: str, formats=None):
        # The validator subtracts decimals exactly; what is compared is decimal on both sides.
        return Validator(self.schema(event), format_checker=formats)

    def verdicts(self, samples: list) -> list:
        """For each event with its data, whether the program can read it: all in one run."""
        lines = []
        for event, data in samples:
            partner = self.events[event]["recorded_by"][0]
            line = command(event, case="nobody", by=partner, expect="refused")
            line.pop("data")
            body = json.dumps(data, cls=AsWritten)
            lines.append(json.dumps(line)[:-1] + f', "data": {body}}}')
        path = self.folder / "samples.jsonl"
        path.write_bytes(jsonl(*lines))
        self.db.unlink(missing_ok=True)
        done = self.vertrek("apply", "--json", path)
        answers = done.lines
        self.assertEqual(len(answers), len(samples))
        readable = [answer["answer"] != "error" for answer in answers]
        self.assertEqual(done.code == BAD_INPUT, not all(readable))
        for answer in answers:
            if answer["answer"] == "error":
                self.assertEqual(answer["error"]["code"], "bad-input")
        return readable

    def assert_agree(self, samples: list) -> tuple:
        """The schema and the program say the same of every sample; how many each way."""
        told = []
        for (event, data), readable in zip(samples, self.verdicts(samples), strict=True):
            written = exact(json.dumps(data, cls=AsWritten))
            for formats in (None, FORMATS):
                fits = self.validator(event, formats).is_valid(written)
                self.assertEqual(fits, readable, f"{event} {data!r}: schema {fits}")
            told.append(readable)
        return told.count(True), told.count(False)

    def smallest(self, event: str) -> dict:
        """Data with the required fields only, each with a value that its schema takes."""
        properties = self.schema(event)["properties"]
        return {field: self.right(properties[field]) for field in self.schema(event)["required"]}

    @staticmethod
    def right(schema: dict):
        fits = Validator(schema).is_valid
        return next(value for value in pool(schema) if value and fits(value))

    # ---- what is written down ------------------------------------------------------------------

    def test_every_schema_is_itself_valid_and_closed(self):
        for name, event in self.events.items():
            with self.subTest(name):
                schema = event["schema"]
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertEqual((schema["type"], schema["title"]), ("object", name))
                self.assertIs(schema["additionalProperties"], False)

    def test_the_schema_has_the_fields_of_the_list_and_asks_for_the_required_ones(self):
        for name, event in self.events.items():
            with self.subTest(name):
                fields = event["data"]
                self.assertEqual([f["name"] for f in fields], list(event["schema"]["properties"]))
                required = [f["name"] for f in fields if f["required"]]
                self.assertEqual(required, event["schema"]["required"])
                for field in fields:
                    if "one_of" in field and not field["type"].startswith("list"):
                        schema = event["schema"]["properties"][field["name"]]
                        self.assertEqual(schema["enum"], field["one_of"])

    def test_the_data_of_every_published_case_fits_its_schema(self):
        count = 0
        for path in sorted(CASES.glob("*.jsonl")):
            for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
                line = exact(text)
                with self.subTest(f"{path.name}:{number}"):
                    self.validator(line["event"], FORMATS).validate(line.get("data", {}))
                    count += 1
        self.assertGreater(count, 200)

    def test_what_the_engine_records_by_itself_fits_its_schema(self):
        self.assertEqual(self.vertrek("apply", CASES / "rbdha-2023-8655.jsonl").code, DONE)
        own = [e for e in self.history("rbdha-2023-8655") if e["by"]["partner"] == "ENGINE"]
        self.assertTrue(own)
        for event in own:
            self.validator(event["event"], FORMATS).validate(event["data"])

    # ---- what the program takes and refuses ----------------------------------------------------

    def test_every_field_takes_and_refuses_in_the_schema_as_in_the_program(self):
        samples, of_field = [], {}
        for event in self.events:
            base = self.smallest(event)
            for field, schema in self.schema(event)["properties"].items():
                tried = [(event, base | {field: value}) for value in pool(schema)]
                fits = self.validator(event).is_valid
                verdicts = {fits(exact(json.dumps(data, cls=AsWritten))) for _, data in tried}
                of_field[f"{event} {field}"] = verdicts
                samples += tried
        # Of every field something is right and something is wrong: no field is left untried.
        self.assertEqual([f for f, seen in of_field.items() if seen != {True, False}], [])
        right, wrong = self.assert_agree(samples)
        self.assertGreater(min(right, wrong), len(of_field))

    def test_a_missing_field_and_an_unknown_one_are_refused_by_both(self):
        samples = []
        for event in self.events:
            base = self.smallest(event)
            samples.append((event, base))
            samples += [(event, {k: v for k, v in base.items() if k != gone}) for gone in base]
            for unknown in ("unknown", "", "occurred_at", "entry_ban", "country_of_return"):
                samples.append((event, base | {unknown: "x"}))
        right, wrong = self.assert_agree(samples)
        self.assertEqual(right, len(self.events))
        self.assertGreater(wrong, 5 * len(self.events))

    def test_data_that_is_no_object_is_refused_by_both(self):
        right, wrong = self.assert_agree(
            [(event, data) for event in self.events for data in ([], "x", 1, None, True)]
        )
        self.assertEqual((right, wrong), (0, 5 * len(self.events)))

    def test_the_schema_knows_which_days_exist(self):
        samples = [
            ("removal.planned", {"date": f"{year}-{month:02}-{day:02}"})
            for year in (1899, 1900, 1904, 1999, 2000, 2023, 2024, 2096, 2100, 2199, 2200)
            for month in range(14)
            for day in range(33)
        ]
        right, _ = self.assert_agree(samples)
        self.assertEqual(right, sum(366 if y in (1904, 2000, 2024, 2096) else 365
                                    for y in (1900, 1904, 1999, 2000, 2023, 2024, 2096, 2100, 2199)))

    def test_what_the_schema_takes_is_recorded_as_it_was_given(self):
        self.recorded(command("case.opened", data={"v_number": "0000000001", "nationality": "PL"}))
        data = {"outcome": "founded", "lift": False, "compensation_eur": 1300.55, "ecli": "ECLI:NL"}
        self.validator("detention.ruled").validate(exact(json.dumps(data)))
        done = self.apply(command("detention.ruled", by="COURT", data=data))
        self.assertNotEqual(done.code, BAD_INPUT, done.err)


if __name__ == "__main__":
    unittest.main()
