"""The register of production units: rules of a row, both clocks, who sees what."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from anze.enterprises.actions.enterprises import change_enterprise, take_off
from anze.enterprises.models import EnterpriseVersion
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions.overtaken import Overtaken
from tests.apps.enterprises.firms import JANUARY, cell, charge, credit_code, firm
from tests.cast import LONG_AGO, Cast

LATER = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
LATEST = datetime(2026, 5, 4, 9, tzinfo=SHANGHAI)


def test_a_change_from_a_day_on_leaves_what_was_before_that_day(cast: Cast) -> None:
    made = firm(cast, "甲木业厂", risk="yellow")
    change_enterprise(None, LATER, made, start=date(2026, 3, 1), reason="评定", risk="red")
    spans = list(EnterpriseVersion.objects.current().filter(enterprise=made).order_by("start").values_list("risk", "start", "end"))
    assert spans == [("yellow", date(2025, 6, 1), date(2026, 2, 28)), ("red", date(2026, 3, 1), None)]


def test_a_change_from_the_same_day_corrects_and_the_old_row_stays_struck(cast: Cast) -> None:
    made = firm(cast, "甲木业厂", risk="yellow")
    change_enterprise(None, LATER, made, start=date(2025, 6, 1), reason="录错", risk="blue")
    assert [one.risk for one in EnterpriseVersion.objects.current().filter(enterprise=made)] == ["blue"]
    struck = EnterpriseVersion.objects.filter(enterprise=made).exclude(struck_at=None).get()
    assert (struck.risk, struck.struck_reason) == ("yellow", "录错")


def test_each_verb_leaves_one_entry_and_telephones_stand_in_none_in_full(cast: Cast) -> None:
    made = firm(cast, "甲木业厂", contact="张某某", phone="13800001234")
    change_enterprise(None, LATER, made, start=date(2026, 3, 1), reason="换人", phone="13900005678")
    take_off(None, LATEST, made, reason="重复")
    entries = Entry.objects.filter(object_type="enterprise", object_id=made.code).order_by("seq").select_related("sealed")
    assert [one.verb for one in entries] == ["登记生产经营单位", "变更生产经营单位", "撤下生产经营单位"]
    texts = "".join(one.sealed.text for one in entries)
    assert "13800001234" not in texts
    assert "138****1234" in texts


def test_two_who_change_the_same_row_are_told(cast: Cast) -> None:
    made = firm(cast, "甲木业厂")
    opened = EnterpriseVersion.objects.current().get(enterprise=made).pk
    change_enterprise(None, LATER, made, start=date(2026, 3, 1), reason="评定", based_on=opened, risk="red")
    with pytest.raises(Overtaken):
        change_enterprise(None, LATEST, made, start=date(2026, 5, 1), reason="评定", based_on=opened, risk="blue")


@pytest.mark.parametrize(("fields", "field", "says"), [
    ({"credit_code": "91350100M000100Y44"}, "credit_code", "校验位"), ({"phone": "没有"}, "phone", "不像电话"),
    ({"phone": "441881199001011234"}, "phone", "不像电话"), ({"department_reason": "因为"}, "department_reason", "不用写原因"),
    ({"start": date(2030, 1, 1)}, "start", "今天以后")])
def test_what_is_wrong_stands_beside_its_field(cast: Cast, fields: dict[str, object], field: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        firm(cast, "甲木业厂", **fields)  # type: ignore[arg-type]
    assert says in " ".join(refused.value.message_dict[field])


def test_all_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        firm(cast, "甲木业厂", phone="x", credit_code="9135", department=cast.unit["应急局"])
    assert set(refused.value.message_dict) == {"phone", "credit_code", "department_reason"}


def test_a_credit_code_belongs_to_one_unit_and_is_free_again_when_that_is_taken_off(cast: Cast) -> None:
    first = firm(cast, "甲木业厂", credit_code=credit_code(1))
    with pytest.raises(ValidationError) as refused:
        firm(cast, "乙木业厂", credit_code=credit_code(1))
    assert "已有生产经营单位用这个" in refused.value.message_dict["credit_code"][0]
    take_off(None, LATER, first, reason="重复")
    assert firm(cast, "乙木业厂", credit_code=credit_code(1)).pk


def test_a_cell_of_another_town_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        firm(cast, "甲木业厂", place="大站", cell=cell(cast))
    assert "望埠镇的网格" in refused.value.message_dict["cell"][0]


def test_the_list_answers_as_of_a_day_and_as_it_was_known(cast: Cast) -> None:
    made = firm(cast, "甲木业厂", risk="yellow")
    change_enterprise(None, LATER, made, start=date(2026, 2, 1), reason="评定", risk="red", name="甲木业有限公司")
    page = cast.client("英德安委办")
    assert "甲木业有限公司" in page.get("/enterprises/").content.decode()
    assert "甲木业厂" in page.get("/enterprises/?as_of=2026-01-15").content.decode(), "before the change took effect"
    assert "甲木业厂" in page.get("/enterprises/?as_of=2026-03-01&known_at=2026-03-01").content.decode(), "before it was on record"
    assert "没有符合条件" in page.get("/enterprises/?as_of=2025-05-01&q=甲").content.decode()
    detail = page.get(f"/enterprises/{made.code}/?as_of=2026-01-15").content.decode()
    assert "甲木业厂" in detail
    assert "■" in detail


def test_a_closed_unit_leaves_the_usual_list_and_is_found_under_its_state(cast: Cast) -> None:
    made = firm(cast, "甲木业厂")
    change_enterprise(None, LATER, made, start=date(2026, 3, 1), reason="注销", state="deregistered")
    page = cast.client("英德安委办")
    assert "甲木业厂" not in page.get("/enterprises/").content.decode()
    assert "甲木业厂" in page.get("/enterprises/?state=deregistered").content.decode()
    assert "甲木业厂" in page.get("/enterprises/?as_of=2026-02-28").content.decode()


def test_a_stranger_finds_neither_the_unit_nor_the_cell(cast: Cast) -> None:
    made, drawn = firm(cast, "甲木业厂"), cell(cast)
    stranger = cast.client("清新安委办")
    assert stranger.get(f"/enterprises/{made.code}/").status_code == 404
    assert stranger.get(f"/enterprises/{made.code}/change/").status_code == 404
    assert stranger.get(f"/enterprises/grid/cell/{drawn.code}/").status_code == 404
    assert "甲木业厂" not in stranger.get("/enterprises/?state=all").content.decode()


def test_a_department_sees_what_it_supervises_and_nothing_else(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    charge(cast, "英德", "教育局", of="学校")
    firm(cast, "甲木业厂")
    firm(cast, "乙学校", of="学校")
    firm(cast, "丙学校", of="学校", department=cast.unit["应急局"], department_reason="会议纪要")
    shown = cast.client("应急局联络员").get("/enterprises/").content.decode()
    assert "甲木业厂" in shown
    assert "丙学校" in shown
    assert "乙学校" not in shown


def test_contacts_are_shown_to_the_office_and_the_supervising_department_alone(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    made = firm(cast, "甲木业厂", contact="张某", phone="13800001234")
    for who, sees in (("英德安委办", True), ("应急局联络员", True), ("甲", False), ("纪委", False)):
        for address in ("/enterprises/", f"/enterprises/{made.code}/"):
            assert ("13800001234" in cast.client(who).get(address).content.decode()) is sees, (who, address)


def test_search_by_name_credit_code_number_and_first_letters(cast: Cast) -> None:
    made = firm(cast, "甲木业厂", credit_code=credit_code(7), address="工业路 1 号")
    firm(cast, "乙石料场")
    page = cast.client("英德安委办")
    for said in ("木业", credit_code(7), credit_code(7)[:10].lower(), made.code, "jmy", "工业路"):
        shown = page.get("/enterprises/", {"q": said}).content.decode()
        assert "甲木业厂" in shown, said
        assert "乙石料场" not in shown, said


def test_the_page_enters_changes_and_takes_off(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    kind = firm(cast, "甲木业厂").kind
    page = cast.client("望埠安委办")
    sent = {"name": "丁饭店", "unit": cast.unit["望埠"].pk, "kind": kind.pk if kind else "", "risk": "blue", "state": "open", "start": "2026-01-05"}
    assert page.post("/enterprises/new/", sent).status_code == 302
    made = EnterpriseVersion.objects.get(name="丁饭店").enterprise
    row = EnterpriseVersion.objects.current().get(enterprise=made)
    again = sent | {"risk": "red", "start": "2026-02-01", "reason": "评定", "based_on": row.pk}
    assert page.post(f"/enterprises/{made.code}/change/", again).status_code == 302
    late = page.post(f"/enterprises/{made.code}/change/", again | {"risk": "yellow"}).content.decode()
    assert "与现在在案的不同" in late
    assert page.post(f"/enterprises/{made.code}/take-off/", {"reason": "重复登记"}).status_code == 302
    assert "已撤下" in page.get(f"/enterprises/{made.code}/").content.decode()
    assert made.since > JANUARY


def test_a_department_may_not_enter_what_another_supervises(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    charge(cast, "英德", "教育局", of="学校")
    school = firm(cast, "乙学校", of="学校")
    page = cast.client("应急局联络员")
    sent = {"name": "丙学校", "unit": cast.unit["望埠"].pk, "kind": school.kind_id, "state": "open", "start": "2026-01-05"}
    assert "归：英德市教育局" in page.post("/enterprises/new/", sent).content.decode()
    works = firm(cast, "甲木业厂")
    assert page.post("/enterprises/new/", sent | {"name": "丁木业厂", "kind": works.kind_id}).status_code == 302
    assert page.get(f"/enterprises/{school.code}/change/").status_code == 404
    assert LONG_AGO < LATER
