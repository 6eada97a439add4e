"""Whose acts an office sees: those of its units, and of others only while somebody from here took part."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.register.actions import begin_tenure, end_tenure
from tests.apps.acts.telling import inspection
from tests.apps.acts.test_rebuild import JUNE_15
from tests.apps.conftest import Cast
from tests.cast import LONG_AGO


def seen(cast: Cast, name: str) -> set[str]:
    return set(Act.objects.visible_to(rights_of(cast.account[name])).values_list("title", flat=True))


@pytest.fixture
def moved(cast: Cast) -> Cast:
    """丁某 leaves 望埠 of 英德 on 1 June and takes up a post in 太和 of 清新 the day after; one act before, one after."""
    [tenure] = cast.officer["丁某"].tenures.filter(struck_at=None)
    end_tenure(None, LONG_AGO, tenure, end=date(2026, 6, 1))
    begin_tenure(None, LONG_AGO, officer=cast.officer["丁某"], unit=cast.unit["太和"], post="party_head", start=date(2026, 6, 2))
    record_act(None, JUNE_15, inspection(cast, "丁某", "望埠", date(2026, 6, 1), title="在望埠"))
    record_act(None, JUNE_15, inspection(cast, "丁某", "太和", date(2026, 6, 2), title="在太和"))
    return cast


def test_whoever_has_moved_takes_later_acts_out_of_the_old_office_s_sight(moved: Cast) -> None:
    assert seen(moved, "英德安委办") == {"在望埠"}
    assert seen(moved, "清新安委办") == {"在太和"}


def test_the_city_and_the_leader_see_both(moved: Cast) -> None:
    assert seen(moved, "市安委办") == {"在望埠", "在太和"}
    assert seen(moved, "丁") == {"在望埠", "在太和"}


def test_an_act_elsewhere_is_seen_where_somebody_from_here_took_part_that_day(cast: Cast) -> None:
    record_act(None, JUNE_15, inspection(cast, "甲某", "英德", date(2026, 6, 3), ("庚某",), title="带应急局同行"))
    assert seen(cast, "英德安委办") == seen(cast, "应急局联络员") == {"带应急局同行"}
    assert seen(cast, "望埠安委办") == seen(cast, "清新安委办") == set()


def test_who_comes_from_a_department_attends_and_does_not_lead(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="庚某在发生当日不在英德市任职"):
        record_act(None, JUNE_15, inspection(cast, "庚某", "英德", date(2026, 6, 3)))
    with pytest.raises(ValidationError, match="壬某在发生当日不在英德市任职"):
        record_act(None, JUNE_15, inspection(cast, "甲某", "英德", date(2026, 6, 3), ("壬某",)))


def test_the_form_offers_the_heads_of_the_departments(cast: Cast) -> None:
    page = cast.client("英德安委办").get("/acts/record/inspection/", {"unit": "yd"}).content.decode()
    assert "同行的部门负责人" in page
    assert "庚某（英德市应急管理局部门主要负责人）" in page
    assert "同行的部门负责人" not in cast.client("望埠安委办").get("/acts/record/inspection/").content.decode()
