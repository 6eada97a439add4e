"""What was served stays what it was: the same bytes, sealed at rest, with a note beside it where the decision was altered or revoked since."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.actions import answering, deciding, serving
from anze.accountability.actions.keeping import kept_paper
from anze.accountability.models import Concerned
from anze.accountability.queries.papers import decision_paper
from anze.accountability.queries.wording import decision_text, remedy_lines
from anze.accountability.told import Drafted, Wanted
from anze.acts.evidence import store
from anze.law.national import weights
from anze.law.national.appeals import remedies
from anze.law.national.authority import competent
from anze.law.national.bodies import basis_of, tables
from anze.law.national.effects import measures
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    WORD,
    concerned,
    contested,
    decided,
    ended,
    heard,
    notified,
    proven,
    served,
)
from tests.cast import Cast


def got(cast: Cast, name: str, where: str, one: Concerned, pk: int, form: str, now: Any) -> Any:
    """Return what somebody is given at a moment."""
    with time_machine.travel(now, tick=False):
        return cast.client(name).get(reverse(f"accountability:{where}", args=[one.uid, pk, form]))


def test_the_person_is_given_the_same_bytes_whatever_becomes_of_the_decision(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
    one = served(cast)
    row = one.served.get(kind="decision")
    first = {form: got(cast, "甲", "own_paper", one, row.pk, form, at("2026-04-23", 9)).content for form in ("docx", "pdf")}
    assert first["docx"][:2] == b"PK" and first["pdf"][:5] == b"%PDF-"
    ended(cast, contested(cast, one), outcome="revoke")
    for form, content in first.items():
        assert got(cast, "甲", "own_paper", one, row.pk, form, at("2026-06-02", 9)).content == content == kept_paper(row, form)
    with time_machine.travel(at("2026-06-02", 9), tick=False):
        for name, where in (("甲", "own"), ("纪委", "person")):
            page = cast.client(name).get(reverse(f"accountability:{where}", args=[one.uid])).content.decode()
            assert "经复审撤销。下面是送达时的原件，没有改动" in page, where


def test_the_decision_that_members_open_still_names_its_measures_after_it_was_revoked(cast: Cast) -> None:
    one = ended(cast, contested(cast), outcome="revoke")
    assert "政务记过" in decision_text(one.decisions.get())


def test_the_bytes_of_a_paper_lie_sealed(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
    one = served(cast)
    for row in one.served.all():
        for blob in (row.word, row.pdf):
            assert blob and store.place(blob.sha256).read_bytes().startswith(b"A256GCM.")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()] == []


def test_a_service_that_is_refused_leaves_no_bytes(cast: Cast, settings: Any, tmp_path: Any) -> None:
    from django.core.exceptions import ValidationError

    one = decided(cast).concerned
    settings.FILES = tmp_path / "files"
    with pytest.raises(ValidationError):
        serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 19), way="direct")
    assert not [path for path in settings.FILES.rglob("*") if path.is_file()]


def test_a_decision_names_its_facts_the_provisions_the_item_and_the_ways_to_contest_by_article(cast: Cast) -> None:
    one = heard(cast)
    proven(cast, one.case, "没有按月带队检查", rules="5.7")
    text = decided(cast, one).concerned.decisions.get()
    told = decision_text(text)
    for words in ("经查明：", "2．2026年3月10日，没有按月带队检查（对照第五条（七））。", "第二十五条（一）",
                  "第二十六条和《中华人民共和国公职人员政务处分法》，给予甲某政务记过"):
        assert words in told, (words, told)


@pytest.mark.parametrize(("kind", "more", "instrument"), [
    ("党内警告", {"by": "discipline", "body": "清远市纪委"}, "《中国共产党纪律处分条例》"),
    ("政务警告", {"by": "supervision", "body": "清远市监委"}, "《中华人民共和国公职人员政务处分法》"),
    ("诫勉", {"by": "party_committee", "body": "清远市委"}, "《中国共产党问责条例》"),
])
def test_a_decision_names_the_national_instrument_of_its_class_and_no_other(cast: Cast, kind: str, more: dict[str, str], instrument: str) -> None:
    one = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, Drafted(kind="measures", reasons="理由", measures=(Wanted(kind=kind),),
                                                                          authority="市委批准", **more))
    row = one.decisions.get()
    draft = "".join(str(block) for block in decision_paper(row).body)
    assert f"第二十六条和{instrument}，给予甲某{kind}" in draft and "由本机关决定的依据：市委批准" in draft and "并处" not in draft
    told = decision_text(deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20)))
    assert f"第二十六条和{instrument}，给予甲某{kind}。" in told
    assert {row.instrument for row in tables()[-1].basis if row.instrument and row.instrument in told} == {instrument.strip("《》")}


def test_each_instrument_stands_in_the_tables_for_every_measure_of_its_class() -> None:
    on = date(2026, 4, 20)
    for kind, measure in measures(on).items():
        for body in competent(kind, "city", on).decides:
            basis = basis_of(measure.group, body.code, on)
            sources = [chain.source for chain in weights.tables()[-1].chain if any(kind in step for step in chain.steps)]
            power = competent(kind, "city", on).source.replace("监察法", "中华人民共和国监察法")
            assert basis and any(basis.instrument in source for source in (measure.source, power, *sources)), kind


def test_what_the_safety_authority_circulates_rests_on_no_rule_of_the_party_and_says_which_remedy_there_is(cast: Cast) -> None:  # 第三十三条
    one = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, Drafted(kind="measures", by="safety", body="清远市应急管理局", reasons="理由",
                                                                          measures=(Wanted(kind="通报"),), authority="市委授权"))
    told = decision_text(deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20)))
    assert "第二十六条，给予甲某通报" in told and "中国共产党问责条例" not in told
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert any("没有写复核、申诉的途径和期限" in line for line in remedy_lines(one.decisions.get()))


def test_that_he_has_nothing_to_say_is_told_as_that(cast: Cast) -> None:
    one = notified(cast)
    answering.state(cast.account["甲"], at("2026-04-02", 9), one, text="", nothing_more=True)
    assert "告知以后，本人于2026年4月2日声明没有陈述申辩。" in decision_text(decided(cast, one))


def test_a_decision_says_when_the_person_stated_his_case_and_not_what(cast: Cast) -> None:
    one = heard(cast)
    answering.state(cast.account["甲"], at("2026-04-05", 9), one, text="我还有话说")
    told = decision_text(decided(cast, one))
    assert "告知以后，本人于2026年4月2日、2026年4月5日提出陈述申辩。" in told and "我还有话说" not in told


def test_a_decision_says_that_the_person_stated_nothing(cast: Cast) -> None:
    one = notified(cast)
    serving.waive(cast.account["纪委"], at("2026-04-12", 9), one)
    assert "告知以后，本人未提出陈述申辩。" in decision_text(decided(cast, one))


def test_what_is_stated_after_a_decision_is_not_in_it(cast: Cast) -> None:
    one = served(cast)
    before = decision_text(one.decisions.get())
    serving.notify(cast.account["纪委"], at("2026-04-23", 9), one, text="另一类处理", on=date(2026, 4, 23), way="direct", due=date(2026, 5, 3))
    answering.state(cast.account["甲"], at("2026-04-24", 9), one, text="再说几句")
    assert decision_text(one.decisions.get()) == before


def test_a_fact_that_concerns_only_another_on_the_case_is_not_in_ones_own_paper(cast: Cast) -> None:
    one = heard(cast)
    two = concerned(cast, "乙某", one.case)
    proven(cast, one.case, "乙某没有召开会议", about=[two])
    proven(cast, one.case, "甲某、乙某没有批示", date(2026, 3, 11), about=[one, two])
    told = decision_text(decided(cast, one))
    assert "没有召开会议" not in told and "没有批示" in told


def test_an_appeal_is_made_not_applied_for_and_each_instrument_is_cited_with_its_article() -> None:
    remedy = next(one for one in remedies("party_discipline", date(2026, 6, 1)) if one.code == "appeal")
    assert remedy.asked == "提出申诉"
    assert remedy.cite == "中国共产党章程第四十三条、中国共产党纪律检查机关监督执纪工作规则第五十九条"
    assert next(one for one in remedies("civil_service", date(2026, 6, 1)) if one.code == "reconsideration").asked == "申请复核"


def test_the_numbers_of_ones_papers_tell_neither_of_the_case_nor_of_others_on_it(cast: Cast) -> None:
    one = heard(cast)
    notified(cast, concerned(cast, "乙某", one.case))
    told = [row.number for row in served(cast, one).served.order_by("pk")]
    assert told == [f"{one.uid}〔2026〕{number}号" for number in (1, 2)]
    assert one.case.uid not in "".join(told)
