"""Accidents whose approved report lays the responsibility on an area: whether its leaders answer for it, a person weighs (第二十五条（四）)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import Q

from anze.accidents.facts import accidents_on_record
from anze.accidents.models import ApprovedReport
from anze.duties.sources import Raised
from anze.law.findings import in_words
from anze.law.question import Question

RULE: Final = "25.4"


def raised(asked: Question, today: date) -> Iterator[Raised]:
    """Yield each area that the approved report of an accident holds responsible, by both clocks. An accident written off raises nothing."""
    known_at = min(asked.known_at, today)
    rows = ApprovedReport.objects.on_record(known_at).filter(on__lte=asked.as_of, responsible__isnull=False)
    reports: dict[str, list[tuple[date, str, str, str]]] = defaultdict(list)
    for code, on, organ, document, unit in rows.order_by("pk").values_list("accident__code", "on", "organ", "document", "responsible__code"):
        reports[code].append((on, organ, document, unit))
    for one in accidents_on_record(known_at, Q(accident__code__in=list(reports))) if reports else ():
        if one.written_off_on is not None and one.written_off_on <= known_at:
            continue
        for on, organ, document, unit in sorted(set(reports[one.id])):
            text = f"{in_words(on)}{organ}批复的{one.id}调查报告{f'（{document}）' if document else ''}认定这个地区负有责任"
            yield Raised(key=f"{RULE}~{one.id}~{unit}", rule=RULE, unit=unit, officers=(), day=one.date, on=on, text=text, name="accidents", one=one.id)
