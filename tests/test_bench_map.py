"""The yardsticks of the map's speed are what they say: pyvis' own page, bare vis-network, our file, in one Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import bench_map, map_pages
from benchmarks.map_pages import BARE_DONE, NETMAP_DONE, PYVIS_DONE, frame_time, opened, opening, write_bare, write_pyvis
from benchmarks.synthetic import synthetic_landscape
from netmap.cli.making import make_map, place_all

CITY = place_all(synthetic_landscape(12, 30, 5, forums=1))


def test_a_city_has_a_place_for_everybody():
    assert {one.subject for one in CITY.positions.values()} == {*CITY.actors, *CITY.forums}


def test_the_file_is_as_large_as_it_may_be(tmp_path: Path):
    row = bench_map._size(CITY, tmp_path)
    assert row.holds
    assert "18 actors, offers and forums" in row.detail


@pytest.mark.browser
class TestInChromium:
    def test_pyvis_is_done_when_it_is_stable(self, chromium: Any, tmp_path: Path):
        path = write_pyvis(CITY, tmp_path / "pyvis.html")
        with opened(chromium, path, PYVIS_DONE) as (page, took):
            assert 0 < took < map_pages.CAP
            # an undirected network of pyvis drops what runs between the same two a second time
            pairs = {frozenset(pair) for pair in map_pages.ends(CITY)}
            assert page.evaluate("[nodes.length, edges.length]") == [12, len(pairs)]

    def test_ours_is_done_when_it_can_be_clicked(self, chromium: Any, tmp_path: Path):
        with opened(chromium, make_map(CITY, tmp_path / "ours.html"), NETMAP_DONE) as (page, took):
            assert 0 < took < map_pages.CAP
            assert page.evaluate("window.netmap.ready") is True
            spot = page.evaluate(
                """() => {
                  const { network, nodes } = window.netmap;
                  const id = nodes.getIds().find((one) => !nodes.get(one).hidden);
                  const at = network.canvasToDOM(network.getPosition(id));
                  const box = document.querySelector("canvas").getBoundingClientRect();
                  return { id, x: box.left + at.x, y: box.top + at.y };
                }"""
            )
            page.mouse.click(spot["x"], spot["y"])
            page.wait_for_function("(id) => window.netmap.state.selected === id", arg=spot["id"])

    def test_bare_vis_network_draws_the_same_graph_and_both_can_be_dragged(self, chromium: Any, tmp_path: Path):
        bare = write_bare(CITY, list(CITY.positions.values()), tmp_path / "bare.html")
        with opened(chromium, bare, BARE_DONE) as (page, _took):
            assert page.evaluate("[network.body.data.nodes.length, network.body.data.edges.length]") == [12, 30]
        assert frame_time(chromium, bare, BARE_DONE) > 0
        assert frame_time(chromium, make_map(CITY, tmp_path / "ours.html"), NETMAP_DONE) > 0

    def test_what_is_never_done_is_given_up(self, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(map_pages, "CAP", 0.2)
        empty = tmp_path / "empty.html"
        empty.write_text("<!DOCTYPE html><title>Nothing</title>", encoding="utf-8")
        assert opening(chromium, empty, NETMAP_DONE, 1) == 0.2
