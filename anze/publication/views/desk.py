"""The office's pages behind the public ones: what is published, previews, notices, taking back."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.models import Draft
from anze.assessments.queries.confirmed import confirmed_results
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.publication.actions.publishing import change, prepare, publish, withdraw_notice, withdraw_result
from anze.publication.forms import NoticeForm, WithdrawForm
from anze.publication.models import Notice
from anze.publication.policies import NOTICE_FIELDS, RESULT_FIELDS, STATES
from anze.publication.queries.notices import digest_of, notes, public_notice, state_of
from anze.publication.queries.results import result_of

WITHDRAWN: Final = ("撤回以后，公开页面和数据里不再有它的内容，只留撤回的日期和原因；不能恢复。"
                    "考核结果在考核的页面更正、重新固定，由两个会议重新审定，确认以后再公布；公告另外起草。")


@needs("publication.view")
def desk(request: Any) -> HttpResponse:
    """Show the results that may be published or are, and the notices, of the units in reach."""
    units = {unit.code: unit for unit in Unit.objects.filter(request.rights.reach("publication.view").of_units())}
    uids = dict.fromkeys(one.uid for one in confirmed_results(day_of(request.now)) if one.by in units)
    withdrawn = notes(request.now)
    rows = [(one, state_of(one, withdrawn)) for one in Notice.objects.visible_to(request.rights).select_related("unit", "prepared_by", "published_by")[:200]]
    return render(request, "publication/desk.html", {
        "results": [result_of(uid, request.now) for uid in uids], "notices": [(one, *STATES[state]) for one, state in rows], "fields": RESULT_FIELDS,
        "may_prepare": request.rights.may("publication.prepare"), "may_withdraw": request.rights.may("publication.decide")})


@needs("publication.view")
def preview_result(request: Any, uid: str) -> HttpResponse:
    """Show confirmed results as the public page will show them."""
    found = result_of(uid, request.now)
    reach = request.rights.reach("publication.view")
    if found is None or not Unit.objects.filter(reach.of_units(), code=found.by_code).exists():
        raise Http404
    return render(request, "publication/results.html", {"year": found.year, "found": [found], "years": [], "fields": RESULT_FIELDS, "preview": True})


@needs("publication.decide")
def result_withdraw(request: Any, uid: str) -> HttpResponse:
    """Take published results back, with the note that stands in their place."""
    found = result_of(uid, request.now)
    unit = Unit.objects.filter(request.rights.reach("publication.decide").of_units(), code=found.by_code).first() if found else None
    if found is None or unit is None or found.published_on is None or found.withdrawn:
        raise Http404
    return _withdraw(request, f"{unit.name}{found.year}年度考核结果", lambda reason: withdraw_result(request.user, request.now, uid, unit, reason=reason))


@needs("publication.decide")
def notice_withdraw(request: Any, pk: int) -> HttpResponse:
    """Take a published notice back."""
    notice = _notice(request, pk, "publication.decide")
    if notice.published_at is None or notice.number in notes(request.now):
        raise Http404
    return _withdraw(request, notice.title, lambda reason: withdraw_notice(request.user, request.now, notice, reason=reason))


def _withdraw(request: Any, what: str, take_back: Any) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已撤回，公开页面上留有说明。")
            return redirect("publication:desk")
    return render(request, "publication/form.html", {"form": form, "title": f"撤回公布：{what}", "verb": "撤回", "lead": WITHDRAWN})


def _notice(request: Any, pk: int, permission: str) -> Notice:
    rows = Notice.objects.filter(request.rights.reach(permission).of_units("unit")).select_related("unit", "prepared_by")
    found: Notice = get_object_or_404(rows, pk=pk)
    return found


def _units(request: Any) -> Any:
    return Unit.objects.filter(request.rights.reach("publication.prepare").of_units(), closed_on=None).exclude(level="department")


@needs("publication.prepare")
def notice_new(request: Any) -> HttpResponse:
    """Prepare a notice."""
    units = _units(request)
    form = NoticeForm(request.POST or None, units=units, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        found = prepare(request.user, request.now, **form.cleaned_data)
        drop_draft(request.user, "notice:")
        messages.success(request, "已保存草稿。请另一人预览后公布。")
        return redirect("publication:notice_preview", pk=found.pk)
    return render(request, "publication/form.html", {"form": form, "title": "起草公告", "verb": "保存草稿", **_kept(request, "notice:")})


def _kept(request: Any, form: str) -> dict[str, Any]:
    """Return the name under which the page keeps what is typed, and what was kept."""
    draft = Draft.objects.filter(account=request.user, form=form).first() if request.method == "GET" else None
    return {"draft_form": form, "draft": draft}


@needs("publication.prepare")
def notice_change(request: Any, pk: int) -> HttpResponse:
    """Change a notice before it is published."""
    notice = _notice(request, pk, "publication.prepare")
    form = NoticeForm(request.POST or None, units=Unit.objects.filter(pk=notice.unit_id), initial={"unit": notice.unit, "title": notice.title,
                                                                                                  "text": notice.text})
    if request.method == "POST" and form.is_valid():
        try:
            change(request.user, request.now, notice, title=form.cleaned_data["title"], text=form.cleaned_data["text"])
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            drop_draft(request.user, f"notice:{pk}")
            messages.success(request, "已保存草稿。请另一人预览后公布。")
            return redirect("publication:notice_preview", pk=pk)
    return render(request, "publication/form.html", {"form": form, "title": "修改公告", "verb": "保存草稿", **_kept(request, f"notice:{pk}")})


@needs("publication.view")
def notice_preview(request: Any, pk: int) -> HttpResponse:
    """Show a notice as anybody will read it, with what is published of it; who may publishes it here."""
    notice = _notice(request, pk, "publication.view")
    return render(request, "publication/notice_preview.html", {
        "found": notice, "fields": NOTICE_FIELDS,
        "notice": {**public_notice(notice), "on": notice.published_at, "withdrawn": notes(request.now).get(notice.number)},
        "digest": digest_of(notice), "state": STATES[state_of(notice, notes(request.now))],
        "may_publish": request.rights.may("publication.decide", unit=notice.unit) and notice.published_at is None,
        "own": notice.prepared_by_id == request.user.pk, "may_change": request.rights.may("publication.prepare", unit=notice.unit)})


@needs("publication.decide")
@require_POST
def notice_publish(request: Any, pk: int) -> HttpResponse:
    """Publish a notice as it was previewed."""
    notice = _notice(request, pk, "publication.decide")
    try:
        publish(request.user, request.now, notice, seen=request.POST.get("digest", ""))
    except ValidationError as fault:
        messages.error(request, "没有公布：" + "".join(fault.messages))
    else:
        messages.success(request, "已公布。")
    return redirect("publication:notice_preview", pk=pk)
