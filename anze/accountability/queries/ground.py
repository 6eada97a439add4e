"""Grounds for accountability (问责线索, 第二十五、二十八条) that the law finds in what is on record: proposals that a person weighs, never verdicts.

They are listed by unit and officer, each with its facts, provision and dates; nobody is ranked, and nothing is added up by person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from anze.access.rights import Rights
from anze.accountability.models import GroundNote
from anze.accountability.queries.found import Found, found_in
from anze.accountability.queries.missed import missed_duties
from anze.duties.sources import Told, told
from anze.duties.world import world
from anze.law.codes import POSTS
from anze.law.index import FactIndex
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.people.models import Unit

MISSED: Final = "25.1"
HANDED: Final = "handed"  # what a ground is filed under that names no provision
RULES: Final[Mapping[str, str]] = {MISSED: "职责任务逾期未完成", "25.3": "迟报事故", "25.4": "事故调查报告认定的地区", "25.5": "一年内被约谈达到次数",
                                   "28.p4": "同一任期内再次被追究", HANDED: "约谈移交"}
VIEWS: Final = {"open": "待研究", "noted": "不立案的"}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody whom a ground is about, by the post held on the day of the facts."""

    code: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as it is shown: where, whom it is about, since when, the facts one by one, the things it rests on.

    `note`: how it was weighed, if it was; `more`: whether facts came to it since.
    """

    found: Found
    unit: Unit
    people: tuple[Who, ...]
    links: tuple[Told, ...]
    note: GroundNote | None
    more: bool

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return self.found.key

    @property
    def filed(self) -> str:
        """Under which of `RULES` it stands."""
        return self.found.rule or HANDED

    @property
    def label(self) -> str:
        """The provision in words."""
        return provision_label(self.found.rule) if self.found.rule else RULES[HANDED]

    @property
    def title(self) -> str:
        """What kind of ground it is, in short."""
        return RULES[self.filed]

    @property
    def waits(self) -> bool:
        """Say whether it waits to be weighed: nobody did, or more came to it."""
        return self.note is None or self.more

    @property
    def why(self) -> str:
        """What it says, in a sentence, with the names of those it is about."""
        people = "、".join(f"{one.name}（{one.title}）" for one in self.people)
        return f"{self.label}：{self.found.text}。{f'涉及{people}。' if people else ''}是否应当问责，由有权机关认定。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to, as the address says it; an empty field does not narrow."""

    unit: Unit | None = None
    rule: str = ""
    year: int = 0
    view: str = "open"

    @property
    def any(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.unit or self.rule or self.year)


def wanted_in(query: Mapping[str, str], rights: Rights) -> Wanted:
    """Return the filters of an address; what is none of the choices, or out of reach, counts as not given."""
    said = {name: str(value).replace("\x00", "").strip() for name, value in query.items()}
    unit = Unit.objects.filter(rights.reach("ground.view").of_units(), code=said["unit"]).first() if said.get("unit") else None
    rule, view = said.get("rule", ""), said.get("view", "")
    return Wanted(unit, rule if rule in RULES else "", year_in(said.get("year", "")), view if view in VIEWS else "open")


def year_in(text: str) -> int:
    """Return the year that is written; 0 for what is none."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else 0


def grounds(rights: Rights, asked: Question, today: date, wanted: Wanted = Wanted()) -> list[Ground]:
    """Return the grounds in reach that fit the filters, in the order of units and people, then by day: never by how many there are of anybody. Missed
    duties, which are mere candidates, stand after the others."""
    found = (one for one in _every(rights, asked, today, wanted) if one.waits == (wanted.view == "open"))
    return sorted(found, key=lambda one: (one.filed == MISSED, one.unit.path, [who.code for who in one.people], one.found.on, one.key))


def _every(rights: Rights, asked: Question, today: date, wanted: Wanted) -> list[Ground]:
    reach = rights.reach("ground.view")
    seen = {unit.code: unit for unit in Unit.objects.filter(reach.of_units())}
    every = [*(found_in(asked, today) if wanted.rule != MISSED else ()),
             *(missed_duties(reach, asked, today) if wanted.rule in {"", MISSED} else ())]
    chosen = [one for one in every if one.unit in seen and _fits(one, seen[one.unit], wanted)]
    notes = {note.key: note for note in GroundNote.objects.on_record(min(asked.known_at, today)).select_related("recorded_by", "unit")}
    return _shown(chosen, seen, notes, rights, world(asked, today).index)


def _fits(one: Found, unit: Unit, wanted: Wanted) -> bool:
    return ((wanted.unit is None or unit.path.startswith(wanted.unit.path)) and wanted.rule in {"", one.rule or HANDED}
            and wanted.year in {0, one.year})


def _shown(chosen: Iterable[Found], units: Mapping[str, Unit], notes: Mapping[str, GroundNote], rights: Rights, index: FactIndex) -> list[Ground]:
    chosen = list(chosen)
    names: dict[str, dict[str, Told]] = {}
    for name in {one.name for one in chosen if one.name}:
        names[name] = told(name, sorted({thing for one in chosen if one.name == name for thing in one.things}), rights)
    shown = []
    for one in chosen:
        links = tuple(names[one.name][thing] for thing in one.things if thing in names[one.name]) if one.name else ()
        named = replace(one, text=_named(one, names.get(one.name, {})))
        note = notes.get(one.key)
        shown.append(Ground(named, units[one.unit], _people(index, one), links, note, note is not None and not set(one.items) <= set(note.told["items"])))
    return shown


def _named(one: Found, names: Mapping[str, Told]) -> str:
    text = one.text
    for thing in one.things:
        text = text.replace(thing, names[thing].label if thing in names else "所辖范围以外的事项")
    return text


def _people(index: FactIndex, one: Found) -> tuple[Who, ...]:
    tree = index.tree
    found = []
    for officer in one.officers:
        held = [tenure for tenure in index.tenures_of.get(officer, ()) if tenure.holds_on(one.day)] or index.tenures_of.get(officer, ())[-1:]
        posts = "、".join(dict.fromkeys(f"{tree.name(tenure.unit)}{POSTS[tenure.post]}" for tenure in held))
        found.append(Who(officer, index.names.get(officer, officer), posts or "当日没有任职"))
    return tuple(found)


def ground_of(key: str, rights: Rights, asked: Question, today: date) -> Ground | None:
    """Return the ground of a key as it stands by both clocks, weighed or not; None where there is none in reach."""
    rule = key.split("~", maxsplit=1)[0]
    return next((one for one in _every(rights, asked, today, Wanted(rule=rule)) if one.key == key), None) if rule in RULES else None
