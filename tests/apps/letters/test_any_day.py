"""The page of a letter as it stood on a day, by what was on record on another."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from anze.letters.actions.generating import replace_letter
from anze.letters.actions.scanning import take_off
from anze.letters.models import Letter
from tests.apps.letters.telling import CITY, NOW, generated
from tests.apps.letters.test_scanning import part, taken
from tests.cast import Cast

LATER = NOW + timedelta(days=10)


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


def page(cast: Cast, letter: Letter, day: date | None = None) -> str:
    query = {"as_of": day.isoformat(), "known_at": day.isoformat()} if day else {}
    return str(cast.client(CITY).get(f"/letters/{letter.code}/", query).content.decode())


def test_what_was_signed_and_taken_back_and_replaced_later_is_told_as_it_stood(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    [scan] = taken(cast, [part(letter.code, (1, 2))]).filed
    signed = NOW.date()
    take_off(cast.account[CITY], NOW + timedelta(days=3), scan, reason="放错")
    replace_letter(cast.account[CITY], NOW + timedelta(days=5), Letter.objects.get(pk=letter.pk), [], reason="指标调整")
    now = page(cast, letter)
    assert "指标调整" in now
    assert "放错" in now
    assert "未签" in now
    then = page(cast, letter, signed)
    assert "已签" in then
    assert "未签" not in then
    assert "指标调整" not in then.partition("<h2>历史</h2>")[0]
    assert "放错" not in then.partition("<h2>历史</h2>")[0]
    assert "当时的下一步" in then
    assert f"/letters/{letter.code}/void/" not in then
    between = page(cast, letter, signed + timedelta(days=3))
    assert "未签" in between
    assert "放错" in between
    assert "指标调整" not in between.partition("<h2>历史</h2>")[0]


def test_before_it_was_generated_there_is_no_letter(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    day = letter.generated_at.date() - timedelta(days=2)
    answer = cast.client(CITY).get(f"/letters/{letter.code}/", {"as_of": day.isoformat(), "known_at": day.isoformat()})
    assert answer.status_code == 404
