"""What a pack says has a digest of its own: asked again while that is the same, it is made on the same head, byte for byte (decisions/0051)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("dossiers", "0001_initial")]

    operations = [migrations.AddField("madedossier", "said", models.CharField("内容摘要", blank=True, db_index=True, default="", max_length=64))]
