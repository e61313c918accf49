"""igraph comes quickly on the command line, and what it did without is there for everybody else."""

from __future__ import annotations

import subprocess
import sys

import pytest

QUICKLY = "from netmap.cli.kernels import quick_igraph; quick_igraph(); import sys; "
LOADED = "print('igraph' in sys.modules, 'matplotlib' in sys.modules)"
CASES = {
    "drawing is not looked for": (f"{QUICKLY}{LOADED}", "True False"),
    "igraph works": (f"{QUICKLY}import igraph; print(igraph.Graph.Full(3).betweenness())", "[0.0, 0.0, 0.0]"),
    "matplotlib is there": (f"{QUICKLY}import matplotlib.figure; print(matplotlib.figure.Figure().axes)", "[]"),
    "what has been imported stays": (f"import matplotlib; {QUICKLY}{LOADED}", "False True"),
    "who imports netmap gets igraph whole": (
        f"import sys; from netmap.network.measures import seeded; seeded().__enter__(); {LOADED}",
        "True True",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_in_a_process_of_its_own(case: str):
    script, expected = CASES[case]
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == expected
