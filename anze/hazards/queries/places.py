"""To whom a major danger is reported, and whose office lists it."""

from anze.access.rights import Rights
from anze.people.models import Unit


def above(unit: Unit) -> list[Unit]:
    """Return the county and the city over a place (of a county: itself and the city), the nearest first."""
    keys = [int(one) for one in unit.path.split("/") if one]
    found = {one.pk: one for one in Unit.objects.filter(pk__in=keys, level__in=("county", "zone", "city"))}
    return [found[key] for key in reversed(keys) if key in found]


def lister_of(unit: Unit, rights: Rights | None = None) -> Unit | None:
    """Return the place whose office lists a danger there: the county's, or, where that office itself proposes, the city's."""
    places = above(unit)
    if rights is not None:
        own = {one.pk for one in rights.units("office")}
        places = [one for one in places if one.pk not in own] or places
    return places[0] if places else None
