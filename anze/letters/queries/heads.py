"""Who signs: the heads of both parties by the register."""

from datetime import date

from anze.letters.codes import PARTIES
from anze.letters.models import Letter
from anze.people.models import Officer, Tenure


def parties_of(officer: Officer | None, letter: Letter, today: date) -> list[str]:
    """Return for which parties of a letter an officer signs: those whose head he is today."""
    held = Tenure.objects.current().held_on(today).filter(officer=officer, post=letter.head_post) if officer else Tenure.objects.none()
    units = set(held.values_list("unit", flat=True))
    return [party for party in PARTIES if letter.party(party).pk in units]


def heads_on(letter: Letter, day: date) -> dict[str, Officer]:
    """Return the head of each party on a day, where there was one."""
    rows = Tenure.objects.current().held_on(day).filter(post=letter.head_post, unit__in=(letter.superior_id, letter.subordinate_id))
    found = {one.unit_id: one.officer for one in rows.select_related("officer").order_by("-start")}
    return {party: found[letter.party(party).pk] for party in PARTIES if letter.party(party).pk in found}
