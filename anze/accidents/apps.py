"""What accidents bring to the duties below: their facts, names and news."""

from django.apps import AppConfig


class AccidentsConfig(AppConfig):
    """The register of accidents."""

    name = "anze.accidents"

    def ready(self) -> None:
        """Bring in the accidents."""
        from anze.accidents.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.accidents.queries.calling import tell  # noqa: PLC0415
        from anze.accidents.queries.news import news  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415

        add_source(Source(name="accidents", types=TYPES, read=read, tell=tell, news=news))
