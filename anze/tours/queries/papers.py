"""What the documents of a tour say: the fields with which the office's templates are filled; drafts, and what was issued."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from anze.acts.pack import pack_in_force
from anze.documents.official import Official, in_words
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.people.moment import day_of
from anze.tours.models import Member, Schedule, Tour
from anze.tours.queries.samples import verdicts

Fields = dict[str, Any]
OBJECT: Final = "tour"
KINDS: Final[Mapping[str, str]] = {"notice": "tour_notice", "feedback": "tour_feedback"}
DOCUMENT_OF: Final[Mapping[str, str]] = {"notify": "notice", "feed_back": "feedback"}  # verb → what it issues
LABELS: Final[Mapping[str, str]] = {"notice": "巡查通知", "feedback": "巡查反馈意见"}
DRAFT_IN: Final[Mapping[str, str]] = {"planned": "notice", "drafted": "feedback", "proposed": "feedback", "returned": "feedback"}
TO_COME: Final = "（待定）"
NONE_FOUND: Final = "没有发现需要整改的问题"
ABOUT: Final = ("（一）党委、政府领导班子和有关领导干部履行安全生产职责的情况，以系统在案的记录为准。\n"
                "（二）随机抽查核实在案的履职记录。\n（三）上次巡查和其他检查发现问题的整改情况。")


def basis() -> str:
    """Return the provision as a document cites it: 《……》第十八条."""
    pack = pack_in_force()
    return f"《{pack.title}》" + pack.label("18.p1")


def span_words(start: date, end: date) -> str:
    """Return two days as a document writes them: 2026年11月30日至12月11日."""
    if start == end:
        return in_words(start)
    return f"{in_words(start)}至{in_words(end).removeprefix(f'{start.year}年') if start.year == end.year else in_words(end)}"


def _schedule(tour: Tour) -> Schedule:
    return tour.schedules.current().get()


def _people(tour: Tour) -> list[Member]:
    return list(tour.members.current().order_by("-lead", "pk"))


def notice_fields(tour: Tour, more: Mapping[str, str]) -> Fields:
    """Return the fields of the notice; what is not settled yet says so."""
    schedule = _schedule(tour)
    people = [{"姓名": one.name, "职务": one.title or "—", "身份": "组长" if one.lead else "组员"} for one in _people(tour)]
    return {"被巡查单位": tour.unit.name, "巡查对象": tour.sides_words, "依据": basis(), "巡查时间": span_words(schedule.start, schedule.end),
            "巡查组": schedule.group, "巡查人员": people, "巡查内容": ABOUT, "其他要求": more.get("wish", ""),
            "联系人": more.get("contact") or TO_COME, "联系电话": more.get("phone") or TO_COME}


def feedback_fields(tour: Tour, more: Mapping[str, str]) -> Fields:
    """Return the fields of the feedback: the whole as it was proposed, the sample, every problem with who answers for it."""
    pack, days = pack_in_force(), {one.kind: one.on for one in tour.steps.filter(kind__in=("arrive", "leave"))}
    schedule, proposed = _schedule(tour), tour.steps.filter(kind="propose").order_by("-pk").first()
    rows = [{"序号": str(number), "问题": one.text, "责任": one.whose, "依据": pack.label(one.provision)}
            for number, one in enumerate(tour.findings.current().select_related("unit", "officer").order_by("position"), 1)]
    asked = "请逐项制定整改措施，按下达的期限完成，在系统中逐项报告整改情况，不另报纸质台账。"
    return {"被巡查单位": tour.unit.name, "巡查对象": tour.sides_words, "依据": basis(), "巡查组": schedule.group,
            "巡查时间": span_words(days.get("arrive", schedule.start), days.get("leave", schedule.end)),
            "总体情况": proposed.note if proposed else TO_COME, "抽查情况": sample_words(tour),
            "问题": rows or [{"序号": "—", "问题": NONE_FOUND, "责任": "—", "依据": "—"}], "整改要求": asked if rows else "请继续抓好落实。"}


def sample_words(tour: Tour) -> str:
    """Return what came of the sample, with its seed."""
    drawn = tour.draws.current().first()
    if drawn is None:
        return "本次没有抽查履职记录。"
    found = verdicts(drawn)
    said = f"按种子“{drawn.seed}”从{drawn.population}条在案的履职记录中随机抽取{len(drawn.acts)}条：属实{found['verified']}条，" \
           f"未能核实{found['unverified']}条，与事实不符{found['contradicted']}条"
    return said + (f"，未核实{found['left']}条。" if found["left"] else "。")


FIELDS: Final[Mapping[str, Callable[[Tour, Mapping[str, str]], Fields]]] = {"notice": notice_fields, "feedback": feedback_fields}


def drafted(tour: Tour, document: str, now: datetime) -> Official:
    """Return the draft of a document, without a number."""
    return draft(KINDS[document], tour.superior, {"成文日期": day_of(now), **FIELDS[document](tour, {})})


def issued_of(tour: Tour) -> list[Issued]:
    """Return what was issued about a tour, first to last."""
    found = Issued.objects.filter(object_type=OBJECT, object_id=tour.uid)
    return list(found.select_related("number__series", "word", "pdf").order_by("pk"))
