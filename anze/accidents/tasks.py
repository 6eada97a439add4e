"""What the worker does for imports of accidents."""

from django.utils import timezone
from django_tasks import task

from anze.accidents.actions.imports import write_in
from anze.accidents.actions.undoing import undo_in


@task()
def write_import(pk: int) -> None:
    """Write the workbook of that key."""
    write_in(pk, timezone.now())


@task()
def undo_import(pk: int) -> None:
    """Take the import of that key back."""
    undo_in(pk, timezone.now())
