"""How an act stands: taken back, not so, waiting for the leader, backfilled; and the filter for each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from anze.acts.models import Act, Confirmation

STATUSES: Final[Mapping[str, str]] = {
    "stands": "有效", "backfilled": "补录", "waiting": "待本人确认", "confirmed": "本人已确认", "disputed": "本人不认可", "withdrawn": "已撤回",
}


def lamps_of(act: Act, moment: datetime, confirmations: Iterable[Confirmation] | None = None) -> list[str]:
    """Return the lamps of an act as it stood before `moment`, the weightiest first; none for an act that simply stands.

    Needs `withdrawal` fetched, and `confirmations`: given, or fetched with the act.
    """
    found = []
    answers = [one for one in (act.confirmations.all() if confirmations is None else confirmations) if one.at < moment]
    if hasattr(act, "withdrawal") and act.withdrawal.at < moment:
        found.append("withdrawn")
    if any(not one.accepted for one in answers):
        found.append("disputed")
    elif act.on_behalf_of_id and not found:
        found.append("confirmed" if answers else "waiting")
    if act.backfilled:
        found.append("backfilled")
    return found


def of_status(acts: "QuerySet[Act]", status: str, moment: datetime) -> "QuerySet[Act]":
    """Narrow acts to those that stood so before `moment`; all for a status that is none."""
    gone = Q(withdrawal__at__lt=moment)
    answer = Confirmation.objects.filter(act=OuterRef("pk"), at__lt=moment)
    said_no, said_yes = Exists(answer.filter(accepted=False)), Exists(answer.filter(accepted=True))
    narrowed = {
        "withdrawn": Q(gone), "backfilled": Q(backfilled=True), "disputed": Q(said_no), "confirmed": Q(said_yes) & ~gone,
        "waiting": Q(on_behalf_of__isnull=False) & ~Exists(answer) & ~gone, "stands": ~gone & ~said_no,
    }
    return acts.filter(narrowed[status]) if status in narrowed else acts
