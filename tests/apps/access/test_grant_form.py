"""What the form of a grant says where it takes nothing: by the field, with what was typed kept."""

import pytest

from anze.access.models import Grant, SecurityEvent
from anze.people.models import Unit
from anze.record.models import Entry
from tests.cast import Cast


def test_a_grant_to_oneself_is_refused_by_its_field_and_logged(cast: Cast) -> None:
    own, before = cast.account["安全管理员"], Grant.objects.count()
    answer = cast.client("安全管理员").post("/grants/new/", {"account": own.username, "role": "office", "unit": "yd"})
    page = answer.content.decode()
    assert answer.status_code == 422 and f'value="{own.username}"' in page and "不能给自己的账号授权" in page
    assert Grant.objects.count() == before
    assert SecurityEvent.objects.filter(action="授权", result="拒绝", object=own.username).count() == 1


def test_two_units_of_one_name_are_told_apart_by_what_is_above_them(cast: Cast) -> None:
    for code, parent in (("tp1", "英德"), ("tp2", "清新")):
        Unit.objects.create(code=code, name="太平镇", level="town", parent=cast.unit[parent], path=f"{cast.unit[parent].path}{code}/")
    page = cast.client("安全管理员").post("/grants/new/", {"account": "英德安委办", "role": "office", "unit": "太平镇"}).content.decode()
    assert "英德市的：tp1" in page and "清新区的：tp2" in page and "请改写编号" in page


def test_the_hint_and_the_refusal_ask_for_the_same(cast: Cast) -> None:
    page = cast.client("安全管理员").post("/grants/new/", {"account": "查无此人", "role": "office", "unit": "yd"}).content.decode()
    assert "写全名或账号。" in page and "没有找到“查无此人”。请写全名或账号。" in page


@pytest.mark.parametrize(("name", "role"), [("纪委", "organisation"), ("组织部", "discipline")])
def test_who_would_investigate_and_vet_in_one_place_is_given_it_with_a_reason_only(cast: Cast, name: str, role: str) -> None:
    client, asked = cast.client("安全管理员"), {"account": name, "role": role, "unit": "yd"}
    refused = client.post("/grants/new/", asked)
    assert refused.status_code == 422 and "确需一人兼的，请写明原因" in refused.content.decode()
    assert client.post("/grants/new/", {**asked, "unit": "qx"}).status_code == 302, "another place needs none"
    assert client.post("/grants/new/", {**asked, "reason": "机构合署办公"}).status_code == 302
    assert Grant.objects.in_force().filter(account=cast.account[name], role=role).count() == 2
    assert Entry.objects.filter(object_type="grant", object_id=name, verb="授权", sealed__text__contains="机构合署办公").count() == 1


def test_other_roles_beside_one_of_them_need_no_reason(cast: Cast) -> None:
    assert cast.client("安全管理员").post("/grants/new/", {"account": "纪委", "role": "office", "unit": "yd"}).status_code == 302
