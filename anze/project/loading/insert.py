"""Many rows at once: what Django's own bulk insert does to a row, a few times faster, into tables that nobody else writes to."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, models

# Values of these fields go to the database as they are.
AS_THEY_ARE: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey, models.BinaryField)
AT_ONCE: Final = 5_000


def insert(objects: Sequence[Any]) -> Sequence[Any]:
    """Insert unsaved objects of one model, all their fields set, and return them with their primary keys; what they refer to is saved."""
    if not objects:
        return objects
    model: type[models.Model] = type(objects[0])
    meta, key = model._meta, model._meta.pk
    if isinstance(key, models.AutoField) and objects[0].pk is None:
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for number, one in enumerate(objects, last + 1):
            one.pk = number
    fields = list(meta.concrete_fields)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({columns}) VALUES ({places})"
    with connection.cursor() as cursor:
        for low in range(0, len(objects), AT_ONCE):
            cursor.executemany(statement, list(_values(objects[low:low + AT_ONCE], fields)))
        for counter in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(counter)
    for one in objects:
        one._state.adding, one._state.db = False, connection.alias
    return objects


def _values(objects: Sequence[Any], fields: list[Any]) -> Iterator[tuple[Any, ...]]:
    taken = itemgetter(*(field.attname for field in fields))
    prepare = [(place, make) for place, field in enumerate(fields) if (make := _prepared(field))]
    for row in map(taken, map(vars, objects)):
        if prepare:
            values = list(row)
            for place, make in prepare:
                values[place] = make(values[place])
            yield tuple(values)
        else:
            yield row


def _prepared(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, AS_THEY_ARE):
        return None

    def prepared(value: Any) -> Any:
        return None if value is None else field.get_db_prep_save(value, connection)

    # Days and moments come back many times; a list cannot be remembered by its value.
    return prepared if isinstance(field, models.JSONField) else lru_cache(100_000)(prepared)
