"""The pack of the regulation says what the regulation says, and all of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from anze.law.clauses import (
    ActSpec,
    Count,
    Cycle,
    Duty,
    Event,
    Exemption,
    Judgement,
    Recurring,
    Shape,
    Standing,
    Veto,
    Window,
)
from anze.law.coverage import coverage, coverage_markdown
from anze.law.days import Span
from anze.law.national.effects import KINDS
from anze.law.pack import load_pack
from anze.law.packread.folder import PACKS
from anze.law.packread.parameters import PROCESSES
from anze.law.show import show
from anze.law.text import parse
from tests.architecture.tree import ROOT

TEXT = PACKS / "qingyuan-draft" / "regulation.txt"
PACK = load_pack("qingyuan-draft")

INSPECTION = ActSpec(type="inspection", role="lead")
TOP = ("city", "county")


def meeting(body: str) -> ActSpec:
    return ActSpec(type="meeting", body=body, topic="work_safety")


def document(kind: str) -> ActSpec:
    return ActSpec(type="document", document=kind)


EVERY_LEADER = ("party_head", "gov_head", "party_standing", "gov_executive_deputy", "gov_deputy", "safety_deputy",
                "other_leader")
# id: posts, levels, functions, owner, period, act
RECURRING = {
    "5.2": (("party_head",), TOP, (), "body", "quarter", meeting("standing_committee")),
    "5.7": (("party_head",), TOP, (), "person", "month", INSPECTION),
    "6.2": (("gov_head",), TOP, (), "body", "quarter", meeting("executive_meeting")),
    "6.3": (("gov_head",), TOP, (), "body", "year", document("task_list")),
    "6.3.check": (("gov_head",), TOP, (), "body", "year", document("task_list_check")),
    "6.4": (("gov_head",), TOP, (), "body", "year", ActSpec(type="budget", growth="not_below_revenue")),
    "6.7": (("gov_head",), TOP, (), "person", "month", INSPECTION),
    "7.p2": (("party_standing",), TOP, (), "person", "month", INSPECTION),
    "8.7": (("gov_executive_deputy",), TOP, (), "person", "month", INSPECTION),
    "9.4": (("gov_deputy",), TOP, (), "person", "year", document("situation_analysis")),
    "9.6": (("gov_deputy",), TOP, (), "person", "month", INSPECTION),
    "10.2": (("party_head",), ("town",), (), "body", "month", meeting("party_committee")),
    "10.7": (("party_head",), ("town",), (), "person", "month", INSPECTION),
    "11.2": (("gov_head",), ("town",), (), "body", "month", meeting("leadership_meeting")),
    "11.3": (("gov_head",), ("town",), (), "body", "year", document("task_list")),
    "11.3.check": (("gov_head",), ("town",), (), "body", "year", document("task_list_check")),
    "11.7": (("gov_head",), ("town",), (), "person", "month", INSPECTION),
    "12.7": (("safety_deputy",), ("town",), (), "person", "month", INSPECTION),
    "12.p2": (("other_leader",), ("town",), (), "person", "month", INSPECTION),
    "14.1.meeting": (("dept_head",), ("department",), ("regulator",), "body", "quarter", meeting("dept_safety_meeting")),
    "14.1.inspection": (("dept_head",), ("department",), ("regulator",), "person", "month", INSPECTION),
    "14.2.study": (("dept_safety_deputy",), ("department",), ("regulator",), "person", "quarter", meeting("dept_study")),
    "14.2.inspection": (("dept_safety_deputy",), ("department",), ("regulator",), "person", "month", INSPECTION),
    "14.3": (("dept_deputy",), ("department",), ("regulator",), "person", "quarter", meeting("dept_topic_meeting")),
    "15.1.meeting": (("dept_head",), ("department",), ("industry",), "body", "quarter", meeting("dept_safety_meeting")),
    "15.1.inspection": (("dept_head",), ("department",), ("industry",), "person", "month", INSPECTION),
    "15.2.meeting": (("dept_deputy", "dept_safety_deputy"), ("department",), ("industry",), "person", "quarter",
                     meeting("dept_topic_meeting")),
    "15.2.inspection": (("dept_deputy", "dept_safety_deputy"), ("department",), ("industry",), "person", "month",
                        INSPECTION),
    "22.p2": (EVERY_LEADER, ("city", "county", "town"), (), "person", "year", document("duty_report")),
}


def test_every_paragraph_and_item_of_all_36_articles_is_accounted_for() -> None:
    found = coverage(PACK, parse(TEXT.read_text(encoding="utf-8")))
    assert found.gaps == () and found.strays == ()
    assert {row.id.split(".")[0] for row in found.rows} == {str(n) for n in range(1, 37)}
    assert len(found.rows) == 123


def test_what_is_not_computed_says_why_or_whose_it_is() -> None:
    for clause in PACK.clauses:
        if clause.kind in ("declaratory", "judgement"):
            assert clause.note, clause.id
        if isinstance(clause, Duty):
            assert clause.posts and clause.levels, clause.id


def test_every_quote_stands_in_its_own_provision_word_for_word() -> None:
    text = {node.id: node.text for node in parse(TEXT.read_text(encoding="utf-8")).walk()}
    for clause in PACK.clauses:
        assert clause.quote in text[re.sub(r"(\.[a-z]+)+$", "", clause.id)]


LEFT_OUT = {
    "8.p1": "其安全生产职责主要包括", "12.p1": "其安全生产职责主要包括", "13.p2": "部门主要负责人要结合本部门工作实际",
    "18.p1": "建立完善各级党委和政府安全生产巡查工作制度推动安全生产责任措施落实",
    "19.p1": "建立完善各级党委和政府安全生产责任书制度明确安全生产责任目标和工作要求", "20.p1": "建立完善安全生产责任考核制度",
    "24.p1": "实行安全生产责任考核情况公开制度", "27.p1": "严格落实安全生产“一票否决”制度",
}


def test_no_word_is_left_without_a_clause_but_those_that_only_lead_in() -> None:
    left = {}
    for row in coverage(PACK, parse(TEXT.read_text(encoding="utf-8"))).rows:
        [text] = [node.text for node in parse(TEXT.read_text(encoding="utf-8")).walk() if node.id == row.id]
        for clause in sorted(PACK.clauses, key=lambda clause: -len(clause.quote)):
            if re.sub(r"(\.[a-z]+)+$", "", clause.id) == row.id:
                text = text.replace(clause.quote, "")
        if rest := re.sub(r"[，。；：;:、]", "", text):
            left[row.id] = rest
    assert left == LEFT_OUT


def test_the_words_of_all_articles_are_those_of_the_published_text() -> None:
    published = re.sub(r"[\s　]", "", TEXT.read_text(encoding="utf-8"))
    assert sorted(PACK.words) == list(range(1, 37))
    for number, words in PACK.words.items():
        assert re.sub(r"[\s　]", "", words) in published, number


def test_the_recurring_duties_are_those_of_the_table() -> None:
    assert [clause.id for clause in PACK.of(Recurring)] == list(dict.fromkeys(clause.id for clause in PACK.of(Recurring)))
    assert {clause.id for clause in PACK.of(Recurring)} == RECURRING.keys()


@pytest.mark.parametrize("duty", RECURRING)
def test_a_recurring_duty_is_owed_by_the_right_post_as_often_as_the_text_says(duty: str) -> None:
    [clause] = [clause for clause in PACK.of(Recurring) if clause.id == duty]
    posts, levels, functions, owner, period, act = RECURRING[duty]
    assert (clause.posts, clause.levels, clause.functions, clause.owner) == (posts, levels, functions, owner)
    assert clause.period == dict.fromkeys(levels, period)
    assert (clause.at_least, clause.act) == (1, act)


def test_contact_points_are_owed_at_the_levels_that_the_text_names() -> None:
    found = {clause.id: (clause.posts, clause.levels, clause.needs) for clause in PACK.of(Standing)}
    posts = {"5.7": "party_head", "6.7": "gov_head", "7.p2": "party_standing", "8.7": "gov_executive_deputy",
             "9.6": "gov_deputy"}
    towns = {"10.7": "party_head", "11.7": "gov_head", "12.7": "safety_deputy", "12.p2": "other_leader"}
    expected: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
        "13.p2": (("dept_head",), ("department",), "duty_list"),
    }
    for item, post in posts.items():
        expected[f"{item}.county"] = ((post,), ("city",), "county")
        expected |= {f"{item}.{needs}": ((post,), TOP, needs) for needs in ("town", "sector")}
    expected |= {f"{item}.sector": ((post,), ("town",), "sector") for item, post in towns.items()}
    assert found == expected


def test_the_shape_of_the_leadership_is_checked_where_the_text_asks_for_it() -> None:
    found = {(clause.id, clause.check, clause.test, clause.posts, clause.levels) for clause in PACK.of(Shape)}
    held = {("5.p1", "party_head"), ("6.p1", "gov_head"), ("8.p1", "gov_executive_deputy")}
    held_in_towns = {("10.p1", "party_head"), ("11.p1", "gov_head"), ("12.p1", "safety_deputy")}
    assert found == {("4.p3", "4.p3", "director", ("gov_head",), TOP),
                     ("8.p1", "8", "also_holds", ("gov_executive_deputy",), TOP),
                     ("12.p1", "12", "committee_member", ("safety_deputy",), ("town",)),
                     *((item, "vacancy", "held", (post,), TOP) for item, post in held),
                     *((item, "vacancy", "held", (post,), ("town",)) for item, post in held_in_towns)}


def test_the_three_windows_of_article_21_carry_its_numbers() -> None:
    windows = {clause.id: (clause.grades, clause.at_least, clause.span, clause.sector, clause.same)
               for clause in PACK.of(Window)}
    assert windows == {
        "21.2.1": (("major", "extraordinary"), 1, Span("days", 1), "", ()),
        "21.2.2": (("considerable",), 2, Span("days", 30), "", ()),
        "21.2.3": (("ordinary",), 3, Span("days", 30), "工矿商贸", ("nature",)),
    }


def test_the_three_events_of_article_21_name_their_sources_and_who_decides() -> None:
    events = {clause.id: (clause.sources, clause.grades) for clause in PACK.of(Event)}
    assert events == {"21.2.4": (("hazards",), ()), "21.2.5": (("assessments", "vetoes"), ("poor",)),
                      "21.2.6": (("decisions",), ())}
    assert all(clause.who for clause in PACK.of(Event))


def test_three_interviews_within_one_year_are_a_ground() -> None:
    counts = {clause.id: (clause.of, clause.at_least, clause.span) for clause in PACK.of(Count)}
    assert counts == {"25.1": ("missed", 1, None), "25.3": ("late_reports", 1, None),
                      "25.5": ("interviews", 3, Span("years", 1))}


def test_the_yearly_veto_has_two_limbs_for_a_county_and_one_for_a_town() -> None:
    vetoes = {clause.id: clause for clause in PACK.of(Veto)}
    assert [(t.levels, t.grades, t.at_least) for t in vetoes["27.p3"].tallies] == [
        (("county",), ("major", "extraordinary"), 1), (("county",), ("considerable",), 2),
        (("town", "subdistrict"), ("considerable", "major", "extraordinary"), 1)]
    assert "党内警告" in vetoes["27.p4"].measures and "诫勉" not in vetoes["27.p4"].measures
    assert vetoes["27.p5"].measures == ("政务记大过", "政务降级", "政务撤职", "开除", "刑事责任")


def test_the_exemption_looks_twelve_months_back_and_forgives_the_first_thirty_days() -> None:
    [clause] = PACK.of(Exemption)
    assert (clause.id, clause.span, clause.pending_standing_fails) == ("30.p1", Span("months", 12), False)
    assert PACK.int("settle_days") == 30


def test_every_measure_has_a_body_that_decides_it() -> None:
    clause = PACK.clause("33.p1")
    assert isinstance(clause, Judgement) and clause.bodies is not None
    assert tuple(clause.bodies) == KINDS


def test_the_yearly_cycle_has_its_dates_and_its_order() -> None:
    steps = {clause.rule: clause for clause in PACK.of(Cycle)}
    assert sorted(steps) == ["17", "18", "19", "20", "22", "23", "24"]
    assert (steps["19"].due_month, steps["19"].due_day, steps["18"].years) == (3, 31, 5)
    assert steps["20"].steps.index("approval") < steps["20"].steps.index("confirmed")
    assert steps["20"].approvals == ("standing_committee", "executive_meeting")


def test_the_defaults_of_the_parameters_are_those_of_the_reading() -> None:
    assert dict(PACK.values) == {
        "grace_days": 7, "settle_days": 30,
        "min_days.month": 15, "min_days.quarter": 45, "min_days.half_year": 91, "min_days.year": 183,
        "due_soon.month": 7, "due_soon.quarter": 20, "due_soon.half_year": 40, "due_soon.year": 60,
        "interview.considerable.window_days": 30, "interview.considerable.count": 2,
        "interview.ordinary.window_days": 30, "interview.ordinary.count": 3,
        "interview.posts": ("party_head", "gov_head", "gov_executive_deputy"),
        "accountability.interviews.count": 3, "accountability.interviews.window_years": 1,
        "exemption.months": 12, "exemption.pending_standing_fails": False,
        "veto.county.major.count": 1, "veto.county.considerable.count": 2, "veto.town.count": 1,
        "letters.due_month": 3, "letters.due_day": 31, "tours.cycle_years": 5, "tours.recusal_years": 3,
        "assessment.vetoed_best_grade": "good", "cases.statement_days": 30,
        "listing.longest_years": 1, "listing.extension_asked_workdays": 20, "listing.extension_decided_workdays": 10, "listing.published_workdays": 5,
        "supervision.yellow_days": 3, "supervision.done_from": "report",
    }


def test_a_parameter_of_a_process_is_read_by_that_process() -> None:
    of_processes = [one for one in PACK.parameters.values() if one.process]
    assert {one.process for one in of_processes} == set(PROCESSES)
    for one in of_processes:
        code = "".join(path.read_text("utf-8") for path in (ROOT / "anze" / one.process).rglob("*.py"))
        assert f'"{one.name}"' in code, f"{one.process} 没有读参数 {one.name}"


def test_every_parameter_says_what_it_settles_and_which_provision_it_reads() -> None:
    for parameter in PACK.parameters.values():
        assert len(parameter.settles) > 15 and parameter.range, parameter.name
        assert PACK.label(parameter.cite).startswith("第")


def test_the_shown_article_holds_words_meaning_and_parameters_with_their_reasons() -> None:
    shown = show(PACK, 21)
    assert "> (二)30日内发生2起以上较大生产安全事故的;" in shown
    assert "同一县（市、区）30日内发生较大事故达到2起，即触发约谈" in shown
    assert "`interview.considerable.window_days` = 30日；可取 1–366。" in shown
    assert "暂以2026年1月1日为施行日" in shown


def test_a_changed_parameter_is_shown_beside_its_default() -> None:
    shown = show(PACK.with_values({"interview.considerable.count": 3}), 21)
    assert "`interview.considerable.count` = 3起（默认 2）" in shown and "较大事故达到3起" in shown


@pytest.mark.parametrize("article", range(1, 37))
def test_every_article_can_be_shown_without_codes_in_its_sentences(article: int) -> None:
    sentences = [line for line in show(PACK, article).splitlines() if line.startswith("- **第")]
    assert sentences
    assert all(not re.search(r"[a-z_]{4,}", re.sub(r"`[^`]+`", "", line)) for line in sentences)


def test_the_coverage_table_names_a_gap() -> None:
    class Node:
        def __init__(self, unit: str, kind: str) -> None:
            self.id, self.kind = unit, kind

    class Stub:
        def walk(self) -> Iterator[Node]:
            return iter([Node("37", "article"), Node("37.p1", "paragraph"), Node("5.2", "item")])

    found = coverage(PACK, Stub())
    assert found.gaps == ("37.p1",) and "5.3" in found.strays
    table = coverage_markdown(found, "试")
    assert "- 未覆盖：37.p1" in table and "| 5.2 | 第五条（二） | 定期任务、无数量的职责 |" in table


def test_the_published_text_is_left_as_it_was_published() -> None:
    words = Path(TEXT).read_text(encoding="utf-8")
    assert "本部门寄本行业" in words and "    (二)30日内" in words
