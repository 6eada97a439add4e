"""What taking an import of accidents back means, as long as nothing builds on it: new registrations are withdrawn, what stood before is stated
again."""

from collections.abc import Iterator
from datetime import datetime

from anze.accidents.actions.correcting import correct_accident
from anze.accidents.models import Accident, AccidentImport, Statement
from anze.accidents.queries.entered import entered, preceded
from anze.accidents.queries.entitled import Entitled
from anze.accidents.queries.weight import weights
from anze.accidents.told import told_of
from anze.duties.sources import Scope, sources
from anze.people.moment import day_of
from anze.record.actions import Change, record_all
from anze.register.actions.taking import parts
from anze.register.actions.undoing import used


def take_back(imported: AccidentImport, now: datetime, note: str) -> None:
    """Withdraw what an import registered, state again what stood before its corrections."""
    by = imported.account
    for some in parts(imported.entered["new"]):
        found = list(Accident.objects.filter(pk__in=some).select_related("unit").order_by("pk"))
        Statement.objects.current().filter(accident__in=some).update(struck_at=now, struck_reason=note)
        Accident.objects.filter(pk__in=some).update(withdrawn_at=now)
        record_all(Change(at=now, actor=by, verb="撤销登记", object_type="accident", object_id=one.code, unit=one.unit.code, happened_on=one.date,
                          before=told_of(one).plain(), note=note) for one in found)
    for some in parts(imported.entered["changed"]):
        before = Statement.objects.select_related("unit").in_bulk(list(Statement.objects.filter(pk__in=some).values_list("replaces", flat=True)))
        for row in Statement.objects.filter(pk__in=some).select_related("accident__unit").order_by("pk"):
            correct_accident(by, now, row.accident, told_of(before[row.replaces_id or 0]), reason=note, based_on=row.pk)


def stops(imported: AccidentImport, now: datetime) -> Iterator[str]:
    """Yield what builds on it: corrected or withdrawn since, updated, reported, investigated, or named by an interview."""
    for some in parts(imported.entered["changed"]):
        rows = list(Statement.objects.filter(pk__in=some).select_related("accident__unit").order_by("pk"))
        yield from (f"{row.accident}（{row.accident.number}）：导入之后又更正过" for row in rows if row.struck_at)
        before = Statement.objects.select_related("unit").in_bulk([row.replaces_id for row in rows if row.replaces_id])
        timed = entered([row.accident_id for row in rows])
        yield from (f"{row.accident}（{row.accident.number}）：{early}" for row in rows if not row.struck_at and (old := before.get(row.replaces_id or 0))
                    and old.happened_at > row.happened_at and (early := preceded(told_of(old), timed.get(row.accident_id, ()))))
    visits = _interviewed(now) if imported.entered["new"] else frozenset()
    by = imported.account
    for some in parts(imported.entered["new"]):
        found = list(Accident.objects.filter(pk__in=some).select_related("unit"))
        own = set(Statement.objects.current().filter(accident__in=some, replaces=None).values_list("pk", flat=True))
        stands = set(Statement.objects.filter(pk__in=own).values_list("accident", flat=True))
        yield from (f"{one}（{one.number}）：导入之后又更正过或者撤销了登记" for one in found if one.pk not in stands)
        yield from used([one for one in found if one.pk in stands], {Statement: own})
        yield from (f"{one}（{one.number}）：已有约谈据它开启" for one in found if one.code in visits)
        hangs = weights(found, now)
        yield from (f"{one}（{one.number}）：{refusal}" for one in found if one.code not in visits and hangs[one.code].words
                    and (refusal := Entitled(by, one).withdrawal_refused(now, hangs[one.code])))


def _interviewed(now: datetime) -> frozenset[str]:
    """Return the accidents (codes) that interviews name."""
    others = [source.read(day_of(now), Scope()) for source in sources() if source.name != "accidents"]
    return frozenset(code for found in others for one in found.get("interviews", ()) for code in one.accidents)
