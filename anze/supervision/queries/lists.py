"""The list of items by the filters of the address and by both clocks; and the same as a sheet."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anze.access.rights import Rights
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.supervision.excel.columns import task_sheet
from anze.supervision.models import Responsible, Step, Task, Undertaking
from anze.supervision.policies import NOT_DONE, TASK
from anze.supervision.queries.colours import Colour, colours_of, moment_of, of_task, yellow_days
from anze.supervision.queries.terms import done_states
from anze.workbook.exporting import exporter
from anze.workbook.write import Sheet

VIEWS: Final = {"open": "办理中", "planned": "待交办", "soon": "临期", "overdue": "逾期", "review": "待复核、待批", "done": "已办结", "all": "全部"}
MOST: Final = 20_000
FEW: Final = 3  # undertakers that a list names one by one


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as a list shows it: where it stood on the day asked, as what it stands worst, each undertaker with how it stands."""

    task: Any
    colour: Colour | None
    parts: list[tuple[Any, Colour]]

    @property
    def main(self) -> Any:
        """The undertaker that is in charge."""
        return next(one for one, _ in self.parts if one.part == "main")

    @property
    def due(self) -> date:
        """The last deadline in force of an undertaker that is not done; of all where every one is."""
        days = [found.days.due or one.due for one, found in self.parts if found.status in {"pending", "missed"}] or [
            found.days.due or one.due for one, found in self.parts]
        return min(days)

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many of its undertakers stand how, where they are too many to be named one by one; nothing for a few."""
        if len(self.parts) <= FEW:
            return []
        return list(Counter(found.words for _, found in self.parts).most_common())

    @property
    def lamp(self) -> tuple[str, str]:
        """Return lamp and words."""
        if self.colour is None or self.task.state in {"planned", "withdrawn"}:
            return TASK.states[self.task.state].lamp, TASK.states[self.task.state].label
        return self.colour.lamp, self.colour.words


def listed(rights: Rights, wanted: Mapping[str, str], asked: Question, today: date) -> QuerySet[Task]:
    """Return the items that fit `view`, `unit` (of an undertaker, with all below), `by` (who supervises), `origin`, `q`, as they stood on the day asked."""
    moment = moment_of(asked, today)
    parts = Undertaking.objects.with_state(moment).with_due(moment).filter(task=OuterRef("pk"))
    found: Any = Task.objects.visible_to(rights).filter(planned_at__lt=moment).with_state(moment)
    view = wanted.get("view") if wanted.get("view") in VIEWS else "open"
    found = found.filter(_view(str(view), parts, asked.as_of))
    unit = unit_of(wanted)
    if unit is not None:
        found = found.filter(Exists(Undertaking.objects.filter(task=OuterRef("pk"), unit__path__startswith=unit.path)))
    if wanted.get("by") and Task.objects.visible_to(rights).filter(unit__code=wanted["by"]).exists():
        found = found.filter(unit__code=wanted["by"])
    if wanted.get("origin") in ORIGINS:
        found = found.filter(origin=wanted["origin"])
    text = wanted.get("q", "").replace("\x00", "").strip()[:80]
    if text:
        found = found.filter(Q(uid__iexact=text) | Q(title__icontains=text) | Q(text__icontains=text) | Q(document__icontains=text)
                             | Exists(Undertaking.objects.filter(task=OuterRef("pk"), unit__name__icontains=text)))
    return found.order_by("-year", "-serial") if view in {"done", "all"} else found.order_by("due", "pk")


def unit_of(wanted: Mapping[str, str]) -> Unit | None:
    """Return the unit that an address names by its code; None where it names none that there is: the page says so (`not_taken`)."""
    code = wanted.get("unit", "").replace("\x00", "")
    return Unit.objects.filter(code=code).first() if code else None


def _view(view: str, parts: Any, as_of: date) -> Any:
    late = [state for state in (*NOT_DONE, "reported") if state not in done_states()]
    soon = parts.filter(state__in=late, due_then__gte=as_of, due_then__lte=as_of + timedelta(days=yellow_days()))
    views: dict[str, Any] = {"open": Q(state="assigned"), "planned": Q(state="planned"), "soon": Q(state="assigned") & Exists(soon),
                           "overdue": Q(state="assigned") & Exists(parts.filter(state__in=late, due_then__lt=as_of)),
                           "review": Q(state="assigned") & Exists(parts.filter(state__in=("reported", "extending"))),
                           "done": Q(state__in=("closed", "withdrawn"))}
    return views.get(view, Q())


def with_parts(rows: Any, moment: datetime | None = None) -> Any:
    """Return items with everything that a list or a page shows of their undertakers: a query each."""
    then = Q(struck_at=None) if moment is None else Q(recorded_at__lt=moment) & (Q(struck_at=None) | Q(struck_at__gte=moment))
    people = Responsible.objects.filter(then).select_related("officer").order_by("pk")
    parts = Undertaking.objects.with_state(moment).with_due(moment).select_related("unit").prefetch_related(
        Prefetch("steps", Step.objects.select_related("by", "behalf").order_by("pk")), Prefetch("people", people))
    return rows.select_related("unit").prefetch_related(Prefetch("undertakings", parts.order_by("position")))


def shown(rows: Any, asked: Question, today: date) -> list[Shown]:
    """Return items (fetched `with_parts`) with how each stands."""
    tasks = list(rows)
    colours = colours_of([part for one in tasks for part in one.undertakings.all()], asked, today)
    return [Shown(one, of_task(colours, one.undertakings.all()), [(part, colours[part.pk]) for part in one.undertakings.all()]) for one in tasks]


@exporter
def task_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the list by the filters of a URL as a sheet; what is exported can be imported unchanged."""
    asked, today = asked_by(query, now), day_of(now)
    rows = with_parts(listed(rights, query, asked, today)[:MOST].prefetch_related("steps"), moment_of(asked, today))
    return [task_sheet([_row(one) for one in shown(rows, asked, today)])]


def _row(one: Shown) -> list[Any]:
    task, main = one.task, one.main
    number = next((step.number for step in task.steps.all() if step.kind == "assign"), "")
    parts = "；".join(f"{part.unit.name}（{part.get_part_display()}，{'、'.join(who.officer.name for who in part.people.all()) or '未定'}）{found.words}"
                     for part, found in one.parts)
    colour = {"green": "绿", "yellow": "黄", "red": "红"}.get(one.colour.colour, "") if one.colour and task.state not in {"planned", "withdrawn"} else ""
    assists = "、".join(part.unit.code for part, _ in one.parts if part.part == "assist")
    return [task.uid, task.unit.code, task.title, task.text, task.due, main.unit.code, main.unit.name, assists, ANSWERS[task.answering],
            ORIGINS[task.origin], task.document, task.issuer, task.issued_on, TASK.states[task.state].label, colour, number, parts]
