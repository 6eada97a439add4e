"""What is lawfully erased is gone from the rows, the ledger, the search, the exports and the database file; the chain stays whole."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from anze.accounts.actions.accounts import change_account
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.privacy.actions import carrying, deciding, filing
from anze.privacy.actions.filing import Asked
from anze.privacy.models import DataRequest
from anze.privacy.queries.lawful import choices
from anze.record.actions import Change, record
from anze.record.actions.checkpoint import head_now
from anze.record.actions.scrubbing import scrub
from anze.record.export import exported
from anze.record.models import Entry, Sealed
from anze.record.verify import verify
from anze.record.verify_ledger import check
from tests.cast import Cast, make_cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
LATER = NOW + timedelta(hours=2)
CANARY = "canary7f3a@example.invalid"
EMAIL = Asked("erase", data=("email",), reason="换了单位，不再用这个邮箱。")


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any, settings: Any, tmp_path: Path) -> None:
    time_machine.move_to(NOW, tick=False)
    settings.FILES = tmp_path / "files"


def with_email(cast: Cast) -> Account:
    """An account whose e-mail was entered, changed once, and stands in two entries of the ledger."""
    account = cast.account["甲"]
    change_account(account, NOW, account, email=CANARY)
    change_account(account, NOW, account, large_type=True)
    return account


def beside(cast: Cast, note: str) -> int:
    """The entry of a tenure beside which somebody wrote what does not belong there."""
    with transaction.atomic():
        return record(Change(at=NOW, actor=cast.account["英德安委办"], verb="登记任期", object_type="tenure", object_id="999", unit="yd", on_behalf="p1",
                             after={"officer": "p1", "post": "party_head"}, note=note)).seq


def state(request: DataRequest) -> str:
    found: Any = DataRequest.objects.with_state().get(pk=request.pk)
    return str(found.state)


def granted(cast: Cast, asked: Asked, *keys: str) -> DataRequest:
    """A request that the head has decided, item by item."""
    made = filing.file(cast.account["甲"], NOW, asked)
    deciding.decide_items(cast.account["市安委办主任"], NOW, made, dict(enumerate(keys, 1)), note="核实过。")
    return made


@pytest.mark.django_db
def test_an_email_goes_from_the_account_and_from_every_text_of_the_ledger_and_the_chain_stays_whole(cast: Cast) -> None:
    with_email(cast)
    before = Sealed.objects.filter(text__contains=CANARY).count()
    outside = head_now(NOW)
    assert before and outside
    made = granted(cast, EMAIL, "granted:consent")
    carrying.erased(cast.account["英德安委办"], LATER, made)
    cast.account["甲"].refresh_from_db()
    assert cast.account["甲"].email == ""
    assert not Sealed.objects.filter(text__contains=CANARY).exists()
    assert Sealed.objects.exclude(erased_at=None).count() == before
    verdict = verify([outside])
    assert (verdict.whole, verdict.erased) == (True, before)
    lines = list(exported(texts=True))
    assert check(lines, [outside.written()])[2] == []
    assert CANARY not in "".join(lines)
    assert {entry.sealed.text.count("第四十七条") for entry in Entry.objects.filter(verb="擦除内容").select_related("sealed")} == {1}
    assert CANARY not in cast.client("系统管理员").get("/accounts/?q=canary").content.decode()
    assert state(made) == "done"


@pytest.mark.django_db
def test_an_erasure_without_its_entry_would_be_found_out(cast: Cast) -> None:
    """Planted: somebody empties a text as the trigger allows, and tells nobody."""
    with_email(cast)
    Sealed.objects.filter(entry__object_id="甲").filter(text__contains=CANARY).update(text="", key=b"", erased_at=NOW)
    assert any("没有擦除的记录" in fault.what for fault in verify().faults)


@pytest.mark.django_db
def test_the_record_of_duties_stays_but_for_what_should_never_have_been_written(cast: Cast) -> None:
    """Names and tenures may only be refused, in the ledger as in the register; what somebody wrote beside them may go, with the reason said (第三十一条)."""
    tenure = Entry.objects.filter(object_type="tenure", on_behalf="p1").latest("seq").seq
    noted = beside(cast, "身份证号误录在此")
    with_email(cast)
    account = Entry.objects.filter(object_type="account", object_id="甲").latest("seq")
    made = filing.file(cast.account["甲"], NOW, Asked("erase", data=("register", "entry"), seqs=(tenure, noted, account.seq), reason="请删除"))
    register, bare, duty, other = made.items.all()
    assert all(key.startswith("refused:") for key in (*choices(register), *choices(bare)))
    assert [key for key in choices(duty) if key.startswith("granted")] == ["granted:unlawful"]
    assert "granted:needless" in choices(other)
    head = cast.account["市安委办主任"]
    with pytest.raises(ValidationError) as fault:
        deciding.decide_items(head, NOW, made, {1: "granted:consent", 2: "granted:unlawful", 3: "granted:needless", 4: "refused:log"})
    assert set(fault.value.error_dict) == {"item-1", "item-2", "item-3", "item-4"}
    chosen = {1: "refused:liability", 2: "refused:liability", 3: "granted:unlawful", 4: "refused:retention"}
    with pytest.raises(ValidationError, match="写明其中哪些与履职无关"):
        deciding.decide_items(head, NOW, made, chosen, note=" ")
    deciding.decide_items(head, NOW, made, chosen, note="身份证号与履职无关。")
    carrying.erased(cast.account["英德安委办"], LATER, made)
    assert list(Sealed.objects.exclude(erased_at=None).values_list("entry_id", flat=True)) == [noted]
    page = cast.client("甲").get(f"/data-requests/mine/{made.uid}/").content.decode()
    assert "第三十一条" in page and "投诉、举报" in page


@pytest.mark.django_db
def test_both_see_what_they_erase_and_are_warned(cast: Cast) -> None:
    """Neither holds ledger.view: the pages themselves show verb, object, time and content, and what the law needs of it (第三十一条)."""
    tenure = Entry.objects.filter(object_type="tenure", on_behalf="p1").latest("seq").seq
    noted = beside(cast, "身份证号误录在此")
    made = filing.file(cast.account["甲"], NOW, Asked("erase", data=("entry",), seqs=(tenure, noted), reason="请删除"))
    head, office = cast.client("市安委办主任"), cast.client("英德安委办")
    page = head.get(f"/data-requests/{made.uid}/decide/").content.decode()
    for words in (f"账本第 {noted} 条的内容", "登记任期（任期", "2026年3月2日 09:00", "身份证号误录在此", "<dd>甲某</dd>", "<dd>党委主要负责人</dd>",
                  "只能不予删除", "谁也不能恢复"):
        assert words in page, words
    assert "party_head" not in page
    assert "身份证号误录在此" not in head.get(f"/data-requests/{made.uid}/").content.decode()
    sent = head.post(f"/data-requests/{made.uid}/decide/", {"item-1": "refused:liability", "item-2": "granted:unlawful", "note": ""})
    assert sent.status_code == 422 and "写明其中哪些与履职无关" in sent.content.decode()
    sent = head.post(f"/data-requests/{made.uid}/decide/", {"item-1": "refused:liability", "item-2": "granted:unlawful", "note": "与履职无关"})
    assert sent.status_code == 302
    page = office.get(f"/data-requests/{made.uid}/carry/").content.decode()
    assert "身份证号误录在此" in page and "谁也不能恢复" in page and "已经下载出去的证据包" in page and f"第 {tenure} 条" not in page
    unread = office.post(f"/data-requests/{made.uid}/carry/", {"note": ""})
    assert unread.status_code == 422 and "再勾选" in unread.content.decode()
    assert not Sealed.objects.exclude(erased_at=None).exists()
    assert office.post(f"/data-requests/{made.uid}/carry/", {"note": "", "read": "on"}).status_code == 302
    assert Sealed.objects.exclude(erased_at=None).get().entry_id == noted


@pytest.mark.django_db
def test_where_all_is_refused_so_is_the_request(cast: Cast) -> None:
    made = granted(cast, Asked("erase", data=("acts", "log"), reason="请删除"), "refused:liability", "refused:log")
    assert state(made) == "refused"
    with pytest.raises(ValidationError, match="不能落实"):
        carrying.erased(cast.account["英德安委办"], LATER, made)


@pytest.mark.django_db
def test_entries_of_others_cannot_be_asked_for(cast: Cast) -> None:
    others = Entry.objects.filter(object_type="tenure", on_behalf="p9").latest("seq").seq
    with pytest.raises(ValidationError, match="不是关于您的"):
        filing.file(cast.account["甲"], NOW, Asked("erase", data=("entry",), seqs=(others,), reason="请删除"))
    answer = cast.client("甲").post("/data-requests/mine/erase/", {"what": ["entry"], "seqs": "十二", "reason": "请删除"})
    assert answer.status_code == 422 and "不是条号" in answer.content.decode()


@pytest.mark.django_db
def test_who_decided_does_not_erase_and_the_page_asks_again(cast: Cast) -> None:
    with_email(cast)
    made = granted(cast, EMAIL, "granted:consent")
    with pytest.raises(ValidationError, match="另一人落实"):
        carrying.erased(cast.account["市安委办主任"], LATER, made)
    client = cast.client("英德安委办")
    page = client.get(f"/data-requests/{made.uid}/carry/").content.decode()
    assert "删除，不能恢复" in page and "账号上的邮箱" in page
    assert client.post(f"/data-requests/{made.uid}/carry/", {"note": ""}).status_code == 302
    assert not Sealed.objects.filter(text__contains=CANARY).exists()
    again = client.post(f"/data-requests/{made.uid}/carry/", {"note": ""}, follow=True)
    assert "已办结" in again.content.decode()


def raw() -> bytes:
    """Everything that lies in the database's files."""
    there = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in there.parent.glob(f"{there.name}*"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of a server are not ours to read")
def test_nothing_is_left_in_the_database_file_nor_in_its_log() -> None:
    """Pages that were freed are overwritten, the log is emptied after the erasure. Planted before: the canary is there."""
    cast = make_cast()
    with_email(cast)
    assert CANARY.encode() in raw()
    made = granted(cast, EMAIL, "granted:consent")
    carrying.erased(cast.account["英德安委办"], LATER, made)
    assert CANARY.encode() not in raw()
    assert verify().whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of a server are not ours to read")
def test_without_overwriting_it_would_still_be_there_and_scrubbing_removes_it(tmp_path: Path) -> None:
    """Planted: a database that lets go of pages without overwriting them, as SQLite does unless told."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    cast = make_cast()
    with_email(cast)
    made = granted(cast, EMAIL, "granted:consent")
    carrying.erased(cast.account["英德安委办"], LATER, made)
    assert CANARY.encode() in raw()
    scrub()
    assert CANARY.encode() not in raw()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
    with sqlite3.connect(connection.settings_dict["NAME"]) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
