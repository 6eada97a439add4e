"""A scheme is drawn up: a new one, its terms, its indicators."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.assessments.actions import drawing_up
from anze.assessments.codes import GROUPS, KINDS
from anze.assessments.forms.base import NoteForm
from anze.assessments.forms.schemes import IndicatorForm, NewForm, TermsForm, fitting_words
from anze.assessments.models import Assessment
from anze.assessments.policies import RUN, SELF_DAYS, VERBS
from anze.assessments.queries.covering import covered_units, holds_assessments, may_cover, years_before
from anze.assessments.queries.entitled import may, on_offices_side
from anze.assessments.queries.fitting import scheme_faults
from anze.assessments.queries.wording import general_words, number, rule_words, source_words
from anze.assessments.told import Terms, ToldIndicator, told_of
from anze.assessments.views.shared import METHODS, page, shown, to_take
from anze.people.models import Unit
from anze.people.moment import day_of

SHOWN = ("excellent_from", "good_from", "fair_from", "bonus_cap", "deduction_cap")


def holders(request: Any) -> list[Unit]:
    """Return the units for which the account holds assessments."""
    return [one for one in Unit.objects.filter(request.rights.reach(RUN).of_units(), closed_on=None).order_by("path")[:200] if holds_assessments(one)]


@needs("assessment.run")
@require_http_methods(METHODS)
def new(request: Any) -> HttpResponse:
    """Draw a scheme up: of last year's, or of the usual one."""
    some, today = holders(request), day_of(request.now)
    holder = next((one for one in some if one.code == request.GET.get("by")), some[0] if some else None)
    if holder is None:
        messages.warning(request, "年度考核由市、县（市、区）的安委办组织；您的单位没有下级党委和政府。")
        return redirect("assessments:list")
    group = request.GET.get("group", "below") if request.GET.get("group") in GROUPS else "below"
    earlier, units = years_before(holder, group, today.year + 1), may_cover(holder, group, today)
    form = NewForm(request.POST if request.method == "POST" else None, units=units, initial=_initial(holder, group, today, earlier, units))
    form.offer(earlier)
    if request.method == "POST" and form.is_valid():
        try:
            made = drawing_up.open_scheme(request.user, request.now, holder, form.cleaned_data["year"], group, form.terms(), form.chosen(),
                                          form.cleaned_data["copied"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{made.uid}：方案已建好，核对指标以后印发。")
            return redirect("assessments:scheme", made.uid)
    return render(request, "assessments/new.html", {"form": form, "holder": holder, "holders": some, "group": group, "groups": GROUPS, "units": units},
                  status=422 if form.is_bound and form.errors else 200)


def _initial(holder: Unit, group: str, today: date, earlier: list[Assessment], units: list[Unit]) -> dict[str, Any]:
    year = today.year - 1 if today.month <= 6 else today.year
    title = f"{year}年度{'' if group == 'below' else '部门'}安全生产责任制考核方案"
    terms: Any = earlier[0] if earlier else Terms(title=title, as_of=today, self_due=today)
    return {"year": year, "title": title, "units": [one.code for one in units], "as_of": min(date(year, 12, 31), today),
            "self_due": today + timedelta(days=SELF_DAYS), "copied": earlier[0].uid if earlier else "", **{name: getattr(terms, name) for name in SHOWN}}


@needs("assessment.view")
@require_safe
def scheme(request: Any, uid: str) -> HttpResponse:
    """Show a scheme: its indicators with their rules in words, what the weights add up to, what keeps it from being issued."""
    found = shown(request, uid)
    rows = [(one, source_words(one), rule_words(one)) for one in found.indicators.current()]
    total = sum(one.weight for one, _, _ in rows if one.kind == "score")
    drawing = found.state == "drawing_up" and may(request.rights, found, "change")
    return render(request, "assessments/scheme.html", {
        "assessment": found, "groups": [(label, [row for row in rows if row[0].kind == kind]) for kind, label in KINDS.items()], "total": number(total),
        "whole": total == 100, "general": general_words(found), "units": covered_units(found), "drawing": drawing, "side": on_offices_side(request.rights,
                                                                                                                                           found),
        "faults": scheme_faults(found, day_of(request.now)) if drawing else [], "verbs": VERBS})


@needs("assessment.run")
@require_http_methods(METHODS)
def terms(request: Any, uid: str) -> HttpResponse:
    """Change the terms of a scheme and whom it covers."""
    found = to_take(request, uid, "change")
    units = may_cover(found.by, found.group, day_of(request.now))
    initial = {name: getattr(found, name) for name in Terms.__slots__} | {"units": [one.code for one in covered_units(found)]}
    form = TermsForm(request.POST if request.method == "POST" else None, units=units, initial=initial)
    return page(request, found, "change", form, lambda got: drawing_up.change_terms(request.user, request.now, found, form.terms(), form.chosen()),
                f"{found.uid}：方案已修改。", back=reverse("assessments:scheme", args=[uid]), button="保存")


@needs("assessment.run")
@require_http_methods(METHODS)
def indicator(request: Any, uid: str, pk: int = 0) -> HttpResponse:
    """Add an indicator or change one."""
    found = to_take(request, uid, "change")
    old = get_object_or_404(found.indicators, pk=pk) if pk else None
    if old is not None and old.struck_at is not None:  # its address is that of a former wording: go on where it stands now
        now = found.indicators.current().filter(key=old.key).first()
        messages.info(request, f"“{old.name}”已经改过，这是现在的。" if now else f"“{old.name}”已经去掉了。")
        return redirect("assessments:indicator", uid, now.pk) if now else redirect("assessments:scheme", uid)
    initial = {name: getattr(told_of(old), name) for name in ToldIndicator.__slots__} if old else {"source": "figure", "rule": "rate", "kind": "score"}
    form = IndicatorForm(request.POST if request.method == "POST" else None, initial=initial)
    return page(request, found, "change", form, lambda got: drawing_up.put_indicator(request.user, request.now, found, form.told(), old),
                f"{found.uid}：指标已保存。", back=reverse("assessments:scheme", args=[uid]), button="保存指标", title="修改指标" if old else "增加指标",
                hints=fitting_words())


@needs("assessment.run")
@require_http_methods(METHODS)
def indicator_remove(request: Any, uid: str, pk: int) -> HttpResponse:
    """Take an indicator out."""
    found = to_take(request, uid, "change")
    old = found.indicators.current().filter(pk=pk).first()
    if old is None:
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None)
    del form.fields["note"]
    return page(request, found, "change", form, lambda got: drawing_up.remove_indicator(request.user, request.now, found, old), f"已去掉“{old.name}”。",
                back=reverse("assessments:scheme", args=[uid]), button="去掉指标", title=f"去掉指标：{old.name}", danger=True,
                lead="去掉以后，其他指标的分值要调整到合计 100。")
