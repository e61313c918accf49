"""What a measure means: in words, with its formula and its paper, and what it does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from netmap.errors import UnknownRecordError
from netmap.search import fold
from netmap.vocabulary import Term, Vocabulary, vocabulary


@dataclass(frozen=True)
class Explanation:
    """Hold what is said of one measure, in one language; `command` is the netmap command that shows it."""

    measure: str
    label: str
    about: str
    words: str
    formula: str
    range: str
    paper: str
    does_not_say: str
    command: str


def explanations(words: Vocabulary | None = None, *, lang: str = "de") -> list[Explanation]:
    """Return every measure explained, in the order of the vocabulary: one actor, then the whole, then ways."""
    terms = (words or vocabulary())["measures"]
    return [_explained(term, lang) for term in terms.values()]


def explain(text: str, words: Vocabulary | None = None, *, lang: str = "de") -> Explanation:
    """Explain the measure that a person calls so: by its key, its label in either language, or a word of them.

    Raises UnknownRecordError naming what comes near where nothing, or more than one measure, is called so.

    >>> explain("E-I index", lang="en").measure
    'ei_index'
    """
    terms = (words or vocabulary())["measures"]
    wanted = fold(text.strip()).replace("_", " ").replace("-", " ")
    called = {key: [_plain(one) for one in (key, term.label_de, term.label_en)] for key, term in terms.items()}
    exact = [key for key, names in called.items() if wanted in names]
    within = [key for key, names in called.items() if wanted and any(wanted in name for name in names)]
    found = exact or within
    if len(found) == 1:
        return _explained(terms[found[0]], lang)
    from difflib import get_close_matches

    near = found or get_close_matches(wanted.replace(" ", "_"), list(terms), n=5, cutoff=0.5)
    raise UnknownRecordError(text, near)


def _plain(name: str) -> str:
    return fold(name).replace("_", " ").replace("-", " ")


def _signs(text: str, lang: str) -> str:
    """Write the decimal numbers of a formula with the language's sign.

    >>> _signs("0 … 1.125", "de")
    '0 … 1,125'
    """
    return text if lang == "en" else re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def _explained(term: Term, lang: str) -> Explanation:
    tail = "en" if lang == "en" else "de"

    def said(name: str) -> str:
        return str(term.get(f"{name}_{tail}") or term.get(f"{name}_de") or "")

    return Explanation(
        measure=term.key,
        label=term.label(lang),
        about=str(term.get("about", "")),
        words=said("words"),
        formula=_signs(str(term.get("formula", "")), lang),
        range=_signs(str(term.get("range", "")), lang),
        paper=str(term.get("paper", "")),
        does_not_say=said("not"),
        command=str(term.get("command", "")),
    )
