"""A case keeps the key of the ground from which it was begun."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accountability', '0002_ground_notes'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='ground_key',
            field=models.CharField(blank=True, db_index=True, max_length=120, verbose_name='线索的编号'),
        ),
    ]
