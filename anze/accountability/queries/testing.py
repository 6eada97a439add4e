"""The test of full performance (第三十条) of a person and the day of the facts, as the law core finds it by what was on record that day, told in words as an
evidence pack of that day tells it: to be kept with the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.access.rights import Rights
from anze.accountability.models import Concerned
from anze.duties.backgrounds import Background, backgrounds
from anze.duties.queries.performing import assigned_words, due_words, duty_words, performed, task_words
from anze.duties.situation import situation
from anze.duties.sources import Told, told
from anze.duties.world import world
from anze.law.codes import STATUSES
from anze.law.facts import Task
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.exemption import Item, Performance


@dataclass(frozen=True, slots=True)
class _Words:
    """How items are called: tasks as whoever has the test made may see them."""

    known: Known
    tasks: Mapping[str, Task]
    named: Mapping[str, Told]
    grounds: Mapping[str, Background]


def test_of(one: Concerned, today: date, rights: Rights | None = None) -> tuple[bool, list[dict[str, Any]]]:
    """Return whether every clause's test finds full performance, and each with its sentence and every item, plain: tasks by their names, as far as `rights`
    show them (None: in general words). Of no clause: False and nothing."""
    day, officer = one.case.day, one.officer.code
    asked = Question(day, day)
    held, known = world(asked, today), situation(asked, today)
    found = performed(held, known, officer, asked, one.case.accident)
    words = _words(known, officer, {item.task for test in found for item in test.items if item.task}, rights)
    return bool(found) and all(test.exempt for test in found), [_plain(test, words) for test in found]


def _words(known: Known, officer: str, ids: set[str], rights: Rights | None) -> _Words:
    tasks = {task.id: task for task in known.index.tasks_of.get(officer, ())}
    wanted = sorted(ids) if rights else []
    return _Words(known, tasks, told("tasks", wanted, rights) if rights else {},
                  backgrounds("tasks", wanted, known.asked.known_at, rights) if rights else {})


def _plain(test: Performance, words: _Words) -> dict[str, Any]:
    tasks = {item.task: task_words(words.named.get(item.task)) for item in test.failing if item.task}
    return {"rule": test.clause.id, "exempt": test.exempt, "why": test.told(tasks), "who": test.who,
            "items": [_item(item, words) for item in sorted(test.items, key=lambda item: not item.fails)]}


def _item(item: Item, words: _Words) -> dict[str, Any]:
    unit = words.known.tree.name(item.unit) if item.unit else ""
    return {"duty": item.duty or "", "period": item.period.name if item.period else "", "unit": unit, "task": item.task or "", "status": item.status,
            "words": STATUSES.get(item.status, item.status), "fails": item.fails, "acts": list(item.acts), "why": item.why,
            "what": duty_words(words.known.pack, item.duty) if item.duty else "", **(_task(item.task, words) if item.task else {})}


def _task(task: str, words: _Words) -> dict[str, str]:
    """Return how a task of superiors is called, when it fell due, who set it and when."""
    return {"name": task_words(words.named.get(task)), "due": due_words(words.tasks[task].due),
            "set": assigned_words(words.grounds.get(task, Background()))}
