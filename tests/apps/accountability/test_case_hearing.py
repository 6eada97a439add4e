"""Which body hears a review or appeal is chosen as the law's route says (监察法、公务员法、问责条例、党章); another is named in full and checked."""

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.models import Remedy
from anze.accountability.queries.hearing import hearers, ill_named
from anze.law.national.appeals import tables
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import contested, entered
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

NOW = at("2026-06-01", 9)
TOLD = {"outcome": "uphold", "on": "2026-05-29", "text": "维持", "served_on": "2026-06-01", "way": "direct"}


def test_every_step_of_the_law_names_its_bodies_and_by_whatever_way_the_same() -> None:
    for table in tables():
        named: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for one in table.remedy:
            named.setdefault((one.scheme, one.code), set()).add(one.heard)
        assert [step for step, bodies in named.items() if len(bodies) != 1 or bodies == {()}] == []


@pytest.mark.parametrize(("scheme", "kind", "by", "body", "names"), [
    ("supervision", "re_examination", "supervision", "清远市监委", ["清远市监委"]),
    ("supervision", "reconsideration", "supervision", "清远市监委", ["省监委"]),
    ("supervision", "reconsideration", "supervision", "英德市监委", ["清远市监委"]),
    ("civil_service", "reconsideration", "organisation", "英德市委", ["英德市委"]),
    ("civil_service", "appeal", "party_committee", "英德市委", ["英德市委组织部", "清远市委"]),
    ("party_accountability", "appeal", "discipline", "清远市纪委", ["清远市纪委"]),
    ("party_discipline", "appeal", "discipline", "清远市纪委", ["清远市纪委", "清远市委"]), ("supervision", "reconsideration", "supervision", "某监委", []),
])
def test_the_bodies_follow_from_the_route_and_the_level(cast: Cast, scheme: str, kind: str, by: str, body: str, names: list[str]) -> None:
    row = Remedy.objects.get(concerned=contested(cast))
    row.scheme, row.kind, row.decision.by, row.decision.body = scheme, kind, by, body
    assert hearers(row) == names


@pytest.mark.parametrize(("body", "words"), [
    ("好的", "由作出决定的监察机关受理"), ("某某监委", "看不出"), ("佛山市监委", "看不出"), ("英德市监委", "低一级"), ("广东省监委", "不是清远市监委"),
    ("清远市安委办", "由作出决定的监察机关受理"), ("清远市应急管理局", "由作出决定的监察机关受理"), ("清远市纪委", "由作出决定的监察机关受理"),
    ("清远市纪委监委", ""), ("清远市监察委员会", ""),
])
def test_another_body_is_one_by_its_name_and_not_below_the_one_that_decided(cast: Cast, body: str, words: str) -> None:
    found = ill_named(Remedy.objects.get(concerned=contested(cast)), body)
    assert words in found and bool(found) == bool(words)


@pytest.mark.parametrize(("scheme", "kind", "by", "decider", "body", "words"), [
    ("party_discipline", "appeal", "discipline", "清远市纪委", "清远市安委办", "由批准或者决定处分的"),  # no office hears an appeal of the Party's
    ("party_discipline", "appeal", "discipline", "清远市纪委", "清远市监委", "由批准或者决定处分的"),
    ("party_discipline", "appeal", "discipline", "清远市纪委", "广东省纪委", ""),
    ("party_discipline", "appeal", "discipline", "英德市纪委", "清新区纪委", "不是作出决定的英德市纪委本级或者上级"),
    ("supervision", "reconsideration", "supervision", "英德市监委", "清远市监委", ""),
    ("supervision", "reconsideration", "supervision", "英德市监委", "英德市纪委监委", "由上一级监察机关受理"),
    ("civil_service", "appeal", "party_committee", "英德市委", "英德市公务员局", ""),
    ("civil_service", "appeal", "party_committee", "英德市委", "英德市应急管理局", "公务员主管部门"),
    ("party_accountability", "appeal", "party_committee", "清远市委", "清远市人民政府", "由作出问责决定的党组织"),
])
def test_who_hears_which_step_is_told_by_the_table(
        cast: Cast, scheme: str, kind: str, by: str, decider: str, body: str, words: str) -> None:
    row = Remedy.objects.get(concerned=contested(cast))
    row.scheme, row.kind, row.decision.by, row.decision.body = scheme, kind, by, decider
    found = ill_named(row, body)
    assert words in found and bool(found) == bool(words), found


def test_an_outcome_of_a_lower_body_is_not_entered(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="低一级"):
        entered(cast, body="英德市监委")


def test_the_form_offers_the_bodies_and_asks_for_the_full_name_of_another(cast: Cast) -> None:
    one = contested(cast)
    address = [one.uid, "result"]
    unsaid = post(cast, "纪委", "person_take", address, NOW, **TOLD, body="other")
    assert unsaid.status_code == 422 and "请写明受理机关的全称" in unsaid.content.decode() and 'value="清远市监委"' in unsaid.content.decode()
    assert "作出决定的监察机关" in unsaid.content.decode()
    assert post(cast, "纪委", "person_take", address, NOW, **TOLD, body="other", other="英德市监委").status_code == 422
    assert post(cast, "纪委", "person_take", address, NOW, **TOLD, body="清远市监委", other="广东省监委").status_code == 422
    assert post(cast, "纪委", "person_take", address, NOW, **TOLD, body="other", other="清远市纪委监委").status_code == 302
    assert '"清远市纪委监委"' in Remedy.objects.get(concerned=one).proposal
