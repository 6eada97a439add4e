"""Items under supervision told in tests in one breath: the gas bottles of 英德, undertaken by its bureaus and a town."""

from datetime import date, datetime
from typing import Any

from anze.law.known import Known
from anze.law.question import Question
from anze.supervision.actions import planning, reviewing, undertaking
from anze.supervision.models import Task, Undertaking
from anze.supervision.told import Origin, Wanted
from tests.apps.accidents.telling import at
from tests.cast import Cast

NOW = at("2026-03-02", 10)
DUE = date(2026, 3, 20)
CITY, COUNTY, TOWN, HEAD, LIAISON = "市安委办", "英德安委办", "望埠安委办", "市安委办主任", "应急局联络员"


def wanted(cast: Cast, main: str = "英德", assists: tuple[str, ...] = (), **more: Any) -> Wanted:
    """Return what is told of the gas bottles."""
    plain: dict[str, Any] = {"title": "完成液化气瓶专项清查", "text": "逐站逐瓶核对，建立台账", "due": DUE}
    return Wanted(main=cast.unit[main], assists=tuple(cast.unit[one] for one in assists), **(plain | more))


def planned(cast: Cast, *, by: str = CITY, unit: str = "清远", now: datetime = NOW, origin: Origin | None = None, **more: Any) -> Task:
    """Plan an item: the city has 英德 see to it, unless said otherwise."""
    return planning.plan(cast.account[by], now, cast.unit[unit], origin or Origin(), [wanted(cast, **more)])[0]


def assigned(cast: Cast, *, by: str = CITY, now: datetime = NOW, **more: Any) -> Task:
    """And assign it."""
    found = planned(cast, by=by, now=now, **more)
    planning.assign(cast.account[by], now, found)
    return found


def of_unit(cast: Cast, task: Task, unit: str = "英德") -> Undertaking:
    """Return a unit's undertaking of an item."""
    return task.undertakings.get(unit=cast.unit[unit])


def reported(cast: Cast, *, on: str = "2026-03-10", unit: str = "英德", by: str = COUNTY, **more: Any) -> Undertaking:
    """And have it signed for and reported."""
    found = of_unit(cast, assigned(cast, **more), unit)
    hand_in(cast, found, on, by)
    return found


def hand_in(cast: Cast, one: Undertaking, on: str, by: str = COUNTY) -> None:
    """Sign for an undertaking and report it on a day."""
    undertaking.sign(cast.account[by], at(on, 9), one)
    undertaking.report(cast.account[by], at(on, 10), one, on=date.fromisoformat(on), note="已全部清查")


def accepted(cast: Cast, *, on: str = "2026-03-10", by: str = CITY, **more: Any) -> Undertaking:
    """And have it accepted."""
    found = reported(cast, on=on, **more)
    reviewing.accept(cast.account[by], at(on, 15), found)
    return found


def state_of(one: Task | Undertaking) -> str:
    """Return where it stands."""
    found: Any = type(one).objects.with_state().get(pk=one.pk)
    return str(found.state)


def known(as_of: str, known_at: str | None = None, **scope: Any) -> Known:
    """Return what the rules are asked with."""
    from anze.duties.situation import situation
    from anze.duties.sources import Scope

    asked = Question(date.fromisoformat(as_of), date.fromisoformat(known_at or as_of))
    return situation(asked, max(asked.as_of, asked.known_at), Scope(**scope))


def status_of(task: Task, as_of: str, known_at: str | None = None) -> list[str]:
    """Return what the law says of an item's tasks, in the order of their ids."""
    from anze.law.rules.cycle import tasks

    return [found["status"] for found in tasks(known(as_of, known_at)) if found["task"].startswith(task.uid)]
