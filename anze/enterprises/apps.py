"""What this app tells the ones below it."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Production units, grids, delegations."""

    name = "anze.enterprises"
    verbose_name = "生产经营单位"

    def ready(self) -> None:
        """Say what kinds of object the ledger's entries are about, and what lapses soon."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now
        from anze.enterprises.queries.dates import dates  # noqa: PLC0415
        from anze.enterprises.queries.news import lapsing_news  # noqa: PLC0415

        types = frozenset({"enterprise", "kind", "charge", "cell", "cell_holder", "delegation", "enterprise_import"})
        add_source(Source(name="enterprises", types=types, news=lapsing_news, dates=dates))
