"""A pack that a stranger made of himself, for the walk of `test_strangers_processes`."""

from typing import Final

from anze.access.rights import rights_of
from anze.dossiers.actions.making import make
from anze.dossiers.asked import Asked
from anze.dossiers.models import MadeDossier
from anze.people.moment import day_of
from tests.apps.access.planting import DAY, NOW, Planted
from tests.cast import Cast

GIVEN_PACKS: Final = {"dossiers:ask": f"code=officer day=!{DAY.isoformat()}", "dossiers:made": "uid=pack", "dossiers:download": "uid=pack"}


def plant_pack(cast: Cast, found: Planted) -> None:
    """Make one: of the stranger, by the stranger."""
    own = cast.account[f"{found.word}本人"]
    make(own, NOW, Asked(found.made["officer"].code, DAY, day_of(NOW), years=1), rights_of(own))
    found.made["pack"] = MadeDossier.objects.get(account=own).uid
