"""The cast of the tests: a small city in which everybody has a name. Nobody here exists.

清远市 has 英德市 (with 望埠镇, 大站镇 and an emergency bureau) and 清新区, where the stranger sits who must see nothing of 英德.
"""

import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.test import Client

from anze.access.models import Grant, RecordsFor
from anze.people.models import Account, Officer, Unit
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions import add_officer, add_unit, begin_tenure
from tests.rows import Rows, counts, entered_since, put_back

LONG_AGO = datetime(2025, 12, 1, 9, tzinfo=SHANGHAI)
PASSWORD = "Qingyuan-2026!"


@dataclass
class Cast:
    """Units, officers and accounts by their names."""

    unit: dict[str, Unit] = field(default_factory=dict)
    officer: dict[str, Officer] = field(default_factory=dict)
    account: dict[str, Account] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Return a browser in which the account is signed in."""
        client = Client()
        client.force_login(self.account[name], backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["second_factor"] = 1.0  # as if it had been given
        session.save()
        return client


UNITS = (
    ("清远", "qy", "清远市", "city", None, "other"), ("英德", "yd", "英德市", "county", "清远", "other"), ("清新", "qx", "清新区", "county", "清远", "other"),
    ("望埠", "wb", "望埠镇", "town", "英德", "other"), ("大站", "dz", "大站镇", "town", "英德", "other"), ("太和", "th", "太和镇", "town", "清新", "other"),
    ("应急局", "yjj", "英德市应急管理局", "department", "英德", "regulator"), ("教育局", "jyj", "英德市教育局", "department", "英德", "industry"),
)
# name, code, unit, post, member of the Party committee
TENURES = (
    ("甲某", "p1", "英德", "party_head", False), ("乙某", "p2", "英德", "gov_head", False), ("丙某", "p3", "英德", "gov_executive_deputy", False),
    ("丙某", "p3", "英德", "party_standing", False), ("丁某", "p4", "望埠", "party_head", True), ("戊某", "p5", "望埠", "gov_head", True),
    ("己某", "p6", "望埠", "safety_deputy", True), ("庚某", "p7", "应急局", "dept_head", False), ("辛某", "p8", "应急局", "dept_safety_deputy", False),
    ("壬某", "p9", "清新", "party_head", False), ("癸某", "p10", "清远", "gov_head", False),
)
# account, role, unit, the officer it is, the officers it records for
ACCOUNTS: tuple[tuple[str, str, str | None, str | None, tuple[str, ...]], ...] = (
    ("市安委办", "office", "清远", None, ()), ("市安委办主任", "office_head", "清远", None, ()),
    ("英德安委办", "office", "英德", None, ()), ("清新安委办", "office", "清新", None, ()),
    ("望埠安委办", "office", "望埠", None, ()), ("甲", "leader", "英德", "甲某", ()),
    ("乙", "leader", "英德", "乙某", ()), ("丁", "leader", "望埠", "丁某", ()),
    ("壬", "leader", "清新", "壬某", ()), ("甲的秘书", "secretary", "英德", None, ("甲某",)), ("应急局联络员", "liaison", "应急局", None, ()),
    ("纪委", "discipline", "英德", None, ()), ("组织部", "organisation", "英德", None, ()), ("审计", "auditor", "清远", None, ()),
    ("系统管理员", "system_admin", None, None, ()), ("安全管理员", "security_admin", None, None, ()), ("审计管理员", "audit_admin", None, None, ()),
)


# What the first cast of a process entered, and the cast: the database's kind and the moment → rows by table.
_entered: dict[tuple[str, datetime], tuple[Rows, Cast]] = {}


def make_cast(now: datetime = LONG_AGO) -> Cast:
    """Enter everyone as of `now` and return them. Tenures begin on 2025-03-01.

    Entered by the site's own actions once a process; put back as it was from then on, where nobody else is there.
    """
    with transaction.atomic():
        if Unit.objects.exists() or Entry.objects.exists() or Account.objects.exists():
            return _enter(now)
        key = connection.vendor, now
        if key not in _entered:
            before = counts()
            cast = _enter(now)
            rows = entered_since(before)
            if rows is None:
                return cast
            _entered[key] = rows, copy.deepcopy(cast)
            return cast
        rows, cast = _entered[key]
        put_back(rows)
    return copy.deepcopy(cast)


def _enter(now: datetime) -> Cast:
    cast = Cast()
    for position, (name, code, full, level, parent, function) in enumerate(UNITS):
        cast.unit[name] = add_unit(None, now, code=code, name=full, level=level, parent=cast.unit.get(parent or ""), function=function,
                                   position=position)
    for name, code, unit, post, member in TENURES:
        if name not in cast.officer:
            cast.officer[name] = add_officer(None, now, code=code, name=name)
        begin_tenure(None, now, officer=cast.officer[name], unit=cast.unit[unit], post=post, start=date(2025, 3, 1), party_committee_member=member)
    for name, role, unit_name, officer, named in ACCOUNTS:
        who: Any = cast.officer.get(officer or "")
        account = Account.objects.create_user(username=name, name=name, officer=who, password_changed_at=now)
        Grant.objects.create(account=account, role=role, unit=cast.unit.get(unit_name or ""), given_at=now)
        for leader in named:
            RecordsFor.objects.create(account=account, officer=cast.officer[leader], given_at=now)
        cast.account[name] = account
    return cast
