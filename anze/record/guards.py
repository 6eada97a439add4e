"""What the database itself refuses: to change or delete an entry, to do anything to a sealed text but erase it.

Laid down by a migration, on SQLite and on PostgreSQL; `missing` says which of them do not stand.
"""

from typing import Any, Final

ADD_ONLY: Final = "账本只增不改，也不能删除。"
ERASE_ONLY: Final = "账本条目的内容只能依法擦除，不能改写或删除。"
_ERASING: Final = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.entry_id = OLD.entry_id AND NEW.text = '' AND length(NEW.key) = 0"

# REPLACE on SQLite deletes without asking the triggers of DELETE: a number or digest that is taken is refused before.
SQLITE: Final = {
    "record_entry_no_update": f"BEFORE UPDATE ON record_entry BEGIN SELECT RAISE(ABORT, '{ADD_ONLY}'); END",
    "record_entry_no_delete": f"BEFORE DELETE ON record_entry BEGIN SELECT RAISE(ABORT, '{ADD_ONLY}'); END",
    "record_entry_no_replace": ("BEFORE INSERT ON record_entry WHEN EXISTS (SELECT 1 FROM record_entry WHERE seq = NEW.seq OR digest = NEW.digest) "
                                f"BEGIN SELECT RAISE(ABORT, '{ADD_ONLY}'); END"),
    "record_sealed_no_update": f"BEFORE UPDATE ON record_sealed WHEN NOT ({_ERASING}) BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END",
    "record_sealed_no_delete": f"BEFORE DELETE ON record_sealed BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END",
    "record_sealed_no_replace": ("BEFORE INSERT ON record_sealed WHEN EXISTS (SELECT 1 FROM record_sealed WHERE entry_id = NEW.entry_id) "
                                 f"BEGIN SELECT RAISE(ABORT, '{ERASE_ONLY}'); END"),
}
_FUNCTION: Final = ("CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} "
                    "RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END $$")
POSTGRESQL_FUNCTIONS: Final = (
    _FUNCTION.format(name="record_entry_refuse", body="", words=ADD_ONLY),
    _FUNCTION.format(name="record_sealed_refuse", words=ERASE_ONLY, body=f"IF TG_OP = 'UPDATE' THEN IF {_ERASING} THEN RETURN NEW; END IF; END IF;"),
)
POSTGRESQL: Final = {
    "record_entry_add_only": "BEFORE UPDATE OR DELETE ON record_entry FOR EACH ROW EXECUTE FUNCTION record_entry_refuse()",
    "record_entry_no_truncate": "BEFORE TRUNCATE ON record_entry FOR EACH STATEMENT EXECUTE FUNCTION record_entry_refuse()",
    "record_sealed_erase_only": "BEFORE UPDATE OR DELETE ON record_sealed FOR EACH ROW EXECUTE FUNCTION record_sealed_refuse()",
    "record_sealed_no_truncate": "BEFORE TRUNCATE ON record_sealed FOR EACH STATEMENT EXECUTE FUNCTION record_sealed_refuse()",
}


def _wanted(connection: Any) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def lay(connection: Any) -> None:
    """Lay down what does not stand."""
    wanted, lacking = _wanted(connection), missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in POSTGRESQL_FUNCTIONS:
                cursor.execute(function)
        for name in lacking:
            cursor.execute(f"CREATE TRIGGER {name} {wanted[name]}")


def lift(connection: Any) -> None:
    """Take them away: for the reverse of the migration and for tests that play the attacker."""
    standing = [name for name in _wanted(connection) if name not in missing(connection)]
    with connection.cursor() as cursor:
        for name in standing:
            table = " ON record_entry" if "_entry_" in name else " ON record_sealed"
            cursor.execute(f"DROP TRIGGER {name}{table if connection.vendor == 'postgresql' else ''}")


def missing(connection: Any) -> list[str]:
    """Return the names of the guards that do not stand, or stand disabled."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace "
                           "WHERE nspname = current_schema() AND tgenabled IN ('O', 'A') AND relname IN ('record_entry', 'record_sealed')")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in _wanted(connection) if name not in standing]
