"""How the papers of a case are called, by which bodies they are signed in full, and that a decision names the evidence of each fact (政务处分法第四十五条)."""

from datetime import date
from typing import Any

import pytest

from anze.accountability.actions import deciding, finding, serving
from anze.accountability.models import Concerned, Remedy, Served
from anze.accountability.queries.naming import in_full
from anze.accountability.queries.offices import office_of
from anze.accountability.queries.papers import decision_paper, opening_paper, served_paper
from anze.accountability.queries.wording import decision_text
from anze.accountability.told import Drafted, Wanted
from anze.papers.models import Letterhead
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    WORD,
    concerned,
    contested,
    decided,
    drafted,
    ended,
    grounded,
    heard,
    lifted,
    opened,
    proven,
    scan,
    warned,
)
from tests.cast import Cast

ON = date(2026, 4, 20)
BOTH = "中国共产党英德市纪律检查委员会\n英德市监察委员会"


@pytest.mark.parametrize(("kind", "by", "body", "title", "head"), [
    ("政务记过", "supervision", "英德市监委", "政务处分决定书", "英德市监察委员会"),
    ("党内警告", "discipline", "中共英德市纪委", "党纪处分决定书", "中国共产党英德市纪律检查委员会"),
    ("党内警告", "discipline", "英德市纪委监委", "党纪处分决定书", BOTH),
    ("诫勉", "party_committee", "清远市委", "问责决定书", "中国共产党清远市委员会"),
    ("诫勉", "organisation", "清远市委组织部", "问责决定书", "中国共产党清远市委员会组织部"),
    ("通报", "safety", "清远市应急管理局", "问责决定书", "清远市应急管理局"),
])
def test_a_decision_is_called_by_its_scheme_and_headed_by_its_body_in_full(cast: Cast, kind: str, by: str, body: str, title: str, head: str) -> None:
    one = heard(cast)
    Concerned.objects.filter(pk=one.pk).update(managed_by="county" if "英德" in body else "city")
    one = Concerned.objects.get(pk=one.pk)
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, Drafted(kind="measures", by=by, body=body, reasons="理由", authority="授权",
                                                                          measures=(Wanted(kind=kind),)))
    paper = decision_paper(one.decisions.get())
    assert (paper.title, paper.organ, paper.sender) == (f"{title}（稿）", head, head)
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=ON)
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    paper = served_paper(one.served.get(kind="decision"))
    assert (paper.title, paper.organ, paper.sender, paper.remark) == (title, head, head, "直接送达")
    assert one.decisions.get().body == body  # what was written stays


def test_that_nobody_is_held_accountable_is_called_so(cast: Cast) -> None:
    one = drafted(cast, kind="none")
    assert decision_paper(one.decisions.get()).title == "不予追究决定书（稿）"


def test_a_decision_keeps_its_title_when_it_was_altered_to_another_scheme(cast: Cast) -> None:
    one = ended(cast, contested(cast), outcome="alter", kinds=("政务警告",))
    row = one.decisions.get()
    assert decision_paper(row).title == "政务处分决定书" and served_paper(one.served.get(kind="decision")).title == "政务处分决定书"


@pytest.mark.parametrize(("body", "full"), [
    ("英德市监委", "英德市监察委员会"), ("英德市纪委、监委", BOTH), ("中国共产党英德市纪律检查委员会", "中国共产党英德市纪律检查委员会"),
    ("广东省监委", "广东省监察委员会"), ("省监委", "省监委"), ("佛山市监委", "佛山市监委"), ("监委", "监委"), ("英德市应急管理局", "英德市应急管理局"),
    ("英德市委常委会", "英德市委常委会"), ("英德市纪委监委派驻第一纪检监察组", "英德市纪委监委派驻第一纪检监察组"),
])
def test_a_name_is_written_in_full_only_where_place_and_body_are_known(cast: Cast, body: str, full: str) -> None:
    assert in_full(body, ON) == tuple(full.splitlines())


@pytest.mark.parametrize(("unit", "organ", "names"), [
    ("英德", "discipline", tuple(BOTH.splitlines())), ("清远", "discipline", ("中国共产党清远市纪律检查委员会", "清远市监察委员会")),
    ("英德", "organisation", ("中国共产党英德市委员会组织部",)), ("英德", "safety", ("英德市安全生产委员会办公室",)),
])
def test_who_handles_a_case_signs_by_its_full_name(cast: Cast, unit: str, organ: str, names: tuple[str, ...]) -> None:
    case = opened(cast)
    case.unit, case.organ = cast.unit[unit], organ
    assert office_of(case, ON) == names


def test_the_safety_office_signs_as_its_letterhead_does(cast: Cast) -> None:
    case = opened(cast)
    case.organ = "safety"
    Letterhead.objects.create(unit=case.unit, organ="某安委办文件", sender="某安委办", code="某", recorded_at=NOW, recorded_by=cast.account["纪委"])
    assert office_of(case, ON) == ("某安委办",)


def test_what_the_office_itself_tells_is_signed_by_both_bodies(cast: Cast) -> None:
    one = lifted(cast, warned(cast), "2026-10-21")
    for kind in ("notice", "lifting"):
        paper = served_paper(one.served.get(kind=kind))
        assert (paper.organ, paper.sender) == (BOTH, BOTH), kind


@pytest.mark.parametrize(("route", "title"), [("re_examination", "复审结果通知书"), ("reconsideration", "复核结果通知书"), ("appeal", "申诉结果通知书"),
                                              ("further_appeal", "再申诉结果通知书")])
def test_an_outcome_is_called_by_what_it_answers(cast: Cast, route: str, title: str) -> None:
    one = ended(cast)
    Remedy.objects.update(kind=route)
    assert served_paper(one.served.get(kind="outcome")).title == title


def test_of_an_older_outcome_whose_remedy_is_not_told_the_title_names_both(cast: Cast) -> None:
    one = ended(cast)
    Served.objects.filter(kind="outcome").update(at=at("2026-06-03"))
    assert served_paper(one.served.get(kind="outcome")).title == "复核、申诉结果通知书"


def test_each_fact_of_a_decision_is_followed_by_its_evidence_and_by_no_other(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
    one, by = grounded(cast, concerned(cast)), cast.account["纪委"]
    first = one.facts.get()
    (file,) = finding.add_files(by, NOW, one.case, [scan("秘密的文件名.pdf")])
    finding.add_evidence(by, NOW, one.case, kind="file", text="会议记录写明没有研究。", fact=first, file=file)
    gone = finding.add_evidence(by, NOW, one.case, kind="other", text="撤下的证据", fact=first)
    finding.strike(by, NOW, one.case, gone, reason="不实")
    finding.add_evidence(by, NOW, one.case, kind="other", text="全案的证据")
    proven(cast, one.case, "没有带队检查", date(2026, 3, 11))
    told = decision_text(decided(cast, heard(cast, one)))
    assert f"1．2026年3月10日，{WORD}：没有落实。以上事实，有其他证据“{WORD}：调查报告”、案卷里的文件“会议记录写明没有研究”等证据证实。" in told
    assert "2．2026年3月11日，没有带队检查。以上事实，有其他证据“没有带队检查：记录”证实。" in told
    assert not [words for words in ("秘密的文件名", "撤下的证据", "全案的证据") if words in told]


def test_the_form_by_which_a_case_is_opened_names_nobody_who_was_listed_after_it_was_approved(cast: Cast) -> None:
    case = opened(cast)
    one = concerned(cast, case=case)
    Concerned.objects.filter(pk=one.pk).update(listed_at=at("2026-04-01", 11))
    assert "甲某" not in str(opening_paper(case, at("2026-04-02")).body) and "有关人员" not in str(opening_paper(case, at("2026-04-02")).body)
    Concerned.objects.filter(pk=one.pk).update(listed_at=NOW)
    told = str(opening_paper(case, at("2026-04-02")).body)
    assert "甲某" in told and "中国共产党英德市纪律检查委员会、英德市监察委员会" in told and DAY.isoformat() not in told
