"""Texts as XML holds them: what no XML file may hold is left out, what means something in it is written around."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def content(text: str) -> str:
    r"""Return a text as the content of an element.

    >>> content("a < b\r\n & \x00c")
    'a &lt; b&#13;\n &amp; c'
    """
    return escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    r"""Return a text as the value of an attribute, with its quotation marks.

    >>> attribute('Haus "am" Meer\n')
    '\'Haus "am" Meer&#10;\''
    """
    return quoteattr(_FORBIDDEN.sub("", text))
