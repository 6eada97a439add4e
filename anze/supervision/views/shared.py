"""What the pages of supervision share: the item that the account may see, as it stood on the day asked."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.supervision.models import Task, Undertaking
from anze.supervision.policies import ASSIGN
from anze.supervision.queries.colours import moment_of
from anze.supervision.queries.lists import Shown, shown, with_parts


def task_shown(request: Any, uid: str, asked: Question | None = None) -> Shown:
    """Return an item that the account may see, as it stood on the day asked (today, unless said); 404 for any other."""
    today = day_of(request.now)
    asked = asked or Question(today, today)
    moment = moment_of(asked, today)
    rows = Task.objects.visible_to(request.rights).filter(planned_at__lt=moment).with_state(moment)
    found: Any = get_object_or_404(with_parts(rows, moment).prefetch_related("steps__by"), uid=uid)
    return shown([found], asked, today)[0]


def undertaking_shown(request: Any, pk: int) -> Any:
    """Return an undertaking of an item that the account may see, with its state; 404 for any other."""
    rows = Undertaking.objects.filter(task__in=Task.objects.visible_to(request.rights).order_by().values("pk")).with_state()
    rows = rows.select_related("task__unit", "unit").prefetch_related("steps__by", "people__officer")
    return get_object_or_404(rows, pk=pk)


def places_of(request: Any) -> "QuerySet[Unit]":
    """Return the places for which the account's office plans items."""
    own = [one.pk for one in request.rights.units("office") if one.level != "department"]
    return Unit.objects.filter(request.rights.reach(ASSIGN).of_units(), pk__in=own, closed_on=None).order_by("path")


def undertakers_of(places: Iterable[Unit]) -> "QuerySet[Unit]":
    """Return the units that may undertake what these places have supervised: all that lies in them."""
    return Unit.objects.within(*places).filter(closed_on=None).order_by("path")


def question(request: Any) -> Question:
    """Return the two clocks of the address."""
    return asked_by(request.GET, request.now)
