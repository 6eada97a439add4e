"""Each paper of a case bears the day on which it was decided, approved or signed, not that of its service (《党政机关公文处理工作条例》第九条第十一项)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.actions import lifting, serving
from anze.accountability.models import Concerned, Served
from anze.accountability.queries.papers import served_paper
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import decided, entered, proposed_lift, served
from tests.apps.accountability.test_case_lifting import GROUND, suspended
from tests.cast import Cast


def paper(one: Concerned, kind: str) -> Any:
    return served_paper(one.served.get(kind=kind))


def test_a_decision_bears_the_day_on_which_it_was_made(cast: Cast) -> None:
    one = served(cast)
    assert (one.served.get(kind="decision").on, paper(one, "decision").day) == (date(2026, 4, 22), date(2026, 4, 20))


def test_a_notice_bears_the_day_on_which_it_went_out(cast: Cast) -> None:
    assert paper(served(cast), "notice").day == date(2026, 4, 1)


def test_the_number_is_of_the_year_of_the_paper_and_not_of_its_service(cast: Cast) -> None:
    one = decided(cast).concerned
    made = serving.serve(cast.account["纪委"], at("2027-01-05", 9), one, on=date(2027, 1, 5), way="direct")
    assert made.number == f"{one.uid}〔2026〕2号" and paper(one, "decision").day == date(2026, 4, 20)


def test_an_outcome_bears_the_day_on_which_it_was_approved_here_and_says_when_it_reached_him(cast: Cast) -> None:
    one = entered(cast)
    serving.outcome(cast.account["纪委乙"], at("2026-06-03", 10), one, "uphold")
    assert paper(one, "outcome").day == date(2026, 6, 3)
    told = one.served.get(kind="outcome").text
    assert "该结果已于2026年6月1日送达您，期限从这一天起算。" in told


def test_one_that_was_approved_on_the_day_of_its_service_does_not_say_it_twice(cast: Cast) -> None:
    one = entered(cast)
    serving.outcome(cast.account["纪委乙"], at("2026-06-01", 10), one, "uphold")
    assert paper(one, "outcome").day == date(2026, 6, 1) and "送达您" not in one.served.get(kind="outcome").text


def test_a_lifting_bears_the_day_on_which_it_was_approved(cast: Cast) -> None:
    one = suspended(cast)
    proposed_lift(cast, one, "2026-04-23", **GROUND)
    lifting.approve_lift(cast.account["纪委乙"], at("2026-04-25", 10), one)
    assert paper(one, "lifting").day == date(2026, 4, 25)


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_issued_before_stays_as_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    one = served(cast)
    if not kept:
        Served.objects.update(word=None, pdf=None)
    found: list[Any] = []

    def drawn(official: Any) -> bytes:
        found.append(official.day)
        return b""

    monkeypatch.setattr("anze.accountability.views.shared.word_of", drawn)
    monkeypatch.setattr("anze.accountability.views.shared.marked_word", lambda content, words: content)
    with time_machine.travel(at("2026-04-23", 9), tick=False):
        where = reverse("accountability:person_paper", args=[one.uid, one.served.get(kind="decision").pk, "docx"])
        assert cast.client("纪委").get(where).status_code == 200
    assert (paper(one, "decision").day, found) == (date(2026, 4, 20), [] if kept else [date(2026, 4, 22)])
