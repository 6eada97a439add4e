"""What the worker does for imports of items under supervision."""

from django.utils import timezone
from django_tasks import task

from anze.supervision.actions.importing import TAKING


@task()
def write_import(pk: int) -> None:
    """Write the workbook of that key."""
    TAKING.write_in(pk, timezone.now())


@task()
def undo_import(pk: int) -> None:
    """Take the import of that key back."""
    TAKING.undo_in(pk, timezone.now())
