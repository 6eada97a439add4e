"""Account names are told apart without case and full-width letters: of several that are one so, the first keeps the name, the others sign in as written."""

import unicodedata

from django.db import migrations, models

import anze.people.models.account


def fold(apps, schema_editor):
    """Fold the name of every account. `#` stands in no account's name, so that what is set apart with it is never another's."""
    account = apps.get_model("people", "Account")
    taken, rows = set(), list(account.objects.order_by("pk").only("pk", "username"))
    for one in rows:
        name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", one.username).casefold())
        one.folded = f"{name}#{one.pk}" if name in taken else name
        taken.add(name)
    account.objects.bulk_update(rows, ["folded"], batch_size=500)


class Migration(migrations.Migration):
    """Adds the folded name, fills it, then holds it unique by an index with a condition: SQLite makes neither by rebuilding a table with triggers."""

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="folded",
            field=anze.people.models.account.FoldedName(editable=False, max_length=200, null=True, verbose_name="账号（不分大小写）"),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(condition=models.Q(("folded__isnull", False)), fields=("folded",), name="account_name_folded",
                                               violation_error_message="这个账号已有人使用（不分大小写、全角半角），请换一个。"),
        ),
    ]
