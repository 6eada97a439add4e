"""What else of the record a person answers for: tasks from superiors (第十七条) and standing duties, as the law finds them; counted, and behind each number
what it counts. The full-performance test looks at the same (第三十条)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.access.rights import Reach, Rights
from anze.duties.situation import situation
from anze.duties.sources import told
from anze.law.facts import Tenure
from anze.law.findings import Finding
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.cycle import tasks
from anze.law.rules.standing import standing
from anze.people.models import Unit
from anze.vetting.codes import STANDING, TASKS

_LAMP_OF = {status: lamp for lamp, (_, statuses) in TASKS.items() for status in statuses}


@dataclass(frozen=True, slots=True)
class Behind:
    """One of what a number counts: its name with its page (empty where the reader may not open it), the sentence of the law, its provision."""

    name: str
    address: str
    why: str
    provision: str
    lamp: str


def units_of(reach: Reach) -> frozenset[str]:
    """Return the codes of the units in reach."""
    return frozenset(Unit.objects.filter(reach.of_units()).values_list("code", flat=True))


def tasks_of(known: Known, officers: Collection[str], within: frozenset[str]) -> dict[str, list[Finding]]:
    """Return the tasks of each officer (code), as the law finds them, but for those that fell due while all posts held were out of reach."""
    wanted, found = frozenset(officers), defaultdict[str, list[Finding]](list)
    for one in sorted(tasks(known), key=lambda task: (task["due"], task["task"])):
        if one["officer"] in wanted and _in_reach(known.index.tenures_of.get(one["officer"], ()), date.fromisoformat(one["due"]), within):
            found[one["officer"]].append(one)
    return found


def _in_reach(held: Iterable[Tenure], due: date, within: frozenset[str]) -> bool:
    """Say whether a task of that day is heard of: by the posts held on it; where there were none, by the last before it."""
    begun = [one for one in held if one.start <= due]
    then = [one for one in begun if one.holds_on(due)] or sorted(begun, key=lambda one: one.end or date.max)[-1:]
    return any(one.unit in within for one in then)


def counted_tasks(found: Iterable[Finding]) -> list[dict[str, int]]:
    """Return tasks counted by the year in which they fall due."""
    years = defaultdict[int, Counter[str]](Counter)
    for one in found:
        years[date.fromisoformat(one["due"]).year][_LAMP_OF[one["status"]]] += 1
    return [{"year": year, **{lamp: years[year][lamp] for lamp in TASKS}} for year in sorted(years)]


def standing_of(known: Known, officers: Collection[str], within: frozenset[str]) -> dict[str, list[Finding]]:
    """Return the standing duties of each officer (code) in the posts held on the day in units in reach."""
    found = defaultdict[str, list[Finding]](list)
    for one in sorted(standing(known, frozenset(officers)), key=lambda duty: (duty["duty"], duty["unit"])):
        if one["unit"] in within:
            found[one["officer"]].append(one)
    return found


def counted_standing(found: Iterable[Finding]) -> dict[str, int]:
    """Return standing duties counted by how they stand."""
    counts = Counter(one["status"] for one in found)
    return {status: counts[status] for status in STANDING if counts[status]}


def tasks_behind(asked: Question, today: date, reach: Reach, officer: str, rights: Rights, *, year: int, lamp: str) -> list[Behind]:
    """Return the tasks behind a number, by the name that the reader may see; in general words where he may not."""
    known = situation(asked, today)
    found = [one for one in tasks_of(known, [officer], units_of(reach))[officer]
             if date.fromisoformat(one["due"]).year == year and _LAMP_OF[one["status"]] == lamp]
    named = told("tasks", [one["task"] for one in found], rights) if found else {}
    return [_task(one, named, known.person(officer)) for one in found]


def _task(one: Finding, named: Mapping[str, Any], person: str) -> Behind:
    name = named.get(one["task"])
    why = one["why"].partition("：")[2].removeprefix(f"{person}的督办事项{one['task']}")
    return Behind(name.label if name else "上级部署的事项", name.address if name else "", why, one["rule"], one["status"])


def standing_behind(asked: Question, today: date, reach: Reach, officer: str, status: str) -> list[Behind]:
    """Return the standing duties behind a number."""
    known = situation(asked, today)
    found = standing_of(known, [officer], units_of(reach))[officer]
    whys = {one["duty"] + one["unit"]: one["why"].partition("：")[2].removeprefix(known.person(officer)) for one in found}
    return [Behind(known.tree.name(one["unit"]), "", whys[one["duty"] + one["unit"]], one["duty"], status) for one in found if one["status"] == status]
