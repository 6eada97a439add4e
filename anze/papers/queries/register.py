"""The register of issued documents (发文登记) and of numbers, by filters and both clocks; the same as a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.law.question import Question
from anze.papers.kinds import CLOSED, KINDS
from anze.papers.models import Issued, Number
from anze.papers.policies import may_see
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_named, end_of
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

STATES: Final = {"standing": "有效", "voided": "作废", "open": "未印发"}

_IN_STATE: Final = {"voided": ~Q(voided_at=None), "standing": Q(voided_at=None, paper__isnull=False), "open": Q(voided_at=None, paper=None)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of the register."""

    unit: Unit | None
    kind: str
    state: str
    since: date | None
    until: date | None
    text: str

    @property
    def any(self) -> bool:
        """Whether any filter is set."""
        return any((self.unit, self.kind, self.state, self.since, self.until, self.text))


def chosen(query: Mapping[str, str], rights: Rights) -> Chosen:
    """Return the filters of an address; what is not in reach or no value counts as not given."""
    units = Unit.objects.filter(rights.reach("paper.view").of_units())
    return Chosen(units.filter(code=query.get("unit", "")).first() if query.get("unit") else None,
                  query.get("kind", "") if query.get("kind", "") in KINDS else "", query.get("state", "") if query.get("state", "") in STATES else "",
                  day_named(query.get("from", "")), day_named(query.get("to", "")), query.get("q", "").strip()[:60])


def listed(rights: Rights, question: Question, wanted: Chosen) -> QuerySet[Issued]:
    """Return the documents that the filters let through, as they were on record, the newest first."""
    found = Issued.objects.visible_to(rights).on_record(question.known_at).filter(day__lte=question.as_of)
    if wanted.unit:
        found = found.filter(unit__path__startswith=wanted.unit.path)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.since:
        found = found.filter(day__gte=wanted.since)
    if wanted.until:
        found = found.filter(day__lte=wanted.until)
    if wanted.state:
        void = Q(number__voided_at__lt=end_of(question.known_at))
        found = found.filter(void) if wanted.state == "voided" else found.exclude(void)
    if wanted.text:
        found = found.filter(Q(title__icontains=wanted.text) | Q(to__icontains=wanted.text) | Q(number__series__code__icontains=wanted.text))
    return found.select_related("unit", "number__series", "issued_by", "word", "pdf")


def numbers(rights: Rights, wanted: Chosen) -> QuerySet[Number]:
    """Return the numbers of units in reach: every one that was given out, also those voided or not used yet; of closed kinds none."""
    found = Number.objects.open_kinds().filter(rights.reach("paper.view").of_units("series__unit"))
    if wanted.unit:
        found = found.filter(series__unit__path__startswith=wanted.unit.path)
    if wanted.state:
        found = found.filter(_IN_STATE[wanted.state])
    if wanted.text:
        found = found.filter(series__code__icontains=wanted.text)
    return found.select_related("series__unit", "paper", "reserved_by", "voided_by").order_by("series__unit__path", "-series__year", "series__code", "-ordinal")


def paper_seen(rights: Rights, pk: int) -> Issued | None:
    """Return a document of a unit in reach, or about a case that the account may see; of a closed kind only the latter. Else None."""
    found = Issued.objects.select_related("unit", "number__series", "number__voided_by", "issued_by", "word", "pdf", "template__unit").filter(pk=pk).first()
    if found and ((found.kind not in CLOSED and rights.may("paper.view", unit=found.unit)) or may_see(rights, found.object_type, found.object_id)):
        return found
    return None


def state_of(paper: Issued, known_at: date) -> str:
    """Return whether a document stood at the end of a day: standing or voided."""
    void = paper.number.voided_at if paper.number else None
    return "voided" if void and void < end_of(known_at) else "standing"


HEADS: Final = (("序号", 6), ("发文字号", 24), ("标题", 50), ("种类", 14), ("发文单位", 20), ("主送", 40), ("成文日期", 12), ("印发时间", 18), ("印发人", 12),
                ("状态", 8), ("作废原因", 30), ("PDF 摘要", 66), ("Word 摘要", 66))


@exporter
def register_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the register as sheets: documents, and numbers."""
    question, wanted = asked_by(query, now), chosen(query, rights)
    heads = ("序号", "发文字号", "单位", "取号时间", "取号人", "标题", "状态", "作废时间", "作废原因")
    return [Sheet("发文登记", [Column(head, width) for head, width in HEADS], _rows(listed(rights, question, wanted), question.known_at)),
            Sheet("文号", [Column(head, 18) for head in heads], _number_rows(numbers(rights, wanted)))]


def _rows(found: QuerySet[Issued], known_at: date) -> Iterator[list[Any]]:
    for place, one in enumerate(found.iterator(2000), 1):
        state = state_of(one, known_at)
        yield [place, one.number.text if one.number else "", one.title, one.get_kind_display(), one.unit.name, one.to, one.day, one.issued_at,
               one.issued_by.name if one.issued_by else "", STATES[state], one.number.void_reason if one.number and state == "voided" else "",
               one.pdf.sha256, one.word.sha256]


def number_state(number: Number) -> str:
    """Return whether a number is voided, stands on a document, or is still open."""
    if number.voided_at:
        return "voided"
    return "standing" if hasattr(number, "paper") else "open"


def _number_rows(found: QuerySet[Number]) -> Iterator[list[Any]]:
    for place, one in enumerate(found.iterator(2000), 1):
        yield [place, one.text, one.series.unit.name, one.reserved_at, one.reserved_by.name if one.reserved_by else "",
               one.paper.title if hasattr(one, "paper") else "", STATES[number_state(one)], one.voided_at, one.void_reason]
