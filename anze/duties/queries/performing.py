"""The full-performance test (第三十条) of an officer, made and put into words in one way: a case and an evidence pack of the same day say the same."""

from datetime import date

from anze.duties.backgrounds import Background, clocked
from anze.duties.sources import Told
from anze.duties.world import World
from anze.law.clauses import Exemption, Recurring, Standing
from anze.law.findings import in_words
from anze.law.known import Known
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.rules.exemption import Performance, performance


def performed(held: World, known: Known, officer: str, asked: Question, accident: str = "") -> list[Performance]:
    """Return the test of each clause for an officer (code), by the facts of all units as they were on record on the day that is asked for."""
    return [performance(known, held.recurrence, clause, officer, asked, accident) for clause in known.pack.of(Exemption)]


def task_words(told: Told | None) -> str:
    """Return a task of superiors by its name; in general words where the reader may not see it."""
    return f"上级部署“{told.label}”" if told else "上级部署的事项"


def due_words(due: date) -> str:
    """Return a day by which something was due."""
    return f"{in_words(due)}到期"


def assigned_words(known: Background) -> str:
    """Return when a task was assigned, with both clocks, by whom and by which document; empty where none of it is on record or to be seen."""
    when = clocked("交办", known.assigned_on, known.assigned_recorded_on) if known.assigned_on else ""
    return "；".join(filter(None, (when, known.origin)))


def duty_words(pack: Pack, duty: str) -> str:
    """Return in short what a recurring or standing duty asks for: 牵头开展安全生产排查; empty for another provision."""
    return next((clause.what for clause in pack.clauses if clause.id == duty and isinstance(clause, Recurring | Standing)), "")
