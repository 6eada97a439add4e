"""What the search box finds of cases: documents, accidents, interviews, dangers, tours, items under supervision, letters; a few of each kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from anze.access.rights import Rights
from anze.accidents.queries.found import named as accidents_named
from anze.hazards.queries.due import listings_named
from anze.hazards.queries.due import named as dangers_named
from anze.interviews.queries.found import named as interviews_named
from anze.interviews.queries.found import superior_named
from anze.law.national.grades import grade_label
from anze.letters.queries.due import named as letters_named
from anze.papers.queries.found import named as papers_named
from anze.portal.templatetags.anze import day
from anze.supervision.queries.due import named as tasks_named
from anze.tours.policies import STATES as TOUR_STATES
from anze.tours.queries.due import named as tours_named

FEW: Final = 8  # of each kind


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its name, a line about it, the names of the addresses to try in turn with their argument."""

    title: str
    note: str
    pages: tuple[str, ...]
    argument: str


def cases(wanted: str, rights: Rights) -> Iterator[tuple[str, list[Hit]]]:
    """Yield what was found of each kind that the account may see, one more than are shown where there are more."""
    for title, permission, find in KINDS:
        if rights.may(permission):
            yield title, find(wanted, rights)


def _papers(wanted: str, rights: Rights) -> list[Hit]:
    found = []
    for one in papers_named(wanted, rights, FEW + 1):
        number, void = (one.number.text, one.number.voided_at) if one.number else ("没有文号", None)
        found.append(Hit(one.title, f"{number}，{one.unit.name}{day(one.day)}{'，已作废' if void else ''}", ("papers:detail",), str(one.pk)))
    return found


def _accidents(wanted: str, rights: Rights) -> list[Hit]:
    rows = accidents_named(wanted, rights, FEW + 1)
    return [Hit(one.title, f"{one.number}，{'登记已撤销' if one.withdrawn_at else grade_label(one.grade)}，{one.enterprise or one.unit.name}",
                ("accidents:detail",), one.code) for one in rows]


def _interviews(wanted: str, rights: Rights) -> list[Hit]:
    own = [Hit(str(one), f"{one.uid}，{one.committee.name}约谈", ("interviews:detail",), one.uid) for one in interviews_named(wanted, rights, FEW + 1)]
    above = [Hit(f"{one.by}约谈{one.unit.name}有关领导干部", f"{one.uid}，{day(one.date)}", ("interviews:superior",), "")
             for one in superior_named(wanted, rights, FEW + 1)]
    return own + above


def _dangers(wanted: str, rights: Rights) -> list[Hit]:
    return [Hit(one.text, f"{one.uid}，{one.unit.name}{one.where}，{day(one.deadline)}前", ("hazards:danger",), one.uid)
            for one in dangers_named(wanted, rights, FEW + 1)]


def _listings(wanted: str, rights: Rights) -> list[Hit]:
    return [Hit(one.title, f"{one.uid}，{one.danger.unit.name}，{one.lister.name}挂牌督办", ("hazards:listing",), one.uid)
            for one in listings_named(wanted, rights, FEW + 1)]


def _tours(wanted: str, rights: Rights) -> list[Hit]:
    return [Hit(str(one), f"{one.uid}，{TOUR_STATES[one.state].label}", ("tours:detail",), one.uid) for one in tours_named(wanted, rights, FEW + 1)]


def _tasks(wanted: str, rights: Rights) -> list[Hit]:
    return [Hit(one.title, f"{one.uid}，{one.unit.name}交办，{day(one.due)}前", ("supervision:detail",), one.uid)
            for one in tasks_named(wanted, rights, FEW + 1)]


def _letters(wanted: str, rights: Rights) -> list[Hit]:
    return [Hit(str(one), f"{one.code}，与{one.superior.name}签", ("letters:detail",), one.code) for one in letters_named(wanted, rights, FEW + 1)]


KINDS: Final[tuple[tuple[str, str, Callable[[str, Rights], list[Hit]]], ...]] = (
    ("公文", "signed_in", _papers), ("事故", "accident.view", _accidents), ("约谈", "interview.view", _interviews), ("隐患", "hazard.view", _dangers),
    ("挂牌督办", "hazard.view", _listings), ("巡查", "tour.view", _tours), ("督办事项", "supervision.view", _tasks), ("责任书", "letter.view", _letters),
)
