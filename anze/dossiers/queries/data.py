"""A pack for machines: the same facts as JSON, every date as 2026-05-01, what was known on the day beside what is known since."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from anze.dossiers.queries.acts import ActTold
from anze.dossiers.queries.differences import differences_part
from anze.dossiers.queries.parts import Line
from anze.dossiers.queries.performed import told_why
from anze.dossiers.queries.sides import Owed, Side
from anze.dossiers.queries.whole import Dossier
from anze.duties.sources import letter_id
from anze.law.facts import Task
from anze.law.rules.exemption import Performance
from anze.people.models import Tenure


def data_of(found: Dossier) -> dict[str, Any]:
    """Return what each file of `data/` says, by its name."""
    return {name: plain(make(found)) for name, make in FILES.items()}


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def _asked(found: Dossier) -> dict[str, Any]:
    pack = found.since.known.pack
    return asdict(found.asked) | {"name": found.name, "pack": pack.id, "effective_from": pack.effective_from, "parameters": dict(pack.values)}


def _tenures(found: Dossier) -> list[dict[str, Any]]:
    return [_tenure(one) for one in found.registered]


def _tenure(one: Tenure) -> dict[str, Any]:
    return {"unit": one.unit.code, "unit_name": one.unit.name, "post": one.post, "title": one.title, "from": one.start, "to": one.end, "acting": one.acting,
            "party_committee_member": one.party_committee_member, "recorded_at": one.recorded_at.isoformat(),
            "struck_at": one.struck_at.isoformat() if one.struck_at else None, "struck_reason": one.struck_reason}


def _both(found: Dossier, of: Callable[[Side], list[dict[str, Any]]]) -> dict[str, Any]:
    return {"then": of(found.then), "since": of(found.since)}


def _leadership(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [asdict(one) for some in side.leadership().values() for one in some])


def _duties(found: Dossier) -> list[dict[str, Any]]:
    return [{"duty": one.duty.id, "unit": one.unit, "period": one.period.name, "first": one.period.first, "last": one.period.last,
             "required": one.duty.at_least, "what": one.duty.what, "then": _owed(then), "since": _owed(since)}
            for then, since in found.rows if (one := then or since)]


def _owed(one: Owed | None) -> dict[str, Any] | None:
    return {"status": one.status, "done": one.done, "acts": one.acts, "late": sorted(one.late)} if one else None


def _acts(found: Dossier) -> dict[str, Any]:
    return {code: _act(one) for code, one in sorted(found.acts.items())}


def _act(one: ActTold) -> dict[str, Any]:
    return asdict(one) | {"files": [asdict(file) | {"path": file.path} for file in one.files]}


def _standing(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: list(side.standing.values()))


def _tasks(found: Dossier) -> dict[str, Any]:
    return {name: [_task(found, side, one) for pair in found.task_pairs if (one := pair[place])]
            for place, (name, side) in enumerate((("then", found.then), ("since", found.since)))}


def _task(found: Dossier, side: Side, one: Task) -> dict[str, Any]:
    known = found.background(side, "tasks", one.id)
    return asdict(one) | {"status": side.task_status(one), "done_on": side.done_on(one), "assigned_on": known.assigned_on,
                          "assigned_recorded_on": known.assigned_recorded_on, "origin": known.origin}


def _interviews(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [asdict(one) for one in side.interviews.values()]) | {"later": list(map(asdict, found.since.interviews_later.values()))}


def _letters(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [asdict(one) | {"recorded_on": found.background(side, "letters", letter_id(
        one.superior, one.subordinate, one.side, one.year)).recorded_on} for one in side.letters.values()])


def _assessments(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [asdict(one) for one in side.assessments.values()])


def _measures(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [asdict(one) for one in side.measures] if found.may_know_measures else [])


def _exemption(found: Dossier) -> dict[str, Any]:
    return _both(found, lambda side: [_test(found, one) for one in side.performance])


def _test(found: Dossier, one: Performance) -> dict[str, Any]:
    return {"rule": one.clause.id, "quote": one.clause.quote, "who": one.who, "from": one.since, "why": told_why(found, one), "tested": len(one.tested),
            "items": [item.plain() | {"fails": item.fails, "acts": item.acts, "why": item.why} for item in one.items]}


def _since(found: Dossier) -> list[dict[str, Any]]:
    return [_line(line) for line in differences_part(found).lines]


def _line(line: Line) -> dict[str, Any]:
    return {"text": str(line.cells[0]), "rests_on": [{"list": one.list, "id": one.id} for one in line.links], "rule": line.provision}


FILES: Final[dict[str, Callable[[Dossier], Any]]] = {
    "asked": _asked, "tenures": _tenures, "leadership": _leadership, "duties": _duties, "acts": _acts, "standing": _standing, "tasks": _tasks,
    "interviews": _interviews, "letters": _letters, "assessments": _assessments, "measures": _measures, "exemption": _exemption, "since": _since,
}
