"""The grid: one who answers for a role at a time, days without anybody, one's own cells (第十一条（三）)."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from anze.enterprises.actions.cells import change_cell, end_holder, hand_over, name_holder, strike_holder
from anze.enterprises.models import CellHolder
from anze.enterprises.queries.gaps import uncovered
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.apps.enterprises.firms import cell, charge, firm
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


def test_two_may_not_answer_for_a_cell_in_one_role_on_one_day(cast: Cast) -> None:
    drawn = cell(cast)
    first = name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 2, 1), officer=cast.officer["丁某"])
    with pytest.raises(ValidationError, match="已是丁某"):
        name_holder(None, NOW, cell=drawn, role="cell_head", start=date(2026, 3, 1), person="甲村支书")
    name_holder(None, NOW, cell=drawn, role="cell_member", start=date(2026, 3, 1), person="甲村支书")
    end_holder(None, NOW, first, end=date(2026, 2, 28), reason="调整")
    assert name_holder(None, NOW, cell=drawn, role="cell_head", start=date(2026, 3, 1), person="乙村支书").pk
    with pytest.raises(ValidationError, match="这段时间"):
        name_holder(None, NOW, cell=drawn, role="cell_head", start=date(2026, 2, 28), end=date(2026, 2, 28), person="丙村支书")


def test_handing_over_ends_the_one_the_day_before_the_other_begins(cast: Cast) -> None:
    drawn = cell(cast)
    first = name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 2, 1), officer=cast.officer["丁某"])
    hand_over(None, NOW, first, start=date(2026, 3, 1), reason="调整", person="乙村支书")
    spans = list(CellHolder.objects.current().order_by("start").values_list("start", "end"))
    assert spans == [(date(2025, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), None)]


def test_days_without_anybody_are_named_from_the_first_to_the_last(cast: Cast) -> None:
    drawn = cell(cast, start=date(2025, 1, 1))
    name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 2, 1), end=date(2025, 3, 31), person="甲某")
    name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 4, 2), end=date(2025, 5, 1), person="乙某")
    holders = list(CellHolder.objects.current())
    assert uncovered(drawn, "cell_head", holders, date(2025, 6, 1)) == [
        (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 4, 1), date(2025, 4, 1)), (date(2025, 5, 2), date(2025, 6, 1))]
    assert uncovered(drawn, "cell_head", holders, date(2025, 5, 1))[-1] == (date(2025, 4, 1), date(2025, 4, 1))


def test_who_answers_does_so_within_the_days_of_the_cell(cast: Cast) -> None:
    drawn = cell(cast, start=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="起止日期要在其中"):
        name_holder(None, NOW, cell=drawn, role="cell_head", start=date(2024, 12, 31), person="甲某")
    name_holder(None, NOW, cell=drawn, role="cell_head", start=date(2025, 1, 1), person="甲某")
    with pytest.raises(ValidationError, match="还没有卸任"):
        change_cell(None, NOW, drawn, reason="撤销", end=date(2026, 1, 31))


def test_an_officer_sees_his_own_cells_with_the_riskiest_first(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    drawn = cell(cast)
    firm(cast, "蓝色小店", cell=drawn, risk="blue")
    firm(cast, "红色矿山", cell=drawn, risk="red")
    name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 2, 1), officer=cast.officer["丁某"])
    shown = cast.client("丁").get("/enterprises/grid/mine/").content.decode()
    assert shown.index("红色矿山") < shown.index("蓝色小店")
    assert "望埠第一网格" not in cast.client("乙").get("/enterprises/grid/mine/").content.decode()


def test_the_grid_answers_as_of_any_day(cast: Cast) -> None:
    drawn = cell(cast)
    first = name_holder(None, LONG_AGO, cell=drawn, role="cell_head", start=date(2025, 2, 1), person="甲村支书")
    hand_over(None, NOW, first, start=date(2026, 2, 1), reason="调整", person="乙村支书")
    page = cast.client("望埠安委办")
    assert "乙村支书" in page.get("/enterprises/grid/").content.decode()
    then = page.get("/enterprises/grid/?as_of=2026-01-31").content.decode()
    assert "甲村支书" in then
    assert "乙村支书" not in then
    assert "还没有划定网格" in page.get("/enterprises/grid/?as_of=2024-12-31").content.decode()
    assert "1 个缺责任人" in page.get("/enterprises/grid/").content.decode(), "there is a head and no member"


def test_the_pages_draw_name_hand_over_and_strike_and_each_leaves_an_entry(cast: Cast) -> None:
    page = cast.client("望埠安委办")
    before = Entry.objects.count()
    assert page.post("/enterprises/grid/new/", {"unit": cast.unit["望埠"].pk, "code": "wb-02", "name": "第二网格", "start": "2026-01-01"}).status_code == 302
    assert page.post("/enterprises/grid/cell/wb-02/holder/", {"role": "cell_head", "officer": "丁某", "start": "2026-01-01"}).status_code == 302
    held = CellHolder.objects.get()
    assert page.post(f"/enterprises/grid/holder/{held.pk}/change/", {"person": "甲村支书", "start": "2026-02-01", "reason": "调整"}).status_code == 302
    new = CellHolder.objects.current().get(person="甲村支书")
    assert page.post(f"/enterprises/grid/holder/{new.pk}/end/", {"end": "2026-03-01", "reason": "调整"}).status_code == 302
    ended = CellHolder.objects.current().get(person="甲村支书")
    assert page.post(f"/enterprises/grid/holder/{ended.pk}/strike/", {"reason": "录错"}).status_code == 302
    assert Entry.objects.count() == before + 6, "drawn, named, ended and named in one hand-over, ended, struck"
    assert page.get("/enterprises/grid/cell/wb-02/").status_code == 200
    assert cast.client("清新安委办").get(f"/enterprises/grid/holder/{held.pk}/change/").status_code == 404


def test_a_form_asks_for_an_officer_or_a_name(cast: Cast) -> None:
    cell(cast)
    page = cast.client("望埠安委办")
    address = "/enterprises/grid/cell/wb-01/holder/"
    assert "请从名册选领导干部" in page.post(address, {"role": "cell_head", "start": "2026-01-01"}).content.decode()
    assert "请留一个" in page.post(address, {"role": "cell_head", "officer": "丁某", "person": "某某", "start": "2026-01-01"}).content.decode()


def test_striking_needs_a_row_that_still_stands(cast: Cast) -> None:
    held = name_holder(None, LONG_AGO, cell=cell(cast), role="cell_head", start=date(2025, 2, 1), person="甲村支书")
    strike_holder(None, NOW, held, reason="录错")
    with pytest.raises(ValidationError, match="刚被别人更改过"):
        strike_holder(None, NOW, held, reason="录错")
