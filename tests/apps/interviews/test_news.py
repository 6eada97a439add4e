"""What the digest tells of interviews, to whom."""

from datetime import date
from typing import Any

from anze.access.rights import rights_of
from anze.interviews.actions import rectifying
from anze.interviews.queries.due import items_due, proposals_due, triggers_due
from anze.interviews.queries.news import news
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import COUNTY, HEAD, NOW, OFFICE, noticed, proposed, rectifying_one, two_falls
from tests.cast import Cast


def told(day: date) -> list[tuple[str, str, bool]]:
    return [(one.unit or one.officer, one.text[:14], one.at_once) for one in news(day)]


def test_a_trigger_is_told_to_the_citys_office_at_once_and_again_until_it_is_answered(cast: Cast) -> None:
    two_falls(cast)
    fresh = [one for one in told(date(2026, 6, 9)) if one[1].startswith("新的约谈情形")]
    assert [(who, at_once) for who, _, at_once in fresh] == [("qy", True), ("qy", True)]  # the window and the year's veto
    later = [one for one in told(date(2026, 6, 15)) if "还没有处理" in one[1] or "已等了" in one[1]]
    assert [(who, at_once) for who, _, at_once in later] == [("qy", False), ("qy", False)]
    proposed(cast)
    assert len([one for one in told(date(2026, 6, 16)) if "已等了" in one[1]]) == 1


def test_the_notice_is_told_to_the_county_and_to_whom_it_is_sent(cast: Cast) -> None:
    two_falls(cast)
    noticed(cast)
    assert {who for who, text, _ in told(date(2026, 6, 16)) if text.startswith("约谈通知")} == {"yd", "p1", "p2", "p3"}
    assert not any(text.startswith("约谈通知") for _, text, _ in told(date(2026, 6, 17)))


def test_what_was_sent_on_a_friday_is_told_on_monday(cast: Cast) -> None:
    fall(cast, "2026-06-01", deaths=3)
    fall(cast, "2026-06-08", deaths=3)
    found = rectifying_one(cast)
    for item in found.items.current():
        rectifying.report_item(cast.account[COUNTY], at("2026-07-10", 15), item, on=date(2026, 7, 10), text="已整改")
    rectifying.report(cast.account[COUNTY], at("2026-07-10", 16), found)
    assert ("qy", "整改已报，待复核：约谈英德市", False) in told(date(2026, 7, 13))


def test_items_due_soon_and_overdue_are_told_to_their_owner(cast: Cast) -> None:
    two_falls(cast)
    rectifying_one(cast, deadline=date(2026, 7, 10))
    assert not any("约谈整改事项" in text for _, text, _ in told(date(2026, 7, 2)))
    assert {(who, text) for who, text, _ in told(date(2026, 7, 3)) if "约谈整改事项" in text} == {
        (who, "约谈整改事项还有 7 天到期") for who in ("yd", "p2", "p3")}
    assert ("yd", "约谈整改事项已逾期 1 天：", False) in told(date(2026, 7, 11))


def test_home_counts_what_waits_for_each(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    two_falls(cast)
    day = date(2026, 6, 15)
    rights = {who: rights_of(cast.account[who]) for who in (OFFICE, HEAD, COUNTY)}
    assert [len(triggers_due(rights[who], Question(day, day), day)) for who in (OFFICE, HEAD, COUNTY)] == [2, 0, 0]
    proposed(cast)
    assert [len(proposals_due(rights[who])) for who in (OFFICE, HEAD)] == [0, 1]
    titles = {one["title"]: one["count"] for one in cast.client(OFFICE).get("/").context["attention"]}
    assert titles["待处理的约谈情形"] == 1
    assert {one["title"]: one["count"] for one in cast.client(HEAD).get("/").context["attention"]}["待我审批的约谈"] == 1
    assert cast.client(HEAD).get("/attention/interview_proposals/").status_code == 200


def test_items_due_stand_on_the_countys_home(cast: Cast) -> None:
    two_falls(cast)
    rectifying_one(cast, deadline=date(2026, 7, 10))
    rights = rights_of(cast.account[COUNTY])
    assert [one.lamp for one in items_due(rights, date(2026, 7, 4))] == ["soon", "soon"]
    assert [one.lamp for one in items_due(rights, date(2026, 7, 11))] == ["overdue", "overdue"]
    assert items_due(rights, date(2026, 7, 2)) == []
