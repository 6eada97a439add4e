"""Vetting (考察): what the app brings to others."""

from django.apps import AppConfig


class VettingConfig(AppConfig):
    """Vetting (考察)."""

    name = "anze.vetting"
    verbose_name = "考察"

    def ready(self) -> None:
        """Say what the ledger's entries are about (no fact of the law), and whose statements are whose."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now
        from anze.vetting.codes import OBJECT  # noqa: PLC0415
        from anze.vetting.queries.mine import looked_up  # noqa: PLC0415
        from anze.vetting.queries.statements import register_statements  # noqa: PLC0415

        add_source(Source(name="vetting", types=frozenset({OBJECT}), looked_up=looked_up))
        register_statements()
