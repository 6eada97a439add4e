"""A year's duty report: drafted from the record, in the person's own words where it asks for judgement, signed, as Word."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.models import Draft
from anze.documents.paper import WORD
from anze.people.models import Officer
from anze.people.moment import asked, day_named, day_of
from anze.workbook.write import Column, Sheet, download, workbook
from anze.yearly.actions.report import body_of, digest_of, sign_report, to_tick, write_report
from anze.yearly.models import DutyReport
from anze.yearly.queries.report import drafted, taken_by
from anze.yearly.queries.report_paper import addressed, report_word
from anze.yearly.queries.reports import reports_due
from anze.yearly.views.almanac import year_asked

LONGEST = 4000


def _mine(request: Any, code: str) -> Officer:
    """Return the officer whose report the account writes or helps to write; 404 for any other."""
    found: Officer = get_object_or_404(Officer.objects.filter(pk__in=request.rights.reach("report.write").officers), code=code)
    return found


@needs("report.write")
def own_report(request: Any) -> HttpResponse:
    """Go to the report of the account's own officer for the year, or of the first it writes for."""
    keys = request.rights.reach("report.write").officers
    own = request.user.officer_id if request.user.officer_id in keys else None
    officer = Officer.objects.filter(pk=own) if own else Officer.objects.filter(pk__in=keys).order_by("code")
    first = officer.first()
    if first is None:
        raise Http404
    return redirect("yearly:report", code=first.code, year=year_asked(request))


def _shown(request: Any, officer: Officer, year: int) -> dict[str, Any]:
    """Return what a report's page shows: the signed one, or the draft of today."""
    signed = DutyReport.objects.standing().filter(officer=officer, year=year).select_related("act").first()
    draft = DutyReport.objects.filter(officer=officer, year=year, signed_at=None).first()
    today = day_of(request.now)
    fixed = taken_by(officer, year, today) if signed else ""
    again = signed is not None and not fixed and (draft is not None or "again" in request.GET)  # signed, and being written anew
    parts = drafted(officer, year, asked(request.GET, request.now), today, request.rights) if signed is None or again else []
    words: Any = draft or signed
    body: Any = signed.body if signed and not again else body_of(parts, words.shortcomings if words else "", words.plans if words else "")
    return {"officer": officer, "year": year, "signed": signed, "draft": draft, "body": body, "parts": parts, "again": again, "fixed": fixed, "words": words,
            "shown": addressed(body, request.rights), "digest": digest_of(body)}


@needs("report.write")
def report(request: Any, code: str, year: int) -> HttpResponse:
    """Show the report of a year; keep the person's own words."""
    officer, faults = _mine(request, code), list[str]()
    if request.method == "POST":
        words = {name: request.POST.get(name, "").replace("\r\n", "\n").strip() for name in ("shortcomings", "plans")}
        faults = [f"“{label}”最多 {LONGEST} 字，现在有 {len(words[name])} 字，请缩短。"
                  for name, label in (("shortcomings", "存在的问题和原因"), ("plans", "改进措施")) if len(words[name]) > LONGEST]
        if not faults:
            try:
                write_report(request.user, request.now, officer=officer, year=year, **words)
            except ValidationError as fault:
                faults = list(fault.messages)
            else:
                drop_draft(request.user, _draft_of(officer, year))
                if request.POST.get("then") == "sign":
                    return redirect("yearly:report_sign", code=code, year=year)
                messages.success(request, "已保存。")
                return redirect("yearly:report", code=code, year=year)
    found = _shown(request, officer, year)
    typed = Draft.objects.filter(account=request.user, form=_draft_of(officer, year)).first() if request.method == "GET" else None
    return render(request, "yearly/report.html", {
        **found, "faults": faults, "typed": request.POST if faults else None, "asked": asked(request.GET, request.now), "others": _others(request, officer),
        "may_sign": request.rights.may("report.sign", officer=officer) and request.user.officer_id == officer.pk,
        "begun": day_of(request.now) >= date(year, 1, 1), "kept": typed, "draft_form": _draft_of(officer, year)})


def _draft_of(officer: Officer, year: int) -> str:
    """Return the name under which the page keeps what was typed."""
    return f"report:{officer.code}:{year}"[:80]


def _others(request: Any, officer: Officer) -> list[Officer]:
    return list(Officer.objects.filter(pk__in=request.rights.reach("report.write").officers).exclude(pk=officer.pk).order_by("code"))


@needs("report.sign")
def report_sign(request: Any, code: str, year: int) -> HttpResponse:
    """Show the whole as it will be signed, the person's own words in it; sign it."""
    officer: Officer = get_object_or_404(Officer.objects.filter(pk__in=request.rights.reach("report.sign").officers), code=code)
    today, faults, sent = day_of(request.now), list[str](), request.POST
    if request.method == "POST":
        parts = drafted(officer, year, asked({}, request.now), today, request.rights)
        try:
            signed = sign_report(request.user, request.now, officer=officer, year=year, on=day_named(sent.get("on", "")) or today, parts=parts,
                                 seen=sent.get("digest", ""), sure=bool(sent.get("sure")), reason=sent.get("reason", ""))
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已签署，并登记为履职记录，回执号 {signed.act.uid}。" if signed.act else "已签署。")
            return redirect("yearly:report", code=code, year=year)
    found = _shown(request, officer, year)
    if (found["signed"] and not (found["again"] and found["draft"])) or not found["parts"] or today < date(year, 1, 1):
        messages.warning(request, "".join(faults) or found["fixed"] or "还没有可以签署的内容。")
        return redirect("yearly:report", code=code, year=year)
    last = min(today, date(year, 12, 31))
    return render(request, "yearly/report_sign.html", {
        **found, "faults": faults, "sent": sent, "last": last, "on": day_named(sent.get("on", "")) or last,
        "ticks": to_tick(year, today, found["body"]["shortcomings"], found["body"]["plans"])}, status=422 if faults else 200)


@needs("report.write")
def report_draft_word(request: Any, code: str, year: int) -> HttpResponse:
    """Give the report as Word: as signed, or as it stands today."""
    found = _shown(request, _mine(request, code), year)
    return _word(request, found["officer"], year, found["body"], None if found["again"] else found["signed"])


@needs("report.view")
def reports(request: Any) -> HttpResponse:
    """Show whose reports of a year are due, and which have been signed."""
    year, today = year_asked(request), day_of(request.now)
    wanted = request.GET.get("q", "").strip()[:40]
    rows = [one for one in reports_due(request.rights, year, asked(request.GET, request.now), today)
            if wanted in f"{one.name} {one.unit} {one.post} {one.words}"]
    if request.GET.get("excel"):
        columns = [Column("序号", 8), Column("姓名"), Column("单位", 24), Column("职务", 24), Column("情况"), Column("述职日期"), Column("履职记录", 20)]
        lines = [[number, one.name, one.unit, one.post, one.words, one.on, one.act] for number, one in enumerate(rows, 1)]
        return download(f"{year}年度述职.xlsx", workbook([Sheet("述职", columns, lines)]))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "yearly/reports.html", {"year": year, "page": page, "total": len(rows), "signed": sum(bool(one.report) for one in rows),
                                                   "asked": asked(request.GET, request.now)})


@needs("report.view")
def report_signed(request: Any, pk: int) -> HttpResponse:
    """Show a signed report, or give it as Word."""
    found: DutyReport = get_object_or_404(DutyReport.objects.visible_to(request.rights).filter(signed_at__isnull=False).select_related("officer", "act"), pk=pk)
    if request.GET.get("word"):
        return _word(request, found.officer, found.year, found.body, found)
    return render(request, "yearly/report_signed.html", {"found": found, "officer": found.officer, "year": found.year,
                                                         "shown": addressed(found.whole, request.rights), "withdrawn": hasattr(found.act, "withdrawal")})


def _word(request: Any, officer: Officer, year: int, body: Any, signed: DutyReport | None) -> HttpResponse:
    content = report_word(officer, year, body, signed, addressed(body, request.rights), request.build_absolute_uri,
                          day_of(request.now), reverse("portal:home"))
    return download(f"{officer.name}{year}年度述职报告.docx", content, WORD)
