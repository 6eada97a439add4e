"""Lay down that the system administrator neither takes over nor shuts out another administrator."""

from typing import Any

from django.db import migrations

from anze.access import triggers


def lay(apps: Any, schema_editor: Any) -> None:
    """Lay all triggers down anew, the one that is added included."""
    triggers.lift(schema_editor.connection)
    triggers.lay(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers only. Later migrations that make people_account or access_grant anew on SQLite lift them first."""

    dependencies = [("access", "0001_squashed")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop, elidable=False)]
