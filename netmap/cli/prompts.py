"""Questions for one field after the other, at a terminal, with what there is to choose from completed while one types."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from netmap.search import fold

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

Ask = Callable[[str, Sequence[str], str], str]
"""Ask for one line: the question, what there is to choose from, what stands there already."""


ROOM = 8
"""Lines kept free under a question for what there is to choose from."""


def asker() -> Ask:
    """Return what asks on this terminal; typing narrows the choices, Tab takes one, `;` begins a further one."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output import create_output
    from typer import Abort

    session: PromptSession[str] = PromptSession(output=create_output(stdout=sys.stderr))

    def ask(question: str, choices: Sequence[str], default: str) -> str:
        try:
            return session.prompt(
                question, completer=_completer(choices), complete_while_typing=True, default=default
            ).strip()
        except EOFError:
            raise Abort from None

    return ask


def fitting(text: str, choices: Iterable[str]) -> list[str]:
    """Return the choices that hold the words typed since the last `;`, those that begin with them first.

    >>> fitting("Grundschule; haf", ["Am Hafen", "Hafenschule", "VHS"])
    ['Hafenschule', 'Am Hafen']
    """
    wanted = fold(text.rpartition(";")[2].strip())
    found = [one for one in choices if wanted in fold(one)]
    return sorted(found, key=lambda one: not fold(one).startswith(wanted))


def completed(answer: str, choices: Sequence[str]) -> str:
    """Return an answer in which each word that fits one choice only stands for that; other words stay.

    >>> completed("hafens; vhs; x", ["Am Hafen", "Hafenschule", "VHS"])
    'Hafenschule; VHS; x'
    """
    if not choices or answer in choices:
        return answer
    parts = [part.strip() for part in answer.split(";")]
    found = [fitting(part, choices) if part and part not in choices else [] for part in parts]
    return "; ".join(one[0] if len(one) == 1 else part for part, one in zip(parts, found, strict=True))


def _completer(choices: Sequence[str]) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Choices(Completer):
        """Complete what stands behind the last `;`."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
            """Yield the choices that fit."""
            typed = document.text_before_cursor.rpartition(";")[2].lstrip()
            yield from (Completion(one, start_position=-len(typed)) for one in fitting(typed, choices))

    return Choices()
