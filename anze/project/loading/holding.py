"""What the database holds before a demo is loaded into it, and how a demo is removed: never anything else."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from anze.acts.models import Act
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.project.loading.accounts import NO_PASSWORD
from anze.record.models import Entry


@dataclass(frozen=True, slots=True)
class Held:
    """Whether there is anything, whether it is a demo, and until when the demo's acts were recorded."""

    anything: bool
    demo: bool
    until: date | None


def held() -> Held:
    """Return what the database holds. A demo is known by its first office's account, with which nobody can sign in by a password."""
    anything = Unit.objects.exists() or Account.objects.exists() or Entry.objects.exists()
    demo = Account.objects.filter(username="demo-office-city", password=NO_PASSWORD).exists()
    last = Act.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first() if demo else None
    return Held(anything, demo, day_of(last) if last else None)


def empty() -> None:
    """Remove a demo with its files, leaving an empty database of the same shape. Raises RuntimeError where there is no demo."""
    if not held().demo:
        raise RuntimeError("only a demo is ever removed")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)
    for folder in (settings.FILES, settings.CHECKPOINTS):
        shutil.rmtree(folder, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)
