"""One-vote vetoes (第二十七条): leading groups by year with source and exception, persons for those who may see them; what goes stays crossed out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.accidents.actions.investigating import approve_report, record_step
from anze.accidents.actions.reporting import record_report
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accountability.queries.bans import Barred, barred
from anze.accountability.queries.vetoes import Row, vetoes_in
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided, revoked
from tests.cast import Cast

TODAY = date(2026, 9, 1)
NOW = at("2026-09-01", 15)


def found(cast: Cast, account: str = "英德安委办", known_at: date = TODAY, as_of: date = TODAY, **more: Any) -> list[Row]:
    return vetoes_in(rights_of(cast.account[account]), Question(as_of, known_at), TODAY, **more)


def people(cast: Cast, account: str = "纪委", known_at: date = TODAY, as_of: date = TODAY, **more: Any) -> list[Barred]:
    return barred(rights_of(cast.account[account]), Question(as_of, known_at), TODAY, **more)


def said(rows: list[Row]) -> list[tuple[str, str, int, bool]]:
    return [(one.unit.code, one.found.rule, one.found.year, bool(one.found.gone)) for one in rows]


def test_a_town_with_a_considerable_accident_is_vetoed_with_its_source(cast: Cast) -> None:  # 第二十七条第三款
    fall(cast, deaths=3)
    [one] = found(cast)
    assert said([one]) == [("wb", "27.p3", 2026, False)] and one.accidents[0].address and "sg-" not in one.why
    assert "2026年度" in one.effect


@pytest.mark.parametrize(("deaths", "times"), [(2, 0), (3, 1)])
def test_two_dead_veto_no_town_and_three_do(cast: Cast, deaths: int, times: int) -> None:
    fall(cast, deaths=deaths)
    assert len(found(cast)) == times


def test_a_write_off_takes_the_veto_back_and_leaves_it_crossed_out_with_the_reason(cast: Cast) -> None:
    accident = fall(cast, deaths=3)
    give_notice(cast.account["英德安委办"], at("2026-07-01"), accident, start=date(2026, 7, 1), reason="不属于生产安全事故")
    accident.refresh_from_db()
    write_off(cast.account["市安委办主任"], at("2026-07-20"), accident, on=date(2026, 7, 20), organ="市应急管理局")
    [one] = found(cast)
    assert said([one]) == [("wb", "27.p3", 2026, True)] and "核销" in one.found.gone and "sg-" not in one.found.gone
    assert "事故事故" not in one.why + one.found.gone + one.accidents[0].label
    assert said(found(cast, known_at=date(2026, 7, 19), as_of=date(2026, 7, 19))) == [("wb", "27.p3", 2026, False)]


def test_a_report_that_lays_the_responsibility_elsewhere_is_the_exception(cast: Cast) -> None:  # 经批复的事故调查报告……除外
    accident = fall(cast, deaths=3)
    record_step(cast.account["英德安委办"], at("2026-06-19"), accident, kind="submitted", on=date(2026, 6, 19), organ="调查组")
    accident.refresh_from_db()
    approve_report(cast.account["英德安委办"], at("2026-06-20"), accident, on=date(2026, 6, 20), organ="清远市人民政府", document="清府函〔2026〕1号",
                   conclusion="责任不在望埠镇。", responsible=[cast.unit["英德"]], outside=[cast.unit["望埠"]])
    [one] = found(cast)
    assert said([one]) == [("wb", "27.p3", 2026, True)] and "责任不在本地区" in one.found.gone and len(one.cleared) == 1
    assert said(found(cast, known_at=date(2026, 6, 19), as_of=date(2026, 6, 19))) == [("wb", "27.p3", 2026, False)]


def test_a_leaders_measure_vetoes_his_unit_and_goes_with_its_revocation(cast: Cast) -> None:  # 第二十七条第四款
    measure = decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    assert said(found(cast, "纪委")) == [("yd", "27.p4", 2026, False)]
    revoked(cast, measure, "2026-08-10")
    [one] = found(cast, "纪委")
    assert said([one]) == [("yd", "27.p4", 2026, True)] and "撤销或者变更（2026年8月10日）" in one.found.gone
    assert said(found(cast, "纪委", known_at=date(2026, 8, 9))) == [("yd", "27.p4", 2026, False)]


def test_whoever_may_not_know_of_persons_cannot_tell_the_fourth_paragraph_from_the_fifth(cast: Cast) -> None:
    accident = fall(cast)
    decided(cast, "乙某", "停职检查", accident=accident.code)
    [only] = found(cast)
    decided(cast, "乙某", "政务记大过", "2026-08-01", accident=accident.code)
    [both] = found(cast)
    assert only.rules == both.rules == ("27.p4", "27.p5") and only.why == both.why and only.found == both.found
    assert "第二十七条第四款、第二十七条第五款所列" in both.why and both.why.count(both.accidents[0].label.removesuffix("事故")) == 1
    assert [one.rules for one in found(cast, "纪委")] == [("27.p4",), ("27.p5",)]


def test_of_two_vetoes_by_measures_the_one_that_is_gone_is_told_only_when_none_stands(cast: Cast) -> None:
    accident = fall(cast)
    first = decided(cast, "乙某", "停职检查", accident=accident.code)
    second = decided(cast, "乙某", "政务记大过", "2026-08-01", accident=accident.code)
    revoked(cast, first, "2026-08-10")
    [one] = found(cast)
    assert not one.found.gone and one.found.on == date(2026, 8, 1)
    revoked(cast, second, "2026-08-20")
    [one] = found(cast)
    assert "不再成立" in one.found.gone and [bool(one.found.gone) for one in found(cast, "纪委")] == [True, True]


def test_page_and_sheet_say_both_paragraphs_to_whoever_may_not_know_of_persons(cast: Cast, today: None) -> None:
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    table = cast.client("英德安委办").get("/vetoes/").content.decode().split("<tbody>")[1]
    assert "第二十七条第四款" in table and "第二十七条第五款" in table
    assert "第二十七条第五款" not in cast.client("纪委").get("/vetoes/").content.decode().split("<tbody>")[1]
    assert [one.rule_label for one in found(cast)] == ["第二十七条第四款、第二十七条第五款"]


def test_a_decision_that_was_not_served_yet_vetoes_nobody(cast: Cast) -> None:
    decided(cast, "乙某", "停职检查", accident=fall(cast).code, serve=False)
    assert found(cast) == [] and people(cast) == []


def test_whoever_sees_vetoes_learns_neither_whom_nor_what(cast: Cast) -> None:
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    assert all("乙某" not in one.why and "停职" not in one.why for one in found(cast))


def test_only_what_is_in_reach_is_shown_and_filters_narrow(cast: Cast) -> None:
    fall(cast, deaths=3)
    assert found(cast, "清新安委办") == [] and len(found(cast, "审计")) == 1
    assert found(cast, year=2025) == [] and len(found(cast, year=2026)) == 1
    assert found(cast, unit=cast.unit["大站"]) == [] and len(found(cast, unit=cast.unit["英德"])) == 1


def test_a_person_is_barred_for_the_year_and_for_the_effect(cast: Cast) -> None:  # 第二十七条第一款
    decided(cast, "乙某", "诫勉", accident=fall(cast).code)
    [one] = people(cast)
    assert (one.officer.code, one.year, one.until, one.lamp(TODAY)) == ("p2", 2026, date(2027, 1, 1), "overdue")
    assert (one.lamp(date(2027, 1, 1)), one.lamp(date(2027, 1, 2))) == ("overdue", "closed")  # the last day is within it


def test_a_measure_without_a_period_waits_for_a_person(cast: Cast) -> None:  # decisions/0019
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    [one] = people(cast)
    assert one.until is None and one.lamp(TODAY) == "waiting" and one.words(TODAY) == "期限待组织部门认定" and "没有统一的期限" in one.note(TODAY)


def test_party_sanctions_one_in_anothers_effect_are_said_to_add_up(cast: Cast) -> None:  # 纪律处分条例第二十一条
    accident = fall(cast)
    decided(cast, "乙某", "党内警告", "2026-07-01", accident=accident.code)
    decided(cast, "乙某", "党内警告", "2026-08-01", accident=accident.code)
    assert [(one.until, one.summed) for one in people(cast)] == [(date(2027, 8, 1), date(2028, 7, 1))] * 2


def test_what_was_revoked_stays_crossed_out_and_what_was_known_stays_known(cast: Cast) -> None:
    revoked(cast, decided(cast, "乙某", "诫勉", accident=fall(cast).code), "2026-08-10")
    [one] = people(cast)
    assert one.gone == "问责决定于2026年8月10日撤销或者变更，不再适用。" and one.lamp(TODAY) == "withdrawn"
    [then] = people(cast, known_at=date(2026, 8, 9))
    assert not then.gone


def test_a_person_is_seen_by_those_in_whose_reach_he_answered_or_is_now(cast: Cast) -> None:
    decided(cast, "乙某", "诫勉", accident=fall(cast).code)
    assert len(people(cast, "组织部")) == 1
    assert people(cast, "英德安委办") == [] and people(cast, "审计") == [] and people(cast, "甲") == []
    assert people(cast, unit=cast.unit["望埠"]) == [] and people(cast, year=2025) == []


@pytest.fixture
def today() -> Iterator[None]:
    """The site's clock: an afternoon in September 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_page_shows_groups_to_all_who_may_and_persons_to_few(cast: Cast, today: None) -> None:
    accident = fall(cast, deaths=3)
    decided(cast, "乙某", "诫勉", accident=accident.code)
    office = cast.client("英德安委办")
    page = office.get("/vetoes/").content.decode()
    assert "望埠镇" in page and "第二十七条第三款" in page and "个人" not in page.split("<tbody>")[0].split("aria-label=\"一票否决\"")[1]
    assert "乙某" not in office.get("/vetoes/?view=people").content.decode()
    assert "乙某" in cast.client("组织部").get("/vetoes/?view=people").content.decode()


def test_the_sheet_has_persons_only_for_those_who_may_see_them(cast: Cast, today: None) -> None:
    import io
    import zipfile

    accident = fall(cast, deaths=3)
    decided(cast, "乙某", "诫勉", accident=accident.code)
    texts = {}
    for account in ("英德安委办", "组织部"):
        book = zipfile.ZipFile(io.BytesIO(cast.client(account).get("/vetoes/?excel=1").content))
        texts[account] = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith(".xml"))
    assert "乙某" not in texts["英德安委办"] and "望埠镇" in texts["英德安委办"] and "乙某" in texts["组织部"]


@pytest.mark.parametrize(("account", "status"), [("英德安委办", 200), ("市安委办主任", 200), ("纪委", 200), ("组织部", 200), ("审计", 200), ("甲", 403),
                                                 ("应急局联络员", 403), ("系统管理员", 403)])
def test_who_may_open_the_page(cast: Cast, today: None, account: str, status: int) -> None:
    assert cast.client(account).get("/vetoes/").status_code == status


def test_no_page_of_accidents_says_whom_a_veto_rests_on(cast: Cast, today: None) -> None:
    accident = fall(cast)
    decided(cast, "乙某", "停职检查", accident=accident.code)
    page = cast.client("英德安委办").get(f"/accidents/{accident.code}/").content.decode()
    assert "第二十七条第四款" in page and "停职检查" not in page


def test_page_of_an_accident_says_the_word_once(cast: Cast, today: None) -> None:
    accident = fall(cast)
    decided(cast, "乙某", "停职检查", accident=accident.code)
    record_report(cast.account["市安委办"], at("2026-06-02"), accident, to="county", made_at=at("2026-06-02"))  # late
    page = cast.client("英德安委办").get(f"/accidents/{accident.code}/").content.decode()
    assert f"因{accident.title}受到上述规定所列的措施或者处分" in page and f"：{accident.title}应于" in page
    assert "事故事故" not in page and f"事故{accident.title}" not in page


def test_page_of_vetoes_names_the_paragraph_whose_measure_it_was(cast: Cast, today: None) -> None:
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    page = cast.client("纪委").get("/vetoes/").content.decode()
    assert "受到第二十七条第四款所列的措施或者处分" in page and "上述规定" not in page
