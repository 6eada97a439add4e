"""Drafts of forms, saved by themselves and restored."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What an account has typed into a form and not yet sent; one a form."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "草稿"
        constraints = (models.UniqueConstraint(fields=("account", "form"), name="one_draft_a_form"),)
