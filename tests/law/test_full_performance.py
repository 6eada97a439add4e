"""第三十条: the test can be asked of any officer and day, names every item and its acts, and says who decides."""

import re
from datetime import date, timedelta

import pytest

from anze.law.casefile import case_from
from anze.law.clauses import Exemption
from anze.law.evaluate import Evaluation
from anze.law.question import Question
from anze.law.rules.exemption import Performance, performance

TOWN = """
as_of: 2027-06-30
units: [{id: qy, level: city}, {id: yd, level: county, parent: qy}, {id: wb, level: town, parent: yd}]
officers: [{id: p1, name: 甲}, {id: p2, name: 乙}]
tenures: [{officer: p1, unit: wb, post: other_leader, from: 2026-01-01, to: 2027-03-31}]
contacts: [{officer: p1, target: sector, sector: 非煤矿山, from: 2026-01-01}]
tasks: [{id: t1, officer: p1, due: 2026-03-31, done_on: 2026-03-30}, {id: t2, officer: p1, due: 2027-02-28}]
acts:
  - {id: d1, type: document, kind: duty_report, officer: p1, date: 2026-12-20}
"""


def asked(day: date, more: str = "", officer: str = "p1", accident: str = "", known_at: date | None = None) -> Performance:
    case = case_from(TOWN + more, "case.yaml")
    evaluation = Evaluation(case.pack, case.facts, case.asked)
    [clause] = case.pack.of(Exemption)
    return performance(evaluation.known, evaluation.recurrence, clause, officer, Question(day, known_at or day), accident)


def inspections(count: int, recorded: str = "") -> str:
    days = [date(2026 + month // 12, month % 12 + 1, 10) for month in range(count)]
    return "".join(f"  - {{id: i{number}, type: inspection, officer: p1, role: lead, date: {day}{recorded}}}\n" for number, day in enumerate(days))


def test_every_item_is_listed_with_its_acts_not_only_those_that_fail() -> None:
    found = asked(date(2027, 1, 1), inspections(12))
    months = {item.period.name: item.acts for item in found.items if item.duty == "12.p2" and item.period}
    assert months == {f"2026-{month:02}": (f"i{month - 1}",) for month in range(1, 13)}
    assert [(item.duty, item.status) for item in found.items if item.why] == [("12.p2.sector", "in_place")]
    assert [(item.task, item.status) for item in found.items if item.task] == [("t1", "met")]  # t2 is not due yet
    assert (found.exempt, found.failing) == (True, [])
    assert len(found.tested) == len(found.items) == 12 + 1 + 1 + 1  # months, the report of the year, the contact point, the task


@pytest.mark.parametrize(("done", "exempt"), [(12, True), (11, False)])
def test_one_month_short_is_not_full_performance(done: int, exempt: bool) -> None:
    found = asked(date(2027, 1, 1), inspections(done))
    assert found.exempt is exempt
    december = {"duty": "12.p2", "period": "2026-12", "status": "missed", "unit": "wb", "task": None}
    assert [item.plain() for item in found.failing] == ([] if exempt else [december])


def test_what_came_on_record_later_is_not_seen_on_the_day() -> None:
    late = "  - {id: late, type: inspection, officer: p1, role: lead, date: 2026-12-10, recorded_on: 2027-01-02}\n"
    assert [item.status for item in asked(date(2027, 1, 1), inspections(11) + late).failing] == ["missed"]
    found = asked(date(2027, 1, 11), inspections(11) + late)
    assert [(item.status, item.acts) for item in found.items if item.period and item.period.name == "2026-12"] == [("met", ("late",))]


def test_by_what_became_known_since_it_is_asked_beside_and_says_so() -> None:
    late = "  - {id: late, type: inspection, officer: p1, role: lead, date: 2026-12-10, recorded_on: 2027-02-02}\n"
    found = asked(date(2027, 1, 1), inspections(11) + late, known_at=date(2027, 3, 1))
    assert [(item.status, item.acts) for item in found.failing] == [("backfilled", ("late",))]
    assert "2027年1月1日的情形以截至2027年3月1日在案的记录为准" in found.why


def test_the_person_s_tenure_on_the_day_is_asked_wherever_it_is_now() -> None:
    found = asked(date(2027, 3, 15), inspections(14))
    assert [(item.task, item.status) for item in found.failing] == [("t2", "missed")]
    assert {item.unit for item in found.items if item.duty} == {"wb"}


@pytest.mark.parametrize(("accident", "about"), [("", ""), ("a1", "事故a1，")])
def test_the_sentence_names_the_accident_only_where_there_is_one_and_says_who_decides(accident: str, about: str) -> None:
    found = asked(date(2027, 1, 1), inspections(12), accident=accident)
    assert found.why.startswith(f"第三十条：{about}以2027年1月1日当日在案的记录为准，甲（p1）")
    assert found.why.endswith(f"符合全面履职的事实条件；是否不予追究由{found.who}查实后决定。")


def test_the_sentence_on_a_failed_test_says_so_and_who_decides() -> None:
    found = asked(date(2027, 1, 1), inspections(11))
    assert "是否不予追究" not in found.why
    assert found.why.endswith(f"不符合全面履职的事实条件；这些事项是否属实、是否追究，由{found.who}查实后决定。")


def test_who_held_no_post_has_nothing_tested_and_is_not_called_fine() -> None:
    found = asked(date(2027, 1, 1), officer="p2")
    assert (found.items, found.exempt) == ((), False)
    assert "（当日不在任）没有可以检验的职责或者任务，不能据此认定全面履职" in found.why
    assert asked(date(2027, 1, 1), officer="nobody").items == ()


def test_the_span_begins_on_the_same_date_a_year_back() -> None:
    found = asked(date(2027, 1, 31), inspections(13))
    assert found.since == date(2026, 1, 31)
    assert "2026-01" in {item.period.name for item in found.items if item.period}
    assert "2026-01" not in {item.period.name for item in asked(date(2027, 2, 1), inspections(13)).items if item.period}


@pytest.mark.parametrize(("settling", "status"), [(timedelta(days=1), "pending"), (timedelta(days=60), "lacking")])
def test_a_standing_duty_that_settles_in_is_listed_but_not_tested(settling: timedelta, status: str) -> None:
    text = TOWN.replace("contacts: [{officer: p1, target: sector, sector: 非煤矿山, from: 2026-01-01}]\n", "")
    case = case_from(text, "case.yaml")
    evaluation, day = Evaluation(case.pack, case.facts, case.asked), date(2026, 1, 1) + settling
    found = performance(evaluation.known, evaluation.recurrence, case.pack.of(Exemption)[0], "p1", Question(day, day))
    assert [item.status for item in found.items if item.why] == [status]
    assert len(found.tested) == (0 if status == "pending" else 3)  # January and February are over on 2 March


def test_the_sentence_says_periods_and_duties_in_words_and_how_each_failing_item_stands() -> None:
    late = "  - {id: late, type: inspection, officer: p1, role: lead, date: 2026-12-10, recorded_on: 2027-01-20}\n"
    found = asked(date(2027, 3, 15), inspections(11) + late)
    assert "应履行的16项中有4项不符合要求" in found.why
    assert "2026年12月，" in found.why and "（第十二条第二款，补录：做了，登记过了宽限期）" in found.why
    assert "2027年1月，" in found.why and "（第十二条第二款，逾期未完成）" in found.why
    assert "上级部署“t2”（逾期未完成）" in found.why
    assert not any(code in found.why for code in ("2026-12", "2027-01", "未做到"))


def test_who_knows_how_tasks_are_called_has_them_called_so() -> None:
    found = asked(date(2027, 3, 15), inspections(14))
    assert "上级部署“排查石场”（逾期未完成）" in found.told({"t2": "上级部署“排查石场”"})


def test_of_several_units_each_is_named() -> None:
    more = "tenures: [{officer: p1, unit: wb, post: other_leader, from: 2026-01-01, to: 2027-03-31}, "
    more += "{officer: p1, unit: dz, post: other_leader, from: 2026-01-01}]"
    text = TOWN.replace("{id: wb, level: town, parent: yd}", "{id: wb, level: town, parent: yd}, {id: dz, level: town, parent: yd, name: 大站镇}")
    text = re.sub(r"tenures: .*", more, text)
    case = case_from(text, "case.yaml")
    evaluation = Evaluation(case.pack, case.facts, case.asked)
    why = performance(evaluation.known, evaluation.recurrence, case.pack.of(Exemption)[0], "p1", Question(date(2026, 3, 1), date(2026, 3, 1))).why
    assert "2026年1月，大站镇，" in why and "2026年1月，wb，" in why
