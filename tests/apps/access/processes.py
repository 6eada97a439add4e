"""Of each process one record of everything that is kept, in a stranger's town: each text bears the canary's word. Which address is given which."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse

from anze.access.models import Grant
from anze.accidents.actions.registering import register_accident
from anze.accidents.actions.reporting import record_report
from anze.accidents.models import AccidentImport
from anze.accidents.told import Told
from anze.acts.evidence.examine import examined
from anze.enterprises.actions.cells import add_cell, name_holder
from anze.enterprises.actions.charges import add_kind, assign_charge
from anze.enterprises.actions.delegations import delegate
from anze.enterprises.actions.enterprises import add_enterprise
from anze.enterprises.models import EnterpriseImport, Kind
from anze.hazards.actions.dangers import record_danger
from anze.hazards.actions.patrols import record_patrol
from anze.hazards.models import DangerImport
from anze.hazards.told import Found, Stated
from anze.interviews.actions import deciding, meeting, opening
from anze.interviews.actions.superior import record_decision, record_superior
from anze.interviews.models import Answer, Interview, Item
from anze.interviews.queries.people import candidates
from anze.interviews.queries.saying import posts_of
from anze.interviews.queries.triggers import around, standing
from anze.interviews.told import ToldSuperior
from anze.law.question import Question
from anze.papers.actions.filing import attach
from anze.papers.models import Issued, Number
from anze.people.models import Account
from anze.people.moment import day_of
from anze.privacy.actions.filing import Asked, file
from anze.publication.actions.publishing import prepare
from anze.supervision.actions import undertaking
from anze.supervision.actions.planning import plan_and_assign
from anze.supervision.models import TaskImport
from anze.supervision.told import Origin, Wanted
from anze.vetting.actions.enquiring import enquire
from anze.vetting.actions.stating import issue_statement
from anze.yearly.actions.report import body_of, digest_of, sign_report, write_report
from anze.yearly.actions.tasks import add_task
from tests.apps.access.planting import BEFORE, DAY, NOW, Planted
from tests.apps.accidents.telling import at
from tests.apps.accountability.planting_cases import GIVEN_CASES, plant_case
from tests.apps.accountability.planting_grounds import GIVEN_GROUNDS, plant_ground
from tests.apps.dossiers.planting_packs import GIVEN_PACKS, plant_pack
from tests.cast import LONG_AGO, Cast
from tests.hostile.office import pdf

YEAR: Final = date(2026, 1, 1)
PROCESSES: Final = frozenset({"accidents", "interviews", "hazards", "enterprises", "papers", "supervision", "yearly", "publication", "vetting", "privacy",
                              "accountability", "dossiers"})
GIVEN: Final[Mapping[str, str]] = dict(line.split(maxsplit=1) for line in """
accidents:detail code=accident
accidents:correct code=accident
accidents:quick_report code=accident
accidents:quick_word code=accident
accidents:verb code=accident name=!figures
accidents:take_off code=accident kind=!report pk=chain_report
accidents:imported uid=accident_import
accidents:import_mend uid=accident_import
accidents:import_apply uid=accident_import
accidents:import_undo uid=accident_import
accidents:import_marked uid=accident_import
hazards:danger uid=danger
hazards:take uid=danger kind=!rectify
hazards:listing uid=listing
hazards:listing_notice uid=listing form=!docx
hazards:listing_take uid=listing kind=!drop
hazards:listing_decide uid=listing kind=!list
hazards:patrol pk=patrol
hazards:patrol_withdraw pk=patrol
hazards:imported uid=danger_import
hazards:import_mend uid=danger_import
hazards:import_apply uid=danger_import
hazards:import_undo uid=danger_import
hazards:import_marked uid=danger_import
supervision:imported uid=task_import
supervision:import_mend uid=task_import
supervision:import_apply uid=task_import
supervision:import_undo uid=task_import
supervision:import_marked uid=task_import
enterprises:enterprise code=enterprise
enterprises:change code=enterprise
enterprises:take_off code=enterprise
enterprises:cell code=cell
enterprises:cell_change code=cell
enterprises:holder_add code=cell
enterprises:holder_change pk=holder
enterprises:holder_end pk=holder
enterprises:holder_strike pk=holder
enterprises:charge_change pk=charge
enterprises:charge_end pk=charge
enterprises:charge_strike pk=charge
enterprises:delegation_renew pk=delegation
enterprises:delegation_change pk=delegation
enterprises:delegation_end pk=delegation
enterprises:delegation_strike pk=delegation
enterprises:imported uid=enterprise_import
enterprises:import_mend uid=enterprise_import
enterprises:import_apply uid=enterprise_import
enterprises:import_undo uid=enterprise_import
enterprises:import_cancel uid=enterprise_import
enterprises:import_marked uid=enterprise_import
interviews:officer code=officer
interviews:trigger key=trigger
interviews:trigger_notice key=trigger
interviews:propose key=trigger
interviews:join key=trigger
interviews:decline key=trigger
interviews:answer pk=answer
interviews:reconsider pk=answer
interviews:detail uid=interview
interviews:draft uid=interview document=!notice form=!docx
interviews:paper uid=interview pk=paper form=!docx
interviews:item pk=item
interviews:item_report pk=item
interviews:decision_strike pk=decision
interviews:superior_correct uid=superior
interviews:superior_strike uid=superior
supervision:detail uid=supervised
supervision:slip_draft uid=supervised form=!docx
supervision:slip uid=supervised
supervision:take uid=supervised kind=!withdraw
supervision:report pk=undertaking kind=!progress
supervision:review pk=undertaking kind=!accept
supervision:decide pk=undertaking kind=!grant
yearly:tasks code=!qx year=!2026
yearly:lay_out code=!qx year=!2026
yearly:task_new code=!qx year=!2026
yearly:tasks_excel code=!qx year=!2026
yearly:tasks_import code=!qx year=!2026
yearly:task_change pk=year_task
yearly:task_drop pk=year_task
yearly:task_mark pk=year_task
yearly:report code=officer year=!2026
yearly:report_word code=officer year=!2026
yearly:report_sign code=officer year=!2026
yearly:report_signed pk=duty_report
vetting:enquiry uid=enquiry
vetting:subject uid=enquiry key=!o-fn-p1
vetting:excel uid=enquiry
vetting:issue uid=enquiry
publication:notice_preview pk=notice
publication:notice_change pk=notice
publication:notice_publish pk=notice
publication:notice_withdraw pk=notice
papers:file pk=filed
papers:file_save pk=filed
papers:file_page pk=filed number=!1
papers:file_remove pk=filed
papers:file_add object_type=!accident object_id=accident
papers:number_void pk=number
papers:detail pk=paper
papers:word pk=paper
papers:pdf pk=paper
papers:page pk=paper number=!1
papers:urging_letter code=unit on=!2026-05-20
papers:letterhead code=!qx
papers:template code=!qx kind=!interview_notice
papers:template_current code=!qx kind=!interview_notice
papers:template_word code=!qx kind=!interview_notice version=!1
papers:template_restore code=!qx kind=!interview_notice version=!1
papers:template_pdf code=!qx kind=!interview_notice
papers:template_page code=!qx kind=!interview_notice number=!1
privacy:own uid=data_request
privacy:withdraw uid=data_request
privacy:detail uid=data_request
privacy:decide uid=data_request
privacy:carry uid=data_request
""".strip().splitlines()) | {f"interviews:{verb}": "uid=interview" for verb in (
    "resubmit", "drop", "approve", "turn_back", "cancel", "people", "revise", "replace", "notify", "reschedule", "hold", "amend", "minute", "require",
    "report", "send_back", "close", "circulate", "hand_over")} | GIVEN_CASES | GIVEN_GROUNDS | GIVEN_PACKS
# A kind of production unit is the city's, a bulletin is of one's own month, lists of import pages take no id.
NOBODYS: Final = frozenset({"enterprises:kind_change", "accidents:bulletin", "publication:results", "publication:results_json", "publication:results_csv",
                           "publication:notice", "publication:provision", "publication:preview_result", "publication:result_withdraw", "yearly:feed"})

# A unit's own template of a kind, version by version: none was handed in here. A report is its writer's, a notice is decided on by the head of
# that unit's office, an enquiry is an organisation department's own, a request about personal data its person's; only those on a case know of it,
# of a pack its maker, a ground is for discipline: none of them is among those who look.
NOT_PLANTED: Final = frozenset({"papers:template_word", "papers:template_restore", "yearly:report", "yearly:report_word", "yearly:report_sign",
                               "publication:notice_publish", "publication:notice_withdraw", "vetting:enquiry", "vetting:subject", "vetting:excel",
                               "vetting:issue", "privacy:own", "privacy:withdraw"}) | set(GIVEN_CASES) | set(GIVEN_PACKS) | set(GIVEN_GROUNDS)


def plant_processes(cast: Cast, found: Planted) -> None:
    """Plant them for a town of 清新 that was planted before."""
    word, made, by = found.word, found.made, cast.account[found.owner]
    town, bureau, head = made["unit"], made["department"], made["officer"]
    fell = register_accident(by, at("2026-06-01", 12), Told(
        unit=town, happened_at=at("2026-06-01"), sector="工矿商贸", nature="高处坠落", deaths=3, loss=Decimal(90), enterprise=f"{word}建材厂",
        address=f"{word}园", account=f"{word}经过"))
    report = record_report(by, at("2026-06-01", 13), fell, to="county", made_at=at("2026-06-01", 9, 30), made_by=f"{word}值班")
    danger = record_danger(by, BEFORE, Found(unit=town, source="patrol", on=DAY, lister=cast.unit["清远"]), Stated(
        level="major", text=f"{word}隐患", owner=f"{word}化工厂", deadline=date(2026, 8, 1), place=f"{word}库"))
    patrol = record_patrol(by, BEFORE, unit=town, cell=None, on=DAY, people=f"{word}员", device_key=f"k-{town.code}", text=f"{word}巡查")
    kind = Kind.objects.first() or add_kind(None, LONG_AGO, name="工贸")
    cell = add_cell(by, BEFORE, unit=town, code=f"{town.code}-01", name=f"{word}网格", start=YEAR)
    filed = attach(by, NOW, ("accident", fell.code), "材料", examined(f"{word}.pdf", len(pdf()), iter([pdf()])), town)
    made |= {
        "accident": fell.code, "chain report": report.row, "danger": danger.uid, "listing": danger.listings.get().uid, "patrol": patrol, "filed": filed,
        "enterprise": add_enterprise(by, BEFORE, name=f"{word}厂", unit=town, kind=kind, start=YEAR).code, "cell": cell.code,
        "holder": name_holder(by, BEFORE, cell=cell, role="cell_head", start=YEAR, officer=head),
        "charge": assign_charge(by, BEFORE, place=town, kind=kind, department=bureau, start=YEAR),
        "delegation": delegate(by, BEFORE, unit=town, organ=bureau, matter=f"{word}执法", number=f"{word}〔2026〕1号", start=YEAR, end=date(2027, 1, 1))}
    for name, model in (("accident import", AccidentImport), ("danger import", DangerImport), ("enterprise import", EnterpriseImport),
                        ("task import", TaskImport)):
        one: Any = model.objects.create(account=by, name=f"{word}.xlsx", content=b"x", digest="0" * 64, made_at=NOW)
        made[name] = one.uid
    _interview(cast, found)
    _supervised(cast, found)
    _year(cast, found)
    _vetted(cast, found)
    _asked(found)
    plant_case(cast, found)
    plant_ground(cast, found)
    plant_pack(cast, found)


def _vetted(cast: Cast, found: Planted) -> None:
    """An enquiry of the stranger's organisation department about its head, with a statement that was issued."""
    word, county = found.word, cast.unit[found.owner.removesuffix("安委办")]
    clerk = Account.objects.create_user(username=f"{word}组织部", name=f"{word}组织部", password_changed_at=BEFORE)
    Grant.objects.create(account=clerk, role="organisation", unit=county, given_at=BEFORE)
    cast.account[clerk.username] = clerk
    today = day_of(NOW)
    made = enquire(clerk, NOW, county, [found.made["officer"]], purpose="appoint", reference=f"{word}组〔2026〕1号", asked=Question(today, today))
    issue_statement(clerk, NOW, made)
    found.made["enquiry"] = made.uid


def _asked(found: Planted) -> None:
    """A request of the stranger's head about the data kept of him, with evidence."""
    word, head = found.word, found.made["officer"]
    leader = Account.objects.get(officer=head)
    made = file(leader, NOW, Asked("correct", about=f"{word}任期", wanted=f"{word}起始日", reason=f"{word}理由",
                                   files=[examined(f"{word}任免.pdf", len(pdf()), iter([pdf()]))]))
    found.made["data request"] = made.uid


def _year(cast: Cast, found: Planted) -> None:
    """A task of the county's year, the signed report of the stranger's head, a notice that is being prepared."""
    word, by, county, head = found.word, cast.account[found.owner], cast.unit[found.owner.removesuffix("安委办")], found.made["officer"]
    task = add_task(by, BEFORE, unit=county, year=2026, text=f"{word}任务", due=date(2026, 8, 1), provision="", note=f"{word}说明")
    write_report(by, BEFORE, officer=head, year=2026, shortcomings=f"{word}问题", plans=f"{word}措施")
    report = sign_report(by, NOW, officer=head, year=2026, on=DAY, parts=[], seen=digest_of(body_of([], f"{word}问题", f"{word}措施")), sure=True)
    found.made |= {"year task": task, "duty report": report, "notice": prepare(by, BEFORE, unit=county, title=f"{word}公告", text=f"{word}内容")}


def _supervised(cast: Cast, found: Planted) -> None:
    """An item that the county has the town see to, handed in with words and a file."""
    word, by, town = found.word, cast.account[found.owner], found.made["unit"]
    origin = Origin(kind="document", document=f"{word}办〔2026〕1号", issuer=f"{word}厅", issued_on=DAY)
    wanted = Wanted(title=f"{word}督办", text=f"{word}要求", due=date(2026, 7, 1), main=town, answering="party")
    [task] = plan_and_assign(by, BEFORE, cast.unit[found.owner.removesuffix("安委办")], origin, [wanted], contact=f"{word}某")
    one, office = task.undertakings.get(), cast.account[f"{word}安委办"]
    undertaking.sign(office, BEFORE, one)
    undertaking.report(office, NOW, one, on=day_of(NOW), note=f"{word}已办结")
    attach(office, NOW, ("undertaking", str(one.pk)), "办理佐证", examined(f"{word}台账.pdf", len(pdf()), iter([pdf()])), town)
    found.made |= {"supervised": task.uid, "undertaking": one}


def _interview(cast: Cast, found: Planted) -> None:
    """An interview over the accident and another, its notice and an item; a decision and an interview that the province held."""
    word, made, county = found.word, found.made, cast.unit[found.owner.removesuffix("安委办")]
    by, today = cast.account["市安委办"], day_of(NOW)
    register_accident(cast.account[found.owner], at("2026-06-08", 12), Told(
        unit=made["unit"], happened_at=at("2026-06-08"), sector="工矿商贸", nature="高处坠落", deaths=3, loss=Decimal(90), enterprise=f"{word}石材厂",
        address=f"{word}园"))
    asked = Question(today, today)
    trigger = [one for one in standing(asked, today).values() if one.unit == county.code and one.rule == "21.2.2"][-1]
    known = around(county.code, today, asked, today)
    people = [one.whom(county) for one in candidates(county, trigger.on, posts_of(known.pack.clause(trigger.rule)), today) if one.named]
    interview: Interview = opening.propose(by, NOW, trigger, known, reason=f"{word}镇发生两起较大事故。", people=people)
    deciding.approve(cast.account["市安委办主任"], NOW, interview)
    meeting.notify(by, NOW, interview, meets_at=NOW + timedelta(days=3), place=f"{word}会议室", contact=f"{word}某", phone="0763-0000000")
    answer = interview.answers.get()
    declined = Answer.objects.create(kind="decline", key=f"{trigger.key}-2", committee=answer.committee, unit=county, rule=answer.rule, on=answer.on,
                                     said=answer.said, reason=f"{word}理由", recorded_at=NOW, recorded_by=by)
    made |= {
        "interview": interview.uid, "trigger": trigger.key, "answer": declined,
        "paper": Issued.objects.get(object_type="interview", object_id=interview.uid), "number": Number.objects.latest("pk"),
        "item": Item.objects.create(interview=interview, position=1, content=f"{word}整改", owner=made["unit"], deadline=date(2026, 8, 1), recorded_at=NOW),
        "decision": record_decision(by, NOW, committee=cast.unit["清远"], unit=county, organ="both", date=DAY, text=f"{word}决定"),
        "superior": record_superior(by, NOW, ToldSuperior(unit=county, by_level="province", by_name=f"{word}厅", officers=(cast.officer["壬某"],), date=DAY,
                                                          text=f"{word}事由")).uid}


def path_of(name: str, planted: Planted) -> str:
    """Return an address with the planted ones in it."""
    pairs = dict(pair.split("=") for pair in GIVEN[name].split())
    return reverse(name, kwargs={one: kind[1:] if kind.startswith("!") else planted.key(kind.replace("_", " ")) for one, kind in pairs.items()})
