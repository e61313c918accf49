"""XML from elsewhere as elements: without entities of its own, which can grow to any size, and not endlessly deep."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from netmap.errors import DataError
from netmap.locale import translator

_DEEPEST = 200


class _UnwantedError(Exception):
    """Stop reading a file that declares entities or nests deeper than any network does."""


def read_xml(path: Path, data: bytes, *, lang: str = "de") -> Element:
    """Return the root of an XML file, its tags without their namespaces; nothing outside the file is ever read.

    Raise DataError, with the line, where it is no XML, declares entities, or is nested more than 200 deep.
    """
    _ = translator(lang)
    try:
        return _built(data)
    except expat.ExpatError as error:
        what = _("{path}:{line}: this is not valid XML ({reason}).")
        raise DataError(what.format(path=path.name, line=error.lineno, reason=expat.ErrorString(error.code))) from error
    except _UnwantedError as error:
        what = _("{path}: this XML declares entities of its own or is nested endlessly; nothing was read.")
        raise DataError(what.format(path=path.name)) from error
    except (ValueError, LookupError) as error:  # an encoding that there is not, or that parses by several bytes
        what = _("{path} is in an encoding that cannot be read ({reason}). Save it as UTF-8.")
        raise DataError(what.format(path=path.name, reason=error)) from error


def _built(data: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _UnwantedError
        builder.start(_local(tag), {_local(name): value for name, value in given.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(tag))

    def entity(*_declared: object) -> None:
        raise _UnwantedError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = entity
    parser.Parse(data, True)
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition("}")[2]
