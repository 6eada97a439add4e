"""What the worker does for scans of letters."""

from django.utils import timezone
from django_tasks import task

from anze.letters.actions.reading import read_in


@task()
def read_scans(pk: int) -> None:
    """Read and file the scans of the upload of that key."""
    read_in(pk, timezone.now())
