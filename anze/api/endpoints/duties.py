"""The duty board: obligations, a row each."""

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from anze.api.asking import Code, Page, Paged, Year, paged, question, wanted
from anze.api.authentication import Right
from anze.api.endpoints.acts import ActType
from anze.api.endpoints.register import Post
from anze.duties.queries.boardrows import asked_filters, seen, view_rows
from anze.duties.queries.filters import SPANS, narrow
from anze.duties.queries.obligations import LAMPS, OPEN, Row
from anze.people.moment import day_of

router = Router(tags=["看板"], auth=Right("board.view"))
Lamp = Literal[*LAMPS, OPEN]  # type: ignore[valid-type]
Span = Literal[*SPANS]  # type: ignore[valid-type]


class BoardFilters(Paged):
    """Narrow the board."""

    unit: Code = ""
    span: Span = Field("", description="单位的范围：空是含下级，own 是本级（含部门），only 是仅本单位")
    officer: Code = ""
    post: Post | None = None
    duty: Code = Field("", description="条款编号，如 10.4")
    type: ActType | None = None
    lamp: Lamp | None = Field(None, description="灯；open 是所有没有完成的")
    period: str = Field("", max_length=8, pattern=r"^([0-9]{4}(-[0-9]{2}|Q[1-4]|H[12])?)?$", description="期间：2026-05、2026Q2、2026H1、2026")
    year: Year | None = Field(None, description="年份；不写是截至日那一年")


class Owing(Schema):
    """Who answers for it."""

    code: str
    name: str


class Obligation(Schema):
    """An obligation of a duty in one period."""

    duty: str
    what: str
    unit: str
    unit_name: str
    officers: list[Owing]
    period: str
    period_label: str
    lamp: str
    done: int
    required: int
    vacant: bool
    last_day: date


def _line(row: Row) -> dict[str, Any]:
    return {"duty": row.duty, "what": row.what, "unit": row.unit, "unit_name": row.unit_name, "period": row.period, "period_label": row.period_label,
            "officers": [{"code": code, "name": name} for code, name in row.officers], "lamp": row.lamp, "done": row.done, "required": row.required,
            "vacant": row.vacant, "last_day": row.last}


@router.get("/obligations", response=Page[Obligation], summary="定期任务（看板的行）")
def obligation_list(request: Any, given: Query[BoardFilters]) -> Any:
    """List obligations in the order of the tree."""
    asked = question(request, given)
    table, reachable = seen(request.rights, asked, day_of(request.now))
    filters = asked_filters(wanted(given), table, request.rights)
    return paged(asked, given.page, view_rows("list", reachable, narrow(reachable, filters), filters), _line)
