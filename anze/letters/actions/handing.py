"""Handing out the files of letters: the digest of each is kept, so that it can be checked by whoever holds it (第二十四条)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from anze.letters.actions.stepping import change
from anze.letters.models import HandedFile, Letter
from anze.people.models import Account
from anze.record.actions import hold, record_all

VERB: Final = "给出责任书文件"


def hand_out(by: Account | None, now: datetime, files: Sequence[tuple[Letter, bytes]]) -> int:
    """Keep the digests of files that are given of letters, with an entry each, and return how many were not known yet. The same file again is no news."""
    told = {(letter.pk, hashlib.sha256(content).hexdigest()): letter for letter, content in files}
    if not _new(told):
        return 0
    with transaction.atomic():
        hold()
        fresh = _new(told)
        HandedFile.objects.bulk_create(HandedFile(letter=told[one], sha256=one[1], at=now) for one in fresh)
        record_all([change(by, now, told[one], VERB, after={"sha256": one[1]}) for one in fresh])
    return len(fresh)


def _new(told: dict[tuple[int, str], Letter]) -> list[tuple[int, str]]:
    known = set(HandedFile.objects.filter(letter__in={letter for letter, _ in told}).values_list("letter_id", "sha256"))
    return [one for one in told if one not in known]
