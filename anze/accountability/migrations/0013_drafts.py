"""What is typed into a form of a case is kept sealed while somebody types."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import anze.access.models.sealed


class Migration(migrations.Migration):

    dependencies = [("accountability", "0012_steps_by_two"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="CaseDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.CharField(default=anze.access.models.sealed.new_row, editable=False, max_length=32, unique=True, verbose_name="行标识")),
                ("form", models.CharField(max_length=64, verbose_name="哪张表")),
                ("typed", anze.access.models.sealed.SealedText(blank=True, verbose_name="填写的内容")),
                ("saved_at", models.DateTimeField(db_index=True, verbose_name="保存时间")),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="case_drafts", to=settings.AUTH_USER_MODEL,
                                              verbose_name="账号")),
                ("case", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="drafts",
                                           to="accountability.case", verbose_name="案件")),
            ],
            options={"verbose_name": "问责案件的草稿"},
        ),
        migrations.AddConstraint(model_name="casedraft", constraint=models.UniqueConstraint(fields=("account", "form"), name="one_case_draft_a_form")),
    ]
