"""What dangers and listings bring to the duties below: listed ones as facts, their names and news; whose files are whose."""

from django.apps import AppConfig


class HazardsConfig(AppConfig):
    """Dangers, listings and patrols."""

    name = "anze.hazards"
    verbose_name = "隐患"

    def ready(self) -> None:
        """Bring in listed dangers, names, news and files."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.hazards.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.hazards.queries.assessed import register_figures  # noqa: PLC0415
        from anze.hazards.queries.calling import tell  # noqa: PLC0415
        from anze.hazards.queries.dates import dates  # noqa: PLC0415
        from anze.hazards.queries.files import register_files  # noqa: PLC0415
        from anze.hazards.queries.monthly import about  # noqa: PLC0415
        from anze.hazards.queries.news import news  # noqa: PLC0415

        add_source(Source(name="hazards", types=TYPES, read=read, tell=tell, news=news, about=about, dates=dates))
        register_files()
        register_figures()
