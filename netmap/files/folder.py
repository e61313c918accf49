"""A landscape as a folder of YAML files: `landscape.yaml` with its settings, and one file for each kind of record.

Reading gives all problems of all files at once. Writing is exact and stable: the same landscape gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode

from netmap.disk import DiskError, encoded, replace_all, sentence
from netmap.errors import DataError, Problem
from netmap.files import disk, flaws, refusals, strict_yaml, yaml_text
from netmap.identifiers import GENERATED, generated_id, slug
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import KINDS, Record, Settings

FILES: Mapping[str, str] = MappingProxyType(
    {
        "landscape": "landscape.yaml",
        "term": "vocabulary.yaml",
        "district": "districts.yaml",
        "actor": "actors.yaml",
        "cooperation": "cooperations.yaml",
        "forum": "forums.yaml",
        "membership": "memberships.yaml",
        "offer": "offers.yaml",
        "need": "needs.yaml",
        "inventory": "inventories.yaml",
        "survey": "surveys.yaml",
        "expectation": "expectations.yaml",
        "answer": "answers.yaml",
        "gap_note": "notes.yaml",
        "snapshot": "snapshots.yaml",
        "mapping": "mappings.yaml",
        "position": "layout.yaml",
        "scene": "scenes.yaml",
        "query": "queries.yaml",
        "decision": "decisions.yaml",
    }
)
"""The file of each kind of record, in the order of reading and writing."""

_TYPED: Mapping[str, Sequence[str]] = {"term": ("attributes", "fields")}


@dataclass(frozen=True)
class Place:
    """Say where a record was read: its file, its first line, and the line of each field."""

    file: str
    line: int
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Hold what a folder gave: the records that could be read, the place of each by id, and all problems.

    `places` knows the records that were refused, too: a reference to one of them is not dangling.
    """

    landscape: Landscape
    places: Mapping[str, Place]
    problems: tuple[Problem, ...]


@dataclass
class _Raw:
    """Be a record on its way from its file into the landscape: `record` is None as long as the model has not seen it.

    `refused` names the fields of which the reader has said already what is wrong.
    """

    kind: str
    place: Place
    given: dict[str, Any]
    node: MappingNode | None
    refused: frozenset[str]
    record: Record | None = None

    @property
    def id(self) -> str:
        """Return the id given, empty where it is none."""
        record_id = self.given.get("id")
        return record_id if isinstance(record_id, str) else ""


def read_folder(folder: Path, *, lang: str = "de") -> Reading:
    r"""Read a landscape from its folder.

    What is wrong with single records is collected in `problems`, and does not hide the others. Raise DataError, with all
    problems found, where the folder or one of its files cannot be read at all.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     _ = Path(name, "landscape.yaml").write_text("id: city\nname: City\n")
    ...     _ = Path(name, "actors.yaml").write_text("- id: vhs\n  nmae: VHS\n")
    ...     reading = read_folder(Path(name), lang="en")
    >>> for problem in reading.problems:
    ...     print(problem)
    actors.yaml:1: the field “name” is missing. Add a line “name: …”.
    actors.yaml:2: the field “nmae” is unknown. Did you mean “name”?
    """
    names = disk.listed(folder, lang=lang)
    if FILES["landscape"] not in names:
        _ = translator(lang)
        raise DataError(_("{folder} holds no landscape: the file landscape.yaml is missing.").format(folder=folder))
    problems = list(_unknown_files(names, lang))
    raws: list[_Raw] = []
    for kind, name in FILES.items():
        if name in names:
            raws += _raws(kind, folder / name, problems, lang)
    if any(problem.code in flaws.OF_FILES for problem in problems):
        raise _unreadable(folder, problems, lang)
    _name_the_nameless(raws, problems, lang)
    places = _places(raws, problems, lang)
    records = [raw.record for raw in raws if raw.record is not None]
    settings = next((one for one in records if isinstance(one, Settings)), None) or _stand_in(folder)
    return Reading(Landscape(settings, records), places, tuple(sorted(problems)))


def _unreadable(folder: Path, problems: list[Problem], lang: str) -> DataError:
    _ = translator(lang)
    return DataError(_("{folder} cannot be read.").format(folder=folder), sorted(problems))


def _unknown_files(names: Iterable[str], lang: str) -> Iterator[Problem]:
    _ = translator(lang)
    for name in sorted(names):
        if name.lower().endswith((".yaml", ".yml")) and name not in FILES.values():
            near = get_close_matches(name.lower().replace(".yml", ".yaml"), FILES.values(), n=1, cutoff=0.5)
            mend = refusals.did_you_mean(near[0], lang) if near else _("Give it another ending, or remove it.")
            what = _("no landscape has a file of this name, nothing was read from it")
            yield Problem(name, 0, "unknown_file", "error", "", what, mend=mend)


def _raws(kind: str, path: Path, problems: list[Problem], lang: str) -> Iterator[_Raw]:
    """Yield a file's records; landscape.yaml is one record, the other files are lists of them.

    The nodes of a record that has its id are let go at once: those of a large folder take a gigabyte.
    """
    found: list[strict_yaml.Flaw] = []
    for node in _nodes(kind, path, found):
        refused: set[str] = set()
        given, lines = strict_yaml.record(node, found, typed=_TYPED.get(kind, ("attributes",)), refused=refused)
        raw = _Raw(kind, Place(path.name, strict_yaml.line(node), lines), given, node, frozenset(refused))
        if "id" in given or kind not in GENERATED:
            _validate(raw, problems, lang)
        yield raw
    problems.extend(flaws.problem(flaw, path.name, lang=lang) for flaw in found)


def _nodes(kind: str, path: Path, found: list[strict_yaml.Flaw]) -> list[MappingNode]:
    try:
        root = strict_yaml.load(disk.content(path))
    except strict_yaml.FlawError as error:
        found.append(error.flaw)
        return []
    if kind != "landscape":
        return strict_yaml.items(root, found)
    if isinstance(root, MappingNode):
        return [root]
    found.append(strict_yaml.Flaw("not_settings", strict_yaml.line(root) if root else 1))
    return []


def _name_the_nameless(raws: Sequence[_Raw], problems: list[Problem], lang: str) -> None:
    """Give an id to each tie, membership, need ... without one, in order of appearance; ids that were given win."""
    taken = {raw.id for raw in raws}
    numbers: dict[str, int] = {}
    for raw in raws:
        if raw.node is not None:
            raw.given["id"] = generated_id(raw.kind, raw.given, taken, numbers=numbers)
            taken.add(raw.id)
            _validate(raw, problems, lang)


def _validate(raw: _Raw, problems: list[Problem], lang: str) -> None:
    """Let the model see a record, and keep of what was given only the id."""
    node, given = raw.node, raw.given
    raw.node, raw.given = None, {"id": given["id"]} if "id" in given else {}
    if "version" in given:
        problems.append(_version(raw, lang))
        del given["version"]
    try:
        raw.record = KINDS[raw.kind].model_validate(given)
    except ValidationError as error:
        refused = refusals.of_record(
            error,
            KINDS[raw.kind],
            place=raw.place.file,
            line_of=lambda path: strict_yaml.line_of(node, path) if node else raw.place.line,
            record=raw.id,
            known=raw.refused,
            lang=lang,
        )
        problems.extend(refused)


def _places(raws: Sequence[_Raw], problems: list[Problem], lang: str) -> dict[str, Place]:
    """Return the place of each id, and note down the ids that are in use already."""
    places: dict[str, Place] = {}
    for raw in raws:
        if raw.id in places:
            problems.append(_taken(raw, places[raw.id], lang))
        elif raw.id:
            places[raw.id] = raw.place
    return places


def _taken(raw: _Raw, first: Place, lang: str) -> Problem:
    _ = translator(lang)
    record_id = raw.id
    what = _("the id “{id}” is already in use in {file}:{line}").format(id=record_id, file=first.file, line=first.line)
    mend = _("Ids are unique over all kinds: give one of the two another id.")
    line = raw.place.fields.get("id", raw.place.line)
    return Problem(raw.place.file, line, "duplicate_id", "error", "id", what, mend=mend, record=record_id)


def _version(raw: _Raw, lang: str) -> Problem:
    _ = translator(lang)
    what, mend = _("“version” belongs to a store, not to a folder"), _("Remove this line.")
    line, record_id = raw.place.fields["version"], raw.id
    return Problem(raw.place.file, line, "unknown_field", "error", "version", what, mend=mend, record=record_id)


def _stand_in(folder: Path) -> Settings:
    """Stand in for settings that were refused, so that the other records can be checked all the same."""
    return Settings(id=slug(folder.name, fallback="landscape"), name=folder.name or "landscape")


# --------------------------------------------------------------------------------------------------------------- writing


def write_folder(landscape: Landscape, folder: Path, *, lang: str = "de") -> list[Path]:
    """Write a landscape to a folder and return the files written.

    Files of kinds without a record are removed; files that are no landscape's, such as a README, are left alone. All files
    are written beside the old ones first and then put in their place: a full disk leaves the folder as it was. Raise
    DiskError where it cannot be written.
    """
    contents = {FILES[kind]: encoded(text, lang=lang) for kind, text in _texts(landscape)}
    replace_all(folder, contents, lang=lang)
    for name in set(FILES.values()) - contents.keys():
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise DiskError(sentence(error, folder / name, lang=lang)) from error
    return [folder / name for name in contents]


def _texts(landscape: Landscape) -> Iterator[tuple[str, str]]:
    yield "landscape", yaml_text.text_of_one(landscape.settings)
    for kind in FILES:
        records = landscape.table(KINDS[kind])
        if kind != "landscape" and records:
            yield kind, yaml_text.text_of(records[record_id] for record_id in sorted(records))
