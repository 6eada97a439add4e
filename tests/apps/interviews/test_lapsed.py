"""Nothing goes out unawares over a ground that has lapsed: notice, interview and minutes are taken deliberately, with a reason (第二十一条第二款)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.interviews.actions import meeting
from anze.interviews.models import Interview
from anze.papers.models import Issued, Number
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import CALL, HEAD, MEETS, NOW, OFFICE, approved, held, noticed, state_of, two_falls
from tests.apps.interviews.test_slips import LAPSED
from tests.apps.interviews.test_steps import presence
from tests.cast import Cast

WHY = "问题仍然突出，照样约谈"
TICK = "约谈的情形已不成立，仍然办理"
SENT: dict[str, Any] = {"meets_at": "2026-06-20T09:30", "place": "三楼会议室", "contact": "张某", "phone": "0763-0000000"}


def lapse(cast: Cast, on: str = "2026-06-19") -> None:
    """One of the two accidents turns out to be a smaller one."""
    accident = Accident.objects.order_by("pk")[0]
    update_figures(cast.account["英德安委办"], at(on), accident, on=date.fromisoformat(on), figures={"deaths": 2}, note="核减一人")


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def told(found: Interview) -> dict[str, Any]:
    return {"on": "2026-06-18", "problems": "问题", "commitments": "", "note": ""} | {f"came-{one.pk}": "in_person" for one in found.interviewees.current()}


@pytest.mark.parametrize(("make", "verb", "state"), [(approved, "notify", "noticed"), (noticed, "hold", "held"), (held, "minute", "minuted"),
                                                     (noticed, "replace", "noticed")])
def test_what_goes_out_over_a_lapsed_ground_asks_for_a_tick_and_a_reason(city: Cast, time_machine: Any, make: Any, verb: str, state: str) -> None:
    found = make(city)
    lapse(city)
    time_machine.move_to(at("2026-06-19", 16), tick=False)
    client, address = city.client(HEAD if verb == "replace" else OFFICE), f"/interviews/{found.uid}/{verb}/"
    text = client.get(address).content.decode()
    assert LAPSED in text and TICK in text
    sent = {"notify": SENT, "hold": told(found), "minute": {"note": "照发"}, "replace": {"people": ["p1"], "why": "只约书记"}}[verb]
    before = Entry.objects.count(), Number.objects.count(), Issued.objects.count(), state_of(found)
    for more in ({}, {"lapsed": "on", "lapsed_why": " "}, {"lapsed_why": WHY}):
        answer = client.post(address, sent | more)
        assert answer.status_code == 422 and "请勾选" in answer.content.decode(), more
    assert (Entry.objects.count(), Number.objects.count(), Issued.objects.count(), state_of(found)) == before
    assert client.post(address, sent | {"lapsed": "on", "lapsed_why": WHY}).status_code == 302
    step = found.steps.get(kind=verb)
    assert f"{TICK}：{WHY}" in step.note and state_of(found) == state
    assert WHY in Entry.objects.select_related("sealed").filter(object_id=found.uid).order_by("-seq")[0].sealed.text


def test_where_the_ground_stands_nobody_is_asked(city: Cast, time_machine: Any) -> None:
    found = approved(city)
    time_machine.move_to(NOW, tick=False)
    assert TICK not in city.client(OFFICE).get(f"/interviews/{found.uid}/notify/").content.decode()
    step = meeting.notify(city.account[OFFICE], NOW, found, **CALL, lapsed="没有问到的理由")
    assert step.note == ""


def test_the_verbs_themselves_refuse_whatever_the_page(city: Cast) -> None:
    found = noticed(city)
    lapse(city)
    with pytest.raises(ValidationError, match="约谈的情形已不成立"):
        meeting.hold_interview(city.account[OFFICE], at("2026-06-19", 16), found, on=MEETS.date(), presence=presence(found), problems=["问题"], commitments=[])
    assert state_of(found) == "noticed"
