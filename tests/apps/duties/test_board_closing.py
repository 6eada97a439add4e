"""A unit that is closed owes nothing for what begins after its last day."""

from datetime import date, datetime

from anze.access.rights import Reach
from anze.duties.queries.obligations import in_reach, rows_of, table_of
from anze.law.question import Question
from anze.people.moment import SHANGHAI
from anze.register.actions import end_tenure
from anze.register.actions.units import close_unit
from tests.cast import Cast

NOW = datetime(2026, 6, 20, 9, tzinfo=SHANGHAI)
TODAY = date(2026, 9, 15)


def months(known_at: date) -> set[str]:
    found = in_reach(table_of(Question(TODAY, known_at), TODAY), Reach(everything=True))
    return {row.period for row in rows_of(found) if row.unit == "wb" and row.duty == "10.2"}


def test_what_begins_after_the_last_day_is_owed_no_more(cast: Cast) -> None:
    for name in ("丁某", "戊某", "己某"):
        [tenure] = cast.officer[name].tenures.filter(struck_at=None)
        end_tenure(None, NOW, tenure, end=date(2026, 6, 30))
    close_unit(None, NOW, cast.unit["望埠"], on=date(2026, 6, 30), reason="并入大站镇")
    assert months(TODAY) == {f"2026-{month:02d}" for month in range(1, 7)}
    assert months(date(2026, 6, 19)) == {f"2026-{month:02d}" for month in range(1, 10)}
