"""Accountability (问责): what the app brings to others: decided measures as facts, of whom a case is pending, and nothing else of a case."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """Accountability (问责)."""

    name = "anze.accountability"
    verbose_name = "问责"

    def ready(self) -> None:
        """Bring in the facts and of whom a case is pending; keep the ledger's entries about cases to those who are on them."""
        from anze.accountability.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.accountability.policies import CASE_OBJECT, READING_OBJECT  # noqa: PLC0415
        from anze.accountability.queries.following import about  # noqa: PLC0415
        from anze.accountability.queries.lasting import settled  # noqa: PLC0415
        from anze.accountability.queries.ledger import entries_of  # noqa: PLC0415
        from anze.accountability.queries.pending import pending  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.record.confidential import keep_confidential  # noqa: PLC0415

        add_source(Source(name="accountability", types=TYPES | {READING_OBJECT}, read=read, pending=pending, settled=settled, about=about))
        keep_confidential(CASE_OBJECT, entries_of)
        keep_confidential(READING_OBJECT)
