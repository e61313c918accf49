"""What happens when a command fails: one clear sentence on stderr, an exit code, no traceback unless asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from netmap.errors import ConflictError, DataError, NetmapError, UnknownRecordError
from netmap.locale import N_, Language, translator

if TYPE_CHECKING:
    from netmap.errors import Problem

USAGE = {
    "MissingParameter": N_("Something is missing in the call: {detail}"),
    "NoSuchOption": N_("There is no option {detail}"),
    "BadParameter": N_("{detail}"),
}


def reported(command: Any, arguments: Sequence[str], *, lang: Language) -> int:
    """Run a typer command and turn whatever it raises into words and an exit code."""
    from typer import Abort, TyperException

    _ = translator(lang)
    try:
        result = command.main(args=list(arguments), prog_name="netmap", standalone_mode=False)
    except TyperException as error:
        return _usage(error, lang)
    except (Abort, KeyboardInterrupt):
        _say(_("Stopped. Nothing was changed."))
        return 1
    except NetmapError as error:
        return _failed(error, arguments, lang)
    except (OSError, UnicodeError, MemoryError, RecursionError) as error:
        return _surprised(error, arguments, lang)
    return result if isinstance(result, int) else 0


def _usage(error: Any, lang: Language) -> int:
    _ = translator(lang)
    template = USAGE.get(type(error).__name__, "{detail}")
    hint = getattr(getattr(error, "param", None), "get_error_hint", None)
    where = f"{hint()}: " if hint and type(error).__name__ == "BadParameter" else ""
    detail = hint() if hint and type(error).__name__ == "MissingParameter" else ""
    detail = detail or getattr(error, "option_name", "") or where + str(error.message).removeprefix("Value error, ")
    _say(_(template).format(detail=detail))
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "netmap"
    _say(_("Help: {command} --help").format(command=path))
    return int(getattr(error, "exit_code", 2))


def _failed(error: NetmapError, arguments: Sequence[str], lang: Language) -> int:
    if "--debug" in arguments:
        raise error
    _ = translator(lang)
    _say(_sentence(error, lang))
    if isinstance(error, DataError):
        print_problems(error.problems)
    if isinstance(error, ConflictError):
        for record in error.records:
            _say(f"  {record}")
    return 1


def _sentence(error: NetmapError, lang: Language) -> str:
    if not isinstance(error, UnknownRecordError):
        return str(error)
    _ = translator(lang)
    known = _("There is no record “{id}”.").format(id=error)
    return f"{known} " + _("Did you mean: {near}?").format(near=", ".join(error.near)) if error.near else known


def _surprised(error: BaseException, arguments: Sequence[str], lang: Language) -> int:
    if "--debug" in arguments:
        raise error
    _ = translator(lang)
    name = getattr(error, "filename", None)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    _say(f"{name}: {reason}" if name else _("That did not work: {reason}").format(reason=reason))
    return 1


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems to stderr, a line each."""
    for problem in problems:
        _say(str(problem))


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
