"""The verbs of an assessment on its page: a form that asks again, then the deed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.assessments.actions import checking, deciding, drawing, drawing_up, freezing, self_assessing
from anze.assessments.forms.base import DraftForm, NoteForm, ObjectForm, ReplyForm
from anze.assessments.forms.deciding import NEW, ApproveForm
from anze.assessments.forms.scoring import AbsentForm, RecuseForm
from anze.assessments.policies import DRAFTING, OBJECTION_DAYS, VERBS
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.fitting import applying
from anze.assessments.queries.meetings import meetings_for, to_explain
from anze.assessments.queries.pack import posts_for
from anze.assessments.queries.page import said_of
from anze.assessments.queries.standing import changes, newest
from anze.assessments.views.shared import METHODS, page, to_take, unit_own, unit_seen
from anze.law.codes import APPROVALS, ASSESSMENT_STEPS
from anze.law.findings import in_words
from anze.people.models import Account, Officer, Tenure, Unit
from anze.people.moment import day_of

Deed = tuple[Callable[..., Any], str, str, str]
# verb → the deed, the label of its word, what it says where the word is missing, what one is told before.
DEEDS: Final[dict[str, Deed]] = {
    "drop": (drawing_up.drop, "作废的原因", "请写明作废的原因。", "作废后不能恢复，可以另编一个方案。"),
    "issue": (drawing_up.issue, "说明", "", "印发后取号，方案不能再改；同时提取系统数据，被考核单位随即看到并自评。"),
    "draw": (drawing.redraw, "说明", "", "按今天在案的记录重新提取数据；已经抽取的样本不变。"),
    "begin": (checking.begin, "说明", "", "开始后抽取核查样本：种子取自账本，谁也不能预先选定。"),
    "finish": (checking.finish, "说明", "", "完成以后，核对得分和“一票否决”，再形成初步结果。"),
    "rescore": (checking.rescore, "退回的原因", "请写明退回的原因。", ""),
    "freeze": (freezing.freeze, "说明", "", "固定以后提请两个会议审定；审定绑定固定结果的摘要，以后任何变化都使审定失效。"),
    "refreeze": (freezing.refreeze, "重新固定的原因", "请写明重新固定的原因，如：某起事故已经核销。",
                 "重新固定以后，已有的审定一律失效，要由两个会议重新审定；已经确认的，也要重新确认。"),
    "confirm": (deciding.confirm, "确认意见", "", "确认以后，评为“较差”的单位自确认之日成立约谈情形（第二十一条）。评分、形成结果的人不能确认。"),
    "publish": (deciding.publish, "说明", "", "公布时印发结果通报并取号，任何人都能看到结果（第二十四条）。"
                "公布以后发现有错的，由安委办负责人撤回，公开页面留有说明，更正以后再公布。"),
}


def _take(request: Any, uid: str, kind: str) -> HttpResponse:
    if kind not in DEEDS:
        raise Http404
    found = to_take(request, uid, kind)
    deed, label, needed, lead = DEEDS[kind]
    form = NoteForm(request.POST if request.method == "POST" else None, label=label, needed=needed)
    differs = changes(found, found.state, day_of(request.now)) if kind in {"freeze", "refreeze", "confirm", "publish"} else []
    return page(request, found, kind, form, lambda got: deed(request.user, request.now, found, note=got["note"]), f"{found.uid}：已{VERBS[kind].label}。",
                lead=lead, differs=differs, danger=kind == "drop", preview="scheme" if kind == "issue" else "",
                applying=applying(found, day_of(request.now)) if kind == "issue" else [])


@needs("assessment.run")
@require_http_methods(METHODS)
def take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb that the office takes."""
    if kind == "confirm":
        raise Http404
    if kind in DRAFTING:
        return _draft(request, uid, kind)
    return _take(request, uid, kind)


@needs("assessment.decide")
@require_http_methods(METHODS)
def confirm(request: Any, uid: str) -> HttpResponse:
    """Confirm the result: another than whoever drew it up."""
    return _take(request, uid, "confirm")


def _draft(request: Any, uid: str, kind: str) -> HttpResponse:
    found, today, again = to_take(request, uid, kind), day_of(request.now), kind == "redraft"
    form = DraftForm(request.POST if request.method == "POST" else None, label="重新告知的原因" if again else "说明",
                     needed="请写明重新告知的原因，如：某起事故升级，成立“一票否决”。" if again else "")
    form.fields["until"].initial = today + timedelta(days=OBJECTION_DAYS)
    deed = freezing.redraft if again else freezing.draft
    return page(request, found, kind, form, lambda got: deed(request.user, request.now, found, until=got["until"], note=got["note"]),
                f"{found.uid}：初步结果已{'重新' if again else ''}形成，并送达{'结果有变的' if again else '各'}单位。",
                lead="系统数据重新提取一次；结果有变的单位各得一份新的告知书，异议期重新计算；已有的审定一律失效。" if again
                else "系统数据重新提取一次；每个单位的告知书取号印发，只看得到自己的结果。",
                differs=changes(found, found.state, today) if again else [])


@needs("assessment.run")
@require_http_methods(METHODS)
def approve(request: Any, uid: str, body: str) -> HttpResponse:
    """Put on record that a meeting approved the frozen result."""
    if body not in APPROVALS:
        raise Http404
    found, today = to_take(request, uid, "approve"), day_of(request.now)
    snapshot = newest(found)
    held = Tenure.objects.current().held_on(today).filter(unit=found.by).order_by("pk")
    chairs = list(Officer.objects.filter(pk__in=held.values("officer")).order_by("pinyin", "code"))
    form = ApproveForm(request.POST if request.method == "POST" else None, meetings=meetings_for(found, body, snapshot, today), chairs=chairs,
                       may_record=request.rights.may("act.record", unit=found.by),
                       initial={"on": today, "chair": _usual(found.by, body, chairs, today), "seen": snapshot.digest if snapshot else ""})

    def deed(got: dict[str, Any]) -> None:
        if got["meeting"] == NEW:
            deciding.approve_anew(request.user, request.now, found, body, on=got["on"], chair=got["chair"], seen=got["seen"], note=got["note"])
        else:
            deciding.approve(request.user, request.now, found, body, form.meetings[got["meeting"]], seen=got["seen"], note=got["note"])

    return page(request, found, "approve", form, deed, f"{found.uid}：已登记{ASSESSMENT_STEPS[body]}。", title=ASSESSMENT_STEPS[body], button="登记审定",
                lead=f"会议审定的必须是{in_words(day_of(snapshot.at))}固定的结果，摘要 {snapshot.digest[:16]}…；会议材料上的摘要应当与它相同。"
                if snapshot else "",
                warnings=to_explain(found, body, snapshot, today) if snapshot else [], differs=changes(found, found.state, today))


def _usual(unit: Unit, body: str, chairs: list[Officer], today: Any) -> str:
    held = Tenure.objects.current().held_on(today).filter(unit=unit, post__in=posts_for(body)).select_related("officer").first()
    return held.officer.code if held else (chairs[0].code if chairs else "")


@needs("assessment.report")
@require_http_methods(METHODS)
def raise_objection(request: Any, uid: str, code: str) -> HttpResponse:
    """Object to a draft, for one's own unit."""
    found = to_take(request, uid, "object")
    unit = unit_own(request, found, code, "object")
    form = ObjectForm(request.POST if request.method == "POST" else None)
    return page(request, found, "object", form, lambda got: self_assessing.raise_objection(request.user, request.now, found, unit, text=got["text"]),
                f"{unit.name}的异议已经提出，等待答复。", back=reverse("assessments:unit", args=[uid, code]), title=f"提出异议：{unit.name}")


@needs("assessment.run")
@require_http_methods(METHODS)
def reply(request: Any, uid: str, pk: int) -> HttpResponse:
    """Answer an objection."""
    found = to_take(request, uid, "reply")
    objection = get_object_or_404(found.objections.select_related("unit", "assessment"), pk=pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    return page(request, found, "reply", form, lambda got: self_assessing.reply(request.user, request.now, objection, accepted=got["accepted"] == "yes",
                                                                               text=got["text"]),
                f"{objection.unit.name}的异议已经答复。", lead=f"{objection.unit.name}：{objection.text}")


@needs("assessment.run")
@require_http_methods(METHODS)
def without(request: Any, uid: str, code: str) -> HttpResponse:
    """Note that a unit did not assess itself in time."""
    found = to_take(request, uid, "without")
    unit = unit_seen(request, found, code)
    form = NoteForm(request.POST if request.method == "POST" else None, label="催办的情况和原因", needed="请写明催办的情况和没有自评的原因。")
    return page(request, found, "without", form, lambda got: self_assessing.without(request.user, request.now, found, unit, note=got["note"]),
                f"{unit.name}：已登记逾期未自评。", title=f"登记逾期未自评：{unit.name}")


@needs("assessment.run")
@require_http_methods(METHODS)
def applies(request: Any, uid: str, code: str, key: str) -> HttpResponse:
    """Say that an indicator does not apply to a unit, or take that back."""
    found = to_take(request, uid, "score")
    unit = unit_seen(request, found, code)
    row = get_object_or_404(found.indicators.current(), key=key)
    absent = found.given.current().filter(unit=unit, indicator__key=key, absent=True).exists()
    if not absent and said_of(found)["facts"][code][key].get("absent"):  # nobody said so, and nobody can take it back
        messages.info(request, f"{unit.name}“{row.name}”：系统没有这方面的数据，自动不计，不用登记；有了数据自动恢复计分。")
        return redirect("assessments:unit", uid, code)
    form = AbsentForm(request.POST if request.method == "POST" else None)
    deed = checking.applying_again if absent else checking.not_applying
    label = "恢复计分" if absent else "登记不适用"
    return page(request, found, "score", form, lambda got: deed(request.user, request.now, found, unit, key, note=got["note"]),
                f"{unit.name}“{row.name}”：已{label}。", back=reverse("assessments:unit", args=[uid, code]), title=f"{label}：{unit.name}“{row.name}”",
                button=label,
                lead="" if absent else "不适用不等于零分：这一项不计，其余指标的分值按比例提高。")


@needs("assessment.run")
@require_http_methods(METHODS)
def recuse(request: Any, uid: str) -> HttpResponse:
    """Keep somebody out of the scores of a unit."""
    found = to_take(request, uid, "recuse")
    form = RecuseForm(request.POST if request.method == "POST" else None)
    accounts: Any = form.fields["account"]
    accounts.queryset = Account.objects.filter(is_active=True, grants__ended_at=None, grants__unit=found.by,
                                               grants__role__in=("office", "office_head")).distinct().order_by("username")
    accounts.initial = request.user.pk
    units: Any = form.fields["unit"]
    units.queryset = Unit.objects.filter(pk__in=[one.pk for one in covered_units(found)]).order_by("path")
    return page(request, found, "recuse", form,
                lambda got: self_assessing.recuse(request.user, request.now, found, got["account"], got["unit"], reason=got["reason"]), "已登记回避。",
                lead="属于被考核单位的账号、在被考核单位任职的人，系统自动回避，不用登记。")


@needs("assessment.run")
@require_http_methods(METHODS)
def recusal_end(request: Any, uid: str, pk: int) -> HttpResponse:
    """Take a recusal down that was entered by mistake."""
    found = to_take(request, uid, "recuse")
    row = get_object_or_404(found.recusals.current().select_related("account", "unit", "assessment"), pk=pk)
    form = NoteForm(request.POST if request.method == "POST" else None, label="撤下的原因", needed="请写明撤下的原因。")
    return page(request, found, "recuse", form, lambda got: self_assessing.end_recusal(request.user, request.now, row, reason=got["note"]), "已撤下回避。",
                title=f"撤下回避：{row.account.name}，{row.unit.name}", button="撤下回避")
