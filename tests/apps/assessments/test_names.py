"""Each figure opens its names: every name leads to the page of its own task or act, as it stood when the figure was drawn, however much later."""

import re
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.acts.actions.recording import record_act
from tests.apps.accidents.telling import at
from tests.apps.acts.telling import inspection
from tests.apps.assessments.telling import OFFICE, YINGDE, scoring
from tests.cast import Cast

LATER = at("2028-02-01")


@pytest.fixture
def found(cast: Cast) -> Any:
    record_act(cast.account["甲"], at("2026-06-12"), inspection(cast, lead="甲某", unit="英德"))
    return scoring(cast)


def links(page: str, words: str) -> list[str]:
    return [address.replace("&amp;", "&") for address, label in re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)', page) if words in label]


def test_each_recurring_task_and_standing_duty_has_a_page_of_its_own(cast: Cast, found: Any) -> None:
    with time_machine.travel(LATER, tick=False):
        client = cast.client(OFFICE)
        page = client.get(reverse("assessments:unit", args=[found.uid, "yd"])).content.decode()
        tasks = links(page, "2026年")
        assert len(tasks) == len(set(tasks)) > 20 and all(one.startswith("/board/cell/?d=") for one in tasks if "/board/" in one)
        [june] = [one for one in links(page, "2026年6月，甲某：") if "p=2026-06" in one]
        cell = client.get(june)
        assert cell.status_code == 200 and "2026年6月" in cell.content.decode()
        standing = [one for one in links(page, "：") if one.startswith("/board/person/")]
        assert standing and all("as_of=2026-12-31&known_at=2027-01-10" in one for one in standing)
        assert client.get(standing[0]).status_code == 200


def test_a_unit_opens_its_own_names(cast: Cast, found: Any) -> None:
    with time_machine.travel(LATER, tick=False):
        client = cast.client(YINGDE)
        page = client.get(reverse("assessments:unit", args=[found.uid, "yd"])).content.decode()
        assert client.get(links(page, "2026年6月，甲某：")[0]).status_code == 200


def test_a_sampled_record_opens_in_a_page_of_its_own(cast: Cast, found: Any) -> None:
    with time_machine.travel(at("2027-01-11"), tick=False):
        client = cast.client(OFFICE)
        page = client.get(reverse("assessments:scoring", args=[found.uid])).content.decode()
        assert "另开一页" in page
        [address] = links(page, "2026年6月，甲某：")
        opened = client.get(address).content.decode()
        act = found.samples.get(unit=cast.unit["英德"])
        assert act.items and re.search(r'href="/acts/lz-[^"]+"|href="/acts/[^"]+/"', opened)
