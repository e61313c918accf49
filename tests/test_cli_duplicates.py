"""Duplicates on the command line: shown with reasons, decided on, merged, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call, refusal, stored

from netmap.cli import duplicates as commands
from netmap.model import Actor, Cooperation, Forum, Membership

pytestmark = pytest.mark.usefixtures("own_place")

ACTORS = (
    Actor(id="vhs", name="Volkshochschule", address="Am Kai 1", publish=True),
    Actor(id="vhs-2", name="VHS", address="Am Kai 2", website="https://vhs.example"),
    Actor(id="amt", name="Amt"),
    Actor(id="haus-1", name="Schutzhaus Ahorn", protected=True, address="Geheimweg 7"),
    Actor(id="haus-2", name="Haus Ahorn (Schutzhaus)", protected=True, address="Geheimweg 7"),
)
TIES = (
    Cooperation(id="t", source="vhs-2", target="amt"),
    Forum(id="f", name="Tisch"),
    Membership(id="m", actor="vhs-2", forum="f"),
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return stored(tmp_path, *ACTORS, *TIES)


def rows(capsys: Capture, store: str, *more: str) -> list[dict[str, object]]:
    found = json.loads(answer(capsys, "--store", store, "duplicates", "--format", "json", *more))
    assert isinstance(found, list)
    return found


def test_pairs_are_shown_with_score_and_reason(capsys: Capture, store: str):
    said = answer(capsys, "--store", store, "dubletten")
    assert "Mögliche Dubletten (2)" in said
    assert "[94] Volkshochschule (vhs)" in said
    assert "derselbe Name, von Rechtsform, Abkürzungen und Wortfolge abgesehen; aber eine andere Anschrift" in said
    assert "Von selbst wird nichts zusammengeführt." in said
    assert "\x1b" not in said


def test_programs_get_stable_names(capsys: Capture, store: str):
    (first,) = [row for row in rows(capsys, store) if row["first"] == "vhs"]
    assert first == {
        "first": "vhs",
        "second": "vhs-2",
        "first_name": "Volkshochschule",
        "second_name": "VHS",
        "kind": "actor",
        "score": 94.0,
        "reasons": ["same_name", "other_address"],
    }


@pytest.mark.parametrize("form", ["csv", "md"])
def test_tables(capsys: Capture, store: str, form: str):
    assert "Volkshochschule" in answer(capsys, "--store", store, "duplicates", "--format", form)


def test_nothing_found_says_what_was_compared(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, Actor(id="a", name="Ahorn"), Actor(id="b", name="Birke"), name="leer")
    said = answer(capsys, "--store", store, "duplicates")
    assert "Keine gefunden. Verglichen: 2 Akteure, 0 Gremien" in said


def test_the_least_score_can_be_said(capsys: Capture, store: str):
    assert len(rows(capsys, store, "--min", "99")) < len(rows(capsys, store))
    refusal(capsys, "--store", store, "duplicates", "--min", "10", code=2)


def test_long_lists_are_folded(capsys: Capture, tmp_path: Path):
    store = stored(tmp_path, *(Actor(id=f"a{n}", name="Ahorn") for n in range(8)), name="viele")
    assert "… und 8 weitere: --all" in answer(capsys, "--store", store, "duplicates")
    assert "weitere" not in answer(capsys, "--store", store, "duplicates", "--all")


def test_an_address_of_a_protected_place_is_in_no_other_edition(capsys: Capture, store: str, tmp_path: Path):
    inside = [row["reasons"] for row in rows(capsys, store) if row["first"] == "haus-1"]
    assert inside
    assert "same_address" in inside[0]  # type: ignore[operator]
    for edition in ("meeting", "public"):
        said = answer(capsys, "--store", store, "duplicates", "--format", "json", "--edition", edition)
        assert "Geheimweg" not in said
        assert not [row for row in json.loads(said) if row["first"] == "haus-1" and "same_address" in row["reasons"]]
    file = tmp_path / "dubletten.csv"
    call(capsys, "--store", store, "duplicates", "--output", str(file))
    assert "Geheimweg" not in file.read_text(encoding="utf-8-sig")
    assert "dieselbe Anschrift" not in file.read_text(encoding="utf-8-sig")


def test_the_public_edition_has_only_what_is_published(capsys: Capture, store: str):
    assert rows(capsys, store, "--edition", "public") == []


@pytest.mark.parametrize(("option", "verdict"), [("--different", "different"), ("--same", "same")])
def test_a_decision_is_a_record_and_is_not_asked_again(capsys: Capture, store: str, option: str, verdict: str):
    call(capsys, "--store", store, "duplicates", option, "vhs", "vhs-2", "--yes", "--author", "BK")
    assert not [row for row in rows(capsys, store) if row["first"] == "vhs"]
    kept = json.loads(answer(capsys, "--store", store, "show", "decision--vhs--vhs-2", "--format", "json"))
    assert (kept["verdict"], kept["by"]) == (verdict, "BK")
    said = answer(capsys, "--store", store, "duplicates")
    assert ("netmap zusammenfuehren vhs vhs-2" in said) is (verdict == "same")
    call(capsys, "--store", store, "undo", "--yes")
    assert [row for row in rows(capsys, store) if row["first"] == "vhs"]


@pytest.mark.parametrize("pair", [("vhs", "vhs"), ("vhs", "f")])
def test_decisions_on_what_is_no_pair_are_refused(capsys: Capture, store: str, pair: tuple[str, str]):
    assert "zwei verschiedene Akteure" in refusal(capsys, "--store", store, "duplicates", "--same", *pair, "--yes")


def test_two_are_merged_and_undo_takes_it_back(capsys: Capture, store: str):
    before = answer(capsys, "--store", store, "show", "vhs-2", "--format", "json")
    _, said = call(capsys, "--store", store, "zusammenfuehren", "vhs", "vhs-2", "--yes", "--author", "BK")
    assert "Anschrift: „Am Kai 1“ bleibt, „Am Kai 2“ entfällt. Es zu übernehmen: --take address" in said
    kept = json.loads(answer(capsys, "--store", store, "show", "vhs", "--format", "json"))
    assert (kept["website"], kept["aliases"]) == ("https://vhs.example", ["VHS"])
    assert refusal(capsys, "--store", store, "show", "vhs-2")
    assert "vhs" in answer(capsys, "--store", store, "history", "vhs-2")
    assert not [row for row in rows(capsys, store) if row["first"] == "vhs"]
    call(capsys, "--store", store, "undo", "--yes")
    after = json.loads(answer(capsys, "--store", store, "show", "vhs-2", "--format", "json"))
    assert {**after, "version": 0} == {**json.loads(before), "version": 0}


def test_a_field_is_taken(capsys: Capture, store: str):
    call(capsys, "--store", store, "merge", "vhs", "vhs-2", "--take", "address", "--yes")
    assert json.loads(answer(capsys, "--store", store, "show", "vhs", "--format", "json"))["address"] == "Am Kai 2"
    assert "es gibt" in refusal(capsys, "--store", store, "merge", "vhs", "amt", "--take", "adress", "--yes").lower()


def test_on_a_terminal_each_difference_is_asked(capsys: Capture, store: str, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def agreed(_self: object, *, question: str, **_yes: bool) -> bool:
        asked.append(question)
        return "Am Kai 2" in question or "geschrieben" in question

    monkeypatch.setattr(commands, "can_be_asked", lambda: True)
    monkeypatch.setattr("netmap.cli.session.Session.agreed", agreed)
    call(capsys, "--store", store, "merge", "vhs", "vhs-2")
    assert len(asked) == 3  # name, address, and whether to write
    assert json.loads(answer(capsys, "--store", store, "show", "vhs", "--format", "json"))["address"] == "Am Kai 2"


def test_nothing_is_merged_where_nobody_agreed(capsys: Capture, store: str):
    call(capsys, "--store", store, "merge", "vhs", "vhs-2", code=1)
    assert answer(capsys, "--store", store, "show", "vhs-2")
