"""Tours as a workbook: the plans, which come in again, and beside them what was found and what is to be put right, as far as the reader reads it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from anze.access.rights import Rights
from anze.law.provisions import provision_label
from anze.tours.models import Finding, Item
from anze.tours.queries.entitled import reads_findings
from anze.tours.queries.items import put_right_on, words_of
from anze.workbook.write import Column, Sheet

FOUND: Final = (("巡查编号", 14), ("被巡查单位", 16), ("序号", 6), ("问题", 60), ("责任单位", 16), ("责任人", 12), ("当时的职务", 24),
                ("依据", 18), ("发生日期", 12))
ITEMS: Final = (("巡查编号", 14), ("被巡查单位", 16), ("序号", 6), ("整改事项", 60), ("责任单位", 16), ("责任人", 12), ("整改期限", 12), ("完成日期", 12),
                ("进展", 20))


def told_sheets(rows: Sequence[tuple[Any, str, Any]], rights: Rights, today: date) -> list[Sheet]:
    """Return what was found and what is to be put right in these tours (with their states)."""
    keys = [one.pk for one, state, _ in rows if reads_findings(rights, one, state)]
    findings = Finding.objects.current().filter(tour__in=keys).select_related("tour__unit", "unit", "officer").order_by("tour", "position")
    items = Item.objects.current().filter(tour__in=keys).select_related("tour__unit", "owner", "officer").prefetch_related("reports__review")
    return [Sheet("问题", [Column(title, width) for title, width in FOUND],
                  [[one.tour.uid, one.tour.unit.name, one.position, one.text, one.unit.name, one.officer.name if one.officer else "", one.title,
                    provision_label(one.provision), one.happened_on] for one in findings]),
            Sheet("整改事项", [Column(title, width) for title, width in ITEMS],
                  [[one.tour.uid, one.tour.unit.name, one.position, one.content, one.owner.name, one.officer.name if one.officer else "", one.deadline,
                    put_right_on(one), words_of(one, today)] for one in items.order_by("tour", "position")])]
