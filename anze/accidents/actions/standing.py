"""An accident's row brought up to what its records say now: particulars as stated, figures as updated, grade by the law."""

from datetime import datetime

from anze.accidents.models import Accident, FigureUpdate, Statement, WriteOff
from anze.accidents.queries.figures import figures_of
from anze.accidents.told import told_of


def bring_up(accident: Accident, now: datetime) -> Accident:
    """Write the accident's own row anew from its standing records and return it, within the transaction of the change.

    Where no statement stands any more the accident is marked as withdrawn and keeps what it last said.
    """
    statement = Statement.objects.current().select_related("unit").filter(accident=accident).first()
    if statement is None:
        accident.withdrawn_at = now
        accident.save(update_fields=("withdrawn_at",))
        return accident
    figures = figures_of(statement, FigureUpdate.objects.current().filter(accident=accident), now)
    off = WriteOff.objects.current().filter(accident=accident, decided_on__isnull=False).values_list("decided_on", flat=True).first()
    for name, value in (told_of(statement).columns() | figures.columns() | {"written_off_on": off}).items():
        setattr(accident, name, value)
    accident.save()
    return accident
