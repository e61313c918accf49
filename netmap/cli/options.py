"""The options that several commands share, so that they are called and explained alike everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from netmap.locale import N_


class Format(StrEnum):
    """Name the ways in which rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class EditionName(StrEnum):
    """Name the editions (see `netmap.editions`)."""

    INTERNAL = "internal"
    MEETING = "meeting"
    PUBLIC = "public"


class Lang(StrEnum):
    """Name the languages."""

    DE = "de"
    EN = "en"


class TiesName(StrEnum):
    """Name the ties a measure may use (see `netmap.network.graph`)."""

    WORKING = "working"
    COOPERATION = "cooperation"
    FORUM = "forum"
    ALL = "all"


class WeightName(StrEnum):
    """Name what ties may be weighed by."""

    NONE = "none"
    INTENSITY = "intensity"


FormatOption = Annotated[Format, Option("--format", "-f", help=N_("How the answer is written."))]
AtOption = Annotated[
    str | None,
    Option("--at", metavar=N_("DATE"), help=N_("The state on a day: 2018, 03/2018, 1.3.2018, or of a snapshot: @NAME.")),
]
RevisionOption = Annotated[
    str | None,
    Option("--revision", metavar="rN", help=N_("What was known at a revision, such as r17, or at a snapshot: @NAME.")),
]
LangOption = Annotated[Lang | None, Option("--lang", help=N_("German or English."))]
EditionOption = Annotated[
    EditionName | None,
    Option("--edition", help=N_("What may be shown: internal on the terminal, meeting in files, public for everyone.")),
]
OutputOption = Annotated[
    Path | None, Option("--output", "-o", metavar=N_("FILE"), help=N_("Write to this file instead of the terminal."))
]
YesOption = Annotated[bool, Option("--yes", "-y", help=N_("Do not ask before changing something."))]
AuthorOption = Annotated[
    str | None,
    Option("--author", envvar="NETMAP_AUTHOR", metavar=N_("NAME"), help=N_("Who changes this, as a role or initials.")),
]
ReasonOption = Annotated[str, Option("--reason", metavar=N_("TEXT"), help=N_("Why this is changed."))]
FolderArgument = Annotated[Path, Argument(metavar=N_("FOLDER"), help=N_("A landscape folder of YAML files."))]
TiesOption = Annotated[TiesName, Option("--ties", help=N_("Which ties count."))]
WeightOption = Annotated[WeightName, Option("--weight", help=N_("Weigh ties by their intensity."))]
DirectedOption = Annotated[bool, Option("--directed", help=N_("Use the direction of directed kinds."))]
FreshOption = Annotated[bool, Option("--fresh", help=N_("Leave out what is old or undated."))]
