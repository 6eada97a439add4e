"""An answer: the table, the names behind its numbers, the workbook, the statement."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs
from anze.people.moment import day_of
from anze.vetting.actions.stating import issue_statement
from anze.vetting.codes import COUNTS, PROVISION, STANDING, TASKS
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.further import standing_behind, tasks_behind
from anze.vetting.queries.organ import organ_of, reach_of
from anze.vetting.queries.records import rows_behind
from anze.vetting.queries.sheets import answer_sheets
from anze.vetting.queries.shown import shown
from anze.vetting.queries.statements import statements_of
from anze.vetting.snapshots import holds
from anze.workbook.write import download, workbook

JUST_ISSUED: Final = "vetting_issued"  # in the session: whose statement was issued a moment ago, so that its Word comes along once


def _enquiry(request: Any, uid: UUID) -> Enquiry:
    found: Enquiry = get_object_or_404(Enquiry.objects.visible_to(request.rights).select_related("unit", "by"), uid=uid)
    return found


def _subject(found: Enquiry, key: str) -> dict[str, Any]:
    for one in found.said["subjects"]:
        if one["key"] == key:
            return dict(one)
    raise Http404


@needs("vetting.run")
@require_safe
def enquiry(request: Any, uid: UUID) -> HttpResponse:
    """Show the table; `again` in the address asks once more with the same clocks and says what is different."""
    found = _enquiry(request, uid)
    statements = statements_of(found)
    again = answered_again(found, day_of(request.now)) if "again" in request.GET else None
    issued = statements.get(request.session.pop(JUST_ISSUED, "-"))
    return render(request, "vetting/enquiry.html", {
        "enquiry": found, "organ": organ_of(found.unit), "rows": [(shown(one), statements.get(one["key"])) for one in found.said["subjects"]],
        "whole": statements.get(""), "again": again, "intact": holds(found.snapshot, found.digest), "provision": PROVISION, "issued": issued,
        "alone": len(found.said["subjects"]) == 1})


@needs("vetting.run")
@require_safe
def subject(request: Any, uid: UUID, key: str) -> HttpResponse:
    """Show everything of one subject; `year` and `lamp` in the address open the names behind a number."""
    found = _enquiry(request, uid)
    one = _subject(found, key)
    asked = request.GET.get("year", "")
    years = [said["year"] for said in one["years"]]
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in years else (years[-1] if years else 0)
    lamp = request.GET.get("lamp", "") if request.GET.get("lamp", "") in COUNTS else ""
    reports = bool(request.GET.get("reports"))
    rows = rows_behind(found.asked, day_of(request.now), reach_of(found.unit), one["code"], group=one["kind"] == "group", year=year, lamp=lamp,
                       reports=reports) if year else []
    counts: dict[str, Any] = next((said for said in one["reports" if reports else "years"] if said["year"] == year), dict.fromkeys(COUNTS, 0))
    expected = counts[lamp] if lamp else sum(counts[name] for name in COUNTS)
    opened = _opened(request, found, one)
    return render(request, "vetting/subject.html", {
        "enquiry": found, "one": shown(one), "rows": rows, "year": year, "years": years, "lamp": lamp, "reports": reports,
        "lamps": {name: label for name, (label, _) in COUNTS.items()}, "expected": expected, "statement": statements_of(found).get(key), **opened})


def _opened(request: Any, found: Enquiry, one: dict[str, Any]) -> dict[str, Any]:
    """Return the tasks and the standing duties behind a number that `tasks` with `due` (a year), or `standing`, in the address opens."""
    lamp, due, status = (request.GET.get(name, "") for name in ("tasks", "due", "standing"))
    year = next((said for said in one.get("tasks", ()) if str(said["year"]) == due), None)
    said: dict[str, Any] = {"task_heading": "", "standing_heading": ""}
    if lamp in TASKS and year is not None:
        rows = tasks_behind(found.asked, day_of(request.now), reach_of(found.unit), one["code"], request.rights, year=year["year"], lamp=lamp)
        said |= {"task_rows": rows, "task_heading": f"{year['year']}年“{TASKS[lamp][0]}”", "task_expected": year[lamp]}
    if status in one.get("standing", {}):
        rows = standing_behind(found.asked, day_of(request.now), reach_of(found.unit), one["code"], status)
        said |= {"standing_rows": rows, "standing_heading": f"“{STANDING[status]}”", "standing_expected": one["standing"][status]}
    return said


@needs("vetting.run")
@require_safe
def excel(request: Any, uid: UUID) -> HttpResponse:
    """Give the answer as a workbook."""
    found = _enquiry(request, uid)
    return download(f"考察{found.day:%Y%m%d}.xlsx", workbook(answer_sheets(found)))


@needs("vetting.run")
@require_POST
def issue(request: Any, uid: UUID) -> HttpResponse:
    """Issue the statement of everyone, or of the one whose key `of` gives; its Word comes along."""
    found, of = _enquiry(request, uid), request.POST.get("of", "")
    if of:
        _subject(found, of)
    try:
        made = issue_statement(request.user, request.now, found, of)
    except ValidationError as fault:
        messages.error(request, "没有出具：" + "".join(fault.messages))
        return redirect("vetting:enquiry", uid)
    messages.success(request, f"已出具：{made.paper.number.text}。Word 正在下载；没有下载的，请按“Word”。" if made.paper.number else "已出具。")
    request.session[JUST_ISSUED] = of
    return redirect("vetting:enquiry", uid)
