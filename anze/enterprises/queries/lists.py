"""The register of production units: filters, both clocks, what a row of the list shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.db.models.query import QuerySet

from anze.access.rights import Rights
from anze.enterprises.codes import GAPS, RISK_SHAPES, RISKS, STATES
from anze.enterprises.credit import tidy
from anze.enterprises.models import Cell, Enterprise, Kind
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import CONTACT, VIEW, in_sight, rows_asked
from anze.law.question import Question
from anze.people.models import Unit

STATES_OFFERED: Final[Mapping[str, str]] = {"": "在营和停业", **STATES, "all": "全部"}
WITH: Final = ("unit", "kind", "department", "cell")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to, as the URL says it."""

    unit: Unit | None
    kind: Kind | None
    department: Unit | None
    cell: Cell | None
    sector: str
    risk: str
    state: str
    gap: str
    text: str

    @property
    def any(self) -> bool:
        """Say whether anything is narrowed."""
        return any(getattr(self, name) for name in self.__slots__)


def filters(query: Mapping[str, str]) -> Filters:
    """Return the filters of a URL; what is none of the choices counts as not given."""
    def one_of(name: str, choices: Iterable[str]) -> str:
        return query.get(name, "") if query.get(name, "") in choices else ""

    def coded(model: Any, name: str) -> Any:
        return model.objects.filter(code=query[name]).first() if query.get(name) else None

    return Filters(coded(Unit, "unit"), coded(Kind, "kind"), coded(Unit, "department"), coded(Cell, "cell"), query.get("sector", "").strip()[:40],
                   one_of("risk", [*RISKS, "none"]), one_of("state", STATES_OFFERED), one_of("gap", GAPS), query.get("q", "").strip()[:80])


def listed(rights: Rights, asked: Question, chosen: Filters, table: Supervisors, *, now_on: bool) -> QuerySet[Any]:
    """Return rows: production units themselves as they are now (`now_on`), else what held on `as_of` as it was on record at `known_at`."""
    rows = rows_asked(asked, now_on=now_on)
    rows = rows.order_by("code") if now_on else rows.select_related("enterprise").order_by("enterprise__code")
    rows = rows.filter(in_sight(rights.reach(VIEW), table)).select_related(*WITH)
    rows = _narrowed(rows, chosen, table)
    return rows.filter(_said(chosen.text, now_on=now_on)) if chosen.text else rows


def _narrowed(rows: QuerySet[Any], chosen: Filters, table: Supervisors) -> QuerySet[Any]:
    if chosen.unit:
        rows = rows.filter(unit__in=[pk for pk, unit in table.places.items() if unit.path.startswith(chosen.unit.path)])
    if chosen.department:
        rows = rows.filter(table.supervised([chosen.department.pk]))
    for name in ("kind", "cell", "sector"):
        if getattr(chosen, name):
            rows = rows.filter(**{name: getattr(chosen, name)})
    if chosen.risk:
        rows = rows.filter(risk="" if chosen.risk == "none" else chosen.risk)
    if chosen.state != "all":
        rows = rows.filter(state=chosen.state) if chosen.state else rows.exclude(state="deregistered")
    return rows.filter(gap(chosen.gap, table)) if chosen.gap else rows


def gap(name: str, table: Supervisors) -> Q:
    """Return the filter for production units in one of the gaps (`codes.GAPS`)."""
    if name == "enterprise_no_cell":
        return Q(cell=None)
    several = name == "enterprise_twice"
    found = Q(pk__in=[]) if several else Q(kind=None)
    for kind, places in table.pairs(range(2, 100) if several else range(1)).items():
        found |= Q(kind=kind, unit__in=places)
    if not several:  # of a kind that is no longer in use nobody is named either
        found |= Q(kind__isnull=False) & ~Q(kind__in=[kind.pk for kind in table.kinds])
    return Q(department=None) & found


def _said(text: str, *, now_on: bool) -> Q:
    at = "" if now_on else "enterprise__"
    found = Q(name__icontains=text) | Q(**{f"{at}code__iexact": text}) | Q(address__icontains=text)
    plain = tidy(text)
    if plain.isascii():
        found |= Q(credit_code__startswith=plain) | Q(**{f"{at}initials__startswith": plain.lower()})
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: the production unit's code, what is stated, who supervises it, whether its contact may be shown."""

    code: str
    one: Any
    supervisors: list[Unit]
    contact: bool

    @property
    def risk(self) -> tuple[str, str] | None:
        """The word and the shape of its risk level."""
        return RISK_SHAPES.get(self.one.risk)


def lines(rows: Iterable[Any], table: Supervisors, rights: Rights) -> Iterator[Line]:
    """Yield what the list shows of each row."""
    reach = rights.reach(CONTACT)
    for row in rows:
        supervisors = table.of(row)
        open_ = bool(reach) and (reach.covers_unit(row.unit) or any(reach.covers_unit(unit) for unit in supervisors))
        yield Line(row.code if isinstance(row, Enterprise) else row.enterprise.code, row, supervisors, open_)
