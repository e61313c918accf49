"""The texts that people read, in German and English: English is written in the code, German in `de/`."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Final, Literal, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMED = 5
"""So many names stand in a sentence; the rest is counted."""

_UMLAUTS: Final = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("Ä", "A"), ("Ö", "O"), ("Ü", "U"))
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The marks of European letters, all of which combine."""
_MAY_COMBINE: Final = re.compile("[\u0370-\u1fff\u20d0-\U0010ffff]")
"""What remains of the signs that may combine with another one and is asked one by one; dashes and quotes are passed over."""
_BETWEEN: Final = "\0"
"""Stands in no text that somebody wrote, and combines with nothing."""


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a text for translation where it is written, to be translated where it is shown."""
    return text


@cache
def translator(lang: str) -> Callable[[str], str]:
    """Return the function that translates the code's English texts to `lang` ("de" or "en").

    >>> translator("en")("Nothing found.")
    'Nothing found.'
    """
    if lang == "en":
        return gettext.NullTranslations().gettext
    with as_file(files("netmap") / "locale") as folder:
        return gettext.translation("netmap", folder, languages=[lang], fallback=True).gettext


def number(value: float, lang: str, digits: int = 0) -> str:
    """Write a number with the language's decimal sign and thousands separator.

    >>> number(14125, "de"), number(0.5217, "de", 3), number(14125, "en")
    ('14.125', '0,522', '14,125')
    """
    text = f"{value:,.{digits}f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def date(text: str, lang: str) -> str:
    """Write a partial ISO date as people do.

    >>> date("2018-03-01", "de"), date("2018-03", "de"), date("2018", "de"), date("2018-03-01", "en")
    ('01.03.2018', '03/2018', '2018', '2018-03-01')
    """
    if lang == "en" or text.count("-") == 0:
        return text
    parts = text.split("-")
    return ".".join(reversed(parts)) if len(parts) == len(("year", "month", "day")) else f"{parts[1]}/{parts[0]}"


def full_stop(text: str) -> str:
    """Leave one full stop where a name that ends in one ends the sentence.

    >>> full_stop("Das sind: Ökohaus e.V.."), full_stop("Das sind: VHS.")
    ('Das sind: Ökohaus e.V.', 'Das sind: VHS.')
    """
    return text[:-1] if text.endswith("..") else text


def listed(names: Sequence[str], *, of: int | None = None, lang: str = "de") -> str:
    """Write names one after the other, and how many more there are where they are many.

    Names hold commas themselves, so that semicolons stand between them. `of`: so many there are in all.

    >>> listed(["A", "B"], of=12, lang="en")
    'A; B and 10 more'
    """
    _ = translator(lang)
    every = max(of or 0, len(names))
    # one more name is no longer than saying that there is one more
    shown = list(names)[: NAMED + (every == NAMED + 1)]
    more = every - len(shown)
    return "; ".join(shown) + (" " + _("and {n} more").format(n=number(more, lang)) if more else "")


def alphabetical(text: str) -> str:
    """Return the key by which names are sorted: umlauts and accents as their letter, as DIN 5007-1 has it.

    >>> sorted(["Zoo", "Ökohaus", "Ostsee", "ärztlich"], key=alphabetical)
    ['ärztlich', 'Ökohaus', 'Ostsee', 'Zoo']
    """
    return without_accents(text.casefold())


def at_once(change: Callable[[str], str], texts: Iterable[str]) -> list[str]:
    """Return what a change that goes letter by letter makes of each text: one call for all takes a fraction of the time.

    >>> at_once(alphabetical, ["Ökohaus", "Zoo"])
    ['okohaus', 'zoo']
    """
    given = list(texts)
    found = change(_BETWEEN.join(given)).split(_BETWEEN)
    return found if len(found) == len(given) else [change(text) for text in given]


def without_accents(text: str) -> str:
    """Return a text without the marks on its letters, each letter as its plainest form (NFKD).

    >>> without_accents("Diên Hồng"), without_accents("½")
    ('Dien Hong', '1⁄2')
    """
    if not text.isascii():
        for umlaut, letter in _UMLAUTS:  # which is all there is in most German texts
            text = text.replace(umlaut, letter)
    if text.isascii():
        return text
    return _MAY_COMBINE.sub(_unless_combining, _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]
