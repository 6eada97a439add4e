"""Letters as sheets: the numbers of a year by subordinate, and the register; what goes out comes in again under the same columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from anze.law.codes import SIDES
from anze.law.question import Question
from anze.letters.codes import HOW
from anze.letters.models import Goal, Letter, Pattern
from anze.letters.policies import STATES
from anze.letters.queries.matrix import standing_of
from anze.letters.queries.standing import state_of
from anze.workbook.write import Column, Sheet

SHARES: Final = "责任目标分解"
REGISTER: Final = "责任书"
UNIT: Final = ("下级代码", "下级")
# What comes in is what went out; the last columns are for reading.
TITLES: Final = ("编号", "年度", "上级代码", "上级", "下级代码", "下级", "方", "文号", "签订日期")
MORE: Final = (("状态", 12), ("按规定", 14), ("上级签字人", 12), ("下级签字人", 12), ("方式", 20), ("数字目标", 60), ("代替的原件", 16))
MOST: Final = 20_000


def share_title(goal: Goal) -> str:
    """Return the title of a number's column."""
    return f"{SIDES[goal.pattern.side]}{goal.position}．{goal.text}{f'（{goal.word}）' if goal.word else ''}"


def share_titles(patterns: Sequence[Pattern]) -> dict[str, Goal]:
    """Return the columns of numbers, in the order of the patterns."""
    return {share_title(goal): goal for pattern in patterns for goal in pattern.goals.all() if goal.kind == "number"}


def share_sheet(patterns: Sequence[Pattern], table: Any) -> Sheet:
    """Return the numbers of a year: a row a subordinate, a column a number."""
    columns = [Column(UNIT[0], 12, look="text"), Column(UNIT[1], 16), *(Column(title, max(14, len(title) + 6)) for title in share_titles(patterns))]
    return Sheet(SHARES, columns, [[unit.code, unit.name, *(table.limits.get((goal.pk, unit.pk)) for goal in share_titles(patterns).values())]
                                   for unit in table.units])


def register_sheet(rows: QuerySet[Letter], asked: Question, today: date) -> Sheet:
    """Return letters as a sheet that can be imported again, with how they stand."""
    columns = [Column(title, 16 if title in {"编号", "上级", "下级", "文号"} else 12, look="day" if title == "签订日期" else "text") for title in TITLES]
    more = [Column(title, width) for title, width in MORE]
    return Sheet(REGISTER, [*columns, *more], [[*row(one), *_more(one, asked, today)] for one in rows[:MOST]])


def row(one: Letter) -> list[Any]:
    """Return the cells of a letter under `TITLES`."""
    return [one.code, one.year, one.superior.code, one.superior.name, one.subordinate.code, one.subordinate.name, SIDES[one.side], one.number, signed_on(one)]


def _more(one: Any, asked: Question, today: date) -> list[Any]:
    signed = {signing.party: signing for signing in standing(one)}
    names = [signing.officer.name if signing and signing.officer else "" for signing in (signed.get("superior"), signed.get("subordinate"))]
    how = "；".join(dict.fromkeys(HOW[signing.how] for signing in signed.values()))
    goals = "；".join(f"{goal['text']} {goal['limit']}{goal['word']}" for goal in one.numbers)
    return [STATES[state_of(one)].label, standing_of(one, asked, today)[1], *names, how, goals, one.replaces.code if one.replaces else ""]


def standing(one: Letter) -> Iterable[Any]:
    """Return who has signed a letter whose signatures were read along."""
    return [signing for signing in one.signings.all() if signing.struck_at is None]


def signed_on(one: Letter) -> date | None:
    """Return the day on which a letter whose signatures were read along was signed by both."""
    days = [signing.on for signing in standing(one)]
    return max(days) if len(days) > 1 else None
