"""Nobody takes back alone the registration of an accident on which something hangs: the office above does, or another account (decisions/0069)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.accidents.actions.correcting import withdraw_accident
from anze.accidents.actions.imports import TAKING
from anze.accidents.models import Accident
from anze.duties.sources import _SOURCES, Source, add_source
from anze.law import facts as law
from tests.apps.accidents.telling import at, fall
from tests.apps.accidents.test_workbooks import RIGHT, applied, received, sheet
from tests.cast import Cast

NOW = at("2026-07-05", 10)
CITY, HEAD, COUNTY, TOWN = "市安委办", "市安委办主任", "英德安委办", "望埠安委办"


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def interviews() -> Iterator[list[law.Interview]]:
    kept: list[law.Interview] = []
    before = dict(_SOURCES)
    add_source(Source(name="interviews", types=frozenset({"interview"}), read=lambda known_at, scope: {"interviews": tuple(kept)}))
    yield kept
    _SOURCES.clear()
    _SOURCES.update(before)


def refused(cast: Cast, one: Accident, who: str, when: Any = NOW) -> str:
    try:
        withdraw_accident(cast.account[who], when, one, reason="重复登记")
    except ValidationError as fault:
        return "".join(fault.messages)
    return ""


@pytest.mark.parametrize("by", [TOWN, COUNTY])
def test_a_grave_accident_is_taken_back_by_the_office_above_the_county(cast: Cast, by: str) -> None:
    one = fall(cast, deaths=3, by=by)
    for who in {by, COUNTY}:
        said = refused(cast, one, who)
        assert "是较大事故" in said and "由上一级（清远市）安委办办理" in said
        assert cast.client(who).get(f"/accidents/{one.code}/do/withdraw/").status_code == 403
        page = cast.client(who).get(f"/accidents/{one.code}/").content.decode()
        assert "do/withdraw/" not in page and "请报清远市安委办撤销" in page
    assert "do/withdraw/" in cast.client(CITY).get(f"/accidents/{one.code}/").content.decode()
    assert refused(cast, one, CITY) == ""


def test_the_citys_own_is_taken_back_by_another_account(cast: Cast) -> None:
    one = fall(cast, deaths=3, by=CITY)
    assert "由另一个账号办理" in refused(cast, one, CITY)
    assert refused(cast, one, HEAD) == ""


def test_an_ordinary_accident_that_fires_something_weighs_as_much(cast: Cast) -> None:  # 第二十一条第二款（三）: three of a kind
    some = [fall(cast, day) for day in ("2026-06-01", "2026-06-08", "2026-06-15")]
    assert "引起约谈情形" in refused(cast, some[0], COUNTY)


def test_an_ordinary_accident_on_which_nothing_hangs_is_taken_back_as_before(cast: Cast) -> None:
    assert refused(cast, fall(cast), COUNTY) == ""


def test_one_that_an_interview_names_is_for_the_office_above_even_at_once(cast: Cast, interviews: list[law.Interview]) -> None:
    one = fall(cast, recorded=NOW)
    interviews.append(law.Interview(id="yt-1", unit="yd", date=date(2026, 7, 5), by="qy", accidents=(one.code,)))
    assert "已有约谈引用它" in refused(cast, one, COUNTY)


@pytest.mark.parametrize(("minutes", "says"), [(10, ""), (11, "由上一级")])
def test_a_slip_is_taken_back_within_ten_minutes(cast: Cast, minutes: int, says: str) -> None:
    one = fall(cast, deaths=3, recorded=NOW - timedelta(minutes=minutes))
    assert refused(cast, one, COUNTY).count("由上一级") == bool(says)


@pytest.mark.parametrize(("minutes", "stands"), [(10, False), (11, True)])
def test_an_import_is_taken_back_by_the_same_rule(cast: Cast, minutes: int, stands: bool) -> None:
    found = applied(cast, received(cast, sheet(RIGHT | {"deaths": 3})))
    later = NOW + timedelta(minutes=minutes)
    if stands:
        with pytest.raises(ValidationError, match="由上一级（清远市）安委办办理"):
            TAKING.undo(cast.account[COUNTY], later, found)
    else:
        TAKING.undo(cast.account[COUNTY], later, found)
    assert (Accident.objects.get().withdrawn_at is None) == stands
