"""The site as the command line handles it: set up, brought up to date, asked what it holds."""

import os
from typing import Any


def set_up() -> None:
    """Read the settings and load the applications; doing it twice does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anze.project.settings")
    import django  # noqa: PLC0415 — loaded only by the commands that need it

    django.setup()


def bring_up_to_date() -> bool:
    """Migrate the database where it lags behind the program; say whether anything was done."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    executor: Any = MigrationExecutor(connection)
    behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    return behind
