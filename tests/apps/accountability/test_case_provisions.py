"""A provision is picked by words or typed as one names it; several beside each other (第二十五条)."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.forms.provisions import ProvisionsField, ProvisionsWidget
from anze.accountability.models import Case
from anze.accountability.queries.law import provision_texts, provision_words
from tests.apps.accountability.telling_cases import opened
from tests.apps.accountability.test_case_pages import WHEN, post
from tests.cast import Cast


def enter(cast: Cast, *typed: str) -> tuple[Any, str]:
    """Enter a fact with what is typed in the fields; return the answer and the ids on record."""
    case = opened(cast)
    sent = post(cast, "纪委", "case_take", [case.uid, "fact"], on="2026-03-01", text="没有检查", **{f"rules_{n}": words for n, words in enumerate(typed)})
    fact = case.facts.last()
    return sent, fact.rules if fact else ""


@pytest.mark.parametrize(("typed", "rules"), [
    (("第八条第三项",), "8.3"), (("5.7", "第十二条第二款"), "5.7 12.p2"), (("第五条（七）、第六条（七）",), "5.7 6.7"), (("5.7 12.4",), "5.7 12.4"),
    (("",), ""),
    (("第十四条（一）",), "14.1"), (("5.7", "5.7"), "5.7"),
])
def test_a_provision_is_typed_as_one_names_it(cast: Cast, typed: tuple[str, ...], rules: str) -> None:
    assert enter(cast, *typed)[1] == rules


@pytest.mark.parametrize("typed", ["第九十九条", "鱼塘", "第五条（七）、第八十条"])
def test_what_names_no_provision_is_said_and_kept(cast: Cast, typed: str) -> None:
    sent, rules = enter(cast, typed)
    assert sent.status_code == 422 and "本办法没有" in sent.content.decode() and typed in sent.content.decode() and rules == ""


def test_words_that_stand_in_provisions_are_asked_about(cast: Cast) -> None:
    sent, rules = enter(cast, "带队检查", "第五条（七）")
    page = sent.content.decode()
    assert sent.status_code == 422 and rules == "" and "符合“带队检查”的条文" in page and "请勾选对照的" in page and "没有“带队检查”" not in page
    case = Case.objects.latest("pk")
    shown = [rule for rule, words in provision_texts().items() if "带队检查" in words]
    assert {"14.1", "14.2", "15.1", "15.2"} <= set(shown)  # where the regulation itself has these words
    assert {rule for rule in provision_texts() if f'value="{rule}"' in page} == set(shown) and "每月至少带队检查1次" in page
    told = {"on": "2026-03-01", "text": "没有检查", "rules_0": "带队检查", "rules_1": "第五条（七）", "fitting": shown[:1]}
    assert post(cast, "纪委", "case_take", [case.uid, "fact"], **told).status_code == 302
    assert case.facts.get().rules == " ".join(dict.fromkeys(["5.7", shown[0]]))


def test_where_no_provision_has_the_words_the_longest_run_of_them_is_looked_for(cast: Cast) -> None:
    page = enter(cast, "没有带队检查过")[0].content.decode()
    assert "符合“没有带队检查过”的条文" in page and 'value="14.1"' in page and 'value="26.p1"' not in page


def test_a_day_to_come_and_a_wrong_provision_are_both_said(cast: Cast) -> None:
    case = opened(cast)
    page = post(cast, "纪委", "case_take", [case.uid, "fact"], on="2026-12-01", text="没有检查", rules_0="第九十九条").content.decode()
    assert "日期晚于今天" in page and "本办法没有“第九十九条”" in page


def test_every_suggestion_is_short_and_can_be_sent_as_it_stands(cast: Cast) -> None:
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:case_take", args=[opened(cast).uid, "fact"])).content.decode()
    offered = ProvisionsWidget().get_context("rules", None, {})["suggestions"]
    for rule, words in zip(provision_words(), offered, strict=True):
        assert (words in page or "&" in words) and len(words.partition("　")[2]) <= 21
        assert ProvisionsField(label="条文").clean([words, "", ""]) == rule
