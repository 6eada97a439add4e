"""What supervision brings to the duties below: tasks as facts, their names and news, what came from a thing; whose files are whose; a figure."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision (督查督办)."""

    name = "anze.supervision"
    verbose_name = "督查督办"

    def ready(self) -> None:
        """Bring in tasks, names, news, dates, links, files and the figure."""
        from anze.duties.backgrounds import add_background  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.supervision.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.supervision.queries.assessed import register_figures  # noqa: PLC0415
        from anze.supervision.queries.background import background  # noqa: PLC0415
        from anze.supervision.queries.calling import entries, tell  # noqa: PLC0415
        from anze.supervision.queries.dates import dates  # noqa: PLC0415
        from anze.supervision.queries.files import register_files  # noqa: PLC0415
        from anze.supervision.queries.news import news  # noqa: PLC0415
        from anze.supervision.queries.origins import about, begin  # noqa: PLC0415

        add_background("tasks", background)
        add_source(Source(name="supervision", types=TYPES, read=read, tell=tell, entries=entries, news=news, dates=dates, open_dates=True, about=about,
                          begin=begin))
        register_files()
        register_figures()
