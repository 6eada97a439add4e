"""A statement may say that it is all, and a notice names the kinds of measure it intends (第三十二条)."""

from django.db import migrations, models

import anze.access.models.sealed


class Migration(migrations.Migration):

    dependencies = [("accountability", "0008_facts_about")]

    operations = [
        migrations.AddField(model_name="statement", name="nothing_more", field=models.BooleanField(default=False, verbose_name="没有其他要说的")),
        migrations.AddField(model_name="served", name="proposed",
                            field=anze.access.models.sealed.SealedText(blank=True, null=True, verbose_name="拟作的处理")),
    ]
