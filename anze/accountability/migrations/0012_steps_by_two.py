"""Lifting is proposed by one and approved by another; a proposal and a draft may be withdrawn; what came on paper is entered (第三十一至三十三条)."""

from django.db import migrations, models

_KINDS = [
    ("propose", "提请立案"), ("approve", "批准立案"), ("refuse", "不予批准"), ("withdraw", "撤回提请"), ("fact", "登记事实"),
    ("about", "补充事实涉及的人"), ("evidence", "登记证据"), ("file", "归入文件"), ("strike", "撤下登记"), ("member", "增加办案人员"),
    ("leave", "退出办案"), ("recuse", "回避"), ("close", "结案"), ("list", "列为有关人员"), ("drop", "不再列为有关人员"),
    ("change", "更改责任、管理权限"), ("circumstance", "登记情节"), ("repeat", "登记同一任期内再次追责"), ("test", "作尽职免责检验"),
    ("notify", "告知"), ("state", "陈述申辩"), ("enter_statement", "代为登记陈述申辩"), ("waive", "记明未陈述申辩"), ("draft", "拟定决定"),
    ("undraft", "撤回拟定"), ("return", "退回"), ("decide", "批准决定"), ("serve", "送达决定"), ("clear", "送达不予追究的决定"),
    ("receipt", "签收"), ("review", "申请复核、复审"), ("appeal", "申诉"), ("enter_review", "代为登记复核、复审申请"),
    ("enter_appeal", "代为登记申诉"), ("result", "登记结果"), ("unresult", "退回结果"), ("uphold", "批准维持"), ("alter", "批准变更"),
    ("revoke", "批准撤销"), ("propose_lift", "提请解除"), ("return_lift", "退回解除"), ("approve_lift", "批准解除"), ("lift", "解除"),
]
_DECIDING = ["approve", "refuse", "return", "decide", "unresult", "uphold", "alter", "revoke", "return_lift", "approve_lift"]


class Migration(migrations.Migration):

    dependencies = [("accountability", "0011_liftings_and_papers")]

    operations = [
        migrations.RemoveConstraint(model_name="step", name="case_step_once"),
        migrations.RemoveConstraint(model_name="step", name="case_step_two_persons"),
        migrations.AlterField(model_name="step", name="kind", field=models.CharField(choices=_KINDS, max_length=16, verbose_name="步骤")),
        migrations.AddConstraint(model_name="step", constraint=models.CheckConstraint(
            condition=models.Q(models.Q(("kind__in", _DECIDING), _negated=True),
                               models.Q(("proposed_by__isnull", False), models.Q(("by", models.F("proposed_by")), _negated=True)), _connector="OR"),
            name="case_step_two_persons", violation_error_message="提请、拟定的人不能批准，请由另一人办理。")),
        migrations.AddConstraint(model_name="step", constraint=models.UniqueConstraint(
            condition=models.Q(("concerned", None), ("kind__in", ["propose", "approve", "refuse", "withdraw", "close"])), fields=("case", "kind"),
            name="case_step_once", violation_error_message="这一步已经办过了，请刷新页面。")),
    ]
