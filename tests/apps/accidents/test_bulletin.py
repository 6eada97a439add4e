"""The bulletin of a past month warns as things stood on that month's last day."""

from datetime import date

import time_machine

from anze.access.rights import rights_of
from anze.accidents.queries.bulletin import bulletin_fields
from anze.accidents.queries.monthly import month_of
from anze.duties.world import world
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast


def warnings(cast: Cast, month: str, today: date) -> str:
    with time_machine.travel(at(today, 10), tick=False):
        facts, now = world(Question(today, today), today), at(today, 10)
        return str(bulletin_fields(rights_of(cast.account["市安委办"]), month_of(month, today), facts, now)["预警提示"])


def test_the_bulletin_of_a_past_month_warns_as_of_its_last_day(cast: Cast) -> None:
    with time_machine.travel(at(date(2026, 6, 15), 10), tick=False):
        fall(cast, "2026-05-20")
        fall(cast, "2026-06-10", by="清新安委办", unit=cast.unit["太和"])
    assert "2026年6月" in warnings(cast, "2026-05", date(2026, 6, 25))  # the window of the fall of May stood open then
    assert "清新" not in warnings(cast, "2026-05", date(2026, 6, 25))
    assert "清新" in warnings(cast, "2026-06", date(2026, 6, 25))
    assert warnings(cast, "2026-04", date(2026, 6, 25)) == "截至2026年4月30日，没有地区临近约谈情形。"
