"""Held accountable again within one term (第二十八条第四款): offered with what the records say, taken on with one press; typed by hand only with the decision
of a measure outside the system."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import deciding, finding, weighing
from anze.accountability.models import Circumstance, Concerned
from anze.accountability.queries.repeated import to_take_on
from tests.apps.accidents.telling import at
from tests.apps.accountability.given import decided, revoked
from tests.apps.accountability.telling_cases import DAY, NOW, after_accident, concerned, drafted, heard, notified
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast
from tests.hostile.office import pdf

TODAY = date(2026, 4, 1)
WHEN = at("2026-04-01", 10)


def page(cast: Cast, one: Concerned) -> str:
    with time_machine.travel(WHEN, tick=False):
        return cast.client("纪委").get(reverse("accountability:person", args=[one.uid])).content.decode()


def again(cast: Cast, on: str = "2026-02-01", **more: object) -> Concerned:
    """Return somebody on a case about an accident of 2026-03-10 who had 诫勉 on a day."""
    decided(cast, "甲某", "诫勉", on, **more)  # type: ignore[arg-type]
    return concerned(cast, case=after_accident(cast))


def test_an_earlier_measure_of_the_term_is_offered_with_what_may_be_known_of_it(cast: Cast) -> None:
    one = again(cast)
    before, = to_take_on(one, TODAY)
    assert before.words == "2026年2月1日，英德市纪委监委给予诫勉，2026年2月1日送达"
    told = page(cast, one)
    assert before.words in told and "由有权机关认定" in told and "某理由" not in told
    assert before.measure.concerned.case.uid not in told


def test_one_press_takes_it_on_with_its_evidence(cast: Cast) -> None:
    one = again(cast)
    before, = to_take_on(one, TODAY)
    assert post(cast, "纪委", "person_take", [one.uid, "repeat"], WHEN, measure=before.measure.pk).status_code == 302
    row = Circumstance.objects.get(concerned=one)
    assert (row.rule, row.date, row.measure) == ("28.p4", DAY, before.measure) and "诫勉" in row.evidence.get().text
    assert to_take_on(one, TODAY) == []
    with pytest.raises(ValidationError, match="已经登记"):
        weighing.repeat(cast.account["纪委"], WHEN, one, measure=before.measure.pk)


@pytest.mark.parametrize(("on", "found"), [("2026-03-09", 1), ("2026-03-10", 0), ("2026-03-11", 0)])
def test_what_came_on_the_day_of_the_facts_or_later_is_no_earlier_measure(cast: Cast, on: str, found: int) -> None:
    assert len(to_take_on(again(cast, on), TODAY)) == found


def test_what_was_not_served_was_revoked_or_is_anothers_is_not_offered(cast: Cast) -> None:
    assert to_take_on(again(cast, serve=False), TODAY) == []
    revoked(cast, decided(cast, "甲某", "通报", "2026-02-02"), "2026-03-01")
    decided(cast, "乙某", "诫勉", "2026-02-03")
    assert to_take_on(Concerned.objects.order_by("pk").last() or pytest.fail("nobody"), TODAY) == []


def test_without_an_accident_nothing_is_offered(cast: Cast) -> None:
    decided(cast, "甲某", "诫勉", "2026-02-01")
    assert to_take_on(concerned(cast), TODAY) == []


def test_by_hand_it_needs_the_decision_of_a_measure_outside_the_system(cast: Cast) -> None:
    from anze.acts.evidence.examine import examined

    one, by = concerned(cast, case=after_accident(cast)), cast.account["纪委"]
    words = finding.add_evidence(by, NOW, one.case, kind="other", text="听说受过处理")
    with pytest.raises(ValidationError, match="查不到甲某同一任期内"):
        weighing.add_circumstance(by, NOW, one, rule="28.p4", on=DAY, text="受过处理", evidence=[words])
    file, = finding.add_files(by, NOW, one.case, [examined("决定.pdf", len(pdf()), iter([pdf()]))])
    paper = finding.add_evidence(by, NOW, one.case, kind="file", text="2024年诫勉决定", file=file)
    made = weighing.add_circumstance(by, NOW, one, rule="28.p4", on=DAY, text="某机关2024年诫勉，仍在同一任期", evidence=[paper])
    assert made.measure is None


def test_by_hand_beside_one_on_record_any_evidence_will_do(cast: Cast) -> None:
    one, by = again(cast), cast.account["纪委"]
    piece = finding.add_evidence(by, NOW, one.case, kind="other", text="记录")
    assert weighing.add_circumstance(by, NOW, one, rule="28.p4", on=DAY, text="又发生", evidence=[piece]).rule == "28.p4"


def test_a_circumstance_whose_measure_was_revoked_since_keeps_the_decision_from_approval(cast: Cast) -> None:
    one = again(cast)
    before, = to_take_on(one, TODAY)
    weighing.repeat(cast.account["纪委"], NOW, one, measure=before.measure.pk)
    drafted(cast, heard(cast, one), against="理由")
    revoked(cast, before.measure, "2026-04-16")
    with pytest.raises(ValidationError, match="所依据的前次处理已经复核撤销"):
        deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))


def test_nobody_is_offered_it_before_the_case_names_him(cast: Cast) -> None:
    assert "前次处理" not in page(cast, notified(cast))
