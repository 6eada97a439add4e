"""What tours bring to the duties below: their facts, names, news, figures; whose files are whose."""

from django.apps import AppConfig


class ToursConfig(AppConfig):
    """Tours (巡查)."""

    name = "anze.tours"
    verbose_name = "安全生产巡查"

    def ready(self) -> None:
        """Bring in tours that have ended, names, news, figures and files."""
        from anze.duties.figures import add_figure  # noqa: PLC0415 — models are ready only now
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.tours.facts import TYPES, read  # noqa: PLC0415
        from anze.tours.queries.assessed import FIGURES  # noqa: PLC0415
        from anze.tours.queries.calling import tell  # noqa: PLC0415
        from anze.tours.queries.due import dates  # noqa: PLC0415
        from anze.tours.queries.files import register_files  # noqa: PLC0415
        from anze.tours.queries.news import news  # noqa: PLC0415

        add_source(Source(name="tours", types=TYPES, read=read, tell=tell, news=news, dates=dates, open_dates=True))
        for one in FIGURES:
            add_figure(one)
        register_files()
