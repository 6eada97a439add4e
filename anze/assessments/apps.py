"""What assessments bring to the duties below: results and steps as facts, their names and news; whose files are whose."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Yearly assessments."""

    name = "anze.assessments"
    verbose_name = "年度考核"

    def ready(self) -> None:
        """Bring in results, names, news and files."""
        from anze.assessments.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.assessments.queries.calling import tell  # noqa: PLC0415
        from anze.assessments.queries.checked import register_checks  # noqa: PLC0415
        from anze.assessments.queries.files import register_files  # noqa: PLC0415
        from anze.assessments.queries.news import news  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415

        add_source(Source(name="assessments", types=TYPES, read=read, tell=tell, news=news))
        register_files()
        register_checks()
