"""Accounts of the demo: each office, each department's liaison, each leader, some secretaries; and the ones that are signed in with one press."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from anze.access.models import Grant, RecordsFor
from anze.access.roles import ROLES
from anze.people.models import Account, Officer, ProblemTown, Unit
from anze.project.demo.city import CITY
from anze.project.loading.insert import insert
from anze.project.loading.journal import FIRST_ENTRY
from anze.project.loading.register import City
from anze.record.actions import Change

COUNTY: Final = "441881"  # 英德市, where most of the demo's people sit
SERVED: Final = ("party_head", "gov_head")  # leaders with a secretary who records for them
OPENED: Final = FIRST_ENTRY + timedelta(days=5)
NO_PASSWORD: Final = "!demo"  # nobody signs in to the demo with a password
OVERSEERS: Final = (("discipline", CITY, "市纪委监委"), ("organisation", CITY, "市委组织部"), ("auditor", CITY, "市审计局"),
                    ("office_head", CITY, "市安委办主任"),
                    ("discipline", COUNTY, "英德市纪委监委"), ("organisation", COUNTY, "英德市委组织部"))
# Whoever opens a case never approves it: of each discipline office a second person.
SECONDS: Final = ((CITY, "市纪委监委审理室"), (COUNTY, "英德市纪委监委审理室"))
ADMINISTRATORS: Final = ("system_admin", "security_admin", "audit_admin")


def demo_town(city: City) -> str:
    """Return the town whose office and leader are in the demo: the first of the county's towns that is on the list of problem towns."""
    listed = ProblemTown.objects.current().filter(unit__parent__code=COUNTY, end=None).values_list("unit__code", flat=True)
    return min(code for code in listed if city.in_post(code, "party_head", city.clock.until))


def load_accounts(city: City) -> None:
    """Enter accounts with what each may do. `city.account` has them by place (office or liaison), officer, `secretary:` + place and role."""
    wanted = dict(_offices(city)) | dict(_leaders(city)) | dict(_others())
    names = {key: username for key, (username, _, _) in wanted.items()}
    at = city.clock.at(OPENED)
    made = [Account(username=username, name=name, officer=officer, password=NO_PASSWORD, password_changed_at=at, created_at=at)
            for username, name, officer in wanted.values()]
    found = {one.username: one for one in insert(made)}
    city.account = {key: found[name] for key, name in names.items()}
    for one in found.values():
        city.journal.add(Change(at=at, actor=None, verb="开户", object_type="account", object_id=one.username, after={"name": one.name}))
    _grant(city)


def _offices(city: City) -> Iterator[tuple[str, tuple[str, str, Officer | None]]]:
    town = demo_town(city)
    shown = {CITY: "demo-office-city", COUNTY: "demo-office-county", town: "demo-office-town", f"{COUNTY}-yjj": "demo-liaison-county"}
    for code, unit in city.unit.items():
        kind, name = ("lly", "安全生产联络员") if unit.level == "department" else ("awb", "安委办")
        yield code, (shown.get(code, f"{kind}-{code}"), f"{unit.name}{name}"[:40], None)
        if unit.level in {"city", "county"}:
            yield f"secretary:{code}", ("demo-secretary-county" if code == COUNTY else f"ms-{code}", f"{unit.name}秘书", None)


def shown_leaders(city: City) -> dict[str, str]:
    """Return the officers whose accounts are in the demo, by code, with their usernames."""
    seats = {"demo-leader-city": (CITY, "gov_head"), "demo-leader-county": (COUNTY, "gov_head"), "demo-leader-town": (demo_town(city), "party_head"),
             "demo-leader-department": (f"{COUNTY}-yjj", "dept_head")}
    held = {name: city.in_post(unit, post, city.clock.until) for name, (unit, post) in seats.items()}
    return {officer.code: name for name, officer in held.items() if officer}


def _leaders(city: City) -> Iterator[tuple[str, tuple[str, str, Officer | None]]]:
    shown = shown_leaders(city)
    for code, officer in city.officer.items():
        yield code, (shown.get(code, code), officer.name, officer)


def _others() -> Iterator[tuple[str, tuple[str, str, Officer | None]]]:
    for role, unit, name in OVERSEERS:
        yield f"{role}:{unit}", (f"demo-{role}-{'city' if unit == CITY else 'county'}", name, None)
    for unit, name in SECONDS:
        yield f"second:{unit}", (f"demo-discipline_second-{'city' if unit == CITY else 'county'}", name, None)
    for role in ADMINISTRATORS:
        yield role, (f"demo-{role}-city", ROLES[role], None)


def _grant(city: City) -> None:
    at, giver = city.clock.at(OPENED) + timedelta(hours=1), city.account["security_admin"]
    grants, named = [], []

    def give(key: str, role: str, unit: Unit | None) -> None:
        grants.append(Grant(account=city.account[key], role=role, unit=unit, given_at=at, given_by=None if role == "security_admin" else giver))

    for code, unit in city.unit.items():
        give(code, "liaison" if unit.level == "department" else "office", unit)
        if f"secretary:{code}" in city.account:
            give(f"secretary:{code}", "secretary", unit)
            named += [(city.account[f"secretary:{code}"], officer) for post in SERVED if (officer := city.in_post(code, post, city.clock.until))]
    for holder, code in sorted({(one.officer.code, one.unit.code) for one in city.tenures if one.end is None}):
        give(holder, "leader", city.unit[code])
    for role, place, _ in OVERSEERS:
        give(f"{role}:{place}", role, city.unit[place])
    for place, _ in SECONDS:
        give(f"second:{place}", "discipline", city.unit[place])
    for role in ADMINISTRATORS:
        give(role, role, None)
    insert(sorted(grants, key=lambda one: one.role != "security_admin"))  # the database takes no grant but from one who may grant by then
    insert([RecordsFor(account=account, officer=officer, given_at=at, given_by=giver) for account, officer in named])
    for one in grants:
        after: dict[str, Any] = {"role": one.role, "unit": one.unit.code if one.unit else None}
        city.journal.add(Change(at=at, actor=one.given_by, verb="授权", object_type="grant", object_id=one.account.username,
                                unit=one.unit.code if one.unit else "", after=after))
    for account, officer in named:
        city.journal.add(Change(at=at, actor=giver, verb="准许代录", object_type="grant", object_id=account.username, on_behalf=officer.code,
                                after={"records_for": officer.code}))
