"""Where two reports of one tie say different things: both are kept, shown, and settled by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import Cooperation, Evidence, Said
from netmap.titles import name_of

About = Literal["intensity", "status"]


@dataclass(frozen=True)
class Disagreement:
    """Hold one tie of which its ends say different things: about what, and what each of them says (intensity or status)."""

    tie: str
    about: About
    first: str
    second: str
    first_says: str
    second_says: str


def disagreements(landscape: Landscape) -> list[Disagreement]:
    """Return where the two ends of a tie say different things and nobody has settled it since, in the order of the ties.

    They differ about how close the tie is where both give a number, and about its status where one reports that it exists
    and the other, of the same pair, names it a wish only.

    >>> from netmap.model import Actor, Settings
    >>> said = [Evidence(reported_by=who, survey="w", said=Said(intensity=n)) for who, n in (("a", 2), ("b", 4))]
    >>> tie = Cooperation(id="t", source="a", target="b", evidence=said)
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B"), tie])
    >>> [(one.first_says, one.second_says) for one in disagreements(city)]
    [('2', '4')]
    """
    return [*_intensities(landscape), *_statuses(landscape)]


def _intensities(landscape: Landscape) -> Iterator[Disagreement]:
    for tie in landscape.cooperations.values():
        said = newest(tie)
        if len(said) == 2 and not _is_settled(tie, said):
            first, second = (said[end].said for end in (tie.source, tie.target))
            numbers = [one.intensity for one in (first, second) if one is not None and one.intensity is not None]
            if len(set(numbers)) == 2:
                yield Disagreement(tie.id, "intensity", tie.source, tie.target, str(numbers[0]), str(numbers[1]))


def _statuses(landscape: Landscape) -> Iterator[Disagreement]:
    """Yield the ties that one end reports as existing while the other names nothing but a wish."""
    existing: dict[frozenset[str], list[Cooperation]] = {}
    wished: dict[tuple[str, str], None] = {}
    for tie in landscape.cooperations.values():
        for who in newest(tie):
            if tie.status == "wished":
                other = tie.target if who == tie.source else tie.source
                wished[who, other] = None
        if tie.status == "existing":
            existing.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
    for who, other in wished:
        ties = existing.get(frozenset((who, other)), [])
        told = [tie for tie in ties if other in newest(tie)]
        if told and not any(who in newest(tie) for tie in ties) and not any(_ruled(tie) for tie in told):
            yield Disagreement(told[0].id, "status", other, who, "existing", "wished")


def difference_words(one: Disagreement, landscape: Landscape, *, lang: str = "de") -> str:
    """Say which two say what of their tie."""
    label = landscape.vocabulary.label
    words = {"intensity": "intensities", "status": "statuses"}[one.about]
    return translator(lang)("{kind}: {first} says “{one}”, {second} says “{other}”.").format(
        kind=label("tie_kinds", landscape.cooperations[one.tie].kind, lang),
        first=name_of(one.first, landscape),
        one=label(words, one.first_says, lang),
        second=name_of(one.second, landscape),
        other=label(words, one.second_says, lang),
    )


def settling(one: Disagreement, *, lang: str = "de") -> str:
    """Return the command by which it is settled.

    >>> settling(Disagreement("t", "intensity", "a", "b", "2", "4"), lang="en")
    'netmap survey resolve t --intensity …'
    """
    return translator(lang)("netmap survey resolve {id} --{about} …").format(id=one.tie, about=one.about)


def newest(tie: Cooperation) -> dict[str, Evidence]:
    """Return what each end of a tie said last in a survey; in the evidence the newer stands behind the older."""
    ends = {tie.source, tie.target}
    told = (one for one in tie.evidence if one.survey is not None and one.said is not None)
    return {one.reported_by: one for one in told if one.reported_by is not None and one.reported_by in ends}


def _ruling(tie: Cooperation) -> int:
    """Return where in the evidence somebody settled what the ends say, -1 where nobody has.

    That is what was said on a survey by nobody of those asked.
    """
    places = [at for at, one in enumerate(tie.evidence) if one.said and one.survey and one.reported_by is None]
    return places[-1] if places else -1


def _ruled(tie: Cooperation) -> bool:
    """Tell whether somebody settled the tie after all that its ends said."""
    return _is_settled(tie, newest(tie))


def _is_settled(tie: Cooperation, said: dict[str, Evidence]) -> bool:
    at = _ruling(tie)
    return at >= 0 and all(tie.evidence.index(one) < at for one in said.values())


def settled_intensity(tie: Cooperation) -> Cooperation:
    """Return a tie with the intensity that its ends agree on, and the lower one where they differ: what both say at least.

    What somebody has settled since stays, and so does an intensity of which the ends say nothing.

    >>> said = [Evidence(reported_by=who, survey="w", said=Said(intensity=n)) for who, n in (("a", 2), ("b", 4))]
    >>> settled_intensity(Cooperation(id="t", source="a", target="b", intensity=3, evidence=said)).intensity
    2
    """
    said = newest(tie)
    numbers = [one.said.intensity for one in said.values() if one.said is not None and one.said.intensity is not None]
    if not numbers or _is_settled(tie, said):
        return tie
    return tie.model_copy(update={"intensity": min(numbers)})


def settled(tie: Cooperation, said: Said, *, source: str, seen: str) -> Cooperation:
    """Return a tie on which a person has settled what holds: as a piece of evidence of its own, and in the tie itself.

    Raise ValueError where neither end has said anything of it in a survey.
    """
    told = newest(tie)
    if not told:
        raise ValueError(tie.id)
    survey = next(reversed(told.values())).survey
    ruling = Evidence(source=source, seen=seen, survey=survey, said=said)
    update: dict[str, object] = {"evidence": (*tie.evidence, ruling), "status": said.status or tie.status}
    if said.intensity is not None:
        update["intensity"] = said.intensity
    return tie.model_copy(update=update)
