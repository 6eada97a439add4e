"""Keep who issued a document as it is printed on it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0002_kinds_of_the_code'),
    ]

    operations = [
        migrations.AddField(
            model_name='issued',
            name='organ',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='发文机关'),
        ),
    ]
