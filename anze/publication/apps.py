"""What this app tells the ones below it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Publication."""

    name = "anze.publication"
    verbose_name = "公布"

    def ready(self) -> None:
        """Say what kinds of object the ledger's entries are about: none of them is a fact of the law."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now

        add_source(Source(name="publication", types=frozenset({"notice", "retraction"})))
