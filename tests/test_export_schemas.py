"""GEXF and GraphML keep to the schemas that are published for them, whatever the edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from netmap.editions import EDITIONS, Edition
from netmap.export.gexf import write_gexf
from netmap.export.graphml import write_graphml
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Position, Settings
from tests.commandline import ROSTOCK

HARD = Landscape(
    Settings(id="city", name="Stadt & <Land>"),
    [
        Actor(id="a", name='  „A“ & <b> "c"  ', attributes={"Feld": "x & <y>\nz", "n": 2**40, "r": -0.5, "j": True}),
        Actor(id="b", name="B\u00a0B", aliases=("x", "y; z")),
        Forum(id="f", name="F"),
        Cooperation(id="a--b", source="a", target="b", kind="joint_offer", intensity=4),
        Membership(id="a--f", actor="a", forum="f"),
        Position(id="position--landscape--a", view="landscape", subject="a", x=-1e-7, y=1e6),
    ],
)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("landscape", [read_folder(ROSTOCK).landscape, HARD, Landscape(Settings(id="e", name="E"))])
def test_gexf_keeps_to_its_schema(gexf_schema: etree.XMLSchema, landscape: Landscape, edition: Edition, tmp_path: Path):
    document = etree.parse(write_gexf(landscape, tmp_path / "net.gexf", edition=edition))
    assert gexf_schema.validate(document), gexf_schema.error_log
    placed = document.xpath("count(//*[local-name()='position'])")
    assert bool(placed) == (bool(landscape.positions) and edition != "public")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("landscape", [read_folder(ROSTOCK).landscape, HARD, Landscape(Settings(id="e", name="E"))])
def test_graphml_keeps_to_its_schema(
    graphml_schema: etree.XMLSchema, landscape: Landscape, edition: Edition, tmp_path: Path
):
    document = etree.parse(write_graphml(landscape, tmp_path / "net.graphml", edition=edition))
    assert graphml_schema.validate(document), graphml_schema.error_log
