"""What the search box finds of production units and delegations, and what the home page counts as gaps."""

from collections.abc import Iterator

from django.db.models import Q

from anze.access.rights import Rights
from anze.enterprises.codes import GAPS
from anze.enterprises.credit import tidy
from anze.enterprises.models import Delegation, Enterprise
from anze.enterprises.queries.gaps import counts
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import visible
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.typed import numbered


def enterprises_named(wanted: str, rights: Rights, asked: Question, most: int) -> list[Enterprise]:
    """Return production units by name, number, credit code or first letters, at most so many."""
    return list(visible(rights, Supervisors(asked)).filter(_said(wanted)).select_related("unit", "kind").order_by("code")[:most])


def enterprises_in(place: Unit, wanted: str, rights: Rights, asked: Question, most: int) -> list[Enterprise]:
    """Return production units of a place and all below it, by what somebody has typed so far; those that begin with it first."""
    here = visible(rights, Supervisors(asked)).filter(unit__in=Unit.objects.within(place).values("pk"))
    found = here.filter(_said(wanted)).select_related("unit").order_by("code")[:most * 4]
    return sorted(found, key=lambda one: (one.name != wanted, not one.name.startswith(wanted), one.code))[:most]


def enterprise_with(credit_code: str, rights: Rights, asked: Question) -> Enterprise | None:
    """Return the production unit on record with a credit code, for whoever may see it; None for no code."""
    return visible(rights, Supervisors(asked)).filter(credit_code=tidy(credit_code)).first() if credit_code.strip() else None


def _said(wanted: str) -> Q:
    plain = tidy(wanted)
    said = Q(name__icontains=wanted) | Q(code__iexact=wanted)
    if plain.isascii() and len(plain) > 1:
        said |= Q(credit_code__startswith=plain) | Q(initials__startswith=plain.lower())
    return said


def delegations_numbered(wanted: str, rights: Rights, most: int) -> list[Delegation]:
    """Return delegations by the number of their document or their matter, at most so many."""
    found = Delegation.objects.current().visible_to(rights).filter(Q(number__icontains=wanted) | numbered("number", wanted) | Q(matter__icontains=wanted))
    return list(found.select_related("unit", "organ").order_by("-end", "pk")[:most])


def gaps_open(rights: Rights, asked: Question) -> Iterator[tuple[str, str, str]]:
    """Yield the gaps of supervision that there are, each kind of them once as on their page: in words with their number, the page and the query
    that name them."""
    for name, number in counts(rights, asked, Supervisors(asked)).items():
        if number:
            of_units = name.startswith("enterprise")
            yield f"{GAPS[name]}：{number} {'家' if of_units else '个'}", *(("enterprises:list", f"gap={name}") if of_units
                                                                       else ("enterprises:gaps", f"kind={name}"))
