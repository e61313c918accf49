"""Pictures as files: the same picture gives the same bytes, with a title and words for those who do not see it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from netmap.disk import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAME: Final = "netmap"
_FAMILIES: Final = "'DejaVu Sans', Verdana, sans-serif"
"""Who has not the font that comes with Matplotlib gets one of the same widths."""


def save(
    figure: Figure, target: Path, title: str, *, description: str = "", also: Sequence[Path] = (), lang: str = "de"
) -> Path:
    """Write a figure in the format of its file's ending (.svg, .png, .pdf), whole or not at all; return where it is.

    `also` are further files of the same picture, which is laid out once.

    Text stays text in SVG and PDF. No time and no machine is named in the file. Raise DiskError.
    """
    from matplotlib import rc_context

    kind = target.suffix.lower().lstrip(".")
    drawn = io.BytesIO()
    with rc_context({"svg.hashsalt": NAME, "svg.fonttype": "none", "pdf.fonttype": 42}):
        figure.savefig(drawn, format=kind, metadata=_metadata(kind, title, description))
    data = drawn.getvalue()
    for other in also:
        figure.set_layout_engine("none")
        save(figure, other, title, description=description, lang=lang)
    return write_whole(target, _for_all(data, title, description, lang) if kind == "svg" else data, lang=lang)


def _metadata(kind: str, title: str, description: str) -> dict[str, str | None]:
    if kind == "svg":
        return {"Title": title, "Description": description or None, "Creator": NAME, "Date": None}
    if kind == "pdf":
        return {"Title": title, "Subject": description or title, "Creator": NAME, "CreationDate": None}
    return {"Title": title, "Description": description or title, "Software": NAME}


def _for_all(svg: bytes, title: str, description: str, lang: str) -> bytes:
    """Tell a screen reader that an SVG is one picture, in what language it is, and what it shows."""
    text = svg.decode("utf-8")
    named = f'xml:lang="{lang}" role="img" aria-labelledby="picture-title picture-description"'
    text = text.replace("<svg ", f"<svg {named} ", 1)
    words = (
        f'<title id="picture-title">{escape(title)}</title>\n <desc id="picture-description">{escape(description)}</desc>'
    )
    text = text.replace(f"<title>{escape(title)}</title>", words, 1)
    return text.replace("font-family: 'DejaVu Sans'", f"font-family: {_FAMILIES}").encode("utf-8")
