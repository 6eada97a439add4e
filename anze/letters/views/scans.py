"""Scans of signed letters: taken in and filed by their printed codes, shown, filed by a typed code, taken off."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.acts.evidence import store
from anze.acts.evidence.preview import Shown, shown
from anze.acts.evidence.refuse import Refusal
from anze.acts.views.attaching import sent_files
from anze.acts.views.evidence import SEALED_OFF
from anze.letters.actions.reading import receive
from anze.letters.actions.scanning import Upload, file_as, take_off
from anze.letters.forms.base import ReasonForm
from anze.letters.forms.letters import ScanForm, TypedForm
from anze.letters.models import Letter, Scan, ScanUpload
from anze.letters.policies import FILE
from anze.letters.views.shared import years
from anze.people.models import Unit
from anze.people.moment import day_of

METHODS = ["GET", "HEAD", "POST"]
LATELY: Final = timedelta(days=7)
LEVELS: Final = {"success": messages.SUCCESS, "warning": messages.WARNING, "info": messages.INFO, "error": messages.ERROR}


@needs("letter.file")
@require_http_methods(METHODS)
def upload(request: Any, unit: str, year: int) -> HttpResponse:
    """Take scans in: each page goes to the letter whose code it bears; what cannot be filed is listed below, to be filed by hand."""
    found = get_object_or_404(Unit.objects.filter(request.rights.reach(FILE).of_units()), code=unit)
    if year not in years(request):
        raise Http404
    letter = _meant(request)
    form = ScanForm(request.POST if request.method == "POST" else None, initial={"on": day_of(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            waits = _take_in(request, form, Upload(found, year, form.cleaned_data["on"], letter))
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            if waits:
                return redirect("letters:scans_reading", waits.uid)
            return redirect("letters:detail", letter.code) if letter else redirect("letters:scans", found.code, year)
    rows = Scan.objects.visible_to(request.rights).current().filter(unit=found)
    return render(request, "letters/scans.html", {
        "unit": found, "year": year, "form": form, "letter": letter,
        "reading": ScanUpload.objects.of(request.user).filter(unit=found, year=year, made_at__gte=request.now - LATELY)[:3],
        "waiting": rows.filter(letter=None, year=year).select_related("blob", "by"),
        "filed": rows.filter(letter__year=year).select_related("letter__subordinate", "blob").order_by("-filed_at", "-pk")[:50]},
        status=422 if form.is_bound and form.errors else 200)


def _meant(request: Any) -> Letter | None:
    """Return the letter whose pages somebody says these are, where an address names one."""
    code = request.GET.get("letter", "")
    return get_object_or_404(Letter.objects.visible_to(request.rights, FILE).standing(), code=code) if code else None


def _take_in(request: Any, form: ScanForm, told: Upload) -> ScanUpload | None:
    """Read the files and file them, and say what became of each; return the upload where that goes on in the background. Raises ValidationError where
    nothing was taken in."""
    staged, refused = sent_files(request, "attached")
    done = receive(request.user, request.now, request.rights, told, staged, refused)
    if isinstance(done, ScanUpload):
        return done
    for kind, words in done:
        messages.add_message(request, LEVELS[kind], words)
    return None


@needs("letter.file")
@require_safe
def reading(request: Any, uid: UUID) -> HttpResponse:
    """Show how far the reading of one's own scans is, and what became of them; asked by htmx, the part that changes."""
    found = get_object_or_404(ScanUpload.objects.of(request.user).select_related("unit", "letter"), uid=uid)
    if request.htmx and not found.under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})  # it is done: the whole page is another now
    return render(request, f"letters/{'reading_part' if request.htmx else 'reading'}.html", {"upload": found})


def _seen(request: Any, pk: int) -> Scan:
    rows = Scan.objects.visible_to(request.rights).select_related("blob", "unit", "letter__superior", "letter__subordinate", "by", "struck_by")
    return get_object_or_404(rows, pk=pk)


def _may_file(request: Any, scan: Scan) -> bool:
    reach = request.rights.reach(FILE)
    units = [scan.letter.superior, scan.letter.subordinate] if scan.letter else [scan.unit]
    return any(reach.covers_unit(unit) for unit in units)


@needs("letter.view", to_change="letter.file")
@require_http_methods(METHODS)
def scan(request: Any, pk: int) -> HttpResponse:
    """Show the pages of a scan; file one that waits by the code that is typed."""
    found = _seen(request, pk)
    may = _may_file(request, found) and found.struck_at is None
    form = TypedForm(request.POST if request.method == "POST" else None, initial={"on": day_of(request.now), "code": found.said})
    if request.method == "POST":
        if not may:
            raise PermissionDenied("扫描件由责任书双方的安委办归档。")
        if form.is_valid():
            try:
                letter = file_as(request.user, request.now, request.rights, found, form.cleaned_data["code"], form.cleaned_data["on"],
                                 seen=form.cleaned_data["seen"])
            except ValidationError as fault:
                form.add_faults(fault)
            else:
                messages.success(request, f"已归入 {letter.code}：{letter}。")
                return redirect("letters:scans", found.unit.code, found.year)
    try:
        seen = shown(found.blob.sha256, found.kind)
    except Refusal as refusal:
        seen = Shown(said=str(refusal))
    return render(request, "letters/scan.html", {"scan": found, "form": form, "may_file": may, "shown": seen, "numbers": range(1, min(seen.pages, 20) + 1)},
                  status=422 if form.is_bound and form.errors else 200)


@needs("letter.view")
@require_safe
def page(request: Any, pk: int, number: int) -> HttpResponseBase:
    """Serve the picture of a page of a scan."""
    found = _seen(request, pk)
    try:
        picture = shown(found.blob.sha256, found.kind, number).picture
    except Refusal as refusal:
        raise Http404 from refusal
    if picture is None:
        raise Http404
    return _sealed(FileResponse(picture.open("rb"), content_type="image/jpeg"), "inline")


@needs("letter.view")
@require_safe
def file(request: Any, pk: int) -> HttpResponseBase:
    """Serve a scan to be saved."""
    found = _seen(request, pk)
    try:
        opened = store.place(found.blob.sha256).open("rb")
    except FileNotFoundError as fault:
        raise Http404("文件的内容不在了。请告诉系统管理员核对文件库。") from fault
    return _sealed(FileResponse(opened, content_type=found.blob.media_type), f"attachment; filename*=UTF-8''{quote(found.name)}")


def _sealed(response: FileResponse, disposition: str) -> FileResponse:
    for name, value in (SEALED_OFF | {"Content-Disposition": disposition}).items():
        response[name] = value
    return response


@needs("letter.view", to_change="letter.file")
@require_http_methods(METHODS)
def off(request: Any, pk: int) -> HttpResponse:
    """Take a scan off, with the reason; where it alone showed that both signed, the letter counts as not signed again."""
    found = _seen(request, pk)
    if not _may_file(request, found):
        raise PermissionDenied("扫描件由责任书双方的安委办撤下。")
    if found.struck_at:
        messages.warning(request, "这份扫描件已经撤下。")
        return redirect("letters:scan", found.pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_off(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, "扫描件已撤下，文件和原因留在案上。")
            return redirect("letters:detail", found.letter.code) if found.letter else redirect("letters:scans", found.unit.code, found.year)
    return render(request, "letters/form.html", {
        "form": form, "label": "撤下扫描件", "danger": True, "letter": found.letter, "about": str(found),
        "lead": "撤下以后，由它登记的签字一并撤回；文件留在案上。" if found.letter else "归错、扫坏的才撤下；文件留在案上。"},
        status=422 if form.is_bound and form.errors else 200)
