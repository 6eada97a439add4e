"""Units: entered, changed, closed; every state stays on record (第二条)."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from anze.people.facts import register_facts
from anze.people.models import Unit, UnitVersion
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions import add_unit, change_unit, close_unit, correct_tenure
from tests.cast import Cast

MAY = datetime(2026, 5, 4, 9, tzinfo=SHANGHAI)
JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def _named(day: date, code: str) -> str:
    return next(unit.name for unit in register_facts(day)["units"] if unit.id == code)


def test_a_renamed_unit_keeps_its_old_name_on_the_days_before(cast: Cast) -> None:
    change_unit(cast.account["英德安委办"], JUNE, cast.unit["望埠"], name="望埠新镇", reason="更名批复")
    assert _named(date(2026, 5, 31), "wb") == "望埠镇"
    assert _named(date(2026, 6, 1), "wb") == "望埠新镇"
    office = cast.client("英德安委办")
    assert "望埠镇" in office.get("/units/wb/?as_of=2026-05-31&known_at=2026-05-31").content.decode().split("<main")[1].split("<h2")[0]
    today = office.get("/units/wb/").content.decode()
    assert "望埠新镇" in today
    assert "更名批复" in today and "<del>望埠镇</del>" in today and "英德安委办登记" in today


def test_the_tree_and_the_list_are_those_of_the_day_asked(cast: Cast) -> None:
    change_unit(cast.account["英德安委办"], JUNE, cast.unit["望埠"], name="望埠新镇", reason="更名批复")
    close_unit(cast.account["英德安委办"], JUNE, cast.unit["大站"], on=date(2026, 6, 1), reason="撤并")
    add_unit(cast.account["英德安委办"], JUNE, code="xz", name="新设镇", level="town", parent=cast.unit["英德"])
    office = cast.client("英德安委办")
    then, now = (office.get(f"/units/{query}").content.decode() for query in ("?as_of=2026-05-31&known_at=2026-05-31", ""))
    assert ">望埠镇<" in then and "大站镇" in then and "新设镇" not in then and "望埠新镇" not in then
    assert ">望埠新镇<" in now and "大站镇" not in now and "新设镇" in now
    assert 'href="/units/wb/?as_of=2026-05-31&amp;known_at=2026-05-31"' in then and 'href="/units/wb/"' in now
    found = office.get("/units/?q=望埠&under=yd&as_of=2026-05-31&known_at=2026-05-31").content.decode()
    assert ">望埠镇<" in found and "大站镇" not in found
    assert "那一天没有在案的单位" in office.get("/units/?as_of=2001-01-01&known_at=2001-01-01").content.decode()
    gone = office.get("/units/?as_of=2026-06-02").content.decode()  # as of a later day, by what is on record today
    assert "大站镇" not in gone and "大站镇" in office.get("/units/?as_of=2026-06-01").content.decode()


def test_a_change_writes_one_entry_and_no_change_writes_none(cast: Cast) -> None:
    before = Entry.objects.count()
    change_unit(None, JUNE, cast.unit["望埠"], name="望埠镇")
    assert Entry.objects.count() == before
    change_unit(None, JUNE, cast.unit["望埠"], name="望埠新镇")
    assert Entry.objects.count() == before + 1


def test_a_subdistrict_is_determined_by_a_switch_that_is_off_at_first(cast: Cast) -> None:
    office = cast.client("英德安委办")
    office.post("/add/unit/", {"parent": cast.unit["英德"].pk, "level": "subdistrict", "name": "英城街道", "code": "yc"})
    made = Unit.objects.get(code="yc")
    assert not made.determined
    assert "未确定参照执行" in office.get("/units/yc/").content.decode()
    version = UnitVersion.objects.current().get(unit=made)
    office.post("/units/yc/change/", {"name": "英城街道", "determined": "on", "reason": "英德市确定", "based_on": version.pk})
    made.refresh_from_db()
    assert made.determined  # 第二条第三款
    assert "班子结构" in office.get("/units/yc/").content.decode()


def test_a_zone_has_the_posts_of_the_level_it_is_treated_as(cast: Cast) -> None:
    office = cast.client("市安委办")
    office.post("/add/unit/", {"parent": cast.unit["清远"].pk, "level": "zone", "name": "高新区", "code": "gx", "treated_as": "county"})
    page = office.get("/units/gx/").content.decode()
    assert "政府常务副职" in page and "乡镇分管" not in page  # 第二条第二款


def test_a_department_keeps_its_function_and_a_town_has_none(cast: Cast) -> None:
    office = cast.client("英德安委办")
    office.post("/add/unit/", {"parent": cast.unit["英德"].pk, "level": "department", "name": "英德市交通运输局", "code": "jtj", "function": "regulator"})
    assert Unit.objects.get(code="jtj").function == "regulator"
    office.post("/add/unit/", {"parent": cast.unit["英德"].pk, "level": "town", "name": "东华镇", "code": "dh", "function": "regulator"})
    assert Unit.objects.get(code="dh").function == "other"


def test_nothing_stands_where_it_cannot(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="下面不能设乡镇"):
        add_unit(None, MAY, code="x", name="某镇", level="town", parent=cast.unit["应急局"])
    with pytest.raises(ValidationError, match="市级单位之上不再有单位"):
        add_unit(None, MAY, code="x", name="某市", level="city", parent=cast.unit["清远"])
    assert not Unit.objects.filter(code="x").exists()


def test_a_code_that_is_taken_is_refused_even_where_it_is_out_of_sight(cast: Cast) -> None:
    page = cast.client("英德安委办").post("/add/unit/", {"parent": cast.unit["英德"].pk, "level": "town", "name": "东华镇", "code": "th"}).content.decode()
    assert "这个代码已有单位使用" in page and "东华镇" in page and "太和" not in page


def test_a_unit_is_not_entered_below_one_out_of_reach(cast: Cast) -> None:
    cast.client("英德安委办").post("/add/unit/", {"parent": cast.unit["清新"].pk, "level": "town", "name": "偷镇", "code": "tou"})
    assert not Unit.objects.filter(code="tou").exists()


def test_a_unit_is_closed_only_when_nobody_holds_a_post_of_it_any_more(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="丁某的任职（2025年3月1日起）到这一天还没有结束"):
        close_unit(None, JUNE, cast.unit["望埠"], on=date(2026, 5, 31), reason="撤并")
    for tenure in cast.unit["望埠"].tenures.all():
        correct_tenure(None, JUNE, tenure, reason="撤并", end=date(2026, 5, 31))
    with pytest.raises(ValidationError, match="还没有结束"):
        close_unit(None, JUNE, cast.unit["望埠"], on=date(2026, 5, 30), reason="撤并")
    close_unit(None, JUNE, cast.unit["望埠"], on=date(2026, 5, 31), reason="撤并")
    office = cast.client("英德安委办")
    assert "2026年5月31日撤销" in office.get("/units/wb/").content.decode()
    assert "望埠" not in office.get("/units/").content.decode()
    assert "望埠镇" in office.get("/units/?closed=1").content.decode()
    assert office.post("/add/tenure/", {"officer": "p5", "unit": cast.unit["望埠"].pk, "post": "gov_head", "start": "2026-06-02"}).status_code == 200
    assert cast.unit["望埠"].tenures.filter(end=None, struck_at=None).count() == 0


def test_a_closing_entered_by_mistake_is_taken_back_and_stays_readable(cast: Cast) -> None:
    close_unit(None, JUNE, cast.unit["大站"], on=date(2026, 5, 31), reason="撤并")
    office = cast.client("英德安委办")
    version = UnitVersion.objects.current().get(unit=cast.unit["大站"])
    assert office.post("/units/dz/close/", {"on": "", "reason": "登错了", "based_on": version.pk}).status_code == 302
    cast.unit["大站"].refresh_from_db()
    assert cast.unit["大站"].closed_on is None
    assert "撤销日期：<del>2026年5月31日</del>" in office.get("/units/dz/").content.decode()
    assert "请写明日期" in office.post("/units/dz/close/", {"on": "", "reason": "x", "based_on": version.pk}).content.decode()


def test_a_county_with_towns_is_not_closed(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="癸某的任职"):
        close_unit(None, JUNE, cast.unit["清远"], on=date(2026, 5, 31), reason="x")
    correct_tenure(None, JUNE, cast.officer["癸某"].tenures.get(), reason="x", end=date(2026, 5, 31))
    with pytest.raises(ValidationError, match="还没有撤销。请先撤销下属单位"):
        close_unit(None, JUNE, cast.unit["清远"], on=date(2026, 5, 31), reason="x")


def test_units_are_found_by_name_code_pinyin_and_initials(cast: Cast) -> None:
    office = cast.client("市安委办")
    for asked in ("望埠", "wb", "wbz", "wangbu"):
        page = office.get("/units/", {"q": asked}).content.decode()
        assert "/units/wb/" in page and "/units/dz/" not in page, asked


def test_filters_narrow_the_list_and_the_counts_agree_with_it(cast: Cast) -> None:
    office = cast.client("英德安委办")
    page = office.get("/units/?function=regulator").content.decode()
    assert "应急管理局" in page and "教育局" not in page
    found = office.get("/units/?level=town")
    assert [one.code for one in found.context["page"]] == ["wb", "dz"]
    assert {level: number for level, _, number in office.get("/units/").context["counts"]}["town"] == 2
    assert [one.code for one in office.get("/units/?under=yd&level=department").context["page"]] == ["yjj", "jyj"]


def test_a_second_editor_is_shown_what_changed_and_loses_nothing(cast: Cast) -> None:
    city, county = cast.client("市安委办"), cast.client("英德安委办")
    opened = UnitVersion.objects.current().get(unit=cast.unit["望埠"]).pk
    city.post("/units/wb/change/", {"name": "望埠甲镇", "reason": "甲文", "based_on": opened})
    answer = county.post("/units/wb/change/", {"name": "望埠乙镇", "reason": "乙文", "based_on": opened})
    page = answer.content.decode()
    assert "市安委办" in page and "改过这条记录" in page
    assert 'value="望埠乙镇"' in page and 'value="乙文"' in page  # what was typed is still there
    assert answer.context["differences"] == [("名称", "望埠甲镇", "望埠乙镇")]
    cast.unit["望埠"].refresh_from_db()
    assert cast.unit["望埠"].name == "望埠甲镇"
    again = answer.context["form"].data | {"name": "望埠乙镇"}
    county.post("/units/wb/change/", {name: again[name] for name in ("name", "reason", "based_on")})
    cast.unit["望埠"].refresh_from_db()
    assert cast.unit["望埠"].name == "望埠乙镇"
    assert UnitVersion.objects.filter(unit=cast.unit["望埠"]).count() == 3
