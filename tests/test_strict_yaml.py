"""The strict loader: text stays text, nothing passes silently, nothing unfolds."""

from __future__ import annotations

import datetime as dt
import time
import tracemalloc
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import MappingNode

from netmap.files import strict_yaml
from netmap.files.scalars import typed_scalar
from netmap.files.strict_yaml import LOADER, Flaw, FlawError, PureLoader, load

LOADERS = pytest.mark.parametrize("loader", [LOADER, PureLoader], ids=["c", "python"])


def fields(
    text: str, *, loader: Any = LOADER, typed: tuple[str, ...] = ("attributes",)
) -> tuple[dict[str, Any], list[Flaw]]:
    node = load(text.encode(), loader=loader)
    assert isinstance(node, MappingNode)
    flaws: list[Flaw] = []
    return strict_yaml.record(node, flaws, typed=typed)[0], flaws


def refused(data: bytes, loader: Any = LOADER) -> Flaw:
    with pytest.raises(FlawError) as error:
        load(data, loader=loader)
    return error.value.flaw


def test_libyaml_is_used_where_it_is_there():
    assert yaml.__with_libyaml__
    assert LOADER is not PureLoader


@LOADERS
@pytest.mark.parametrize(
    "text", ["01067", "NO", "12:30", "1.10", "1e3", "0x1F", "2018-03-01", "true", "yes", "1_000", "=", "18057.0"]
)
def test_what_yaml_would_guess_stays_text(text: str, loader: Any):
    assert fields(f"a: {text}\nb: '{text}'\nc: [{text}]", loader=loader) == ({"a": text, "b": text, "c": [text]}, [])


@LOADERS
def test_a_key_without_a_value_is_as_if_left_out(loader: Any):
    text = "a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: {x: , y: 1}\ng: [~]\nattributes: {z: null}"
    assert fields(text, loader=loader)[0] == {"d": "", "e": "~", "f": {"y": "1"}, "g": [None], "attributes": {}}


@LOADERS
def test_plain_scalars_have_a_type_under_attributes_only(loader: Any):
    text = "a: 1\nattributes:\n  b: 1\n  c: '1'\n  d: true\n  e: 2020-02-29\n  f: 1.5\n  g: [1, true]\n  h: 01067\n"
    text += "  i: |-\n    1"
    given, flaws = fields(text, loader=loader)
    assert given["a"] == "1"
    own = {"b": 1, "c": "1", "d": True, "e": dt.date(2020, 2, 29), "f": 1.5, "g": ["1", "true"], "h": "01067", "i": "1"}
    assert given["attributes"] == own
    assert type(given["attributes"]["d"]) is bool
    assert flaws == []


@given(st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.dates())
def test_what_is_written_canonically_gets_its_type(value: object):
    written = str(value).lower() if isinstance(value, bool) else str(value)
    assert typed_scalar(written) == value
    assert type(typed_scalar(written)) is type(value)


@pytest.mark.parametrize(
    "text", ["+1", "-0", "007", "1.50", "1E3", "inf", "nan", "-.inf", "1e999", "True", "2021-02-29", "1 ", "٣"]
)
def test_what_is_not_canonical_is_text(text: str):
    assert typed_scalar(text) == text
    assert isinstance(typed_scalar(text), str)


@LOADERS
def test_a_second_key_of_the_same_name_is_refused_with_its_line(loader: Any):
    given, flaws = fields("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n", loader=loader)
    assert flaws == [Flaw("duplicate_key", 4, "c"), Flaw("duplicate_key", 5, "a")]
    assert given == {"a": "1", "b": {"c": "1"}}


@LOADERS
@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [ls]", "!!str 1", "!own 1", "!!set {a}", "!!binary aGk="])
def test_tags_are_refused(tag: str, loader: Any):
    assert [flaw.code for flaw in fields(f"a: {tag}", loader=loader)[1]] == ["tag"]


@LOADERS
@pytest.mark.parametrize("key", ["[a]: 1", "{a: 1}: 2", "? [a, b]\n: 1"])
def test_keys_are_texts(key: str, loader: Any):
    assert [flaw.code for flaw in fields(key, loader=loader)[1]] == ["key"]


@LOADERS
@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a: 1\nb: &x 2\n", "anchor", 2),
        (b"a: [&x 1, *x]", "anchor", 1),
        (b"&x a: 1", "anchor", 1),
        (b"a:\n  <<: &x {b: 1}\n", "anchor", 2),
        (b"a: 1\n---\nb: 2\n", "documents", 2),
        (b"a: *x", "syntax", 1),
        (b"a: b: c", "syntax", 1),
        (b"a: 'x", "syntax", 1),
        (b"a: @x", "syntax", 1),
        (b"a: 1\n\tb: 2", "tab", 2),
        (b"- a: 1\n\t- b: 2", "tab", 2),
        (b"a:\n\tb: 2", "tab", 2),
        (b"a: 1\n \tb: 2", "tab", 2),
        (b"a: \x07", "character", 1),
        (b"a: 1\r\nb: '\xc2\x9b'\n", "character", 2),
        (b"a: 1\nb: \xe4\n", "not_utf_8", 2),
        (b"a\0", "nul", 1),
        ("a: 1".encode("utf-16"), "utf_16", 1),
        (b"[" * 100, "too_deep", 1),
        (b"- " * 100, "too_deep", 1),
        (b"{a: " * 100, "too_deep", 1),
    ],
)
def test_a_file_that_is_no_yaml_is_refused_with_the_line(data: bytes, code: str, line: int, loader: Any):
    flaw = refused(data, loader)
    assert flaw.code == code
    assert flaw.line in {line, line + 1}, "the two parsers count the end of a line differently"


@LOADERS
@pytest.mark.parametrize("text", ["R&B", "Müller &Sohn", "a & b", "'&x'", "https://x.example/?a=1&b=2", "2 * 3"])
def test_an_ampersand_in_a_text_is_no_anchor(text: str, loader: Any):
    assert fields(f"a: {text}", loader=loader) == ({"a": text.strip("'")}, [])


@LOADERS
def test_a_byte_order_mark_is_accepted(loader: Any):
    node = load(b"\xef\xbb\xbfa: 1", loader=loader)
    assert node is not None
    assert strict_yaml.record(node, [])[0] == {"a": "1"}


@pytest.mark.parametrize("data", [b"", b"# only a comment\n", b"---\n"])
def test_an_empty_file_holds_no_records(data: bytes):
    flaws: list[Flaw] = []
    assert strict_yaml.items(load(data), flaws) == []
    assert flaws == []


def test_fifty_megabytes_of_nested_aliases_are_refused_at_once():
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40)]
    bomb = ("l0: &l0 [x, x, x, x, x, x, x, x, x]\n" + "\n".join(levels)).encode()
    bomb += b"\n# " + b"*" * (50 * 1024**2 - len(bomb))
    tracemalloc.start()
    start = time.perf_counter()
    flaw = refused(bomb)
    seconds, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert flaw == Flaw("anchor", 1, "&l0")
    assert seconds < 5
    assert peak < 4 * len(bomb)


def test_a_million_brackets_do_not_end_the_process():
    assert refused(b"[" * 10**6).code == "too_deep"
    assert refused(b"[" * 10**6 + b" &x").code == "too_deep"


def test_the_line_of_a_path_goes_as_far_as_it_can():
    node = load(b"id: a\nevidence:\n  - source: x\n    seen: 1\n  - {}\nname: b\n")
    assert node is not None
    lines = [
        strict_yaml.line_of(node, path) for path in [(), ("name",), ("evidence", 0, "seen"), ("evidence", 1), ("weg", 0)]
    ]
    assert lines == [1, 6, 4, 5, 1]
    assert strict_yaml.line_of(node, ("name", 3)) == 6


def test_only_mappings_in_a_list_are_records():
    flaws: list[Flaw] = []
    nodes = strict_yaml.items(load(b"- a: 1\n- text\n- [x]\n- b: 2\n"), flaws)
    assert len(nodes) == 2
    assert flaws == [Flaw("not_a_mapping", 2, "text"), Flaw("not_a_mapping", 3)]
    assert strict_yaml.items(load(b"a: 1"), flaws) == []
    assert flaws[-1].code == "not_a_list"
