"""What each of those asked gets: texts, the roster of all others, the kinds of cooperation, its own offers to be checked.

Everything comes from the meeting edition: nothing that anybody reported, wished or noted can reach a questionnaire.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from netmap.editions import view
from netmap.errors import DataError
from netmap.fields import value_text
from netmap.landscape import Landscape
from netmap.locale import alphabetical, number, translator
from netmap.model import Actor, Offer, Survey
from netmap.vocabulary import Vocabulary

Whom = Literal["actors", "forums"]
SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of codes: none that is easily taken for another."""
HALF: Final = 4
BACK: Final = "__back"
"""What the column of a directed kind ends in where it goes from the other to the one asked."""
WISH: Final = "wish"
_TOLD: Final = ("format", "target_groups", "districts", "citywide", "languages", "cefr_from", "cefr_to", "capacity", "url")


@dataclass(frozen=True)
class Choice:
    """Hold one of the roster: id, name (unlike any other there), what it is, in which areas, under which it is listed."""

    id: str
    name: str
    type: str
    areas: str
    group: str


@dataclass(frozen=True)
class Question:
    """Hold one kind of cooperation that is asked for; `key` ends in BACK where it goes from the other to the one asked."""

    key: str
    text: str


@dataclass(frozen=True)
class OfferLine:
    """Hold one offer of the one asked: id, name, area and what else is known of it, in words."""

    id: str
    name: str
    area: str
    known: str


@dataclass(frozen=True)
class Common:
    """Hold what all questionnaires of a survey share: its id and name, the texts, the kinds, the roster."""

    survey: str
    title: str
    landscape: str
    whom: Whom
    lang: str
    words: Vocabulary
    questions: tuple[Question, ...]
    roster: tuple[Choice, ...]
    areas: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of cooperation that are asked for."""
        return tuple(dict.fromkeys(one.key.removesuffix(BACK) for one in self.questions))

    def says(self, key: str) -> str:
        """Return a text of the questionnaire."""
        return " ".join(self.words["questionnaire"][key].label(self.lang).split())

    @cached_property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """Return the steps from 1 to 4, in plain words."""
        return tuple((step, self.says(f"step_{step}")) for step in range(1, 5))


@dataclass(frozen=True)
class Questionnaire:
    """Hold one questionnaire: the code it is known by, who is asked, its own offers, the members of a forum."""

    common: Common
    code: str
    subject: str
    name: str
    offers: tuple[OfferLine, ...]
    members: tuple[Choice, ...]

    @property
    def roster(self) -> Iterator[Choice]:
        """Yield all but the one asked, by area and name."""
        return (one for one in self.common.roster if one.id != self.subject)


# ------------------------------------------------------------------------------------------------------- who is asked


def asked_ids(landscape: Landscape, whom: Whom, *, areas: Iterable[str] = (), at: dt.date | None = None) -> list[str]:
    """Return the ids of the actors, or of the forums, that are asked on a day: those of some areas, or all; by name."""
    wanted = set(areas)
    today = landscape.at(at or landscape.reference_date())
    records: Iterable[Actor] = today.actors.values() if whom == "actors" else today.forums.values()  # type: ignore[assignment]
    return [
        one.id
        for one in sorted(records, key=lambda one: (alphabetical(one.name), one.id))
        if not wanted or wanted & set(one.areas)
    ]


def survey_asking(
    survey: Survey, ids: Sequence[str], taken: Iterable[str] = (), *, draw: Callable[[str], str] = secrets.choice
) -> Survey:
    """Return the survey with these asked as well, each with a code that neither it nor one of `taken` has.

    >>> survey_asking(Survey(id="w", name="W"), ["a"], draw=lambda signs: signs[0]).codes
    {'2222-2222': 'a'}
    """
    codes = dict(survey.codes)
    used = {*taken, *codes}
    having = set(codes.values())
    for one in ids:
        if one not in having:
            code = _code(draw)
            while code in used:
                code = _code(draw)
            codes[code] = one
            used.add(code)
    return survey.model_copy(update={"asked": tuple(dict.fromkeys([*survey.asked, *ids])), "codes": codes})


def _code(draw: Callable[[str], str]) -> str:
    signs = "".join(draw(SIGNS) for _sign in range(2 * HALF))
    return f"{signs[:HALF]}-{signs[HALF:]}"


# ---------------------------------------------------------------------------------------------------- what they are asked


def common(
    landscape: Landscape,
    survey: Survey,
    whom: Whom,
    *,
    kinds: Iterable[str] = (),
    at: dt.date | None = None,
    lang: str = "de",
) -> Common:
    """Return what all questionnaires of a survey share; `kinds` of cooperation, or those that are usually asked for.

    Raise DataError for kinds that there are not, and for such as never leave the house.
    """
    shown = view(landscape, "meeting").at(at or landscape.reference_date())
    words = landscape.vocabulary
    chosen = list(kinds) or [key for key, term in words["questionnaire"].items() if term.get("asked")]
    known = words["tie_kinds"]
    if wrong := [one for one in chosen if one not in known or known[one].get("internal")]:
        _ = translator(lang)
        there = ", ".join(key for key, term in known.items() if not term.get("internal"))
        raise DataError(_("There is no kind of cooperation {given} to be asked for. There are: {kinds}").format(
            given=", ".join(wrong), kinds=there
        ))  # fmt: skip
    return Common(
        survey=survey.id,
        title=survey.name,
        landscape=landscape.settings.name,
        whom=whom,
        lang=lang,
        words=words,
        questions=tuple(_questions(words, chosen, lang, both_ways=whom == "actors")),
        roster=tuple(_roster(shown, shown.actors.values(), lang)),
        areas=tuple(term.label(lang) for term in words["areas"].values()),
    )


def questionnaires(
    landscape: Landscape, survey: Survey, shared: Common, ids: Iterable[str], *, at: dt.date | None = None
) -> Iterator[Questionnaire]:
    """Yield the questionnaire of each of the actors or forums asked."""
    shown = view(landscape, "meeting").at(at or landscape.reference_date())
    codes = {subject: code for code, subject in survey.codes.items()}
    names = {one.id: one for one in shared.roster}
    offers: dict[str, list[Offer]] = {}
    for offer in shown.offers.values():
        for provider in offer.providers:
            offers.setdefault(provider, []).append(offer)
    members: dict[str, list[Choice]] = {}
    for one in shown.memberships.values():
        if one.actor in names:
            members.setdefault(one.forum, []).append(names[one.actor])
    for one_id in ids:
        record = shown.get(one_id)
        name = record.name  # type: ignore[attr-defined]
        own = sorted(offers.get(one_id, ()), key=lambda one: (alphabetical(one.name), one.id))
        lines = tuple(_offer_line(one, shown, shared.lang) for one in own)
        there = tuple(sorted(set(members.get(one_id, ())), key=lambda one: (alphabetical(one.name), one.id)))
        yield Questionnaire(shared, codes[one_id], one_id, name, lines, there)


def _questions(words: Vocabulary, kinds: Iterable[str], lang: str, *, both_ways: bool) -> Iterator[Question]:
    """Yield the question of each kind, and of a directed one that of its other direction; a pair needs only one."""
    texts = words["questionnaire"]
    for kind in kinds:
        term = words["tie_kinds"][kind]
        directed = bool(term.get("directed"))
        own = texts[kind].label(lang) if kind in texts else term.label(lang) + (" →" if directed and both_ways else "")
        yield Question(kind, own if both_ways or not directed else term.label(lang))
        if directed and both_ways:
            back = f"{kind}{BACK}"
            yield Question(back, texts[back].label(lang) if back in texts else f"{term.label(lang)} ←")


def _roster(shown: Landscape, actors: Iterable[Actor], lang: str) -> Iterator[Choice]:
    """Yield the actors by their first area in the order of the vocabulary, then by name; twins have their id beside it."""
    place = {key: at for at, key in enumerate(shown.vocabulary["areas"])}
    held = list(actors)
    several = Counter(one.name for one in held)
    label = shown.vocabulary.label

    def turn(one: Actor) -> tuple[int, str, str]:
        return min((place.get(area, len(place)) for area in one.areas), default=len(place)), alphabetical(one.name), one.id

    for one in sorted(held, key=turn):
        name = one.name if several[one.name] == 1 else f"{one.name} [{one.id}]"
        areas = sorted(one.areas, key=lambda area: place.get(area, len(place)))
        known = [label("areas", area, lang) for area in areas]
        kind = label("actor_types", one.type, lang) if one.type else ""
        yield Choice(one.id, name, kind, ", ".join(known), known[0] if known else "")


def _offer_line(offer: Offer, shown: Landscape, lang: str) -> OfferLine:
    told = [offer.description] if offer.description else []
    for field in _TOLD:
        value = getattr(offer, field)
        if value not in (None, "", (), False):
            told.append(_worded(field, value, shown, lang))
    area = shown.vocabulary.label("areas", offer.area, lang) if offer.area else ""
    return OfferLine(offer.id, offer.name, area, " · ".join(told))


def _worded(field: str, value: object, shown: Landscape, lang: str) -> str:
    _ = translator(lang)
    if field == "citywide":
        return _("in the whole city")
    if field == "capacity" and isinstance(value, int):
        return _("{n} places").format(n=number(value, lang))
    return value_text("offer", field, value, shown, lang=lang)
