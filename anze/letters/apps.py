"""What letters bring to the duties below: their facts, names, news, and how many of their numbers are kept."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters of responsibility (责任书)."""

    name = "anze.letters"
    verbose_name = "责任书"

    def ready(self) -> None:
        """Bring in letters."""
        from anze.duties.backgrounds import add_background  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.letters.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.letters.queries.background import background  # noqa: PLC0415
        from anze.letters.queries.calling import entries, tell  # noqa: PLC0415
        from anze.letters.queries.checked import register_checks  # noqa: PLC0415
        from anze.letters.queries.dates import dates  # noqa: PLC0415
        from anze.letters.queries.news import news  # noqa: PLC0415
        from anze.letters.queries.outcomes import register_figures  # noqa: PLC0415

        add_background("letters", background)
        add_source(Source(name="letters", types=TYPES, read=read, tell=tell, entries=entries, news=news, dates=dates, open_dates=True))
        register_figures()
        register_checks()
