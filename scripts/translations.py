"""Bring the German catalogue up to date: extract the code's texts, merge translations, compile.

Usage: python scripts/translations.py [PART.po ...]; each part is a catalogue whose translations fill what is open.
Texts that the code no longer has leave the catalogue. Exit code 1 when a text is left without its translation.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "netmap"
CATALOGUE = PACKAGE / "locale/de/LC_MESSAGES/netmap.po"
TYPERS = (
    "Arguments", "Commands", "Options", "Usage: ", "Show this message and exit.", "Missing command.", "required",
    "(dynamic)", "No such command {name!r}.", "default: {default}", "env var: {var}",
    "[required]", "[default: {}]", "[env var: {}]",
)  # fmt: skip
"""What typer itself says, which the command line has translated from our catalogue."""
TEMPLATES = {".html", ".jinja", ".j2"}
KEYWORDS = {"_": None, "N_": None, "text": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]\w*)[^{}]*\}|%\((\w+)\)|%[sd]")
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)

Text = str | tuple[str, ...]
"""One text, or its singular and plural."""


def marked(code: str) -> Iterator[Text]:
    """Yield the literal texts of `_("...")`, `N_("...")`, `translator(lang)("...")` and `ngettext("...", "...", n)`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and (name := keyword(node.func)):
            texts = tuple(text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str))
            if texts:
                yield texts[:2] if name == "ngettext" else texts[0]


def keyword(function: ast.expr) -> str:
    """Return by which keyword a called expression marks a text; empty where it marks none."""
    if isinstance(function, ast.Call):
        return "_" if ast.unparse(function.func) == "translator" else ""
    name = ast.unparse(function).rpartition(".")[2]
    return name if name in KEYWORDS else ""


def extracted() -> dict[Text, set[str]]:
    """Return the texts that the package's code and templates mark for translation, each with the files that have it."""
    texts: dict[Text, set[str]] = {text: {"typer"} for text in TYPERS}
    for path in sorted(PACKAGE.rglob("*")):
        found: Iterable[Text] = ()
        if path.suffix == ".py":
            found = marked(path.read_text(encoding="utf-8"))
        elif path.suffix in TEMPLATES:
            with path.open("rb") as file:
                found = [
                    text if isinstance(text, str) else tuple(text) for _line, text, *_ in extract("jinja2", file, KEYWORDS)
                ]
        for text in found:
            texts.setdefault(text, set()).add(path.relative_to(ROOT).as_posix())
    return texts


def read(path: Path) -> Catalog:
    """Read a catalogue; an empty one where there is no such file."""
    if not path.exists():
        return Catalog(locale="de")
    with path.open("rb") as file:
        return read_po(file, locale="de")


def updated(texts: Iterable[Text], sources: Iterable[Catalog]) -> Catalog:
    """Return a catalogue of exactly these texts, sorted, each with the first translation that a source has for it."""
    sources = list(sources)
    result = Catalog(locale="de")
    for text in sorted(texts, key=str):
        messages = (translation(source, text) for source in sources)
        result.add(text, next((message.string for message in messages if message is not None), None))
    return result


def translation(catalogue: Catalog, text: Text) -> Message | None:
    """Return the message that translates a text: all of its forms, and none that a tool only guessed; else None."""
    message = catalogue.get(text if isinstance(text, str) else text[0])
    if message is None or message.fuzzy:
        return None
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message if all(forms) else None


def placeholders(text: str | Iterable[str]) -> set[str]:
    """Return the names that a text, in any of its forms, has filled in: `{n} actors` gives `n`."""
    forms = [text] if isinstance(text, str) else text
    return {match.group(1) or match.group(2) or match.group(0) for form in forms for match in PLACEHOLDER.finditer(form)}


def po_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue as text, without the dates and program names that would change on every run."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, no_location=True, omit_header=True)
    head = '# The German texts of netmap.\nmsgid ""\nmsgstr ""\n' + "".join(
        f'"{name}: {value}\\n"\n' for name, value in stable_headers(catalogue)
    )
    return head.encode() + b"\n" + buffer.getvalue()


def stable_headers(catalogue: Catalog) -> list[tuple[str, str]]:
    """Return the headers that gettext reads."""
    wanted = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    return [(name, value) for name, value in catalogue.mime_headers if name in wanted]


def mo_bytes(catalogue: bytes) -> bytes:
    """Compile a catalogue's text into what the program reads; the same bytes from the same text, whenever it is done."""
    compiled = read_po(BytesIO(catalogue), locale="de")
    compiled.creation_date = compiled.revision_date = NO_DATE
    buffer = BytesIO()
    write_mo(buffer, compiled)
    return buffer.getvalue()


def main(parts: Iterable[str]) -> int:
    """Write the catalogue and its compiled form; say what has no translation yet."""
    texts = extracted()
    catalogue = updated(texts, [read(CATALOGUE), *(read(Path(part)) for part in parts)])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(po_bytes(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(mo_bytes(CATALOGUE.read_bytes()))
    missing = [text for text in texts if translation(catalogue, text) is None]
    for text in sorted(missing, key=str):
        print(f"{', '.join(sorted(texts[text]))}: not translated: {text!r}", file=sys.stderr)
    print(f"{len(texts)} texts, {len(missing)} without a translation", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
