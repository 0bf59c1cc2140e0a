#!/usr/bin/env python3
"""What `case show` tells beside where a case stands, in words and as JSON."""

import unittest

from program import CASES, DONE, Desk, command, opened

CASE = "rbdha-2023-4887"  # detained, lifted before the hearing, no ruling in the file
FACTS = ("detention", "compensations", "lighter_means", "shelter", "chain_meeting")


class CaseFacts(Desk):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.vertrek("apply", CASES / f"{CASE}.jsonl").code, DONE)

    def facts(self, case: str, *options) -> dict:
        done = self.vertrek("case", "show", case, "--json", *options)
        self.assertEqual(done.code, DONE, done.err)
        return {name: done.json[name] for name in FACTS}

    def words(self, language: str, *options) -> str:
        done = self.vertrek("--lang", language, "case", "show", CASE, *options)
        self.assertEqual(done.code, DONE, done.err)
        return " ".join(done.out.split())

    def assert_words(self, nl: str, en: str, *options) -> None:
        self.assertIn(nl, self.words("nl", *options))
        self.assertIn(en, self.words("en", *options))

    def event(self, event: str, by: str, at: str, **data) -> dict:
        return command(event, CASE, by, at=f"{at}:00+01:00", data=data)

    def court_finds_it_unlawful(self, **data) -> None:
        self.recorded(
            self.event("detention.ruled", "COURT", "2023-02-13T11:00", outcome="founded", **data)
        )

    def duties_are_imposed(self) -> None:
        """Event 22: before it the program records that the court's ruling did not come in time."""
        self.recorded(
            self.event("lighter_means.imposed", "AVIM", "2023-02-14T11:00", duties="report on Monday",
                       means=["reporting", "documents_handed_in"], reasons="enough for now")
        )

    def test_a_case_of_which_there_is_nothing_to_tell_says_so_in_json_and_nothing_in_words(self):
        self.recorded(opened())
        self.assertEqual(
            self.facts("c1"),
            {"detention": None, "compensations": [], "lighter_means": None, "shelter": None,
             "chain_meeting": None},
        )
        shown = self.vertrek("case", "show", "c1").out
        for title in ("The court on the detention", "\nLighter means", "\nMunicipality"):
            self.assertNotIn(title, shown)

    def test_what_the_court_received_is_told_when_the_detention_is_over_too(self):
        detention = self.facts(CASE)["detention"]
        self.assertEqual(detention["since"], "2023-01-23T12:00:00+01:00")
        self.assertEqual(detention["appeal_lodged"], "2023-01-25T12:00:00+01:00")
        self.assertEqual((detention["detained"], detention["review"]), (False, "awaiting_ruling"))
        self.assertEqual((detention["last_ruling"], detention["struck_by_court"]), (None, None))
        self.assert_words("beroep ingesteld op 25 januari 2023, 12:00",
                          "appeal lodged on 25 January 2023, 12:00")
        self.assertNotIn("last ruling on", self.words("en"))
        self.assertTrue(self.facts(CASE, "--as-of", "2023-01-26")["detention"]["detained"])
        self.assertIsNone(self.facts(CASE, "--as-of", "2023-01-22")["detention"])

    def test_a_detention_that_a_court_found_unlawful_after_it_ended_is_told(self):
        self.court_finds_it_unlawful()
        shown = self.facts(CASE)
        self.assertEqual(
            shown["detention"]["struck_by_court"],
            {"at": "2023-02-13T11:00:00+01:00", "event": 21, "how": "found_unlawful"},
        )
        self.assertEqual(shown["detention"]["last_ruling"], "2023-02-13T11:00:00+01:00")
        self.assertEqual(shown["compensations"], [])
        self.assert_words("onrechtmatig bevonden op 13 februari 2023, 11:00 (#21)",
                          "found unlawful on 13 February 2023, 11:00 (#21)")
        self.assertNotIn("compensation awarded", self.words("en"))
        self.assertNotIn("found unlawful", self.words("en", "--as-of", "2023-02-12"))

    def test_a_detention_lifted_on_the_order_of_a_court_is_told_as_such(self):
        case = "rbdha-2025-18617"
        self.vertrek("apply", CASES / f"{case}.jsonl")
        day = "2025-10-20T{}:00+02:00"
        self.recorded(
            command("detention.appeal_lodged", case, "COUNSEL", at=day.format("09:00"),
                    data={"continuation": True}),
            command("detention.ruled", case, "COURT", at=day.format("10:00"),
                    data={"outcome": "founded"}),
        )
        before = self.facts(case, "--as-of", day.format("10:30"))["detention"]
        self.assertEqual((before["lift_ordered"], before["struck_by_court"]), (True, None))
        self.recorded(command("detention.lifted", case, "DTENV", at=day.format("11:00"),
                              data={"reason": "court_order"}))
        after = self.facts(case)["detention"]
        self.assertEqual((after["lift_ordered"], after["struck_by_court"]["how"]), (False, "lifted"))
        shown = self.vertrek("case", "show", case).out
        self.assertIn("lifted on the order of the court on 20 October 2025, 11:00", shown)
        self.assertNotIn("found unlawful", shown)

    def test_compensation_is_told_to_the_cent_in_the_way_of_each_language(self):
        self.court_finds_it_unlawful(compensation_eur=1300.5)
        self.assertEqual(
            self.facts(CASE)["compensations"],
            [{"amount_eur": 1300.5, "awarded_at": "2023-02-13T11:00:00+01:00", "event": 21}],
        )
        self.assert_words("schadevergoeding toegekend: € 1.300,50 op 13 februari 2023",
                          "compensation awarded: €1,300.50 on 13 February 2023")

    def test_a_whole_amount_of_compensation_stays_whole(self):
        self.court_finds_it_unlawful(compensation_eur=1000000)
        self.assertIn('"amount_eur":1000000,', self.vertrek("case", "show", CASE, "--json").out
                      .replace(" ", ""))
        self.assert_words("€ 1.000.000,00", "€1,000,000.00")

    def test_lighter_means_in_place_are_told_with_their_duties_and_since_when(self):
        self.duties_are_imposed()
        self.assertEqual(
            self.facts(CASE)["lighter_means"],
            {"since": "2023-02-14T11:00:00+01:00", "event": 22, "duties": "report on Monday",
             "means": ["reporting", "documents_handed_in"], "kept": True},
        )
        self.assert_words(
            "Lichter middel meldplicht, documenten ingeleverd; sinds 14 februari 2023, 11:00 (#22) "
            "plichten: report on Monday",
            "Lighter means duty to report, documents handed in; since 14 February 2023, 11:00 (#22) "
            "duties: report on Monday",
        )
        self.recorded(self.event("lighter_means.not_kept", "AVIM", "2023-02-21T11:00", facts="absent"))
        self.assertFalse(self.facts(CASE)["lighter_means"]["kept"])
        self.assert_words("lichter middel: een plicht is niet nagekomen",
                          "lighter means: a duty was not kept")

    def test_lighter_means_that_ended_are_not_told_as_in_place(self):
        self.duties_are_imposed()
        self.recorded(self.event("lighter_means.ended", "AVIM", "2023-02-28T11:00", reason="left"))
        self.assertIsNone(self.facts(CASE)["lighter_means"])
        self.assertNotIn("duties:", self.words("en"))
        self.assertIsNotNone(self.facts(CASE, "--as-of", "2023-02-27")["lighter_means"])

    def test_shelter_is_told_while_it_lasts_and_then_with_its_outcome(self):
        self.recorded(self.event("shelter.placed", "MUNICIPALITY", "2023-02-14T11:00",
                                 municipality="Utrecht"))
        self.assertEqual(self.facts(CASE)["shelter"],
                         {"municipality": "Utrecht", "in_shelter": True, "outcome": None})
        self.assert_words("in de opvang: Utrecht", "in shelter: Utrecht")
        for outcome, nl, en in [("work", "werk", "work"), ("returned", "teruggekeerd", "returned"),
                                ("referred", "doorverwezen", "referred"), ("other", "anders", "other")]:
            self.recorded(self.event("shelter.ended", "MUNICIPALITY", "2023-02-20T11:00",
                                     outcome=outcome))
            self.assertEqual(self.facts(CASE)["shelter"],
                             {"municipality": "Utrecht", "in_shelter": False, "outcome": outcome})
            self.assert_words(f"opvang beëindigd: Utrecht, {nl}", f"shelter ended: Utrecht, {en}")

    def test_shelter_that_ended_without_a_known_municipality_names_none(self):
        self.recorded(self.event("shelter.ended", "MUNICIPALITY", "2023-02-20T11:00", outcome="work"))
        self.assertIsNone(self.facts(CASE)["shelter"]["municipality"])
        self.assert_words("opvang beëindigd: werk", "shelter ended: work")

    def test_the_approach_of_the_last_chain_meeting_is_told(self):
        for day, approach, nl, en in [(1, "voluntary", "vrijwillig vertrek", "voluntary departure"),
                                      (2, "forced", "gedwongen vertrek", "forced departure"),
                                      (3, "none", "geen", "none")]:
            self.recorded(self.event("chain_meeting.discussed", "MUNICIPALITY", f"2023-03-0{day}T14:00",
                                     municipality="Utrecht", approach=approach))
            self.assertEqual(
                self.facts(CASE)["chain_meeting"],
                {"approach": approach, "at": f"2023-03-0{day}T14:00:00+01:00", "event": 21 + day},  # after the breach of the court's term
            )
            self.assert_words(f"laatste ketenoverleg: {day} maart 2023, aanpak: {nl}",
                              f"last chain meeting: {day} March 2023, approach: {en}")


if __name__ == "__main__":
    unittest.main()
