"""Published results: only the fields on the list, the same on the page, as JSON and as CSV; taken back they leave a note."""

import csv
import json
import re
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.assessments.actions import checking, deciding, freezing
from anze.assessments.told import Points
from anze.papers.models import Issued
from anze.publication.policies import RESULT_FIELDS
from anze.publication.queries.checking import checked
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.assessments.telling import HEAD, NOW, OFFICE, both_approve, confirmed, state_of
from tests.cast import Cast

PAGE = "/public/results/2026/"
LATER = at("2027-01-15", 18)


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


def test_the_desk_and_the_public_pages_say_whom_an_assessment_covers_and_days_in_words(cast: Cast, published: Any, client: Any) -> None:
    desk = cast.client(OFFICE).get("/publication/").content.decode()
    assert "2026年度　下级党委和政府" in desk
    page = client.get(PAGE).content.decode()
    assert "考核结果（下级党委和政府）" in page
    assert "2027年1月10日" in page
    assert "2027-01-10" not in page
    assert rows(client)[0]["confirmed_on"] == "2027-01-10"  # the copies are for machines
    assert published.uid not in page


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
    table = list(csv.reader(StringIO(client.get("/public/results/2026.csv").content.decode().removeprefix("\ufeff"))))
    assert [len(row) for row in table] == [len(RESULT_FIELDS)] * 2
    assert table[1][2] == "（2027-01-10 撤回）原因：有一个单位的核查资料有误"
    assert Entry.objects.filter(object_type="retraction", verb="撤回公布").count() == 1


def corrected(cast: Cast, found: Any, points: str = "20", note: str = "核查资料有误，更正") -> None:
    """Put a score right, freeze the result anew, have both meetings approve it and another confirm it."""
    checking.score(cast.account[OFFICE], LATER, found, [Points(cast.unit["英德"], "z7", Decimal(points))], note=note)
    freezing.refreeze(cast.account[OFFICE], LATER, found, note=note)
    both_approve(cast, found, LATER)
    deciding.confirm(cast.account[HEAD], LATER, found)


def test_what_was_taken_back_is_put_right_approved_confirmed_and_published_anew(cast: Cast, published: Any, client: Any) -> None:
    before = {row["digest"] for row in rows(client)}
    cast.client(HEAD).post(f"/publication/results/{published.uid}/withdraw/", {"reason": "公布的等次有误"})
    assert state_of(published) == "retracted"
    with pytest.raises(ValidationError, match="不能公布结果"):
        deciding.publish(cast.account[OFFICE], NOW, published)
    with time_machine.travel(LATER, tick=False):
        page = cast.client(OFFICE).get(f"/assessments/{published.uid}/").content.decode()
        assert "按现在的事实重新固定" in page
        assert "核查评分" in page
        corrected(cast, published)
        note = "考核结果（2027年1月10日公布）已于2027年1月10日撤回。原因：公布的等次有误"
        assert note in client.get(PAGE).content.decode()
        assert rows(client) == []
        deciding.publish(cast.account[OFFICE], LATER, published)
        answer = client.get(PAGE).content.decode()
        assert note in answer
        assert "更正后的结果" in answer
        assert "英德市</th>" in answer
        assert not before & {row["digest"] for row in rows(client)}
        assert [one["reason"] for one in json.loads(client.get("/public/results/2026.json").content)["withdrawn"]] == ["公布的等次有误"]


def test_a_bulletin_is_checked_by_its_printed_digest_and_says_what_became_of_it(cast: Cast, published: Any, client: Any) -> None:
    def bulletins() -> list[str]:
        papers = Issued.objects.filter(kind="assessment_result", object_id=published.uid).order_by("pk")
        return [one.number.text for one in papers if one.number]

    digest, [number] = rows(client)[0]["digest"], bulletins()
    assert checked(number, digest).same
    assert checked(number).papers[0].stands == ""
    cast.client(HEAD).post(f"/publication/results/{published.uid}/withdraw/", {"reason": "公布的等次有误"})
    assert checked(number).papers[0].stands == "这份文件公布的结果已于2027年1月10日撤回"
    with time_machine.travel(LATER, tick=False):
        corrected(cast, published)
        deciding.publish(cast.account[OFFICE], LATER, published)
        newer = rows(client)[0]["digest"]
    first, second = bulletins()
    assert checked(first).papers[0].stands == f"已由{second}代替"
    assert checked(first, digest).same
    assert checked(first, newer).outcome == "no"
    assert checked(second, newer).same
    assert checked(second).papers[0].stands == ""


def test_a_withdrawal_by_mistake_goes_the_same_way_without_any_change(cast: Cast, published: Any, client: Any) -> None:
    """Nothing differs: it may be frozen all the same, and taken back once more on the day on which it is published again."""
    for _ in range(2):
        cast.client(HEAD).post(f"/publication/results/{published.uid}/withdraw/", {"reason": "误发"})
        assert rows(client) == []
        freezing.refreeze(cast.account[OFFICE], NOW, published, note="核对无误")
        both_approve(cast, published, NOW, note="当天又开了一次会")
        deciding.confirm(cast.account[HEAD], NOW, published)
        deciding.publish(cast.account[OFFICE], NOW, published)
        assert len(rows(client)) == 2
    assert client.get(PAGE).content.decode().count("误发") == 2


def test_what_is_published_is_frozen_anew_only_once_it_was_taken_back(cast: Cast, published: Any, client: Any) -> None:
    """Nothing vanishes from the public page without its note."""
    with pytest.raises(ValidationError, match="不能按现在的事实重新固定"):
        freezing.refreeze(cast.account[OFFICE], NOW, published, note="试")
    assert len(rows(client)) == 2


def test_only_the_head_takes_back_and_only_with_a_reason(cast: Cast, published: Any, client: Any) -> None:
    address = f"/publication/results/{published.uid}/withdraw/"
    assert cast.client(OFFICE).post(address, {"reason": "撤"}).status_code == 403
    assert cast.client(HEAD).post(address, {"reason": ""}).status_code == 200  # the form again, with what is missing
    assert len(rows(client)) == 2


def test_a_year_without_results_is_not_found(client: Any, db: None) -> None:
    answer = client.get("/public/results/1999/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "还没有公布1999年度的考核结果" in page
    assert 'href="/public/"' in page
    assert 'href="/"' not in page  # nobody is led to the staff's pages
    assert client.get("/public/notices/gg-1999-0001/").status_code == 404
    assert client.get("/public/results/1999.csv").status_code == 404
