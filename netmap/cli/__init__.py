"""The command line: each command parses, makes one library call, and renders what it gives."""

from __future__ import annotations

import gettext
import io
import os
import sys
from collections.abc import Sequence
from importlib.resources import files

from netmap.locale import Language

OK, FAILED, USAGE = 0, 1, 2


def app() -> None:
    """Run the command line on this process's arguments and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 fine, 1 invalid data or failed, 2 wrong usage."""
    lang = language(arguments)
    _speak(lang)
    from netmap.cli.commands import build
    from netmap.cli.failures import reported

    return reported(build(lang), list(arguments), lang=lang)


def language(arguments: Sequence[str]) -> Language:
    """Return the language asked for by `--lang`, else English where the locale starts with "en", else German.

    >>> language(["gaps", "--lang", "en"]), language(["--lang=de"])
    ('en', 'de')
    """
    words = [*arguments, ""]
    asked = [words[at + 1] for at, word in enumerate(arguments) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    if asked:
        return "en" if asked[-1] == "en" else "de"
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if locale.startswith("en") else "de"


def _speak(lang: Language) -> None:
    """Have typer's own words translated by our catalogue, and any letter printed on any terminal."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("netmap", str(files("netmap") / "locale"))
    gettext.textdomain("netmap")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a Windows console's own encoding lacks letters that names have
            reconfigure(encoding="utf-8", errors="replace")
