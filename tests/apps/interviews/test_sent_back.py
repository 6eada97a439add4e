"""What is sent back is to be put right by a new day, and is not overdue before it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.acts.evidence.examine import examined
from anze.interviews.actions import rectifying
from anze.interviews.queries.dates import dates
from anze.interviews.queries.due import items_due
from anze.interviews.queries.items import lamp_of, standing_items, stands
from anze.interviews.told import Wanted
from anze.papers.actions.filing import attach
from anze.record.models import Entry
from anze.register.actions import end_tenure
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import COUNTY, OFFICE, rectifying_one, reported, state_of, two_falls
from tests.apps.interviews.test_steps import item_of
from tests.cast import Cast
from tests.hostile.office import pdf


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def test_what_is_sent_back_gets_a_new_deadline_and_is_not_overdue_before_it(city: Cast) -> None:
    found = reported(city)
    told: dict[str, Any] = {"returned": {item_of(found).pk: "没有台账"}, "note": "没有台账"}
    with pytest.raises(ValidationError, match="已经过去"):
        rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, **told, deadline=date(2026, 7, 14))
    rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, **told, deadline=date(2026, 7, 31))
    first, second = standing_items(found)
    assert (first.deadline, first.due, second.due) == (date(2026, 7, 10), date(2026, 7, 31), date(2026, 7, 10))
    assert [lamp_of(first, day) for day in (date(2026, 7, 16), date(2026, 7, 31), date(2026, 8, 1))] == ["open", "soon", "overdue"]
    rights = rights_of(city.account[OFFICE])
    assert items_due(rights, date(2026, 7, 16)) == []
    assert [one.day for one in items_due(rights, date(2026, 8, 1))] == [date(2026, 7, 31)]
    assert [one.day for one in dates(rights, date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 16)) if "到期" in one.text] == [
        date(2026, 7, 31), date(2026, 7, 10)]


def test_an_item_that_was_sent_back_keeps_its_report_its_return_and_its_deadline_when_it_is_stated_anew(city: Cast, time_machine: Any) -> None:
    found = reported(city)
    told: dict[str, Any] = {"returned": {item_of(found).pk: "没有台账"}, "note": "没有台账", "deadline": date(2026, 7, 31)}
    rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, **told)
    old = item_of(found)
    attach(city.account[COUNTY], at("2026-07-15"), ("interview_item", str(old.pk)), "整改佐证", examined("台账.pdf", len(pdf()), iter([pdf()])), old.owner)
    time_machine.move_to(at("2026-07-16", 10), tick=False)
    address = f"/interviews/items/{old.pk}/change/"
    text = city.client(OFFICE).get(address).content.decode()
    assert 'value="2026-07-31"' in text and 'value="2026-07-10"' not in text
    sent = {"content": "排查高处作业，建立台账", "owner": old.owner.code, "officer": "p3", "deadline": "2026-07-31", "reason": "写清楚"}
    assert city.client(OFFICE).post(address, sent).status_code == 302
    new = standing_items(found)[0]
    assert (new.content, stands(new), new.due, new.first_deadline, lamp_of(new, date(2026, 7, 16))) == (
        "排查高处作业，建立台账", "returned", date(2026, 7, 31), date(2026, 7, 10), "open")
    text = city.client(OFFICE).get(f"/interviews/{found.uid}/").content.decode()
    row = text.partition('id="items"')[2].partition("</tr>")[2].partition("</tr>")[0]
    assert [words for words in ("退回整改", "2026年7月31日", "原定 2026年7月10日", "已经排查", "没有台账", "台账.pdf") if words not in row] == []
    entry = Entry.objects.select_related("sealed").filter(verb="更改整改事项").get()
    assert '"2026-07-10"' not in entry.sealed.text  # the deadline in force has not changed
    assert state_of(found) == "sent_back"


def test_a_deadline_laid_down_with_a_change_is_in_force_until_the_next_return(city: Cast) -> None:
    found = reported(city)
    told: dict[str, Any] = {"note": "没有台账"}
    rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, returned={item_of(found).pk: "没有台账"}, **told, deadline=date(2026, 7, 31))
    old = standing_items(found)[0]
    new = rectifying.change_item(city.account[OFFICE], at("2026-07-16"), old, Wanted(old.content, old.owner, None, date(2026, 8, 20)), reason="确需延长")
    assert standing_items(found)[0].due == date(2026, 8, 20)
    rectifying.report_item(city.account[COUNTY], at("2026-07-17"), new, on=date(2026, 7, 17), text="补了台账")
    rectifying.report(city.account[COUNTY], at("2026-07-17"), found)
    rectifying.send_back(city.account[OFFICE], at("2026-07-18"), found, returned={new.pk: "台账不全"}, **told, deadline=date(2026, 8, 10))
    assert standing_items(found)[0].due == date(2026, 8, 10)


def test_a_deadline_that_has_passed_may_stay_where_only_the_words_change(city: Cast) -> None:
    found = rectifying_one(city, deadline=date(2026, 7, 10))
    old = standing_items(found)[0]
    new = rectifying.change_item(city.account[OFFICE], at("2026-07-20"), old, Wanted("说清楚", old.owner, old.officer, date(2026, 7, 10)), reason="写清楚")
    assert lamp_of(new, date(2026, 7, 20)) == "overdue"
    with pytest.raises(ValidationError, match="已经过去"):
        rectifying.change_item(city.account[OFFICE], at("2026-07-20"), new, Wanted("说清楚", old.owner, old.officer, date(2026, 7, 19)), reason="再改")


def test_who_answers_for_an_item_stays_on_offer_after_leaving_the_post(city: Cast, time_machine: Any) -> None:
    found = rectifying_one(city)
    for tenure in city.officer["丙某"].tenures.all():
        end_tenure(None, at("2026-07-01"), tenure, end=date(2026, 6, 30))
    time_machine.move_to(at("2026-07-02", 10), tick=False)
    text = city.client(OFFICE).get(f"/interviews/items/{item_of(found).pk}/change/").content.decode()
    assert '<option value="p3" selected>丙某（现在没有这些职务）' in text
