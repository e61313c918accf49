"""Scenes: in their order, kept by their title."""

from __future__ import annotations

import json
import re

from cities import city

from netmap.editions import EDITIONS
from netmap.export.map import page
from netmap.model import Scene
from netmap.scenes import arranged, in_order


def scene(key: str, title: str, order: int = 0, **fields: object) -> Scene:
    return Scene.model_validate({"id": key, "title": title, "order": order, **fields})


def told(scenes: list[Scene]) -> list[tuple[int, str, str]]:
    return [(one.order, one.id, one.state) for one in scenes]


def test_in_order():
    landscape = city(scene("c", "C", 1), scene("b", "B", 2), scene("a", "A", 2))
    assert [one.id for one in in_order(landscape)] == ["c", "a", "b"]


def test_a_title_keeps_its_record():
    landscape = city(scene("s", "Alles", 4, publish=True, state="old", note="Runde 3"))
    (one,) = arranged(landscape, [scene("0", "Alles", state="new")])
    assert (one.id, one.publish, one.note, one.state, one.order) == ("s", True, "Runde 3", "new", 1)


def test_what_is_not_given_stands_behind_or_is_gone():
    landscape = city(scene("a", "A", 1), scene("b", "B", 2))
    given = [scene("0", "Neu"), scene("1", "B", state="x")]
    assert told(arranged(landscape, given)) == [(1, "scene--neu", ""), (2, "b", "x"), (3, "a", "")]
    assert told(arranged(landscape, given, only=True)) == [(1, "scene--neu", ""), (2, "b", "x")]


def test_of_one_title_the_first_replaces_the_first():
    landscape = city(scene("a", "Bild", 1), scene("b", "Bild", 2))
    given = [scene(str(n), "Bild", state=str(n)) for n in range(3)]
    assert told(arranged(landscape, given)) == [(1, "a", "0"), (2, "b", "1"), (3, "scene--bild", "2")]


def test_ids_are_unique_over_all_kinds():
    landscape = city(scene("scene--neu", "Anders", 1))
    assert [one.id for one in arranged(landscape, [scene("0", "Neu"), scene("1", "***")])][:2] == ["scene--neu-2", "scene"]


def test_the_same_again_changes_nothing():
    landscape = city(*arranged(city(), [scene("0", "A", state="x"), scene("1", "B", caption="y")]))
    assert arranged(landscape, in_order(landscape)) == in_order(landscape)


def test_the_page_gets_them_in_their_order_and_a_public_one_only_those_released():
    landscape = city(scene("b", "Zwei", 2, caption="</script>", state="q=1"), scene("a", "Eins", 1, publish=True))
    shown = {}
    for edition in EDITIONS:
        data = re.search(r'id="data">(.*?)</script>', page(landscape, {}, edition=edition), flags=re.DOTALL)
        shown[edition] = json.loads(data[1])["scenes"] if data else []
    assert shown["meeting"] == [
        {"id": "a", "title": "Eins"},
        {"id": "b", "title": "Zwei", "caption": "</script>", "state": "q=1"},
    ]
    assert shown["internal"] == shown["meeting"]
    assert shown["public"] == [{"id": "a", "title": "Eins"}]
