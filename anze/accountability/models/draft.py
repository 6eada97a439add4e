"""What was typed into a form of a case and not yet sent."""

import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import models

from anze.access.models import SealedRow, SealedText
from anze.accountability.models.case import Case


class CaseDraft(SealedRow):
    """What an account has typed into a form and not yet sent; one a form, sealed, and nobody else's to see. It is no part of the case.

    `form` is a keyed digest of the form's address, which may say whom a case is about. Empty once the form was sent or the draft not wanted any more: so
    that a window that was left open does not bring it back.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="case_drafts", verbose_name="账号")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="drafts", verbose_name="案件")
    form = models.CharField("哪张表", max_length=64)
    typed = SealedText("填写的内容", blank=True)
    saved_at = models.DateTimeField("保存时间", db_index=True)

    class Meta:
        verbose_name = "问责案件的草稿"
        constraints = (models.UniqueConstraint(fields=("account", "form"), name="one_case_draft_a_form"),)

    @property
    def data(self) -> Mapping[str, Sequence[str]]:
        """The fields with their values; none once it was sent. Raises CannotOpen."""
        found: Mapping[str, Sequence[str]] = json.loads(self.typed or "{}")
        return found

    @property
    def stamp(self) -> str:
        """What a page says that it began from."""
        return f"{self.saved_at.timestamp():.6f}{'' if self.typed else ' sent'}"
