"""Officers with duties that are overdue (第二十五条（一）): candidates, never more; one an officer, unit and year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from anze.access.rights import Reach
from anze.accountability.queries.found import Found
from anze.duties.queries.obligations import MISSED, in_reach, table_of
from anze.law.clauses import Count
from anze.law.question import Question
from anze.law.recurring.calendar import day_of


def missed_duties(reach: Reach, asked: Question, today: date) -> Iterator[Found]:
    """Yield the officers in reach who answer for something missed, with every duty and period, by both clocks."""
    table = table_of(asked, today)
    chosen = in_reach(table, reach).where(table.lamp == MISSED)
    roll, pack = table.world.recurrence.roll, table.world.pack
    place, officers = chosen.pairs()
    rows = chosen.at[place]
    grouped: dict[tuple[str, str, int], dict[str, date]] = defaultdict(dict)
    for row, officer in zip(rows.tolist(), officers.tolist(), strict=True):
        last, duty = day_of(int(table.last_day[row])), table.duties[table.duty[row]]
        said = f"{pack.label(duty.id)} {table.period_at(row).label}"
        grouped[roll.officers[officer], roll.units[table.unit[row]], last.year].setdefault(said, last)
    for clause in pack.of(Count):
        if clause.of == "missed":
            yield from (_of(clause, *key, items) for key, items in grouped.items() if len(items) >= clause.at_least)


def _of(clause: Count, officer: str, unit: str, year: int, items: dict[str, date]) -> Found:
    first = min(items.values())
    return Found(key=f"{clause.id}~{officer}~{unit}~{year}", rule=clause.id, unit=unit, officers=(officer,), day=first, on=max(items.values()), year=year,
                 text=f"{year}年有{len(items)}项定期任务逾期未完成，只是线索，是否履职不到位须由人认定", items=tuple(items))
