"""Requests about personal data (个人信息请求): what the app brings to others."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Requests about personal data (个人信息请求)."""

    name = "anze.privacy"
    verbose_name = "个人信息请求"

    def ready(self) -> None:
        """Say what the ledger's entries are about (no fact of the law), what is told, and whose evidence is whose."""
        from anze.duties.sources import Source, add_source  # noqa: PLC0415 — models are ready only now
        from anze.papers.policies import register_case  # noqa: PLC0415
        from anze.privacy.codes import EVIDENCE, OBJECT  # noqa: PLC0415
        from anze.privacy.queries.entitled import address_of, may_see_files, unit_of  # noqa: PLC0415
        from anze.privacy.queries.news import news  # noqa: PLC0415

        add_source(Source(name="privacy", types=frozenset({OBJECT}), news=news))
        register_case(OBJECT, may_see_files, address=address_of, unit=unit_of, purposes=(EVIDENCE,))
