"""Answers made part of a landscape: whatever the order of the sheets, nothing said is lost, nothing is said twice."""

from __future__ import annotations

import datetime as dt

import pytest
from cities import LAW, actors, city, members, tie
from hypothesis import given
from hypothesis import strategies as st

from netmap.changes import apply, diff
from netmap.disagreements import difference_words, disagreements
from netmap.export.records import record_page
from netmap.landscape import Landscape
from netmap.model import Cooperation, Evidence, Forum, Offer, Said, Survey
from netmap.reports import confirmation_of, heard_in
from netmap.returned import NewActor, OfferSaid, Returned, Status, TieSaid
from netmap.survey_answers import known_as, merged, surely

WAVE = Survey(id="w", name="Welle", date="2020", asked=("a", "b", "c"), codes={"1": "a", "2": "b", "3": "c"})
CODES = {actor: code for code, actor in WAVE.codes.items()}


def said(ends: str, kind: str = "information", intensity: int | None = None, status: Status = "existing") -> TieSaid:
    """Return a tie from the first to the second, as the first says it."""
    return TieSaid((ends[0],), ends[0], ends[1], kind, intensity, status, f"{ends[0]}.xlsx, Blatt!A1")


def sheet(actor: str, *ties: TieSaid, new: tuple[NewActor, ...] = (), offers: tuple[OfferSaid, ...] = ()) -> Returned:
    return Returned(CODES[actor], actor, f"{actor}.xlsx", (actor,), ties, new, offers)


def taken(landscape: Landscape, *sheets: Returned, seen: str = "2020-03", same: dict[str, str] | None = None) -> Landscape:
    found = merged(landscape, landscape.surveys["w"], sheets, seen=seen, same=same)
    return landscape.replace(found.records, without=found.without)


def asked(*more: object) -> Landscape:
    return city(*actors("abc"), WAVE, *more)  # type: ignore[arg-type]


class TestTies:
    def test_of_parallel_ties_the_one_of_the_kind_is_meant(self):
        found = taken(
            asked(tie("ab", kind="information"), tie("ab", 1, kind="coordination")), sheet("b", said("ba", "coordination"))
        )
        assert [len(one.evidence) for one in found.cooperations.values()] == [0, 1]

    def test_a_plan_is_left_alone_and_stands_beside_what_is_reported(self):
        found = taken(asked(tie("ab", kind="information", status="planned")), sheet("a", said("ab")))
        assert sorted(one.status for one in found.cooperations.values()) == ["existing", "planned"]

    def test_a_directed_tie_the_other_way_round_is_another(self):
        found = taken(asked(tie("ab", kind="referral")), sheet("b", said("ba", "referral")))
        assert len(found.cooperations) == 2

    def test_an_undirected_tie_has_no_way_round(self):
        found = taken(asked(tie("ab", kind="information")), sheet("b", said("ba")))
        assert len(found.cooperations) == 1

    def test_an_intensity_known_before_gives_way_to_what_the_ends_say(self):
        old = tie("ab", kind="information", intensity=1)
        assert taken(asked(old), sheet("a", said("ab", intensity=3))).cooperations["ab-0"].intensity == 3
        assert taken(asked(old), sheet("a", said("ab"))).cooperations["ab-0"].intensity == 1

    def test_what_another_survey_or_a_paper_says_is_never_withdrawn(self):
        other = Evidence(source="Alt", seen="2018", reported_by="a", survey="old", said=Said(intensity=2))
        paper = Evidence(source="Bericht", seen="2019")
        old = Survey(id="old", name="Alt", date="2018", asked=("a",), answered=("a",))
        landscape = asked(old, tie("ab", kind="information", evidence=(other, paper)))
        landscape = taken(landscape, sheet("a", said("ab", intensity=3)))
        assert len(landscape.cooperations["ab-0"].evidence) == 3
        landscape = taken(landscape, sheet("a", said("ac")))
        assert landscape.cooperations["ab-0"].evidence == (other, paper)

    def test_what_one_takes_back_while_the_other_names_it_stays_the_same_record(self):
        landscape = taken(asked(), sheet("a", said("ab", intensity=4)))
        found = taken(landscape, sheet("a", said("ac")), sheet("b", said("ba", intensity=2)))
        tie = found.cooperations["a--b--information"]
        assert (tie.reporters, tie.intensity) == ({"b"}, 2)
        assert found.cooperations.keys() == {"a--b--information", "a--c--information"}

    def test_a_forums_sheet_takes_back_nothing_that_members_said_elsewhere(self):
        landscape = asked(Forum(id="f", name="Forum", nature="standing"), *members("f", "ab"))
        landscape = taken(landscape, sheet("a", said("ac")))
        forum = Returned("9", "f", "f.xlsx", ("a", "b"), (TieSaid(("a", "b"), "a", "b", "information", 2, "existing", ""),))
        landscape = taken(landscape, forum)
        assert {one.reporters for one in landscape.cooperations.values()} == {frozenset("a"), frozenset("ab")}
        assert {piece.source for one in landscape.cooperations.values() for piece in one.evidence} == {
            "Welle",
            "Welle, Forum",
        }


class TestNewActors:
    LESE = NewActor("Lesepaten", "Kiel", "school", "a.xlsx, Weitere!A3")

    def test_one_record_for_the_same_name_and_town(self):
        first = sheet("a", TieSaid(("a",), "a", self.LESE.ref, "information", 1, "existing", ""), new=(self.LESE,))
        again = NewActor(" LESEPATEN", "kiel", "", "b.xlsx, Weitere!A3")
        second = sheet("b", TieSaid(("b",), "b", again.ref, "information", 1, "existing", ""), new=(again,))
        found = taken(asked(), first, second)
        assert found.actors["lesepaten"].municipality == "Kiel"
        assert {one.target for one in found.cooperations.values()} == {"lesepaten"}

    def test_the_same_name_elsewhere_is_somebody_else(self):
        found = taken(asked(), sheet("a", new=(self.LESE, NewActor("Lesepaten", "Ulm", "", ""))))
        assert {"lesepaten", "lesepaten-2"} <= found.actors.keys()

    def test_nobody_is_taken_for_somebody_who_is_only_like_it(self):
        landscape = city(*actors("a"), WAVE.model_copy(update={"asked": ("a",), "codes": {"1": "a"}}))
        matches = known_as(landscape, [sheet("a", new=(self.LESE,))])
        assert [surely(found) for found in matches.values()] == [""]


class TestOffers:
    def test_a_new_offer_of_the_same_name_is_the_one_there_is(self):
        landscape = asked(Offer(id="o", name="Kurs", providers=("a",)))
        found = taken(landscape, sheet("a", offers=(OfferSaid("", "kurs", "", "new", "", ""),)))
        assert found.offers.keys() == {"o"}

    @pytest.mark.parametrize(("until", "expected"), [(None, "2020-03"), ("2019", "2019")])
    def test_what_is_no_more_ends_when_it_was_said_or_before(self, until: str | None, expected: str):
        landscape = asked(Offer(id="o", name="Kurs", providers=("a",), until=until))
        found = taken(landscape, sheet("a", offers=(OfferSaid("o", "Kurs", "", "ended", "", ""),)))
        assert found.offers["o"].until == expected


# -------------------------------------------------------------------------------------------------------------- the laws

STATEMENTS = st.builds(
    said,
    st.sampled_from(["ab", "ba", "ac", "ca", "bc", "cb"]),
    st.sampled_from(["information", "referral"]),
    st.sampled_from([None, 1, 2, 4]),
)
SHEETS = st.lists(STATEMENTS, max_size=8, unique_by=lambda one: (one.source, one.target, one.kind)).map(
    lambda several: [sheet(who, *(one for one in several if one.source == who)) for who in "abc"]
)


def content(landscape: Landscape) -> set[tuple[object, ...]]:
    """Return what ties say, whatever their ids and the order of their evidence."""
    directed = {"referral"}
    return {
        (
            (one.source, one.target) if one.kind in directed else frozenset((one.source, one.target)),
            one.kind,
            one.intensity,
            frozenset((piece.reported_by, piece.said and piece.said.intensity) for piece in one.evidence),
        )
        for one in landscape.cooperations.values()
    }


@LAW
@given(SHEETS, st.permutations([0, 1, 2]))
def test_the_order_of_the_sheets_does_not_matter(sheets: list[Returned], order: list[int]):
    assert content(taken(asked(), *sheets)) == content(taken(asked(), *(sheets[at] for at in order)))


@LAW
@given(SHEETS)
def test_read_at_once_or_one_by_one(sheets: list[Returned]):
    one_by_one = asked()
    for one in sheets:
        one_by_one = taken(one_by_one, one)
    assert content(one_by_one) == content(taken(asked(), *sheets))


@LAW
@given(SHEETS)
def test_read_again_nothing_changes(sheets: list[Returned]):
    before = asked()
    changes = diff(before, taken(before, *sheets), delete_missing=True)
    after = apply(before, changes)
    assert diff(after, taken(after, *sheets, seen="2021"), delete_missing=True).operations == ()


@LAW
@given(SHEETS, SHEETS)
def test_a_second_version_stands_for_the_first(first: list[Returned], second: list[Returned]):
    assert content(taken(taken(asked(), *first), *second)) == content(taken(asked(), *second))


@LAW
@given(SHEETS)
def test_all_have_answered_so_no_tie_waits_for_an_answer(sheets: list[Returned]):
    found = taken(asked(), *sheets)
    known = heard_in(found, at=dt.date(2020, 12, 31))
    states = {confirmation_of(one, known) for one in found.cooperations.values()}
    assert states <= {"confirmed", "one_sided"}


@LAW
@given(SHEETS)
def test_only_confirmed_ties_are_disputed(sheets: list[Returned]):
    found = taken(asked(), *sheets)
    known = heard_in(found, at=dt.date(2020, 12, 31))
    for one in disagreements(found):
        assert confirmation_of(found.cooperations[one.tie], known) == "confirmed"
        assert one.first_says != one.second_says


# ---------------------------------------------------------------------------------------------------------------- shown


def disputed() -> Landscape:
    return taken(asked(), sheet("a", said("ab", intensity=1)), sheet("b", said("ba", intensity=3)))


def test_a_dispute_is_said_in_words():
    (one,) = disagreements(disputed())
    assert difference_words(one, disputed(), lang="en") == "Information exchange: A says “aware”, B says “coordinates”."
    assert difference_words(one, disputed()) == "Informationsaustausch: A sagt „kennt sich“, B sagt „stimmt sich ab“."


def test_a_dispute_is_shown_with_the_tie_and_who_said_what():
    page = record_page(disputed(), "a--b--information", lang="en")
    sections = dict(page.sections)
    (line,) = sections["Two sides say different things"]
    assert line.endswith("→ netmap survey resolve a--b--information --intensity …")
    assert sections["Evidence"] == (
        "2020-03 · Welle · reported by A · aware",
        "2020-03 · Welle · reported by B · coordinates",
    )
    assert "Two sides say different things" not in dict(record_page(asked(tie("ab")), "ab-0", lang="en").sections)


def test_members_of_a_forum_that_was_asked_may_answer():
    from netmap.checks import check

    forum = [Forum(id="f", name="Forum", nature="standing"), *members("f", "ab")]
    wave = Survey(id="v", name="V", asked=("f",), answered=("a",))
    assert "answered_unasked" not in {one.code for one in check(city(*actors("abc"), *forum, wave))}
    stranger = wave.model_copy(update={"answered": ("c",)})
    assert "answered_unasked" in {one.code for one in check(city(*actors("abc"), *forum, stranger))}


def test_a_tie_of_one_kind_has_one_record_for_both():
    found = taken(asked(), sheet("a", said("ab", intensity=2)), sheet("b", said("ba", intensity=2)))
    (one,) = found.cooperations.values()
    assert isinstance(one, Cooperation)
    assert (one.reporters, one.intensity) == ({"a", "b"}, 2)
