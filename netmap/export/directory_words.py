"""The words of the public directory in one language, with German where a language has none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from netmap.landscape import Landscape
from netmap.vocabulary import Term

_HOME: Final = "de"
_WHOLE: Final = frozenset({"de", "en"})
"""The languages in which the vocabularies have labels."""


@dataclass(frozen=True)
class Words:
    """Say the words of the site in one language, and the labels of the vocabularies.

    `folder` is where its pages lie, "" for German; `fallback` the language of dates and of labels that it has no own for.
    """

    landscape: Landscape
    language: Term
    day: dt.date

    @property
    def key(self) -> str:
        """Return the language, as HTML names it."""
        return self.language.key

    @property
    def folder(self) -> str:
        """Return the name of the folder of this language."""
        return "" if self.key == _HOME else self.key

    @property
    def fallback(self) -> str:
        """Return "en" for English, "de" for all others."""
        return "en" if self.key == "en" else _HOME

    @property
    def draft(self) -> bool:
        """Tell whether nobody who speaks the language has read its words."""
        return not self.language["reviewed"]

    @property
    def whole(self) -> bool:
        """Tell whether offers' labels are in this language, too."""
        return self.key in _WHOLE

    def __getitem__(self, name: str) -> str:
        term = self.landscape.vocabulary["site_words"][name]
        return term.label(self.key) if self.whole else str(term.get(self.key) or term.label_de)

    def __call__(self, name: str, **given: object) -> str:
        """Return words with values put in."""
        return self[name].format(**given)

    def translated(self, name: str) -> bool:
        """Tell whether a word is in this language, or stands in German."""
        return self.whole or self.key in self.landscape.vocabulary["site_words"][name].fields

    def attrs(self, name: str) -> Markup:
        """Return what tells a browser that a word stands in German where its page is in another language."""
        return Markup("") if self.translated(name) else Markup(' lang="de" dir="ltr"')

    def area(self, key: str) -> str:
        """Return what an education area is called."""
        words = self.landscape.vocabulary["site_words"]
        if not self.whole and key in words and words[key].get("context") != "ui":
            return self[key]
        return self.label("areas", key)

    def label(self, vocabulary: str, key: str) -> str:
        """Return the label of a key; whoever has no own gets the German one."""
        return self.landscape.vocabulary.label(vocabulary, key, self.fallback)


def words_of(landscape: Landscape, language: Term, day: dt.date) -> Words:
    """Return the words of the site in a language."""
    return Words(landscape, language, day)


def site_languages(landscape: Landscape, *, drafts: bool = False) -> list[Term]:
    """Return the languages that the site is shown in: the reviewed ones, and with `drafts` all others.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"))
    >>> [term.key for term in site_languages(city)], len(site_languages(city, drafts=True))
    (['de', 'en'], 10)
    """
    return [term for term in landscape.vocabulary["site_languages"].values() if drafts or term["reviewed"]]
