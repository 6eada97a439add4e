"""A result taken back goes its way anew, so that it may be taken back more than once; what was taken back before is set on that way."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def set_on_the_way(apps: Any, schema_editor: Any) -> None:
    """Give the assessment of every result that was taken back the step that says so, unless it has gone further since."""
    steps = apps.get_model("assessments", "Step").objects
    for note in apps.get_model("publication", "Retraction").objects.filter(kind="result").order_by("pk"):
        last = steps.filter(assessment__uid=note.key, kind__in=("publish", "refreeze", "retract")).order_by("-pk").first()
        if last is not None and last.kind == "publish" and last.at <= note.at:
            steps.create(assessment_id=last.assessment_id, kind="retract", on=note.at.date(), at=note.at, by_id=note.by_id, note=note.reason)


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0002_retracted'),
        ('people', '0001_squashed'),
        ('publication', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='retraction',
            name='withdrawn_once',
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'notice')), fields=('key',), name='notice_withdrawn_once', violation_error_message='这份公告已经撤回，请刷新页面。'),
        ),
        migrations.RunPython(set_on_the_way, migrations.RunPython.noop),
    ]
