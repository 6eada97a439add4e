"""The roster as files: the template, what is on record, a workbook back with what is wrong."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from anze.access.guard import needs
from anze.people.moment import day_of
from anze.register.actions.imports import sheets_of
from anze.register.excel.dirty import dirty
from anze.register.excel.marking import marked
from anze.register.excel.roster import roster, rows_of, template
from anze.register.models import Import
from anze.register.queries.imports import faults_of
from anze.workbook.exporting import export
from anze.workbook.write import download, workbook


@needs("register.import")
@require_GET
def template_file(request: Any) -> HttpResponse:
    """Give the template: three sheets with lists to choose from, notes and an example row."""
    return download("名册导入模板.xlsx", workbook(template()))


@needs("register.import")
@require_GET
def dirty_file(request: Any) -> HttpResponse:
    """Give a workbook full of mistakes to try the import with: in the demo city only."""
    if not settings.DEMO:
        raise Http404
    return download("名册（有错，供试用）.xlsx", workbook(dirty()))


@needs("register.view")
@require_GET
def export_file(request: Any) -> HttpResponse:
    """Give all of the roster that the account may see, in the columns in which it comes in."""
    return export(request, f"名册{day_of(request.now):%Y%m%d}.xlsx", roster, rows=rows_of(request.rights))


@needs("register.import")
@require_GET
def marked_file(request: Any, uid: UUID) -> HttpResponse:
    """Give a workbook back with its wrong cells red and the reasons beside them."""
    found = get_object_or_404(Import.objects.of(request.user), uid=uid)
    content = marked(bytes(found.content), sheets_of(found), faults_of(found), found.edits)
    return download(f"{PurePath(found.name).stem}-错误说明.xlsx", content)
