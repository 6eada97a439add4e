"""Grounds (问责线索) as discipline sees them: proposals with facts, provision and dates, by both clocks; weighed once, and again where more comes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.accidents.actions.investigating import approve_report, record_step
from anze.accidents.actions.reporting import record_report
from anze.accountability.actions.noting import decline, reconsider
from anze.accountability.models import GroundNote
from anze.accountability.queries.begun import begun_from
from anze.accountability.queries.ground import Ground, Wanted, ground_of, grounds
from anze.interviews.actions.superior import record_superior
from anze.interviews.told import ToldSuperior
from anze.law.question import Question
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided
from tests.cast import Cast

TODAY = date(2026, 9, 1)
NOW = at("2026-09-01", 15)


def found(cast: Cast, rule: str = "", account: str = "纪委", as_of: date = TODAY, known_at: date = TODAY, **more: Any) -> list[Ground]:
    rights = rights_of(cast.account[account])
    return grounds(rights, Question(as_of, known_at), TODAY, Wanted(rule=rule, **more))


def visit(cast: Cast, on: str, *people: str) -> None:
    record_superior(cast.account["英德安委办"], at(on, 12), ToldSuperior(
        by_level="province_committee", date=date.fromisoformat(on), unit=cast.unit["英德"], officers=tuple(cast.officer[one] for one in people),
        text="督促整改"))


def late(cast: Cast) -> Any:
    """An accident at nine, of which the county was told at one, three hours late."""
    one = fall(cast)
    record_report(cast.account["英德安委办"], at("2026-06-01", 14), one, to="county", made_at=at("2026-06-01", 13), made_by="某建材厂")
    return one


def held_responsible(cast: Cast) -> Any:
    """An accident for which the approved report holds 望埠镇 responsible, approved on 20 June."""
    one = fall(cast)
    record_step(cast.account["英德安委办"], at("2026-06-19"), one, kind="submitted", on=date(2026, 6, 19), organ="调查组")
    one.refresh_from_db()
    approve_report(cast.account["英德安委办"], at("2026-06-20"), one, on=date(2026, 6, 20), organ="英德市人民政府", responsible=[cast.unit["望埠"]])
    return one


def test_a_late_report_names_the_leaders_of_the_unit_that_day(cast: Cast) -> None:  # 第二十五条（三）
    late(cast)
    [one] = found(cast, "25.3")
    assert one.unit.code == "wb" and {who.name for who in one.people} == {"丁某", "戊某", "己某"}
    assert "迟报" in one.found.text and one.found.day == date(2026, 6, 1) and one.links[0].address


def test_an_area_that_the_approved_report_holds_responsible_is_a_ground_from_the_reply_on(cast: Cast) -> None:  # 第二十五条（四）
    held_responsible(cast)
    [one] = found(cast, "25.4")
    assert one.unit.code == "wb" and one.found.day == date(2026, 6, 1) and one.found.on == date(2026, 6, 20)
    assert {who.title for who in one.people} == {"望埠镇党委主要负责人", "望埠镇政府主要负责人", "望埠镇乡镇分管安全生产的副职"}
    assert not found(cast, "25.4", known_at=date(2026, 6, 19)) and not found(cast, "25.4", as_of=date(2026, 6, 19))


@pytest.mark.parametrize(("days", "times"), [(("2026-06-02", "2026-07-02"), 0), (("2026-06-02", "2026-07-02", "2026-08-02"), 1)])
def test_the_third_interview_within_a_year_is_a_ground(cast: Cast, days: tuple[str, ...], times: int) -> None:  # 第二十五条（五）
    for on in days:
        visit(cast, on, "乙某")
    some = found(cast, "25.5")
    assert len(some) == times
    assert all([who.name for who in one.people] == ["乙某"] and len(one.found.items) == 3 for one in some)


def test_missed_duties_are_candidates_by_officer_and_year_and_nobody_is_ranked(cast: Cast) -> None:  # 第二十五条（一）
    some = found(cast, "25.1", year=2026)
    assert some and all("只是线索" in one.found.text and one.found.items for one in some)
    assert [(one.unit.path, one.people[0].code) for one in some] == sorted((one.unit.path, one.people[0].code) for one in some)
    assert len({one.key for one in some}) == len(some)


def test_a_measure_again_within_the_term_names_both(cast: Cast) -> None:  # 第二十八条第四款
    first, second = fall(cast), fall(cast, "2026-06-02")
    decided(cast, "乙某", "诫勉", accident=first.code)
    decided(cast, "乙某", "党内警告", "2026-08-01", accident=second.code)
    [one] = found(cast, "28.p4")
    assert one.found.items == ("2026年7月1日受诫勉", "2026年8月1日受党内警告") and "是否属于类似问题须由人认定" in one.found.text


def test_every_ground_says_that_a_person_decides(cast: Cast) -> None:
    late(cast)
    assert all("由有权机关认定" in one.why for one in found(cast))


def test_only_grounds_in_reach_are_found(cast: Cast) -> None:
    late(cast)
    assert found(cast, "25.3", account="审计") == [] and found(cast, "25.3", account="英德安委办") == []
    assert [one.unit.code for one in found(cast, "25.3", unit=cast.unit["大站"])] == [] and found(cast, "25.3", unit=cast.unit["英德"])


@pytest.mark.parametrize(("year", "times"), [(2025, 0), (2026, 1)])
def test_the_year_narrows(cast: Cast, year: int, times: int) -> None:
    late(cast)
    assert len(found(cast, "25.3", year=year)) == times


def test_a_ground_that_was_weighed_waits_no_more_and_is_shown_on_demand(cast: Cast) -> None:
    late(cast)
    decline(cast.account["纪委"], NOW, found(cast, "25.3")[0], reason="单位负责人当日在外地，报告由值班室负责。")
    assert found(cast, "25.3") == []
    [one] = found(cast, "25.3", view="noted")
    assert one.note is not None and one.note.reason.startswith("单位负责人") and not one.waits
    assert found(cast, "25.3", known_at=date(2026, 8, 31)) != []  # what was known then stays known


def test_it_is_weighed_with_a_reason_and_only_once(cast: Cast) -> None:
    late(cast)
    [one] = found(cast, "25.3")
    with pytest.raises(ValidationError, match="请写明不立案的理由"):
        decline(cast.account["纪委"], NOW, one, reason=" ")
    decline(cast.account["纪委"], NOW, one, reason="某理由")
    with pytest.raises(ValidationError, match="已经写明不立案"):
        decline(cast.account["纪委"], NOW, one, reason="某理由")


def test_weighed_again_it_waits_and_the_old_reason_stays(cast: Cast) -> None:
    late(cast)
    note = decline(cast.account["纪委"], NOW, found(cast, "25.3")[0], reason="某理由")
    reconsider(cast.account["纪委"], NOW, note)
    assert len(found(cast, "25.3")) == 1 and GroundNote.objects.get().reason == "某理由"
    with pytest.raises(ValidationError, match="已经在重新研究"):
        reconsider(cast.account["纪委"], NOW, note)


def test_where_more_comes_to_it_a_ground_waits_again(cast: Cast) -> None:
    [one] = [one for one in found(cast, "25.1", known_at=date(2026, 7, 15), as_of=date(2026, 7, 15)) if one.people[0].name == "庚某"]
    decline(cast.account["纪委"], at("2026-07-15"), one, reason="某理由")
    assert [each.people[0].name for each in found(cast, "25.1", view="noted", known_at=date(2026, 7, 15), as_of=date(2026, 7, 15))] == ["庚某"]
    [again] = [each for each in found(cast, "25.1") if each.people[0].name == "庚某"]  # August is over
    assert again.more and again.note is not None
    decline(cast.account["纪委"], NOW, again, reason="另一理由")
    assert "庚某" not in {each.people[0].name for each in found(cast, "25.1")} and GroundNote.objects.current().count() == 1


def test_the_ledger_learns_that_a_ground_was_weighed_and_nothing_of_it(cast: Cast) -> None:
    late(cast)
    decline(cast.account["纪委"], NOW, found(cast, "25.3")[0], reason="canary 金丝雀")
    entry = Entry.objects.get(object_type="ground")
    said = str(Entry.objects.filter(pk=entry.pk).values().get())
    assert "金丝雀" not in said and "'wb'" not in said and "望埠" not in said and "25.3" not in said
    [row] = GroundNote.objects.values("reason", "said")
    assert "金丝雀" not in row["reason"] and "望埠" not in row["said"]


def test_a_case_begins_from_a_ground_with_its_provision_day_and_accident(cast: Cast) -> None:
    one = late(cast)
    [ground] = found(cast, "25.3")
    begun = begun_from(ground.key, rights_of(cast.account["纪委"]), TODAY)
    assert begun is not None and (begun.rule, begun.day, begun.accident) == ("25.3", date(2026, 6, 1), one.code) and "迟报" in begun.text
    assert begun_from(ground.key, rights_of(cast.account["英德安委办"]), TODAY) is None
    assert begun_from("25.3~nothing", rights_of(cast.account["纪委"]), TODAY) is None
    assert ground_of("nonsense", rights_of(cast.account["纪委"]), Question(TODAY, TODAY), TODAY) is None


@pytest.fixture
def today() -> Iterator[None]:
    """The site's clock: an afternoon in September 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_page_lists_grounds_and_offers_both_ways(cast: Cast, today: None) -> None:
    late(cast)
    client = cast.client("纪委")
    page = client.get("/grounds/?rule=25.3").content.decode()
    assert "望埠镇" in page and "丁某" in page and "第二十五条（三）" in page and "待研究" in page
    [ground] = found(cast, "25.3")
    one = client.get(f"/grounds/{ground.key}/").content.decode()
    assert "提请立案" in one and "写明不立案" in one and "/cases/new/?ground=" in one
    assert client.post(f"/grounds/{ground.key}/decline/", {"reason": ""}).status_code == 422
    assert client.post(f"/grounds/{ground.key}/decline/", {"reason": "某理由"}).status_code == 302
    assert "某理由" in client.get(f"/grounds/{ground.key}/").content.decode()
    assert "望埠镇" in client.get("/grounds/?view=noted&rule=25.3").content.decode()
    assert client.post(f"/grounds/{ground.key}/reconsider/").status_code == 302
    assert GroundNote.objects.current().count() == 0


def test_the_page_gives_a_sheet_and_looks_back(cast: Cast, today: None) -> None:
    late(cast)
    client = cast.client("纪委")
    assert client.get("/grounds/?rule=25.3&excel=1")["Content-Type"].endswith("sheet")
    assert "没有符合条件的线索" in client.get("/grounds/?rule=25.3&as_of=2026-05-31&known_at=2026-05-31").content.decode()


@pytest.mark.parametrize("account", ["英德安委办", "市安委办", "组织部", "甲", "审计", "系统管理员"])
def test_nobody_else_opens_them(cast: Cast, today: None, account: str) -> None:
    assert cast.client(account).get("/grounds/").status_code in {403, 404}


def test_the_accident_s_page_leads_discipline_to_its_grounds_and_nobody_else(cast: Cast, today: None) -> None:
    accident = held_responsible(cast)
    page = cast.client("纪委").get(f"/accidents/{accident.code}/").content.decode()
    assert "问责线索（" in page and "/grounds/25.4~" in page
    for account in ("英德安委办", "甲", "审计", "组织部"):
        assert "/grounds/" not in cast.client(account).get(f"/accidents/{accident.code}/").content.decode().split("<main")[1]
