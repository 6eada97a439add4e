"""How a pack is put into words: parts of sentences and tables, the same on the screen, on paper and in data."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from anze.dossiers.queries.acts import ActTold
from anze.dossiers.queries.sides import Owed
from anze.dossiers.queries.whole import Dossier
from anze.law.codes import STATUSES
from anze.law.findings import in_words

_SHOWN_AS: Final = {"late": "overdue", "untested": "none"}  # lamps have shapes of their own for what a page knows


@dataclass(frozen=True, slots=True)
class Lamp:
    """How something stands: its lamp on a page, its word everywhere."""

    lamp: str
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Link:
    """What a sentence rests on: its words, and the list (`acts`, `tasks`, …) and id by which its page is found."""

    text: str
    list: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence (one cell) or a row of a table; what it rests on; its provision and the words of that."""

    cells: tuple[str | Lamp, ...]
    links: tuple[Link, ...] = ()
    provision: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its heading: sentences first, then lines: a table where there are `heads`, the last column being what each row rests on.

    `code` names it in addresses; `empty` is said where there is no line; `bare` stands where a row rests on nothing.
    """

    title: str
    said: tuple[Line, ...] = ()
    heads: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    empty: str = ""
    bare: str = ""
    code: str = ""
    level: int = 1
    provision: str = ""
    quote: str = ""


def lamp_of(status: str | None) -> Lamp:
    """Return the lamp of a status of the law; of None: there is no such thing on that side."""
    return Lamp(_SHOWN_AS.get(status, status), STATUSES[status]) if status else Lamp("none", "无此项")


CLOCKS: Final = ("当日在案", "后来在案")  # the heads of the two columns of knowledge


def act_links(found: Dossier, then: Owed | None, since: Owed | None) -> tuple[Link, ...]:
    """Return the acts of an obligation as links, each once: those that counted on the day or count since, with what is to be said of each."""
    before, after = then.acts if then else (), since.acts if since else ()
    late = (then.late if then else frozenset()) | (since.late if since else frozenset())
    return tuple(act_link(found, code, before, late) for code in dict.fromkeys((*before, *after)) if code in found.acts)


def act_link(found: Dossier, code: str, then: Collection[str], late: Collection[str] = ()) -> Link:
    """Return an act with both clocks and its marks: backfilled, on record only after the day, taken back since."""
    act = found.acts[code]
    marks = ["补录"] if code in late else []
    return Link(act_words(act, found, marks, known_then=code in then), "acts", act.uid)


def act_words(act: ActTold, found: Dossier, marks: list[str], *, known_then: bool) -> str:
    """Return an act in words with its marks."""
    if act.recorded_on > found.day and not known_then:
        marks.append("当日尚未在案")
    if act.on_behalf:
        marks.append("代录")
    if act.withdrawn_on:
        marks.append(f"{in_words(act.withdrawn_on)}撤回")
    said, about = "，".join(marks), act.about(found.officer.code)
    return f"{act.called}{f'（{said}）' if said else ''}{f'：{about}' if about else ''}"


def twin_words(twin: int) -> str:
    """Return of which of several posts held at once something is owed, where one and the same duty is owed for each; nothing of the first."""
    return f"（同时任的第{twin + 1}个职务）" if twin else ""
