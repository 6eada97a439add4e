"""Lifting takes two persons, a notice may replace those before it, what came on paper is entered with its day and scan, a draft is withdrawn by its drafter
(第三十一至三十三条)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import anze.access.models.sealed

_WAITING = models.Q(("approved_at", None), ("returned_at", None))
_TWO = models.Q(("approved_at", None), models.Q(("approved_by__isnull", False), models.Q(("approved_by", models.F("proposed_by")), _negated=True)),
                _connector="OR")
_WAYS = [("direct", "直接送达"), ("entrusted", "委托送达"), ("left", "留置送达"), ("post", "邮寄送达")]


class Migration(migrations.Migration):

    dependencies = [("accountability", "0010_decisions_as_drafted"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(model_name="decision", name="withdrawn", field=models.BooleanField(default=False, verbose_name="拟定人自己撤回")),
        migrations.AddField(model_name="served", name="replaces", field=models.BooleanField(default=False, verbose_name="代替以前的告知")),
        migrations.AddField(model_name="statement", name="received_on", field=models.DateField(blank=True, null=True, verbose_name="收到日期")),
        migrations.AddField(model_name="remedy", name="received_on", field=models.DateField(blank=True, null=True, verbose_name="收到日期")),
        migrations.AddField(model_name="casefile", name="remedy", field=models.ForeignKey(
            blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="files", to="accountability.remedy",
            verbose_name="复核和申诉")),
        migrations.CreateModel(
            name="Lifting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.CharField(default=anze.access.models.sealed.new_row, editable=False, max_length=32, unique=True, verbose_name="行标识")),
                ("on", models.DateField(verbose_name="解除日期")),
                ("way", models.CharField(choices=_WAYS, max_length=10, verbose_name="送达方式")),
                ("body", anze.access.models.sealed.SealedText(blank=True, verbose_name="认定机关")),
                ("basis", anze.access.models.sealed.SealedText(blank=True, verbose_name="认定的依据")),
                ("note", anze.access.models.sealed.SealedText(blank=True, verbose_name="说明")),
                ("proposed_at", models.DateTimeField(verbose_name="提请时间")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="退回时间")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("approved_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                                  to=settings.AUTH_USER_MODEL, verbose_name="批准人")),
                ("concerned", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="liftings", to="accountability.concerned",
                                                verbose_name="有关人员")),
                ("measures", models.ManyToManyField(related_name="liftings", to="accountability.measure", verbose_name="要解除的措施")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                                                  verbose_name="提请人")),
            ],
            options={
                "verbose_name": "解除",
                "ordering": ("concerned", "id"),
                "constraints": [
                    models.UniqueConstraint(condition=_WAITING, fields=("concerned",), name="case_one_lifting",
                                            violation_error_message="已有一件解除等待批准，请刷新页面。"),
                    models.CheckConstraint(condition=_TWO, name="case_lifting_two_persons",
                                           violation_error_message="提请解除的人不能批准，请由另一人批准。")],
            },
        ),
    ]
