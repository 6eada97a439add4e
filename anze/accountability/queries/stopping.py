"""What keeps measures from ending by themselves (政务处分法第二十六条): what may be put on record, what waits for another, what stands."""

from datetime import date

from django.db.models import QuerySet

from anze.accountability.models import Concerned, Measure, Stop
from anze.accountability.queries.standing import liftable
from anze.documents.official import in_words
from anze.law.national.effects import ending
from anze.people.moment import end_of

Faults = dict[str, list[str]]


def on_record(known_at: date) -> QuerySet[Stop]:
    """Return what stood approved at the end of a day."""
    moment = end_of(known_at)
    return Stop.objects.filter(approved_at__lt=moment).exclude(struck_at__lt=moment)


def waiting_stop(one: Concerned) -> Stop | None:
    """Return what was proposed and neither approved nor sent back yet; of several the one that was proposed first."""
    return one.stops.filter(approved_at=None, returned_at=None).select_related("measure", "proposed_by").order_by("pk").first()


def standing_stop(one: Concerned) -> Stop | None:
    """Return the last that was approved and stands, of a measure in force."""
    rows = one.stops.filter(approved_at__isnull=False, struck_at=None, measure__struck_at=None, measure__lifted_at=None)
    return rows.select_related("measure", "approved_by").order_by("-pk").first()


def stoppable(one: Concerned) -> list[Measure]:
    """Return the measures in force that end by themselves and of which nothing is on record or proposed that stops them."""
    taken = set(one.stops.filter(returned_at=None, struck_at=None).values_list("measure", flat=True))
    return [each for each in liftable(one) if each.pk not in taken and each.until and (rule := ending(each.kind, each.date)) and rule.way == "itself"]


def unstoppable(one: Concerned, measure: Measure | None, on: date, text: str, basis: str) -> Faults:
    """Return what forbids that something is put on record against a measure's ending by itself, by field."""
    faults: Faults = {}
    if measure is None or measure.pk not in {each.pk for each in stoppable(one)}:
        faults["measure"] = ["这项措施不是期满自动解除的，或者已经登记、解除、变更、撤销。请刷新页面后重新选择。"]
    elif measure.until and not measure.date <= on <= measure.until:
        faults["on"] = [f"不在{measure.kind}的期间（{in_words(measure.date)}至{in_words(measure.until)}）以内，不影响自动解除，请核对。"]
    if not text.strip():
        faults["text"] = ["请写明是什么情形。"]
    if not basis.strip():
        faults["basis"] = ["请写明是哪个机关认定、依据什么（文号、会议或者决定）。"]
    return faults
