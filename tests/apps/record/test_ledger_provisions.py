"""The ledger shows an entry that stands for several provisions, and gives its head as a file."""

import json

from django.db import transaction

from anze.record.actions import Change, record
from anze.record.models import Entry
from tests.cast import LONG_AGO, Cast


def test_an_entry_for_several_provisions_is_shown_with_each(cast: Cast) -> None:
    with transaction.atomic():
        entry = record(Change(at=LONG_AGO, actor=None, verb="登记履职", object_type="act", object_id="x", unit="yd", provision="6.7 7.p2 无此条"))
    for address in ("/ledger/", f"/ledger/{entry.seq}/"):
        page = cast.client("审计").get(address)
        assert page.status_code == 200
        assert "第六条（七）、第七条第二款、无此条" in page.content.decode()


def test_the_auditor_takes_the_head_away_as_a_file(cast: Cast) -> None:
    said = json.loads(cast.client("审计").get("/verify/checkpoint/").content)
    last = Entry.objects.order_by("-seq")[0]
    assert (said["seq"], said["digest"]) == (last.seq, last.digest)
    assert cast.client("英德安委办").get("/verify/checkpoint/").status_code == 403
