"""Every address of assessments with a stranger's ids: not found, whatever the method, and nothing written."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.access.rights import rights_of
from anze.assessments.actions import self_assessing
from anze.assessments.urls import urlpatterns
from anze.papers.models import Issued
from anze.record.models import Entry
from tests.apps.access.test_matrix import table
from tests.apps.assessments.telling import NOW, OFFICE, YINGDE, frozen
from tests.cast import Cast

WORD = "蜂鸟"


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    """The site's clock: a morning in January 2027."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planted(cast: Cast) -> dict[str, dict[str, Any]]:
    """An assessment of 英德市 alone, each text of which bears the word; and the parameters that lead to everything in it."""
    found = frozen(cast, title=f"{WORD}考核方案")
    objection = self_assessing.raise_objection(cast.account[YINGDE], NOW, found, cast.unit["英德"], text=WORD)
    recusal = self_assessing.recuse(cast.account[OFFICE], NOW, found, cast.account[OFFICE], cast.unit["英德"], reason=WORD)
    paper = Issued.objects.filter(object_id=f"{found.uid}~yd").get()
    about: dict[str, Any] = {"code": "yd", "key": "z1", "kind": "freeze", "body": "standing_committee", "serial": 2, "document": "scheme", "form": "docx"}
    keys = {"reply": objection.pk, "recusal_end": recusal.pk, "paper": paper.pk, "indicator": found.indicators.get(key="z1").pk,
            "indicator_remove": found.indicators.get(key="z1").pk}
    made = {}
    for pattern in urlpatterns:
        name, wanted = pattern.name or "", set(pattern.pattern.converters)
        if wanted:
            made[name] = {one: found.uid if one == "uid" else keys[name] if one == "pk" else about[one] for one in wanted}
    return made


@pytest.mark.parametrize("who", ["望埠安委办", "丁", "应急局联络员"])
def test_a_strangers_assessment_is_not_found(cast: Cast, planted: dict[str, dict[str, Any]], who: str) -> None:
    rights, client, asked, entries = rights_of(cast.account[who]), cast.client(who), 0, Entry.objects.count()
    for name, about in planted.items():
        for method, permission in zip(("get", "post"), table()[f"assessments:{name}"], strict=True):
            if rights.may(permission):
                answer = getattr(client, method)(reverse(f"assessments:{name}", kwargs=about), {"note": "试", "reason": "试"} if method == "post" else {})
                asked += 1
                assert answer.status_code in {404, 405}, (name, method)
                assert WORD not in answer.content.decode("utf-8", "replace")
    for address in ("/assessments/", "/assessments/?excel=1"):
        assert WORD not in client.get(address).content.decode("utf-8", "replace")
    assert Entry.objects.count() == entries and asked >= 8


def test_another_county_sees_of_it_only_its_own(cast: Cast, planted: dict[str, dict[str, Any]]) -> None:
    client = cast.client("清新安委办")
    for name in ("unit", "object", "paper", "snapshot", "draft"):
        assert client.get(reverse(f"assessments:{name}", kwargs=planted[name])).status_code == 404
    assert client.post(reverse("assessments:self_assess", kwargs=planted["self_assess"])).status_code == 404
    said = client.get(reverse("assessments:detail", kwargs=planted["detail"])).content.decode()
    assert "英德市" not in said and said.count(WORD) == said.count(f"{WORD}考核方案")
