"""Reports, investigation, reply and review on record: their clocks by the law, their order by the verbs."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_review, record_step
from anze.accidents.actions.reporting import record_concealment, record_report
from anze.accidents.actions.striking import strike
from anze.accidents.facts import read
from anze.accidents.models import Accident, Statement
from anze.accidents.queries.clocks import chain_of, clocks_of, course_of, in_hours, investigator
from anze.duties.sources import Scope
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

TODAY = date(2026, 12, 31)


def step(cast: Cast, accident: Accident, kind: str, on: str, **more: Any) -> Any:
    return record_step(cast.account["英德安委办"], at("2026-12-31"), accident, kind=kind, on=date.fromisoformat(on), **more)


def approve(cast: Cast, accident: Accident, on: str, organ: str = "英德市人民政府", **more: Any) -> Any:
    return approve_report(cast.account["英德安委办"], at("2026-12-31"), accident, on=date.fromisoformat(on), organ=organ, **more)


def clocks(accident: Accident, today: date = TODAY) -> dict[str, tuple[date | None, str, str]]:
    statement = Statement.objects.get(accident=accident, struck_at=None)
    course = course_of(accident.pk, TODAY)
    return {one.label: (one.due, one.lamp, one.words) for one in clocks_of(statement, accident.grade, course, today)}


@pytest.mark.parametrize(("made", "lamp", "words"), [((10, 0), "met", "按时"), ((10, 1), "missed", "迟报1分钟"), ((14, 20), "missed", "迟报4小时20分钟")])
def test_a_report_is_late_after_its_hour(cast: Cast, made: tuple[int, int], lamp: str, words: str) -> None:  # 第九条
    accident = fall(cast)
    record_report(cast.account["英德安委办"], at("2026-06-02"), accident, to="county", made_at=at("2026-06-01", *made))
    link = chain_of(Statement.objects.get(), course_of(accident.pk, TODAY), at("2026-06-02"))[0]
    assert (link.lamp, link.words) == (lamp, words)


def test_what_is_not_on_record_is_never_called_in_time(cast: Cast) -> None:
    accident = fall(cast)
    for now, lamps in ((at("2026-06-01", 10), ["pending", "pending"]), (at("2026-06-01", 10, 1), ["lacking", "pending"]), (at("2026-06-02"), ["lacking"] * 2)):
        assert [one.lamp for one in chain_of(Statement.objects.get(), course_of(accident.pk, TODAY), now)] == lamps


def test_the_hour_runs_from_when_the_head_learned_of_it(cast: Cast) -> None:
    accident = fall(cast, learned_at=at("2026-06-01", 11))
    assert chain_of(Statement.objects.get(), course_of(accident.pk, TODAY), at("2026-06-02"))[0].due == at("2026-06-01", 12)


def test_the_second_first_report_to_a_tier_is_refused_and_a_supplementary_one_is_not(cast: Cast) -> None:
    accident, office = fall(cast), cast.account["英德安委办"]
    record_report(office, at("2026-06-02"), accident, to="county", made_at=at("2026-06-01", 9, 30))
    with pytest.raises(ValidationError, match="补报"):
        record_report(office, at("2026-06-02"), accident, to="county", made_at=at("2026-06-01", 9, 40))
    record_report(office, at("2026-06-02"), accident, to="county", made_at=at("2026-06-01", 9, 40), supplementary=True)
    assert read(date(2026, 6, 2), Scope())["accidents"][0].reports[0].at == at("2026-06-01", 9, 30).replace(tzinfo=None)


def test_the_investigation_has_sixty_days_longer_by_extension_and_appraisal(cast: Cast) -> None:  # 第二十九条、第二十七条
    accident = fall(cast)
    assert clocks(accident, date(2026, 7, 31))["提交事故调查报告"] == (date(2026, 7, 31), "soon", "今天到期")
    assert clocks(accident, date(2026, 8, 1))["提交事故调查报告"][1:] == ("missed", "逾期1日")
    step(cast, accident, "extended", "2026-07-20", days=30)
    step(cast, accident, "appraisal", "2026-06-10", until=date(2026, 6, 19))
    assert clocks(accident)["提交事故调查报告"][0] == date(2026, 9, 9)
    step(cast, accident, "submitted", "2026-09-11")
    assert clocks(accident)["提交事故调查报告"][1:] == ("backfilled", "迟了2日")


def test_an_extension_beyond_sixty_days_is_refused(cast: Cast) -> None:
    accident = fall(cast)
    step(cast, accident, "extended", "2026-07-20", days=40)
    with pytest.raises(ValidationError, match="最多再延长20日"):
        step(cast, accident, "extended", "2026-08-20", days=21)
    step(cast, accident, "extended", "2026-08-20", days=20)


def test_only_an_extraordinary_accident_has_its_reply_extended(cast: Cast) -> None:  # 第三十二条
    with pytest.raises(ValidationError, match="只有特别重大事故"):
        step(cast, fall(cast, deaths=29), "reply_extended", "2026-07-20", days=5)
    grave = fall(cast, "2026-06-02", deaths=30)
    step(cast, grave, "submitted", "2026-07-01")
    assert clocks(grave)["批复"][0] == date(2026, 7, 31)
    step(cast, grave, "reply_extended", "2026-07-20", days=30)
    assert clocks(grave)["批复"][0] == date(2026, 8, 30)


def test_the_reply_follows_the_report_and_the_review_follows_the_reply(cast: Cast) -> None:
    accident, office = fall(cast), cast.account["英德安委办"]
    assert clocks(accident)["批复"][1:] == ("none", "待提交报告")
    with pytest.raises(ValidationError, match="还没有登记“提交事故调查报告”"):
        approve(cast, accident, "2026-08-01")
    step(cast, accident, "submitted", "2026-07-20")
    with pytest.raises(ValidationError, match="早于提交报告"):
        approve(cast, accident, "2026-07-19")
    with pytest.raises(ValidationError, match="还没有登记批复"):
        record_review(office, at("2026-12-31"), accident, on=date(2026, 8, 1), organ="英德市人民政府", outcome="done")
    approve(cast, accident, "2026-08-04")
    assert clocks(accident)["批复"][:2] == (date(2026, 8, 4), "met")
    assert clocks(accident)["整改和防范措施落实情况评估"][0] == date(2027, 8, 4)  # 安全生产法第八十六条
    record_review(office, at("2026-12-31"), accident, on=date(2026, 12, 1), organ="英德市人民政府", outcome="done")
    assert clocks(accident)["整改和防范措施落实情况评估"][1] == "met"


def test_an_approved_report_lays_the_responsibility_outside_the_area(cast: Cast) -> None:  # 第二十七条第三款
    accident = fall(cast, deaths=3)
    step(cast, accident, "submitted", "2026-07-20")
    city: dict[str, Any] = {"organ": "清远市人民政府", "document": "清府函〔2026〕1号", "conclusion": "责任不在望埠镇。"}
    outcome = approve(cast, accident, "2026-08-01", outside=[cast.unit["望埠"]], **city)
    assert any(line.sign == "gone" and "一票否决" in line.text for line in outcome.difference.lines)
    assert read(TODAY, Scope())["accidents"][0].responsibility_outside == ("wb",)
    with pytest.raises(ValidationError, match="既在负有责任的地区里"):
        approve(cast, accident, "2026-08-01", outside=[cast.unit["望埠"]], responsible=[cast.unit["望埠"]], reason="更正", **city)
    with pytest.raises(ValidationError, match="更正的原因"):
        approve(cast, accident, "2026-08-01", **city)
    again = approve(cast, accident, "2026-08-02", responsible=[cast.unit["望埠"]], reason="批复更正", **city)
    assert any(line.sign == "new" and "一票否决" in line.text for line in again.difference.lines)


def test_what_others_rest_on_is_not_taken_off_first(cast: Cast) -> None:
    accident, office = fall(cast), cast.account["英德安委办"]
    handed = step(cast, accident, "submitted", "2026-07-20")
    approve(cast, accident, "2026-08-01")
    with pytest.raises(ValidationError, match="请先撤下批复"):
        strike(office, at("2026-12-31"), accident, "step", handed.row)


def test_a_concealment_is_a_persons_finding_with_evidence(cast: Cast) -> None:  # 第四条
    accident, office = fall(cast), cast.account["英德安委办"]
    with pytest.raises(ValidationError) as refused:
        record_concealment(office, at("2026-06-20"), accident, kind="concealed", on=date(2026, 6, 20), organ=" ", whose="", evidence="")
    assert set(refused.value.message_dict) == {"organ", "whose", "evidence"}
    made = record_concealment(office, at("2026-06-20"), accident, kind="concealed", on=date(2026, 6, 20), organ="市应急管理局", whose="某公司", evidence="录像")
    assert made.row is not None and not made.difference


@pytest.mark.parametrize(("first", "now", "who", "above"), [
    ("ordinary", "ordinary", "县级人民政府", False), ("ordinary", "considerable", "设区的市级人民政府", True)])
def test_who_investigates_and_that_a_tier_above_may_when_the_grade_has_risen(first: str, now: str, who: str, above: bool) -> None:  # 第十九、二十条
    found, sentence = investigator(now, first, date(2026, 6, 1))
    assert (found, bool(sentence)) == (who, above)


@pytest.mark.parametrize(("minutes", "words"), [(1, "1分钟"), (60, "1小时"), (61, "1小时1分钟"), (0, "0分钟")])
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert in_hours(minutes) == words


def test_a_grade_that_rises_is_reported_on_to_the_tiers_it_reaches(cast: Cast) -> None:  # 第十条、第十三条: 一般 to the city, 较大 to the province
    accident = fall(cast, deaths=2)
    assert not any("等级升高" in label for label in clocks(accident))
    update_figures(cast.account["英德安委办"], at("2026-06-29"), accident, on=date(2026, 6, 28), figures={"deaths": 3})
    accident.refresh_from_db()
    assert clocks(accident)["等级升高后补报省级"] == (None, "lacking", "应当及时补报")
    record_report(cast.account["英德安委办"], at("2026-06-30"), accident, to="province", made_at=at("2026-06-29", 15), supplementary=True)
    assert clocks(accident)["等级升高后补报省级"] == (None, "met", "已补报")
