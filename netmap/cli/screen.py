"""The help screen in the reader's language, also where typer has only English for it."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext
from typing import Any

from typer.core import TyperCommand, TyperGroup


class Speaking:
    """Say "Usage" and what `--help` does in the language that the catalogue is bound to."""

    def get_usage(self, context: Any) -> str:
        """Return the line that shows how the command is called."""
        usage = str(super().get_usage(context))  # type: ignore[misc]
        return gettext("Usage: ") + usage.removeprefix("Usage: ")

    def get_help_option(self, context: Any) -> Any:
        """Return the option that shows the help."""
        option = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = gettext("Show this message and exit."), ""
        return option


class Command(Speaking, TyperCommand):
    """Be one command."""


class Group(Speaking, TyperGroup):
    """Be the command that holds the others."""


def translate(group: Any, into: Callable[[str], str]) -> None:
    """Translate the help of all options; a flag is shown without a type, as it takes no value."""
    for command in [group, *group.commands.values()]:
        for parameter in command.params:
            parameter.help = into(parameter.help) if parameter.help else parameter.help
            if getattr(parameter, "is_bool_flag", False):
                parameter.metavar = ""
