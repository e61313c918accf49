"""Small landscapes with names, for the tests of anything that needs one."""

from __future__ import annotations

import datetime as dt

from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Answer,
    ColumnMapping,
    Cooperation,
    Decision,
    District,
    Evidence,
    Expectation,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Need,
    Offer,
    Position,
    Query,
    Record,
    Said,
    Scene,
    Settings,
    Snapshot,
    Survey,
    Term,
    Thresholds,
)

SEEN = (Evidence(source="Netzwerktreffen", seen="2020-06-15"),)
TODAY = dt.date(2021, 1, 1)


def settings(**given: object) -> Settings:
    fields = {"id": "tiny", "name": "Kleinstadt", "coordinating_office": "amt", "as_of": "2020-12-31", **given}
    return Settings.model_validate(fields)


def empty_city() -> Landscape:
    """Return a landscape of which nothing is known but its name."""
    return Landscape(settings(coordinating_office=None))


def tiny_actors() -> list[Actor]:
    """Return an office, its one-person part, a Volkshochschule, a club, and a women's shelter."""
    common = {"evidence": SEEN, "areas": ("continuing_education",), "sector": "outside"}
    office = {**common, "sector": "inside", "citywide": True}
    return [
        Actor(id="amt", name="Amt für Schule", **office),
        Actor(id="beauftragte", name="Beauftragte", part_of="amt", one_person=True, **office),
        Actor(id="vhs", name="Volkshochschule", districts=("nord",), coordinates=(54.09, 12.14), **common),
        Actor(id="verein", name="Sportverein", districts=("sued",), **common),
        Actor(id="haus", name="Frauenhaus", protected=True, **common),
    ]


def tiny_ties() -> list[Cooperation]:
    """Return a chain beauftragte - amt - vhs - verein, and the shelter's tie to the office."""
    return [
        Cooperation(id="beauftragte--amt", source="beauftragte", target="amt", kind="information", evidence=SEEN),
        Cooperation(id="amt--vhs", source="amt", target="vhs", kind="joint_offer", intensity=3, evidence=SEEN),
        Cooperation(id="vhs--verein", source="vhs", target="verein", kind="referral", evidence=SEEN),
        Cooperation(id="amt--haus", source="amt", target="haus", kind="funding", evidence=SEEN),
    ]


def tiny_city(*more: Record, **changed: object) -> Landscape:
    """Return five actors, four ties, a forum of three, two offers, a need, in two districts: no check finds anything in it.

    `more` records are added, or put in place of those with their ids; `changed` are settings.
    """
    records: list[Record] = [
        District(id="nord", name="Nord", code="A", neighbours=("sued",), figures={2018: {"population": 1200}}),
        District(id="sued", name="Süd", code="B", neighbours=("nord",), figures={2018: {"population": 800}}),
        *tiny_actors(),
        *tiny_ties(),
        Forum(id="runde", name="Runder Tisch", nature="standing", lead="amt", meetings_per_year=4, evidence=SEEN),
        *(
            Membership(id=f"{actor}--runde", actor=actor, forum="runde", role="member", evidence=SEEN)
            for actor in ("amt", "vhs", "verein")
        ),
        Offer(
            id="deutschkurs",
            name="Deutschkurs",
            providers=("vhs",),
            area="continuing_education",
            citywide=True,
            cefr_from="A1",
            cefr_to="B1",
            capacity=20,
            capacity_basis="per_year",
            url="https://vhs.example/kurs",
            evidence=SEEN,
        ),
        Offer(id="fussball", name="Fußball", providers=("verein",), area="clubs", districts=("sued",), evidence=SEEN),
        Need(id="bedarf", area="continuing_education", persons=120, basis="stock", year=2018, evidence=SEEN),
    ]
    return Landscape(settings(**changed), records).replace(more)


def full_city() -> Landscape:
    """Return the tiny city with a record of every kind, and all sorts of texts and values in them."""
    odd: dict[str, object] = {"PLZ": "01067", "Antwort": "NO", "Uhr": "12:30", "n": 3, "f": 1.5, "ja": True}
    odd |= {"tag": dt.date(2020, 2, 29), "liste": ("a", "~")}
    said = Said(kind="referral", intensity=2)
    seen = Evidence(source="Umfrage", seen="2019", reported_by="vhs", survey="umfrage", said=said)
    return tiny_city(
        Term(id="eigene", vocabulary="areas", key="sailing", label_de="Segeln", fields={"cross_cutting": True}),
        Actor(
            id="odd",
            name="Zeile: „eins“ # zwei",
            note="erste\n  zweite\n\ndritte\n",
            attributes=odd,
        ),
        Cooperation(
            id="vhs--verein-2", source="vhs", target="verein", kind="joint_offer", status="wished", evidence=(seen,)
        ),
        Inventory(id="erhebung", area="clubs", state="not_needed", reason="gibt es", by="amt", date="2020"),
        Survey(
            id="umfrage",
            name="Umfrage",
            wave="1",
            date="2019-05",
            asked=("vhs", "verein"),
            answered=("vhs",),
            codes={"AB2C-D3EF": "vhs", "GH4J-K5LM": "verein"},
            returned=("AB2C-D3EF",),
        ),
        Expectation(id="erwartet", key="harbour_school", areas=("vocational",), minimum=1, typical_names=("Hafenschule",)),
        Answer(id="antwort", expectation="harbour_school", answer="elsewhere", by="amt", date="2020-03-01"),
        GapNote(id="notiz", gap="clubs/all/nord", status="in_work", responsible="amt", due="2021-03", result="läuft"),
        Snapshot(id="stand", name="Stand", date="2020-06-01", revision=3),
        ColumnMapping(id="spalten", name="Trägerliste", format="csv", columns={"Träger": "name", "": "note"}),
        Position(id="ort", subject="vhs", x=12.5, y=-3.0, pinned=True),
        Scene(id="bild", title="Bild", caption="eins\nzwei", order=2, state="zoom=1"),
        Query(id="frage", label_de="Frage", records="actors", filter={"sector": ("inside",)}, group_by="type"),
        Decision(id="gleich", first="vhs", second="verein", verdict="different", by="amt", date="2020"),
        thresholds=Thresholds(stale_after_months=24),
        attributes={"quelle": "Beispiel"},
    )
