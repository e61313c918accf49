"""The help screen in the reader's language, also where typer has only English for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from gettext import gettext
from typing import Any

from typer.core import TyperCommand, TyperGroup

from netmap.locale import N_

USAGE = (N_("Usage: "), N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What typer writes in the first line of a help screen."""


class Speaking:
    """Say "Usage" and what `--help` does in the language that the catalogue is bound to."""

    def get_usage(self, context: Any) -> str:
        """Return the line that shows how the command is called."""
        usage = str(super().get_usage(context))  # type: ignore[misc]
        for word in USAGE:
            usage = usage.replace(word, gettext(word), 1)
        return usage

    def get_help_option(self, context: Any) -> Any:
        """Return the option that shows the help."""
        option = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = gettext("Show this message and exit."), ""
        return option


class Command(Speaking, TyperCommand):
    """Be one command."""


TWO_WORDS = {("gaps", "register"): "register", ("luecken", "register"): "register"}
"""Commands that are called by two words as well, since people look for them there: `netmap gaps register FILE`."""


class Group(Speaking, TyperGroup):
    """Be the command that holds the others."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first word calls, or the first two."""
        if (called := TWO_WORDS.get(tuple(args[:2]))) is not None:  # type: ignore[arg-type]
            args = [called, *args[2:]]
        return super().resolve_command(ctx, args)


TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commands",
    "DEFAULT_STRING": "[default: {}]",
    "ENVVAR_STRING": "[env var: {}]",
}
"""What typer has translated when its module was first read, perhaps into the language of an earlier call."""


def translate(group: Any, into: Callable[[str], str]) -> None:
    """Translate the help of all options; a flag is shown without a type, as it takes no value."""
    module = sys.modules.get("typer.rich_utils")
    for name, text in TITLES.items() if module else ():
        setattr(module, name, gettext(text))
    _translate(group, into)


def _translate(command: Any, into: Callable[[str], str]) -> None:
    for one in getattr(command, "commands", {}).values():
        _translate(one, into)
    for parameter in command.params:
        parameter.help = into(parameter.help) if parameter.help else parameter.help
        if getattr(parameter, "is_bool_flag", False):
            parameter.metavar = ""
        elif parameter.metavar:
            parameter.metavar = into(parameter.metavar)
