"""Tables as lines of text that mean the same on SQLite and on PostgreSQL: out of a database, and into one."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Collate

LEFT_OUT: Final = ("django_session",)  # a session that was ended must not live again
AT_ONCE: Final = 2_000
TEXTS: Final = ("CharField", "TextField", "SlugField", "FileField")
_SAYS: Final[tuple[tuple[type, str, Callable[[Any], Any]], ...]] = (
    (datetime, "t", lambda value: value.astimezone(UTC).isoformat(timespec="microseconds")),
    (date, "d", lambda value: value.isoformat()),
    (time, "h", lambda value: value.isoformat()),
    (timedelta, "s", lambda value: [value.days, value.seconds, value.microseconds]),
    (Decimal, "n", str),
    (uuid.UUID, "u", lambda value: value.hex),
    (bytes, "b", lambda value: value.hex()),
    (memoryview, "b", lambda value: bytes(value).hex()),
)
_MEANS: Final[dict[str, Callable[[Any], Any]]] = {
    "t": datetime.fromisoformat, "d": date.fromisoformat, "h": time.fromisoformat, "s": lambda said: timedelta(*said), "n": Decimal, "u": uuid.UUID,
    "b": bytes.fromhex,
}
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def kept_models(apps: Any) -> list[Any]:
    """Return the models whose rows a backup holds, by table."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return sorted((model for model in found if model._meta.db_table not in LEFT_OUT), key=lambda model: model._meta.db_table)


def columns(model: Any) -> tuple[str, ...]:
    """Return the columns of a model's table in the order of their names."""
    return tuple(sorted(str(one.column) for one in model._meta.local_concrete_fields))


def _fields(model: Any) -> list[Any]:
    """Return the fields in the order of the columns, each as Django's own: what a field of ours makes of a value is not asked."""
    return [_plain(one) for one in sorted(model._meta.local_concrete_fields, key=lambda one: str(one.column))]


def _plain(one: Any) -> Any:
    target = one
    while target.remote_field is not None:
        target = target.target_field
    own = next(kind for kind in type(target).__mro__ if kind.__module__.startswith("django.db.models"))
    sizes = {name: getattr(target, name) for name in ("max_digits", "decimal_places") if hasattr(target, name)}
    made = own(null=one.null, **sizes)
    made.set_attributes_from_name(one.attname)
    made.model = one.model
    return made


def written(model: Any) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, in the order of their keys."""
    fields = _fields(model)
    says = [_says(one) for one in fields]
    for row in _stored(model, fields):
        yield _ENCODE([said(value) for said, value in zip(says, row, strict=True)]).encode() + b"\n"


def _stored(model: Any, fields: list[Any]) -> Any:
    names = {f"stored_{place}": models.ExpressionWrapper(F(one.attname), output_field=one) for place, one in enumerate(fields)}
    key: Any = F("pk")
    if model._meta.pk.get_internal_type() in TEXTS:  # the engines sort text differently unless told how
        key = Collate("pk", "C" if connection.vendor == "postgresql" else "BINARY")
    return model._base_manager.annotate(**names).order_by(key).values_list(*names).iterator(chunk_size=AT_ONCE)


def _says(one: Any) -> Callable[[Any], Any]:
    if isinstance(one, models.JSONField):
        return lambda value: None if value is None and one.null else {"j": value}
    return _said


def _said(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for kind, tag, said in _SAYS:
        if isinstance(value, kind):
            return {tag: said(value)}
    raise TypeError(f"no way to write {type(value)} into a backup")


def read_line(line: bytes) -> list[Any]:
    """Return the values of a line; a JSON value stands as {"j": value}."""
    return [_meant(said) for said in json.loads(line)]


def _meant(said: Any) -> Any:
    if not isinstance(said, dict):
        return said
    ((tag, value),) = said.items()
    return said if tag == "j" else _MEANS[tag](value)


def put_in(model: Any, lines: Iterable[bytes]) -> int:
    """Write rows into a table as they were; return how many."""
    fields = _fields(model)
    quote = connection.ops.quote_name
    ops: Any = connection.ops
    holders = [ops.binary_placeholder_sql(b"") if isinstance(one, models.BinaryField) else "%s" for one in fields]
    statement = (f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(name) for name in columns(model))}) "
                 f"VALUES ({', '.join(holders)})")
    count, waiting = 0, iter(lines)
    with connection.cursor() as cursor:
        while taken := list(islice(waiting, AT_ONCE)):
            cursor.executemany(statement, [[_stored_as(one, value) for one, value in zip(fields, read_line(line), strict=True)] for line in taken])
            count += len(taken)
    return count


def _stored_as(one: Any, value: Any) -> Any:
    if isinstance(one, models.JSONField):
        return None if value is None else connection.ops.adapt_json_value(value["j"], None)
    return one.get_db_prep_save(value, connection)
