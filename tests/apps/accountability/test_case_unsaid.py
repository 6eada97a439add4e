"""Nobody is held accountable for what he was never told: a fact, or what aggravates, entered after the last notice asks for a further one (第三十二条)."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import answering, deciding, serving
from anze.accountability.models import Concerned, Evidence, Fact
from anze.accountability.queries.wording import decision_text
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    after_accident,
    concerned,
    drafted,
    finding,
    grounded,
    heard,
    notified,
    state_of,
    weighing,
)
from tests.apps.accountability.test_case_pages import post
from tests.apps.accountability.test_case_told import approve, draft, notify, say
from tests.cast import Cast

NEVER = "没有告知过本人。请先补充告知，听取陈述申辩以后再决定"


def found_late(cast: Cast, one: Concerned, day: int, text: str = "后来查明的", **more: Any) -> Fact:
    when = at(f"2026-04-{day:02}", 13)
    made = finding.add_fact(cast.account["纪委"], when, one.case, on=DAY, text=text, **more)
    finding.add_evidence(cast.account["纪委"], when, one.case, kind="other", text=f"{text}：记录", fact=made)
    return made


def weigh(cast: Cast, one: Concerned, rule: str, day: int = 3) -> None:
    weighing.add_circumstance(cast.account["纪委"], at(f"2026-04-{day:02}", 13), one, rule=rule, on=DAY, text="情况",
                              evidence=[Evidence.objects.current().filter(case=one.case)[0]])


def test_a_fact_found_after_the_draft_is_told_before_it_is_decided(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one, nothing_more=True)
    draft(cast, one, "政务记过")
    found_late(cast, one, 4)
    with pytest.raises(ValidationError, match=NEVER):
        approve(cast, one, 5)
    deciding.send_back(cast.account["纪委乙"], at("2026-04-05", 17), one, note="重新拟定")
    with pytest.raises(ValidationError, match=f"2026年3月10日的事实“后来查明的”是最后一次告知（2026年4月1日）以后登记的，{NEVER}"):
        draft(cast, one, "政务记过", day=6)
    notify(cast, one, day=6)
    say(cast, one, day=7)
    draft(cast, one, "政务记过", day=8)
    with pytest.raises(ValidationError, match="到2026年4月16日"):  # that he had nothing more to say was before this was found
        approve(cast, one, 9)
    approve(cast, one, 17)
    assert state_of(one) == "decided"


def test_what_is_in_his_favour_asks_for_no_further_notice(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    found_late(cast, one, 3)
    draft(cast, one, kind="none", day=4)
    assert state_of(one) == "drafted"


@pytest.mark.parametrize(("rule", "told"), [("28.p3", False), ("29.p2", True)])
def test_what_aggravates_is_told_and_what_mitigates_need_not_be(cast: Cast, rule: str, told: bool) -> None:
    one = grounded(cast, heard(cast, concerned(cast, case=after_accident(cast))))
    weigh(cast, one, rule)
    if told:
        draft(cast, one, "政务记过", day=4)
        assert state_of(one) == "drafted"
        return
    with pytest.raises(ValidationError, match=f"从重情节（第二十八条第三款）是最后一次告知（2026年4月1日）以后登记的，{NEVER}"):
        draft(cast, one, "政务记过", day=4)


def test_entered_again_word_for_word_it_is_the_same(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    old = one.facts.get()
    finding.strike(cast.account["纪委"], at("2026-04-03", 9), one.case, old, reason="误撤")
    found_late(cast, one, 3, old.text)
    draft(cast, one, "政务记过", day=4)
    assert state_of(one) == "drafted"


def test_struck_before_the_notice_it_was_not_told(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    old = found_late(cast, one, 1, "撤下过的")
    finding.strike(cast.account["纪委"], at("2026-04-01", 14), one.case, old, reason="不实")
    serving.notify(cast.account["纪委"], at("2026-04-01", 15), one, text="拟认定", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11))
    say(cast, one)
    found_late(cast, one, 3, "撤下过的")
    with pytest.raises(ValidationError, match=NEVER):
        draft(cast, one, "政务记过", day=4)


def test_a_fact_extended_to_him_after_the_notice_was_not_told_either(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    other = concerned(cast, "乙某", one.case)
    theirs = finding.add_fact(cast.account["纪委"], NOW, one.case, on=date(2026, 3, 9), text="乙某的事实", about=[other])
    finding.add_evidence(cast.account["纪委"], NOW, one.case, kind="other", text="记录", fact=theirs)
    notify(cast, one)
    say(cast, one)
    finding.extend_fact(cast.account["纪委"], at("2026-04-03", 9), one.case, fact=theirs, whom=[one], note="经查")
    with pytest.raises(ValidationError, match=f"2026年3月9日的事实“乙某的事实”是最后一次告知（2026年4月1日）以后登记的，{NEVER}"):
        draft(cast, one, "政务记过", day=4)
    notify(cast, one, day=4)
    say(cast, one, day=5)
    draft(cast, one, "政务记过", day=6)
    assert state_of(one) == "drafted"


def test_the_form_says_so_before_anything_is_typed_with_the_way_to_the_remedy(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    assert "先补充告知" not in _form(cast, one)
    found_late(cast, one, 3)
    page = _form(cast, one)
    assert "最后一次告知以后登记" in page and f'href="{reverse("accountability:person_take", args=[one.uid, "notify"])}"' in page
    sent = post(cast, "纪委", "person_take", [one.uid, "draft"], at("2026-04-04", 9), kind="measures", measures=["政务记过"], by="supervision",
                body="清远市监委", reasons="理由")
    assert sent.status_code == 422 and NEVER in sent.content.decode()


def _form(cast: Cast, one: Concerned, day: int = 4) -> str:
    with time_machine.travel(at(f"2026-04-{day:02}", 9), tick=False):
        return str(cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, "draft"])).content.decode())


def test_the_panel_tells_the_notice_that_was_replaced_and_what_came_on_paper_apart(cast: Cast) -> None:
    one = notified(cast)
    answering.state(cast.account["甲"], at("2026-04-02", 12), one, text="", nothing_more=True)
    by = cast.account["纪委"]
    serving.notify(by, at("2026-04-03", 9), one, text="改写的告知", on=date(2026, 4, 3), way="direct", due=date(2026, 4, 10), replaces=True)
    made = say(cast, one, day=4)
    type(made).objects.filter(pk=made.pk).update(received_on=date(2026, 4, 3))
    page = _form(cast, one, 5)
    panel = page[page.index("理由要回应的"):page.index("<form", page.index("理由要回应的"))]
    assert panel.count("已由以后的告知代替") == 1 and panel.index("已由以后的告知代替") < panel.index("改写的告知")
    assert "没有其他要说的了" in panel and panel.count("代为登记") == 1


@pytest.mark.parametrize(("first", "again", "words"), [
    ("申辩", "", "告知以后，本人于2026年4月2日提出陈述申辩；再次告知以后，于2026年4月5日声明没有新的陈述申辩。"),
    ("", "申辩", "告知以后，本人于2026年4月2日声明没有陈述申辩；再次告知以后，于2026年4月5日提出陈述申辩。"),
    ("申辩", "又申辩", "告知以后，本人于2026年4月2日提出陈述申辩；再次告知以后，于2026年4月5日提出陈述申辩。"),
    ("申辩", None, "告知以后，本人于2026年4月2日提出陈述申辩；再次告知以后，未提出新的陈述申辩。"),
    ("", None, "告知以后，本人于2026年4月2日声明没有陈述申辩；再次告知以后，未提出陈述申辩。"),
])
def test_the_words_say_to_which_notice_he_answered_what(cast: Cast, first: str, again: str | None, words: str) -> None:
    one = notified(cast)
    answering.state(cast.account["甲"], at("2026-04-02", 12), one, text=first, nothing_more=not first)
    notify(cast, one, day=3)
    if again is None:
        serving.waive(cast.account["纪委"], at("2026-04-14", 9), one)
    else:
        answering.state(cast.account["甲"], at("2026-04-05", 12), one, text=again, nothing_more=not again)
    draft(cast, one, "政务记过", day=14)
    assert words in decision_text(one.decisions.get())


def after_test(cast: Cast, *, exempt: bool) -> Concerned:
    one = heard(cast, concerned(cast, case=after_accident(cast)))
    one.tests.update(exempt=exempt)
    return one


@pytest.mark.parametrize(("kind", "exempt", "departs"), [
    ("measures", True, True), ("none", False, True), ("measures", False, False), ("none", True, False),
])
def test_a_decision_says_what_the_test_found_and_why_it_departs_from_it(cast: Cast, kind: str, exempt: bool, departs: bool) -> None:  # 第三十条
    text = decision_text(drafted(cast, after_test(cast, exempt=exempt), kind=kind, against="隐患是他本人决定不整改的").decisions.get())
    found = "符合全面履职的事实条件" if exempt else "有未做到的事项"
    assert f"尽职免责检验（第三十条）：{found}{'。' if exempt else '：'}" in text
    assert ("与检验结果不一致的理由：隐患是他本人决定不整改的" in text) == departs


def test_where_the_case_is_about_no_accident_nothing_is_said_of_a_test(cast: Cast) -> None:
    one = heard(cast)
    draft(cast, one, "政务记过")
    assert "检验" not in decision_text(one.decisions.get())


def lacking(*duties: str) -> tuple[bool, list[dict[str, Any]]]:
    """What a test finds that finds these duties lacking, and 8.4 of the first quarter done."""
    items = [{"duty": duty, "period": "2026年1月", "unit": "英德市", "task": "", "status": "missed", "words": "逾期", "fails": True, "acts": [], "why": ""}
             for duty in duties]
    done = {"duty": "8.4", "period": "2026年一季度", "unit": "英德市", "task": "", "status": "met", "words": "完成", "fails": False, "acts": [], "why": ""}
    return not duties, [{"rule": "30.p1", "exempt": not duties, "why": "检验", "who": "甲某", "items": [*items, done]}]


@pytest.mark.parametrize(("then", "since", "told"), [((), ("5.7",), "第五条（七）"), (("5.7",), ("5.7", "14.1"), "第十四条（一）"),
                                                      (("5.7",), ("5.7",), ""), (("5.7", "14.1"), ("5.7",), "")])
def test_what_a_later_test_found_lacking_is_told_and_what_it_found_done_need_not_be(cast: Cast, monkeypatch: pytest.MonkeyPatch, then: tuple[str, ...],
                                                                                   since: tuple[str, ...], told: str) -> None:  # 第三十条
    one = concerned(cast, case=after_accident(cast))
    monkeypatch.setattr(weighing, "test_of", lambda *_: lacking(*then))
    one = heard(cast, one)
    monkeypatch.setattr(weighing, "test_of", lambda *_: lacking(*since))
    weighing.test(cast.account["纪委"], at("2026-04-03", 9), one)
    page = _form(cast, one)
    if not told:
        assert "新发现未做到" not in page
        draft(cast, one, "政务记过", day=4)
        assert state_of(one) == "drafted"
        return
    assert f"新发现未做到：2026年1月，英德市，{told}" in page and "第八条" not in page.partition("新发现未做到")[2].partition("</p>")[0]
    with pytest.raises(ValidationError, match=f"2026年1月，英德市，{re.escape(told)}.*是最后一次告知（2026年4月1日）以后检验的，{NEVER}"):
        draft(cast, one, "政务记过", day=4)
    notify(cast, one, day=6)
    say(cast, one, day=7)
    draft(cast, one, "政务记过", day=8)
    assert state_of(one) == "drafted"
