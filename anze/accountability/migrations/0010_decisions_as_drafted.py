"""A decision keeps its words as they were drafted, and what it rests on (第三十二条)."""

from django.db import migrations

import anze.access.models.sealed


class Migration(migrations.Migration):

    dependencies = [("accountability", "0009_hearing_and_notice")]

    operations = [
        migrations.AddField(model_name="decision", name="text", field=anze.access.models.sealed.SealedText(blank=True, default="", verbose_name="决定书正文"),
                            preserve_default=False),
        migrations.AddField(model_name="decision", name="rests", field=anze.access.models.sealed.SealedText(blank=True, default="", verbose_name="所依据的"),
                            preserve_default=False),
    ]
