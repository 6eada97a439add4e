"""Who reads the ledger, what of it, and how it is checked from a page."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import load_workbook

from anze.people.moment import SHANGHAI
from anze.record import guards, views
from anze.record.actions import Change, record_all
from anze.record.actions.checkpoint import head_now, write_checkpoint
from anze.record.actions.erasing import erase
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=SHANGHAI)
CANARY = "望埠机密纪要"


@pytest.fixture
def acts(cast: Cast, settings: Any, tmp_path: Any) -> Iterator[Cast]:
    """The cast, with 120 entries about acts of 望埠 and one of 太和."""
    settings.CHECKPOINTS = tmp_path / "checkpoints"
    from django.db import transaction

    with transaction.atomic():
        record_all([Change(at=NOW, actor=cast.account["望埠安委办"], verb="登记履职", object_type="act", object_id=f"w{n}", unit="wb",
                           happened_on=date(2026, 2, 28), provision="8.1", on_behalf="p4", after={"title": f"会议{n}", "minutes": CANARY}) for n in range(120)])
        record_all([Change(at=NOW, actor=None, verb="登记履职", object_type="act", object_id="t1", unit="th", after={"title": "太和会议"})])
    yield cast


def test_entries_are_read_within_reach_only(acts: Cast) -> None:
    page = acts.client("纪委").get("/ledger/").content.decode()
    assert "w119" in page
    assert "t1<" not in page
    assert "t1<" in acts.client("审计").get("/ledger/").content.decode()
    entry = Entry.objects.get(object_id="t1")
    assert acts.client("纪委").get(f"/ledger/{entry.seq}/").status_code == 404
    assert acts.client("审计").get(f"/ledger/{entry.seq}/").status_code == 200


@pytest.mark.parametrize("who", ["英德安委办", "甲", "甲的秘书", "应急局联络员", "组织部", "系统管理员", "安全管理员", "审计管理员"])
def test_nobody_else_reads_the_ledger(acts: Cast, who: str) -> None:
    entry = Entry.objects.get(object_id="w1")
    assert {acts.client(who).get(address).status_code for address in ("/ledger/", f"/ledger/{entry.seq}/")} == {403}


@pytest.mark.parametrize("who", ["英德安委办", "甲", "纪委", "组织部", "系统管理员", "安全管理员"])
def test_only_the_auditor_and_the_audit_administrator_check_it(acts: Cast, who: str) -> None:
    assert {acts.client(who).get(address).status_code for address in ("/verify/", "/verify/sample/")} == {403}
    assert acts.client(who).post("/verify/").status_code == 403


def test_pages_turn_by_number_without_gaps(acts: Cast) -> None:
    client, seen, address = acts.client("审计"), [], "/ledger/?kind=act"
    while address:
        page = client.get(address)
        seen += [line.entry.seq for line in page.context["lines"]]
        older = page.context["leaf"].older
        address = f"/ledger/?kind=act&before={older}" if older else ""
    assert seen == list(Entry.objects.filter(object_type="act").order_by("-seq").values_list("seq", flat=True))
    newer = client.get(f"/ledger/?kind=act&after={seen[60]}").context["lines"]
    assert [line.entry.seq for line in newer] == seen[10:60]


def test_the_list_takes_the_same_few_queries_however_long(acts: Cast, django_assert_max_num_queries: Any) -> None:
    client = acts.client("审计")
    with django_assert_max_num_queries(14):
        client.get("/ledger/")
    with django_assert_max_num_queries(14):
        client.get("/ledger/?kind=act&who=丁某&unit=望埠&since=2026-03-02&until=2026-03-02&provision=8.1&verb=登记履职")


@pytest.mark.parametrize(("query", "count"), [
    ("who=丁某", 50), ("who=望埠安委办", 50), ("who=癸某", 0), ("unit=望埠", 50), ("unit=th", 1), ("object=w7", 1), ("provision=8.1", 50), ("provision=8.2", 0),
    ("since=2026-03-02&kind=act", 50), ("since=2026-03-03", 0), ("until=2026-03-01&kind=act", 0), ("until=2026-03-02&kind=act", 50), ("verb=撤回履职", 0),
])
def test_filters_find_what_they_say(acts: Cast, query: str, count: int) -> None:
    lines = acts.client("审计").get(f"/ledger/?kind=act&{query}").context["lines"]
    assert len(lines) == count


def test_a_filter_that_makes_no_sense_is_explained(acts: Cast) -> None:
    page = acts.client("审计").get("/ledger/?provision=第八条")
    assert "没有这样的条款号" in page.content.decode()


def test_an_entry_shows_both_times_what_changed_and_its_digests(acts: Cast) -> None:
    entry = Entry.objects.get(object_id="w1")
    page = acts.client("纪委").get(f"/ledger/{entry.seq}/").content.decode()
    assert all(said in page for said in ("2026年3月2日 09:05", "2026年2月28日（周六）", "丁某", "望埠镇", CANARY, entry.digest, entry.previous, "相符"))
    erase(None, NOW, entry, reason="决定书")
    page = acts.client("纪委").get(f"/ledger/{entry.seq}/").content.decode()
    assert "内容已依法擦除" in page
    assert CANARY not in page


def test_the_list_goes_out_as_excel(acts: Cast) -> None:
    book = load_workbook(BytesIO(acts.client("纪委").get("/ledger/?kind=act&format=xlsx").content))
    rows = list(book["账本"].values)
    assert (rows[0][0], len(rows), rows[1][5]) == ("序号", 121, "登记履职")


@pytest.mark.parametrize("who", ["审计", "审计管理员"])
def test_checking_against_the_last_checkpoint_takes_one_press_from_the_page(acts: Cast, who: str) -> None:
    write_checkpoint(NOW)
    client = acts.client(who)
    assert "立即核验" in client.get("/verify/").content.decode()
    page = client.post("/verify/").content.decode()
    assert "与本站写出的检查点相符" in page and "不是外部留存的" in page
    assert "全部相符" not in page, "that is said only of a checkpoint from outside"
    assert CANARY not in page


@pytest.mark.parametrize("who", ["审计", "审计管理员"])
def test_against_a_checkpoint_that_was_kept_elsewhere_everything_agrees(acts: Cast, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = head_now(NOW)
    assert kept is not None
    monkeypatch.setattr(views, "AT_ONCE", 50)
    client = acts.client(who)
    page = client.post("/verify/", {"checkpoint": SimpleUploadedFile("kept.json", json.dumps(kept.written()).encode())}).content.decode()
    while "正在核验" in page:
        page = client.post("/verify/", {"go_on": "1"}).content.decode()
    assert "全部相符" in page and "不是外部留存的" not in page


@pytest.mark.parametrize("who", ["审计", "审计管理员"])
def test_the_digests_of_the_ledger_go_to_whoever_keeps_checkpoints(acts: Cast, who: str) -> None:
    client = acts.client(who)
    assert "/verify/digests/" in client.get("/verify/").content.decode()
    given = client.get("/verify/digests/").content
    assert given == b"".join(bytes.fromhex(one) for one in Entry.objects.order_by("seq").values_list("digest", flat=True))
    assert acts.client("甲").get("/verify/digests/").status_code == 403


def test_without_a_checkpoint_the_page_says_so(acts: Cast) -> None:
    page = acts.client("审计").post("/verify/").content.decode()
    assert "只能证明内部一致" in page
    assert "全部相符" not in page


def test_a_checkpoint_kept_elsewhere_finds_what_was_cut_off(acts: Cast) -> None:
    kept = head_now(NOW)
    assert kept is not None
    connection.check_constraints()
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM record_sealed WHERE entry_id = {kept.seq}")
        cursor.execute(f"DELETE FROM record_entry WHERE seq = {kept.seq}")
    given = SimpleUploadedFile("kept.json", json.dumps(kept.written()).encode())
    page = acts.client("审计管理员").post("/verify/", {"checkpoint": given}).content.decode()
    assert "末尾被截去" in page
    assert "只增保护缺" in page


def test_a_file_that_is_no_checkpoint_is_refused(acts: Cast) -> None:
    page = acts.client("审计").post("/verify/", {"checkpoint": SimpleUploadedFile("x.json", b"\xff\xfe{}")})
    assert page.status_code == 422
    assert "这不是检查点文件" in page.content.decode()
    page = acts.client("审计").post("/verify/", {"checkpoint": SimpleUploadedFile("x.json", b"")})
    assert page.status_code == 422
    assert "这个文件是空的。请重新选择" in page.content.decode()


def test_a_long_ledger_is_checked_in_steps_with_its_progress(acts: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 50)
    write_checkpoint(NOW)
    client, steps = acts.client("审计"), 1
    page = client.post("/verify/").content.decode()
    assert "已核 50 条" in page
    while "正在核验" in page:
        page, steps = client.post("/verify/", {"go_on": "1"}).content.decode(), steps + 1
    assert "与本站写出的检查点相符" in page
    assert steps == -(-Entry.objects.count() // 50)


@pytest.mark.parametrize("who", ["审计", "审计管理员"])
def test_a_sample_of_thirty_can_be_drawn_again_from_its_seed(acts: Cast, who: str) -> None:
    client = acts.client(who)
    first = client.get("/verify/sample/", follow=True)
    address = first.redirect_chain[-1][0]
    again = client.get(address)
    seqs = [one["drawn"].seq for one in first.context["shown"]]
    assert seqs == [one["drawn"].seq for one in again.context["shown"]]
    assert len(set(seqs)) == 30
    assert f"种子 {first.context['seed']}" in first.content.decode()
    assert CANARY not in first.content.decode()
    acts_only = client.get("/verify/sample/?kind=act&seed=7&of=140")
    assert {one["line"].entry.object_type for one in acts_only.context["shown"]} == {"act"}


@pytest.mark.parametrize(("seed", "of", "said"), [
    ("abc", "100", "不超过 15 位的数字"), ("7" * 400, "100", "不超过 15 位的数字"), ("", "100", "请填种子"), ("１２", "100", "不超过 15 位的数字"),
    ("5", "999999999", "以内的条数"), ("5", "x", "1 以上的数字"), ("5", "0", "1 以上的数字"), ("5", "", "请填条数")])
def test_a_seed_or_count_that_draws_nothing_is_refused_by_its_field_and_kept(acts: Cast, seed: str, of: str, said: str) -> None:
    answer = acts.client("审计").get("/verify/sample/", {"seed": seed, "of": of})
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "全部相符" not in page
    assert all(f'value="{typed}"' in page for typed in (seed, of) if typed)


def test_a_sample_of_nothing_passes_no_verdict(acts: Cast) -> None:
    assert Entry.objects.get(seq=1).object_type != "act"
    page = acts.client("审计").get("/verify/sample/?seed=1&of=1&kind=act").content.decode()
    assert "抽出 0 条" in page and "没有可以核对的" in page and "全部相符" not in page


def test_a_wrong_checkpoint_is_told_before_the_ledger_is_walked(acts: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.record.views.AT_ONCE", 1)
    right = head_now(datetime(2026, 5, 5, tzinfo=SHANGHAI))
    assert right is not None
    longer = dict.fromkeys(("seq", "count"), right.seq + 9)
    for wrong, said in (({"digest": "0" * 64}, "与这份检查点不符"), ({"ledger": "0" * 64}, "不是这一本账本"), (longer, "账本里没有第")):
        given = SimpleUploadedFile("kept.json", json.dumps(right.written() | wrong).encode())
        answer = acts.client("审计").post("/verify/", {"checkpoint": given})
        page = answer.content.decode()
        assert answer.status_code == 422 and said in page and "正在核验" not in page and "有不符" not in page
    page = acts.client("审计").post("/verify/", {"checkpoint": SimpleUploadedFile("kept.json", json.dumps(right.written()).encode())}).content.decode()
    assert "正在核验" in page


def test_a_changed_entry_in_the_sample_is_shown(acts: Cast) -> None:
    connection.check_constraints()
    guards.lift(connection)
    Entry.objects.filter(seq__gt=0).update(verb="x")
    page = acts.client("审计").get("/verify/sample/?seed=1&of=100")
    assert page.context["wrong"] == 30
