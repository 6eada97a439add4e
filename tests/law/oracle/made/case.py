"""A whole invented case, or one with nothing but accidents."""

from datetime import date, timedelta
from random import Random

from .deeds import add_acts, add_standing
from .mishaps import add_accidents, add_hazards
from .papers import add_cycle, add_decisions, add_interviews, add_measures, add_questions, add_tasks
from .people import add_tenures, add_units
from .size import Dice, Row, Size

STARTS = (date(2026, 1, 1), date(2026, 1, 1), date(2025, 7, 1), date(2026, 1, 2), date(2026, 4, 1))
ENDS = ((3, 31), (4, 1), (6, 30), (7, 1), (12, 31), (5, 25), (2, 28), (9, 10), (12, 1))


def frame(rng: Random) -> tuple[Dice, Row]:
    """The two clocks and the pack's first day."""
    starts = rng.choice(STARTS)
    month, day = rng.choice(ENDS)
    as_of = date(rng.choice((2026, 2026, 2026, 2027)), month, day)
    case: Row = {"title": "虚构案例", "pack": "qingyuan-draft", "as_of": as_of}
    if rng.randint(1, 100) <= 40:
        case["known_at"] = as_of + timedelta(days=rng.choice((-60, -30, -1, 1, 7, 8, 30, 90)))
    case["effective_from"] = starts
    if rng.randint(1, 100) <= 15:
        case["parameters"] = {"interview.considerable.window_days": rng.choice((15, 29, 31, 60))}
    return Dice(rng, date(2025, 1, 1), as_of + timedelta(days=40)), case


def random_case(rng: Random, size: Size | None = None) -> Row:
    """A valid case of every kind of fact, its dates as `date`, times of day as ISO text."""
    size = size or Size()
    dice, case = frame(rng)
    add_units(dice, size, case)
    add_tenures(dice, size, case)
    add_acts(dice, size, case)
    add_standing(dice, size, case)
    add_accidents(dice, size, case)
    add_hazards(dice, size, case)
    add_decisions(dice, size, case)
    add_interviews(dice, size, case)
    add_measures(dice, size, case)
    add_tasks(dice, size, case)
    add_cycle(dice, size, case)
    add_questions(dice, size, case)
    return {key: value for key, value in case.items() if value != []}


def random_accident_case(rng: Random, size: Size | None = None) -> Row:
    """Units, accidents, interviews and nothing else: fast enough for tens of thousands of histories."""
    size = size or Size(counties=2, departments=0, clusters=2)
    dice, case = frame(rng)
    add_units(dice, size, case)
    case["officers"] = [{"id": f"p{n}", "name": f"甲{n}"} for n in range(3)]
    add_accidents(dice, size, case)
    add_hazards(dice, size, case)
    add_interviews(dice, size, case)
    return {key: value for key, value in case.items() if value != []}
