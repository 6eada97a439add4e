"""How the tests tell of acts: short words for what the cast did."""

from datetime import date, datetime
from typing import Any

from anze.acts.told import Told, ToldProblem, ToldTopic
from anze.people.moment import SHANGHAI
from tests.cast import Cast

JUNE_15 = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)


def at(day: str, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)


def inspection(cast: Cast, lead: str = "丁某", unit: str = "望埠", day: date = date(2026, 6, 12), attend: tuple[str, ...] = (), **more: Any) -> Told:
    people = [(cast.officer[lead], "lead")] if lead else []
    people += [(cast.officer[name], "attend") for name in attend]
    return Told(type="inspection", unit=cast.unit[unit], date=day, participants=tuple(people), **({"place": "望埠工业园"} | more))


def meeting(cast: Cast, body: str | tuple[str, ...], chair: str, unit: str, day: date = date(2026, 6, 12), special: bool = True, **more: Any) -> Told:
    bodies = (body,) if isinstance(body, str) else body
    people = ((cast.officer[chair], "chair"),)
    topics = (ToldTopic("研究安全生产工作", "work_safety", special),)
    return Told(type="meeting", unit=cast.unit[unit], date=day, bodies=bodies, **({"participants": people, "topics": topics} | more))


def problem(text: str = "消防通道堵塞", **more: Any) -> ToldProblem:
    return ToldProblem(text, **more)
