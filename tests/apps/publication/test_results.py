"""Published results: only the fields on the list, the same on the page, as JSON and as CSV; taken back they leave a note."""

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
import time_machine

from anze.assessments.actions import deciding
from anze.publication.policies import RESULT_FIELDS
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.assessments.telling import HEAD, NOW, OFFICE, confirmed
from tests.cast import Cast

PAGE = "/public/results/2026/"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2027-01-10", 18), tick=False):
        yield


@pytest.fixture
def published(cast: Cast) -> Any:
    found = confirmed(cast)
    deciding.publish(cast.account[OFFICE], NOW, found)
    return found


def rows(client: Any) -> list[dict[str, Any]]:
    return list(json.loads(client.get("/public/results/2026.json").content)["results"])


@pytest.mark.usefixtures("published")
def test_anybody_reads_the_grades_and_nothing_that_is_not_on_the_list(client: Any) -> None:
    page = client.get(PAGE)
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    assert "英德市" in text
    assert "清新区" in text
    assert [list(row) for row in rows(client)] == [list(RESULT_FIELDS)] * 2
    assert not {"total", "score", "rank", "officer", "name"} & set(rows(client)[0])
    for name in ("甲某", "癸某", "得分：", "分）"):
        assert name not in text


@pytest.mark.usefixtures("published")
def test_page_json_and_csv_say_the_same(client: Any) -> None:
    content = client.get("/public/results/2026.csv").content.decode()
    table = list(csv.reader(StringIO(content.removeprefix("﻿"))))
    assert table[0] == list(RESULT_FIELDS.values())
    assert table[1:] == [[str(value) for value in row.values()] for row in rows(client)]
    page = client.get(PAGE).content.decode()
    for row in rows(client):
        assert f">{row['unit']}</th>" in page
        assert f">{row['grade']}</td>" in page


@pytest.mark.usefixtures("published")
def test_two_presses_from_the_front_without_script_and_small(client: Any) -> None:
    front = client.get("/public/")
    assert f'href="{PAGE}"' in front.content.decode()
    for address in ("/public/", PAGE, "/public/notices/", "/public/statute/", "/public/statute/21/", "/public/check/", "/public/ledger/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "<script" not in answer.content.decode()
        assert len(answer.content) < 100_000, address
        assert "sessionid" not in answer.cookies


def test_what_is_confirmed_but_not_published_is_seen_by_nobody_outside(cast: Cast, client: Any) -> None:
    found = confirmed(cast)
    assert client.get(PAGE).status_code == 404
    assert client.get("/public/results/2026.json").status_code == 404
    assert "还没有公布考核结果" in client.get("/public/").content.decode()
    preview = cast.client(OFFICE).get(f"/publication/results/{found.uid}/").content.decode()
    assert "预览" in preview
    assert "英德市" in preview
    assert cast.client("英德安委办").get(f"/publication/results/{found.uid}/").status_code == 404


def test_taken_back_a_note_stands_in_its_place_everywhere(cast: Cast, published: Any, client: Any) -> None:
    digest = rows(client)[0]["digest"]
    head = cast.client(HEAD)
    head.post(f"/publication/results/{published.uid}/withdraw/", {"reason": "有一个单位的核查资料有误"})
    for address in ("/public/", PAGE):
        page = client.get(address).content.decode()
        assert "已于2027年1月10日撤回。原因：有一个单位的核查资料有误" in page
        assert digest not in page
        assert "英德市</th>" not in page
    told = json.loads(client.get("/public/results/2026.json").content)
    assert told["results"] == []
    assert [one["reason"] for one in told["withdrawn"]] == ["有一个单位的核查资料有误"]
    assert Entry.objects.filter(object_type="retraction", verb="撤回公布").count() == 1


def test_only_the_head_takes_back_and_only_with_a_reason(cast: Cast, published: Any, client: Any) -> None:
    address = f"/publication/results/{published.uid}/withdraw/"
    assert cast.client(OFFICE).post(address, {"reason": "撤"}).status_code == 403
    assert cast.client(HEAD).post(address, {"reason": ""}).status_code == 200  # the form again, with what is missing
    assert len(rows(client)) == 2


def test_a_year_without_results_is_not_found(client: Any, db: None) -> None:
    assert client.get("/public/results/1999/").status_code == 404
    assert client.get("/public/results/1999.csv").status_code == 404
