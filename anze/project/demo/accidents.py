"""The demo's accidents, told by hand so that every rule about accidents has something to find. All of them are invented."""

from datetime import date, datetime, time, timedelta
from typing import Final

from anze.project.demo.city import Row

INDUSTRY: Final = "工矿商贸"
ROAD: Final = {"sector": "道路运输", "nature": "车辆伤害", "road_or_fire": True}


def _accident(key: str, unit: str, day: str, **more: object) -> Row:
    """One row of `accidents`; what is not given is nothing, reported on time."""
    happened = date.fromisoformat(day)
    due = datetime.combine(happened, time(10))
    plain: Row = {"id": key, "unit": unit, "date": happened, "deaths": 0, "serious_injuries": 0, "loss": 0, "sector": INDUSTRY,
                  "nature": "其他伤害", "recorded_on": happened, "road_or_fire": False, "updates": [],
                  "reports": [{"to": "county", "due": due, "at": due - timedelta(minutes=15)}],
                  "responsibility_outside": [], "written_off_on": None}
    return plain | more


def _late(day: str, minutes: int, to: str = "county") -> list[Row]:
    due = datetime.combine(date.fromisoformat(day), time(10))
    return [{"to": to, "due": due, "at": due + timedelta(minutes=minutes)}]


def _deaths(day: str, deaths: int) -> list[Row]:
    return [{"date": date.fromisoformat(day), "deaths": deaths, "serious_injuries": None, "loss": None}]


def accident_rows() -> list[Row]:
    """Rows of `accidents`, 2024 to 2026, in the order of their days."""
    return [
        _accident("a01", "441881102", "2024-03-12", deaths=1, loss=120, nature="机械伤害"),
        _accident("a02", "441803104", "2024-08-05", deaths=3, loss=260, **ROAD),
        _accident("a03", "441882101", "2024-11-20", serious_injuries=2, loss=35, nature="物体打击"),
        _accident("a04", "441821102", "2025-02-18", deaths=1, loss=90, nature="触电"),
        _accident("a05", "441823105", "2025-04-07", loss=1200, nature="火灾", road_or_fire=True),
        _accident("a06", "441802101", "2025-06-30", deaths=2, loss=310, nature="火灾", road_or_fire=True),
        _accident("a07", "441826102", "2025-09-15", deaths=1, loss=75, nature="高处坠落"),
        # Two 较大 31 days apart: outside the window of 第二十一条第二款（二）, both within the year of 第二十七条第三款.
        _accident("a08", "441823119", "2026-01-10", deaths=3, loss=480, nature="中毒和窒息"),
        _accident("a09", "441823105", "2026-02-10", deaths=4, loss=520, **ROAD),
        # Two 较大 exactly 30 days apart, the second by its injured.
        _accident("a10", "441881115", "2026-03-06", deaths=3, loss=640, nature="坍塌"),
        _accident("a11", "441881109", "2026-04-05", deaths=1, serious_injuries=10, loss=700, nature="容器爆炸"),
        # Three, then four, falls in 清新区.
        _accident("a12", "441803102", "2026-04-20", deaths=1, loss=110, nature="高处坠落"),
        # Becomes 较大 when the third injured person dies, within 30 days.
        _accident("a13", "441821103", "2026-05-01", deaths=2, serious_injuries=1, loss=330, nature="坍塌",
                  updates=_deaths("2026-05-20", 3)),
        _accident("a14", "441803106", "2026-05-04", deaths=1, loss=95, nature="高处坠落"),
        # Written off the statistics after the public notice.
        _accident("a15", "441882107", "2026-05-06", deaths=3, loss=150, nature="淹溺", written_off_on=date(2026, 6, 15)),
        _accident("a16", "441825104", "2026-05-12", deaths=1, loss=80, nature="起重伤害", reports=_late("2026-05-12", 260)),
        _accident("a17", "441803113", "2026-05-18", deaths=1, loss=130, nature="高处坠落"),
        _accident("a18", "441803118", "2026-05-28", serious_injuries=1, loss=40, nature="高处坠落"),
        _accident("a19", "441802400", "2026-06-02", deaths=2, loss=410, nature="中毒和窒息",
                  reports=_late("2026-06-02", 45, "city")),
        # The approved report lays it outside the district and the town.
        _accident("a20", "441802103", "2026-06-08", deaths=3, loss=280, responsibility_outside=["441802", "441802103"], **ROAD),
        _accident("a21", "441802100", "2026-07-09", deaths=10, serious_injuries=6, loss=2300, nature="可燃气体爆炸"),
        _accident("a22", "441882105", "2026-09-03", deaths=1, loss=60, nature="触电"),
        _accident("a23", "441881104", "2026-10-12", deaths=2, loss=170, nature="机械致害"),
        _accident("a24", "441821102", "2026-10-20", deaths=3, loss=390, nature="坍塌"),
    ]
