"""Lists as text: CSV and TSV in whatever encoding and with whatever separator Excel wrote them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from netmap.errors import DataError
from netmap.files.lists import TEXT, Cell, Sheet, Table, kept
from netmap.locale import translator

SEPARATORS = (";", ",", "\t", "|")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_LOOKED_AT = 200
_HALF = 0.4
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S*[.!?:][\"“”*_)]*\s*", re.DOTALL)
_PROSE = (0.5, 0.1)
"""In fewer rows of a text that is no table does the separator part alike, and in more of them stands a sentence."""


def read_delimited(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read a text with separators; raise DataError where it is no text, or a quotation mark is never closed."""
    _ = translator(lang)
    text, encoding = decoded(data)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        what = _("{path}:{line}: a NUL character stands here, so this is no text. Is it the right file?")
        raise DataError(what.format(path=path.name, line=line))
    text, separator = _separator(text, path)
    _refuse_prose(text, separator, path, lang)
    _refuse_open_quote(text, separator, path, lang)
    rows = kept(_rows(text, separator, path, lang), path.name, lang=lang)
    remarks = [_("{path} is read as {encoding}.").format(path=path.name, encoding=encoding)] if encoding != "UTF-8" else []
    sheets = (Sheet(path.name, path.stem, rows, named=False),) if rows else ()
    return Table(path, sheets, tuple(remarks))


def decoded(data: bytes) -> tuple[str, str]:
    r"""Return a text and the encoding it was in: by its byte order mark, else strict UTF-8, else Windows-1252.

    UTF-16 without a mark is known by its zeros. Detectors guess short files wrong, so none is asked.

    >>> decoded("Süd".encode("cp1252")), decoded("Süd".encode("utf-16")), decoded("Süd".encode())
    (('Süd', 'Windows-1252'), ('Süd', 'UTF-16'), ('Süd', 'UTF-8'))
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            name = encoding.upper().removesuffix("-SIG")
            return data.decode(encoding, errors="replace").removeprefix("\ufeff"), name
    if b"\x00" in data[:1000]:
        zeros = data[1:1000:2].count(0), data[:1000:2].count(0)
        half = len(data[:1000]) / 2
        if max(zeros) > _HALF * half > min(zeros) * 2:
            return data.decode("utf-16-le" if zeros[0] > zeros[1] else "utf-16-be", errors="replace"), "UTF-16"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"


def _separator(text: str, path: Path) -> tuple[str, str]:
    """Return the text without its `sep=` line, and what its cells are separated by."""
    if told := _SEP.match(text):
        return text[told.end() :], told.group(1)
    if path.suffix.lower() == ".tsv":
        return text, "\t"
    start = text[: 1 << 18]
    return text, max(SEPARATORS, key=lambda one: _fits(start, one))


def _fits(text: str, separator: str) -> tuple[float, int]:
    """Say how well a separator fits the first rows: in how many it parts as often as in most of them, and how often."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = [len(row) for row, _n in zip(reader, range(_LOOKED_AT), strict=False) if row]
    except csv.Error:
        return 0.0, 0
    parted = [width for width in widths if width > 1]
    if not parted:
        return 0.0, 0
    usual = max(set(parted), key=lambda width: (parted.count(width), width))
    return round(widths.count(usual) / len(widths), 2), usual


def _rows(text: str, separator: str, path: Path, lang: str) -> Iterator[Sequence[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if any(len(one) > TEXT for one in row):
                raise _too_long(path, reader.line_num, lang)
            yield row
    except csv.Error as error:  # a cell longer than the module takes, four times what a cell may hold
        raise _too_long(path, reader.line_num, lang) from error


def _too_long(path: Path, line: int, lang: str) -> DataError:
    _ = translator(lang)
    what = _("{path}:{line}: a cell holds more than 32,767 characters. Is a quotation mark missing above?")
    return DataError(what.format(path=path.name, line=line))


def _refuse_prose(text: str, separator: str, path: Path, lang: str) -> None:
    """Refuse a text of sentences, which has commas and semicolons but no columns."""
    lines = [line for line in text[: 1 << 18].splitlines() if line.strip()][:_LOOKED_AT]
    sentences = [line for line in lines if _SENTENCE.fullmatch(line)]
    parted, prose = _PROSE
    if _fits(text[: 1 << 18], separator)[0] < parted and len(sentences) > max(1, prose * len(lines)):
        _ = translator(lang)
        what = _(
            "{path} is no list but a text: “{sentence}”. Write the names into a sheet of Excel, one in each row, "
            "below the heading “Name”."
        )
        raise DataError(what.format(path=path.name, sentence=f"{sentences[0].strip()[:60]}…"))


def _refuse_open_quote(text: str, separator: str, path: Path, lang: str) -> None:
    """Refuse a text whose last quotation mark is never closed: what follows it would be one single cell."""
    if text.count('"') % 2 == 0:
        return
    _ = translator(lang)
    start = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for _row in reader:
            start = reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            what = _("{path}:{line}: a quotation mark is opened here and never closed. Close it, or remove it.")
            raise DataError(what.format(path=path.name, line=start + 1)) from error
