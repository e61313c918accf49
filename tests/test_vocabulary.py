"""The vocabularies as shipped: every term readable in both languages, every reference between them resolved."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml

from netmap.model import Term as OwnTerm
from netmap.vocabulary import NAMES, Term, Vocabulary, vocabulary

SHIPPED = vocabulary()
KEY = re.compile(r"[a-z0-9_]+", flags=re.ASCII)
CUBE_AREAS = [
    "early_childhood", "school", "vocational", "higher_education", "continuing_education", "senior", "clubs", "culture",
]  # fmt: skip
NOT_WORKING = {"funding", "contract", "hosting", "commissioning", "carrier", "committee", "conflict"}
# The masculine forms that the catalogue's wording had, and that must not come back.
NOT_GENDER_FAIR = re.compile(
    r"\b(Bürger|Akteurinnen|Empfänger|Bewerber|Ausländer|Schüler|Teilnehmer|Lotsen|Aussiedler|Seiteneinsteiger|Bewohner)\b(?!\*)"
)


def text_of(name: str) -> str:
    return (files("netmap") / "vocabularies" / f"{name}.yaml").read_text(encoding="utf-8")


class TestEveryVocabulary:
    @pytest.mark.parametrize("name", NAMES)
    def test_has_terms_with_both_labels(self, name: str) -> None:
        terms = SHIPPED[name]
        assert terms
        for key, term in terms.items():
            assert KEY.fullmatch(key), key
            assert term.key == key
            assert term.label_de.strip() == term.label_de != "", key
            assert term.label_en.strip() == term.label_en != "", key

    @pytest.mark.parametrize("name", [name for name in NAMES if name != "colours"])
    def test_no_two_terms_share_a_label(self, name: str) -> None:
        for lang in ("de", "en"):
            twice = [one for one, n in Counter(term.label(lang) for term in SHIPPED[name].values()).items() if n > 1]
            assert twice == []

    @pytest.mark.parametrize("name", NAMES)
    def test_says_at_its_head_which_further_fields_there_are(self, name: str) -> None:
        text = text_of(name)
        head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
        assert text.startswith("# ")
        further = {field for term in SHIPPED[name].values() for field in term.fields}
        assert {field for field in further if field not in head} == set()

    @pytest.mark.parametrize("name", NAMES)
    def test_defines_no_key_twice(self, name: str) -> None:
        keys = [event.value for event in top_level_keys(text_of(name))]
        assert [key for key, n in Counter(keys).items() if n > 1] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_german_is_gender_fair_and_has_umlauts(self, name: str) -> None:
        for key, term in SHIPPED[name].items():
            german = " ".join(
                [term.label_de, *(str(v) for k, v in term.fields.items() if k.endswith("_de") or k == "legal_basis")]
            )
            assert not NOT_GENDER_FAIR.search(german), (key, german)
            assert not re.search(r"(?i)\b(fuer|ueber|traeger|foerder|koordinierungs-stelle)", german), (key, german)

    def test_an_unknown_vocabulary_is_refused(self) -> None:
        with pytest.raises(KeyError, match="colors"):
            SHIPPED["colors"]

    def test_names_are_the_files(self) -> None:
        shipped = {
            one.name.removesuffix(".yaml") for one in (files("netmap") / "vocabularies").iterdir() if one.name[0] != "_"
        }
        assert shipped == set(NAMES)


def top_level_keys(text: str) -> list[yaml.ScalarNode]:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    return [key for key, _ in node.value]


class TestAreasAndStages:
    def test_eight_areas_make_the_cube(self) -> None:
        assert [key for key, term in SHIPPED["areas"].items() if not term["cross_cutting"]] == CUBE_AREAS

    def test_six_fields_cut_across(self) -> None:
        across = {key for key, term in SHIPPED["areas"].items() if term["cross_cutting"]}
        assert across == {"counselling", "administration", "employment", "health", "housing", "migrant_self_organisation"}

    def test_orders_are_distinct_and_stages_exist(self) -> None:
        areas = SHIPPED["areas"].values()
        assert sorted(term["order"] for term in areas) == list(range(1, len(areas) + 1))
        assert {term.get("stage") for term in areas} - {None} <= set(SHIPPED["stages"])

    def test_district_detail_only_where_it_matters(self) -> None:
        assert {key for key, term in SHIPPED["areas"].items() if term["local"]} == {"early_childhood", "clubs"}
        assert SHIPPED["areas"]["school"]["local_groups"] == ["pupils_primary"]
        groups = {group for term in SHIPPED["areas"].values() for group in term.get("local_groups", ())}
        assert groups <= set(SHIPPED["target_groups"])
        local = {key for key, term in SHIPPED["offer_formats"].items() if term["local"]}
        formats = {one for term in SHIPPED["areas"].values() for one in term.get("local_formats", ())}
        assert formats == {"low_threshold_german", "open_meeting"}
        assert formats <= local
        assert {"daycare", "after_school", "sports", "open_meeting", "low_threshold_german"} <= local
        assert "language_course" not in local


class TestActorTypes:
    def test_default_sector_is_a_sector_or_either(self) -> None:
        allowed = {"inside", "outside", "either"}
        assert {term["default_sector"] for term in SHIPPED["actor_types"].values()} == allowed
        assert allowed - {"either"} < set(SHIPPED["sectors"]) == {"inside", "outside", "unknown"}

    def test_parents_exist_and_make_no_circle(self) -> None:
        types = SHIPPED["actor_types"]
        for key in types:
            line = [key]
            while parent := types[line[-1]].get("parent"):
                assert parent in types
                assert parent not in line
                line.append(parent)

    def test_accommodation_like_types_are_protected(self) -> None:
        protected = {key for key, term in SHIPPED["actor_types"].items() if term["protected"]}
        assert protected == {"accommodation", "womens_shelter", "minors_home"}


class TestTargetGroups:
    def test_every_group_has_a_dimension(self) -> None:
        groups = SHIPPED["target_groups"]
        assert {term["dimension"] for term in groups.values()} == {
            "general", "age", "status", "life_situation", "learning", "multiplier",
        }  # fmt: skip
        assert [key for key, term in groups.items() if term["dimension"] == "general"] == ["all"]

    def test_ages_cover_a_life_in_order(self) -> None:
        ages = [term for term in SHIPPED["target_groups"].values() if term["dimension"] == "age"]
        assert ages[0]["from_age"] == 0
        assert ages[-1]["to_age"] is None
        for younger, older in pairwise(ages):
            assert younger["from_age"] < older["from_age"] <= younger["to_age"] + 1


class TestTies:
    def test_the_eighteen_of_the_catalogue_and_four(self) -> None:
        kinds = SHIPPED["tie_kinds"]
        assert len(kinds) == 18 + 4
        assert {"hosting", "steering", "unspecified", "unspecified_directed"} < set(kinds)

    def test_money_contracts_and_places_are_no_cooperation(self) -> None:
        assert {key for key, term in SHIPPED["tie_kinds"].items() if not term["working"]} == NOT_WORKING

    def test_only_conflict_is_internal(self) -> None:
        assert {key for key, term in SHIPPED["tie_kinds"].items() if term["internal"]} == {"conflict"}

    @pytest.mark.parametrize(
        ("kind", "directed"),
        [
            ("referral", True), ("hosting", True), ("steering", True), ("funding", True), ("unspecified_directed", True),
            ("information", False), ("joint_offer", False), ("contract", False), ("unspecified", False),
        ],
    )  # fmt: skip
    def test_direction(self, kind: str, directed: bool) -> None:
        assert SHIPPED["tie_kinds"][kind]["directed"] is directed

    def test_intensities_are_four_steps(self) -> None:
        assert [(key, term["name"]) for key, term in SHIPPED["intensities"].items()] == [
            ("1", "known"), ("2", "exchange"), ("3", "coordinated"), ("4", "joint"),
        ]  # fmt: skip

    def test_statuses_are_those_of_the_model(self) -> None:
        assert list(SHIPPED["statuses"]) == ["existing", "planned", "wished", "ended"]


class TestForums:
    def test_natures_and_levels_are_those_of_the_model(self) -> None:
        assert set(SHIPPED["natures"]) == {"standing", "agreement", "event", "unknown"}
        assert set(SHIPPED["levels"]) == {"strategic", "operative", "unknown"}
        assert {key for key, term in SHIPPED["natures"].items() if term["co_membership"]} == {"standing", "agreement"}

    def test_kinds_have_a_nature(self) -> None:
        assert {term["nature"] for term in SHIPPED["forum_kinds"].values()} <= set(SHIPPED["natures"])
        assert SHIPPED["forum_kinds"]["information_fair"]["nature"] == "event"
        assert SHIPPED["forum_kinds"]["shared_house"]["nature"] == "unknown"

    def test_a_guest_does_not_count(self) -> None:
        counting = {key for key, term in SHIPPED["roles"].items() if term["counts"]}
        assert {"member", "chair", "signatory", "partner"} < counting
        assert counting.isdisjoint({"guest", "host", "observer", "resident", "supporter"})


class TestExpectedActors:
    EXPECTED = SHIPPED["expected_actors"]

    def test_all_of_the_catalogue(self) -> None:
        assert len(self.EXPECTED) == 115
        assert Counter(term["importance"] for term in self.EXPECTED.values()) == {
            "core": 50,
            "recommended": 45,
            "optional": 20,
        }

    def test_references_resolve(self) -> None:
        for key, term in self.EXPECTED.items():
            assert set(term["areas"]) <= set(SHIPPED["areas"]), key
            assert term["areas"], key
            assert set(term["types"]) <= set(SHIPPED["actor_types"]), key
            assert term["types"], key
            assert len(set(term["types"])) == len(term["types"]), key

    def test_values_are_those_of_an_expectation(self) -> None:
        for key, term in self.EXPECTED.items():
            assert term["sector"] in {"inside", "outside", "either"}, key
            assert term["scope"] in {"city", "district", "per_n_inhabitants"}, key
            assert term["responsible"] in {"city", "land", "bund", "third"}, key
            assert term["minimum"] >= 0, key
            assert all(isinstance(term[flag], bool) for flag in ("mandatory", "may_be_regional", "type_suffices")), key
            assert term["legal_basis"], key
            assert all(name.strip() == name != "" for name in term["typical_names"]), key

    def test_per_n_belongs_to_its_scope(self) -> None:
        with_n = {key for key, term in self.EXPECTED.items() if term.get("per_n")}
        assert with_n == {key for key, term in self.EXPECTED.items() if term["scope"] == "per_n_inhabitants"}

    def test_what_rests_on_no_source_says_so(self) -> None:
        without = {key for key, term in self.EXPECTED.items() if not term["source_url"]}
        assert without == {key for key, term in self.EXPECTED.items() if term["basis_kind"] == "judgement"}
        assert len(without) == 18

    def test_no_sentences_of_others(self) -> None:
        assert all("source_quote" not in term.fields for term in self.EXPECTED.values())
        assert all("source_quote" not in term.fields for term in SHIPPED["transitions"].values())

    def test_the_city_answers_for_its_own_offices(self) -> None:
        inside = {term["responsible"] for term in self.EXPECTED.values() if term["sector"] == "inside"}
        assert inside == {"city"}


class TestTransitionsIndicatorsLanguages:
    def test_transitions_resolve(self) -> None:
        assert len(SHIPPED["transitions"]) == 20
        for key, term in SHIPPED["transitions"].items():
            assert {term["from_stage"], term["to_stage"]} <= set(SHIPPED["stages"]), key
            assert set(term["connecting"]) <= set(SHIPPED["expected_actors"]), key
            assert len(term["connecting"]) >= 2, key

    def test_indicators_resolve(self) -> None:
        assert len(SHIPPED["indicators"]) == 29 + 1
        for key, term in SHIPPED["indicators"].items():
            assert set(term["areas"]) <= {"all", *SHIPPED["areas"]}, key
            assert set(term["target_groups"]) <= set(SHIPPED["target_groups"]), key

    def test_languages_are_iso_639_1(self) -> None:
        assert all(re.fullmatch("[a-z]{2}", key) for key in SHIPPED["languages"])
        assert {"de", "uk", "ar", "fa", "ku", "tr", "vi", "ru", "ti"} <= set(SHIPPED["languages"])


class TestColours:
    COLOURS = SHIPPED["colours"]

    def of(self, group: str) -> dict[str, Term]:
        return {term["of"]: term for term in self.COLOURS.values() if term["group"] == group}

    def test_are_written_as_hex(self) -> None:
        for key, term in self.COLOURS.items():
            for field in ("colour", "text"):
                if field in term.fields:
                    assert re.fullmatch("#[0-9A-F]{6}", term[field]), key

    def test_there_is_one_for_each_sector_area_and_status(self) -> None:
        assert set(self.of("sector")) == set(SHIPPED["sectors"])
        assert set(self.of("area")) == set(SHIPPED["areas"])
        assert set(self.of("status")) == set(SHIPPED["statuses"])

    def test_there_is_one_for_each_coverage_state(self) -> None:
        assert list(self.of("coverage")) == [
            "not_needed", "not_recorded", "uncovered", "active_only", "stale_only", "single_provider", "thin", "coordinate",
            "covered",
        ]  # fmt: skip

    def test_colour_never_stands_alone(self) -> None:
        for group, other in (("sector", "shape"), ("coverage", "symbol"), ("expected", "symbol"), ("transition", "symbol")):
            signs = [term[other] for term in self.of(group).values()]
            assert len(set(signs)) == len(signs), group

    @pytest.mark.parametrize("group", ["sector", "area", "coverage", "expected", "transition", "series"])
    def test_colours_of_a_group_differ(self, group: str) -> None:
        colours = [term["colour"] for term in self.of(group).values()]
        assert len(set(colours)) == len(colours)

    def test_writing_on_a_colour_can_be_read(self) -> None:
        for key, term in self.COLOURS.items():
            if "text" in term.fields:
                assert contrast(term["colour"], term["text"]) >= 4.5, key

    @pytest.mark.parametrize("matrix", ["deuteranopia", "protanopia"])
    def test_sectors_differ_for_colour_blind_eyes(self, matrix: str) -> None:
        seen = [simulate(term["colour"], matrix) for term in self.of("sector").values()]
        for n, one in enumerate(seen):
            for other in seen[n + 1 :]:
                assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.15


def channels(colour: str) -> list[float]:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """Return WCAG 2's contrast ratio."""
    light = sorted(
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), channels(colour), strict=True))
        for colour in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


# Machado, Oliveira and Fernandes 2009, severity 1.0
MATRICES = {
    "protanopia": [(0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)],
    "deuteranopia": [(0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)],
}


def simulate(colour: str, matrix: str) -> list[float]:
    linear = channels(colour)
    return [sum(a * b for a, b in zip(row, linear, strict=True)) for row in MATRICES[matrix]]


class TestOwnTerms:
    def test_a_landscape_adds_a_term(self) -> None:
        own = OwnTerm(id="term-kiosk", vocabulary="actor_types", key="kiosk", label_de="Kiosk", fields={"protected": False})
        merged = vocabulary([own])
        assert merged.label("actor_types", "kiosk", "de") == "Kiosk"
        assert merged.label("actor_types", "kiosk", "en") == "Kiosk"
        assert merged["actor_types"]["kiosk"]["protected"] is False
        assert "kiosk" not in SHIPPED["actor_types"]

    def test_a_landscape_overrides_a_label_and_keeps_the_fields(self) -> None:
        own = OwnTerm(id="term-library", vocabulary="actor_types", key="library", label_de="Bücherei")
        term = vocabulary([own])["actor_types"]["library"]
        assert term.label("de") == "Bücherei"
        assert term.label("en") == "Library"
        assert term["default_sector"] == SHIPPED["actor_types"]["library"]["default_sector"]

    def test_a_landscape_overrides_a_field(self) -> None:
        own = OwnTerm(
            id="term-contract", vocabulary="tie_kinds", key="contract", label_de="Vertrag", fields={"working": True}
        )
        term = vocabulary([own])["tie_kinds"]["contract"]
        assert term["working"] is True
        assert term["directed"] is False
        assert SHIPPED["tie_kinds"]["contract"]["working"] is False

    def test_the_last_of_two_stands(self) -> None:
        own = [OwnTerm(id=f"term-{n}", vocabulary="roles", key="cook", label_de=label) for n, label in enumerate(("A", "B"))]
        assert vocabulary(own).label("roles", "cook", "de") == "B"

    def test_other_vocabularies_stay_the_shipped_ones(self) -> None:
        merged = vocabulary([OwnTerm(id="term-x", vocabulary="roles", key="x", label_de="X")])
        assert merged["areas"] is SHIPPED["areas"]


class TestTerm:
    def test_a_label_falls_back_to_german(self) -> None:
        assert Term("x", "Ix", "").label("en") == "Ix"

    def test_a_field_it_lacks_has_a_default(self) -> None:
        assert SHIPPED["areas"]["school"].get("colour", "none") == "none"

    def test_iterating_gives_the_names(self) -> None:
        assert tuple(Vocabulary()) == NAMES

    def test_a_key_nobody_knows_is_its_own_label(self) -> None:
        assert SHIPPED.label("areas", "astronomy", "de") == "astronomy"
