"""The history of an object stands on the page of that object."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from anze.register.actions import rename_officer
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)


def drawn(object_type: str, object_id: str) -> str:
    return Template('{% load ledger %}{% history kind id %}').render(Context({"kind": object_type, "id": object_id}))


def test_a_history_says_who_did_what_when_why_and_what_changed(cast: Cast) -> None:
    officer = cast.officer["甲某"]
    rename_officer(cast.account["英德安委办"], NOW, officer, name="甲某某", reason="身份证上的字")
    text = drawn("officer", officer.code)
    assert text.index("登记人员") < text.index("更正姓名")
    assert "2026年3月2日 09:05，英德安委办" in text
    assert "原因：身份证上的字" in text
    assert "<del>甲某</del> → 甲某某" in text


def test_an_object_without_entries_has_an_empty_history(cast: Cast) -> None:
    assert "还没有这一项的记录" in drawn("officer", "nobody")


@pytest.mark.parametrize("changes", [1, 5])
def test_a_history_takes_at_most_four_queries_however_long(cast: Cast, django_assert_max_num_queries: object, changes: int) -> None:
    officer = cast.officer["甲某"]
    for number in range(changes):
        officer = rename_officer(cast.account["英德安委办"], NOW, officer, name=f"甲{number}", reason="更正")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        drawn("officer", officer.code)
