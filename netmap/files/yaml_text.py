"""Write records as YAML: the same landscape gives the same bytes, and what is read back is what was written.

Block style, fields in the model's order, defaults left out, own columns sorted by name. A text is written plain only where
no reader of YAML 1.1 or 1.2 could take it for anything else; one of several lines as a literal block where that is exact.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel

from netmap.model import Record

_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"})
_NUMBERLIKE = re.compile(r"[0-9][0-9a-fox_.,:+\-tzA-FOXTZ ]*")
_OPENS = frozenset("(/„“»«§–…")
_DATES = frozenset({"since", "until", "seen", "date", "as_of", "members_complete", "due"})
_SIMPLE_KEY = 1000  # YAML allows 1,024 characters before the colon


def text_of(records: Iterable[Record]) -> str:
    """Return records as a YAML list, in the order given.

    >>> from netmap.model import Actor
    >>> print(text_of([Actor(id="vhs", name="Volkshochschule", areas=("school",), attributes={"PLZ": "01067"})]))
    - id: vhs
      name: Volkshochschule
      areas:
        - school
      attributes:
        PLZ: "01067"
    <BLANKLINE>
    """
    lines: list[str] = []
    for record in records:
        lines.extend(_item(record, ""))
    return "\n".join([*lines, ""])


def text_of_one(record: Record) -> str:
    """Return one record as a YAML mapping."""
    return "\n".join([*_model(record, ""), ""])


@cache
def _fields(cls: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """Return (field, default) in the order of writing; a required field's default is Ellipsis."""
    names = [name for name in cls.model_fields if name != "version"]
    if issubclass(cls, Record):
        common = [name for name in Record.model_fields if name not in {"version", "id"}]
        names = ["id", *(name for name in names if name not in {"id", *common}), *common]
    return tuple(
        (name, ... if field.is_required() else field.get_default(call_default_factory=True))
        for name in names
        for field in [cls.model_fields[name]]
    )


def _model(model: BaseModel, indent: str) -> Iterator[str]:
    for name, default in _fields(type(model)):
        value = getattr(model, name)
        if default is ... or value != default:
            if name in _DATES:
                yield f"{indent}{name}: {value}"
            else:
                yield from _pair(name, _whole(value) if name == "figures" else value, indent)


def _whole(figures: Mapping[int, Mapping[str, float]]) -> dict[int, dict[str, float]]:
    """Write persons as 14125, not as 14125.0: the field is a number with decimals either way."""
    return {
        year: {key: int(value) if value.is_integer() and abs(value) < 1 << 53 else value for key, value in row.items()}
        for year, row in figures.items()
    }


def _pair(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of `key: value`; `key` is written as it is."""
    if isinstance(value, str):
        head, *block = _string(value, indent + "  ")
        yield f"{indent}{key}: {head}"
        yield from block
    elif isinstance(value, BaseModel | Mapping) or (isinstance(value, tuple) and not _is_pair_of_numbers(value)):
        lines = list(_nested(value, indent))
        yield f"{indent}{key}:" + ("" if lines else " {}" if not isinstance(value, tuple) else " []")
        yield from lines
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _nested(value: Any, indent: str) -> Iterator[str]:
    indent += "  "
    if isinstance(value, BaseModel):
        yield from _model(value, indent)
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield from _own_pair(key, value[key], indent)
    else:
        for one in value:
            yield from _item(one, indent)


def _own_pair(key: str | int, value: Any, indent: str) -> Iterator[str]:
    """Yield a pair whose key is the user's own."""
    written = str(key) if isinstance(key, int) else _quoted_or_plain(key)
    if len(written) <= _SIMPLE_KEY:
        yield from _pair(written, value, indent)
        return
    head, *rest = _pair("", value, indent)
    yield f"{indent}? {written}"
    yield f"{indent}:{head.removeprefix(indent).removeprefix(':')}"
    yield from rest


def _item(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a list's item."""
    if isinstance(value, str):
        head, *rest = _string(value, indent + "  ")
        yield f"{indent}- {head}"
    else:
        head, *rest = list(_model(value, indent + "  ")) or ["{}"]
        yield f"{indent}- {head.lstrip(' ')}"
    yield from rest


def _is_pair_of_numbers(value: tuple[Any, ...]) -> bool:
    return bool(value) and isinstance(value[0], float)


def _scalar(value: Any) -> str:
    """Write a number, a date, true or false; a place on the map as [latitude, longitude]."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(one) for one in value)}]"
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _string(value: str, indent: str) -> list[str]:
    """Return a text's lines: plain, quoted, or as a literal block indented by `indent`."""
    if "\n" in value and _is_block(value):
        head = "|" if value.endswith("\n") else "|-"
        return [head, *(indent + line if line else "" for line in value.removesuffix("\n").split("\n"))]
    return [_quoted_or_plain(value)]


def _is_block(value: str) -> bool:
    lines = value.removesuffix("\n").split("\n")
    if not lines[0] or lines[0][0] == " " or not lines[-1]:
        return False
    return all(not line or (line.isprintable() and not line.isspace()) for line in lines)


@lru_cache(maxsize=1 << 15)
def _quoted_or_plain(value: str) -> str:
    return value if _is_plain(value) else _quoted(value)


def _is_plain(value: str) -> bool:
    if not value or not value.isprintable() or value[-1] in " :" or ": " in value or " #" in value:
        return False
    if not (value[0].isalnum() or value[0] in _OPENS):
        return False
    return value.lower() not in _WORDS and not (value[0].isdecimal() and _NUMBERLIKE.fullmatch(value))


def _quoted(value: str) -> str:
    return "".join(one if one.isprintable() else _escaped(one) for one in json.dumps(value, ensure_ascii=False))


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return character  # half a character: no file can hold it, whoever writes this text as UTF-8 will say so
    return f"\\u{code:04x}" if code < 1 << 16 else f"\\U{code:08x}"
