"""A slip of a code, a provision that provides for nothing, a tenure pasted twice: refused, since they would count for nothing."""

import pytest

from anze.law.casefile import case_from
from anze.law.problems import Refused

HEAD = "as_of: 2026-06-30\nunits: [{id: qy, level: city}, {id: yd, level: county, parent: qy}]\nofficers: [{id: p1, name: 甲}]\n"
ACCIDENT = "accidents: [{id: a1, unit: yd, date: 2026-05-01}]\n"


def said(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        case_from(HEAD + text, "案例.yaml")
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(("slip", "meant"), [
    ("{id: m1, type: meeting, unit: yd, body: standing_comittee, date: 2026-05-01}", "standing_committee"),
    ("{id: m1, type: meeting, unit: yd, body: standing_committee, topics: [work-safety], date: 2026-05-01}", "work_safety"),
    ("{id: d1, type: document, unit: yd, kind: task_lists, date: 2026-05-01}", "task_list"),
])
def test_a_slip_of_a_code_is_refused_with_what_was_meant(slip: str, meant: str) -> None:
    [problem] = said(f"acts:\n  - {slip}\n")
    assert problem.startswith("案例.yaml:5：") and f"写成 {meant}" in problem


@pytest.mark.parametrize("body", ["plenary", "office_meeting"])
def test_another_body_of_another_name_is_taken(body: str) -> None:
    case = case_from(HEAD + f"acts: [{{id: m1, type: meeting, unit: yd, body: {body}, date: 2026-05-01}}]\n", "案例.yaml")
    assert case.facts.acts[0].body == body


def test_a_decision_under_a_provision_that_provides_for_none_is_refused() -> None:
    [problem] = said('decisions: [{unit: yd, date: 2026-05-01, rule: "21.6"}]\n')
    assert "21.2.6" in problem


def test_a_fact_about_an_officer_under_another_provision_is_refused() -> None:
    [problem] = said(ACCIDENT + 'circumstances: [{officer: p1, accident: a1, rule: "28.9", date: 2026-05-02}]\n')
    assert "“28.9”不是可以登记的条款" in problem


def test_the_same_tenure_twice_is_refused() -> None:
    row = "{officer: p1, unit: yd, post: gov_deputy, from: 2026-01-01}"
    [problem] = said(f"tenures:\n  - {row}\n  - {row}\n")
    assert problem.startswith("案例.yaml:6：") and "重叠" in problem


@pytest.mark.parametrize(("end", "refused"), [("2026-02-28", False), ("2026-03-01", True)])
def test_an_officer_may_hold_a_post_again_but_not_twice_at_once(end: str, refused: bool) -> None:
    held = "officer: p1, unit: yd, post: gov_deputy"
    rows = f"tenures: [{{{held}, from: 2026-01-01, to: {end}}}, {{{held}, from: 2026-03-01}}]\n"
    if refused:
        assert len(said(rows)) == 1
    else:
        assert len(case_from(HEAD + rows, "案例.yaml").facts.tenures) == 2


def test_the_chinese_name_of_a_code_is_taken_for_the_code() -> None:
    case = case_from(HEAD + "acts: [{id: m1, type: 会议, unit: yd, body: 党委常委会会议, topics: [安全生产], date: 2026-05-01}]\n"
                     "assessments: [{unit: yd, year: 2025, grade: 较差, confirmed_on: 2026-03-01}]\n", "案例.yaml")
    [act], [assessment] = case.facts.acts, case.facts.assessments
    assert (act.type, act.body, act.topics, assessment.grade) == ("meeting", "standing_committee", ("work_safety",), "poor")
