"""Every address of interviews with a stranger's ids: not found, whatever the method, and nothing written."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from anze.access.rights import rights_of
from anze.interviews.actions import opening, superior
from anze.interviews.told import ToldSuperior
from anze.interviews.urls import urlpatterns
from anze.papers.models import Issued
from anze.record.models import Entry
from tests.apps.access.test_matrix import table
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import COUNTY, OFFICE, rectifying_one, trigger_of, two_falls
from tests.cast import Cast

WORD = "蜂鸟"


@pytest.fixture
def planted(cast: Cast) -> dict[str, dict[str, Any]]:
    """One of everything of 英德, each text of which bears the word; and the parameters that lead to it."""
    two_falls(cast)
    found = rectifying_one(cast)
    office, unit = cast.account[OFFICE], cast.unit["英德"]
    above = superior.record_superior(office, at("2026-07-01"), ToldSuperior(unit=unit, by_level="state", officers=(cast.officer["甲某"],),
                                                                            date=date(2026, 6, 30), text=WORD))
    decision = superior.record_decision(office, at("2026-07-01"), committee=cast.unit["清远"], unit=unit, organ="both", date=date(2026, 6, 30), text=WORD)
    trigger, known = trigger_of(cast, now=at("2026-07-02"), rule="21.2.5")
    declined = opening.decline(office, at("2026-07-02"), trigger, known, reason=WORD)
    third = fall(cast, "2026-06-28", deaths=3)
    paper = Issued.objects.filter(object_id=found.uid).first()
    item = found.items.current().first()
    assert paper is not None
    assert item is not None
    key = {"key": f"21.2.2~yd~{third.code}"}
    about: dict[str, dict[str, Any]] = dict.fromkeys(("trigger", "trigger_notice", "propose", "join", "decline"), key)
    about |= {"officer": {"code": "p1"}, "decision_strike": {"pk": decision.pk}, "superior_correct": {"uid": above.uid}, "superior_strike": {"uid": above.uid},
              "answer": {"pk": declined.pk}, "reconsider": {"pk": declined.pk}, "item": {"pk": item.pk}, "item_report": {"pk": item.pk},
              "draft": {"uid": found.uid, "document": "notice", "form": "docx"}, "paper": {"uid": found.uid, "pk": paper.pk, "form": "docx"}}
    named = {pattern.name or "" for pattern in urlpatterns if "<" in str(pattern.pattern)}
    return {name: about.get(name, {"uid": found.uid}) for name in named}


@pytest.mark.parametrize("who", ["清新安委办", "望埠安委办", "壬", "丁"])
def test_a_strangers_record_is_not_found(cast: Cast, planted: dict[str, dict[str, Any]], who: str, time_machine: Any) -> None:
    time_machine.move_to(at("2026-07-03"), tick=False)
    rights, client, asked = rights_of(cast.account[who]), cast.client(who), 0
    entries = Entry.objects.count()
    for name, about in planted.items():
        for method, permission in zip(("get", "post"), table()[f"interviews:{name}"], strict=True):
            if rights.may(permission):
                answer = getattr(client, method)(reverse(f"interviews:{name}", kwargs=about), {"note": "试", "reason": "试"} if method == "post" else {})
                asked += 1
                assert answer.status_code in {404, 405}, (name, method)
                assert WORD not in answer.content.decode("utf-8", "replace")
    assert Entry.objects.count() == entries
    assert asked >= 10
    for address in ("list", "counts", "decisions", "superior", "mine"):
        for query in ("", "?view=declined", "?unit=yd", "?unit=yd&view=open"):
            assert WORD not in client.get(reverse(f"interviews:{address}") + query).content.decode()


def test_whoever_may_finds_each_of_them(cast: Cast, planted: dict[str, dict[str, Any]], time_machine: Any) -> None:
    """Else the test above would find nothing."""
    time_machine.move_to(at("2026-07-03"), tick=False)
    wrong = []
    for name, about in planted.items():
        permission = table()[f"interviews:{name}"][0]
        who = {"interview.decide": "市安委办主任", "interview.report": COUNTY}.get(permission, OFFICE)
        answer = cast.client(who).get(reverse(f"interviews:{name}", kwargs=about))
        if answer.status_code not in {200, 302}:
            wrong.append((name, answer.status_code))
    assert wrong == []
