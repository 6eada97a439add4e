"""Whoever contests a decision reads what came of it: which decision, which measure stands now and until when, how to go on; and a notice names what is
intended (第三十二条)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.actions import serving
from anze.accountability.models import Concerned, Served
from anze.accountability.queries.papers import served_paper
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import concerned, contested, ended, grounded
from tests.cast import Cast

HANDLES = "中国共产党英德市纪律检查委员会\n英德市监察委员会"  # not the body whose outcome it is


def printed(row: Served) -> str:
    return "\n".join(str(block) for block in served_paper(row).body)


def shown(cast: Cast, name: str, where: str, one: Concerned, day: str = "2026-06-02") -> str:
    with time_machine.travel(at(day, 9), tick=False):
        return str(cast.client(name).get(reverse(f"accountability:{where}", args=[one.uid])).content.decode())


def test_what_was_altered_is_told_with_the_new_measure_its_effect_and_the_next_step(cast: Cast) -> None:
    one = ended(cast, contested(cast), outcome="alter", kinds=("政务警告",))
    told = printed(one.served.get(kind="outcome"))
    for words in ("您2026年5月8日对政务记过（2026年4月20日，清远市监委）申请的复审，清远市监委于2026年5月29日作出结果：变更。",
                  "原决定给予的政务记过，变更为政务警告；影响期仍从原决定日期起算。", "政务警告的影响期自2026年4月20日起，至2026年10月20日止。",
                  "对本结果不服的", "至2026年7月1日", "申请复核"):
        assert words in told, (words, told)
    paper = served_paper(one.served.get(kind="outcome"))
    assert (paper.organ, paper.sender, paper.title) == (HANDLES, HANDLES, "复审结果通知书")
    assert "2026年5月29日经复审，由政务记过变更" in shown(cast, "甲", "own", one)
    assert "2026年5月29日经复审，由政务记过变更" in shown(cast, "纪委", "person", one)
    assert "变更为政务警告" in shown(cast, "甲", "own", one)


def test_what_was_upheld_is_told_with_what_goes_on_and_the_next_step(cast: Cast) -> None:
    told = printed(ended(cast).served.get(kind="outcome"))
    assert "维持原决定。" in told and "政务记过的影响期自2026年4月20日起，至2027年4月20日止。" in told and "对本结果不服的" in told


def test_what_was_revoked_is_told_and_nothing_is_left_to_contest(cast: Cast) -> None:
    told = printed(ended(cast, outcome="revoke").served.get(kind="outcome"))
    assert "撤销原决定。" in told and "原决定给予的政务记过撤销，不再计入。" in told and "不服" not in told


@pytest.mark.parametrize(("named", "words"), [(("政务警告", "政务记过"), "政务警告、政务记过中的一项或者几项"), (("诫勉",), "诫勉"), ((), ""), (None, "")])
def test_what_is_intended_stands_in_the_notice_and_on_the_pages(cast: Cast, named: tuple[str, ...] | None, words: str) -> None:
    one = grounded(cast, concerned(cast))
    row = serving.notify(cast.account["纪委"], at("2026-04-01", 11), one, text="拟认定", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11),
                         measures=named)
    told, own, page = printed(row), shown(cast, "甲", "own", one, "2026-04-02"), shown(cast, "纪委", "person", one, "2026-04-02")
    assert (f"拟作的处理：{words}。" in told) == bool(words)
    assert (f"拟作的处理：<strong>{words}</strong>" in own) == bool(words)
    assert f"拟作的处理：{words}" in page if words else "没有勾选拟作哪一种处理" in page
