"""Give a list as a workbook: at once where that is quick, otherwise written in the background and kept under 我的导出.

An app marks the function that makes its sheets with `exporter` and answers with `export`:

    @exporter
    def acts_of_year(rights: Rights, now: datetime, *, year: int) -> list[Sheet]: ...

    return export(request, f"履职记录{year}.xlsx", acts_of_year, rows=query.count(), year=year)

The rows should be an iterator (`queryset.iterator(2000)`). In the background the rights are worked out anew: what was taken from the
account meanwhile it does not get.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from anze.access.rights import rights_of
from anze.workbook.models import KEPT, Export
from anze.workbook.write import Sheet, download, workbook

Maker = Callable[..., Sequence[Sheet]]
QUICK: Final = 20_000  # rows that are written in some three seconds
OURS: Final = frozenset({"request", "name", "maker", "rows", "rights", "now"})
STEP: Final = 500      # rows after which the count is told and a cancellation heard


class Cancelled(Exception):  # noqa: N818 — somebody's wish, not a fault
    """Somebody does not want the export any more."""


def exporter(maker: Maker) -> Maker:
    """Mark a function of a module that makes sheets out of rights, a moment and plain values."""
    maker.exports = True  # type: ignore[attr-defined]
    return maker


def query_of(request: Any) -> dict[str, str]:
    """Return an address's query as plain values for `export`; what an address calls like a parameter of ours is no filter of a list."""
    return {name: value for name, value in request.GET.dict().items() if name not in OURS}


def export(request: Any, name: str, maker: Maker, *, rows: int, **asked: Any) -> HttpResponse:
    """Answer with the workbook, or have it written in the background and lead to 我的导出. `rows` is an estimate, `asked` plain values."""
    if rows <= QUICK:
        return download(name, workbook(maker(request.rights, request.now, **asked)))
    from anze.workbook.tasks import write_export  # noqa: PLC0415 — the task imports this module

    kept = Export.objects.create(account=request.user, name=name, maker=f"{maker.__module__}:{maker.__qualname__}", asked=asked, total=rows,
                                 made_at=request.now, expires_at=request.now + KEPT)
    _made_by(kept)  # rather refuse here than in the background
    write_export.enqueue(kept.pk)
    messages.info(request, f"“{name}”约 {rows} 行，正在后台生成。可以离开这一页，好了以后在“我的导出”下载，保留 {KEPT.days} 天。")
    return redirect("workbook:exports")


def carry_out(pk: int) -> None:
    """Write an export that waits; one that was cancelled or is written already stays as it is."""
    if not Export.objects.filter(pk=pk, state="waiting").update(state="running"):
        return
    kept = Export.objects.select_related("account").get(pk=pk)
    done = iter(range(1, 1 << 62))
    try:
        sheets = _made_by(kept)(rights_of(kept.account), kept.made_at, **kept.asked)
        content = workbook([replace(sheet, rows=_counted(sheet, kept, done)) for sheet in sheets], large=True)
    except Cancelled:
        return
    except BaseException:
        Export.objects.filter(pk=pk, state="running").update(state="failed")
        raise
    count = next(done) - 1
    Export.objects.filter(pk=pk, state="running").update(state="ready", content=content, size=len(content), done=count, total=count)


def _made_by(kept: Export) -> Maker:
    module, _, name = kept.maker.partition(":")
    maker: Maker = getattr(import_module(module), name)
    if not getattr(maker, "exports", False):
        raise TypeError(f"{kept.maker} is no exporter")
    return maker


def _counted(sheet: Sheet, kept: Export, done: Iterator[int]) -> Iterator[Sequence[Any]]:
    for row in sheet.rows:
        count = next(done)
        if count % STEP == 0 and not Export.objects.filter(pk=kept.pk, state="running").update(done=count):
            raise Cancelled
        yield row
