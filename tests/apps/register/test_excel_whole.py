"""All or nothing: whichever statement fails while a workbook is taken over or taken back, nothing of it is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from anze.people.models import Officer, OfficerVersion, Tenure, Unit, UnitVersion
from anze.record.models import Entry, Sealed
from anze.register.actions.imports import apply
from anze.register.actions.undoing import undo
from anze.register.models import Import
from tests.apps.register.excel_books import book, reach_of, sent
from tests.cast import LONG_AGO, Cast

POSTS = [("x1", "", "n1", "", "政府主要负责人", "镇长", "2026-05-01"), ("p2", "", "yd", "", "政府主要负责人", "", "2025-03-01", "2026-04-30")]


class Broken(DatabaseError):  # noqa: N818
    """What the database is made to say."""


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """Fail at the statement of that number; yields what was asked of the database."""
    heard: list[str] = []

    def hear(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        heard.append(sql)
        if len(heard) == number:
            raise Broken(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(hear):
        yield heard


def stored() -> list[list[dict[str, Any]]]:
    models: tuple[Any, ...] = (Unit, UnitVersion, Officer, OfficerVersion, Tenure, Entry, Sealed)
    return [list(model.objects.order_by("pk").values()) for model in models]


def fails_whole(verb: Callable[[], object]) -> None:
    """Let the verb fail at each of its statements in turn; nothing may be left of it. Then let it succeed."""
    before = stored()
    for number in range(1, 500):
        with failing_at(number) as heard:
            try:
                with transaction.atomic():
                    verb()
            except Broken:
                pass
            else:
                assert len(heard) < number
                break
        assert stored() == before, heard[-1]
    assert number > 20
    assert stored() != before


@pytest.mark.parametrize("back", [False, True])
def test_a_statement_that_fails_leaves_nothing(cast: Cast, back: bool) -> None:
    imported = sent(cast, book([("n1", "新镇", "镇", "yd"), ("wb", "望埠镇改", "镇", "yd")], [("x1", "子某"), ("p4", "丁某某")], POSTS))
    assert imported.faults == []

    def taking_over() -> None:
        apply(imported.account, LONG_AGO, Import.objects.get(pk=imported.pk), reach_of(cast, "英德"), revision=1)

    if not back:
        fails_whole(taking_over)
        return
    taking_over()
    fails_whole(lambda: undo(imported.account, LONG_AGO, Import.objects.get(pk=imported.pk)))
