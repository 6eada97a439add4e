"""What papers bring to the duties below: which entries of the ledger are about them."""

from typing import Final

from django.apps import AppConfig

TYPES: Final = frozenset({"paper", "paper_number", "case_file", "paper_template", "letterhead"})


class PapersConfig(AppConfig):
    """Official documents and files of cases."""

    name = "anze.papers"

    def ready(self) -> None:
        """Say which entries change no fact of the law."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now

        add_source(Source(name="papers", types=TYPES))
