"""The public directory: a static site of the offers, for newcomers and those who advise them, that opens from a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netmap.disk import write_whole
from netmap.editions import view
from netmap.export.directory_offers import NO_AREA, Shown, offers_by_area
from netmap.export.directory_words import Words, site_languages, words_of
from netmap.export.safe_html import as_script, pages, policy
from netmap.export.schema_org import linked_data
from netmap.locale import alphabetical, date
from netmap.values import CEFR

if TYPE_CHECKING:
    import datetime as dt

    from netmap.landscape import Landscape

START: Final = "index.html"
TEXTS: Final = ("imprint", "accessibility")
"""The pages that the publishing office writes."""


@dataclass(frozen=True)
class Site:
    """Hold what every page of one language is made from."""

    landscape: Landscape
    day: dt.date
    words: Words
    languages: Sequence[Words]
    areas: Mapping[str, Sequence[Shown]]
    texts: Mapping[str, str]


def write_directory(
    landscape: Landscape,
    folder: Path,
    *,
    day: dt.date | None = None,
    drafts: bool = False,
    texts: Mapping[str, str] | None = None,
    lang: str = "de",
) -> list[Path]:
    """Write the public directory into a folder; return the paths of its pages, the first page first.

    Only what is released for publication is in it, as the public edition shows it, and of that what holds on `day` (the
    reference date by default). German lies in the folder itself, every other language in a folder of its own: English, those
    that the vocabulary `site_languages` says are reviewed, and with `drafts` all others. `texts` are the imprint and the
    accessibility statement (`imprint`, `accessibility`), paragraphs parted by an empty line; a page that lacks its text says
    who has to write it. Pages of languages that are not written now are removed: they might show what was taken back.

    Raise DiskError where a page cannot be written.
    """
    when = day or landscape.reference_date()
    shown = view(landscape, "public").at(when)
    languages = [words_of(shown, term, when) for term in site_languages(shown, drafts=drafts)]
    written = []
    for words in languages:
        areas = offers_by_area(shown, words, when)
        site = Site(shown, when, words, languages, areas, texts or {})
        target = folder / words.folder
        for name, text in _pages(site):
            written.append(write_whole(target / name, text, lang=lang))
    _clear(folder, {words.folder for words in languages}, shown, {path.name for path in written})
    return written


def _pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page of one language."""
    script, index = _asset("directory.js"), _index(site)
    said = {name: site.words[name] for name in ("offers", "perhaps", "found", "found_one", "no_results")}
    given = {"index": as_script(index), "say": as_script(said), "choices": _choices(site, index["values"])}
    yield START, _page(site, "start.html.j2", name=START, script=script, **given)
    for area, offers in site.areas.items():
        title = site.words["further"] if area == NO_AREA else site.words.area(area)
        data = as_script(linked_data(site.landscape, [one.offer for one in offers]))
        yield f"{area}.html", _page(site, "area.html.j2", name=f"{area}.html", title=title, offers=offers, linked=data)
    for text in TEXTS:
        paragraphs = [one.strip() for one in site.texts.get(text, "").split("\n\n") if one.strip()]
        title = site.words[text]
        yield f"{text}.html", _page(site, "text.html.j2", name=f"{text}.html", title=title, paragraphs=paragraphs)


def _page(site: Site, template: str, *, name: str, script: str = "", **given: Any) -> str:
    style = _asset("directory.css")
    settings = site.landscape.settings
    made = pages(_asset).get_template(template)
    return made.render(
        words=site.words,
        page=name,
        up="../" if site.words.folder else "",
        languages=site.languages,
        areas=site.areas,
        no_area=NO_AREA,
        place=settings.municipality or settings.name,
        as_of=site.words("as_of", date=date(site.day.isoformat(), site.words.fallback)),
        disclaimer=settings.disclaimer,
        style=style,
        script=script,
        policy=policy(style, [script] if script else []),
        **given,
    )


def _index(site: Site) -> dict[str, Any]:
    """Return what the search runs over: names and keys in lists, as short as five hundred offers on one page need it."""
    offers = [(area, one) for area, there in site.areas.items() for one in there]
    providers = sorted({name for _area, one in offers for name in one.provider_names})
    where = {name: number for number, name in enumerate(providers)}
    keys = ("area", "group", "district", "language")
    values = {key: sorted({value for _area, one in offers for value in one.keys[key]}) for key in keys}
    places = {key: {value: number for number, value in enumerate(found)} for key, found in values.items()}
    kinds = sorted({one.kind for _area, one in offers})
    return {
        "providers": providers,
        "values": values,
        "kinds": kinds,
        "offers": [
            [
                one.offer.name,
                area,
                one.anchor,
                [where[name] for name in one.provider_names],
                *([places[key][value] for value in one.keys[key]] for key in keys),
                one.levels,
                "".join({True: "1", False: "0", None: "-"}[answer] for answer in one.answers),
                kinds.index(one.kind),
            ]
            for area, one in offers
        ],
    }


def _choices(site: Site, values: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen in each filter, by name: only what an offer says of itself."""
    words, districts = site.words, site.landscape.districts
    named: dict[str, Callable[[str], str]] = {
        "area": words.area,
        "group": lambda key: words.label("target_groups", key),
        "district": lambda key: districts[key].name,
        "language": lambda key: words.label("languages", key),
    }
    found = {
        key: sorted(((one, name(one)) for one in values[key] if one != "all"), key=lambda pair: alphabetical(pair[1]))
        for key, name in named.items()
    }
    return {**found, "level": [(str(number), level) for number, level in enumerate(CEFR)]}


def _asset(name: str) -> str:
    return (files("netmap.export") / "site" / name).read_text(encoding="utf-8")


def _clear(folder: Path, kept: set[str], landscape: Landscape, names: set[str]) -> None:
    """Remove the pages, by their names, that an earlier writing left in the folders of other languages."""
    for key in landscape.vocabulary["site_languages"]:
        if key not in kept and key != "de":
            for name in names:
                (folder / key / name).unlink(missing_ok=True)
