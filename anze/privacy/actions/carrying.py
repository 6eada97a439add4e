"""A second person carries out what was granted: says where the correction stands, or erases what is to be erased, for good."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.dossiers.actions.dropping import drop_holding
from anze.people.models import Account
from anze.privacy.actions.stepping import ready, take
from anze.privacy.codes import GROUNDS
from anze.privacy.models import DataRequest, Item, Step
from anze.privacy.queries.about import corrections, entries_with
from anze.record.actions import Change, record
from anze.record.actions.erasing import erase
from anze.record.actions.scrubbing import scrub_afterwards
from anze.record.models import Entry


def corrected(by: Account, now: datetime, request: DataRequest, *, entry: int, note: str = "") -> Step:
    """Say by which entry of the ledger the correction was made. Raises ValidationError where it is none about the person since the decision."""
    with transaction.atomic():
        found, decided = _granted(request)
        if entry not in {one.seq for one in corrections(found, decided.at)}:
            raise ValidationError({"entry": "请选择落实这次更正的那一条登记；还没有更正的，先在名册或者记录里更正。"})
        return take(by, now, found, "carry", note=note, entry=entry, decided_by=decided.by)


def erased(by: Account, now: datetime, request: DataRequest, *, note: str = "") -> Step:
    """Erase what was granted, in one transaction: what stands on the account, the texts of the ledger, the evidence packs still kept that hold them. The
    chain stays whole."""
    with transaction.atomic():
        found, decided = _granted(request)
        step = take(by, now, found, "carry", note=note, decided_by=decided.by)
        gone = [seq for item in found.items.filter(outcome="granted") for seq in _erase(by, now, found, item)]
        drop_holding(by, now, gone)
        scrub_afterwards()
    return step


def _granted(request: DataRequest) -> tuple[DataRequest, Step]:
    found = ready(request, "carry")
    return found, found.steps.select_related("by").get(kind="grant")


def _erase(by: Account, now: datetime, request: DataRequest, item: Item) -> list[int]:
    """Erase one item and return the numbers of the entries whose text it was."""
    reason = f"{GROUNDS[item.ground].source}，个人信息请求 {request.uid}"
    if item.seq is not None:
        return _erase_entries(by, now, [Entry.objects.get(seq=item.seq)], reason)
    account = Account.objects.filter(officer=request.officer).first()
    said = getattr(account, item.what, "")
    if account is None or not said:
        return []
    setattr(account, item.what, "")
    account.save(update_fields=[item.what])
    record(Change(at=now, actor=by, verb="依法删除联系方式", object_type="account", object_id=account.username, note=reason))
    return _erase_entries(by, now, entries_with(account, said), reason)


def _erase_entries(by: Account, now: datetime, entries: Iterable[Entry], reason: str) -> list[int]:
    found = list(entries)
    for entry in found:
        if Entry.objects.filter(pk=entry.pk, sealed__erased_at=None).exists():
            erase(by, now, entry, reason=reason)
    return [entry.seq for entry in found]
