"""What happens when a command fails: one clear sentence on stderr, an exit code, no traceback unless asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

from netmap.errors import ConflictError, DataError, NetmapError, UnknownRecordError
from netmap.locale import N_, Language, translator

INTERRUPTED = 130
"""What typer makes of Ctrl-C, without a word."""
USAGE = {
    "MissingParameter": N_("Something is missing in the call: {detail}"),
    "NoSuchOption": N_("There is no option {detail}"),
}
PATTERNS = (
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((?P<given>.*)\)",
        N_("There is more in the call than is understood: {given}"),
    ),
    (r"(?:Value error, )?'(?P<given>.*)' is not one of (?P<there>.*?)\.?", N_("{given} is none of these: {there}")),
    (r"(?P<first>.*) Did you mean (?P<near>.*)\?", N_("{first} Did you mean {near}?")),
    (r"Input should be less than or equal to (?P<most>.*)", N_("At most {most} is possible.")),
    (r"Input should be greater than or equal to (?P<least>.*)", N_("At least {least} is possible.")),
    (r"Input should be a valid integer.*", N_("A whole number is expected.")),
    (r"Option '(?P<given>.*)' requires an argument\.?", N_("{given} needs a value after it")),
)
"""What typer says in English only, and our words for it."""


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
    except BrokenPipeError:  # whoever read the answer has read enough
        return 1
    except Exception as error:
        # a person at a terminal gets a sentence, never a traceback
        return _surprised(error, arguments, lang)
    if result == INTERRUPTED:
        _say(_("Stopped. Nothing was changed."))
        return 1
    return result if isinstance(result, int) else 0


def _usage(error: Any, lang: Language) -> int:
    _ = translator(lang)
    hint = getattr(getattr(error, "param", None), "get_error_hint", None)
    kind = type(error).__name__
    if kind == "MissingParameter" and hint:
        says = _(USAGE[kind]).format(detail=hint())
    elif kind == "NoSuchOption":
        says = _(USAGE[kind]).format(detail=error.option_name)
    else:
        says = (f"{hint()}: " if hint else "") + _in_our_words(str(error.message), lang)
    _say(says)
    context = getattr(error, "ctx", None)
    _say(_("Help: {command} --help").format(command=context.command_path if context else "netmap"))
    return int(getattr(error, "exit_code", 2))


def _in_our_words(message: str, lang: Language) -> str:
    for pattern, ours in PATTERNS:
        if found := re.fullmatch(pattern, message):
            return translator(lang)(ours).format(**found.groupdict())
    return message


def _failed(error: NetmapError, arguments: Sequence[str], lang: Language) -> int:
    if "--debug" in arguments:
        raise error
    _ = translator(lang)
    _say(_sentence(error, lang))
    if isinstance(error, DataError):
        for problem in error.problems:
            _say(str(problem))
    if isinstance(error, ConflictError):
        for record in error.records:
            _say(f"  {record}")
    return 1


def _sentence(error: NetmapError, lang: Language) -> str:
    if not isinstance(error, UnknownRecordError):
        return str(error)
    _ = translator(lang)
    known = _("There is no record “{id}”.").format(id=error)
    return f"{known} " + _("Did you mean: {near}?").format(near="; ".join(error.near)) if error.near else known


def _surprised(error: Exception, arguments: Sequence[str], lang: Language) -> int:
    if "--debug" in arguments:
        raise error
    _ = translator(lang)
    if isinstance(error, OSError):
        from netmap.disk import sentence

        _say(sentence(error, str(error.filename or _("The output")), lang=lang))
    else:
        reason = f"{type(error).__name__}: {error}"
        _say(_("That did not work, through an error in netmap ({reason}). More: netmap --debug ...").format(reason=reason))
    return 1


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
