"""Enquiries told in tests in one breath: the organisation department of 英德市 asks on the morning of 2026-06-15."""

from datetime import date
from typing import Any

from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.acts.told import Told
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.register.actions import add_officer, begin_tenure
from anze.vetting.actions.enquiring import enquire
from anze.vetting.models import Enquiry
from tests.apps.accidents.telling import at
from tests.cast import LONG_AGO, Cast

NOW = at("2026-06-15", 10)
TODAY = date(2026, 6, 15)
CLERK = "组织部"


def asked(cast: Cast, *names: str, purpose: str = "appoint", as_of: date = TODAY, known_at: date = TODAY, now: Any = NOW, reference: str = "英组〔2026〕5号",
          by: str = CLERK, unit: str = "英德") -> Enquiry:
    """Ask about officers and units of the cast by their names."""
    subjects: list[Officer | Unit] = [cast.officer[name] if name in cast.officer else cast.unit[name] for name in names or ("甲某", "丁某")]
    return enquire(cast.account[by], now, cast.unit[unit], subjects, purpose=purpose, reference=reference, asked=Question(as_of, known_at))


def inspected(cast: Cast, name: str, unit: str, day: str, recorded: str = "") -> Act:
    """Record an inspection that somebody led, on its own evening unless said otherwise."""
    on = date.fromisoformat(day)
    return record_act(cast.account["英德安委办"], at(recorded or day, 18), Told(type="inspection", unit=cast.unit[unit], date=on, place="某矿", title="排查",
                                                                          participants=((cast.officer[name], "lead"),)))


def namesake(cast: Cast, name: str = "丁某", code: str = "p40", unit: str = "大站", post: str = "gov_head") -> Officer:
    """Enter another of the same name elsewhere."""
    found = add_officer(None, LONG_AGO, code=code, name=name)
    begin_tenure(None, LONG_AGO, officer=found, unit=cast.unit[unit], post=post, start=date(2025, 3, 1))
    return found
