"""The verbs of an interview that need no more than a word, and those around the notice and the meeting."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.duties.queries.workdays import first_workday
from anze.interviews.actions import deciding, meeting, opening, people, rectifying
from anze.interviews.forms.base import Faulty, NoteForm
from anze.interviews.forms.opening import PeopleForm
from anze.interviews.forms.steps import HoldForm, MeetingForm, RescheduleForm
from anze.interviews.policies import SENDING, VERBS
from anze.interviews.queries.page import candidates_of
from anze.interviews.queries.papers import previewed
from anze.interviews.queries.ranking import ranked
from anze.interviews.views.shared import page, to_take
from anze.people.moment import SHANGHAI, day_of

View = Callable[..., HttpResponse]
METHODS: Final = ["GET", "HEAD", "POST"]


def word(kind: str, action: Callable[..., Any], *, label: str, needed: str = "", hint: str = "", lead: str = "") -> View:
    """Return the view of a verb that takes a word at most: a page that asks again, with the verb on its button."""

    @needs(VERBS[kind].permission)
    @require_http_methods(METHODS)
    def view(request: Any, uid: str) -> HttpResponse:
        found = to_take(request, uid, kind)
        form = NoteForm(request.POST if request.method == "POST" else None, label=label, needed=needed, hint=hint)
        field = "reason" if kind == "drop" else "note"
        return page(request, found, kind, form, lambda got: action(request.user, request.now, found, **{field: got["note"]} | _still(kind, form)),
                    f"{found.uid}：已{VERBS[kind].label}。", lead=lead, preview=previewed(kind),
                    changed=_changed_since(found) if kind == "approve" else "")

    view.__name__, view.__doc__ = kind, f"{VERBS[kind].label}."
    return view


def _changed_since(interview: Any) -> str:
    """Return what was changed since an interview was approved once, where it waits for another approval."""
    if not interview.steps.filter(kind="approve").exists():
        return ""
    last = interview.steps.filter(kind__in=("revise", "joined")).order_by("-pk").first()
    return last.note if last is not None else ""


drop = word("drop", opening.drop, label="撤回的原因", needed="请写明撤回提请的原因。", lead="撤回后，仍成立的约谈情形回到待处理，由您另行处理。")
approve = word("approve", deciding.approve, label="审批意见", lead="批准后由安委办发出约谈通知；批准不能撤回，要停下来的，只能取消约谈。")
turn_back = word("turn_back", deciding.turn_back, label="要修改什么", needed="请写明要修改什么。")
cancel = word("cancel", deciding.cancel, label="取消的原因", needed="请写明取消约谈的原因。",
              lead="取消后不能恢复；仍成立的约谈情形回到待处理。已用的文号留着，不再使用。")
minute = word("minute", meeting.minute, label="说明", lead="纪要按登记的约谈情况拟稿，取号后印发；印发后不能改。")
report = word("report", rectifying.report, label="总的情况", lead="报送后由约谈方逐项复核。")
close = word("close", rectifying.close, label="复核意见", lead="逐项复核通过，办结这次约谈；办结后不能再改。")
circulate = word("circulate", rectifying.circulate, label="整改不力的认定", needed="请写明整改不力的认定：哪些事项、为什么是整改不力。",
                 hint="由人认定：写明哪些事项、为什么是整改不力。", lead="通报取号印发，不能撤回。")
hand_over = word("hand_over", rectifying.hand_over, label="移交的线索和机关", needed="请写明移交的问题线索和移交给哪个机关。",
                 lead="移交后由纪检监察机关按照权限和职责处理（第三十三条）；移交不能撤回。")


@needs("interview.propose")
@require_http_methods(METHODS)
def resubmit(request: Any, uid: str) -> HttpResponse:
    """Propose again what was turned back."""
    found = to_take(request, uid, "resubmit")
    back = found.steps.filter(kind="turn_back").order_by("-pk").first()
    form = NoteForm(request.POST if request.method == "POST" else None, label="事由", needed="请写明事由。", initial=found.told_reason)
    return page(request, found, "resubmit", form, lambda got: opening.resubmit(request.user, request.now, found, reason=got["note"]),
                f"{found.uid}：已再次提请，等待审批。", lead=f"退回的意见：{back.note}" if back else "")


@needs("interview.run")
@require_http_methods(METHODS)
def change(request: Any, uid: str) -> HttpResponse:
    """Let others be interviewed, with a reason, before it is approved."""
    return _others(request, uid, "people", people.change_people)


@needs("interview.run")
@require_http_methods(METHODS)
def revise(request: Any, uid: str) -> HttpResponse:
    """Let others be interviewed than were approved: it goes back for approval."""
    return _others(request, uid, "revise", partial(people.change_people, kind="revise"),
                   "约谈已经批准：更改被约谈人以后回到待审批，由安委办负责人重新审批，再发通知。")


@needs("interview.decide")
@require_http_methods(METHODS)
def replace(request: Any, uid: str) -> HttpResponse:
    """Let others be interviewed after the notice went out."""
    return _others(request, uid, "replace", people.replace_people,
                   "通知已经发出：更改后按新的名单重新印发约谈通知，另取文号，被约谈的一方和有关人员随即收到消息；原来的文号请到发文登记作废。")


def _still(kind: str, form: Faulty) -> dict[str, str]:
    """Return why a verb that sends something out is taken though the ground stands no more."""
    return {"lapsed": form.deliberate("lapsed")} if kind in SENDING else {}


def _others(request: Any, uid: str, kind: str, verb: Callable[..., Any], lead: str = "") -> HttpResponse:
    found = to_take(request, uid, kind)
    chosen = [one.officer.code for one in found.interviewees.current().filter(officer__isnull=False).select_related("officer")]
    form = PeopleForm(request.POST if request.method == "POST" else None, candidates=candidates_of(found, day_of(request.now)), unit=found.unit, chosen=chosen)
    form.fields["why"].label, form.fields["why"].help_text = "更改的原因", ""
    form.fields["why"].required = True
    form.fields["why"].error_messages["required"] = "请写明为什么更改被约谈人。"
    return page(request, found, kind, form, lambda got: verb(request.user, request.now, found, form.whom(), reason=got["why"], **_still(kind, form)),
                f"{found.uid}：被约谈人已更改，原来的留在案上{'；已回到待审批' if kind == 'revise' else ''}。", template="interviews/people.html", lead=lead)


@needs("interview.run")
@require_http_methods(METHODS)
def notify(request: Any, uid: str) -> HttpResponse:
    """Send the notice."""
    found = to_take(request, uid, "notify")
    morning = datetime.combine(first_workday(day_of(request.now) + timedelta(days=3)), time(9, 30), SHANGHAI)
    form = MeetingForm(request.POST if request.method == "POST" else None, initial={"meets_at": morning, "place": f"{found.committee.name}应急管理局会议室",
                                                                                   "contact": request.user.name})
    return page(request, found, "notify", form,
                lambda _: meeting.notify(request.user, request.now, found, **form.meeting(), lapsed=form.deliberate("lapsed")),
                f"{found.uid}：约谈通知已发出。",
                lead="发出后取号、印发，被约谈的一方随即看到；通知不能撤回，时间地点可以更改。", preview=previewed("notify"))


@needs("interview.run")
@require_http_methods(METHODS)
def reschedule(request: Any, uid: str) -> HttpResponse:
    """Set another time or place."""
    found = to_take(request, uid, "reschedule")
    now = found.meetings.current().first()
    form = RescheduleForm(request.POST if request.method == "POST" else None, initial=(
        {"meets_at": now.at, "place": now.place, "contact": now.contact, "phone": now.phone} if now else None))
    return page(request, found, "reschedule", form, lambda got: meeting.reschedule(request.user, request.now, found, **got), f"{found.uid}：时间地点已更改。")


@needs("interview.run")
@require_http_methods(METHODS)
def held(request: Any, uid: str) -> HttpResponse:
    """Record how the interview went."""
    found = to_take(request, uid, "hold")
    now = found.meetings.current().first()
    day = min(day_of(now.at), day_of(request.now)) if now else day_of(request.now)
    form = HoldForm(request.POST if request.method == "POST" else None, people=ranked(found.interviewees.current().order_by("pk")), initial={"on": day})
    return page(request, found, "hold", form, lambda got: meeting.hold_interview(
        request.user, request.now, found, on=got["on"], presence=form.presence(), problems=got["problems"], commitments=got["commitments"], note=got["note"],
        another=form.deliberate("another"), lapsed=form.deliberate("lapsed")),
        f"{found.uid}：约谈情况已登记。", template="interviews/hold.html")
