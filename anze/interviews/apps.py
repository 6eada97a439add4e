"""What interviews bring to the duties below: their facts, names and news."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Interviews (约谈)."""

    name = "anze.interviews"

    def ready(self) -> None:
        """Bring in interviews and decisions."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.interviews.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.interviews.queries.calling import tell  # noqa: PLC0415
        from anze.interviews.queries.news import news  # noqa: PLC0415

        add_source(Source(name="interviews", types=TYPES, read=read, tell=tell, news=news))
