"""The ground from which a case is begun."""

from dataclasses import dataclass
from datetime import date

from anze.access.rights import Rights
from anze.accountability.queries.ground import ground_of
from anze.accountability.queries.law import GROUNDS
from anze.law.provisions import article_of
from anze.law.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A ground as a proposal takes it over: its key, the provision, the day of the facts, the accident it is about, what the law core says."""

    key: str
    rule: str
    day: date
    accident: str
    text: str


def begun_from(key: str, rights: Rights, today: date) -> Begun | None:
    """Return the ground of a key, as it stands today; None where there is none that the account may see."""
    found = ground_of(key, rights, Question(today, today), today) if key and rights.may("ground.view") else None
    if found is None:
        return None
    rule = found.found.rule if article_of(found.found.rule) == GROUNDS else ""  # a repetition within a term is no ground of its own
    return Begun(key=key, rule=rule, day=found.found.day, accident=found.found.accident, text=found.why)
