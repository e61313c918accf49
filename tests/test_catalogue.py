"""The catalogue of expected actors, as a landscape changes it."""

from __future__ import annotations

import pytest
from cities import city

from netmap.catalogue import Entry, catalogue, dropped
from netmap.model import Expectation
from netmap.vocabulary import vocabulary


def test_what_netmap_brings_along():
    found = catalogue(city())
    assert list(found) == list(vocabulary()["expected_actors"])
    office = found["youth_office"]
    assert (office.sector, office.types, office.scope, office.minimum) == ("inside", ("municipal_office",), "city", 1)
    assert (office.importance, office.responsible, office.mandatory) == ("core", "city", True)
    assert "Jugendamt" in office.typical_names
    assert not office.own


def test_it_cannot_be_changed():
    with pytest.raises(TypeError):
        catalogue(city())["x"] = Entry("x", "X", "")  # type: ignore[index]


def test_an_expectation_changes_only_what_it_says():
    own = Expectation(id="e", key="library", minimum=3, typical_names=("Bücherei",), importance="optional")
    before, after = catalogue(city())["library"], catalogue(city(own))["library"]
    assert (after.minimum, after.typical_names, after.importance) == (3, ("Bücherei",), "optional")
    assert (after.label_de, after.types, after.type_suffices) == (before.label_de, before.types, True)
    assert after.own


def test_nothing_and_no_are_values_too():
    own = Expectation(id="e", key="library", minimum=0, mandatory=False, type_suffices=False)
    after = catalogue(city(own))["library"]
    assert (after.minimum, after.mandatory, after.type_suffices) == (0, False, False)


def test_a_new_one_stands_last():
    found = catalogue(city(Expectation(id="e", key="harbour_school", label_de="Hafenschule", types=("school",))))
    assert list(found)[-1] == "harbour_school"
    assert found["harbour_school"] == Entry("harbour_school", "Hafenschule", "", types=("school",), own=True)
    assert found["harbour_school"].label("en") == "Hafenschule"


def test_a_new_one_without_a_label_is_called_by_its_key():
    assert catalogue(city(Expectation(id="e", key="harbour_school")))["harbour_school"].label("de") == "harbour_school"


def test_another_scope_forgets_the_inhabitants():
    own = Expectation(id="e", key="training_providers", scope="city")
    assert catalogue(city())["training_providers"].per_n == 50_000
    assert catalogue(city(own))["training_providers"].per_n is None


def test_dropped_ones_are_gone_and_known():
    own = Expectation(id="e", key="youth_office", dropped=True, reason="Aufgabe des Landkreises")
    landscape = city(own, Expectation(id="f", key="no_such_thing", dropped=True))
    assert "youth_office" not in catalogue(landscape)
    assert len(catalogue(landscape)) == 114
    assert [one.key for one in dropped(landscape)] == ["youth_office", "no_such_thing"]


class TestVocabulary:
    """What the vocabulary promises the matching."""

    ENTRIES = catalogue(city())

    def test_a_sector_rules_out_none_of_its_own_types(self):
        types = vocabulary()["actor_types"]
        opposite = {"inside": "outside", "outside": "inside"}
        for key, entry in self.ENTRIES.items():
            usual = {types[one]["default_sector"] for one in entry.types}
            assert opposite.get(entry.sector, "") not in usual, key

    def test_formats_are_known(self):
        known = set(vocabulary()["offer_formats"])
        assert {one for entry in self.ENTRIES.values() for one in entry.formats} <= known

    def test_whoever_is_expected_in_each_district_has_a_floor(self):
        by_district = {key for key, entry in self.ENTRIES.items() if entry.scope == "district"}
        assert by_district == {key for key, entry in self.ENTRIES.items() if entry.floor}
