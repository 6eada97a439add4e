"""Cancel an export; let those go that are past their day."""

from datetime import datetime

from django.db.models import QuerySet

from anze.people.models import Account
from anze.workbook.kept import drop
from anze.workbook.models import Export


def cancel(export: Export) -> bool:
    """Cancel an export that is under way; the worker hears of it within a few hundred rows. Says whether there was anything to cancel."""
    return bool(Export.objects.under_way().filter(pk=export.pk).update(state="cancelled"))


def let_go(account: Account, now: datetime) -> None:
    """Delete what of an account has expired: copies of what is on record, not records."""
    forget(Export.objects.of(account), now)


def forget(exports: QuerySet[Export], now: datetime) -> int:
    """Delete those of the exports that have expired, and their files; return how many."""
    gone = list(exports.filter(expires_at__lt=now).values_list("pk", "uid"))
    Export.objects.filter(pk__in=[pk for pk, _ in gone]).delete()
    for _, uid in gone:
        drop(uid)
    return len(gone)
