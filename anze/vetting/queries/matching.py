"""The lines of a list matched against the register: one person a line, told apart by unit and post where several bear a name."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from anze.access.rights import Reach
from anze.law.codes import POSTS
from anze.people.models import Officer, Tenure, Unit
from anze.vetting.queries.lines import Line, squeezed

NOBODY: Final = ("名册里没有的：请核对姓名；确有其人的，请安委办在“名册”登记任职后再查；不在本范围任职过的，请上一级组织部门查；"
                 "不查的，删去那一行。")
NAMELESS: Final = "没有姓名的：请补上姓名或者人员编号；不查的，删去那一行。"
GROUP: Final = re.compile(r"(党政领导班子|领导班子|班子)$")
SHOWN: Final = 12  # candidates of a line that are offered


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a line may mean: the code, what tells him apart; `units` and `said` are what a hint may name."""

    code: str
    label: str
    units: frozenset[str] = frozenset()
    said: str = ""


@dataclass(slots=True)
class Matched:
    """A line with whom it means: `subject` once that is clear; `candidates` to choose from where it is not, with what is in `doubt`; `fault` where there
    is nobody, in a few words, and what is to be done in `remedy`, which is the same for all lines of a kind."""

    line: Line
    subject: Officer | Unit | None = None
    candidates: list[Candidate] = field(default_factory=list)
    fault: str = ""
    doubt: str = ""
    remedy: str = ""


def matched(lines: Sequence[Line], reach: Reach, where: str, *, groups: bool, picks: Mapping[int, str] | None = None) -> list[Matched]:
    """Match each line against officers in reach, and where `groups` may be asked about against units. `where`: how the reach is called;
    `picks`: whom somebody chose for a line (its number → code). Whose code is given is found by it, whatever unit and post the line says, if he bears
    the name. Nobody is guessed: two of one name, and a code of another name, are asked about."""
    officers = _officers(lines, reach)
    units = {one.name: one for one in Unit.objects.filter(reach.of_units(), closed_on=None).order_by("-path")}
    tenures = _tenures([one for rows in officers.values() for one in rows])
    found = [_one(line, officers, units, tenures, where, groups, (picks or {}).get(line.number, "")) for line in lines]
    _refuse_twice(found)
    return found


def _officers(lines: Sequence[Line], reach: Reach) -> dict[str, list[Officer]]:
    spelt = [one for line in lines for one in (line, line.joined) if one]
    names = {name for one in spelt for name in (one.name, one.given, one.name.replace("·", "•"))}
    wanted = {line.code for line in lines if line.code} | {code for line in lines if not line.code for code in _as_code(line.name)}
    found: dict[str, list[Officer]] = defaultdict(list)
    for one in Officer.objects.filter(reach.of_officers(), Q(name__in=names) | Q(code__in=wanted)).order_by("code"):
        found[squeezed(one.name)].append(one)
        if one.code in wanted:
            found[_by_code(one.code)].append(one)
    return found


def _as_code(name: str) -> tuple[str, ...]:
    """Return the codes that somebody may mean who writes one in place of a name."""
    return (name, name.lower(), name.upper()) if name.isascii() else ()


def _by_code(code: str) -> str:
    return f"编号 {code}"  # no name: names are without white space


def _tenures(officers: Sequence[Officer]) -> dict[int, list[Tenure]]:
    found: dict[int, list[Tenure]] = defaultdict(list)
    rows = Tenure.objects.current().filter(officer__in=[one.pk for one in officers]).select_related("unit", "unit__parent").order_by("-end", "-start", "pk")
    for one in sorted(rows, key=lambda row: (row.end is not None, -row.start.toordinal())):
        found[one.officer_id].append(one)
    return found


def _one(line: Line, officers: Mapping[str, list[Officer]], units: Mapping[str, Unit], tenures: Mapping[int, list[Tenure]], where: str, groups: bool,
         pick: str) -> Matched:
    if line.joined and officers.get(line.joined.name):
        line = line.joined
    if not line.code and not officers.get(line.name):
        bare = list({one.code: one for code in _as_code(line.name) for one in officers.get(_by_code(code), ())}.values())
        if len(bare) == 1:
            return Matched(line, bare[0])
    named, coded = officers.get(line.name, []), officers.get(_by_code(line.code), []) if line.code else []
    people = [*(one for one in coded if one not in named), *named]
    candidates = {one.code: _candidate(one, tenures.get(one.pk, [])) for one in people}
    if line.code:
        fitting = [one for one in coded if one in named]
    else:
        fitting = [one for one in named if all(hint.lower() == one.code.lower() or _fits(candidates[one.code], hint, units) for hint in line.hints)]
    chosen = [one for one in people if one.code == pick] if pick else fitting
    if len(chosen) == 1:
        return Matched(line, chosen[0])
    if people:
        several = (fitting if len(fitting) > 1 else people)[:SHOWN]
        return Matched(line, candidates=[candidates[one.code] for one in several], doubt=_doubt(line, coded, len(several), where))
    return _no_officer(line, units, where, groups)


def _no_officer(line: Line, units: Mapping[str, Unit], where: str, groups: bool) -> Matched:
    """Match a line that names no officer: with a leading group, or with nobody."""
    if not line.name:
        return Matched(line, fault=f"第 {line.number} 行没有姓名，也没有人员编号。", remedy=NAMELESS)
    unit = units.get(GROUP.sub("", line.name))
    if unit is not None and groups:
        return Matched(line, unit)
    if unit is not None:
        return Matched(line, fault=f"第 {line.number} 行“{line.called}”是单位。", remedy="领导班子只在评优评先、表彰奖励时查：请改用途，或者写人名。")
    return Matched(line, fault=f"第 {line.number} 行“{line.called}”：{where}范围的名册里没有这个人。", remedy=NOBODY)


def _doubt(line: Line, coded: Sequence[Officer], several: int, where: str) -> str:
    if line.code:
        return f"写的编号 {line.code} 在名册里是“{coded[0].name}”" if coded else f"写的编号 {line.code} 不在{where}范围的名册里"
    return f"有 {several} 个同名的人" if several > 1 else "所写的单位、职务与名册不同"


def _candidate(officer: Officer, tenures: Sequence[Tenure]) -> Candidate:
    held = [f"{one.in_full}{'' if one.end is None else f'，至{one.end.year}年{one.end.month}月'}" for one in tenures]
    said = " ".join(f"{POSTS[one.post]} {one.title}" for one in tenures)
    return Candidate(officer.code, f"{officer.name}，{'；'.join(held[:3]) or '没有任职登记'}（编号 {officer.code}）",
                     frozenset(one.unit.name for one in tenures), said)


def _fits(candidate: Candidate, hint: str, units: Mapping[str, Unit]) -> bool:
    """Say whether a hint names a unit of his, the last of several (英德市望埠镇), and apart from units nothing but a post of his."""
    named = [name for name in units if name in hint]
    rest = hint
    for name in sorted(named, key=len, reverse=True):
        rest = rest.replace(name, "")
    last = max(named, key=lambda name: (hint.rindex(name) + len(name), len(name)), default="")
    return (not last or last in candidate.units) and rest in candidate.said


def _refuse_twice(found: Sequence[Matched]) -> None:
    first: dict[str, int] = {}
    for one in found:
        if one.subject is None:
            continue
        key = f"{type(one.subject).__name__} {one.subject.code}"
        if key in first:
            same = "人" if isinstance(one.subject, Officer) else "单位"
            one.fault = f"第 {one.line.number} 行“{one.line.called}”与第 {first[key]} 行是同一{same}。请删去一行。"
        first.setdefault(key, one.line.number)
