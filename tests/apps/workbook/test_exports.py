"""我的导出: small exports come at once, large ones are written in the background, can be left, cancelled, fetched; nobody gets another's."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from anze.access.models import Grant
from anze.access.rights import Rights, rights_of
from anze.workbook.exporting import QUICK, STEP, carry_out, export, exporter
from anze.workbook.models import Export
from anze.workbook.read import read
from anze.workbook.write import Column, Sheet
from tests.cast import LONG_AGO, Cast


@exporter
def numbers(rights: Rights, now: datetime, *, count: int) -> Sequence[Sheet]:
    return [Sheet("数", [Column("数"), Column("谁")], ([n, len(rights.grants)] for n in range(count)))]


@exporter
def broken(rights: Rights, now: datetime) -> Sequence[Sheet]:
    raise RuntimeError("坏了")


def unmarked(rights: Rights, now: datetime) -> Sequence[Sheet]:
    return []


def asked(cast: Cast, maker: Any, rows: int, **values: Any) -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.now = cast.account["英德安委办"], LONG_AGO
    request.rights = rights_of(request.user)
    request._messages = type("Heard", (), {"add": lambda *_: None})()
    return export(request, "数.xlsx", maker, rows=rows, **values)


@pytest.fixture
def at_once(settings: Any) -> Iterator[None]:
    """Run background tasks as soon as they are given."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    yield


def test_a_small_one_is_answered_directly(cast: Cast) -> None:
    answer = asked(cast, numbers, QUICK, count=3)
    assert [row[1] for row in read(answer.content).sheets[0].rows.values()] == ["数", "0", "1", "2"]
    assert not Export.objects.exists()


def test_a_large_one_waits_for_the_worker_and_then_to_be_fetched(cast: Cast, at_once: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = asked(cast, numbers, QUICK + 1, count=1200)
    kept = Export.objects.get()
    assert (answer["Location"], kept.state, kept.done, kept.total) == ("/exports/", "ready", 1200, 1200)
    client = cast.client("英德安委办")
    client.get("/exports/")
    kept.expires_at = LONG_AGO + timedelta(days=9999)
    Export.objects.create(account=kept.account, name="又一个.xlsx", maker="x", made_at=LONG_AGO, expires_at=kept.expires_at, total=9)
    kept.pk = None
    kept.uid = "11111111-1111-4111-8111-111111111111"
    kept.save(force_insert=True)
    page = client.get("/exports/").content.decode()
    assert "可以下载" in page
    assert "排队中" in page
    assert 'hx-trigger="every 2s"' in page
    assert len(read(client.get(f"/exports/{kept.uid}/").content).sheets[0].rows) == 1201


def waiting(cast: Cast, maker: str = "numbers", **values: Any) -> Export:
    return Export.objects.create(account=cast.account["英德安委办"], name="数.xlsx", maker=f"{__name__}:{maker}", asked=values, made_at=LONG_AGO,
                                 expires_at=LONG_AGO + timedelta(days=9999))


def test_it_is_cancelled_before_or_while_it_is_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = waiting(cast, count=5)
    client = cast.client("英德安委办")
    client.post(f"/exports/{before.uid}/cancel/")
    carry_out(before.pk)
    during = waiting(cast, count=5 * STEP)
    plain = Sheet.__init__

    def cancelling(sheet: Sheet, *args: Any, **values: Any) -> None:
        plain(sheet, *args, **values)
        client.post(f"/exports/{during.uid}/cancel/")

    monkeypatch.setattr(Sheet, "__init__", cancelling)
    carry_out(during.pk)
    assert list(Export.objects.values_list("state", "content")) == [("cancelled", None), ("cancelled", None)]
    assert "已取消" in client.get("/exports/").content.decode()


def test_it_is_written_once_although_two_workers_take_it(cast: Cast) -> None:
    kept = waiting(cast, count=5)
    carry_out(kept.pk)
    content = Export.objects.get().content
    Export.objects.update(asked={"count": 9})
    carry_out(kept.pk)
    assert Export.objects.get().content == content


def test_what_fails_says_so(cast: Cast) -> None:
    kept = waiting(cast, "broken")
    with pytest.raises(RuntimeError):
        carry_out(kept.pk)
    assert Export.objects.get().state == "failed"
    assert "没有成功" in cast.client("英德安委办").get("/exports/").content.decode()


def test_only_what_is_marked_is_called(cast: Cast) -> None:
    kept = waiting(cast, "unmarked")
    with pytest.raises(TypeError):
        carry_out(kept.pk)


def test_rights_that_were_taken_meanwhile_are_gone(cast: Cast) -> None:
    kept = waiting(cast, count=1)
    Grant.objects.filter(account=kept.account).update(ended_at=LONG_AGO)
    carry_out(kept.pk)
    assert read(bytes(Export.objects.get().content or b"")).sheets[0].rows[2][2] == "0"


def test_nobody_gets_or_cancels_anothers(cast: Cast) -> None:
    kept = waiting(cast, count=1)
    other = cast.client("清新安委办")
    assert "数.xlsx" not in other.get("/exports/").content.decode()
    assert other.post(f"/exports/{kept.uid}/cancel/").status_code == 404
    carry_out(kept.pk)
    assert other.get(f"/exports/{kept.uid}/").status_code == 404


def test_what_has_expired_is_let_go(cast: Cast) -> None:
    kept = waiting(cast, count=1)
    carry_out(kept.pk)
    Export.objects.update(expires_at=LONG_AGO)
    client = cast.client("英德安委办")
    assert client.get(f"/exports/{kept.uid}/").status_code == 404
    assert "没有导出" in client.get("/exports/").content.decode()
    assert not Export.objects.exists()
