"""The verbs of the processes: what each is done to is brought about first, then it is done, and broken at every step of the way."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from anze.access.rights import rights_of
from anze.accidents.actions.correcting import correct_accident, withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_review, record_step
from anze.accidents.actions.reporting import record_concealment, record_report
from anze.accidents.actions.striking import strike as strike_record
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.acts.evidence.examine import examined
from anze.dossiers.actions import making
from anze.dossiers.asked import Asked
from anze.enterprises.actions import cells, charges, delegations, enterprises
from anze.hazards.actions import listing, patrols, proposing
from anze.interviews.actions import opening, superior
from anze.interviews.told import ToldSuperior
from anze.law.question import Question
from anze.papers.actions import filing, issuing, numbering, templating
from anze.papers.builtin import examples
from anze.vetting.actions import enquiring, stating
from tests.apps.accidents.telling import at, fall, told
from tests.apps.dossiers.telling import inspection, with_file
from tests.apps.enterprises import firms
from tests.apps.hazards import telling as hazards
from tests.apps.hazards.test_dangers import REACHED as DANGERS
from tests.apps.hazards.test_dangers import TAKEN as TO_DANGERS
from tests.apps.interviews import telling as interviews
from tests.apps.interviews.test_steps import REACHED as INTERVIEWS
from tests.apps.interviews.test_steps import TAKEN as TO_INTERVIEWS
from tests.apps.vetting import telling as vetting
from tests.cast import Cast
from tests.drill.assessments import ASSESSMENTS, PUBLICATION
from tests.drill.cases import CASES
from tests.drill.further import FURTHER
from tests.drill.letters import LETTERS
from tests.drill.privacy import PRIVACY
from tests.drill.supervision import SUPERVISION, YEARLY
from tests.drill.tours import TOURS
from tests.hostile.office import pdf

Ready = Callable[[Cast], Any]
Done = Callable[[Cast, Any], object]
COUNTY: Final = "英德安委办"
DAY, ON, NOW = date(2026, 6, 20), date(2026, 6, 1), at("2026-06-20", 15)
END: Final = date(2026, 12, 31)


def _nothing(city: Cast) -> None:
    return None


def _case(city: Cast) -> Any:
    interviews.two_falls(city)


def _then(reach: Ready) -> Ready:
    """Return what brings two accidents about first."""
    def ready(city: Cast) -> Any:
        _case(city)
        return reach(city)
    return ready


def _by(city: Cast) -> Any:
    return city.account[COUNTY]


def _submitted(city: Cast) -> Any:
    return record_step(_by(city), NOW, fall(city), kind="submitted", on=date(2026, 6, 19), organ="调查组").accident


def _patrol(city: Cast, **more: Any) -> Any:
    return patrols.record_patrol(city.account["望埠安委办"], NOW, unit=city.unit["望埠"], cell=None, on=DAY, people="某员", device_key="k-9", **more)


def _file() -> Any:
    return examined("a.pdf", len(pdf()), iter([pdf()]))


ACCIDENTS: Final[Mapping[str, tuple[Ready, Done]]] = {
    "register an accident": (_nothing, lambda city, _: fall(city, deaths=3)),
    "correct an accident": (fall, lambda city, one: correct_accident(_by(city), NOW, one, told(city, deaths=2), reason="报错")),
    "withdraw an accident": (fall, lambda city, one: withdraw_accident(_by(city), NOW, one, reason="重复")),
    "update figures": (fall, lambda city, one: update_figures(_by(city), NOW, one, on=date(2026, 6, 9), figures={"deaths": 2, "loss": Decimal(9)})),
    "record a report": (fall, lambda city, one: record_report(_by(city), NOW, one, to="county", made_at=at("2026-06-01", 9, 40), made_by="某厂")),
    "record a concealment": (fall, lambda city, one: record_concealment(_by(city), NOW, one, kind="concealed", on=DAY, organ="某局", whose="某厂",
                                                                        evidence="录像")),
    "record a step": (fall, lambda city, one: record_step(_by(city), NOW, one, kind="opened", on=date(2026, 6, 2), organ="调查组")),
    "approve a report": (_submitted, lambda city, one: approve_report(_by(city), NOW, one, on=DAY, organ="英德市人民政府", responsible=[city.unit["望埠"]])),
    "record a review": (lambda city: approve_report(_by(city), NOW, _submitted(city), on=DAY, organ="英德市人民政府").accident,
                        lambda city, one: record_review(_by(city), at("2027-05-01"), one, on=date(2027, 4, 30), organ="安委办", outcome="done")),
    "give notice": (fall, lambda city, one: give_notice(_by(city), NOW, one, start=DAY, reason="非生产经营")),
    "write off": (lambda city: give_notice(_by(city), at("2026-06-05"), fall(city), start=date(2026, 6, 5), reason="非生产经营").accident,
                  lambda city, one: write_off(city.account["市安委办"], NOW, one, on=date(2026, 6, 19), organ="统计机构")),
    "strike a record": (lambda city: update_figures(_by(city), NOW, fall(city), on=DAY, figures={"deaths": 2}),
                        lambda city, done: strike_record(_by(city), at("2026-06-21"), done.accident, "figures", done.row, reason="报错")),
}
# state of a danger or an interview → what is done there
AT_DANGERS: Final = (("open", "correct"), ("open", "rectify"), ("rectified", "pass"), ("rectified", "fail"), ("passed", "close"), ("open", "withdraw"))
AT_INTERVIEWS: Final = (
    ("returned", "resubmit"), ("proposed", "drop"), ("proposed", "approve"), ("proposed", "turn_back"), ("returned", "people"),
    ("approved", "revise"), ("noticed", "replace"), ("approved", "notify"),
    ("noticed", "reschedule"), ("approved", "cancel"), ("noticed", "hold"), ("held", "minute"), ("minuted", "amend"), ("minuted", "require"),
    ("rectifying", "item"), ("rectifying", "item_report"), ("reported", "send_back"), ("reported", "close"))
HAZARDS: Final[Mapping[str, tuple[Ready, Done]]] = {
    "record a danger": (_nothing, lambda city, _: hazards.danger(city, level="major", lister="清远")),
    **{f"{kind} a danger": (DANGERS[state], TO_DANGERS[kind]) for state, kind in AT_DANGERS},
    "propose a listing": (lambda city: hazards.danger(city, level="major", lister="清远"),
                          lambda city, one: (proposing.drop(city.account["英德安委办"], at("2026-03-03"), one.listings.get(), note="另报"))),
    "list": (hazards.proposed, lambda city, one: listing.approve(city.account["市安委办主任"], at("2026-03-03"), one, hazards.terms(city),
                                                                 deadline=date(2026, 9, 1))),
    "decline a listing": (hazards.proposed, lambda city, one: listing.decline(city.account["市安委办主任"], at("2026-03-03"), one, note="不够重大")),
    "tell progress": (hazards.listed, lambda city, one: listing.progress(_by(city), at("2026-05-01"), one, on=date(2026, 5, 1), note="采购完成")),
    "ask for an extension": (hazards.listed, lambda city, one: listing.ask_extension(_by(city), at("2026-08-04"), one, on=date(2026, 8, 4),
                                                                                     deadline=date(2026, 11, 2), note="没有到货")),
    "accept": (hazards.listed, lambda city, one: listing.accept(city.account["市安委办"], at("2026-08-20"), one, on=date(2026, 8, 20),
                                                                finished_on=date(2026, 8, 18), note="合格")),
    "reject": (hazards.listed, lambda city, one: listing.reject(city.account["市安委办"], at("2026-08-10"), one, on=date(2026, 8, 10), note="没有联动")),
    "publish": (hazards.listed, lambda city, one: listing.publish(city.account["市安委办"], at("2026-03-05"), one, of="listing", on=date(2026, 3, 5),
                                                                  published_at="网站")),
    "record a patrol": (_nothing, lambda city, _: _patrol(city, found=[hazards.stated(deadline=date(2026, 7, 1))])),
    "withdraw a patrol": (_patrol, lambda city, one: patrols.withdraw_patrol(city.account["望埠安委办"], NOW, one, reason="重复")),
}
INTERVIEW: Final[Mapping[str, tuple[Ready, Done]]] = {
    "propose an interview": (_case, lambda city, _: interviews.proposed(city)),
    "decline a trigger": (_case, lambda city, _: opening.decline(city.account["市安委办"], interviews.NOW, *interviews.trigger_of(city), reason="已约谈")),
    "reconsider": (lambda city: (_case(city), opening.decline(city.account["市安委办"], interviews.NOW, *interviews.trigger_of(city), reason="已约谈"))[1],
                   lambda city, one: opening.reconsider(city.account["市安委办"], interviews.LATER, one, reason="情况有变")),
    **{f"{kind} an interview": (_then(INTERVIEWS[state]), TO_INTERVIEWS[kind]) for state, kind in AT_INTERVIEWS},
    "record a decision": (_nothing, lambda city, _: superior.record_decision(
        city.account["市安委办"], NOW, committee=city.unit["清远"], unit=city.unit["英德"], organ="both", date=DAY, text="决定")),
    "record a superior's interview": (_nothing, lambda city, _: superior.record_superior(city.account["市安委办"], NOW, ToldSuperior(
        unit=city.unit["英德"], by_level="state", officers=(city.officer["甲某"],), date=DAY, text="事由"))),
}
ENTERPRISES: Final[Mapping[str, tuple[Ready, Done]]] = {
    "add a kind": (_nothing, lambda city, _: charges.add_kind(_by(city), NOW, name="矿山")),
    "assign a charge": (lambda city: firms.kind(), lambda city, kind: charges.assign_charge(
        _by(city), NOW, place=city.unit["望埠"], kind=kind, department=city.unit["应急局"], start=ON)),
    "change a charge": (lambda city: firms.charge(city, "望埠", "应急局"), lambda city, one: charges.change_charge(
        _by(city), NOW, one, reason="错", department=city.unit["教育局"])),
    "end a charge": (lambda city: firms.charge(city, "望埠", "应急局"), lambda city, one: charges.end_charge(_by(city), NOW, one, end=ON, reason="调整")),
    "strike a charge": (lambda city: firms.charge(city, "望埠", "应急局"), lambda city, one: charges.strike_charge(_by(city), NOW, one, reason="错")),
    "enter an enterprise": (lambda city: firms.kind(), lambda city, kind: enterprises.add_enterprise(
        _by(city), NOW, name="某厂", unit=city.unit["望埠"], kind=kind, start=ON)),
    "change an enterprise": (lambda city: firms.firm(city, "某厂"), lambda city, one: enterprises.change_enterprise(
        _by(city), NOW, one, start=ON, reason="改名", name="某新厂")),
    "take an enterprise off": (lambda city: firms.firm(city, "某厂"), lambda city, one: enterprises.take_off(_by(city), NOW, one, reason="错")),
    "draw a cell": (_nothing, lambda city, _: cells.add_cell(_by(city), NOW, unit=city.unit["望埠"], code="wb-09", name="九网格", start=ON)),
    "name a holder": (firms.cell, lambda city, one: cells.name_holder(_by(city), NOW, cell=one, role="cell_head", start=ON, officer=city.officer["丁某"])),
    "delegate": (_nothing, lambda city, _: delegations.delegate(_by(city), NOW, unit=city.unit["望埠"], organ=city.unit["应急局"], matter="执法",
                                                                number="1号", start=ON, end=END)),
}
PAPERS: Final[Mapping[str, tuple[Ready, Done]]] = {
    "issue a document": (_nothing, lambda city, _: issuing.issue_kind(
        _by(city), NOW, "circular", ("trial_case", "1"), city.unit["英德"], examples("circular") | {"文号": "英德安委办情〔2026〕1号", "成文日期": DAY})),
    "reserve a number": (_nothing, lambda city, _: numbering.reserve(_by(city), NOW, city.unit["英德"], "安委办", 2026)),
    "void a number": (lambda city: numbering.reserve(_by(city), NOW, city.unit["英德"], "安委办", 2026),
                      lambda city, one: numbering.void(_by(city), NOW, one, "重复")),
    "set a letterhead": (_nothing, lambda city, _: templating.set_letterhead(_by(city), NOW, city.unit["英德"], organ="英德市安委会", sender="英德市安委办",
                                                                             code="英德安委办")),
    "file a paper": (fall, lambda city, one: filing.attach(_by(city), NOW, ("accident", one.code), "材料", _file(), city.unit["望埠"])),
    "take a paper down": (lambda city: filing.attach(_by(city), NOW, ("accident", fall(city).code), "材料", _file(), city.unit["望埠"]),
                          lambda city, one: filing.strike(_by(city), NOW, one, "错")),
}
VETTING: Final[Mapping[str, tuple[Ready, Done]]] = {
    "enquire": (_nothing, lambda city, _: enquiring.enquire(
        city.account["组织部"], NOW, city.unit["英德"], [city.officer["甲某"], city.officer["丁某"]], purpose="appoint", reference="某号",
        asked=Question(DAY, DAY))),
    "issue a statement": (vetting.asked, lambda city, one: stating.issue_statement(city.account["组织部"], vetting.NOW, one)),
}
DOSSIERS: Final[Mapping[str, tuple[Ready, Done]]] = {
    "make a pack": (lambda city: with_file(city, inspection(city, DAY), when=NOW),
                    lambda city, _: making.make(city.account["纪委"], NOW, Asked("p4", DAY, DAY, years=1), rights_of(city.account["纪委"]))),
}
PROCESSES: Final[Mapping[str, tuple[Ready, Done]]] = {**ACCIDENTS, **HAZARDS, **INTERVIEW, **ENTERPRISES, **PAPERS, **VETTING, **CASES, **DOSSIERS, **PRIVACY,
                                                      **ASSESSMENTS, **PUBLICATION, **LETTERS, **TOURS, **SUPERVISION, **YEARLY,
                                                      **FURTHER}
# What make test breaks at a few steps; make drill breaks all of them at every step.
SLICE: Final = ("register an accident", "record a danger", "propose an interview", "enter an enterprise", "file a paper",
                "issue a statement", "file to a case", "approve a decision", "make a pack",
                "carry out an erasure", "freeze the result anew", "take the published result back", "replace a letter", "file a scan", "feed back",
                "withdraw an item", "sign a duty report")
