"""What changes of an accident later: figures, corrections, write-off. Everything is judged anew, and the difference is said."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Outcome, rehearse
from anze.accidents.actions.correcting import correct_accident, withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.striking import strike
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.facts import read
from anze.accidents.models import Accident, FigureUpdate, Statement
from anze.duties.sources import _SOURCES, Scope, Source, add_source
from anze.law import facts as law
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall, told
from tests.cast import Cast


def dead(cast: Cast, accident: Accident, day: str, deaths: int, recorded: str = "") -> Outcome:
    return update_figures(cast.account["英德安委办"], at(recorded or day, 15), accident, on=date.fromisoformat(day), figures={"deaths": deaths})


def said(outcome: Outcome) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.sign, line.accidents) for line in outcome.difference.lines]


def fact(code: str, known_at: date) -> law.Accident:
    return next(one for one in read(known_at, Scope())["accidents"] if one.id == code)


@pytest.fixture
def interviews() -> Iterator[list[law.Interview]]:
    """Interviews on record, as the app that keeps them brings them."""
    kept: list[law.Interview] = []
    before = dict(_SOURCES)
    add_source(Source(name="interviews", types=frozenset({"interview"}), read=lambda known_at, scope: {"interviews": tuple(kept)}))
    yield kept
    _SOURCES.clear()
    _SOURCES.update(before)


def test_the_third_death_on_day_29_makes_it_considerable_and_completes_a_window(cast: Cast) -> None:  # 第二十一条第二款（二）
    first = fall(cast, "2026-05-10", deaths=3)
    second = fall(cast, "2026-05-20", deaths=2)
    outcome = dead(cast, second, "2026-06-18", 3)
    assert outcome.accident.grade == "considerable"
    assert ("grade", ()) in said(outcome)
    assert ("new", (first.code, second.code)) in said(outcome)
    assert next(line.text for line in outcome.difference.lines if line.sign == "new").startswith("第二十一条第二款（二）")


@pytest.mark.parametrize(("day", "road", "grade"), [("2026-06-19", False, "considerable"), ("2026-06-20", False, "ordinary"),
                                                     ("2026-05-27", True, "considerable"), ("2026-05-28", True, "ordinary")])
def test_deaths_after_the_window_are_kept_and_move_no_grade(cast: Cast, day: str, road: bool, grade: str) -> None:  # 第十三条: 30 days, 7 days
    made = fall(cast, "2026-05-20", deaths=2, road_or_fire=road, nature="车辆伤害" if road else "坍塌")
    outcome = dead(cast, made, day, 3)
    assert (outcome.accident.grade, outcome.accident.deaths) == (grade, 3)


def test_what_was_known_before_stays_known(cast: Cast) -> None:
    made = fall(cast, "2026-05-20", deaths=2)
    dead(cast, made, "2026-05-25", 3, recorded="2026-06-02")
    assert fact(made.code, date(2026, 6, 1)).updates == ()
    assert fact(made.code, date(2026, 6, 2)).updates == (law.Update(date=date(2026, 5, 25), deaths=3),)


@pytest.mark.parametrize(("day", "figures", "field"), [
    ("2026-05-19", {"deaths": 3}, "on"), ("2026-06-02", {"deaths": 3}, "on"), ("2026-05-25", {}, "deaths"), ("2026-05-25", {"loss": Decimal(-1)}, "loss")])
def test_an_update_that_cannot_be_is_refused(cast: Cast, day: str, figures: dict[str, Any], field: str) -> None:
    made = fall(cast, "2026-05-20")
    with pytest.raises(ValidationError) as refused:
        update_figures(cast.account["英德安委办"], at("2026-06-01"), made, on=date.fromisoformat(day), figures=figures)
    assert field in refused.value.message_dict


def test_a_rehearsal_changes_nothing_and_says_the_same(cast: Cast) -> None:
    fall(cast, "2026-05-10", deaths=3)
    made = fall(cast, "2026-05-20", deaths=2)
    entries = Entry.objects.count()
    shown = rehearse(lambda: dead(cast, made, "2026-06-01", 3))
    assert (Entry.objects.count(), FigureUpdate.objects.count()) == (entries, 0)
    made.refresh_from_db()
    assert made.grade == "ordinary"
    assert shown.difference and dead(cast, made, "2026-06-01", 3).difference.seal == shown.difference.seal


def test_a_correction_moves_an_accident_to_another_county_and_both_are_judged_anew(cast: Cast) -> None:
    here = fall(cast, "2026-05-10", deaths=3)
    made = fall(cast, "2026-05-20", deaths=3)
    there = fall(cast, "2026-05-22", deaths=3, unit=cast.unit["太和"], by="市安委办")
    outcome = correct_accident(cast.account["市安委办"], at("2026-05-25"), made, told(cast, "2026-05-20", deaths=3, unit=cast.unit["太和"]), reason="地界核实")
    assert ("gone", (here.code, made.code)) in said(outcome)
    assert ("new", (made.code, there.code)) in said(outcome)
    assert fact(made.code, date(2026, 5, 24)).unit == "wb" and fact(made.code, date(2026, 5, 25)).unit == "th"
    assert Statement.objects.filter(accident=made).count() == 2
    assert outcome.accident.number == made.number


def test_a_correction_says_why_and_notices_that_it_was_overtaken(cast: Cast) -> None:
    made = fall(cast)
    with pytest.raises(ValidationError, match="更正的原因"):
        correct_accident(cast.account["英德安委办"], at("2026-06-02"), made, told(cast, deaths=2), reason=" ")
    stood = Statement.objects.get(accident=made).pk
    correct_accident(cast.account["英德安委办"], at("2026-06-02"), made, told(cast, deaths=2), reason="核实", based_on=stood)
    with pytest.raises(ValidationError, match="另一个人更正过"):
        correct_accident(cast.account["英德安委办"], at("2026-06-02"), made, told(cast, deaths=3), reason="核实", based_on=stood)


def test_a_withdrawn_registration_counts_for_nothing_and_stays(cast: Cast) -> None:
    first = fall(cast, "2026-05-10", deaths=3)
    made = fall(cast, "2026-05-20", deaths=3)
    outcome = withdraw_accident(cast.account["市安委办"], at("2026-05-21"), made, reason="重复登记")
    assert ("gone", (first.code, made.code)) in said(outcome)
    assert [one.id for one in read(date(2026, 5, 21), Scope())["accidents"]] == [first.code]
    assert [one.id for one in read(date(2026, 5, 20), Scope())["accidents"]] == [first.code, made.code]
    with pytest.raises(ValidationError, match="已经撤销"):
        dead(cast, outcome.accident, "2026-05-21", 4)


def test_a_road_accident_that_had_opened_an_interview_is_written_off(cast: Cast, interviews: list[law.Interview]) -> None:
    office = cast.account["市安委办"]
    road: dict[str, Any] = {"sector": "道路运输", "nature": "车辆伤害", "road_or_fire": True, "by": "市安委办"}
    first, second = fall(cast, "2026-05-10", deaths=3, **road), fall(cast, "2026-05-20", deaths=3, **road)
    interviews.append(law.Interview(id="yt-1", unit="yd", date=date(2026, 6, 2), opened_on=date(2026, 5, 21), by="qy", accidents=(first.code, second.code)))
    head = cast.account["市安委办主任"]
    notice = give_notice(office, at("2026-06-01"), second, start=date(2026, 6, 1), reason="认定为非生产安全事故")
    assert not notice.difference
    with pytest.raises(ValidationError, match="公示到2026年6月8日为止"):
        write_off(head, at("2026-06-09"), second, on=date(2026, 6, 8), organ="市统计机构")
    outcome = write_off(head, at("2026-06-09"), second, on=date(2026, 6, 9), organ="市统计机构")
    assert ("gone", (first.code, second.code)) in said(outcome)
    touched = [line for line in outcome.difference.lines if line.sign == "touched"]
    assert [line.interview for line in touched] == ["yt-1"]
    assert fact(second.code, date(2026, 6, 9)).written_off_on == date(2026, 6, 9) and fact(second.code, date(2026, 6, 8)).written_off_on is None


def test_a_finding_that_stands_on_with_an_accident_more_is_not_said_to_end(cast: Cast) -> None:  # 第二十七条第三款
    first, second, third = (fall(cast, day, deaths=3) for day in ("2026-01-10", "2026-03-10", "2026-05-10"))
    outcome = dead(cast, fall(cast, "2026-06-14", deaths=2), "2026-06-15", 3)
    vetoes = [line for line in outcome.difference.lines if line.text.startswith("第二十七条")]
    assert vetoes and {line.sign for line in vetoes} == {"changed"} and vetoes[0].word == "有变化"
    assert {first.code, second.code, third.code, outcome.accident.code} == set(vetoes[0].accidents)
    assert not any(line.sign == "gone" for line in outcome.difference.lines)


def test_a_write_off_taken_back_lets_it_count_again(cast: Cast) -> None:
    office = cast.account["英德安委办"]
    first, second = fall(cast, "2026-05-10", deaths=3), fall(cast, "2026-05-20", deaths=3)
    give_notice(office, at("2026-06-01"), second, start=date(2026, 6, 1), reason="认定为非生产安全事故")
    done = write_off(cast.account["市安委办"], at("2026-06-09"), second, on=date(2026, 6, 9), organ="市统计机构")
    assert done.row is not None
    with pytest.raises(ValidationError, match="撤下的原因"):
        strike(cast.account["市安委办"], at("2026-06-09", 11), second, "write-off", done.row)
    back = strike(cast.account["市安委办"], at("2026-06-09", 10), second, "write-off", done.row, reason="文书送错")
    assert ("new", (first.code, second.code)) in said(back)
    assert back.accident.written_off_on is None
    with pytest.raises(ValidationError, match="不用再撤"):
        strike(cast.account["市安委办"], at("2026-06-09", 10), second, "write-off", done.row, reason="再撤")


def test_whoever_wrote_a_record_takes_it_back_within_ten_minutes_without_a_reason(cast: Cast) -> None:
    made = fall(cast, "2026-05-20", deaths=2)
    done = dead(cast, made, "2026-05-25", 3)
    assert done.row is not None
    assert strike(cast.account["英德安委办"], at("2026-05-25", 15, 10), made, "figures", done.row).accident.deaths == 2
    again = dead(cast, made, "2026-05-25", 3)
    assert again.row is not None
    with pytest.raises(ValidationError, match="撤下的原因"):
        strike(cast.account["英德安委办"], at("2026-05-25", 15, 11), made, "figures", again.row)


def test_the_ledger_keeps_what_changed_and_what_followed(cast: Cast) -> None:
    fall(cast, "2026-05-10", deaths=3)
    made = fall(cast, "2026-05-20", deaths=2)
    outcome = dead(cast, made, "2026-06-01", 3)
    entry = Entry.objects.select_related("sealed").get(seq=outcome.seq)
    assert (entry.verb, entry.object_id, entry.happened_on) == ("更新伤亡和损失", made.code, date(2026, 6, 1))
    assert "difference" in entry.sealed.text and made.code in entry.sealed.text
