"""A stranger's town with one of everything, each text of which bears a word that stands nowhere else: the canary."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from anze.access.models import Grant, RecordsFor, SignIn
from anze.access.rights import rights_of
from anze.acts.actions.evidence import attach
from anze.acts.actions.recording import record_act
from anze.acts.evidence.examine import examined
from anze.acts.models import Act, Draft
from anze.acts.told import Told, ToldProblem, ToldTopic
from anze.duties.actions.contacts import assign_contact
from anze.duties.actions.keywork import add_item, make_list
from anze.duties.actions.safety_lists import enter_list
from anze.duties.models import Escalation, Message, Urge
from anze.letters.actions.generating import Entered, enter
from anze.letters.actions.scanning import Part, Upload, take_in
from anze.letters.models import Letter
from anze.letters.scans.reading import Group
from anze.people.models import Account, Officer, Tenure, Unit
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions import add_officer, add_unit, begin_tenure, list_town, set_directors
from anze.register.models import Import
from anze.workbook.models import Export
from tests.cast import Cast
from tests.hostile.office import pdf

NOW = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)
BEFORE = NOW - timedelta(days=20)
DAY = date(2026, 5, 20)


@dataclass
class Planted:
    """What was planted: the word, whose office owns it, and of each kind one, by a short name."""

    word: str
    owner: str
    made: dict[str, Any] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)

    def key(self, kind: str) -> Any:
        """Return what an address or a form calls the planted one of a kind."""
        one = self.made[kind]
        return one if isinstance(one, int | str | UUID) else getattr(one, {"unit": "code", "department": "code", "officer": "code", "act": "uid",
                                                                        "told": "uid", "import": "uid", "export": "uid"}.get(kind, "pk"))


def plant(cast: Cast, word: str, code: str, county: str) -> Planted:
    """Plant a town and a bureau in a county, led by strangers, with one of everything that is kept of them."""
    found, first = Planted(word, f"{county}安委办"), Entry.objects.count()
    made, by = found.made, cast.account[f"{county}安委办"]
    town = made["unit"] = add_unit(by, BEFORE, code=f"{code}-t", name=f"{word}镇", level="town", parent=cast.unit[county])
    bureau = made["department"] = add_unit(by, BEFORE, code=f"{code}-d", name=f"{word}局", level="department", parent=cast.unit[county], function="regulator")
    made["other town"] = add_unit(by, BEFORE, code=f"{code}-u", name=f"{word}乡", level="town", parent=cast.unit[county])
    made["other bureau"] = add_unit(by, BEFORE, code=f"{code}-e", name=f"{word}署", level="department", parent=cast.unit[county], function="regulator")
    head = made["officer"] = add_officer(by, BEFORE, code=f"{code}-p1", name=f"{word}某")
    other = add_officer(by, BEFORE, code=f"{code}-p2", name=f"{word}甲")
    made["tenure"] = begin_tenure(by, BEFORE, officer=head, unit=town, post="party_head", start=date(2025, 3, 1), title=f"{word}书记")
    begin_tenure(by, BEFORE, officer=other, unit=bureau, post="dept_head", start=date(2025, 3, 1), title=f"{word}局长")
    made["town"] = list_town(by, BEFORE, unit=town, start=date(2026, 1, 1), document=f"{word}文件")
    made["committee"] = set_directors(by, BEFORE, unit=town, directors=[head], start=date(2026, 1, 1))
    _accounts(cast, found, head, town)
    _acts(cast, found, by, town, head)
    made["contact"] = assign_contact(by, BEFORE, officer=head, target="sector", sector=f"{word}业", start=date(2026, 3, 1), document=f"{word}分工")
    made["safety list"] = enter_list(by, BEFORE, unit=bureau, start=date(2026, 1, 1), safety_body=f"{word}股", document=f"{word}清单", text=f"{word}职责")
    made["work list"] = make_list(by, BEFORE, unit=town, year=2026, title=f"{word}重点工作")
    made["work item"] = add_item(by, BEFORE, made["work list"], position=1, content=f"{word}任务", officer=head, department=None,
                                 deadline=date(2026, 4, 1), provision="")
    _letters(cast, found, by, town)
    _messages(cast, found, by, town, head)
    found.entries = list(Entry.objects.filter(seq__gt=first).values_list("seq", flat=True))
    return found


def _accounts(cast: Cast, found: Planted, head: Officer, town: Unit) -> None:
    """The leader's own account, a secretary's, the town office's; the county office is signed in elsewhere."""
    word = found.word
    leader = Account.objects.create_user(username=f"{word}本人", name=f"{word}某", officer=head, password_changed_at=BEFORE)
    helper = Account.objects.create_user(username=f"{word}秘书", name=f"{word}秘书", password_changed_at=BEFORE)
    office = Account.objects.create_user(username=f"{word}安委办", name=f"{word}安委办", password_changed_at=BEFORE)
    found.made |= {"account": leader.username, "grant": Grant.objects.create(account=leader, role="leader", unit=town, given_at=BEFORE),
                   "records for": RecordsFor.objects.create(account=helper, officer=head, given_at=BEFORE)}
    Grant.objects.create(account=helper, role="secretary", unit=town, given_at=BEFORE)
    Grant.objects.create(account=office, role="office", unit=town, given_at=BEFORE)
    cast.account |= {one.username: one for one in (leader, helper, office)}
    found.made["session"] = SignIn.objects.create(account=cast.account[found.owner], session_key=f"s{head.pk}", started_at=NOW, last_seen_at=NOW,
                                                  device=f"{word}手机")


def _acts(cast: Cast, found: Planted, by: Account, town: Unit, head: Officer) -> None:
    """An inspection with a problem and a file, a meeting, and one that waits for the leader's word."""
    word, helper = found.word, cast.account[f"{found.word}秘书"]
    seen = Told(type="inspection", unit=town, date=DAY, participants=((head, "lead"),), place=f"{word}厂", findings=f"{word}情况",
                problems=(ToldProblem(f"{word}问题", f"{word}公司", town, date(2026, 5, 25)),))
    act: Act = record_act(by, BEFORE + timedelta(days=1), seen)
    met = Told(type="meeting", unit=town, date=DAY, title=f"{word}会议", bodies=("party_committee",), minutes=f"{word}纪要",
               participants=((head, "chair"),), topics=(ToldTopic(f"{word}议题", "work_safety", True),))
    record_act(by, BEFORE + timedelta(days=1), met)
    told = record_act(helper, NOW, Told(type="inspection", unit=town, date=DAY, participants=((head, "lead"),), place=f"{word}矿", on_behalf_of=head))
    [file] = attach(by, NOW, act, [examined(f"{word}.pdf", len(pdf()), iter([pdf()]))])
    Draft.objects.create(account=by, form="record:inspection", data={"place": [f"{word}草稿"]}, saved_at=NOW)
    found.made |= {"act": act, "told": told, "problem": act.problems.get(), "file": file}


def _letters(cast: Cast, found: Planted, by: Account, town: Unit) -> None:
    """A letter of responsibility that was signed elsewhere, and a page of a scan that bears no code."""
    word, county = found.word, cast.unit[found.owner.removesuffix("安委办")]
    [letter] = enter(by, BEFORE, [Entered(county, town, "party", 2026, date(2026, 1, 20), f"{word}责〔2026〕1号")])
    content = pdf(f"/Lang ({town.code})")
    page = examined(f"{word}扫描.pdf", len(content), iter([content]))
    [scan] = take_in(by, BEFORE, rights_of(by), Upload(county, 2026, date(2026, 1, 20)), [Part(page.sha256, Group("", (1,)), page)]).waiting
    found.made |= {"letter": letter.code, "scan": scan}


def _messages(cast: Cast, found: Planted, by: Account, town: Unit, head: Officer) -> None:
    """What is kept of an account alone, and what was urged and reported."""
    word = found.word
    found.made |= {
        "message": Message.objects.create(account=by, kind="digest", on=DAY, title=f"{word}提醒", lines=[{"topic": "due", "text": f"{word}事项"}], made_at=NOW),
        "import": Import.objects.create(account=by, name=f"{word}.xlsx", content=b"x", digest="0" * 64, made_at=NOW),
        "export": Export.objects.create(account=by, name=f"{word}.xlsx", maker="x:x", state="ready", content=f"{word}".encode(), size=9, made_at=NOW,
                                        expires_at=NOW + timedelta(days=7))}
    Urge.objects.create(officer=head, unit=town, duty="10.4", period="2026-Q1", on=DAY, at=NOW, by=by, text=f"{word}催办")
    Escalation.objects.create(office=cast.unit[found.owner.removesuffix("安委办")], unit=town, duty="10.4", period="2026-Q1", officer=head.code,
                              officers=[head.code], on=DAY, at=NOW)


def rows(found: Planted) -> list[Any]:
    """Return what an attack on the planted would change: every row that belongs to the town, its bureau and its people."""
    units, people = [found.made["unit"].pk, found.made["department"].pk], list(Officer.objects.filter(code__startswith=found.key("officer")[:-1]))
    values = [Unit.objects.filter(pk__in=units), Officer.objects.filter(pk__in=[one.pk for one in people]), Tenure.objects.filter(officer__in=people),
              Act.objects.filter(unit__in=units), Import.objects.filter(pk=found.made["import"].pk), Export.objects.filter(pk=found.made["export"].pk),
              Message.objects.filter(pk=found.made["message"].pk), SignIn.objects.filter(pk=found.made["session"].pk)]
    values.append(Letter.objects.filter(subordinate__in=units))
    return [list(some.order_by("pk").values_list()) for some in values]
