"""A pack is made in one press and fetched; those made are found again; what a later checkpoint needs is given out."""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs
from anze.access.log import note
from anze.dossiers.actions import making
from anze.dossiers.archive import TooLargeError
from anze.dossiers.forms import AskForm
from anze.dossiers.models import MadeDossier
from anze.dossiers.queries.made import BEYOND, again_as
from anze.dossiers.queries.reach import MAKE, within_reach
from anze.dossiers.views.asking import accident_of, asked_of, happened_on, shown, wrong_day
from anze.people.moment import FIRST_DAY, day_named, day_of
from anze.record.export import digests_until
from anze.record.queries import head
from anze.workbook.kept import place
from anze.workbook.models import KEPT
from anze.workbook.views import given
from anze.workbook.write import download as downloaded

FULL: Final = "文件写不下去，没有生成，也没有记入账本。请告诉系统管理员查看磁盘是否已满，然后再试。"
LOST: Final = "有佐证文件不在应在的地方，没有生成。请告诉系统管理员运行 anze ledger files 查明是哪一个。"


@needs(MAKE)
@require_POST
def make(request: Any) -> HttpResponseBase:
    """Make a pack: answer with it where it is short, else lead to where it will wait. 404 for whoever is out of reach.
    What cannot be asked is said by its field, and nothing is made.
    """
    today, on = day_of(request.now), day_named(request.POST.get("day", ""))
    if on is None or not FIRST_DAY <= on <= today:
        return wrong_day(request, request.POST.get("officer", ""), request.POST.get("day", ""))
    form, accident, code = AskForm(request.POST, day=on, today=today), accident_of(request.POST), request.POST.get("officer", "")
    if accident and happened_on(accident, request.rights, today) != on:
        raise Http404
    if not form.is_valid():
        return shown(request, get_object_or_404(within_reach(request.rights, on), code=code), on, form, accident)
    asked = asked_of(form, code, accident)
    try:
        export = making.make(request.user, request.now, asked, request.rights)
    except (TooLargeError, making.ErasedMeanwhileError, OSError) as fault:
        messages.error(request, str(fault) if isinstance(fault, ValueError) else LOST if isinstance(fault, FileNotFoundError) else FULL)
        query = {"known_at": asked.known_at.isoformat(), "years": asked.years} | ({"accident": asked.accident_id} if asked.accident_id else {})
        return redirect(f"{reverse('dossiers:ask', args=(asked.officer_code, on.isoformat()))}?{urlencode(query)}")
    if export.state == "ready":
        return given(export)
    messages.info(request, f"“{export.name}”约 {export.total} 个文件，正在后台生成。可以离开这一页，好了以后在“我的导出”下载，保留 {KEPT.days} 天。")
    return redirect("workbook:exports")


@needs(MAKE)
@require_safe
def made(request: Any, uid: UUID) -> HttpResponse:
    """Show that a pack was made: by whom, about whom, its digests, where the ledger stood; how it is checked, and where it is fetched."""
    found = _found(request, uid)
    return render(request, "dossiers/made.html", {
        "made": found, "there": _there(found, request), "mine": found.account_id == request.user.pk, "again": again_as(found), "beyond": BEYOND,
        "total": found.files + BEYOND})


@needs(MAKE)
@require_safe
def download(request: Any, uid: UUID) -> HttpResponseBase:
    """Give the archive again while it is kept; who fetched it stands in the security log."""
    found = _found(request, uid)
    if not _there(found, request) or found.export is None:
        raise Http404("这份证据包保留的时间已过。请在它的页面上再生成一次。")
    note(request, "下载履职证据包", "成功", account=request.user, object=str(found.uid))
    return given(found.export)


@needs(MAKE)
@require_safe
def digests(request: Any) -> HttpResponse:
    """Give the digests of all entries of the ledger, for a pack that is checked against a later checkpoint; they tell nothing but how many there are."""
    last = head()
    return downloaded(f"账本摘要-{last}.bin", digests_until(last), "application/octet-stream")


def _found(request: Any, uid: UUID) -> MadeDossier:
    rows = MadeDossier.objects.visible_to(request.rights).select_related("account", "unit", "officer", "export")
    return get_object_or_404(rows.defer("export__content"), uid=uid)


def _there(found: MadeDossier, request: Any) -> bool:
    """Say whether the archive is still kept."""
    export = found.export
    return export is not None and export.state == "ready" and export.expires_at >= request.now and place(export.uid).exists()
