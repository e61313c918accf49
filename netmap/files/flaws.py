"""What is wrong with a file as YAML, in words."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.errors import Problem
from netmap.files.strict_yaml import Flaw
from netmap.locale import N_, translator

_TEXTS: Mapping[str, tuple[str, str]] = {
    "gone": (N_("the file is gone, or a link that leads nowhere"), N_("Read the folder again when it is there.")),
    "locked": (N_("the file may not be opened: the permission is missing"), N_("Ask whoever owns it for the permission.")),
    "loop": (N_("the file is a link that leads back to itself"), N_("Put the file itself there.")),
    "disk": (N_("the file cannot be read: {given}"), ""),
    "not_a_file": (N_("this is no file"), N_("Put a YAML file there, or nothing.")),
    "too_large": (N_("the file is larger than {given}"), N_("Is it the right file?")),
    "utf_16": (N_("the file is not in UTF-8 but in UTF-16"), N_("Save it as UTF-8.")),
    "not_utf_8": (N_("the file is not in UTF-8: this line holds the byte {given}"), N_("Save it as UTF-8.")),
    "nul": (N_("the file holds a NUL byte and is no text"), N_("Is it the right file?")),
    "character": (N_("a control character that YAML does not allow stands here ({given})"), N_("Remove it.")),
    "anchor": (
        N_("anchors and aliases are not allowed: “{given}”"),
        N_("Write it out, or put it in quotation marks."),
    ),
    "documents": (N_("a second document begins here"), N_("Remove the line “---”: a file is one document.")),
    "too_deep": (N_("the file is nested deeper than any landscape is"), N_("Is it the right file?")),
    "syntax": (N_("this is not valid YAML ({given})"), N_("Look at this line and the one above it.")),
    "tab": (N_("a tab stands here, YAML allows no tabs"), N_("Indent with spaces.")),
    "tag": (N_("tags are not allowed: “{given}”"), N_("Put the value in quotation marks, or remove the tag.")),
    "key": (N_("the name of a field is a text"), N_("Write “name: value”.")),
    "duplicate_key": (N_("the field “{given}” stands here for the second time"), N_("Keep one of the two.")),
    "not_a_list": (N_("the file is no list of records"), N_("Begin every record with “- id: …”.")),
    "not_a_mapping": (N_("this is no record"), N_("Begin every record with “- id: …”.")),
    "not_settings": (N_("the file holds no settings"), N_("Write “id: …” and “name: …”, one line each.")),
}
_SYNTAX: Mapping[str, str] = {
    "mapping values are not allowed": N_("Put a text that holds a colon in quotation marks."),
    "cannot start any token": N_("Indent with spaces, no tabs; put a text that begins with a sign in quotation marks."),
    "could not find expected ':'": N_("Is the colon after the field's name missing?"),
    "did not find expected": N_("Check the indentation: the fields of a record stand exactly below each other."),
    "found unexpected end of stream": N_("Is a closing quotation mark missing?"),
    "undefined alias": N_("Put a text that begins with * in quotation marks."),
}

OF_FILES = frozenset(
    {
        "gone", "locked", "loop", "disk", "not_a_file", "too_large", "utf_16", "not_utf_8", "nul", "character", "anchor",
        "documents", "too_deep", "tab", "syntax", "not_a_list",
    }
)  # fmt: skip
"""The flaws after which nothing is known of a file's records."""


def problem(flaw: Flaw, place: str, *, lang: str = "de") -> Problem:
    """Return a flaw as a problem, in words.

    >>> print(problem(Flaw("duplicate_key", 7, "name"), "actors.yaml", lang="en"))
    actors.yaml:7: the field “name” stands here for the second time. Keep one of the two.
    """
    _ = translator(lang)
    what, mend = _TEXTS[flaw.code]
    if flaw.code == "syntax":
        mend = next((hint for part, hint in _SYNTAX.items() if part in flaw.given), mend)
    text = _(what).format(given=flaw.given)
    return Problem(place, flaw.line, flaw.code, "error", "", text, mend=_(mend) if mend else "")
