"""What was lawfully erased is handed out no more: archives that are still kept and hold it go with it (个人信息保护法第四十七条)."""

import json
import zipfile
from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from anze.access.log import line
from anze.dossiers.models import MadeDossier
from anze.people.models import Account
from anze.record.verify_ledger import ENTRIES
from anze.workbook.kept import drop, place
from anze.workbook.models import Export


def drop_holding(by: Account, now: datetime, seqs: Collection[int]) -> int:
    """Let go of the kept archives that hold the text of one of these entries, and return how many. That each was made stays on record.

    Taken in the transaction that erases, which holds the ledger: no pack is sealed meanwhile. Which packs there are is told to nobody here but the
    security log, by their numbers: who carries an erasure out need not know that there are any.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("kept archives are let go inside the transaction that erases")
    wanted, dropped = frozenset(seqs), list[UUID]()
    for made in MadeDossier.objects.exclude(export=None).select_related("export").defer("export__content"):
        if made.export is not None and _holds(made.export.uid, wanted):
            line(now, by, "删去留存的履职证据包", "成功", object=str(made.uid))
            dropped.append(made.export.uid)
    Export.objects.filter(uid__in=dropped).delete()
    for uid in dropped:
        transaction.on_commit(partial(drop, uid), robust=True)
    return len(dropped)


def _holds(uid: UUID, seqs: frozenset[int]) -> bool:
    """Say whether the archive of an export holds the text of one of the entries. One that cannot be read is taken to hold it."""
    try:
        with zipfile.ZipFile(place(uid)) as archive, archive.open(ENTRIES) as lines:
            told = (json.loads(one) for one in lines)
            return any(one.get("seq") in seqs and bool(one.get("text")) for one in told)
    except FileNotFoundError:
        return False
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return True
