"""What a command is: a function with its names and its help, and the options it shares with others."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from typer import Context

from netmap.cli.asked import Asked
from netmap.cli.options import (
    AtOption,
    AuthorOption,
    EditionOption,
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    ReasonOption,
    RevisionOption,
    YesOption,
)

SHARED: dict[str, tuple[Any, object]] = {
    "yes": (YesOption, False),
    "author": (AuthorOption, None),
    "reason": (ReasonOption, ""),
    "form": (FormatOption, Format.TABLE),
    "at": (AtOption, None),
    "revision": (RevisionOption, None),
    "edition": (EditionOption, None),
    "file": (OutputOption, None),
    "lang": (LangOption, None),
}
"""The options that mean the same wherever they stand, with what they are where nobody says."""

READING = ("form", "at", "revision", "edition", "file")
WRITING = ("yes", "author", "reason", "form", "at", "edition")


class Command(NamedTuple):
    """Describe one command: what runs, its name and German name, what it is for, one real example."""

    function: Callable[..., None]
    name: str
    german: str
    help: str
    example: str


class Family(NamedTuple):
    """Describe commands that are called by two words: the first is theirs together (`netmap survey new`)."""

    name: str
    german: str
    help: str
    commands: tuple[Command, ...]


def command(
    name: str, german: str, words: str, *, example: str, options: tuple[str, ...] = READING, **defaults: object
) -> Callable[[Callable[..., None]], Command]:
    """Make a command of a function whose first parameter is `asked`; it gets the shared `options` beside its own.

    `words` say what it is for; `defaults` are those of shared options that differ here. `--lang` is always there.
    """

    def made(function: Callable[..., None]) -> Command:
        own = [one for one in inspect.signature(function, eval_str=True).parameters.values() if one.name != "asked"]
        shared = [_parameter(one, *SHARED[one], defaults) for one in (*options, "lang")]

        def run(context: Context, **given: Any) -> None:
            function(Asked.of(context, {one.name: given.pop(one.name) for one in shared}), **given)

        parameters = [
            inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=Context),
            *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own),
            *shared,
        ]
        run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return Command(run, name, german, words, example)

    return made


def _parameter(name: str, annotation: Any, usual: object, defaults: dict[str, object]) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=defaults.get(name, usual), annotation=annotation)
