"""What the secretary recorded counts at once; the leader says that it is so, or that it is not, and then it counts no more."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.acts.actions.confirming import confirm, reject
from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act
from anze.acts.queries.serves import served_by
from anze.record.models import Entry
from tests.apps.acts.telling import JUNE_15, at, inspection
from tests.cast import Cast

TODAY = date(2026, 6, 15)


@pytest.fixture
def act(cast: Cast) -> Act:
    told = replace(inspection(cast, "甲某", "英德"), on_behalf_of=cast.officer["甲某"])
    return record_act(cast.account["甲的秘书"], JUNE_15, told)


def test_it_counts_from_when_it_was_recorded_whether_confirmed_or_not(cast: Cast, act: Act) -> None:
    before = served_by([act], TODAY)
    assert [one.provision for one in before[act.pk]] == ["5.7"]
    assert list(Act.objects.waiting()) == [act]
    [made] = confirm(cast.account["甲"], at("2026-06-16"), [act])
    assert (made.officer.name, made.accepted) == ("甲某", True)
    assert served_by([act], TODAY) == before
    assert not Act.objects.waiting()


def test_what_is_not_so_stays_visible_and_counts_no_more(cast: Cast, act: Act) -> None:
    with pytest.raises(ValidationError, match="哪里不属实"):
        reject(cast.account["甲"], at("2026-06-16"), act, reason="")
    reject(cast.account["甲"], at("2026-06-16"), act, reason="当天在省里开会")
    assert served_by([act], TODAY) == {}
    assert [(fact.struck_on, fact.struck_seq) for fact in act.facts.all()] == [(date(2026, 6, 16), Entry.objects.latest("seq").seq)]
    assert Act.objects.filter(pk=act.pk).exists()


def test_several_are_confirmed_at_once_with_an_entry_each(cast: Cast, act: Act) -> None:
    told = replace(inspection(cast, "甲某", "英德"), on_behalf_of=cast.officer["甲某"])
    more = [record_act(cast.account["甲的秘书"], JUNE_15, told) for _ in range(2)]
    head = Entry.objects.count()
    assert len(confirm(cast.account["甲"], at("2026-06-16"), [act, *more])) == 3
    assert [entry.verb for entry in Entry.objects.all()[head:]] == ["确认代录"] * 3


def test_nobody_confirms_for_another(cast: Cast, act: Act) -> None:
    for name in ("乙", "甲的秘书", "英德安委办"):
        assert confirm(cast.account[name], at("2026-06-16"), [act]) == []
        with pytest.raises(ValidationError, match="已经答复"):
            reject(cast.account[name], at("2026-06-16"), act, reason="不是")


def test_an_answer_is_given_once_and_not_to_what_was_withdrawn(cast: Cast, act: Act) -> None:
    confirm(cast.account["甲"], at("2026-06-16"), [act])
    with pytest.raises(ValidationError, match="已经答复"):
        reject(cast.account["甲"], at("2026-06-16"), act, reason="不是")
    told = replace(inspection(cast, "甲某", "英德"), on_behalf_of=cast.officer["甲某"])
    gone = record_act(cast.account["甲的秘书"], JUNE_15, told)
    withdraw(cast.account["甲的秘书"], JUNE_15, gone)
    assert confirm(cast.account["甲"], at("2026-06-16"), [gone]) == []
