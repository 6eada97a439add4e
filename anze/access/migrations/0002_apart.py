"""Nobody grants to himself; the database itself keeps the three administrators apart, and keeps grants and the security log."""

from django.db import migrations, models
from django.db.models import F, Q

from anze.access import triggers


def lay(apps, schema_editor):
    triggers.lay(schema_editor.connection)


def lift(apps, schema_editor):
    triggers.lift(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("access", "0001_initial"), ("people", "0001_initial")]

    # The constraints come first: SQLite makes the table anew for them, and a table made anew has no triggers.
    operations = [
        migrations.AddConstraint("grant", models.CheckConstraint(condition=~Q(given_by=F("account")), name="grant_not_to_oneself",
                                                                 violation_error_message="不能给自己授权。")),
        migrations.AddConstraint("recordsfor", models.CheckConstraint(condition=~Q(given_by=F("account")), name="records_for_not_to_oneself",
                                                                      violation_error_message="不能给自己授权。")),
        migrations.RunPython(lay, lift),
    ]
