"""The real example: its numbers, its traps, and that nothing in it is invented or published that must not be."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from netmap.files.folder import read_folder, write_folder
from netmap.model import Actor, Forum, Offer, Record, references
from netmap.values import first_day, last_day

FOLDER = Path(__file__).parent.parent / "graphs" / "rostock"
READING = read_folder(FOLDER)
ROSTOCK = READING.landscape
VOCABULARY = ROSTOCK.vocabulary
PROGRAMME = dt.date(2017, 5, 1), dt.date(2021, 4, 30)
AS_OF = dt.date(2018, 12, 31)


def documented() -> list[Record]:
    """Return the records that rest on public pages, population aside."""
    tables = (ROSTOCK.actors, ROSTOCK.forums, ROSTOCK.memberships, ROSTOCK.cooperations, ROSTOCK.offers)
    return [record for table in tables for record in table.values()]


def with_groups() -> list[Actor | Offer]:
    """Return the records that say whom they are for."""
    return [*ROSTOCK.actors.values(), *ROSTOCK.offers.values()]


def crosswalk() -> list[dict[str, str]]:
    with (FOLDER / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestFolder:
    def test_reads_without_a_problem(self) -> None:
        assert READING.problems == ()

    def test_is_written_as_netmap_writes_it(self, tmp_path: Path) -> None:
        without_layout = ROSTOCK.replace(without=ROSTOCK.positions)
        written = write_folder(without_layout, tmp_path)
        assert {path.name for path in written} == {path.name for path in FOLDER.glob("*.yaml")} - {"layout.yaml"}
        for path in written:
            assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name

    def test_knows_no_quotes_and_no_versions(self) -> None:
        for path in FOLDER.glob("*.yaml"):
            assert not re.search(
                r"^[ -]*(quote|source_quote|version):", path.read_text(encoding="utf-8"), flags=re.MULTILINE
            )

    def test_names_no_mail_address_and_no_phone_number(self) -> None:
        for path in FOLDER.iterdir():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"[\w.]+@[\w-]+\.\w+", text), path.name
            assert not re.search(r"(?i)\b(tel|telefon|fax|mobil)\b\.?:? *[+0(]", text), path.name


class TestNumbers:
    @pytest.mark.parametrize(
        ("kind", "count"),
        [
            ("actors", 154), ("forums", 20), ("memberships", 97), ("cooperations", 136), ("offers", 78), ("districts", 21),
            ("needs", 21), ("inventories", 0), ("surveys", 0),
        ],
    )  # fmt: skip
    def test_records(self, kind: str, count: int) -> None:
        assert len(getattr(ROSTOCK, kind)) == count

    def test_ids_are_unique_over_all_kinds(self) -> None:
        ids = Counter(record.id for record in ROSTOCK.records())
        assert [one for one, n in ids.items() if n > 1] == []

    def test_sectors(self) -> None:
        assert Counter(actor.sector for actor in ROSTOCK.actors.values()) == {"outside": 125, "unknown": 18, "inside": 11}

    def test_actors_of_each_area(self) -> None:
        areas = Counter(area for actor in ROSTOCK.actors.values() for area in actor.areas)
        assert areas == {
            "culture": 22, "vocational": 21, "continuing_education": 20, "school": 18, "higher_education": 14, "clubs": 12,
            "early_childhood": 9, "senior": 3,
        }  # fmt: skip

    def test_offers_of_each_area(self) -> None:
        assert Counter(offer.area for offer in ROSTOCK.offers.values()) == {
            "continuing_education": 25, "vocational": 13, "school": 10, "higher_education": 9, "culture": 8,
            "early_childhood": 5, "senior": 4, "clubs": 4,
        }  # fmt: skip

    def test_ties_of_each_kind_and_status(self) -> None:
        ties = ROSTOCK.cooperations.values()
        assert Counter(tie.status for tie in ties) == {"existing": 111, "ended": 21, "planned": 4}
        assert Counter(tie.kind for tie in ties) == {
            "joint_offer": 50, "funding": 27, "contract": 22, "information": 19, "hosting": 11, "steering": 4, "referral": 2,
            "data": 1,
        }  # fmt: skip

    def test_sixteen_actors_have_no_tie_and_no_membership(self) -> None:
        tied = {end for tie in ROSTOCK.cooperations.values() for end in (tie.source, tie.target)}
        member = {one.actor for one in ROSTOCK.memberships.values()}
        assert len(set(ROSTOCK.actors) - tied - member) == 16


class TestUnknownStaysUnknown:
    @pytest.mark.parametrize(("kind", "without", "citywide"), [("actors", 109, 14), ("offers", 52, 6)])
    def test_no_district_is_not_citywide(self, kind: str, without: int, citywide: int) -> None:
        records: list[Actor | Offer] = list(getattr(ROSTOCK, kind).values())
        assert sum(not one.districts and not one.citywide for one in records) == without
        assert sum(one.citywide for one in records) == citywide
        assert not any(one.districts and one.citywide for one in records)

    def test_records_without_any_date(self) -> None:
        assert sum(all(one.seen is None for one in record.evidence) for record in documented()) == 155

    def test_ties_have_no_intensity_and_nobody_reported_them(self) -> None:
        for tie in ROSTOCK.cooperations.values():
            assert tie.intensity is None
            assert tie.reporters == set()

    def test_no_list_of_members_is_called_complete(self) -> None:
        for forum in ROSTOCK.forums.values():
            assert forum.members_complete is None
            assert forum.meetings_per_year is None
            assert forum.level == "unknown"

    def test_yes_or_no_only_where_said(self) -> None:
        offers = ROSTOCK.offers.values()
        assert sum(offer.free_of_charge is True for offer in offers) == 4
        assert sum(offer.free_of_charge is None for offer in offers) == 74
        assert [offer.id for offer in offers if offer.childcare] == ["integrationskurs-kinderbetreuung"]
        assert all(offer.accessible is None and offer.capacity is None for offer in offers)

    def test_a_level_only_where_said(self) -> None:
        assert [(one.id, one.cefr_from, one.cefr_to) for one in ROSTOCK.offers.values() if one.cefr_from or one.cefr_to] == [
            ("integrationskurs-dienhong", "A1", "B1")
        ]

    def test_groups_without_a_wording_stay_empty(self) -> None:
        for record in with_groups():
            if "original_target_groups" not in record.attributes:
                assert record.target_groups == (), record.id

    @pytest.mark.parametrize("offer", ["roxi-for-refugees", "deutsch-crash-kurse"])
    def test_what_cannot_be_mapped_is_not_all(self, offer: str) -> None:
        record = ROSTOCK.offers[offer]
        assert record.target_groups == ()
        assert record.attributes["original_target_groups"]

    def test_refugees_are_not_all(self) -> None:
        for record in with_groups():
            if record.attributes.get("original_target_groups") in {"Geflüchtete", "Flüchtlinge", "geflüchtete Menschen"}:
                assert set(record.target_groups) == {"refugees_recognised", "asylum_procedure", "tolerated"}


class TestReferencesAndVocabulary:
    def test_every_reference_resolves(self) -> None:
        kinds = {record.id: record.kind_name for record in ROSTOCK.records()}
        for record in ROSTOCK.records():
            for field, target, allowed in references(record):
                assert kinds.get(target) in allowed, (record.id, field, target)

    def test_every_key_is_known(self) -> None:
        for where, vocabulary, key in keys_used():
            assert key in VOCABULARY[vocabulary], (where, vocabulary, key)

    def test_natures_follow_the_kind_of_forum(self) -> None:
        for forum in ROSTOCK.forums.values():
            assert forum.nature == VOCABULARY["forum_kinds"][forum.kind]["nature"]


def keys_used() -> Iterator[tuple[str, str, str]]:
    """Yield (record, vocabulary, key) for every key that actors, ties, forums, members, offers and needs use."""
    single = {
        "actor": {"type": "actor_types", "sector": "sectors"},
        "cooperation": {"kind": "tie_kinds", "status": "statuses"},
        "forum": {"kind": "forum_kinds", "nature": "natures", "level": "levels"},
        "membership": {"role": "roles"},
        "offer": {"area": "areas", "format": "offer_formats"},
        "need": {"target_group": "target_groups", "indicator": "indicators"},
    }
    for record in ROSTOCK.records():
        for field, vocabulary in single.get(record.kind_name, {}).items():
            yield record.id, vocabulary, getattr(record, field)
        for field in ("areas", "target_groups", "languages"):
            for key in getattr(record, field, ()):
                yield record.id, field, key


class TestEvidence:
    def test_each_record_carries_its_address(self) -> None:
        for record in documented():
            assert record.evidence, record.id
            assert all(re.match(r"https?://\w", one.url) and one.source for one in record.evidence), record.id

    def test_each_district_and_need_names_the_open_data(self) -> None:
        for record in (*ROSTOCK.districts.values(), *ROSTOCK.needs.values()):
            assert all(one.source.startswith("OpenData.HRO") for one in record.evidence)
            assert record.evidence

    def test_a_date_seen_is_no_beginning(self) -> None:
        migra = ROSTOCK.actors["migra"]
        assert migra.since is None
        assert ROSTOCK.cooperations["bamf--start--contract"].since is None
        assert [one.seen for one in ROSTOCK.cooperations["bamf--start--contract"].evidence] == ["2016"]

    def test_since_never_lies_after_until(self) -> None:
        for record in documented():
            if record.since and record.until:
                assert first_day(record.since) <= last_day(record.until), record.id


class TestIds:
    def test_upper_case_ids_are_kept_as_attribute(self) -> None:
        renamed = {
            actor.id: actor.attributes["original_id"]
            for actor in ROSTOCK.actors.values()
            if "original_id" in actor.attributes
        }
        assert len(renamed) == 25
        assert all(new == old.lower() for new, old in renamed.items())
        assert renamed["vhshro"] == "VHSHRO"

    def test_offers_that_share_an_actors_id(self) -> None:
        renamed = {
            offer.id: offer.attributes["original_id"]
            for offer in ROSTOCK.offers.values()
            if "original_id" in offer.attributes
        }
        assert renamed == {
            "interkulturelles-sprachcafe-angebot": "interkulturelles-sprachcafe",
            "akad-integrationsprojekt-angebot": "akad-integrationsprojekt",
        }

    def test_ties_are_named_after_their_ends(self) -> None:
        for tie in ROSTOCK.cooperations.values():
            base = f"{tie.source}--{tie.target}--{tie.kind.replace('_', '-')}"
            assert re.fullmatch(re.escape(base) + r"(-[2-9])?", tie.id)


class TestTiesOverTime:
    def test_one_funding_in_two_periods_is_two_ties(self) -> None:
        first = ROSTOCK.cooperations["aktion-mensch--asb-kjh-rostock--funding"]
        second = ROSTOCK.cooperations["aktion-mensch--asb-kjh-rostock--funding-2"]
        assert (first.status, first.since, first.until) == ("existing", None, "2019-01-31")
        assert (second.status, second.since, second.until) == ("planned", "2019-02", None)

    def test_no_other_ties_are_parallel_in_kind(self) -> None:
        same = Counter((tie.source, tie.target, tie.kind) for tie in ROSTOCK.cooperations.values())
        assert [ends for ends, n in same.items() if n > 1] == [("aktion-mensch", "asb-kjh-rostock", "funding")]

    def test_the_programme_ran_from_may_2017_to_april_2021(self) -> None:
        tie = ROSTOCK.cooperations["bmbf--hstadt--funding"]
        assert (first_day(tie.since or ""), last_day(tie.until or "")) == PROGRAMME

    def test_on_the_reference_date(self) -> None:
        then = ROSTOCK.at(AS_OF)
        assert Counter(tie.status for tie in then.cooperations.values()) == {"existing": 102, "ended": 3, "planned": 3}
        assert len(then.forums) == 16
        assert not any(forum.nature == "event" for forum in then.forums.values())


class TestForums:
    def test_members_of_several_waves_are_one_membership(self) -> None:
        members = [one for one in ROSTOCK.memberships.values() if one.forum == "ktg" and one.role == "member"]
        assert len(members) == 11
        assert all(one.since is None and one.until is None for one in members)
        waves = Counter(tuple(seen.seen for seen in one.evidence) for one in members)
        assert waves == {("2016-12", "2017-12", "2018-03"): 8, ("2018-03",): 2, ("2016-12", "2017-12"): 1}

    def test_peeneland_was_last_seen_in_2017(self) -> None:
        member = ROSTOCK.memberships["peeneland--ktg"]
        assert member.last_seen(AS_OF) == "2017-12"
        assert member.until is None

    def test_fairs_and_action_days_are_events(self) -> None:
        events = {forum.id: (forum.since, forum.until) for forum in ROSTOCK.forums.values() if forum.nature == "event"}
        assert events == {
            "begegnungstag-2013": ("2013-09-11", "2013-09-11"),
            "begegnungstag-2016": ("2016-11-23", "2016-11-23"),
            "aktionstag-rassismus-2017": ("2017-03-22", "2017-03-22"),
        }

    def test_most_pairs_of_members_met_at_events_only(self) -> None:
        everywhere, standing = (
            pairs(ROSTOCK.forums.values()),
            pairs(forum for forum in ROSTOCK.forums.values() if forum.nature != "event"),
        )
        assert len(everywhere) == 393
        assert len(everywhere - standing) == 243

    def test_memberships_lie_within_their_forums_life(self) -> None:
        for one in ROSTOCK.memberships.values():
            forum = ROSTOCK.forums[one.forum]
            if one.since and forum.since:
                assert first_day(one.since) >= first_day(forum.since), one.id
            if one.until and forum.until:
                assert last_day(one.until) <= last_day(forum.until), one.id

    def test_topics_are_kept_apart(self) -> None:
        assert ROSTOCK.forums["ktg"].topics == ("Integrationskurse", "Einbürgerungstests", "berufsbezogene Sprachkurse")


def pairs(forums: Iterable[Forum]) -> set[tuple[str, ...]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for one in ROSTOCK.memberships.values():
        members[one.forum].add(one.actor)
    return {pair for forum in forums for pair in combinations(sorted(members[forum.id]), 2)}


class TestDistrictsAndNeed:
    def test_dierkow_is_three(self) -> None:
        actor = ROSTOCK.actors["rgs-rostock"]
        assert actor.districts == ("lichtenhagen", "dierkow-neu", "dierkow-ost", "dierkow-west", "toitenwinkel")
        assert actor.attributes["original_districts"] == "Lichtenhagen;Dierkow;Toitenwinkel"

    def test_codes_are_the_citys_letters(self) -> None:
        assert {one.code for one in ROSTOCK.districts.values()} == set("ABCDEFGHIJKLMNOPQRSTU")
        assert ROSTOCK.districts["kroepeliner-tor-vorstadt"].code == "K"

    def test_no_source_names_neighbours(self) -> None:
        assert all(one.neighbours == () for one in ROSTOCK.districts.values())

    @pytest.mark.parametrize(("year", "inhabitants"), [(2016, 207_492), (2017, 208_516), (2018, 209_085)])
    def test_inhabitants_of_the_city(self, year: int, inhabitants: int) -> None:
        assert sum(one.figures[year]["inhabitants"] for one in ROSTOCK.districts.values()) == inhabitants

    def test_ages_add_up_in_every_district_and_year(self) -> None:
        for one in ROSTOCK.districts.values():
            assert set(one.figures) == {2016, 2017, 2018}
            for figures in one.figures.values():
                ages = [count for key, count in figures.items() if key.startswith("age_")]
                assert len(ages) == 10
                assert sum(ages) == figures["inhabitants"]

    def test_settings_give_the_last_years_inhabitants(self) -> None:
        assert ROSTOCK.settings.inhabitants == 209_085

    def test_need_is_inhabitants_times_share(self) -> None:
        # Lichtenhagen 2018: 14,125 inhabitants, 7.1 % of them foreign: 1,002.875
        assert ROSTOCK.needs["bedarf-auslaendische-bevoelkerung-lichtenhagen"].persons == 1003
        for need in ROSTOCK.needs.values():
            figures = ROSTOCK.districts[need.district or ""].figures[2018]
            assert need.persons == round(figures["inhabitants"] * figures["foreign_share"] / 100)
        assert sum(need.persons for need in ROSTOCK.needs.values()) == 13_330

    def test_need_is_of_everyone_and_nothing_finer(self) -> None:
        for need in ROSTOCK.needs.values():
            assert (need.area, need.target_group, need.basis, need.year) == ("all", "all", "stock", 2018)
            assert need.estimate
            assert "Obergrenze" in need.how

    def test_each_district_has_one_need(self) -> None:
        assert sorted(need.district or "" for need in ROSTOCK.needs.values()) == sorted(ROSTOCK.districts)


class TestSettings:
    def test_as_of_lies_inside_the_programme(self) -> None:
        assert ROSTOCK.reference_date() == AS_OF
        assert PROGRAMME[0] <= AS_OF <= PROGRAMME[1]

    def test_the_coordinating_office_is_an_office_of_the_city(self) -> None:
        office = ROSTOCK.actors[ROSTOCK.settings.coordinating_office or ""]
        assert office.sector == "inside"
        assert len(office.areas) == 8

    def test_the_landscape_says_what_it_is(self) -> None:
        assert ROSTOCK.settings.ags == "13003000"
        assert ROSTOCK.settings.disclaimer == (
            "Beispiel aus öffentlichen Quellen 2012-2024. Nicht von der Stadt geprüft. Kein amtliches Ergebnis."
        )


class TestWhatIsPublished:
    def test_actors_offers_and_forums_are_public(self) -> None:
        assert all(one.publish for one in (*ROSTOCK.actors.values(), *ROSTOCK.forums.values()))
        assert [offer.id for offer in ROSTOCK.offers.values() if not offer.publish] == [
            "asylverfahrensberatung-gu",
            "hausaufgabenhilfe-oekohaus",
        ]

    def test_ties_and_memberships_are_not(self) -> None:
        assert not any(one.publish for one in (*ROSTOCK.cooperations.values(), *ROSTOCK.memberships.values()))

    def test_nothing_protected_is_published(self) -> None:
        for actor in ROSTOCK.actors.values():
            kind = VOCABULARY["actor_types"][actor.type]
            assert actor.protected or not kind["protected"], actor.id
            assert not (actor.protected and actor.publish), actor.id

    def test_no_published_name_points_to_an_accommodation(self) -> None:
        place = re.compile(r"(?i)gemeinschaftsunterkunft|flüchtlingsunterkunft|frauenhaus|schutzwohnung|clearingstelle")
        named = [one.id for one in documented() if place.search(getattr(one, "name", "")) and one.publish]
        assert named == []

    def test_one_person_offices_belong_to_something(self) -> None:
        alone = [actor for actor in ROSTOCK.actors.values() if actor.one_person]
        assert [actor.id for actor in alone] == ["fruehe-hilfen-rostock"]
        assert all(actor.part_of for actor in alone)


class TestCrosswalk:
    ROWS = crosswalk()

    def keys(self, file: str, column: str, wording: str) -> list[set[str]]:
        """Return what each row for this wording leads to."""
        rows = [row for row in self.ROWS if (row["file"], row["column"], row["wording"]) == (file, column, wording)]
        return [set(filter(None, row["key"].split(";"))) for row in rows]

    def test_every_key_exists(self) -> None:
        for row in self.ROWS:
            keys = set(filter(None, row["key"].split(";")))
            assert keys <= self.known(row["vocabulary"]), row

    def known(self, vocabulary: str) -> set[str]:
        other = {
            "districts": {*ROSTOCK.districts, "citywide"},
            "cefr": {"A1", "A2", "B1", "B2", "C1", "C2"},
            "free_of_charge": {"true", "false"},
        }
        return other[vocabulary] if vocabulary in other else set(VOCABULARY[vocabulary])

    def test_no_row_stands_twice_and_what_leads_nowhere_says_why(self) -> None:
        assert len({tuple(row.values()) for row in self.ROWS}) == len(self.ROWS)
        for row in self.ROWS:
            assert row["key"] or row["note"], row

    def test_only_types_have_several_rows_for_a_wording(self) -> None:
        rows = Counter((row["file"], row["column"], row["wording"]) for row in self.ROWS)
        several = {where[:2] for where, n in rows.items() if n > 1}
        assert several == {("actors.csv", "type")}

    @pytest.mark.parametrize(
        ("kind", "file", "column", "attribute", "field"),
        [
            ("actors", "actors.csv", "target_groups", "original_target_groups", "target_groups"),
            ("offers", "offers.csv", "target_groups", "original_target_groups", "target_groups"),
            ("actors", "actors.csv", "districts", "original_districts", "districts"),
            ("offers", "offers.csv", "languages", "original_languages", "languages"),
        ],
    )
    def test_phrases_lead_to_the_records_keys(self, kind: str, file: str, column: str, attribute: str, field: str) -> None:
        checked = 0
        for record in getattr(ROSTOCK, kind).values():
            if attribute not in record.attributes:
                continue
            found: set[str] = set()
            for phrase in record.attributes[attribute].split(";"):
                rows = self.keys(file, column, phrase.strip())
                assert len(rows) == 1, (record.id, phrase)
                found |= rows[0]
            assert found == set(getattr(record, field)), record.id
            checked += 1
        assert checked

    @pytest.mark.parametrize(
        ("kind", "file", "column", "attribute", "field"),
        [
            ("actors", "actors.csv", "type", "original_type", "type"),
            ("forums", "forums.csv", "kind", "original_kind", "kind"),
            ("memberships", "memberships.csv", "role", "original_role", "role"),
            ("offers", "offers.csv", "format", "original_format", "format"),
        ],
    )
    def test_values_lead_to_the_records_key(self, kind: str, file: str, column: str, attribute: str, field: str) -> None:
        for record in getattr(ROSTOCK, kind).values():
            key = getattr(record, field)
            assert {key} in self.keys(file, column, record.attributes.get(attribute, key)), record.id

    def test_attributes_keep_nothing_but_original_wordings(self) -> None:
        names = {name for record in documented() for name in record.attributes}
        assert names == {
            "original_id", "original_type", "original_target_groups", "original_districts", "original_kind", "original_role",
            "original_format", "original_languages", "original_level",
        }  # fmt: skip
