"""One more unit undertakes an item that is out already: its people answer from today, a new slip goes out under a number of its own."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.supervision.actions.planning import hand_over
from anze.supervision.actions.stepping import OBJECT, due_fault, needed, step_task, task_now
from anze.supervision.models import Task, TaskStep, Undertaking
from anze.supervision.queries.people import answering_in
from anze.supervision.queries.slips import KIND, slip_fields


def join(by: Account, now: datetime, task: Task, *, unit: Unit, due: date, note: str) -> TaskStep:
    """Have one more unit assist, with a deadline of its own and the reason; it signs, reports and is reviewed as the others are.

    Raises ValidationError by field: a unit that cannot undertake it, undertakes it already or was released from it; nobody in the post; a deadline past.
    """
    note = needed(note, "note", "请写明增加承办单位的原因。")
    with transaction.atomic():
        found, today = task_now(task, "join"), day_of(now)
        people = answering_in(unit, found.answering, today)
        faults = {name: words for name, words in (("unit", _unit_fault(found, unit, bool(people))), ("due", due_fault(due, today))) if words}
        if faults:
            raise ValidationError(faults)
        position = (found.undertakings.aggregate(last=Max("position"))["last"] or 0) + 1
        made = Undertaking.objects.create(task=found, position=position, part="assist", unit=unit, due=due)
        number = reserve(by, now, found.unit, series_of(found.unit, KIND), today.year)
        step = step_task(by, now, found, "join", note=note, number=number.text, after={"assists": [unit.code], "deadline": due.isoformat()})
        hand_over(by, now, made, people)
        official = draft(KIND, found.unit, {"文号": number.text, "成文日期": today, **slip_fields(found, "green", only={made.pk})})
        issue(by, now, KIND, (OBJECT, found.uid), found.unit, official, number)
    return step


def _unit_fault(task: Task, unit: Unit, somebody: bool) -> str:
    if not unit.path.startswith(task.unit.path):
        return f"{unit.name}不在{task.unit.name}所辖，不能交办。"
    if unit.closed_on is not None:
        return f"{unit.name}已经撤销，请改选。"
    standing = task.undertakings.filter(unit=unit).first()
    if standing is not None:
        released = standing.steps.filter(kind="release").exists()
        return f"{unit.name}已经解除承办这个事项。要再交办的，请另行立项。" if released else f"{unit.name}已经承办这个事项。"
    return "" if somebody else f"{unit.name}今天没有在任的{task.get_answering_display()}。请先在名册登记任期。"
