"""The ledger to be read, and to be checked."""

import json
import secrets
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.record.actions.checkpoint import head_now
from anze.record.checkpoints import Checkpoint, newest
from anze.record.confidential import readable_to
from anze.record.export import digests_until
from anze.record.forms import CheckpointForm, FilterForm, SampleForm
from anze.record.guards import missing
from anze.record.models import Entry
from anze.record.queries import head
from anze.record.queries.entries import lines, within
from anze.record.queries.looking import leaf, looked_for
from anze.record.queries.sample import drawn, numbers
from anze.record.verify import Walk, amiss, rows
from anze.workbook.write import Column, Sheet, download, workbook

MOST_IN_EXCEL: Final = 20_000
AT_ONCE: Final = 20_000  # entries checked in one answer: some three seconds
WIDTHS: Final = {"序号": 8, "登记时间": 18, "发生日": 14, "经手人": 14, "涉及何人": 14, "行为": 16, "客体": 14, "客体编号": 20, "单位": 20, "依据": 14,
                 "原因": 30, "此前摘要": 66, "此后摘要": 66, "上一条摘要": 66, "摘要": 66}
COLUMNS: Final = tuple(Column(title, width) for title, width in WIDTHS.items())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


@needs("ledger.view")
@require_safe
def ledger(request: Any) -> HttpResponse:
    """Show the entries within reach that fit the filters; as Excel with `format=xlsx`."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = looked_for(within(request.rights), wanted)
    if request.GET.get("format") == "xlsx":
        return _excel(found)
    page = leaf(found, _number(request.GET.get("before", "")), _number(request.GET.get("after", "")))
    return render(request, "record/ledger.html", {"form": form, "lines": lines(page.entries), "leaf": page, "filtered": any(wanted.values())})


def _excel(found: Any) -> HttpResponse:
    taken = lines(found.order_by("-seq").select_related("sealed")[:MOST_IN_EXCEL])
    body = [(line.entry.seq, line.entry.at, line.entry.happened_on, line.who, line.for_whom, line.entry.verb, line.object_label, line.entry.object_id,
             line.unit_name, line.entry.provision, line.note, line.entry.before, line.entry.after, line.entry.previous, line.entry.digest) for line in taken]
    return download("账本.xlsx", workbook([Sheet("账本", COLUMNS, body)]))


@needs("ledger.view")
@require_safe
def entry(request: Any, seq: int) -> HttpResponse:
    """Show one entry: who, what, both times, what changed, its digests."""
    found = get_object_or_404(within(request.rights).select_related("sealed"), seq=seq)
    return render(request, "record/entry.html", {"line": lines([found])[0], "checked": drawn([seq])[0]})


@needs("ledger.verify")
@require_safe
def checkpoint(request: Any) -> HttpResponse:
    """Give the head of the ledger and its count as a file to keep elsewhere; nothing is written."""
    found = head_now(request.now)
    if found is None:
        raise Http404
    content = (json.dumps(found.written(), ensure_ascii=False, indent=1) + "\n").encode()
    return download(f"检查点-{found.seq}.json", content, "application/json")


@needs("ledger.verify")
@require_safe
def digests(request: Any) -> HttpResponse:
    """Give the digests of all entries, for an evidence pack that is checked against a later checkpoint; they tell nothing but how many there are."""
    last = head()
    return download(f"账本摘要-{last}.bin", digests_until(last), "application/octet-stream")


@needs("ledger.verify")
def verify(request: Any) -> HttpResponse:
    """Check the ledger against the last checkpoint, or one that is given; a long ledger in steps, so that progress is seen."""
    kept = newest(Path(settings.CHECKPOINTS))
    form = CheckpointForm(request.POST, request.FILES) if request.method == "POST" else CheckpointForm()
    if request.method == "POST":
        if "go_on" in request.POST:
            return _stepped(request, Walk.resumed(request.session["walk"])) if "walk" in request.session else redirect("record:verify")
        if form.is_valid():
            uploaded: Checkpoint | None = form.cleaned_data["checkpoint"]
            given = uploaded or kept
            if uploaded and (wrong := amiss(uploaded)):  # said at once, and not after the whole ledger was read
                form.add_error("checkpoint", wrong)
                return render(request, "record/verify.html", {"form": form, "kept": kept, "head": head(), "amiss": wrong,
                                                                    "lacking": missing(connection)}, status=422)
            request.session["until"], request.session["outside"] = head(), bool(form.cleaned_data["checkpoint"])
            return _stepped(request, Walk((given,) if given else ()))
    return render(request, "record/verify.html", {"form": form, "kept": kept, "head": head()}, status=422 if form.is_bound and form.errors else 200)


def _stepped(request: Any, walk: Walk) -> HttpResponse:
    """Check the next entries and show how far it is, or what was found."""
    until = request.session["until"]
    for row in rows(after=walk.seq, until=min(until, walk.seq + AT_ONCE)):
        walk.step(row)
    gone = walk.seq < until and not Entry.objects.filter(seq__gt=walk.seq, seq__lte=until).exists()
    context: dict[str, Any] = {"done": walk.seq, "until": until}
    if walk.seq >= until or gone:
        request.session.pop("walk", None)
        context |= {"verdict": walk.end(), "lacking": missing(connection), "form": CheckpointForm(),
                    "outside": request.session.get("outside", False), "kept": newest(Path(settings.CHECKPOINTS))}
    else:
        request.session["walk"] = walk.state()
    return render(request, "record/verify.html", context)


@needs("ledger.verify")
@require_safe
def sample(request: Any) -> HttpResponse:
    """Show a random sample of thirty with its seed; with the same seed and count anybody draws the same."""
    newest_seq, acts_only = head(), request.GET.get("kind") == "act"
    if "seed" not in request.GET or "of" not in request.GET:
        wanted = {"seed": request.GET.get("seed", secrets.randbelow(1_000_000)), "of": request.GET.get("of", newest_seq)}
        wanted |= {"kind": "act"} if acts_only else {}
        return redirect(f"{reverse('record:sample')}?{urlencode(wanted)}")
    form = SampleForm(request.GET, head=newest_seq)
    if not form.is_valid():
        return render(request, "record/sample.html", {"form": form, "acts_only": acts_only}, status=422)
    seed, last = form.cleaned_data["seed"], form.cleaned_data["of"]
    chosen = numbers(seed, last, acts_only=acts_only)
    readable = set(within(request.rights).filter(seq__in=chosen).values_list("seq", flat=True)) if request.rights.may("ledger.view") else set()
    seen = {line.entry.seq: line for line in lines(Entry.objects.filter(readable_to(request.rights), seq__in=chosen).select_related("sealed"))}
    found = drawn(chosen)
    shown = [{"drawn": one, "line": seen.get(one.seq), "readable": one.seq in readable} for one in found]
    wrong = sum(bool(one.wrong) for one in found)
    return render(request, "record/sample.html", {"form": form, "shown": shown, "seed": seed, "of": last, "acts_only": acts_only, "wrong": wrong})
