"""A ground about a stranger's head over which no case was opened; its words bear the canary's. Which address is given it."""

from typing import Final

from anze.access.models import Grant
from anze.access.rights import rights_of
from anze.accountability.actions.noting import decline
from anze.accountability.queries.ground import Wanted, grounds
from anze.law.question import Question
from anze.people.models import Account
from anze.people.moment import day_of
from tests.apps.access.planting import BEFORE, NOW, Planted
from tests.cast import Cast

GIVEN_GROUNDS: Final[dict[str, str]] = {f"accountability:{name}": "key=ground" for name in ("ground", "ground_decline", "ground_reconsider")}


def plant_ground(cast: Cast, found: Planted) -> None:
    """Plant it in the stranger's county: a duty of the head that was missed."""
    county, today = cast.unit[found.owner.removesuffix("安委办")], day_of(NOW)
    by = Account.objects.create_user(username=f"{found.made['unit'].code}-线索", name="研究", password_changed_at=BEFORE)
    Grant.objects.create(account=by, role="discipline", unit=county, given_at=BEFORE)
    some = grounds(rights_of(by), Question(today, today), today, Wanted(rule="25.1"))
    one = next(one for one in some if one.people[0].code == found.made["officer"].code)
    decline(by, NOW, one, reason=f"{found.word}理由")
    found.made["ground"] = one.key
