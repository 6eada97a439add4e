"""Notices: one prepares, another previews and publishes what was previewed; nothing changes after that; taken back they leave a note."""

import json
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.people.moment import SHANGHAI
from anze.publication.actions.publishing import change, prepare, publish
from anze.publication.models import Notice
from anze.publication.queries.notices import digest_of
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def prepared(cast: Cast, text: str = "公布挂牌督办的重大事故隐患。") -> Notice:
    return prepare(cast.account["市安委办"], NOW, unit=cast.unit["清远"], title="关于公布挂牌隐患的公告", text=text)


def published(cast: Cast) -> Notice:
    found = prepared(cast)
    return publish(cast.account["市安委办主任"], NOW, found, seen=digest_of(found))


def test_a_draft_is_read_by_nobody_outside(cast: Cast, client: Any) -> None:
    found = prepared(cast)
    assert client.get(f"/public/notices/{found.number}/").status_code == 404
    assert "关于公布" not in client.get("/public/notices/").content.decode()
    assert cast.client("英德安委办").get(f"/publication/notices/{found.pk}/").status_code == 404


def test_another_person_previews_and_publishes(cast: Cast, client: Any) -> None:
    office = cast.client("市安委办")
    office.post("/publication/notices/new/", {"unit": cast.unit["清远"].pk, "title": "公告", "text": "第一段\n\n第二段"})
    found = Notice.objects.get()
    assert "公布</button>" not in office.get(f"/publication/notices/{found.pk}/").content.decode()
    head = cast.client("市安委办主任")
    page = head.get(f"/publication/notices/{found.pk}/").content.decode()
    assert "第一段" in page
    head.post(f"/publication/notices/{found.pk}/publish/", {"digest": digest_of(found)})
    answer = client.get(f"/public/notices/{found.number}/").content.decode()
    assert "<p>第一段</p>" in answer
    assert Notice.objects.get().digest in answer


def test_whoever_prepared_it_does_not_publish_it_not_even_in_the_database(cast: Cast) -> None:
    found = prepared(cast)
    with pytest.raises(ValidationError, match="起草的人不能公布"):
        publish(cast.account["市安委办"], NOW, found, seen=digest_of(found))
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=found.pk).update(published_at=NOW, published_by=found.prepared_by)


def test_what_was_changed_since_the_preview_is_not_published(cast: Cast) -> None:
    found = prepared(cast)
    seen = digest_of(found)
    change(cast.account["市安委办"], NOW, found, title=found.title, text="改过的内容")
    with pytest.raises(ValidationError, match="您预览以后，公告又有修改"):
        publish(cast.account["市安委办主任"], NOW, found, seen=seen)
    assert Notice.objects.get().published_at is None


def test_nothing_changes_after_it_was_published(cast: Cast) -> None:
    found = published(cast)
    with pytest.raises(ValidationError, match="已经公布，不能再改"):
        change(cast.account["市安委办"], NOW, found, title="新", text="新")


def test_taken_back_the_note_stands_on_the_page_and_in_the_copy(cast: Cast, client: Any) -> None:
    found = published(cast)
    cast.client("市安委办主任").post(f"/publication/notices/{found.pk}/withdraw/", {"reason": "内容有误"})
    page = client.get(f"/public/notices/{found.number}/").content.decode()
    assert "原因：内容有误" in page
    assert found.text not in page
    told = json.loads(client.get("/public/notices.json").content)["notices"]
    assert [(one["number"], one["reason"], "text" in one) for one in told] == [(found.number, "内容有误", False)]


def test_markup_in_a_notice_is_text(cast: Cast, client: Any) -> None:
    found = prepared(cast, text="<script>alert(1)</script>")
    publish(cast.account["市安委办主任"], NOW, found, seen=digest_of(found))
    assert "<script" not in client.get(f"/public/notices/{found.number}/").content.decode()


def test_what_is_typed_of_a_notice_is_kept_until_it_is_saved(cast: Cast) -> None:
    office = cast.client("市安委办")
    office.post("/acts/drafts/", {"draft_form": "notice:", "title": "写到一半"})
    assert "已恢复" in office.get("/publication/notices/new/").content.decode()
    office.post("/publication/notices/new/", {"unit": cast.unit["清远"].pk, "title": "公告", "text": "第一段"})
    assert "已恢复" not in office.get("/publication/notices/new/").content.decode()
