"""What the files of a landscape may hold: schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import Format
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.editions import Edition


@command(
    "schema",
    "",
    N_("Write JSON Schemas for editors of the YAML files."),
    example="schema --output schemas",
    options=("form", "at", "edition"),
    form=Format.JSON,
)
def schema(
    asked: Asked,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar=N_("FOLDER"), help=N_("Write one file for each YAML file here."))
    ] = None,
) -> None:
    """Write JSON Schemas for editors of the YAML files, or a table of the fields; of an edition, those that it shows."""
    from netmap.disk import write_whole
    from netmap.files.schema import schemas

    here, _ = asked.here, asked.text
    if asked.day:
        here.say(_("The fields are the same on every day."))
    found = _shown(schemas(lang=asked.lang), asked.eyes)
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in found.items():
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            write_whole(output / f"{Path(name).stem}.schema.json", text, lang=asked.lang)
        here.say(_("Written: {n} files in {folder}.").format(n=len(found), folder=output))
    elif asked.form is Format.JSON:
        here.show(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        with asked.output() as out:
            out.rows(list(_fields(found, asked.lang)), _headings(asked))


def _headings(asked: Asked) -> dict[str, str]:
    _ = asked.text
    return {"file": _("File"), "field": _("Field"), "label": _("Label"), "required": _("Required"), "meaning": _("Meaning")}


def _shown(found: Mapping[str, dict[str, Any]], edition: Edition) -> dict[str, dict[str, Any]]:
    """Return the schemas with the fields that an edition shows; files of which it shows nothing are left out."""
    from netmap.editions import shown_fields
    from netmap.files.folder import FILES

    kept = {}
    for kind, name in FILES.items():
        fields = shown_fields(kind, edition)
        if fields is None or fields:
            content = found[name]
            record = content.get("items", content)
            properties = {key: value for key, value in record["properties"].items() if fields is None or key in fields}
            required = [key for key in record.get("required", ()) if key in properties]
            record |= {"properties": properties, **({"required": required} if "required" in record else {})}
            kept[name] = content
    return kept


def _fields(found: Mapping[str, dict[str, Any]], lang: str) -> Iterator[dict[str, object]]:
    """Yield a row for each field of each file."""
    from netmap.fields import field_label
    from netmap.files.folder import FILES

    kinds = {name: kind for kind, name in FILES.items()}
    for name, content in found.items():
        record = content.get("items", content)
        for field, about in record["properties"].items():
            needed = field in record.get("required", ())
            label = field_label(kinds[name], field, lang)
            yield {"file": name, "field": field, "label": label, "required": needed, "meaning": about.get("description", "")}
