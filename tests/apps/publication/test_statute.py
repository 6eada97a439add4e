"""The public statute: every article begins with its own words once, and what it comes to is said without what only concerns this site."""

import re
from typing import Any

import pytest

from anze.duties.world import pack_in_force
from anze.publication.queries.plain import opening

CODES = re.compile(r"[a-z]{4,}")


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>", " ", page))


def test_no_article_of_the_list_says_its_number_twice(db: None, client: Any) -> None:
    page = words_of(client.get("/public/statute/").content.decode())
    assert re.search(r"第十条\s+第十条", page) is None
    for text in pack_in_force().words.values():
        assert not opening(text).startswith("第")


@pytest.mark.parametrize("number", sorted(pack_in_force().words))
def test_no_article_is_told_in_codes_or_in_notes_of_the_system(db: None, client: Any, number: int) -> None:
    page = words_of(client.get(f"/public/statute/{number}/").content.decode())
    assert CODES.findall(page.partition("上一条")[0].replace("Mermaid", "")) == []
    for notes in ("不计算状态", "可以归集佐证", "乡镇的乡镇", "部门的部门", "只影响提醒"):
        assert notes not in page


def test_what_is_taken_where_the_words_leave_a_choice_is_said_once(db: None, client: Any) -> None:
    page = words_of(client.get("/public/statute/5/").content.decode())
    assert page.count("到任多少日之内") == 1
    assert "取“良好”" in words_of(client.get("/public/statute/20/").content.decode())


def test_an_article_that_is_not_there_stays_within_the_public_pages(db: None, client: Any) -> None:
    answer = client.get("/public/statute/99/")
    assert answer.status_code == 404
    assert 'href="/public/"' in answer.content.decode()
