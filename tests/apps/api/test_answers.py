"""How the API answers: pages, both clocks, wrong values, what is not there; its description and its page; what it costs."""

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.people.moment import SHANGHAI
from anze.register.actions import add_officer, begin_tenure, change_unit, end_tenure
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def got(cast: Cast, rest: str, name: str = "英德安委办", **query: Any) -> Any:
    return cast.client(name).get(f"/api/v1/{rest}", query)


def inspected(cast: Cast, day: date, place: str = "某厂") -> Any:
    return record_act(cast.account["英德安委办"], datetime(2026, day.month, day.day, 18, tzinfo=SHANGHAI), Told(
        type="inspection", unit=cast.unit["英德"], date=day, participants=((cast.officer["甲某"], "lead"),), place=place))


def test_a_list_comes_by_fifty_and_past_the_last_page_is_empty(cast: Cast) -> None:
    for number in range(51):
        inspected(cast, date(2026, 1 + number % 5, 1 + number % 28), f"{number}厂")
    first, second, third = (got(cast, "acts", page=page).json() for page in (1, 2, 3))
    assert [(len(one["items"]), one["page"], one["pages"], one["count"]) for one in (first, second, third)] == [(50, 1, 2, 51), (1, 2, 2, 51), (0, 3, 2, 51)]
    assert len({one["uid"] for one in first["items"] + second["items"]}) == 51


@pytest.mark.parametrize("rest", ["acts", "units", "officers", "tenures", "obligations", "accidents", "hazards", "listings", "interviews"])
def test_a_list_asks_as_many_queries_for_fifty_as_for_few(cast: Cast, rest: str) -> None:
    client = cast.client("英德安委办")

    def cost() -> int:
        client.get(f"/api/v1/{rest}")  # what is kept ready is ready
        with CaptureQueriesContext(connection, ) as asked:
            assert client.get(f"/api/v1/{rest}").status_code == 200
        return len(asked)

    inspected(cast, date(2026, 3, 1))
    few = cost()
    for number in range(40):
        inspected(cast, date(2026, 1 + number % 5, 1 + number % 28))
        officer = add_officer(None, LONG_AGO, code=f"n{number}", name=f"某{number}")
        begin_tenure(None, LONG_AGO, officer=officer, unit=cast.unit["望埠"], post="other_leader", start=date(2025, 3, 1))
    assert cost() <= few <= 25


def test_both_clocks_are_those_of_the_pages(cast: Cast) -> None:
    tenure = cast.officer["丁某"].tenures.get()
    end_tenure(None, datetime(2026, 5, 1, 9, tzinfo=SHANGHAI), tenure, end=date(2026, 4, 1))
    change_unit(None, datetime(2026, 5, 1, 9, tzinfo=SHANGHAI), cast.unit["望埠"], **_stated(cast, name="新望埠镇"))

    def holders(**clocks: str) -> list[str]:
        seats = got(cast, "units/wb", **clocks).json()["seats"]
        return [held["officer"] for seat in seats if seat["post"] == "party_head" for held in seat["holders"]]

    assert holders(as_of="2026-03-01") == ["p4"] and holders(as_of="2026-04-02") == []
    assert holders(as_of="2026-04-02", known_at="2026-04-30") == ["p4"], "the end was not on record yet"
    assert [got(cast, "units/wb", known_at=day).json()["name"] for day in ("2026-04-30", "2026-05-01")] == ["望埠镇", "新望埠镇"]
    act = inspected(cast, date(2026, 6, 1))
    assert [got(cast, "acts", as_of=day).json()["count"] for day in ("2026-05-31", "2026-06-01")] == [0, 1]
    assert got(cast, f"acts/{act.uid}").json()["place"] == "某厂"


def _stated(cast: Cast, **changed: str) -> dict[str, Any]:
    unit = cast.unit["望埠"]
    return {name: getattr(unit, name) for name in ("name", "kind", "function", "determined", "treated_as")} | {"based_on": unit.versions.get().pk} | changed


def test_the_board_and_the_findings_say_the_same(cast: Cast) -> None:
    inspected(cast, date(2026, 3, 1))
    board = got(cast, "obligations", unit="yd", span="only", lamp="met").json()["items"]
    said = got(cast, "findings", unit="yd").json()
    assert {(one["duty"], one["period"]) for one in board} == {(one["duty"], one["period"]) for one in said["obligations"] if one["status"] == "met"}
    assert board and all(one["unit"] == "yd" for name in ("obligations", "standing", "structure") for one in said[name])
    assert set(said["obligations"][0]) == {"duty", "unit", "officers", "period", "required", "done", "status", "due_soon", "vacant", "acts", "why"}


def test_a_finding_that_may_not_be_seen_is_null_and_not_empty(cast: Cast) -> None:
    said = got(cast, "findings", unit="yd").json()
    assert (said["triggers"], said["accidents"]) == (None, []), "the committee that interviews 英德 is the city's"
    assert got(cast, "findings", "市安委办", unit="yd").json()["triggers"] == []
    assert got(cast, "findings", "清新安委办", unit="yd").status_code == 404


@pytest.mark.parametrize(("rest", "query", "name"), [
    ("units", {"page": "0"}, "page"), ("units", {"page": "x"}, "page"), ("units", {"as_of": "2026-06-16"}, "as_of"), ("units", {"as_of": "1"}, "as_of"),
    ("units", {"as_of": "2026-02-30"}, "as_of"), ("units", {"level": "planet"}, "level"), ("units", {"nonsense": "1"}, "nonsense"),
    ("acts", {"q": "x" * 81}, "q"), ("acts", {"q": "a\x00"}, "q"), ("findings", {}, "unit"), ("obligations", {"year": "abcd"}, "year"),
    ("acts", {"since": "20260101"}, "since"), ("officers", {"known_at": "1999-12-31"}, "known_at")])
def test_a_wrong_value_is_named_with_the_remedy(cast: Cast, rest: str, query: dict[str, str], name: str) -> None:
    answer = got(cast, rest, **query)
    [fault] = answer.json()["errors"]
    assert answer.status_code == 422 and (fault["in"], fault["name"]) == ("参数", name)
    assert "请" in fault["detail"] or "只能" in fault["detail"]


def test_all_wrong_values_are_named_at_once(cast: Cast) -> None:
    assert {one["name"] for one in got(cast, "units", page="0", level="planet").json()["errors"]} == {"page", "level"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_only_reads(cast: Cast, method: str) -> None:
    answer = getattr(cast.client("英德安委办"), method)("/api/v1/units")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD") and "网页" in answer.json()["detail"]


def test_a_head_is_answered_as_a_get_without_its_content(cast: Cast) -> None:
    answer = cast.client("英德安委办").head("/api/v1/units")
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_description_and_its_page_are_for_whoever_is_signed_in_and_name_no_place_outside(cast: Cast) -> None:
    assert (Client().get("/api/v1/openapi.json").status_code, Client().get("/api/").status_code) == (401, 302)
    client = cast.client("甲")
    description, page = client.get("/api/v1/openapi.json"), client.get("/api/")
    assert description.json()["openapi"].startswith("3.1") and description.json()["servers"] == [{"url": "/"}]
    said = page.content.decode()
    assert page.status_code == 200 and "GET /api/v1/obligations" in said and "问责案件" in said
    assert "http:" not in said.replace("http://www.w3.org/", "") and "https:" not in said and "<script>" not in said
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert "anze_api" not in description.content.decode()


def test_the_site_starts_without_the_library_that_answers() -> None:
    """Loaded with the first request to the API: settings, addresses and all apps know nothing of it."""
    code = ("import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; from anze.api.views import tokens; "
            "print([name for name in ('ninja', 'pydantic', 'pydantic_core') if name in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
