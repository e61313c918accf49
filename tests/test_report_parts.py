"""What all reports have in common: shares with their numbers, names that are not to be named, the commands behind it all."""

from __future__ import annotations

import datetime as dt

from netmap.analysis.reports.data import SMALL, share
from netmap.analysis.reports.ground import command
from netmap.analysis.reports.open import names_nobody
from netmap.analysis.rows import checked_words
from netmap.cli.report_ground import ground_of
from netmap.document import Number, Numbers, Section, Table, Text, asked_in
from netmap.export.report_parts import headings_on_paper, rows_below, rows_on_paper
from netmap.model import Actor
from tests.landscapes import tiny_city


def test_a_share_says_what_it_is_made_of_and_of_a_handful_no_percentage():
    ground = ground_of(tiny_city())
    assert share(ground, 5, 20) == "5 von 20 (25 %)"
    assert share(ground, 1, SMALL - 1) == "1 von 9"
    assert share(ground, 0, 0) == "0 von 0"


def test_a_recorded_organisation_is_found_in_a_text_as_a_word():
    ground = ground_of(tiny_city(Actor(id="kurz", name="Bibliothek am Ring", short_name="BaR")))
    assert not names_nobody(ground, "Zuerst fragen: Volkshochschule.")
    assert names_nobody(ground, "Volkshochschulen fehlen."), "a kind of organisation is none"
    assert names_nobody(ground, "Zuständig: Amt für Schule."), "who coordinates may be named"
    assert names_nobody(ground, "BaR jeder Grundlage"), "too short to be told from a word"


def test_one_is_written_as_one():
    said = {
        rows_below(Table("T", ("A",), (("a",), ("b",)), "query actors", 1), "de")[0],
        checked_words(0, 1, 1, lang="de"),
        checked_words(1, 2, 1, lang="de"),
    }
    assert said == {
        "Eine weitere Zeile in der Excel-Datei zu diesem Bericht oder mit: netmap query actors",
        "Geprüft: 0 von 1 Feld; 1 ist noch nicht abgefragt.",
        "Geprüft: 1 von 2 Feldern; 1 ist noch nicht abgefragt.",
    }


def test_a_wide_table_says_which_columns_it_leaves_out():
    wide = Table("T", ("A", "B", "C"), (("a", "b", "c"),), "query actors", wide=1)
    assert (headings_on_paper(wide), rows_on_paper(wide)) == (("A",), (("a",),))
    assert rows_below(wide, "de") == ["Weitere Spalten in der Excel-Datei zu diesem Bericht: B, C."]
    assert rows_below(Table("T", ("A", "B"), (), wide=1), "en") == [
        "Nothing recorded that answers this. That does not mean it does not exist."
    ]


def test_a_command_is_what_a_person_would_type():
    given = {"area": "school", "start": dt.date(2014, 1, 1), "free": True}
    assert command("begun_or_ended", given) == "query begun-or-ended --area school --from 2014-01-01 --free"


def test_the_commands_of_all_parts_are_listed_once_in_their_order():
    parts = (
        Text("", ("gaps",)),
        Numbers((Number("a", 1, "", "query actors"), Number("b", 2, "", "query offers"))),
        Table("", (), (), "query actors"),
        Table("", (), ()),
    )
    assert asked_in([Section("facts", "", parts)]) == ("gaps", "query actors", "query offers")
