"""Who may see an act does not depend on how it is asked: of one act, or of all that units and people in reach bring along."""

from datetime import date, timedelta
from random import Random

import pytest

from anze.access.rights import rights_of
from anze.acts.models import Act, Participant
from anze.acts.queries import lists
from anze.people.models import Tenure
from tests.apps.acts.telling import JUNE_15
from tests.cast import Cast

FIRST = date(2026, 1, 1)


def a_year_of_acts(cast: Cast, seed: int, size: int) -> None:
    """Fill the first half of a year: tenures that begin, end, were struck, and acts with anybody anywhere, on anybody's behalf."""
    dice, units, people = Random(seed), list(cast.unit.values()), list(cast.officer.values())
    for number in range(14):
        start = FIRST + timedelta(days=dice.randrange(160))
        end = dice.choice((None, start + timedelta(days=dice.randrange(60))))
        Tenure.objects.create(officer=dice.choice(people), unit=dice.choice(units), post="gov_deputy", start=start, end=end, recorded_at=JUNE_15,
                              struck_at=JUNE_15 if number % 5 == 0 else None)
    for number in range(size):
        act = Act.objects.create(uid=f"a{number}", type="inspection", unit=dice.choice(units), date=FIRST + timedelta(days=dice.randrange(160)),
                                 recorded_at=JUNE_15, on_behalf_of=dice.choice([None, None, *people]))
        for officer in dice.sample(people, dice.randrange(3)):
            Participant.objects.create(act=act, officer=officer, part="attend")


@pytest.mark.parametrize("seed", range(4))
def test_the_same_acts_are_seen_one_by_one_and_as_a_whole(cast: Cast, seed: int) -> None:
    a_year_of_acts(cast, seed, 60)
    told_apart = set()
    for account in cast.account.values():
        rights = rights_of(account)
        whole = set(Act.objects.visible_to(rights, whole=True).values_list("pk", flat=True))
        assert set(Act.objects.visible_to(rights).values_list("pk", flat=True)) == whole, account
        assert {pk for pk in Act.objects.values_list("pk", flat=True) if Act.objects.visible_to(rights).filter(pk=pk).exists()} == whole, account
        told_apart.add(len(whole))
    assert len(told_apart) > 4  # the accounts do see different things


def test_a_page_is_the_same_however_it_is_filled(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_year_of_acts(cast, 9, 60)
    monkeypatch.setattr(lists, "PER_PAGE", 7)
    asked = lists.asked_by({}, JUNE_15)
    for name in ("英德安委办", "丁", "应急局联络员", "市安委办"):
        rights = rights_of(cast.account[name])
        chosen = lists.filters({"type": "inspection"}, rights)
        whole = list(lists.listed(rights, asked, chosen))
        for many, near in ((1, 500), (1, 7), (1_000, 500)):
            monkeypatch.setattr(lists, "MANY", many)
            monkeypatch.setattr(lists, "NEAR", near)
            pages = [lists.page_of(rights, asked, chosen, str(number)) for number in range(1, -(-len(whole) // 7) + 1)]
            assert [act for page in pages for act in page.object_list] == whole
            assert pages[0].paginator.count == len(whole) > 7
