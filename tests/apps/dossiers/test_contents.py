"""What a pack says (第三十条): what the person owed and did by both clocks, the test item by item, what became known since."""

from datetime import date
from typing import Any

import pytest
import time_machine

from anze.accidents.actions.figures import update_figures
from anze.acts.actions.withdrawing import withdraw
from anze.dossiers.queries.composed import parts_of
from anze.dossiers.queries.parts import Line, Part
from anze.dossiers.queries.whole import Dossier
from anze.interviews.actions.superior import record_superior
from anze.interviews.told import ToldSuperior
from anze.law.rules.exemption import Performance
from anze.register.actions import begin_tenure, end_tenure
from anze.supervision.actions import undertaking
from anze.supervision.actions.planning import plan_and_assign
from anze.supervision.told import Origin, Wanted
from tests.apps.accidents.telling import at, fall
from tests.apps.dossiers.telling import (
    DAY,
    TODAY,
    all_words,
    did_everything,
    inspection,
    meeting,
    pack_of,
    sector,
    with_file,
)
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


def performed_of(found: Dossier) -> Performance:
    [one] = found.then.performance
    return one



def part(found: Dossier, code: str) -> Part:
    return next(one for one in parts_of(found) if one.code == code)


def rows(found: Dossier, code: str) -> list[list[str]]:
    return [[*map(str, line.cells), "；".join(link.text for link in line.links)] for line in part(found, code).lines]


def sentences(found: Dossier, code: str) -> list[str]:
    return [str(line.cells[0]) for line in part(found, code).lines]


def test_who_did_everything_in_time_meets_the_facts_of_the_exemption_and_no_verdict_is_passed(cast: Cast) -> None:
    did_everything(cast)
    found = pack_of(cast)
    assert performed_of(found).exempt
    shown = rows(found, "performed")
    assert len(shown) == 5 + 5 + 1  # meetings and inspections of January to May, the contact point
    assert {row[2] for row in shown} == {"完成", "已落实"}
    why = str(part(found, "performed").said[0].cells[0])
    assert "应履行的11项定期任务、常设职责和上级部署均已按时做到" in why
    assert why.endswith("查实后决定。")
    assert sentences(found, "since") == []


def test_two_backfilled_months_are_not_full_performance_and_are_marked(cast: Cast) -> None:
    acts = did_everything(cast, (1, 2, 3))
    for month in (4, 5):
        meeting(cast, date(2026, month, 8))
        inspection(cast, date(2026, month, 12), recorded=date(2026, 6, 10 + month - 4 + 5 * (month == 5)))
    found = pack_of(cast)
    assert not performed_of(found).exempt
    failing = [row for row in rows(found, "performed") if row[2] == "补录"]
    assert [row[1] for row in failing] == ["2026年4月"]
    assert "2026年4月12日排查检查，6月10日登记（补录" in failing[0][4]
    assert acts["inspection", 3].uid


def test_a_gap_is_told_as_a_gap(cast: Cast) -> None:
    did_everything(cast, (1, 2, 4, 5))
    found = pack_of(cast)
    row = next(row for row in rows(found, "performed") if row[1] == "2026年3月" and "排查" in row[0])
    assert (row[2], row[3], row[4]) == ("逾期未完成", "逾期未完成", "")
    assert part(found, "performed").bare == "没有在案的履职"
    assert "缺口（期满未完成）：2026年3月。" in all_words(found)


@pytest.mark.parametrize(("recorded", "then"), [(date(2026, 6, 15), "补录"), (date(2026, 6, 16), "逾期未完成")])
def test_what_was_recorded_on_the_day_was_known_that_day_and_no_day_later(cast: Cast, recorded: date, then: str) -> None:
    did_everything(cast, (1, 2, 3, 5))
    meeting(cast, date(2026, 4, 8))
    inspection(cast, date(2026, 4, 12), recorded=recorded)
    found = pack_of(cast)
    row = next(row for row in rows(found, "performed") if row[1] == "2026年4月" and "排查" in row[0])
    assert (row[2], row[3]) == (then, "补录")
    since = sentences(found, "since")
    assert len(since) == (0 if then == "补录" else 1)
    if since:
        assert "2026年4月：当日“逾期未完成”，后来“补录”；2026年4月12日排查检查，6月16日登记，补录，当日尚未在案。" in since[0]


def test_a_record_taken_back_later_still_counts_on_the_day_and_shows_since(cast: Cast) -> None:
    acts = did_everything(cast)
    withdraw(cast.account["望埠安委办"], at(date(2026, 7, 3)), acts["inspection", 4], reason="查明没有去")
    found = pack_of(cast)
    assert performed_of(found).exempt
    row = next(row for row in rows(found, "performed") if row[1] == "2026年4月" and "排查" in row[0])
    assert (row[2], row[3]) == ("完成", "逾期未完成")
    assert "2026年7月3日撤回" in row[4]
    [said] = sentences(found, "since")
    assert "当日“完成”，后来“逾期未完成”" in said
    assert "2026年7月3日撤回（查明没有去）" in said
    assert "检验11项，不符合1项" in all_words(found)


def test_known_before_it_was_taken_back_nothing_of_that_is_said(cast: Cast) -> None:
    acts = did_everything(cast)
    withdraw(cast.account["望埠安委办"], at(date(2026, 7, 3)), acts["inspection", 4], reason="查明没有去")
    assert sentences(pack_of(cast, known_at=date(2026, 7, 2)), "since") == []
    assert len(sentences(pack_of(cast, known_at=date(2026, 7, 3)), "since")) == 1


def test_the_tenure_on_the_day_decides_wherever_the_person_is_now(cast: Cast) -> None:
    did_everything(cast)
    moved(cast)
    found = pack_of(cast)
    assert performed_of(found).exempt
    words = str(part(found, "tenures").said[0].cells[0])
    assert words == "2026年6月15日，以当日在案的记录为准，丁某任望埠镇党委主要负责人。"
    held = {row[0]: row[1] for row in rows(found, "tenures")}
    assert held["2026年7月1日起，任清新区党委常委会其他成员"] == "不在任"
    assert any("2026年7月1日起任清新区" in one and "当日尚未在案" in one for one in sentences(found, "since"))
    assert {row[0] for row in rows(found, "leadership")} == {"望埠镇"}


def moved(cast: Cast) -> None:
    """The secretary is promoted to another county."""
    now = at(date(2026, 7, 1))
    tenure = cast.officer["丁某"].tenures.get()
    end_tenure(cast.account["英德安委办"], now, tenure, end=date(2026, 6, 30))
    begin_tenure(None, now, officer=cast.officer["丁某"], unit=cast.unit["清新"], post="party_standing", start=date(2026, 7, 1))


def test_the_leadership_of_the_day_names_every_post_of_the_unit(cast: Cast) -> None:
    found = pack_of(cast)
    assert [(row[1], row[2]) for row in rows(found, "leadership")] == [
        ("党委主要负责人", "丁某（p4）"), ("政府主要负责人", "戊某（p5）"), ("乡镇分管安全生产的副职", "己某（p6）")]


def assigned(cast: Cast, due: date = date(2026, 5, 20), on: date = date(2026, 4, 2)) -> Any:
    wanted = Wanted(title="排查石场高边坡", text="逐个排查", due=due, main=cast.unit["望埠"], answering="party")
    origin = Origin(kind="document", document="英安办〔2026〕3号", issuer="英德市安委办", issued_on=date(2026, 4, 1))
    [task] = plan_and_assign(cast.account["英德安委办"], at(on), cast.unit["英德"], origin, [wanted], contact="某")
    return task.undertakings.get()


@pytest.mark.parametrize(("done", "status", "exempt"), [(date(2026, 5, 20), "完成", True), (date(2026, 5, 21), "迟于期限", False),
                                                        (None, "逾期未完成", False)])
def test_tasks_of_superiors_are_listed_with_their_dates_and_tested(cast: Cast, done: date | None, status: str, exempt: bool) -> None:
    did_everything(cast)
    one = assigned(cast)
    office = cast.account["望埠安委办"]
    undertaking.sign(office, at(date(2026, 4, 3)), one)
    if done:
        undertaking.report(office, at(done, 15), one, on=done, note="已全部排查")
    found = pack_of(cast)
    [row] = rows(found, "tasks")
    assert "排查石场高边坡" in row[0]
    assert (row[1], row[3]) == ("2026年4月2日交办，当日登记；2026年5月20日到期", status)
    assert row[5] == "英德市交办；英德市安委办2026年4月1日英安办〔2026〕3号"
    tested = next(row for row in rows(found, "performed") if "排查石场高边坡" in row[0])
    assert (tested[1], tested[4]) == ("2026年5月20日到期", f"2026年4月2日交办，当日登记；{row[5]}")
    assert performed_of(found).exempt is exempt


def test_a_task_assigned_after_the_day_is_no_matter_of_the_day(cast: Cast) -> None:
    did_everything(cast)
    wanted = Wanted(title="事故以后的整改", text="整改", due=date(2026, 8, 20), main=cast.unit["望埠"], answering="party")
    origin = Origin(kind="document", document="英安办〔2026〕9号", issuer="英德市安委办", issued_on=date(2026, 7, 1))
    plan_and_assign(cast.account["英德安委办"], at(date(2026, 7, 2)), cast.unit["英德"], origin, [wanted], contact="某")
    found = pack_of(cast)
    assert rows(found, "tasks") == []
    assert "事故以后的整改" not in all_words(found)


def test_an_interview_put_on_record_later_shows_since(cast: Cast) -> None:
    did_everything(cast)
    told = ToldSuperior(unit=cast.unit["英德"], by_level="province", by_name="省安委会", officers=(cast.officer["丁某"],), date=date(2026, 5, 6), text="某事")
    record_superior(cast.account["市安委办"], at(date(2026, 7, 1)), told)
    found = pack_of(cast)
    assert [row[2:4] for row in rows(found, "interviews")] == [["未在案", "在案"]]
    assert "2026年5月6日的约谈，当日尚未在案。" in sentences(found, "since")


def test_an_accident_says_how_it_was_known_on_the_day_and_since(cast: Cast) -> None:
    did_everything(cast)
    accident = fall(cast, DAY.isoformat(), recorded=at(date(2026, 6, 17)))
    found = pack_of(cast, accident_id=accident.code)
    assert "当日在案：没有这起事故的登记。" in sentences(found, "accident")
    assert "这起事故在当日尚未登记。" in sentences(found, "since")
    assert "一般" in sentences(found, "accident")[1]


def test_the_figures_and_grade_of_an_accident_that_changed_after_the_day_are_told_since(cast: Cast) -> None:
    did_everything(cast)
    accident = fall(cast, DAY.isoformat(), deaths=2)
    update_figures(cast.account["英德安委办"], at(date(2026, 6, 20)), accident, on=date(2026, 6, 19), figures={"deaths": 3})
    found = pack_of(cast, accident_id=accident.code)
    then, since = sentences(found, "accident")
    assert "登记的死亡2人" in then
    assert "等级为一般事故" in then
    assert "登记的死亡3人" in since
    assert "事故等级：当日在案为一般事故，后来为较大事故。" in sentences(found, "since")
    assert "登记的死亡2人" in sentences(pack_of(cast, accident_id=accident.code, known_at=date(2026, 6, 19)), "accident")[1]


def test_what_has_no_number_is_left_to_people_and_never_shown_as_fine(cast: Cast) -> None:
    found = pack_of(cast)
    shown = part(found, "unmeasured")
    assert "不作“做到”或者“没有做到”的判断" in str(shown.said[0].cells[0])
    assert any("第十条（三）" in str(line.cells[0]) for line in shown.lines)


def test_a_standing_duty_put_in_place_after_the_day_is_told_since(cast: Cast) -> None:
    for month in (1, 2, 3, 4, 5):
        meeting(cast, date(2026, month, 8))
        inspection(cast, date(2026, month, 12))
    with time_machine.travel(at(date(2026, 7, 1)), tick=False):
        sector(cast, date(2026, 7, 1))
    found = pack_of(cast)
    [row] = rows(found, "standing")
    assert row[1] == "未落实"
    assert not performed_of(found).exempt


def test_files_attached_later_are_marked_and_files_of_the_day_are_not(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 2])
    with_file(cast, acts["inspection", 2], "现场.pdf", at(date(2026, 7, 9)))
    found = pack_of(cast)
    assert [row[:2] for row in rows(found, "files")] == [["签到表.pdf", "2026年2月8日附上"], ["现场.pdf", "2026年7月9日附上"]]
    assert sentences(found, "since") == ["2026年2月12日排查检查：当日以后附上文件 1 份。"]


def test_every_line_of_a_duty_names_its_provision_and_words(cast: Cast) -> None:
    found = pack_of(cast)
    duties = [one for one in parts_of(found) if one.code.startswith("duty-")]
    assert duties
    assert all(one.provision and one.quote for one in duties)
    tested: tuple[Line, ...] = part(found, "performed").lines
    assert all(line.provision and line.quote for line in tested)
