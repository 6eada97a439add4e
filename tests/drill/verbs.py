"""The verbs of every family with a city in which each can be done once, and how many entries of the ledger each makes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django_otp.oath import TOTP

from anze.access.models import Grant, RecordsFor, SignIn
from anze.access.rights import Reach
from anze.accounts.actions import accounts, grants, passwords, second_factor, sessions
from anze.acts.actions.confirming import confirm, reject
from anze.acts.actions.evidence import attach, take_down
from anze.acts.actions.problems import take_step
from anze.acts.actions.recording import correct_act, record_act
from anze.acts.actions.setting_aside import set_aside
from anze.acts.actions.withdrawing import withdraw as withdraw_act
from anze.acts.evidence.examine import all_examined, examined
from anze.acts.models import Act, Attachment, Problem
from anze.acts.told import Told, ToldProblem, told_of
from anze.duties.actions import contacts, keywork, safety_lists
from anze.duties.actions.acknowledging import acknowledge
from anze.duties.actions.calendar import enter_notice
from anze.duties.actions.digests import make_digests
from anze.duties.actions.escalating import escalate
from anze.duties.actions.preferring import prefer
from anze.duties.actions.urging import urge
from anze.duties.models import ContactPoint, KeyWorkItem, KeyWorkList, SafetyDutyList
from anze.duties.queries.dutylists import list_of
from anze.duties.queries.owed import missed
from anze.duties.world import world
from anze.law.question import Question
from anze.people.models import Account, Committee, ProblemTown, Tenure
from anze.people.moment import SHANGHAI, day_of
from anze.record.actions.erasing import erase
from anze.record.models import Entry
from anze.register import actions as register
from tests.cast import PASSWORD, Cast
from tests.hostile.office import docx, pdf

NOW: Final = datetime(2026, 3, 2, 9, 5, tzinfo=SHANGHAI)
DAY: Final = date(2026, 3, 1)
BEFORE: Final = NOW - timedelta(days=10)
Verb = Callable[[Cast], object]


def who(name: str) -> Account:
    """Return an account as it is stored now."""
    return Account.objects.get(username=name)


def told(city: Cast, **more: Any) -> Told:
    """Return what the town 望埠 has to tell."""
    return replace(Told(type="inspection", unit=city.unit["望埠"], date=DAY, participants=((city.officer["丁某"], "lead"),), place="望埠工业园",
                        problems=(ToldProblem("通道堵塞", "某公司", city.unit["望埠"], date(2026, 3, 20)),)), **more)


def ready(city: Cast) -> None:
    """Bring about what the verbs are done to."""
    act = Act.objects.create(uid="LZ-1", type="inspection", unit=city.unit["英德"], date=DAY, recorded_at=NOW)
    attach(None, NOW, act, [examined("a", 1, iter([pdf()]))])
    record_act(city.account["望埠安委办"], BEFORE, told(city, date=date(2026, 2, 10)))
    people = ((city.officer["甲某"], "lead"),)
    record_act(city.account["甲的秘书"], NOW, told(city, unit=city.unit["英德"], participants=people, on_behalf_of=city.officer["甲某"], problems=()))
    by = city.account["英德安委办"]
    contacts.assign_contact(by, BEFORE, officer=city.officer["甲某"], target="sector", sector="消防", start=date(2026, 2, 1))
    safety_lists.enter_list(by, BEFORE, unit=city.unit["应急局"], start=date(2026, 2, 1), text="职责")
    kept = keywork.make_list(by, BEFORE, unit=city.unit["英德"], year=2026)
    keywork.add_item(by, BEFORE, kept, **item(2))
    issued = keywork.make_list(by, BEFORE, unit=city.unit["望埠"], year=2026)
    keywork.add_item(by, BEFORE, issued, **item(1))
    keywork.issue(by, BEFORE, issued, issued_on=date(2026, 2, 10))
    register.list_town(by, BEFORE, unit=city.unit["望埠"], start=date(2026, 1, 1), document="文件")
    register.set_directors(by, BEFORE, unit=city.unit["望埠"], directors=[city.officer["丁某"]], start=date(2026, 1, 1))
    account = city.account["丁"]
    account.set_password(PASSWORD)
    account.save()
    SignIn.objects.create(account=account, session_key="elsewhere", started_at=NOW, last_seen_at=NOW)
    second_factor.offered(account)
    accounts.disable_account(city.account["系统管理员"], BEFORE, city.account["壬"], reason="借调")
    device = second_factor.offered(city.account["乙"])
    assert second_factor.turn_on(city.account["乙"], BEFORE, code=f"{TOTP(device.bin_key).token():06}")


def item(position: int) -> dict[str, Any]:
    """Return an item of key work."""
    return {"position": position, "content": "任务", "officer": None, "department": None, "deadline": date(2026, 12, 1), "provision": ""}


def _record(city: Cast) -> object:
    return record_act(who("望埠安委办"), NOW, told(city), device_key="k-1")


def _correct(city: Cast) -> object:
    old = Act.objects.get(unit=city.unit["望埠"], type="inspection")
    return correct_act(who("望埠安委办"), NOW, old, replace(told_of(old), place="另一处"), reason="写错了")


def _waiting() -> Act:
    return Act.objects.waiting().get()


def _attach(city: Cast) -> object:
    by, act = who("甲"), Act.objects.get(uid="LZ-1")
    files, _ = all_examined((name, len(content), iter([content])) for name, content in (("b", docx()), ("c", "会议".encode())))
    return attach(by, NOW, act, files)


def _sign(city: Cast) -> object:
    unit, question = city.unit["望埠"], Question(day_of(NOW), day_of(NOW))
    return acknowledge(who("丁"), NOW, unit=unit, post="party_head", digest=list_of(world(question, day_of(NOW)), unit, "party_head").digest)


def _check(city: Cast) -> object:
    kept = KeyWorkList.objects.get(unit=city.unit["望埠"])
    return keywork.check_round(who("望埠安委办"), NOW, kept, on=DAY, results={one.pk: (True, "办了") for one in kept.items.all()})


def _urge(city: Cast) -> object:
    reach, question = Reach(trees=frozenset({city.unit["英德"].path})), Question(day_of(NOW), day_of(NOW))
    keys = [one.key for one in missed(world(question, day_of(NOW)), question, date(2026, 1, 1), DAY) if one.owner == "p4"]
    found = urge(who("英德安委办"), NOW, reach, keys, "请办")
    assert found.reached
    return found


def _turn_on(city: Cast) -> object:
    account = who("丁")
    device = second_factor.offered(account)
    codes = second_factor.turn_on(account, NOW, code=f"{TOTP(device.bin_key).token():06}")
    assert codes
    return codes


def _tenure(city: Cast, name: str) -> Tenure:
    return Tenure.objects.current().get(officer=city.officer[name])


def _point() -> ContactPoint:
    return ContactPoint.objects.current().get()


ACTS: Final[Mapping[str, tuple[Verb, int]]] = {
    "record an act": (_record, 1),
    "correct an act": (_correct, 2),
    "withdraw an act": (lambda city: withdraw_act(who("望埠安委办"), NOW, Act.objects.get(unit=city.unit["望埠"], type="inspection"), reason="错"), 1),
    "confirm": (lambda city: confirm(who("甲"), NOW, [_waiting()]), 1),
    "reject": (lambda city: reject(who("甲"), NOW, _waiting(), reason="没有去"), 1),
    "mend a problem": (lambda city: take_step(who("望埠安委办"), NOW, Problem.objects.get(), kind="rectified", on=DAY, note="已改"), 1),
    "attach two files": (_attach, 2),
    "take a file down": (lambda city: take_down(who("甲"), NOW, Attachment.objects.get(), reason="错"), 1),
    "set a file aside": (lambda city: set_aside(who("甲"), NOW, "k", [examined("d", len(docx()), iter([docx()]))]), 0),
    "erase a text": (lambda city: erase(who("审计"), NOW, Entry.objects.get(seq=3), reason="决定书"), 1),
}
DUTIES: Final[Mapping[str, tuple[Verb, int]]] = {
    "assign a contact point": (lambda city: contacts.assign_contact(who("英德安委办"), NOW, officer=city.officer["乙某"], target="sector", sector="工贸",
                                                                    start=DAY), 1),
    "assign two contact points": (lambda city: contacts.assign_all(who("英德安委办"), NOW, [
        {"officer": city.officer[name], "target": "sector", "sector": "工贸", "start": DAY} for name in ("乙某", "丙某")]), 2),
    "change a contact point": (lambda city: contacts.change_contact(who("英德安委办"), NOW, _point(), reason="错", sector="旅游"), 1),
    "move a contact point": (lambda city: contacts.move_contact(who("英德安委办"), NOW, _point(), start=DAY, reason="调整", sector="旅游"), 2),
    "end a contact point": (lambda city: contacts.end_contact(who("英德安委办"), NOW, _point(), end=DAY), 1),
    "enter a duty list": (lambda city: safety_lists.enter_list(who("英德安委办"), NOW, unit=city.unit["教育局"], start=DAY), 1),
    "change a duty list": (lambda city: safety_lists.change_list(who("英德安委办"), NOW, SafetyDutyList.objects.get(), reason="错", text="新"), 1),
    "end a duty list": (lambda city: safety_lists.end_list(who("英德安委办"), NOW, SafetyDutyList.objects.get(), end=DAY, reason="废止"), 1),
    "make a key-work list": (lambda city: keywork.make_list(who("英德安委办"), NOW, unit=city.unit["英德"], year=2027, copied=True), 1),
    "add an item": (lambda city: keywork.add_item(who("英德安委办"), NOW, KeyWorkList.objects.get(unit=city.unit["英德"]), **item(3)), 1),
    "change an item": (lambda city: keywork.change_item(who("英德安委办"), NOW, KeyWorkItem.objects.get(position=2), reason="错", content="改"), 1),
    "drop an item": (lambda city: keywork.drop_item(who("英德安委办"), NOW, KeyWorkItem.objects.get(position=2), reason="错"), 1),
    "issue a key-work list": (lambda city: keywork.issue(who("英德安委办"), NOW, KeyWorkList.objects.get(unit=city.unit["英德"]), issued_on=DAY), 2),
    "check a key-work list": (_check, 2),
    "sign a list": (_sign, 1),
    "urge": (_urge, 1),
    "report upward": (lambda city: escalate(NOW), 1),
    "make the day's messages": (lambda city: make_digests(NOW), 1),
    "enter a notice": (lambda city: enter_notice(who("市安委办"), NOW, 2027, {date(2027, 1, 1): (False, "元旦")}), 1),
    "choose one's channels": (lambda city: prefer(who("丁"), NOW, mail=True, email="ding@example.invalid", robot_on=False, robot=""), 1),
}
ACCESS: Final[Mapping[str, tuple[Verb, int]]] = {
    "create an account": (lambda city: accounts.create_account(who("系统管理员"), NOW, username="new", name="新某"), 1),
    "change an account": (lambda city: accounts.change_account(who("系统管理员"), NOW, who("丁"), name="丁某某"), 1),
    "disable an account": (lambda city: accounts.disable_account(who("系统管理员"), NOW, who("丁"), reason="离任"), 1),
    "enable an account": (lambda city: accounts.enable_account(who("系统管理员"), NOW, who("壬"), reason="回任"), 1),
    "renew backup codes": (lambda city: second_factor.renew_codes(who("乙"), NOW), 1),
    "turn the second factor off": (lambda city: second_factor.turn_off(who("乙"), NOW), 1),
    "take another's second factor off": (lambda city: second_factor.reset(who("系统管理员"), NOW, who("乙"), reason="丢了手机"), 1),
    "end one session": (lambda city: sessions.end_session(who("丁"), NOW, SignIn.objects.get(session_key="elsewhere")), 0),
    "reset a password": (lambda city: passwords.reset_password(who("系统管理员"), NOW, who("丁")), 1),
    "change one's password": (lambda city: passwords.change_password(who("丁"), NOW, old=PASSWORD, new="Wangbu-2026-Zhen!"), 1),
    "turn the second factor on": (_turn_on, 1),
    "end the other sessions": (lambda city: sessions.end_others(who("丁"), NOW, keep="here"), 0),
    "give a role": (lambda city: grants.give_grant(who("安全管理员"), NOW, account=who("丁"), role="office", unit=city.unit["大站"]), 1),
    "take a role back": (lambda city: grants.end_grant(who("安全管理员"), NOW, Grant.objects.get(account__username="丁")), 1),
    "allow to record": (lambda city: grants.allow_recording(who("安全管理员"), NOW, account=who("甲的秘书"), officer=city.officer["乙某"]), 1),
    "end recording": (lambda city: grants.end_recording(who("安全管理员"), NOW, RecordsFor.objects.get()), 1),
}
REGISTER: Final[Mapping[str, tuple[Verb, int]]] = {
    "add a unit": (lambda city: register.add_unit(None, NOW, code="n1", name="新镇", level="town", parent=city.unit["英德"]), 1),
    "change a unit": (lambda city: register.change_unit(None, NOW, city.unit["大站"], name="大站新镇", reason="改名"), 1),
    "close a unit": (lambda city: register.close_unit(None, NOW, city.unit["大站"], on=DAY, reason="撤销"), 1),
    "add an officer": (lambda city: register.add_officer(None, NOW, code="n1", name="丑某"), 1),
    "add an officer in post": (lambda city: register.add_officer_in_post(None, NOW, code="n1", name="丑某", unit=city.unit["大站"], post="gov_head",
                                                                         start=DAY), 2),
    "rename an officer": (lambda city: register.rename_officer(None, NOW, city.officer["甲某"], name="甲某某", reason="更正"), 1),
    "begin a tenure": (lambda city: register.begin_tenure(None, NOW, officer=city.officer["甲某"], unit=city.unit["望埠"], post="safety_deputy",
                                                          start=date(2026, 1, 1)), 1),
    "correct a tenure": (lambda city: register.correct_tenure(None, NOW, _tenure(city, "丁某"), reason="错", title="书记"), 1),
    "withdraw a tenure": (lambda city: register.withdraw(None, NOW, _tenure(city, "己某"), reason="登错"), 1),
    "transfer": (lambda city: register.transfer(None, NOW, _tenure(city, "丁某"), end=DAY, unit=city.unit["大站"], post="party_head",
                                                start=date(2026, 3, 2)), 2),
    "hand over": (lambda city: register.hand_over(None, NOW, unit=city.unit["望埠"], post="party_head", leaving=_tenure(city, "丁某"), end=DAY,
                                                  successor=city.officer["戊某"], start=date(2026, 3, 2), reason="调整"), 2),
    "set directors": (lambda city: register.set_directors(None, NOW, unit=city.unit["望埠"], directors=[city.officer["戊某"]], start=DAY), 2),
    "end a committee": (lambda city: register.end_committee(None, NOW, Committee.objects.get(), end=DAY, reason="撤销"), 1),
    "list a town": (lambda city: register.list_town(None, NOW, unit=city.unit["大站"], start=DAY, document="文件"), 1),
    "take a town off": (lambda city: register.delist_town(None, NOW, ProblemTown.objects.get(), end=DAY, document="文件"), 1),
}
VERBS: Final = {**ACTS, **DUTIES, **ACCESS, **REGISTER}
