"""One more verb of an item: a unit joins after the assignment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Allow the step."""

    dependencies = [("supervision", "0001_initial")]
    operations = [
        migrations.AlterField("taskstep", "kind", models.CharField(choices=[
            ("plan", "立项"), ("change", "更改"), ("assign", "交办"), ("slip", "发督办单"), ("join", "增加承办单位"), ("close", "办结"), ("withdraw", "撤销"),
        ], max_length=12, verbose_name="步骤")),
    ]
