"""The test of full performance (第三十条) of a person and the day of the facts, as the law core finds it by what was on record that day."""

from datetime import date
from typing import Any

from anze.accountability.models import Concerned
from anze.duties.situation import situation
from anze.duties.world import world
from anze.law.clauses import Exemption
from anze.law.codes import STATUSES
from anze.law.question import Question
from anze.law.rules.exemption import Item, Performance, performance
from anze.people.models import Unit


def test_of(one: Concerned, today: date) -> tuple[bool, list[dict[str, Any]]]:
    """Return whether every clause's test finds full performance, and each with its sentence and every item, plain. Of no clause: False and nothing."""
    day = one.case.day
    asked = Question(day, day)
    held, known = world(asked, today), situation(asked, today)
    found = [performance(known, held.recurrence, clause, one.officer.code, asked, one.case.accident) for clause in known.pack.of(Exemption)]
    names = dict(Unit.objects.filter(code__in={item.unit for test in found for item in test.items if item.unit}).values_list("code", "name"))
    return bool(found) and all(test.exempt for test in found), [_plain(test, names) for test in found]


def _plain(test: Performance, names: dict[str, str]) -> dict[str, Any]:
    return {"rule": test.clause.id, "exempt": test.exempt, "why": test.why, "who": test.who,
            "items": [_item(item, names) for item in sorted(test.items, key=lambda item: not item.fails)]}


def _item(item: Item, names: dict[str, str]) -> dict[str, Any]:
    return {"duty": item.duty or "", "period": item.period.name if item.period else "", "unit": names.get(item.unit or "", ""), "task": item.task or "",
            "status": item.status, "words": STATUSES.get(item.status, item.status), "fails": item.fails, "acts": list(item.acts), "why": item.why}
