"""The database refuses to change the ledger; its pages find entries by unit and by account without reading them all."""

from django.db import migrations, models

from anze.record import guards


def lay(apps, schema_editor):
    guards.lay(schema_editor.connection)


def lift(apps, schema_editor):
    guards.lift(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("record", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["unit", "seq"], name="record_entry_unit")),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["actor", "seq"], name="record_entry_actor")),
        migrations.RunPython(lay, lift),
    ]
