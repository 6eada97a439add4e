"""What the worker does for evidence packs."""

from django.utils import timezone
from django_tasks import task

from anze.dossiers.actions.making import carry_out


@task()
def make_dossier(pk: int) -> None:
    """Make the pack that waits under that key."""
    carry_out(pk, timezone.now())
