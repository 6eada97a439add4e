"""The first steps of a new site."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from anze.access.models import Grant
from anze.access.rights import Reach
from anze.people.divisions import divisions, related_bodies
from anze.people.models import Account, Unit
from anze.record.models import Entry
from anze.register.actions import load_divisions
from anze.register.queries.start import is_empty, steps
from tests.cast import LONG_AGO, Cast


@pytest.fixture
def administrator(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The system administrator of a site that has nothing yet; the second factor is another test's."""
    monkeypatch.setattr("anze.access.sessions.owed", lambda *_: "")
    account = Account.objects.create_user(username="admin", name="系统管理员", password_changed_at=LONG_AGO)
    Grant.objects.create(account=account, role="system_admin", given_at=LONG_AGO)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_shipped_divisions_are_those_of_the_city() -> None:
    kinds = [one.level for one in divisions()]
    assert (kinds.count("city"), kinds.count("county"), kinds.count("town"), kinds.count("subdistrict"), kinds.count("zone")) == (1, 8, 80, 5, 1)
    assert len(related_bodies()) == 6
    known: set[str] = set()
    for one in (*divisions(), *related_bodies()):
        assert not one.parent or one.parent in known, one
        known.add(one.code)


def test_all_of_them_come_on_record_in_one_act_each_with_its_entry(db: None) -> None:
    assert load_divisions(None, LONG_AGO) == 101
    assert Unit.objects.count() == Entry.objects.filter(object_type="unit").count() == 101
    zone = Unit.objects.get(code="441802400")
    assert (zone.level, zone.treated_as, zone.parent and zone.parent.level) == ("zone", "county", "city")  # 第二条第二款
    assert not Unit.objects.filter(level="subdistrict", determined=True).exists()  # 第二条第三款: off until determined
    with pytest.raises(ValidationError, match="名册里已经有单位"):
        load_divisions(None, LONG_AGO)


def test_an_empty_site_says_so_and_one_with_units_does_not(cast: Cast) -> None:
    assert not is_empty()
    assert [(step.label, step.done) for step in steps(Reach(everything=True))] == [("机构", True), ("人员", True), ("职责", False), ("提醒", False)]


def test_the_guide_of_an_empty_site(db: None) -> None:
    assert is_empty()
    assert [step.done for step in steps(Reach(everything=True))] == [False] * 4


def test_the_office_sees_how_far_the_site_has_come_and_a_leader_does_not(cast: Cast) -> None:
    page = cast.client("英德安委办").get("/start/").content.decode()
    assert "5 个单位在册" in page and "载入清远市的区划" not in page
    assert cast.client("甲").get("/start/").status_code == 403


def test_nobody_loads_divisions_into_a_register_that_has_units(cast: Cast) -> None:
    cast.client("英德安委办").post("/start/", {"do": "load"})
    assert Unit.objects.count() == 8
    page = cast.client("英德安委办").post("/start/", {"do": "found", "name": "别的市", "code": "other", "level": "city"})
    assert page.status_code == 200 and Unit.objects.count() == 8


def test_the_administrator_loads_the_city_in_one_press_and_then_no_more(administrator: Client) -> None:
    page = administrator.get("/start/").content.decode()
    assert "载入清远市的区划（101 个单位）" in page and "CC BY 4.0" in page
    assert administrator.post("/start/", {"do": "load"}).status_code == 302
    assert Unit.objects.count() == 101
    after = administrator.get("/start/").content.decode()
    assert "载入清远市的区划" not in after and "安全管理员给各单位安委办授权" in after
    assert administrator.get("/units/").status_code == 403  # no name of the register


def test_another_city_enters_its_own_first_unit(administrator: Client) -> None:
    refused = administrator.post("/start/", {"do": "found", "name": "别的市", "code": "a/b", "level": "city"}).content.decode()
    assert "代码只能用" in refused and 'value="别的市"' in refused
    administrator.post("/start/", {"do": "found", "name": "别的市", "code": "440900", "level": "city"})
    assert [unit.name for unit in Unit.objects.all()] == ["别的市"]


def test_the_administrators_home_leads_to_the_first_steps(administrator: Client) -> None:
    assert 'href="/start/"' in administrator.get("/").content.decode()
