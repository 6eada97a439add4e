"""Under which paragraph a county is vetoed says which kind of measure its leader received: nothing that interviews show tells, not even an address
(第二十七条第四、五款, decisions/0055)."""

import re
from datetime import date

import pytest
import time_machine

from anze.interviews.actions import opening
from anze.interviews.models import Answer, Interview
from anze.interviews.queries.news import news
from anze.interviews.queries.triggers import keys_of, standing
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided, revoked
from tests.apps.accountability.test_undivided import ALONE, BOTH, KINDS, words
from tests.apps.interviews.telling import HEAD, OFFICE, trigger_of
from tests.apps.yearly.test_almanac import address_for
from tests.cast import Cast

NOW = at("2026-07-10", 10)
KEY, FORMER = "21.2.5~yd~27.p4-2026", "21.2.5~yd~27.p5-2026"
TRIGGER = (f"/interviews/trigger/{KEY}/", f"/interviews/trigger/{KEY}/notice.docx", f"/interviews/trigger/{KEY}/propose/",
           f"/interviews/trigger/{KEY}/decline/", f"/interviews/trigger/{KEY}/?as_of=2026-07-05&known_at=2026-07-09")
LISTS = ("/interviews/", "/interviews/?view=open", "/interviews/?view=open&excel=1", "/interviews/?view=declined", "/", "/year/", "/messages/")


@pytest.fixture
def measured(cast: Cast, kind: str) -> Cast:
    """A leader of 英德 who received a measure of the kind over an accident."""
    decided(cast, "乙某", kind, accident=fall(cast).code)
    return cast


def told(cast: Cast, addresses: tuple[str, ...], reader: str = OFFICE) -> dict[str, str]:
    """Return what a reader is told at each of the addresses that he may open, addresses in it included."""
    found = {}
    for address in addresses:
        answer = cast.client(reader).get(address)
        if answer.status_code == 200:
            content = answer.content if hasattr(answer, "content") else b"".join(answer)
            links = "" if content.startswith(b"PK") else " ".join(re.findall(r'(?:href|action)="([^"]*)"', content.decode("utf-8", "replace")))
            found[address] = words(content) + links
    return found


def tells(text: str, kind: str) -> bool:
    return bool(ALONE.search(text)) or kind in text or "27.p5" in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_sheet_document_message_or_calendar_tells_which_paragraph(measured: Cast, kind: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert set(standing(Question(date(2026, 7, 10), date(2026, 7, 10)), date(2026, 7, 10))) == {KEY}
        feed = address_for(measured.client(OFFICE))
        said = told(measured, (*TRIGGER, *LISTS, feed))
        assert set(said) >= {*TRIGGER, *LISTS[:5], feed} and all(BOTH in said[address] for address in TRIGGER[:4])
        trigger, known = trigger_of(measured, now=NOW, rule="21.2.5")
        sent = " ".join(f"{one.text}{one.address}" for one in news(date(2026, 7, 10)))
        assert BOTH in sent
        opening.decline(measured.account[OFFICE], NOW, trigger, known, reason="另案处理。")
        after = told(measured, (*LISTS, f"/interviews/answers/{Answer.objects.get().pk}/"))
        assert BOTH in after["/interviews/?view=declined"]
        assert [address for address, text in (*said.items(), *after.items(), ("news", sent)) if tells(text, kind)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_interview_over_it_does_not_tell_either_on_its_page_its_sheet_or_its_notice(measured: Cast, kind: str) -> None:
    with time_machine.travel(NOW, tick=False):
        reason = re.search(r'name="reason"[^>]*>([^<]*)', measured.client(OFFICE).get(TRIGGER[2]).content.decode())
        assert reason
        answer = measured.client(OFFICE).post(TRIGGER[2], {"reason": reason[1], "people": ["p1", "p2", "p3"]})
        assert answer.status_code == 302, words(answer.content)[-2000:]
        uid = Interview.objects.get().uid
        places = (f"/interviews/{uid}/", f"/interviews/{uid}/draft/notice.docx", "/interviews/?view=open", "/interviews/?view=open&excel=1", "/")
        for reader in (OFFICE, HEAD):
            said = told(measured, places, reader)
            assert BOTH in said[places[0]] and [address for address, text in said.items() if tells(text, kind)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_under_one_paragraph_answers_as_that_under_the_other(measured: Cast, kind: str) -> None:
    with time_machine.travel(NOW, tick=False):
        said = told(measured, (TRIGGER[0], TRIGGER[0].replace("27.p4", "27.p5")))
    assert len(said) == 2 and len({re.sub(r"27\.p[45]", "", text) for text in said.values()}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_answered_under_either_paragraph_stays_answered_and_is_told_as_one(measured: Cast, kind: str) -> None:
    trigger, known = trigger_of(measured, now=NOW, rule="21.2.5")
    opening.decline(measured.account[OFFICE], NOW, trigger, known, reason="另案处理。")
    made = Answer.objects.get()
    alone = {name: text.replace(BOTH, "第二十七条第五款") if isinstance(text, str) else text for name, text in made.said.items()}
    Answer.objects.filter(pk=made.pk).update(key=FORMER, said=alone | {"key": FORMER})  # as it was kept once
    with time_machine.travel(NOW, tick=False):
        assert KEY not in measured.client(OFFICE).get("/interviews/").content.decode()
        assert [measured.client(OFFICE).get(TRIGGER[0].replace("27.p4", one)).headers.get("Location") for one in ("27.p4", "27.p5")] == [
            f"/interviews/answers/{made.pk}/"] * 2
        said = told(measured, (f"/interviews/answers/{made.pk}/", "/interviews/?view=declined"))
        assert all(BOTH in text and not tells(text, kind) for text in said.values()) and "不再成立" not in said[f"/interviews/answers/{made.pk}/"]
        assert measured.client(OFFICE).get(TRIGGER[3]).status_code == 302


def test_a_measure_of_the_other_kind_instead_of_the_first_raises_no_second_trigger(cast: Cast) -> None:
    accident = fall(cast)
    revoked(cast, decided(cast, "乙某", KINDS[0], accident=accident.code), "2026-07-05")
    decided(cast, "乙某", KINDS[1], accident=accident.code, recorded=at("2026-07-06"))
    keys = [set(standing(Question(day, day), date(2026, 7, 10))) for day in (date(2026, 7, 3), date(2026, 7, 8))]
    assert keys == [{KEY}, {KEY}]


def test_only_keys_of_vetoes_by_measures_have_another() -> None:
    assert keys_of((FORMER,)) == {KEY: KEY, FORMER: KEY}
    assert keys_of(("21.2.5~yd~27.p3-2026", "21.2.6~yd~2026-06-14")) == {one: one for one in ("21.2.5~yd~27.p3-2026", "21.2.6~yd~2026-06-14")}
