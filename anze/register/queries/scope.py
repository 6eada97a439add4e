"""What of the register a person may see: everything is fetched through here, and what lies outside is not found."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from anze.access.rights import Rights
from anze.people.models import Officer, OfficerVersion, Tenure, Unit
from anze.people.models.tenure import TenureQuerySet
from anze.people.models.unit import UnitQuerySet
from anze.register.words import parts

VIEW, CHANGE = "register.view", "register.change"


def units(rights: Rights, permission: str = VIEW) -> UnitQuerySet:
    """Return the units in reach of a permission."""
    return Unit.objects.filter(rights.reach(permission).of_units())


def unit_or_404(rights: Rights, code: str, permission: str = VIEW) -> Unit:
    """Return the unit of that code in reach; 404 for any other."""
    return get_object_or_404(units(rights, permission).select_related("parent"), code=code)


def officers(rights: Rights, permission: str = VIEW) -> QuerySet[Officer]:
    """Return the officers in reach: those named, those with a post in reach now or once, and those without any post that the account entered."""
    reach = rights.reach(permission)
    if reach.everything:
        return Officer.objects.all()
    entered = OfficerVersion.objects.filter(officer=OuterRef("pk"), recorded_by=rights.account)
    posted = Tenure.objects.current().filter(officer=OuterRef("pk"))
    return Officer.objects.filter(reach.of_officers() | (Exists(entered) & ~Exists(posted)))


def officer_or_404(rights: Rights, code: str, permission: str = VIEW) -> Officer:
    """Return the officer of that code in reach; 404 for any other."""
    return get_object_or_404(officers(rights, permission), code=code)


def changeable_officer_or_404(rights: Rights, code: str, today: date) -> Officer:
    """Return an officer whose name the account may correct: in post in its reach today or last, or entered by it and not yet in any post."""
    found = officer_or_404(rights, code, CHANGE)
    posted = Tenure.objects.current().filter(officer=found).exists()
    if posted and not rights.reach(CHANGE).holds_officer(found, today):
        raise Http404
    return found


def tenures(rights: Rights, permission: str = VIEW) -> TenureQuerySet:
    """Return the tenures in reach: in a unit in reach, or of an officer named."""
    reach = rights.reach(permission)
    return Tenure.objects.filter(Q() if reach.everything else reach.of_units("unit") | Q(officer__in=reach.officers))


def tenure_or_404(rights: Rights, pk: int, permission: str = CHANGE) -> Tenure:
    """Return a tenure in reach, struck or not; 404 for any other."""
    return get_object_or_404(tenures(rights, permission).select_related("officer", "unit", "recorded_by"), pk=pk)


def named_officer(rights: Rights, typed: str) -> Officer:
    """Return the officer that was typed as 姓名, 编号 or 姓名（编号）.

    One out of reach is found only by name and code together, so that a person can come from another county without being listed here.
    Raises Http404 with a sentence for the form where nobody, or more than one, fits.
    """
    words = parts(typed)
    mine = officers(rights, CHANGE)
    if len(words) == 1:
        found = list(mine.filter(Q(code=words[0]) | Q(name=words[0])).order_by("code")[:6])
        if len(found) == 1:
            return found[0]
        if found:
            raise Http404(f"有{len(found)}人叫这个名字：{'、'.join(f'{one.name}（{one.code}）' for one in found)}。请选定其中一人，或者写上编号。")
    elif len(words) == 2:
        both = Q(name=words[0], code=words[1]) | Q(name=words[1], code=words[0])
        one = Officer.objects.filter(both).first()
        if one:
            return one
    raise Http404("名册里没有找到这个人。请核对姓名和编号；从外单位来的，写成“姓名（编号）”；还没有登记的，先登记人员。")
