"""A questionnaire as a page to be printed, for those who answer on paper: one HTML file without any script or request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from netmap.export.safe_html import pages, policy
from netmap.locale import N_, translator
from netmap.questionnaires import WISH, Questionnaire

if TYPE_CHECKING:
    import jinja2

TEXTS: Final[Mapping[str, str]] = {
    "code": N_("Sheet"),
    "not_known": N_("We work together, but cannot say how closely."),
    "present": N_("An x at each organisation that helps to fill this in."),
}


def questionnaire_page(asked: Questionnaire) -> str:
    """Return the page of a questionnaire; an answer on paper is typed into the workbook with the same code."""
    shared = asked.common
    _ = translator(shared.lang)
    style = _asset("page.css")
    kinds = [one.text for one in shared.questions]
    groups = [(area or _("Area not known"), list(several)) for area, several in groupby(asked.roster, lambda one: one.group)]
    told: dict[str, Any] = {
        "asked": asked,
        "shared": shared,
        "forum": shared.whom == "forums",
        "texts": {key: _(text) for key, text in TEXTS.items()},
        "kinds": [*kinds, shared.says(WISH)],
        "columns": [*kinds, shared.says(WISH)],
        "groups": groups,
        "style": style,
        "policy": policy(style),
    }
    return _template().render(told)


@cache
def _template() -> jinja2.Template:
    return pages(_asset).get_template("page.html.j2")


@cache
def _asset(name: str) -> str:
    return (files("netmap.export.questionnaire_page") / name).read_text(encoding="utf-8")
