"""What the pages of letters share: the unit whose letters they are, the letter that the account may see."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from anze.law.question import Question
from anze.letters.models import Letter
from anze.letters.policies import ISSUE
from anze.letters.queries.law import first_year
from anze.people.models import Unit
from anze.people.moment import asked, day_of

AHEAD: Final = 1  # next year's letters are prepared before the year begins


def question(request: Any) -> Question:
    """Return by which clocks a page is asked."""
    return asked(request.GET, request.now)


def years(request: Any) -> list[int]:
    """Return the years that have letters, the newest first."""
    return list(range(day_of(request.now).year + AHEAD, first_year() - 1, -1))


def issuer(request: Any, code: str, year: int) -> Unit:
    """Return a unit of which the account sees the letters, as superior of something in reach. 404 for a stranger's, or for no year of ours."""
    reach = request.rights.reach("letter.view")
    if year not in years(request):
        raise Http404
    unit = get_object_or_404(Unit, code=code)
    if reach.covers_unit(unit) or Unit.objects.filter(reach.of_units(), parent=unit).exclude(level="department").exists():
        return unit
    raise Http404


def issuing(request: Any, code: str, year: int) -> Unit:
    """Return a unit whose letters the account issues. 404 where it may not even see them, 403 where they are another office's."""
    unit = issuer(request, code, year)
    if not request.rights.may(ISSUE, unit=unit):
        raise PermissionDenied(f"{unit.name}的责任书由{unit.name}安委办办理。")
    return unit


def shown(request: Any, code: str) -> Any:
    """Return a letter that the account may see; 404 for any other."""
    rows = Letter.objects.visible_to(request.rights).with_signed().select_related("superior", "subordinate", "generated_by", "replaces", "replaced_by")
    return get_object_or_404(rows, code=code)
