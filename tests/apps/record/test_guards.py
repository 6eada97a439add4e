"""The database itself refuses to change the ledger, whoever asks it and however."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from anze.record import guards
from anze.record.actions.erasing import erase
from anze.record.models import Entry, Immutable, Sealed
from anze.record.verify import verify
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
EVERYWHERE = (
    "UPDATE record_entry SET verb = 'x' WHERE seq = 3", "DELETE FROM record_entry WHERE seq = 3", "DELETE FROM record_entry",
    "UPDATE record_entry SET seq = 9000 WHERE seq = 3",
    "UPDATE record_sealed SET text = 'x' WHERE entry_id = 3", "DELETE FROM record_sealed WHERE entry_id = 3",
    "UPDATE record_sealed SET text = '' WHERE entry_id = 3", "UPDATE record_sealed SET erased_at = CURRENT_TIMESTAMP WHERE entry_id = 3",
    "UPDATE record_sealed SET text = '', erased_at = CURRENT_TIMESTAMP WHERE entry_id = 3",
)
REPLACING = "INSERT OR REPLACE INTO {0} SELECT * FROM {0} WHERE {1} = 3"
ONLY_SQLITE = (REPLACING.format("record_entry", "seq"), REPLACING.format("record_sealed", "entry_id"),
               "UPDATE OR REPLACE record_entry SET seq = 4 WHERE seq = 3")
ONLY_POSTGRESQL = ("TRUNCATE record_sealed", "TRUNCATE record_entry, record_sealed", "TRUNCATE record_entry CASCADE")


def refused(statement: str) -> bool:
    before = list(Sealed.objects.order_by("pk").values_list("entry__digest", "text"))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            connection.check_constraints()  # PostgreSQL alters no table for which checks are still due
            cursor.execute(statement)
    except DatabaseError as fault:
        assert "账本" in str(fault)
        assert list(Sealed.objects.order_by("pk").values_list("entry__digest", "text")) == before
        return True
    return False


@pytest.mark.parametrize("statement", EVERYWHERE)
def test_no_statement_changes_or_deletes_an_entry_or_a_text(cast: Cast, statement: str) -> None:
    assert refused(statement)


@pytest.mark.parametrize("statement", ONLY_SQLITE)
def test_sqlite_replaces_nothing(cast: Cast, statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a statement of SQLite")
    assert refused(statement)


@pytest.mark.parametrize("statement", ONLY_POSTGRESQL)
def test_postgresql_truncates_nothing(cast: Cast, statement: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a statement of PostgreSQL")
    assert refused(statement)


@pytest.mark.parametrize("statement", EVERYWHERE[:3])
def test_without_the_guards_the_same_statement_would_pass(cast: Cast, statement: str) -> None:
    with transaction.atomic():
        connection.check_constraints()
        guards.lift(connection)
        assert guards.missing(connection) != []
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM record_sealed")
            cursor.execute(statement)
            assert cursor.rowcount > 0
        transaction.set_rollback(True)


def test_all_guards_stand_after_the_migrations(db: None) -> None:
    assert guards.missing(connection) == []


def test_the_models_refuse_as_well(cast: Cast) -> None:
    entry = Entry.objects.get(seq=3)
    with pytest.raises(Immutable):
        entry.save()
    with pytest.raises(Immutable):
        entry.delete()


def test_a_lawful_erasure_leaves_the_chain_whole_and_has_its_own_entry(cast: Cast) -> None:
    entry = Entry.objects.filter(object_type="officer").first()
    assert entry is not None
    told = erase(cast.account["审计"], NOW, entry, reason="《个人信息保护法》第四十七条")
    sealed = Sealed.objects.get(entry=entry)
    assert (sealed.text, bytes(sealed.key), sealed.erased_at) == ("", b"", NOW)
    assert (told.verb, told.object_id) == ("擦除内容", str(entry.seq))
    verdict = verify()
    assert (verdict.faults, verdict.erased, verdict.entries) == ((), 1, told.seq)


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_erased_without_a_reason_or_twice(cast: Cast, reason: str) -> None:
    entry = Entry.objects.get(seq=3)
    with pytest.raises(ValidationError, match="依据"):
        erase(None, NOW, entry, reason=reason)
    erase(None, NOW, entry, reason="决定书")
    with pytest.raises(ValidationError, match="已经擦除"):
        erase(None, NOW, entry, reason="决定书")


def test_a_text_emptied_without_an_entry_is_found(cast: Cast) -> None:
    Sealed.objects.filter(pk=3).update(text="", key=b"", erased_at=timezone.now())
    assert [fault.what for fault in verify().faults] == ["第 3 条的内容被清空，账上却没有擦除的记录"]
