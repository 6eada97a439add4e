"""The roster from Excel: what the pages of incoming workbooks are told of it."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from anze.register.actions.imports import apply, look_again, mend, receive
from anze.register.actions.undoing import undo
from anze.register.excel.columns import TABLES
from anze.register.excel.roster import template
from anze.register.models import Import
from anze.register.views.incoming import Place

PERMISSION: Final = "register.import"


def _reach(request: Any) -> Any:
    return request.rights.reach(PERMISSION)


def _applied(request: Any, found: Import, revision: int) -> Import:
    """Take a workbook over; one that is refused is checked again, so that its page shows how things are now."""
    try:
        return apply(request.user, request.now, found, _reach(request), revision=revision)
    except ValidationError:
        look_again(found, _reach(request))
        raise


PLACE: Final = Place(
    space="register", where="名册", permission=PERMISSION, model=Import, tables=TABLES, first="units", dirty=True, export=reverse_lazy("register:export"),
    sheets="一个工作簿三张表：单位、人员、任期。", template=template,
    receive=lambda request, name, content: receive(request.user, request.now, _reach(request), name=name, content=content),
    mend=lambda request, found, edits: mend(found, _reach(request), edits=edits), apply=_applied,
    undo=lambda request, found: undo(request.user, request.now, found), undone="已撤销：这次导入写入的记录已全部撤下，原来的记录已恢复。")
