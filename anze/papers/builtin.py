"""The built-in texts of official documents: one file a kind under `texts/`, with the fields that may stand in it.

A line of a text is a paragraph. `# `, `## `, `### ` begin headings, `> ` a remark, `|` the row of a table (the first is its head, one of
numbers only its widths); a line of `{% … %}` goes through a list or sets a condition.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from anze.documents.official import Block, Heading, Note, Table, Text
from anze.papers.kinds import KINDS
from anze.papers.language import environment

TEXTS: Final = Path(__file__).parent / "texts"
MARKS: Final = (("### ", "3"), ("## ", "2"), ("# ", "1"), ("> ", "n"), ("|", "t"))
# Between the parts of what is rendered: characters that no value can hold (`printable`), so that no value can pose as a part.
BEGIN, AFTER, CELL = "\x01", "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind: its name in templates, what stands in it, an example; `columns` where it is a list of rows, `many` of plain texts."""

    name: str
    about: str
    example: Any
    columns: Mapping[str, str]
    many: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Builtin:
    """The built-in text of a kind. `upward`: to a superior, with the signer; `sealed`: goes out under a seal; `letter`: in the form of a letter."""

    kind: str
    title: str
    to: str
    urgency: str
    remark: str
    body: str
    upward: bool
    sealed: bool
    letter: bool
    fields: tuple[Field, ...]

    @property
    def label(self) -> str:
        """What the kind is called."""
        return KINDS[self.kind]

    def every_field(self) -> tuple[Field, ...]:
        """Return its own fields and those of every document."""
        return self.fields + common_fields()


@cache
def builtin(kind: str) -> Builtin:
    """Return the built-in text of a kind. KeyError for no kind."""
    if kind not in KINDS:
        raise KeyError(kind)
    said = tomllib.loads((TEXTS / f"{kind}.toml").read_text("utf-8"))
    return Builtin(kind, said["title"], said.get("to", ""), said.get("urgency", ""), said.get("remark", ""), said["body"].strip("\n"),
                   said.get("upward", False), said.get("sealed", True), said.get("letter", False), tuple(_field(one) for one in said.get("field", ())))


@cache
def common_fields() -> tuple[Field, ...]:
    """Return the fields of every document: what stands in 版头 and 版记."""
    return tuple(_field(one) for one in tomllib.loads((TEXTS / "common.toml").read_text("utf-8"))["field"])


def _field(said: dict[str, Any]) -> Field:
    return Field(said["name"], said["about"], said["example"], said.get("columns", {}), isinstance(said["example"], list) and "columns" not in said,
                 said.get("optional", False))


def examples(kind: str) -> dict[str, Any]:
    """Return the example of each field of a kind."""
    return {one.name: one.example for one in builtin(kind).every_field()}


def line(text: str, values: Mapping[str, Any]) -> str:
    """Return a text of one line with its fields filled in."""
    return environment(escaped=False).from_string(text).render(values).replace("\n", " ").strip()


def blocks(text: str, values: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the body that a text makes of values (plain, see `language.plain`)."""
    source = "".join(_marked(one) for one in text.split("\n") if one.strip())
    said = environment(escaped=False).from_string(source).render(values)
    made: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for part in said.split(BEGIN)[1:]:
        kind, _, words = part.partition(AFTER)
        if kind == "t":
            rows.append(tuple(cell.strip() for cell in words.split(CELL)))
            continue
        made += [*_table(rows), *_of(kind, words)]
        rows = []
    return (*made, *_table(rows))


def _marked(one: str) -> str:
    """Return a line of a text with its part marked; a line of control stays as it is."""
    if one.lstrip().startswith("{%"):
        return one.strip()
    for mark, kind in MARKS:
        if one.startswith(mark):
            words = one.removeprefix(mark)
            return f"{BEGIN}{kind}{AFTER}{words.strip('|').replace('|', CELL) if kind == 't' else words}"
    return f"{BEGIN}p{AFTER}{one}"


def _of(kind: str, words: str) -> list[Block]:
    lines = [one.strip() for one in words.split("\n") if one.strip()]
    if kind in "123":
        return [Heading(" ".join(lines), int(kind))] if lines else []
    return [Note(one) if kind == "n" else Text(one) for one in lines]


def _table(rows: list[tuple[str, ...]]) -> list[Block]:
    if not rows:
        return []
    widths: tuple[int, ...] = ()
    if len(rows) > 1 and all(cell.isdigit() for cell in rows[0]):
        widths, rows = tuple(int(cell) for cell in rows[0]), rows[1:]
    return [Table(rows[0], tuple(rows[1:]), widths)]
