"""Cancel an export; let those go that are past their day."""

from datetime import datetime

from anze.people.models import Account
from anze.workbook.models import Export


def cancel(export: Export) -> bool:
    """Cancel an export that is under way; the worker hears of it within a few hundred rows. Says whether there was anything to cancel."""
    return bool(Export.objects.under_way().filter(pk=export.pk).update(state="cancelled"))


def let_go(account: Account, now: datetime) -> None:
    """Delete what has expired: copies of what is on record, not records."""
    Export.objects.of(account).filter(expires_at__lt=now).delete()
