"""What keeps a measure from ending by itself is proposed by one and approved by another (政务处分法第二十六条)."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import anze.access.models.sealed

_KINDS = [
    ("propose", "提请立案"), ("approve", "批准立案"), ("refuse", "不予批准"), ("withdraw", "撤回提请"), ("fact", "登记事实"),
    ("about", "补充事实涉及的人"), ("evidence", "登记证据"), ("file", "归入文件"), ("strike", "撤下登记"), ("member", "增加办案人员"),
    ("leave", "退出办案"), ("recuse", "回避"), ("close", "结案"), ("list", "列为有关人员"), ("drop", "不再列为有关人员"),
    ("change", "更改责任、管理权限"), ("circumstance", "登记情节"), ("repeat", "登记同一任期内再次追责"), ("test", "作尽职免责检验"),
    ("notify", "告知"), ("state", "陈述申辩"), ("enter_statement", "代为登记陈述申辩"), ("waive", "记明未陈述申辩"), ("draft", "拟定决定"),
    ("undraft", "撤回拟定"), ("return", "退回"), ("decide", "批准决定"), ("serve", "送达决定"), ("clear", "送达不予追究的决定"),
    ("receipt", "签收"), ("review", "申请复核、复审"), ("appeal", "申诉"), ("enter_review", "代为登记复核、复审申请"),
    ("enter_appeal", "代为登记申诉"), ("result", "登记结果"), ("unresult", "退回结果"), ("uphold", "批准维持"), ("alter", "批准变更"),
    ("revoke", "批准撤销"), ("propose_lift", "提请解除"), ("return_lift", "退回解除"), ("approve_lift", "批准解除"),
    ("propose_stop", "提请不自动解除"), ("return_stop", "退回不自动解除"), ("approve_stop", "批准不自动解除"), ("strike_stop", "撤下不自动解除"),
    ("lift", "解除"),
]
_DECIDING = ["approve", "refuse", "return", "decide", "unresult", "uphold", "alter", "revoke", "return_lift", "approve_lift", "return_stop", "approve_stop"]
_TWO = models.Q(("approved_at", None), models.Q(("approved_by__isnull", False), models.Q(("approved_by", models.F("proposed_by")), _negated=True)),
                _connector="OR")


def _by(label: str, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name=label, **more)


class Migration(migrations.Migration):

    dependencies = [("accountability", "0013_drafts"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.CharField(default=anze.access.models.sealed.new_row, editable=False, max_length=32, unique=True, verbose_name="行标识")),
                ("on", models.DateField(verbose_name="发生日期")),
                ("text", anze.access.models.sealed.SealedText(verbose_name="情形")),
                ("basis", anze.access.models.sealed.SealedText(verbose_name="认定的机关和依据")),
                ("proposed_at", models.DateTimeField(verbose_name="提请时间")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="退回时间")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                ("approved_by", _by("批准人", blank=True, null=True)),
                ("proposed_by", _by("提请人")),
                ("concerned", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="accountability.concerned",
                                                verbose_name="有关人员")),
                ("measure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="accountability.measure",
                                              verbose_name="措施")),
            ],
            options={
                "verbose_name": "不自动解除的情形",
                "ordering": ("concerned", "id"),
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("returned_at", None), ("struck_at", None)), fields=("measure",), name="case_one_stop",
                                            violation_error_message="这项措施已经提请或者登记了不自动解除的情形，请刷新页面。"),
                    models.CheckConstraint(condition=_TWO, name="case_stop_two_persons",
                                           violation_error_message="提请的人不能批准，请由另一人批准。")],
            },
        ),
        migrations.RemoveConstraint(model_name="step", name="case_step_two_persons"),
        migrations.AlterField(model_name="step", name="kind", field=models.CharField(choices=_KINDS, max_length=16, verbose_name="步骤")),
        migrations.AddConstraint(model_name="step", constraint=models.CheckConstraint(
            condition=models.Q(models.Q(("kind__in", _DECIDING), _negated=True),
                               models.Q(("proposed_by__isnull", False), models.Q(("by", models.F("proposed_by")), _negated=True)), _connector="OR"),
            name="case_step_two_persons", violation_error_message="提请、拟定的人不能批准，请由另一人办理。")),
    ]
