"""Who can confirm a result and who can score which unit, by name; loudly where nobody can, with what to do about it."""

from dataclasses import dataclass
from datetime import date

from anze.access.models import Grant
from anze.access.permissions import PERMISSIONS
from anze.assessments.models import Assessment, Recusal
from anze.assessments.policies import DECIDE, RUN
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import drawn_up_by
from anze.people.models import Account, Tenure, Unit


@dataclass(frozen=True, slots=True)
class Deciders:
    """The accounts that can confirm a result, and of those with the right that cannot why not."""

    able: list[Account]
    barred: list[str]
    unit: str

    @property
    def words(self) -> str:
        """Who can, by name; or that nobody can, and what to do."""
        if self.able:
            return f"可以确认的：{'、'.join(one.name for one in self.able)}。"
        why = f"有这个角色的都不能办：{'；'.join(self.barred)}" if self.barred else f"{self.unit}现在没有“安委办负责人”的账号"
        return (f"没有人可以确认：{why}。请安全管理员在“账号”里给{self.unit}没有参与评分、也不用回避的人授“安委办负责人”；"
                "本单位没有合适的人的，可以授给上级安委办的负责人。")


def confirmers(assessment: Assessment, today: date) -> Deciders:
    """Return who can confirm a result: never whoever drew it up or keeps out of the scores of a unit (第二十条)."""
    drew, able, barred = drawn_up_by(assessment), list[Account](), list[str]()
    accounts = _holding(DECIDE, assessment.by)
    out = _keeping_out(assessment, accounts, today)
    for one in accounts:
        if one.pk in drew:
            barred.append(f"{one.name}参与了评分或者形成结果")
        elif names := [unit.name for unit, some in out.items() if one.pk in some]:
            barred.append(f"{one.name}要对{'、'.join(names)}回避")
        else:
            able.append(one)
    return Deciders(able, barred, assessment.by.name)


def unscored(assessment: Assessment, today: date) -> list[str]:
    """Return a sentence for every unit that nobody can score, because everybody with the right keeps out of it."""
    accounts = _holding(RUN, assessment.by)
    able = {one.pk for one in accounts}
    return [f"没有人可以给{unit.name}评分：{assessment.by.name}安委办的账号（{'、'.join(one.name for one in accounts) or '没有'}）都要回避。"
            f"请安全管理员给{assessment.by.name}安委办另一个人授权；登记错了的，撤下回避。"
            for unit, some in _keeping_out(assessment, accounts, today).items() if not able - some]


def _holding(permission: str, unit: Unit) -> list[Account]:
    found: dict[int, Account] = {}
    for role, scope in PERMISSIONS[permission].items():
        rows = Grant.objects.in_force().filter(role=role, account__is_active=True).select_related("account", "unit").order_by("account__username")
        for row in rows.filter(unit=unit) if scope == "unit" else rows.filter(unit__isnull=False):
            if scope == "unit" or (row.unit and unit.path.startswith(row.unit.path)):
                found[row.account.pk] = row.account
    return list(found.values())


def _keeping_out(assessment: Assessment, accounts: list[Account], today: date) -> dict[Unit, set[int]]:
    """Return of each unit covered which accounts keep out of its scores: they belong there, hold a post there, or said so (`entitled.conflict`)."""
    keys = [one.pk for one in accounts]
    granted = list(Grant.objects.in_force().filter(account__in=keys, unit__isnull=False).values_list("account", "unit__path"))
    officers = {one.officer_id: one.pk for one in accounts if one.officer_id}
    held = [(officers[officer], path) for officer, path in
            Tenure.objects.current().held_on(today).filter(officer__in=officers).values_list("officer", "unit__path")]
    said = set(Recusal.objects.current().filter(assessment=assessment, account__in=keys).values_list("unit", "account"))
    return {unit: {account for account, path in (*granted, *held) if path.startswith(unit.path)} | {account for key, account in said if key == unit.pk}
            for unit in covered_units(assessment)}
