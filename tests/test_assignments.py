"""What people write as `field=value`: by name or heading, in words or keys, every mistake said at once."""

from __future__ import annotations

import datetime as dt

import pytest

from netmap.errors import DataError
from netmap.files.assigned import AssignmentError, value_of
from netmap.files.assignments import choices, edited, made, reading
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Settings

SEEN = (Evidence(source="Liste", seen="2016"), Evidence(source="Anruf", seen="2018"))
CITY = Landscape(
    Settings(id="city", name="City"),
    [
        District(id="ktv", name="Kröpeliner-Tor-Vorstadt"),
        District(id="mitte", name="Stadtmitte"),
        Actor(id="vhs", name="Volkshochschule", short_name="VHS", areas=("school", "senior"), evidence=SEEN),
        Actor(id="a", name="Amt", attributes={"plz": "01067", "tags": ("x", "y"), "n": 3}),
        Forum(id="runde", name="Runder Tisch"),
        Cooperation(id="vhs--a--unspecified", source="vhs", target="a"),
    ],
)


def changed(record: str, *words: str, lang: str = "en") -> dict[str, object]:
    """Return the fields that words change, with their values."""
    old = CITY.get(record)
    new = edited(old, words, CITY, lang=lang)
    return {name: value for name, value in new if value != getattr(old, name)}


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("name=Neues Amt", "name", "Neues Amt"),
        ("Name = Neues Amt ", "name", "Neues Amt"),
        ("short-name=NA", "short_name", "NA"),
        ("Kurzname=NA", "short_name", "NA"),
        ("areas=school; culture", "areas", ("school", "culture")),
        ("areas=school,culture", "areas", ("school", "culture")),
        ("areas=Schule; Kultur", "areas", ("school", "culture")),
        ("aliases=A, B; C", "aliases", ("A, B", "C")),
        ("districts+=ktv", "districts", ("ktv",)),
        ("districts=Stadtmitte, Kröpeliner-Tor-Vorstadt", "districts", ("mitte", "ktv")),
        ("part_of=vhs", "part_of", "vhs"),
        ("part_of=VHS", "part_of", "vhs"),
        ("part_of=Volkshochschule", "part_of", "vhs"),
        ("since=März 2018", "since", "2018-03"),
        ("since=1.3.2018", "since", "2018-03-01"),
        ("sector=inside", "sector", "inside"),
        ("citywide=ja", "citywide", True),
        ("publish=yes", "publish", True),
        ("coordinates=54,09; 12,14", "coordinates", (54.09, 12.14)),
        ("attributes.n=4", "attributes", {"plz": "01067", "tags": ("x", "y"), "n": 4}),
        ("attributes.n=", "attributes", {"plz": "01067", "tags": ("x", "y")}),
        ("attributes.plz=18057", "attributes", {"plz": "18057", "tags": ("x", "y"), "n": 3}),
        ("attributes.tags=z; w", "attributes", {"plz": "01067", "tags": ("z", "w"), "n": 3}),
        ("attributes.Neu seit=2018-03-01", "attributes", {**CITY.actors["a"].attributes, "Neu seit": dt.date(2018, 3, 1)}),
        ("note=a=b", "note", "a=b"),
    ],
)
def test_one_word_changes_one_field(word: str, field: str, value: object):
    for lang in ("de", "en"):
        if not (lang == "en" and ("Schule" in word)):  # the labels are those of the language
            assert changed("a", word, lang=lang) == {field: value}


def test_fields_are_emptied_to_what_is_not_known():
    assert changed("vhs", "short_name=", "areas=", "evidence=") == {"short_name": "", "areas": (), "evidence": ()}


def test_lists_are_added_to_and_taken_from():
    assert changed("vhs", "areas+=culture; school") == {"areas": ("school", "senior", "culture")}
    assert changed("vhs", "areas-=school; culture") == {"areas": ("senior",)}
    assert changed("vhs", "areas+=culture", "areas-=senior") == {"areas": ("school", "culture")}
    assert changed("vhs", "areas+=") == {}


def test_evidence_is_added_changed_and_removed():
    new = Evidence(source="Gespräch", seen="2018-10", reported_by="a")
    words = ("evidence.source=Gespräch", "evidence.seen=10/2018", "evidence.reported_by=Amt")
    assert changed("vhs", *words) == {"evidence": (*SEEN, new)}
    assert changed("vhs", "evidence=", *words) == {"evidence": (new,)}
    assert changed("vhs", "evidence.1.seen=2017") == {"evidence": (Evidence(source="Liste", seen="2017"), SEEN[1])}
    assert changed("vhs", "evidence.2.seen=") == {"evidence": (SEEN[0], Evidence(source="Anruf"))}
    assert changed("vhs", "evidence.1=") == {"evidence": SEEN[1:]}
    said = changed("vhs--a--unspecified", "evidence.source=x", "evidence.said.kind=funding")["evidence"]
    assert [one.said.kind for one in said] == ["funding"]  # type: ignore[attr-defined, union-attr]


def test_the_settings_have_thresholds():
    new = edited(CITY.settings, ["thresholds.small_count=7", "inhabitants=200.000", "coordinating_office=VHS"], CITY)
    assert (new.thresholds.small_count, new.inhabitants, new.coordinating_office) == (7, 200_000, "vhs")  # type: ignore[attr-defined]
    again = edited(new, ["thresholds.small_count="], CITY)
    assert again.thresholds.small_count == 5  # type: ignore[attr-defined]


def test_new_records_get_an_id():
    assert made("actor", ["name=Amt"], CITY).id == "amt"
    assert made("actor", ["name=VHS", "type=school"], CITY).id == "vhs-2"
    assert made("actor", ["name=***"], CITY).id == "actor"
    assert made("cooperation", ["source=VHS", "target=Amt"], CITY).id == "vhs--a--unspecified-2"
    assert made("membership", ["actor=VHS", "forum=Runder Tisch"], CITY).id == "vhs--runde"
    assert made("need", ["persons=40", "area=school", "district=ktv"], CITY).id == "need--school--ktv"


def problems(record: str, *words: str) -> list[str]:
    with pytest.raises(DataError) as told:
        edited(CITY.get(record), words, CITY, lang="en")
    return [str(one) for one in told.value.problems]


def test_every_mistake_is_said_at_once():
    words = (
        "stat=x",
        "nonsense",
        "since=yesterday",
        "name=",
        "sector=insid",
        "citywide+=yes",
        "version=2",
        "id=b",
        "evidence.9.seen=2018",
    )
    said = problems("a", *words)
    assert len(said) == len(words)
    assert said[0].startswith("stat: the field “stat” is unknown.")
    assert said[1] == "nonsense: this is no field with a value. Written: field=value"
    assert "a date is expected, given is “yesterday”. Write 2018, 2018-03" in said[2]
    assert "There are: City administration [inside], " in said[3]
    assert said[4].startswith("citywide: “Citywide” is no list.")
    assert said[5:7] == ["version: “version” stays as it is, for ever.", "id: “id” stays as it is, for ever."]
    assert "there are 0" in said[7]
    assert said[8] == "name: “Name” is not filled in. Say it: name=value"


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("are=school", "Did you mean “areas”?"),
        ("Education arreas=school", "Did you mean “Education areas”?"),
        ("areas=school; quatsch", "given is “quatsch”. There are: Early childhood"),
        ("part_of=Nobody", "the name or id of a record is expected, given is “Nobody”. To look for it: netmap find WORDS"),
        ("part_of=Runder Tisch", "the name or id of a record is expected"),
        ("coordinates=200; 3", "at most 90 is expected"),
        ("coordinates=here", "latitude and longitude are expected"),
        ("name=a\nb", "control characters"),
        ("attributes.=3", "the field “attributes.” is unknown"),
        ("evidence=Liste", "there is no such piece of evidence"),
        ("figures=x", "the field “figures” is unknown"),
    ],
)
def test_a_mistake_says_how_to_mend_it(word: str, says: str):
    (said,) = problems("a", word)
    assert says in said


def test_what_is_needed_of_a_new_record_is_said():
    with pytest.raises(DataError) as told:
        made("cooperation", ["kind=nonsense"], CITY, lang="en")
    assert [one.field for one in told.value.problems] == ["kind", "source", "target"]


def test_one_answer_is_read_alone():
    assert reading("actor", "areas", "school, culture", CITY) == ("school", "culture")
    assert reading("actor", "areas", "", CITY) is None
    with pytest.raises(DataError, match="erwartet wird ein Datum"):
        reading("actor", "since", "morgen", CITY)
    assert issubclass(AssignmentError, Exception)
    assert callable(value_of)


@pytest.mark.parametrize(
    ("kind", "field", "there"),
    [("actor", "areas", False), ("forum", "areas", False), ("offer", "area", False), ("need", "area", True)],
)
def test_every_area_at_once_is_a_choice_only_where_it_may_stand(kind: str, field: str, there: bool):
    assert ("all areas" in choices(kind, field, CITY, lang="en")) is there
    if not there:
        with pytest.raises(DataError, match="all areas"):
            reading(kind, field, "all areas", CITY, lang="en")
