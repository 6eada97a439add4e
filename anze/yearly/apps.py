"""What this app tells the ones below it."""

from django.apps import AppConfig


class YearlyConfig(AppConfig):
    """The year's calendar, the tasks of the year, calendar feeds."""

    name = "anze.yearly"
    verbose_name = "年度工作"

    def ready(self) -> None:
        """Say what kinds of object the ledger's entries are about: none of them is a fact of the law."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now
        from anze.yearly.queries.reports import begun_from  # noqa: PLC0415

        add_source(Source(name="yearly", types=frozenset({"year_task", "calendar_feed", "duty_report"}), begin=begun_from))
