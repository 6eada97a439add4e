"""What the documents of an interview say: the fields with which the office's templates are filled; drafts, and what was issued."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from anze.acts.pack import pack_in_force
from anze.documents.official import Official, bracketed, in_words
from anze.interviews.codes import CAME
from anze.interviews.models import Interview, Interviewee
from anze.interviews.queries.items import standing_items, stands
from anze.interviews.queries.ranking import rank, ranked
from anze.interviews.queries.saying import reason_of
from anze.interviews.queries.wording import formal, named_in_full, to_place
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.papers.queries.addressees import addressees_of
from anze.papers.queries.letterheads import letterhead_of
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_of

Fields = dict[str, Any]
OBJECT: Final = "interview"
KINDS: Final[Mapping[str, str]] = {"notice": "interview_notice", "minutes": "interview_minutes", "circulation": "circular"}
DOCUMENT_OF: Final[Mapping[str, str]] = {"notify": "notice", "minute": "minutes", "circulate": "circulation"}  # verb → what it issues
LABELS: Final[Mapping[str, str]] = {"notice": "约谈通知", "minutes": "约谈纪要", "circulation": "整改不力的通报"}
TO_COME: Final = "（待定）"
ABOUT: Final = "说明有关情况和原因，提出整改措施和完成时限。"


def moment_words(moment: datetime | None) -> str:
    """Return a moment as a notice writes it: 2026年11月30日上午9时30分."""
    if moment is None:
        return TO_COME
    here = moment.astimezone(SHANGHAI)
    half, hour = ("上午", here.hour) if here.hour < 12 else ("下午", here.hour - 12 or 12)
    return f"{here.year}年{here.month}月{here.day}日{half}{hour}时" + (f"{here.minute}分" if here.minute else "")


def basis(rules: Sequence[str], called: str = "") -> str:
    """Return the provisions as a document cites them: 《……》第二十一条第二款第（二）项、第（五）项. `called`: the regulation, named before."""
    pack = pack_in_force()
    return (called or f"《{pack.title}》") + formal(map(pack.label, rules or ("21.p1",)))


def _grounds(reason: str, rules: Sequence[str], place: str) -> Fields:
    """Return the facts as a document to the place says them, and the provisions, the regulation in full where it first stands."""
    said, called = named_in_full(to_place(reason, place), pack_in_force().title)
    return {"事由": said, "依据": basis(rules, called)}


def _people(interview: Interview) -> list[Interviewee]:
    return ranked(interview.interviewees.current().select_related("unit", "attendance").order_by("pk"))


def _post(one: Interviewee) -> str:
    return one.post_words or "—"


def _whom(interview: Interview) -> str:
    return interview.enterprise or interview.unit.name


def _to(interview: Interview) -> str:
    return interview.enterprise or addressees_of(interview.unit)


def notice_fields(interview: Interview) -> Fields:
    """Return the fields of the notice; what is not settled yet says so."""
    meeting = interview.meetings.current().first()
    people = [{"姓名": one.name, "职务": _post(one)} for one in _people(interview)]
    return {"被约谈单位": _whom(interview), "主送": _to(interview), **_grounds(interview.told_reason, interview.rules, interview.unit.name),
            "约谈时间": moment_words(meeting.at if meeting else None),
            "约谈地点": meeting.place if meeting else TO_COME, "约谈人": f"{letterhead_of(interview.committee).sender}负责人", "被约谈人": people,
            "约谈内容": ABOUT, "联系人": meeting.contact if meeting else TO_COME,
            "联系电话": meeting.phone if meeting else TO_COME}


def minutes_fields(interview: Interview) -> Fields:
    """Return the fields of the minutes: what was recorded of the interview."""
    meeting, held_on = interview.meetings.current().first(), interview.held_on
    points = {kind: [one.text for one in interview.points.all() if one.kind == kind] for kind in ("problem", "commitment")}
    people = _people(interview)
    came = [{"姓名": one.name, "职务": _post(one), "到会情况": _came(one)} for one in people if not _absent(one)]
    absent = [{"姓名": one.name, "职务": _post(one)} for one in people if _absent(one)]
    reason, _ = named_in_full(interview.told_reason, pack_in_force().title)
    same = meeting is not None and held_on is not None and day_of(meeting.at) == held_on
    when = moment_words(meeting.at) if meeting is not None and same else in_words(held_on) or TO_COME
    return {"被约谈单位": _whom(interview), "约谈时间": when, "约谈地点": meeting.place if meeting else TO_COME,
            "约谈人": letterhead_of(interview.committee).sender, "事由": reason, "参加人员": came, "未到会人员": absent,
            "指出的问题": _numbered(points["problem"]),
            "说明和承诺": _numbered(points["commitment"]) or "被约谈人表示认可指出的问题，按要求整改。"}


def _absent(one: Interviewee) -> bool:
    there = getattr(one, "attendance", None)
    return there is not None and there.came == "absent"


def _came(one: Interviewee) -> str:
    there = getattr(one, "attendance", None)
    return "—" if there is None else f"{CAME[there.came]}{f'（{there.stand_in}）' if there.stand_in else ''}"


def _numbered(texts: list[str]) -> str:
    return "\n".join(f"{bracketed(place)}{text.rstrip('。')}。" for place, text in enumerate(texts, 1)) or ""


def circulation_fields(interview: Interview) -> Fields:
    """Return the fields of the circulation of poor rectification: what was asked, what stands open, the finding."""
    step = interview.steps.filter(kind="circulate").order_by("-pk").first()
    left = [one for one in standing_items(interview) if stands(one) != "accepted"]
    items = "\n".join(f"{bracketed(place)}{one.content.rstrip('。')}，责任单位{one.owner.name}，期限{in_words(one.due)}。" for place, one in enumerate(left, 1))
    when, whom = in_words(interview.held_on) or TO_COME, _whom(interview)
    sender = letterhead_of(interview.committee).sender
    return {"通报事项": f"{whom}约谈事项整改不力情况", "发往单位": f"各县（市、区）人民政府，{interview.committee.name}安全生产委员会各成员单位",
            "情况": f"{when}，{sender}对{whom}有关负责人进行了安全生产约谈，并下达整改要求。经复核，下列事项没有整改到位：\n{items}",
            "依据": basis(interview.rules), "存在问题": step.note if step else TO_COME, "处理意见": "予以通报；涉嫌违纪违规的线索，移送纪检监察机关。",
            "工作要求": f"{whom}应当继续整改并报告结果；各地、各部门要引以为戒，逐项落实整改。"}


FIELDS: Final[Mapping[str, Callable[[Interview], Fields]]] = {"notice": notice_fields, "minutes": minutes_fields, "circulation": circulation_fields}


def drafted(interview: Interview, document: str, now: datetime) -> Official:
    """Return the draft of a document, without a number."""
    return draft(KINDS[document], interview.committee, {"成文日期": day_of(now), **FIELDS[document](interview)})


def drafted_over(said: Mapping[str, Any], committee: Unit, now: datetime, reason: str = "") -> Official:
    """Return the draft of the notice over a trigger of which nothing has been typed yet."""
    named = sorted(said["people"], key=lambda one: rank(one["post"]))
    people = [{"姓名": one["name"], "职务": f"{said['unit_name']}{one['title']}"} for one in named] or [{"姓名": TO_COME, "职务": TO_COME}]
    return draft(KINDS["notice"], committee, {
        "成文日期": day_of(now), "被约谈单位": said["unit_name"], "主送": addressees_of(Unit.objects.get(code=said["unit"])),
        **_grounds(reason or reason_of(said), (said["rule"],), said["unit_name"]),
        "约谈时间": TO_COME, "约谈地点": TO_COME, "约谈人": f"{letterhead_of(committee).sender}负责人", "被约谈人": people,
        "约谈内容": ABOUT, "联系人": TO_COME, "联系电话": TO_COME})


def minutes_differ(interview: Interview) -> bool:
    """Say whether what was recorded of an interview was corrected after its minutes were issued, and they were not issued anew."""
    issued = differ = False
    for kind, number in interview.steps.filter(kind__in=("minute", "amend")).order_by("pk").values_list("kind", "number"):
        issued, differ = issued or kind == "minute", issued and kind == "amend" and not number
    return differ


def previewed(verb: str) -> str:
    """Return which document a verb issues: its draft may be looked at before; empty for none."""
    return DOCUMENT_OF.get(verb, "")


def issued_of(interview: Interview) -> list[Issued]:
    """Return what was issued about an interview, first to last."""
    found = Issued.objects.filter(object_type=OBJECT, object_id=interview.uid)
    return list(found.select_related("number__series", "word", "pdf").order_by("pk"))
