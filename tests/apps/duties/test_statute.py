"""Statute pages: the exact words beside what they mean, parameters with their reasons, counts that the board confirms."""

import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
import time_machine

from anze.duties.world import pack_in_force
from anze.people.moment import SHANGHAI
from tests.cast import Cast

NOW = datetime(2026, 5, 26, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def bare(html: str) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


def test_every_article_shows_its_exact_words_and_every_clause(cast: Cast) -> None:
    client, pack = cast.client("市安委办"), pack_in_force()
    for number, words in pack.words.items():
        page = client.get(f"/statute/{number}/")
        shown = page.content.decode()
        original = re.search(r'<blockquote class="statute-words">(.*?)</blockquote>', shown, re.S)
        assert original and bare(original[1]) == re.sub(r"\s+", "", words), number
        assert len(page.context["meant"]) == sum(clause.id.split(".")[0] == str(number) for clause in pack.clauses)


def test_a_provision_s_counts_are_those_of_the_board(cast: Cast) -> None:
    client = cast.client("英德安委办")
    for duty in ("5.7", "10.2", "14.1.inspection", "22.p2"):
        meant = next(one for one in client.get(f"/statute/{duty}/").context["meant"] if one.id == duty and one.counts)
        assert meant.total == client.get(f"/board/?{meant.all}").context["total"] > 0
        for _, count, query in meant.counts:
            assert client.get(f"/board/?{query}").context["total"] == count


def test_the_words_of_a_provision_are_marked_in_its_article(cast: Cast) -> None:
    page = cast.client("甲").get("/statute/5.7/").content.decode()
    assert "<mark>每月牵头至少开展1次安全生产排查</mark>" in page


def test_parameters_stand_with_value_range_and_reason(cast: Cast) -> None:
    page = bare(cast.client("甲").get("/statute/5.7/").content.decode())
    assert "grace_days=7日可取0–31。期末以后多少日内登记仍算按时留痕" in page


def test_search_finds_articles_that_hold_all_words(cast: Cast) -> None:
    client = cast.client("甲")
    assert [one.number for one in client.get("/statute/?q=双主任").context["found"]] == [4]
    assert client.get("/statute/?q=双主任 没有的词").context["found"] == []
    assert client.get("/statute/?q=.*").context["found"] == []


@pytest.mark.parametrize("address", ["/statute/99/", "/statute/5.99/", "/statute/x/", "/statute/0/"])
def test_what_is_no_provision_is_not_found(cast: Cast, address: str) -> None:
    assert cast.client("甲").get(address).status_code == 404


def test_who_may_not_see_the_board_reads_the_words_without_counts(cast: Cast) -> None:
    from anze.duties.queries.statute import clauses_of, meant

    pack = pack_in_force()
    assert all(not one.counts and not one.standing for one in meant(pack, clauses_of(pack, "5"), None, []))
