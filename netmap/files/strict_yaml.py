"""YAML as a coordinator means it: what is written stays text, nothing is guessed, nothing passes silently.

Plain YAML 1.1 turns the postcode `01067` into 567, `NO` into False and `12:30` into 750, and lets a second key of the same
name win. Here scalars stay text (only under `attributes` are plain ones read as numbers, dates, true and false), duplicate
keys, tags, anchors and aliases are refused with their line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml
from yaml.composer import Composer
from yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from netmap.files.scalars import typed_scalar

_PLAIN, _QUOTED, _COLLECTION = "plain", "quoted", "collection"
_NULL = frozenset({"", "~", "null"})
_ANCHOR = re.compile(rb"(?:^|[\s\[{,:])&\S", re.MULTILINE)
_CONTROL = re.compile("[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]")
"""What YAML does not allow, not even in quotation marks."""
_TAB = re.compile(r" *(?:- *)*\t")
_DEPTH = 32


class Flaw(NamedTuple):
    """Name what is wrong with a file as YAML: a code, its line (from 1), and what stands there."""

    code: str
    line: int
    given: str = ""


class FlawError(Exception):
    """Stop the reading of a file that is no YAML, or none that is safe to read."""

    def __init__(self, code: str, line: int, given: str = "") -> None:
        super().__init__(code)
        self.flaw = Flaw(code, line, given)


class _Resolver:
    """Tell plain scalars from quoted ones, where YAML would guess a type, and stop before the stack runs out."""

    depth = 0

    def resolve(self, kind: type[Node], _value: object, implicit: Any) -> str:
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return _COLLECTION

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > _DEPTH:  # libyaml's composer recurses in C, and a file of brackets would end the process
            raise FlawError("too_deep", line(parent) if parent else 0)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class PureLoader(_Resolver, Reader, Scanner, Parser, Composer):
    """Compose nodes in Python, where PyYAML came without libyaml."""

    def __init__(self, stream: bytes) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


def _fastest() -> Any:
    """Return the loader that composes nodes in C, where PyYAML has it."""
    try:
        from yaml._yaml import CParser
    except ImportError:  # pragma: no cover - wheels for the common systems have it
        return PureLoader
    return type("Loader", (_Resolver, CParser), {})


LOADER = _fastest()


def load(data: bytes, *, loader: Any = LOADER) -> Node | None:
    """Return the root node of a file's only document, None where the file is empty; raise FlawError.

    >>> load(b"- id: a")
    SequenceNode(...)
    >>> load(b"# nothing yet") is None
    True
    """
    _refuse_encoding(data)
    if _ANCHOR.search(data):
        _refuse_anchors(data, loader)
    try:
        parser = loader(data)
        try:
            node: Node | None = parser.get_single_node()
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        raise _flaw_of(error, data) from error
    except ReaderError as error:
        raise _control_character(data) from error
    return node


def _refuse_encoding(data: bytes) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FlawError("utf_16", 1)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FlawError("not_utf_8", _line_at(data, error.start), f"0x{data[error.start]:02X}") from error
    if (nul := data.find(b"\0")) >= 0:
        raise FlawError("nul", _line_at(data, nul))


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _refuse_anchors(data: bytes, loader: Any) -> None:
    """Go through the file's events up to the first anchor: before nodes are made of what may unfold to gigabytes."""
    depth = 0
    try:
        for event in yaml.parse(data, Loader=loader):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > _DEPTH:
                return
            if isinstance(event, NodeEvent) and event.anchor:
                raise FlawError("anchor", event.start_mark.line + 1 if event.start_mark else 0, f"&{event.anchor}"[:60])
    except yaml.YAMLError:
        return


def _control_character(data: bytes) -> FlawError:
    text = data.decode("utf-8")
    found = _CONTROL.search(text)
    if found is None:
        return FlawError("character", 0)
    return FlawError("character", text.count("\n", 0, found.start()) + 1, f"U+{ord(found[0]):04X}")


def _flaw_of(error: yaml.MarkedYAMLError, data: bytes) -> FlawError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    problem = error.problem or ""
    if "another document" in problem:
        return FlawError("documents", line)
    if "nesting" in problem or "nesting" in (error.context or ""):
        return FlawError("too_deep", line)
    if "tab character" in problem or _has_tab(data, line):
        return FlawError("tab", line)
    return FlawError("syntax", line, problem)


def _has_tab(data: bytes, line: int) -> bool:
    """Tell whether a line that cannot be read is indented with a tab, whatever the parser says of it."""
    lines = data.decode("utf-8").splitlines()
    return 0 < line <= len(lines) and _TAB.match(lines[line - 1]) is not None


# ------------------------------------------------------------------------------------------------------- nodes to values


def line(node: Node) -> int:
    """Return the line, from 1, on which a node begins."""
    return int(node.start_mark.line) + 1


def items(root: Node | None, flaws: list[Flaw]) -> list[MappingNode]:
    """Return the mappings of a file that is a list of records; note down whatever else stands there."""
    if root is None or (root.tag == _PLAIN and root.value in _NULL):
        return []
    if not isinstance(root, SequenceNode):
        flaws.append(Flaw("not_a_list", line(root)))
        return []
    flaws.extend(Flaw("not_a_mapping", line(node), _shown(node)) for node in root.value if not isinstance(node, MappingNode))
    return [node for node in root.value if isinstance(node, MappingNode)]


def record(
    node: MappingNode, flaws: list[Flaw], *, typed: Sequence[str] = (), refused: set[str] | None = None
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return a record's fields and the line of each; under the fields named in `typed` plain scalars get a type.

    A key without a value is as if it were left out. The names of fields that stand there but could not be read are added
    to `refused`: of those it has been said what is wrong.
    """
    refused = set() if refused is None else refused
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    if node.tag != _COLLECTION:
        flaws.append(Flaw("tag", line(node), node.tag))
    for key_node, value_node in node.value:
        key = _key(key_node, lines, flaws)
        if key is None:
            refused.add(flaws[-1].given)
            continue
        lines[key] = key_node.start_mark.line + 1
        before = len(flaws)
        value = _value(value_node, flaws, key in typed, 1)
        if len(flaws) > before:
            refused.add(key)
        if value is not None:
            fields[key] = value
    return fields, lines


def _key(node: Node, before: dict[str, int], flaws: list[Flaw]) -> str | None:
    if type(node) is not ScalarNode or (node.tag != _PLAIN and node.tag != _QUOTED):
        flaws.append(Flaw("key", line(node), _shown(node)))
        return None
    key = str(node.value)
    if key in before:
        flaws.append(Flaw("duplicate_key", line(node), key))
        return None
    return key


def _value(node: Node, flaws: list[Flaw], typed: bool, depth: int) -> Any:
    tag = node.tag
    if tag == _PLAIN:
        return None if node.value in _NULL else node.value
    if tag == _QUOTED:
        return node.value
    if tag != _COLLECTION:
        flaws.append(Flaw("tag", line(node), tag))
        return None
    if depth > _DEPTH:
        flaws.append(Flaw("too_deep", line(node)))
        return None
    if type(node) is SequenceNode:
        return [_value(one, flaws, False, depth + 1) for one in node.value]
    return _mapping(node, flaws, typed, depth + 1)


def _mapping(node: Node, flaws: list[Flaw], typed: bool, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, seen, flaws)
        if key is None:
            continue
        seen[key] = 0
        value = _value(value_node, flaws, False, depth)
        if value is not None:
            found[key] = typed_scalar(value) if typed and value_node.tag == _PLAIN else value
    return found


def line_of(node: Node, path: Sequence[str | int]) -> int:
    """Return the line of what a path of keys and list positions leads to, as far as it goes."""
    found = line(node)
    for part in path:
        if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            found = line(node)
        elif isinstance(node, MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if pair is None:
                return found
            found, node = line(pair[0]), pair[1]
        else:
            return found
    return found


def _shown(node: Node) -> str:
    return str(node.value)[:60] if isinstance(node, ScalarNode) else ""
