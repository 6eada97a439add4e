"""Each fact of a case says whom it concerns; those on record concern everybody who was on their case."""

from typing import Any

from django.db import migrations, models


def everybody(apps: Any, _: Any) -> None:
    """Let each fact on record concern all persons on its case: nothing told them apart until now."""
    fact, concerned = (apps.get_model("accountability", name) for name in ("Fact", "Concerned"))
    through = fact.about.through
    people: dict[int, list[int]] = {}
    for pk, case in concerned.objects.order_by("pk").values_list("pk", "case_id"):
        people.setdefault(case, []).append(pk)
    rows = fact.objects.order_by("pk").values_list("pk", "case_id")
    through.objects.bulk_create([through(fact_id=pk, concerned_id=one) for pk, case in rows for one in people.get(case, [])], batch_size=500)


class Migration(migrations.Migration):
    """`Fact.about`."""

    dependencies = [("accountability", "0007_decisions_apart")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="about",
            field=models.ManyToManyField(blank=True, related_name="facts", to="accountability.concerned", verbose_name="涉及谁"),
        ),
        migrations.RunPython(everybody, migrations.RunPython.noop),
    ]
