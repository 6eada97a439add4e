"""A unit in an assessment: its indicators with their names, its self-assessment, its vetoes and objections; scoring of all, by hand and by Excel."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.assessments.actions import importing, self_assessing
from anze.assessments.forms.scoring import ScoringForm, SelfForm
from anze.assessments.models import Given, Sample, SelfReport
from anze.assessments.policies import BOUND, RUN, STATES, VERBS
from anze.assessments.queries.composing import drawn_now
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import conflict, on_offices_side, own_units
from anze.assessments.queries.files import OBJECT, case_id
from anze.assessments.queries.page import addresses_in, indicator_lines, said_of, unit_lines, veto_lines, vetoed_of
from anze.assessments.queries.sheets import scores
from anze.assessments.views.shared import METHODS, page, shown, to_take, unit_own, unit_seen
from anze.duties.forms.upload import UploadForm
from anze.law.codes import ASSESSMENT_GRADES
from anze.papers.queries.files import case_files
from anze.people.models import Unit
from anze.people.moment import day_named, day_of
from anze.workbook.write import download, workbook

SELF: Final = ("self_assess", "without")


@needs("assessment.view")
@require_safe
def unit(request: Any, uid: str, code: str) -> HttpResponse:
    """Show a unit in an assessment."""
    found = shown(request, uid)
    return _page(request, found, code, None)


def _page(request: Any, found: Any, code: str, form: SelfForm | None) -> HttpResponse:
    one, rights = unit_seen(request, found, code), request.rights
    side, own = on_offices_side(rights, found), one in own_units(rights, found)
    said, visible = said_of(found), side or found.state in {"drafted", *BOUND}
    line = next(line for line in unit_lines(found, said, rights, side) if line.unit == one)
    if form is None and own and found.state == "self_assessing" and line.self_on is None:
        form = SelfForm(indicators=list(found.indicators.current()))
    vetoes, cleared = veto_lines(said, one, rights)
    runs = rights.may(RUN, unit=found.by)
    return render(request, "assessments/unit.html", {
        "assessment": found, "unit": one, "state": STATES[found.state], "line": line, "lines": indicator_lines(found, said, one, visible), "side": side,
        "own": own, "form": form, "vetoes": vetoes, "cleared": cleared, "grades": ASSESSMENT_GRADES, "visible": visible, "as_of": day_named(said["as_of"]),
        "vetoed_of": vetoed_of(said),
        "may_object": own and found.state in VERBS["object"].start, "may_score": runs and found.state in VERBS["score"].start,
        "may_without": runs and found.state == "self_assessing" and line.self_on is None and day_of(request.now) > found.self_due,
        "conflict": conflict(request.user, found, one, day_of(request.now)) if runs else "",
        "step": found.steps.filter(unit=one, kind__in=SELF).select_related("by").first(),
        "objections": found.objections.filter(unit=one).select_related("by", "replied_by"),
        **case_files(rights, OBJECT, case_id(found, one))}, status=422 if form is not None and form.errors else 200)


@needs("assessment.report")
@require_http_methods(METHODS)
def self_assess(request: Any, uid: str, code: str) -> HttpResponse:
    """Take a unit's self-assessment; its form stands on the unit's page."""
    found = to_take(request, uid, "self_assess")
    one = unit_own(request, found, code, "self_assess")
    address = reverse("assessments:unit", args=[uid, code])
    if request.method != "POST":
        return redirect(address)
    form = SelfForm(request.POST, indicators=list(found.indicators.current()))
    if form.is_valid():
        try:
            self_assessing.self_assess(request.user, request.now, found, one, form.said(), note=form.cleaned_data["note"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{one.name}的自评已提交。佐证还可以在下面补充。")
            return redirect(address)
    return _page(request, found, code, form)


@needs("assessment.run")
@require_http_methods(METHODS)
def scoring(request: Any, uid: str) -> HttpResponse:
    """Give all points and enter what samples showed, on one page; with `finish` sent along scoring is finished in the same breath."""
    found, today = to_take(request, uid, "score"), day_of(request.now)
    out = {one.pk: said for one in covered_units(found) if (said := conflict(request.user, found, one, today))}
    units = [one for one in covered_units(found) if one.pk not in out]
    about: dict[str, Any] = {"assessment": found, "unit__in": [one.pk for one in units]}
    form = ScoringForm(request.POST if request.method == "POST" else None, units=units, indicators=list(found.indicators.current()),
                       samples=list(Sample.objects.current().filter(**about).select_related("unit", "indicator")),
                       given=list(Given.objects.current().filter(**about).select_related("indicator")),
                       reports=list(SelfReport.objects.current().filter(**about).select_related("indicator")), again=found.state != "scoring",
                       pages=_pages(found, units))
    done = request.method == "POST" and "finish" in request.POST and found.state == "scoring"

    def deed(got: dict[str, Any]) -> None:
        points, checks = form.told()
        importing.score_and_finish(request.user, request.now, found, points, checks, note=got.get("note", ""), finish=done)

    return page(request, found, "score", form, deed, f"{found.uid}：评分已保存{'，评分完成' if done else ''}。", template="assessments/scoring.html",
                refused=list(out.values()), may_finish=found.state == "scoring" and not out)


def _pages(found: Any, units: list[Unit]) -> dict[tuple[int, str, str], str]:
    """Return where the original records of the units lead: by unit, figure and key."""
    figures = drawn_now(found)["figures"]
    return {(one.pk, *name): address for one in units for name, address in addresses_in(figures, one).items()}


@needs("assessment.view")
@require_safe
def scores_excel(request: Any, uid: str) -> HttpResponse:
    """Give the points that people give as a sheet, to be filled in and sent back."""
    found = shown(request, uid)
    units = covered_units(found) if on_offices_side(request.rights, found) else own_units(request.rights, found)
    return download(f"考核评分_{found.uid}.xlsx", workbook([scores(found, units)]))


@needs("assessment.run")
@require_http_methods(METHODS)
def scores_import(request: Any, uid: str) -> HttpResponse:
    """Take points from a sheet with the columns of the export: all rows or none."""
    found = to_take(request, uid, "score")
    form, faults = UploadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            number = importing.import_scores(request.user, request.now, found, form.cleaned_data["file"].read(), note=request.POST.get("note", ""))
        except ValidationError as fault:
            faults = fault.messages
        else:
            messages.success(request, f"{found.uid}：导入 {number} 项评分。")
            return redirect("assessments:scoring", uid)
    return render(request, "assessments/import.html", {"assessment": found, "form": form, "faults": faults, "again": found.state != "scoring"},
                  status=422 if faults or (form.is_bound and form.errors) else 200)


