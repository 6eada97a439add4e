"""What the worker does for imports of production units."""

from django.utils import timezone
from django_tasks import task

from anze.enterprises.actions.imports import check_in, write_in
from anze.enterprises.actions.undoing import undo_in


@task()
def check_import(pk: int) -> None:
    """Check the workbook of that key."""
    check_in(pk, timezone.now())


@task()
def write_import(pk: int) -> None:
    """Write the workbook of that key."""
    write_in(pk, timezone.now())


@task()
def undo_import(pk: int) -> None:
    """Take the import of that key back."""
    undo_in(pk, timezone.now())
