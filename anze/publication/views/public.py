"""Pages that anybody may read: no sign-in, no script, nothing but the fields on the list."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import public, unattended
from anze.duties.queries.statute import article, clauses_of, look_up, meant
from anze.duties.world import pack_in_force
from anze.law.clauses import Declaratory
from anze.law.provisions import chinese_number
from anze.people.moment import day_of
from anze.publication.models import Notice
from anze.publication.policies import HEADS, NOTICE_FIELDS, RESULT_FIELDS
from anze.publication.queries.heads import checkpoints, heads
from anze.publication.queries.notices import notes, public_notice
from anze.publication.queries.plain import opening, plain, readings
from anze.publication.queries.results import Published, noted_row, published_results


def _open(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "public, max-age=60"
    return answer


def _page(request: Any, name: str, told: dict[str, Any]) -> HttpResponse:
    return _open(render(request, f"publication/{name}.html", told))


def _missing(request: Any, title: str, words: str) -> HttpResponse:
    """Say within the public pages that there is nothing here, and where there is."""
    return render(request, "publication/missing.html", {"title": title, "words": words, "years": _years(request)}, status=404)


def _years(request: Any) -> list[int]:
    return sorted({one.year for one in published_results(request.now)}, reverse=True)


@public
@unattended
@require_safe
def front(request: Any) -> HttpResponse:
    """Show what is published: the newest year's results, the newest notices, where the rest is."""
    found = published_results(request.now)
    years = sorted({one.year for one in found}, reverse=True)
    return _page(request, "front", {
        "years": years, "newest": [one for one in found if years and one.year == years[0]], "notices": _notices(request)[:5], "fields": RESULT_FIELDS})


@public
@unattended
@require_safe
def results(request: Any, year: int) -> HttpResponse:
    """Show the results of a year, an assessment after the other; units in the order of the tree."""
    found = published_results(request.now, year)
    if not found:
        return _missing(request, f"还没有公布{year}年度的考核结果", "考核结果经党委常委会会议、政府常务会议审定并确认以后公布。")
    return _page(request, "results", {"year": year, "found": found, "years": _years(request), "fields": RESULT_FIELDS})


def _rows(found: list[Published]) -> list[dict[str, Any]]:
    return [row for one in found for row in one.rows]


@public
@unattended
@require_safe
def results_json(request: Any, year: int) -> HttpResponse:
    """Give the results of a year as JSON, with the notes in the place of what was withdrawn."""
    found = published_results(request.now, year)
    if not found:
        raise Http404
    taken_back = [{"by": one.by, "published_on": note.published_on.isoformat(), "withdrawn_on": day_of(note.at).isoformat(), "reason": note.reason}
                  for one in found for note in one.notes]
    answer = JsonResponse({"year": year, "fields": dict(RESULT_FIELDS), "results": _rows(found), "withdrawn": taken_back},
                          json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return _open(answer)


@public
@unattended
@require_safe
def results_csv(request: Any, year: int) -> HttpResponse:
    """Give the results of a year as CSV (UTF-8 with a mark that Excel knows); what was taken back stands at the end, a row with its note."""
    found = published_results(request.now, year)
    if not found:
        raise Http404
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(RESULT_FIELDS.values())
    writer.writerows([_cell(value) for value in row.values()] for row in _rows(found))
    writer.writerows([_cell(value) for value in noted_row(one, note).values()] for one in found for note in one.notes)
    answer = HttpResponse("﻿" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="results-{year}.csv"'
    return _open(answer)


def _cell(value: Any) -> str:
    """Return a value as it stands in a cell: nothing that a spreadsheet would take for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _notices(request: Any) -> list[dict[str, Any]]:
    taken_back = notes(request.now)
    return [{**public_notice(one), "withdrawn": taken_back.get(one.number), "on": one.published_at} for one in Notice.objects.public().select_related("unit")]


@public
@unattended
@require_safe
def notices(request: Any) -> HttpResponse:
    """Show the notices, newest first."""
    return _page(request, "notices", {"notices": _notices(request)})


@public
@unattended
@require_safe
def notices_json(request: Any) -> HttpResponse:
    """Give the notices as JSON; of one that was withdrawn the note."""
    lines = [{name: one[name] for name in NOTICE_FIELDS} if not one["withdrawn"] else
             {"number": one["number"], "by": one["by"], "published_on": one["published_on"], "withdrawn_on": day_of(one["withdrawn"].at).isoformat(),
              "reason": one["withdrawn"].reason} for one in _notices(request)]
    answer = JsonResponse({"fields": dict(NOTICE_FIELDS), "notices": lines}, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return _open(answer)


@public
@unattended
@require_safe
def notice(request: Any, number: str) -> HttpResponse:
    """Show a notice, or the note in its place."""
    found = next((one for one in _notices(request) if one["number"] == number), None)
    if found is None:
        return _missing(request, "没有这份公告", "请从公告列表里找。")
    return _page(request, "notice", {"notice": found})


@public
@unattended
@require_safe
def statute(request: Any) -> HttpResponse:
    """Show the regulation's contents, with a search in its words."""
    pack, wanted = pack_in_force(), request.GET.get("q", "").strip()[:60]
    lines = [(number, f"第{chinese_number(number)}条", pack.chapters.get(number, ""), opening(text))
             for number, text in sorted(pack.words.items())]
    return _page(request, "statute", {"pack": pack, "lines": lines, "q": wanted, "found": look_up(pack, wanted) if wanted else None})


@public
@unattended
@require_safe
def provision(request: Any, number: int) -> HttpResponse:
    """Show an article's words beside what they mean, in plain words."""
    pack = pack_in_force()
    if number not in pack.words:
        return _missing(request, "没有这一条", f"《{pack.title}》没有第 {number} 条。")
    telling = [clause for clause in clauses_of(pack, str(number)) if not isinstance(clause, Declaratory)]  # words that only lead in speak for themselves
    found = list(meant(pack, telling, None, []))
    return _page(request, "provision", {"pack": pack, "article": article(pack, number), "meant": plain(found), "readings": readings(found)})


@public
@unattended
@require_safe
def ledger(request: Any) -> HttpResponse:
    """Show the ledger's head at the end of each of the last days, so that anybody may keep it."""
    return _page(request, "ledger", {"heads": heads(day_of(request.now), HEADS), "today": day_of(request.now)})


@public
@unattended
@require_safe
def ledger_json(request: Any) -> HttpResponse:
    """Give the heads as JSON: each is a checkpoint that `verify_ledger.py` takes."""
    lines = [{"day": (day_of(one.at) - timedelta(days=1)).isoformat(), **one.written()} for one in checkpoints(day_of(request.now), HEADS)]
    return _open(JsonResponse({"heads": lines}, json_dumps_params={"indent": 1}))
