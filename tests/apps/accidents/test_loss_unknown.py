"""A loss that nobody stated yet is unknown, not none: the law counts it as zero (decisions/0014), every page and paper says that it is being found out."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine

from anze.access.rights import rights_of
from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident, Statement
from anze.accidents.queries.bulletin import bulletin_fields
from anze.accidents.queries.monthly import figures, month_of, span_of
from anze.accidents.queries.quick import quick_fields
from anze.duties.world import world
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall, told
from tests.apps.accidents.test_pages import FALL
from tests.apps.accidents.test_workbooks import RIGHT, applied, exported, received, row_of, sheet
from tests.cast import Cast

NOW = at("2026-07-05", 10)


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def flat(response: Any) -> str:
    return re.sub(r"<[^>]+>|\s", "", response.content.decode())


def test_a_loss_left_empty_is_unknown_everywhere_and_zero_to_the_law(cast: Cast) -> None:
    office = cast.client("英德安委办")
    shown = flat(office.post("/accidents/new/", FALL | {"loss": ""}, follow=True))
    one = Accident.objects.get()
    assert (one.loss, one.grade, one.measure) == (None, "ordinary", "deaths")
    assert Statement.objects.get().loss is None
    assert "直接经济损失正在核实" in shown and "直接经济损失0万元" not in shown
    assert "损失（万元）" in flat(office.get("/accidents/")) and "未填" in flat(office.get("/accidents/"))


def test_a_loss_of_zero_that_was_stated_is_shown_as_zero(cast: Cast) -> None:
    office = cast.client("英德安委办")
    assert "直接经济损失0万元" in flat(office.post("/accidents/new/", FALL | {"loss": "0"}, follow=True))
    assert Accident.objects.get().loss == 0
    assert "未填" not in flat(office.get("/accidents/"))


def test_the_form_of_new_figures_says_that_the_loss_is_not_stated_and_takes_it(cast: Cast) -> None:
    one = fall(cast, loss=None)
    assert "现在没有填" in flat(cast.client("英德安委办").get(f"/accidents/{one.code}/do/figures/"))
    found = update_figures(cast.account["英德安委办"], at("2026-06-05"), one, on=date(2026, 6, 4), figures={"loss": Decimal(1000)}).accident
    assert (found.loss, found.grade, found.measure) == (Decimal(1000), "considerable", "loss")


def test_a_correction_may_take_back_a_loss_that_was_only_guessed(cast: Cast) -> None:
    one = fall(cast, loss=Decimal(2000))
    assert one.grade == "considerable"
    found = correct_accident(cast.account["英德安委办"], at("2026-06-05"), one, told(cast, loss=None), reason="损失还在评估").accident
    assert (found.loss, found.grade) == (None, "ordinary")


def test_the_quick_report_says_that_the_loss_is_being_found_out_only_where_it_is(cast: Cast) -> None:
    unknown, none = fall(cast, loss=None), fall(cast, "2026-06-02", loss=Decimal(0))
    assert quick_fields(unknown, cast.unit["英德"], NOW, {})["损失情况"] == "直接经济损失正在核实。"
    assert quick_fields(none, cast.unit["英德"], NOW, {})["损失情况"] == "直接经济损失初步估计0万元。"


def test_the_figures_of_a_month_add_what_is_known_and_say_of_how_many_the_loss_is_not(cast: Cast) -> None:
    fall(cast, loss=None)
    fall(cast, "2026-06-02", loss=Decimal("12.5"))
    asked, today = Question(date(2026, 7, 5), date(2026, 7, 5)), date(2026, 7, 5)
    rights = rights_of(cast.account["英德安委办"])
    total = figures(rights, asked, today, world(asked, today).index.tree, span_of(month_of("2026-06", today), so_far=False))[0].total
    assert (total.now.loss, total.now.unknown, total.before.unknown) == (Decimal("12.5"), 1, 0)
    assert "1起损失未填" in flat(cast.client("英德安委办").get("/accidents/monthly/?month=2026-06"))
    said = bulletin_fields(rights, month_of("2026-06", today), world(asked, today), NOW)["总体情况"]
    assert "直接经济损失12.5万元（不含正在核实的1起）" in said


def test_an_empty_loss_goes_out_empty_and_comes_in_empty(cast: Cast) -> None:
    one = fall(cast, loss=None)
    book = exported(cast)
    rows = list(openpyxl.load_workbook(BytesIO(book)).worksheets[0].iter_rows(values_only=True))
    place = next(row for row in rows if "直接经济损失（万元）" in row).index("直接经济损失（万元）")
    assert next(row for row in rows if one.number in row)[place] in (None, "")
    again = received(cast, book)
    assert (again.faults, again.state) == ([], "empty")


def test_an_empty_cell_of_a_sheet_is_unknown_and_a_zero_is_zero(cast: Cast) -> None:
    found = received(cast, sheet(RIGHT | {"loss": None}, RIGHT | {"happened_at": "2026-05-02 09:30", "loss": 0}))
    assert found.state == "ready", found.faults
    assert "直接经济损失未填" in found.changes[0][4] and "直接经济损失0万元" in found.changes[1][4]
    applied(cast, found)
    assert list(Accident.objects.order_by("date").values_list("loss", flat=True)) == [None, Decimal(0)]


def test_a_cell_filled_or_emptied_corrects_the_loss(cast: Cast) -> None:
    unknown, known = fall(cast, loss=None), fall(cast, "2026-06-03", loss=Decimal(90))
    found = received(cast, sheet(row_of(cast, unknown.number, loss=80), row_of(cast, known.number, loss="")))
    assert found.state == "ready", found.faults
    assert "直接经济损失（万元）：（空） → 80" in found.changes[0][4]
    applied(cast, found)
    assert list(Accident.objects.order_by("date").values_list("loss", flat=True)) == [Decimal(80), None]
