"""The register of accidents from Excel: what the pages of incoming workbooks are told of it."""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse_lazy

from anze.accidents.actions.imports import TAKING
from anze.accidents.excel.book import template
from anze.accidents.excel.columns import TABLES
from anze.accidents.models import AccidentImport
from anze.accidents.queries.differences import read_difference
from anze.accidents.queries.following import Names
from anze.register.views.incoming import Place, verbs_of


def _apply(request: Any, found: AccidentImport, revision: int) -> AccidentImport:
    said = str(request.POST.get("reason", "")).replace("\x00", "")
    return TAKING.apply(request.user, request.now, found, revision=revision, reason=said)


def _consequences(request: Any, found: AccidentImport) -> Mapping[str, Any]:
    """Return what the corrections change of what follows, all of it, and the first of what the new rows bring."""
    corrected, new = read_difference(found.coming), read_difference(found.coming_new.get("lines", ()))
    corrects = any(count["changed"] for count in found.counts.values())
    return {"styled": "accidents/accidents.css", "shows": "accidents/parts/import_follows.html", "corrects": corrects,
            "asks": "accidents/parts/import_asks.html" if corrects else "", "corrected": corrected, "brought": new, "unshown": found.coming_new.get("more", 0),
            "names": Names(request.rights, (), [corrected, new])}


PLACE: Final = Place(
    space="accidents", where="事故台账", permission="accident.record", model=AccidentImport, tables=TABLES, first="list",
    export=reverse_lazy("accidents:list", query={"excel": "1"}), template=template, hint="只收 .xlsx，最大 10 MB、20,000 行；行多的在后台写入。",
    sheets="一张表，一行一起。带台账编号的是已登记的，改了就更正；没有编号的是新的。历史事故也这样补登，登记时间记为导入的时候。",
    **verbs_of(TAKING) | {"apply": _apply}, consequences=_consequences, undone="已撤销：这次导入新增的登记已全部撤销，更正的已恢复原样。")
