"""Evidence packs (履职证据包): what the app brings to others."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Evidence packs (履职证据包)."""

    name = "anze.dossiers"
    verbose_name = "履职证据包"

    def ready(self) -> None:
        """Say what the ledger's entries are about: no fact of the law, and nobody's business but of those who may know that a pack was made."""
        from anze.dossiers.queries.proof import OWN, entries_of  # noqa: PLC0415 — models are ready only now
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.record.confidential import keep_confidential  # noqa: PLC0415

        add_source(Source(name="dossiers", types=frozenset({OWN})))
        keep_confidential(OWN, entries_of)
