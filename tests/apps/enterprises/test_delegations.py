"""Delegated enforcement: spans, renewal, what lapses soon, and who is told (第十一条（四）, 第十二条（五）)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.enterprises.actions.delegations import change_delegation, delegate, end_delegation, renew, strike_delegation
from anze.enterprises.models import Delegation
from anze.enterprises.policies import LAPSES_SOON
from anze.enterprises.queries.news import lapsing_news
from anze.people.moment import SHANGHAI
from tests.apps.enterprises.firms import credit_code, firm
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
MONDAY = date(2026, 3, 2)


def given(cast: Cast, end: date = date(2026, 12, 31), number: str = "委托〔2025〕1号", **fields: Any) -> Delegation:
    """Enter a delegation of the bureau to the town."""
    told: dict[str, Any] = {"start": date(2025, 1, 1), "matter": "工贸检查"}
    return delegate(None, LONG_AGO, unit=cast.unit["望埠"], organ=cast.unit["应急局"], number=number, end=end, **(told | fields))


def shown(cast: Cast, query: str, who: str = "望埠安委办") -> str:
    """Return the page of delegations."""
    return cast.client(who).get(f"/enterprises/delegations/{query}").content.decode()


def test_it_lapses_soon_from_the_day_the_policy_names_and_has_lapsed_after_its_last_day(cast: Cast) -> None:
    end = date(2026, 2, 27)
    given(cast, end=end)
    first = end - timedelta(days=LAPSES_SOON)
    assert "委托〔2025〕1号" not in shown(cast, f"?show=soon&as_of={first - timedelta(days=1)}")
    assert f"还有 {LAPSES_SOON} 天到期" in shown(cast, f"?show=soon&as_of={first}")
    assert "还有 0 天到期" in shown(cast, f"?show=soon&as_of={end}")
    assert "委托〔2025〕1号" in shown(cast, f"?show=lapsed&as_of={end + timedelta(days=1)}")


def test_a_renewal_is_a_row_of_its_own_and_ends_the_warning(cast: Cast) -> None:
    first = given(cast, end=date(2026, 3, 31))
    new = renew(None, NOW, first, number="委托〔2026〕2号", start=date(2026, 4, 1), end=date(2027, 3, 31))
    assert (new.renews, new.matter) == (first, "工贸检查")
    assert list(lapsing_news(MONDAY)) == []
    assert "没有符合条件" in shown(cast, "?show=soon&as_of=2026-03-30")


def test_the_town_and_the_organ_are_told_once_a_week_and_daily_at_the_end(cast: Cast) -> None:
    given(cast, end=date(2026, 3, 31))
    told = list(lapsing_news(MONDAY))
    assert {one.unit for one in told} == {"wb", "yjj"}
    assert "还有 29 天" in told[0].text
    assert {one.topic for one in told} == {"lapsing"}
    assert list(lapsing_news(date(2026, 3, 3))) == [], "on a Tuesday with weeks left nobody is told again"
    assert list(lapsing_news(date(2026, 3, 25))), "six days left: every day"
    assert list(lapsing_news(date(2026, 4, 1))) == []


def test_the_same_matter_is_not_delegated_twice_at_once(cast: Cast) -> None:
    given(cast, end=date(2026, 3, 31))
    with pytest.raises(ValidationError, match="重叠"):
        given(cast, number="委托〔2026〕2号", start=date(2026, 3, 31))
    assert given(cast, number="委托〔2026〕2号", start=date(2026, 4, 1)).pk


def test_a_department_delegates_and_a_town_holds(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        delegate(None, NOW, unit=cast.unit["教育局"], organ=cast.unit["望埠"], matter="检查", number="1号", start=MONDAY, end=MONDAY)
    assert set(refused.value.message_dict) == {"unit", "organ"}


def test_a_correction_keeps_the_renewals_and_what_was_taken_back_ends_early(cast: Cast) -> None:
    first = given(cast, end=date(2026, 3, 31))
    new = renew(None, NOW, first, number="委托〔2026〕2号", start=date(2026, 4, 1), end=date(2027, 3, 31))
    corrected = change_delegation(None, NOW, first, reason="录错", scope="限于检查")
    new.refresh_from_db()
    assert new.renews == corrected
    with pytest.raises(ValidationError, match="已经续期"):
        strike_delegation(None, NOW, corrected, reason="录错")
    assert end_delegation(None, NOW, new, end=date(2026, 6, 30), reason="收回").end == date(2026, 6, 30)


def test_the_organ_and_the_town_see_it_and_nobody_else(cast: Cast) -> None:
    one = given(cast)
    assert "工贸检查" in shown(cast, "", "应急局联络员")
    assert "工贸检查" in shown(cast, "", "英德安委办")
    assert "工贸检查" not in shown(cast, "", "清新安委办")
    assert cast.client("清新安委办").get(f"/enterprises/delegations/{one.pk}/renew/").status_code == 404


def test_whoever_was_delegated_does_not_take_the_delegation_back(cast: Cast) -> None:
    """第十一条（四）: the organ that gave it takes it back, or the office above it."""
    one = given(cast)
    address, sent = f"/enterprises/delegations/{one.pk}/end/", {"end": "2026-06-30", "reason": "收回"}
    refused = cast.client("望埠安委办").post(address, sent)
    assert refused.status_code == 403
    assert "由委托机关（英德市应急管理局）收回" in refused.content.decode()
    assert address not in cast.client("望埠安委办").get("/enterprises/delegations/").content.decode()
    assert address in cast.client("英德安委办").get("/enterprises/delegations/").content.decode()
    assert cast.client("英德安委办").post(address, sent).status_code == 302


def test_the_pages_enter_renew_correct_take_back_and_strike(cast: Cast) -> None:
    page = cast.client("应急局联络员")
    sent = {"unit": cast.unit["望埠"].pk, "organ": cast.unit["应急局"].pk, "matter": "工贸检查", "number": "1号", "start": "2025-01-01", "end": "2026-12-31"}
    assert page.post("/enterprises/delegations/new/", sent).status_code == 302
    one = Delegation.objects.current().get()
    renewed = {"matter": "工贸检查", "number": "2号", "start": "2027-01-01", "end": "2027-12-31"}
    assert page.post(f"/enterprises/delegations/{one.pk}/renew/", renewed).status_code == 302
    new = Delegation.objects.current().get(number="2号")
    assert page.post(f"/enterprises/delegations/{new.pk}/change/", sent | renewed | {"scope": "检查", "reason": "补充"}).status_code == 302
    new = Delegation.objects.current().get(number="2号")
    assert "原来就到" in page.post(f"/enterprises/delegations/{new.pk}/end/", {"end": "2028-01-01", "reason": "收回"}).content.decode()
    assert page.post(f"/enterprises/delegations/{new.pk}/end/", {"end": "2027-06-30", "reason": "收回"}).status_code == 302
    new = Delegation.objects.current().get(number="2号")
    assert page.post(f"/enterprises/delegations/{new.pk}/strike/", {"reason": "录错"}).status_code == 302
    other = sent | {"organ": cast.unit["教育局"].pk, "number": "3号"}
    assert page.post("/enterprises/delegations/new/", other).status_code == 200, "another department's delegation is not for this liaison to enter"


def test_the_search_box_finds_units_and_delegations_within_reach(cast: Cast) -> None:
    firm(cast, "甲木业厂", credit_code=credit_code(9))
    given(cast)
    for said, finds in (("木业", "甲木业厂"), ("jmy", "甲木业厂"), (credit_code(9), "甲木业厂"), ("委托〔2025〕1号", "工贸检查")):
        assert finds in cast.client("英德安委办").get("/search/", {"q": said}).content.decode(), said
        assert finds not in cast.client("清新安委办").get("/search/", {"q": said}).content.decode(), said


def test_the_office_reads_gaps_of_supervision_on_the_home_page(cast: Cast) -> None:
    firm(cast, "甲木业厂")
    page = cast.client("英德安委办").get("/attention/gaps/").content.decode()
    assert "没有监管部门的单位：1 家" in page
    assert "/enterprises/?gap=enterprise_without" in page


def test_what_lapses_soon_or_has_lapsed_stands_on_the_home_page_of_the_town_and_of_who_delegates(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    given(cast, MONDAY + timedelta(days=LAPSES_SOON), "委托〔2025〕1号")
    given(cast, MONDAY + timedelta(days=LAPSES_SOON + 1), "委托〔2025〕2号", matter="烟花检查")
    given(cast, MONDAY - timedelta(days=1), "委托〔2025〕3号", matter="消防检查")
    for who in ("望埠安委办", "应急局联络员"):
        assert "即将到期、到期未续的委托执法" in cast.client(who).get("/").content.decode()
        page = cast.client(who).get("/attention/delegations/").content.decode()
        assert "2026年5月1日" in page and "2026年3月1日" in page and "2026年5月2日" not in page, who
    assert "没有即将到期" in cast.client("清新安委办").get("/attention/delegations/").content.decode()
