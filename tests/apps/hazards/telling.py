"""Dangers and listings told in tests in one breath: a warehouse in 望埠镇 whose alarm does not work."""

from datetime import date
from typing import Any

from anze.hazards.actions import listing as verbs
from anze.hazards.actions.dangers import record_danger
from anze.hazards.actions.proposing import propose
from anze.hazards.models import Danger, Listing
from anze.hazards.told import Found, Stated, Terms
from anze.law.known import Known
from anze.law.question import Question
from tests.apps.accidents.telling import at
from tests.cast import Cast

NOW = at("2026-03-02", 10)
LISTED = date(2026, 3, 3)
TOWN, COUNTY, OFFICE, HEAD = "望埠安委办", "英德安委办", "市安委办", "市安委办主任"


def stated(**more: Any) -> Stated:
    """Return what is told of the warehouse."""
    plain: dict[str, Any] = {"level": "general", "text": "仓库自动报警停用", "owner": "某化工厂", "deadline": date(2026, 4, 1), "place": "工业园一号库"}
    return Stated(**(plain | more))


def danger(cast: Cast, *, by: str = TOWN, now: Any = NOW, unit: str = "望埠", lister: str | None = None, on: date | None = None, **more: Any) -> Danger:
    """Record a danger; general, unless said otherwise."""
    found = Found(unit=cast.unit[unit], source="patrol", on=on or now.date(), lister=cast.unit[lister] if lister else None)
    return record_danger(cast.account[by], now, found, stated(**more))


def proposed(cast: Cast, **more: Any) -> Listing:
    """Record a major danger, which is proposed for listing in the same breath: by the town, to the city."""
    found = danger(cast, level="major", lister="清远", **more)
    return found.listings.get()


def terms(cast: Cast, **more: Any) -> Terms:
    """Return what is settled when it is listed."""
    plain: dict[str, Any] = {"title": "某化工厂重大事故隐患", "owner": "某化工厂", "person": "王某", "department": cast.unit["应急局"]}
    return Terms(**(plain | more))


def listed(cast: Cast, deadline: date = date(2026, 9, 1), now: Any = None, **more: Any) -> Listing:
    """And list it: the head of the city's office approves."""
    found = proposed(cast, **more)
    verbs.approve(cast.account[HEAD], now or at(LISTED), found, terms(cast), deadline=deadline)
    return found


def again(cast: Cast, found: Danger) -> Listing:
    """Propose a danger anew."""
    return propose(cast.account[COUNTY], NOW, found, cast.unit["清远"])


def state_of(one: Danger | Listing) -> str:
    """Return where it stands."""
    found: Any = type(one).objects.with_state().get(pk=one.pk)
    return str(found.state)


def known(cast: Cast, as_of: str | date, known_at: str | date | None = None, unit: str = "英德") -> Known:
    """Return what the rules are asked with."""
    from anze.duties.situation import counties_of, situation
    from anze.duties.sources import Scope
    from anze.duties.world import world

    day = date.fromisoformat(str(as_of))
    asked = Question(day, date.fromisoformat(str(known_at or as_of)))
    tree = world(asked, max(asked.as_of, asked.known_at)).index.tree
    return situation(asked, max(asked.as_of, asked.known_at), Scope(units=counties_of(tree, frozenset({cast.unit[unit].code}))))
