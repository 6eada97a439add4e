"""The enterprise of an accident: units of the register are offered while typing, the credit code comes along, each page leads to the other."""

from typing import Any

import pytest
import time_machine

from anze.accidents.models import Accident
from anze.enterprises.models import Enterprise
from tests.apps.accidents.telling import at, fall
from tests.apps.enterprises.firms import credit_code, firm
from tests.cast import Cast

OFFICE = "英德安委办"
CODE = credit_code(1)


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(at("2026-06-15", 10), tick=False):
        yield


@pytest.fixture
def known(cast: Cast) -> Cast:
    firm(cast, "望埠石灰厂", credit_code=CODE)
    firm(cast, "大站石灰厂", place="大站", credit_code=credit_code(2))
    firm(cast, "太和石灰厂", place="太和", credit_code=credit_code(3))
    return cast


def sent(cast: Cast, address: str, **more: str) -> Any:
    typed = {"unit": "wb", "happened_at": "2026-06-14T09:30", "sector": "工矿商贸", "nature": "高处坠落", "deaths": "1", "source": "enterprise"}
    return cast.client(OFFICE).post(address, typed | more)


def offers(cast: Cast, **more: str) -> list[str]:
    return [one.name for one in sent(cast, "/accidents/new/panel/", **more).context["firms"]]


def test_units_of_the_place_are_offered_while_typing(known: Cast) -> None:
    assert offers(known, enterprise="石灰") == ["望埠石灰厂"]
    assert offers(known, enterprise="石灰", unit="yd") == ["望埠石灰厂", "大站石灰厂"]
    assert offers(known, enterprise=CODE[:10]) == ["望埠石灰厂"] and offers(known, enterprise="wbsh") == ["望埠石灰厂"]
    assert offers(known, enterprise="石") == [] and offers(known, enterprise="太和", unit="yd") == []
    page = sent(known, "/accidents/new/panel/", enterprise="石灰").content.decode()
    assert f'<option value="望埠石灰厂">望埠镇，{CODE}</option>' in page and '<datalist id="known-enterprises" hx-swap-oob="true">' in page


def test_the_credit_code_of_the_unit_that_is_called_so_comes_along(known: Cast) -> None:
    assert f"统一社会信用代码 {CODE} 一并登记" in sent(known, "/accidents/new/panel/", enterprise="望埠石灰厂").content.decode()
    assert sent(known, "/accidents/new/", enterprise="望埠石灰厂").status_code == 302
    assert Accident.objects.get().credit_code == CODE


@pytest.mark.parametrize(("name", "code", "kept"), [("某石灰厂", "", ""), ("望埠石灰厂", credit_code(9), credit_code(9)), ("大站石灰厂", "", "")])
def test_free_text_stays_as_it_was_typed(known: Cast, name: str, code: str, kept: str) -> None:
    assert sent(known, "/accidents/new/", enterprise=name, credit_code=code).status_code == 302
    found = Accident.objects.get()
    assert (found.enterprise, found.credit_code) == (name, kept)


def test_an_accidents_page_and_its_units_page_lead_to_each_other(known: Cast) -> None:
    one, _ = fall(known, enterprise="望埠石灰厂", credit_code=CODE), fall(known, "2026-06-02", enterprise="望埠石灰厂")
    office = known.client(OFFICE)
    page = office.get(f"/accidents/{one.code}/").content.decode()
    address = f"/enterprises/{Enterprise.objects.get(credit_code=CODE).code}/"
    assert f'<a href="{address}">望埠石灰厂</a>' in page
    unit = office.get(address)
    assert [row.address for row in unit.context["related"]] == [f"/accidents/{one.code}/"]
    assert "望埠镇“6·1”高处坠落事故" in unit.content.decode() and "有关的事故和事项（1）" in unit.content.decode()
    assert known.client("清新安委办").get(address).status_code == 404
