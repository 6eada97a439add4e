"""The roster as files: what is on record, a workbook to try the import with."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from anze.access.guard import needs
from anze.people.moment import day_of
from anze.register.excel.dirty import dirty
from anze.register.excel.roster import roster, rows_of
from anze.workbook.exporting import export
from anze.workbook.write import download, workbook


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
