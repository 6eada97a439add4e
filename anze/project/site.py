"""The site as the command line handles it: set up, brought up to date."""

import os
import secrets
from typing import Any

from anze.law.problems import Problem, Refused


def set_up(demo: bool = False, *, keyless: bool = False) -> None:
    """Read the settings and load the applications; doing it twice does nothing. A demo has a place of its own, unless one is named.

    `keyless`: nothing is signed or sealed, so no key is made where there is none yet; what only looks leaves no file behind.
    """
    if keyless:
        os.environ.setdefault("ANZE_SECRET_KEY", secrets.token_urlsafe(48))
    if demo:
        os.environ["ANZE_DEMO"] = "1"
        os.environ.setdefault("ANZE_DATA", "var/demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anze.project.settings")
    import django  # noqa: PLC0415 — loaded only by the commands that need it

    django.setup()


def where() -> str:
    """Return the database as a person knows it: the file, or the name on its host."""
    from django.db import connection  # noqa: PLC0415

    found = connection.settings_dict
    return str(found["NAME"]) if connection.vendor == "sqlite" else f"{found['HOST']} 上的 {found['NAME']}"


def bring_up_to_date() -> bool:
    """Migrate the database where it lags behind the program; say whether anything was done."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    refuse_half_way()
    executor: Any = MigrationExecutor(connection)
    behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    return behind


def refuse_half_way() -> None:
    """Refuse a database that was left between two versions whose steps have since been made one: Django would only fail on it."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    applied = set(MigrationRecorder(connection).applied_migrations())
    lacking = [f"{app}.{name}" for migration in MigrationLoader(None).disk_migrations.values() if applied & set(migration.replaces)
               for app, name in migration.replaces if (app, name) not in applied]
    if lacking:
        raise Refused([Problem(where(), 0, f"数据库停在较早的版本，缺 {len(lacking)} 步升级（{'、'.join(lacking)}），这些步骤已合并",
                               "先用当时的版本运行 anze manage migrate，再用现在的版本启动")])
