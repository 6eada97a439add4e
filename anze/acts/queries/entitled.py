"""Who may record what for whom, and who may take it back."""

from datetime import date

from django.db.models import Q

from anze.access.rights import Rights
from anze.acts.facts import CALLED
from anze.acts.models import Act
from anze.acts.queries.offered import counts_for_author
from anze.acts.told import Told
from anze.people.models import Officer, Tenure, Unit
from anze.record.kept import by_register


def units_offered(rights: Rights, day: date) -> list[Unit]:
    """Return the units for which the account may record what happened on a day: its own, and those where its leaders were in office."""
    reach = rights.reach("act.record")

    def read() -> list[Unit]:
        held = Tenure.objects.current().held_on(day).filter(officer__in=reach.officers).values("unit")
        return list(Unit.objects.filter(reach.of_units() | Q(pk__in=held)).order_by("path"))

    return list(by_register(("units offered", reach, day), read))


def leaders_offered(rights: Rights) -> list[Officer]:
    """Return the leaders for whom the account records: those named to a secretary."""
    others = rights.reach("act.record").officers - {rights.account.officer_id}
    return list(by_register(("leaders offered", others), lambda: list(Officer.objects.filter(pk__in=others).order_by("pinyin", "code")))) if others else []


def may_lead(rights: Rights, unit: Unit) -> frozenset[int] | None:
    """Return whom the account may record as leading or author in a unit; None for anybody."""
    reach = rights.reach("act.record")
    return None if reach.covers_unit(unit) else reach.officers


def refusal(rights: Rights, told: Told) -> str:
    """Say why the account may not record what is told; empty where it may.

    An office and a liaison record for their unit. A leader, and a secretary for a leader, record what the leader took part in,
    and let it count for nobody else.
    """
    reach = rights.reach("act.record")
    if told.on_behalf_of and told.on_behalf_of.pk not in reach.officers:
        return f"您没有代{told.on_behalf_of.name}登记的授权。请联系安全管理员。"
    if any(not reach.covers_unit(unit) for unit in told.joint_with):
        return "联合单位中有您不能代为登记的。请由该单位自己登记，或者去掉它。"
    if reach.covers_unit(told.unit):
        return ""
    leader = told.on_behalf_of or rights.account.officer
    if leader is None or leader.pk not in reach.officers:
        return f"您不能为{told.unit.name}登记。请选择自己的单位。"
    return _beyond(leader, reach.officers, told)


def _beyond(leader: Officer, own: frozenset[int], told: Told) -> str:
    """Say where an act goes beyond what its leader did; `own` are those for whom the account may let it count."""
    if not Tenure.objects.current().held_on(told.date).filter(unit=told.unit, officer=leader).exists():
        return f"{leader.name}在发生当日不在{told.unit.name}任职。请核对日期和单位。"
    taking_part = {officer.pk for officer, _ in told.participants}
    if (told.participants or told.type in {"meeting", "inspection"}) and leader.pk not in taking_part:
        return f"只能登记{leader.name}参加的事项：请在参加人里勾上{leader.name}。"
    if _counting(told) - own:
        return "不能替别的领导登记牵头、召集或者署名的事项。请由其本人或者本单位安委办登记。"
    return ""


def _counting(told: Told) -> set[int]:
    """Return the officers for whom the act would count as persons."""
    parts = {"lead"}
    if set(told.bodies) & CALLED:
        parts.add("chair")
    if counts_for_author(told.kind):
        parts.add("author")
    return {officer.pk for officer, part in told.participants if part in parts}


def may_withdraw(rights: Rights, act: Act) -> bool:
    """Say whether the account may take an act back: who recorded it, the unit's office or liaison, the leader it was recorded for, his secretary."""
    reach = rights.reach("act.withdraw")
    if not reach:
        return False
    return act.recorded_by_id == rights.account.pk or reach.covers_unit(act.unit) or act.on_behalf_of_id in reach.officers
