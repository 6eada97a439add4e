"""Whose office answers a person: that of the unit in which he holds a post, the highest; of the last one where he holds none any more."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from anze.people.models import Officer, Tenure, Unit


def answering(officer: Officer, today: date) -> Unit:
    """Return the unit whose office answers. Raises ValidationError for somebody who never held a post."""
    tenures = Tenure.objects.current().filter(officer=officer, start__lte=today).select_related("unit")
    standing = tenures.filter(Q(end=None) | Q(end__gte=today)).order_by("unit__path").first() or tenures.order_by("-end", "unit__path").first()
    if standing is None:
        raise ValidationError("名册里没有您的任职，找不到受理的单位。请先请安委办核对名册。")
    return standing.unit
