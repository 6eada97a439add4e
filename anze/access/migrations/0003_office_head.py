"""A role for the head of the committee's office (安委办负责人), who decides on interviews (第二十一条)."""

from django.db import migrations, models
from django.db.models import Q

from anze.access import triggers

ROLES = [("office", "安委办"), ("office_head", "安委办负责人"), ("leader", "领导干部"), ("secretary", "秘书（代录）"), ("liaison", "部门联络员"), ("discipline", "纪检监察"),
         ("organisation", "组织部门"), ("auditor", "审计核查"), ("system_admin", "系统管理员"), ("security_admin", "安全管理员"), ("audit_admin", "审计管理员")]


def lay(apps, schema_editor):
    triggers.lay(schema_editor.connection)


def lift(apps, schema_editor):
    triggers.lift(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("access", "0002_apart")]

    # SQLite makes the table anew for a constraint, and a table made anew has no triggers: they are lifted before and laid down again.
    operations = [
        migrations.RunPython(lift, lay),
        migrations.RemoveConstraint("grant", "grant_role"),
        migrations.AlterField("grant", "role", models.CharField(choices=ROLES, max_length=20, verbose_name="角色")),
        migrations.AddConstraint("grant", models.CheckConstraint(condition=Q(role__in=[role for role, _ in ROLES]), name="grant_role",
                                                                 violation_error_message="角色不在可选范围内。")),
        migrations.RunPython(lay, lift),
    ]
