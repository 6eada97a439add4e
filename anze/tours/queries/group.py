"""Who may be of a group: named as people write them; who is kept out or flagged for a tie with the unit visited (回避)."""

from collections.abc import Sequence
from datetime import date

from anze.law.days import Span
from anze.people.models import Account, Officer, Tenure, Unit
from anze.tours.policies import recusal_years
from anze.tours.told import Someone


def named_people(texts: Sequence[str], superior: Unit, day: date) -> tuple[list[Someone], list[str]]:
    """Return the people who are named, the first as the leader; and a sentence for each text that names nobody, or several, or somebody again.

    A text is an officer (name or code) or an account (name or sign-in name); of one name, whoever serves in the superior's tree.
    """
    found: dict[tuple[int | None, int | None], Someone] = {}
    faults: list[str] = []
    for text in texts:
        one, fault = _named(text.strip(), superior, day)
        if one is None:
            faults.append(fault)
        elif one.key in found:
            faults.append(f"“{one.name}”写了两次（{text.strip()}）。请删去重复的一行；同名的另一个人，请写成“姓名（编号或账号）”。")
        else:
            found[one.key] = one
    return list(found.values()), faults


def _named(text: str, superior: Unit, day: date) -> tuple[Someone | None, str]:
    code = text.rstrip("）)").replace("(", "（").rpartition("（")[2].strip()
    name = text.replace("(", "（").partition("（")[0].strip()
    account = Account.objects.filter(username__in=(code, text), is_active=True).select_related("officer").first()
    officer = Officer.objects.filter(code__in=(code, text)).first() or (account.officer if account else None)
    if officer or account:
        return _someone(officer, account, day), ""
    officers = list(Officer.objects.filter(name=name)[:50])
    if len(officers) > 1:
        there = Tenure.objects.current().held_on(day).filter(unit__path__startswith=superior.path, officer__in=officers)
        serving = set(there.values_list("officer", flat=True))
        officers = [one for one in officers if one.pk in serving] or officers
    accounts = list(Account.objects.filter(name=name, is_active=True, officer=None)[:7])
    if len(officers) + len(accounts) > 1:
        several = "、".join([*(one.code for one in officers[:4]), *(one.username for one in accounts[:4])])
        return None, f"叫“{name}”的不止一个（{several}）。请写成“姓名（编号或账号）”。"
    if not officers and not accounts:
        return None, f"名册和账号里没有“{text}”。请写名册里的姓名、人员编号，或者账号。"
    return _someone(officers[0] if officers else None, accounts[0] if accounts else None, day), ""


def _someone(officer: Officer | None, account: Account | None, day: date) -> Someone:
    if officer is not None and account is None:
        account = Account.objects.filter(officer=officer, is_active=True).first()
    held = Tenure.objects.current().held_on(day).filter(officer=officer).select_related("unit").order_by("pk").first() if officer else None
    name = officer.name if officer else account.name if account else ""
    return Someone(name=name, officer=officer, account=account, title=held.in_full[:120] if held else "")


def ties(one: Someone, unit: Unit, day: date) -> tuple[str, str]:
    """Return why somebody may not go to a unit at all, and what is to be looked into before he goes; both empty where there is no tie on record.

    Nobody goes where he holds a post, or where an office, a liaison or a secretary of the place signs in by that account; who left a post there
    within the years of the pack's parameter is flagged.
    """
    rows = Tenure.objects.current().filter(officer=one.officer, unit__path__startswith=unit.path).select_related("unit").order_by("-start")
    held = list(rows) if one.officer else []
    for now in held:
        if now.end is None or now.end >= day:
            return f"{one.name}任{now.in_full}，应当回避。请换人。", ""
    if one.account and one.account.grants.filter(ended_at=None, unit__path__startswith=unit.path).exists():
        return f"{one.name}的账号属于{unit.name}，应当回避。请换人。", ""
    years = recusal_years()
    for then in held:
        if years and then.end is not None and Span("years", years).end(then.end) >= day:
            return "", f"{one.name}{then.end.year}年{then.end.month}月以前任{then.in_full}，离任不满 {years} 年。请换人，或者写明不回避的理由。"
    return "", ""


def checked(people: Sequence[Someone], units: Sequence[Unit], day: date) -> tuple[list[str], list[str]]:
    """Return what forbids these people to go to these units, and what has to be answered with a reason first; each sentence once."""
    both = [ties(one, unit, day) for unit in units for one in people]
    return list(dict.fromkeys(no for no, _ in both if no)), list(dict.fromkeys(ask for _, ask in both if ask))
