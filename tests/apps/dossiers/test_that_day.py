"""A pack is true of the day (第三十、三十一条): papers of the units of that day alone, both clocks of each, what lies after the day told as later."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.dossiers.queries.data import data_of
from anze.dossiers.queries.performed import told_why
from anze.dossiers.queries.whole import Dossier
from anze.interviews.actions.superior import record_superior
from anze.interviews.told import ToldSuperior
from anze.letters.models import Signing
from anze.register.actions import begin_tenure
from anze.register.actions.tenures import correct_tenure
from tests.apps.accidents.telling import at
from tests.apps.dossiers.telling import DAY, TODAY, all_words, did_everything, inspection, meeting, pack_of
from tests.apps.dossiers.test_contents import assigned, moved, part, rows, sentences
from tests.apps.letters.telling import generated
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


def signed(letter: Any, on: date, recorded: date) -> None:
    """Both sides signed on a day, put on record on another."""
    for party in ("superior", "subordinate"):
        Signing.objects.create(letter=letter, party=party, on=on, how="paper", recorded_at=at(recorded, 9))


def as_data(found: Dossier) -> dict[str, Any]:
    return dict(json.loads(json.dumps(data_of(found))))


def test_letters_and_results_of_a_unit_joined_after_the_day_are_none_of_the_pack(cast: Cast) -> None:
    """Signed four months before the day, but by a county in which he came to be only later."""
    for letter in generated(cast).values():
        signed(letter, date(2026, 2, 12), date(2026, 2, 13))
    generated(cast, superior="英德", by="英德安委办")
    moved(cast)
    found = pack_of(cast)
    assert {row[0] for row in rows(found, "letters")} == {"2026年度，英德市与望埠镇（党委）", "2026年度，英德市与望埠镇（政府）"}
    assert "清新区（" not in "".join(sentences(found, "since"))
    assert {one["subordinate"] for side in as_data(found)["letters"].values() for one in side} == {"wb"}


def test_letters_of_the_unit_of_the_day_stand_on_both_sides_though_the_tenure_was_recorded_later(cast: Cast) -> None:
    """That a tenure was entered late does not make a letter that was on record unknown."""
    for letter in generated(cast).values():
        signed(letter, date(2026, 2, 12), date(2026, 2, 13))
    begin_tenure(None, at(date(2026, 7, 1)), officer=cast.officer["丁某"], unit=cast.unit["清新"], post="party_standing", start=date(2026, 5, 10))
    found = pack_of(cast)
    words = [row for row in rows(found, "letters") if "清新区（党委）" in row[0]]
    assert [row[1:3] for row in words] == [["2026年2月12日签订，2月13日登记"] * 2]
    assert not any("责任书" in one for one in sentences(found, "since"))


@pytest.mark.parametrize(("recorded", "then"), [(date(2026, 6, 15), "2026年2月12日签订，6月15日登记"), (date(2026, 6, 16), "已生成，没有签订的登记")])
def test_a_letter_says_when_it_was_signed_and_when_that_came_on_record(cast: Cast, recorded: date, then: str) -> None:
    for letter in generated(cast).values():
        signed(letter, date(2026, 2, 12), recorded)
    found = pack_of(cast, officer="p1")
    row = next(row for row in rows(found, "letters") if "党委" in row[0])
    assert row[1] == then
    assert row[2] == f"2026年2月12日签订，6月{recorded.day}日登记"
    [row] = [one for one in as_data(found)["letters"]["since"] if one["side"] == "party"]
    assert (row["signed_on"], row["recorded_on"]) == ("2026-02-12", recorded.isoformat())


def test_a_task_planned_after_the_day_is_in_no_file_of_the_pack(cast: Cast) -> None:
    did_everything(cast)
    before, after = assigned(cast), assigned(cast, due=date(2026, 8, 20), on=date(2026, 7, 2))
    data = as_data(pack_of(cast))
    assert [[one["id"] for one in data["tasks"][side]] for side in ("then", "since")] == [[before.people.get().code]] * 2
    assert after.people.get().code not in json.dumps(data)


def interviewed(cast: Cast, on: date, recorded: date | None = None) -> None:
    told = ToldSuperior(unit=cast.unit["英德"], by_level="province", by_name="省安委会", officers=(cast.officer["丁某"],), date=on, text="某事")
    record_superior(cast.account["市安委办"], at(recorded or on, 18), told)


def test_an_interview_after_the_day_is_told_as_later_and_the_day_is_named_where_there_was_none(cast: Cast) -> None:
    did_everything(cast)
    interviewed(cast, date(2026, 7, 20))
    found = pack_of(cast)
    assert rows(found, "interviews") == []
    assert part(found, "interviews").empty == "截至2026年6月15日没有在案的被约谈；当日以后的见“后来知道的”。"
    [said] = sentences(found, "since")
    assert said == "2026年7月20日（当日以后）被约谈，当日登记：省安委会约谈英德市（sj-2026-0001），某事。"
    assert [one["date"] for one in as_data(found)["interviews"]["later"]] == ["2026-07-20"]
    assert sentences(pack_of(cast, known_at=date(2026, 7, 19)), "since") == []


def test_an_interview_of_the_very_day_is_none_of_the_later_ones(cast: Cast) -> None:
    did_everything(cast)
    interviewed(cast, DAY)
    found = pack_of(cast)
    assert len(rows(found, "interviews")) == 1
    assert sentences(found, "since") == []


def test_the_decisive_sentence_says_periods_duties_and_tasks_in_words_and_what_was_done_but_recorded_late(cast: Cast) -> None:
    did_everything(cast, (1, 2, 3))
    assigned(cast)
    for month in (4, 5):
        meeting(cast, date(2026, month, 8))
    inspection(cast, date(2026, 4, 12), recorded=date(2026, 6, 10))
    found = pack_of(cast)
    why = told_why(found, found.then.performance[0])
    assert "2026年4月，" in why and "补录：做了，登记过了宽限期" in why
    assert "2026年5月，" in why and "（第十条（七），逾期未完成）" in why
    assert "上级部署“排查石场高边坡（db-2026-0001）”（逾期未完成）" in why
    assert "未做到" not in why and "2026-0" not in why.replace("db-2026-0001", "")
    assert why in all_words(found)
    assert as_data(found)["exemption"]["then"][0]["why"] == why


def test_a_task_that_the_reader_may_not_see_has_no_number_in_the_sentence(cast: Cast) -> None:
    did_everything(cast)
    assigned(cast)
    found = pack_of(cast)
    found.rights = rights_of(cast.account["壬"])
    assert "上级部署的事项（逾期未完成）" in told_why(found, found.then.performance[0])


def test_a_task_that_fell_due_before_the_years_shown_is_tested_and_listed_by_its_name(cast: Cast) -> None:
    """The test looks at every task of before the day, so the pack does not leave one out that is years old."""
    did_everything(cast)
    assigned(cast, due=date(2025, 12, 20), on=date(2025, 12, 10))
    with time_machine.travel(at(date(2027, 9, 1), 10), tick=False):
        found = pack_of(cast, day=date(2027, 6, 15), known_at=date(2027, 8, 1), years=1)
        assert any("排查石场高边坡" in row[0] and row[1] == "2025年12月20日到期" for row in rows(found, "performed"))
        assert [row[1] for row in rows(found, "tasks")] == ["2025年12月10日交办，当日登记；2025年12月20日到期"]


def test_a_standing_duty_says_since_when_and_on_record_since_when(cast: Cast) -> None:
    did_everything(cast)
    found = pack_of(cast)
    [row] = rows(found, "standing")
    assert row[3] == "已联系非煤矿山（2026年1月5日起，当日登记）"
    assert next(one for one in rows(found, "performed") if one[1] == "当日")[4] == row[3]


def test_an_act_that_counts_says_what_where_and_as_what_the_person_took_part(cast: Cast) -> None:
    did_everything(cast)
    row = next(row for row in rows(pack_of(cast), "performed") if row[1] == "2026年3月" and "排查" in row[0])
    assert row[4] == "2026年3月12日排查检查，当日登记：排查石场，石场，牵头（带队）"


def test_a_budget_says_the_funds_and_how_they_grew_beside_revenue(cast: Cast) -> None:
    told = Told(type="budget", unit=cast.unit["英德"], date=date(2026, 3, 2), title="安全生产专项资金", year=2026, fund=Decimal(1100),
                fund_before=Decimal(1000), revenue_growth=Decimal("0.052"))
    record_act(cast.account["英德安委办"], at(date(2026, 3, 2), 18), told)
    assert "专项资金1100.00万元，上年1000.00万元，增幅10.00%，财政收入增幅5.20%" in all_words(pack_of(cast, officer="p2"))


def test_two_posts_that_owe_the_same_are_told_apart_in_the_test_too(cast: Cast) -> None:
    """One row for each post, and no two rows that read the same."""
    begin_tenure(None, at(date(2026, 1, 2)), officer=cast.officer["己某"], unit=cast.unit["望埠"], post="other_leader", start=date(2026, 1, 1))
    found = pack_of(cast, officer="p6")
    for code in ("performed", "since"):
        heads = [tuple(row[:2]) for row in rows(found, code)]
        assert len(heads) == len(set(heads))


def test_an_ordinary_end_of_a_tenure_is_told_as_an_end_and_not_as_a_correction(cast: Cast) -> None:
    did_everything(cast)
    moved(cast)
    found = pack_of(cast)
    held = {row[0]: row[2:4] for row in rows(found, "tenures")}
    assert held["2025年3月1日起，任望埠镇党委主要负责人"] == ["在案（2025年12月1日登记）", "2026年7月1日登记免职，见另一行"]
    assert held["2025年3月1日至2026年6月30日，任望埠镇党委主要负责人"] == ["尚未在案", "在案（2026年7月1日登记）"]
    said = [one for one in sentences(found, "since") if "望埠镇党委" in one]
    assert said == ["任期：2026年7月1日登记免职：“2025年3月1日至2026年6月30日任望埠镇党委主要负责人”，当日尚未在案。"]
    assert "更正" not in "".join(said)


def test_a_corrected_tenure_is_told_as_one(cast: Cast) -> None:
    correct_tenure(cast.account["英德安委办"], at(date(2026, 7, 1)), cast.officer["丁某"].tenures.get(), reason="日期写错", start=date(2025, 4, 1))
    said = "".join(sentences(pack_of(cast), "since"))
    assert "2026年7月1日更正为“2025年4月1日起任望埠镇党委主要负责人”" in said
    assert "2026年7月1日更正或者撤下（日期写错）" in said


def test_a_post_does_not_name_the_kind_of_unit_after_the_unit(cast: Cast) -> None:
    found = pack_of(cast, officer="p6")
    assert str(part(found, "tenures").said[0].cells[0]).endswith("己某任望埠镇分管安全生产的副职。")
    assert rows(found, "tenures")[0][0] == "2025年3月1日起，任望埠镇分管安全生产的副职"
    assert "英德市应急管理局主要负责人" in all_words(pack_of(cast, officer="p7"))
