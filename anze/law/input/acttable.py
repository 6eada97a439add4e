"""Acts from tables straight into arrays: the one list that is too long to be read record by record.

A chunk goes through a quick path on whole columns; where anything in it looks wrong, the same chunk is read record by
record, which finds and names the fault (or finds that there is none).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from anze.law.clauses import Recurring
from anze.law.facts import Act
from anze.law.forms import YEARS
from anze.law.input.checks import NEEDS, Placed, check_each, repeated
from anze.law.input.records import columns, read_record
from anze.law.input.tables import Part, Progress, chunks, raw_rows
from anze.law.pack import Pack
from anze.law.problems import Problem
from anze.law.recurring.calendar import Flags, Ints, day_number
from anze.law.recurring.columns import NONE, ROLE_CODES, TYPE_CODES, Acts, Roll, act_columns, grows

FIGURES = ("fund", "fund_before", "revenue_growth")
CODED: Mapping[str, Mapping[str, int]] = {"type": TYPE_CODES, "role": ROLE_CODES}


@dataclass(slots=True)
class Gathered:
    """Chunks of acts as columns, not yet sorted. `words` grows as bodies and kinds of document turn up."""

    roll: Roll
    topics: frozenset[str]
    words: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[npt.NDArray[Any]]] = field(default_factory=dict)
    ids: list[pa.Array] = field(default_factory=list)
    places: list[tuple[Part, Sequence[int]]] = field(default_factory=list)  # of each chunk of ids: the file and the rows

    def add(self, name: str, values: npt.NDArray[Any]) -> None:
        """Put a chunk of a column behind those gathered so far."""
        self.columns.setdefault(name, []).append(values)


def read_acts(parts: Iterable[Part], pack: Pack, roll: Roll, unread: Collection[str], problems: list[Problem], progress: Progress) -> Acts:
    """Return the acts of all `parts` as arrays; faults go to `problems`, each with its file and row.

    What refers to a list that is among the `unread` is not at fault.
    """
    topics = frozenset(duty.act.topic for duty in pack.of(Recurring) if duty.act.topic)
    gathered = Gathered(roll, topics)
    known = {"officers": roll.officer_codes, "units": roll.unit_codes}
    count = 0
    for part in parts:
        for batch, first, text in chunks(part, problems):
            if _quick(gathered, batch, text=text):
                gathered.places.append((part, range(first, first + batch.num_rows)))
            else:
                placed = _placed(batch, part, first, text=text, problems=problems)
                problems += check_each("acts", placed, known, unread)
                _add(gathered, part, placed, refused=bool(problems))
            count += batch.num_rows
            progress("读取 acts", count)
    problems += _repeated(gathered)
    return act_columns((), roll) if problems else _acts(gathered)


def _quick(gathered: Gathered, batch: pa.RecordBatch, *, text: bool) -> bool:
    """Add a chunk column by column; say False, having added nothing, where a value is not plainly right."""
    try:
        read, ids = _columns(gathered, batch, text=text), _strings(batch.column("id"))
    except (pa.ArrowException, ValueError, KeyError, TypeError):
        return False
    if read is None:
        return False
    for name, values in read.items():
        gathered.add(name, values)
    gathered.ids.append(ids)
    return True


def _strings(array: pa.Array) -> pa.Array:
    """Return an array of plain text; ids that are numbers become their digits. ValueError for what is no text, or blank."""
    if pa.types.is_boolean(array.type) or pa.types.is_binary(array.type) or pa.types.is_large_binary(array.type):
        raise ValueError
    trimmed = pc.utf8_trim_whitespace(array.cast(pa.string()))
    if pc.any(pc.equal(trimmed, "")).as_py():
        raise ValueError
    return trimmed


def _columns(gathered: Gathered, batch: pa.RecordBatch, *, text: bool) -> dict[str, npt.NDArray[Any]] | None:
    size = batch.num_rows
    given = {name: batch.column(name) for name in batch.schema.names}
    if any(given[key].null_count for key, column in columns(Act).items() if column.required):
        return None
    read: dict[str, npt.NDArray[Any]] = {}
    for name, codes in CODED.items():
        read[name] = _coded(given.get(name), list(codes), size)
    read["unit"] = _coded(given.get("unit"), gathered.roll.units, size)
    read["officer"] = _coded(given.get("officer"), gathered.roll.officers, size)
    read["body"] = _worded(gathered, "body", given.get("body"), size)
    read["document"] = _worded(gathered, "kind", given.get("kind"), size)
    read["date"] = _days(given["date"])
    read["recorded"] = _or_else(given.get("recorded_on"), _days, read["date"])
    read["year"] = _or_else(given.get("year"), _years, read["date"].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970)
    read |= _topics(gathered, given.get("topics"), size, text=text)
    read["grows"] = _grows(batch, read["type"], text=text)
    return None if _lacking(read) or not _plausible(read) else read


def _known(array: pa.Array) -> Flags:
    flags: Flags = array.is_valid().to_numpy(zero_copy_only=False)
    return flags


def _coded(array: pa.Array | None, known: Any, size: int) -> Ints:
    """Return the place of each value in `known`, NONE where there is no value. KeyError for a value that is not in it."""
    if array is None:
        return np.full(size, NONE, dtype=np.int32)
    found = pc.index_in(_strings(array), value_set=pa.array(known, pa.string()))
    if found.null_count != array.null_count:
        raise KeyError
    codes: Ints = found.fill_null(NONE).to_numpy(zero_copy_only=False).astype(np.int32)
    return codes


def _worded(gathered: Gathered, key: str, array: pa.Array | None, size: int) -> Ints:
    if array is None:
        return np.full(size, NONE, dtype=np.int32)
    encoded = _strings(array).dictionary_encode()
    said = [columns(Act)[key].form.read(word) for word in encoded.dictionary.to_pylist()]
    codes = np.array([gathered.words.setdefault(word, len(gathered.words)) for word in said] + [NONE], dtype=np.int32)
    found: Ints = codes[encoded.indices.fill_null(len(codes) - 1).to_numpy(zero_copy_only=False)]
    return found


def _days(array: pa.Array) -> Ints:
    """Return days as integers. ArrowInvalid for text that is no date, ValueError for a moment within a day."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        array = pc.utf8_trim_whitespace(array)
        lengths = pc.min_max(pc.utf8_length(array)).as_py()
        if len(array) and (lengths["min"], lengths["max"]) != (10, 10):
            raise ValueError
    elif not (pa.types.is_date(array.type) or (pa.types.is_timestamp(array.type) and array.type.tz is None)):
        raise ValueError  # a number could pass for a day, and a zone would move it
    days = array.cast(pa.date32())
    if pa.types.is_timestamp(array.type) and not days.cast(array.type).equals(array):
        raise ValueError
    return _whole(days)


def _years(array: pa.Array) -> Ints:
    if not (pa.types.is_integer(array.type) or pa.types.is_floating(array.type)):
        array = _strings(array)
        if not pc.all(pc.utf8_is_decimal(array)).as_py():
            raise ValueError
    return _whole(array)


def _whole(array: pa.Array) -> Ints:
    whole: Ints = array.cast(pa.int32()).to_numpy(zero_copy_only=False)
    return whole


def _or_else(array: pa.Array | None, read: Callable[[pa.Array], Ints], default: Ints) -> Ints:
    """Return what `read` makes of the values, and `default` where there is none."""
    if array is None:
        return default
    values = default.astype(np.int32)
    values[_known(array)] = read(array.drop_null())
    return values


def _topics(gathered: Gathered, array: pa.Array | None, size: int, *, text: bool) -> dict[str, npt.NDArray[Any]]:
    read = {f"topic:{topic}": np.zeros(size, dtype=np.bool_) for topic in gathered.topics}
    if array is None:
        return read
    if text:
        if pc.any(pc.starts_with(pc.utf8_trim_whitespace(array), "[")).as_py():
            raise ValueError
        array = pc.split_pattern(array, "|")
    flat, parents = pc.list_flatten(array), pc.list_parent_indices(array).to_numpy()
    if flat.null_count:
        raise ValueError
    flat = pc.utf8_trim_whitespace(flat) if text else _strings(flat)
    said = pc.unique(flat).to_pylist()
    if columns(Act)["topics"].form.read(said) != tuple(said):
        raise ValueError  # a Chinese name that stands for a code
    for topic in gathered.topics:
        read[f"topic:{topic}"][parents[pc.equal(flat, topic).fill_null(False).to_numpy(zero_copy_only=False)]] = True
    return read


def _grows(batch: pa.RecordBatch, types: Ints, *, text: bool) -> Flags:
    """Say of each act whether it is a budget that grows fast enough; budgets, and acts with figures, are few: one at a time."""
    flags = np.zeros(batch.num_rows, dtype=np.bool_)
    figures = [_known(batch.column(name)) for name in FIGURES if name in batch.schema.names]
    rows = np.flatnonzero(np.any([types == TYPE_CODES["budget"], *figures], axis=0))
    problems: list[Problem] = []
    budgets = [read_record(Act, raw, "", "", problems) for raw in raw_rows(batch.take(pa.array(rows)), 0, text=text)]
    if problems or len(budgets) != len(rows):
        raise ValueError
    flags[rows] = [budget.type == "budget" and grows(budget) for budget in budgets]
    return flags


def _lacking(read: Mapping[str, npt.NDArray[Any]]) -> bool:
    """Say whether an act lacks what its type needs."""
    needed = [(act_type, "document" if key == "kind" else key) for act_type, keys in NEEDS.items() for key in keys]
    return any(np.any((read["type"] == TYPE_CODES[act_type]) & (read[name] == NONE)) for act_type, name in needed)


def _plausible(read: Mapping[str, npt.NDArray[Any]]) -> bool:
    days = day_number(date(YEARS[0], 1, 1)), day_number(date(YEARS[1], 12, 31))
    ranges = {"date": days, "recorded": days, "year": YEARS}
    return all(low <= read[name].min(initial=high) and read[name].max(initial=low) <= high for name, (low, high) in ranges.items())


def _placed(batch: pa.RecordBatch, part: Part, first: int, *, text: bool, problems: list[Problem]) -> list[Placed]:
    """Read a chunk record by record; every fault goes to `problems`."""
    file = str(part.path)
    return [Placed(read_record(Act, raw, file, "acts ", problems), file, raw.line) for raw in raw_rows(batch, first, text=text)]


def _add(gathered: Gathered, part: Part, placed: list[Placed], *, refused: bool) -> None:
    """Add a chunk read record by record; where the input is refused anyhow, only its ids."""
    if not refused:
        placed = sorted(placed, key=lambda one: (one.record.date, one.record.id))  # the order of the columns
    gathered.places.append((part, [one.line for one in placed]))
    gathered.ids.append(pa.array([one.record.id for one in placed], pa.string()))
    if refused:
        return
    acts = [one.record for one in placed]
    made = act_columns(acts, gathered.roll)
    again = {code: gathered.words.setdefault(word, len(gathered.words)) for word, code in made.words.items()}
    recode = np.array([again[code] for code in range(len(again))] + [NONE], dtype=np.int32)
    for name in ("type", "role", "unit", "officer", "date", "recorded", "year", "grows"):
        gathered.add(name, getattr(made, name))
    gathered.add("body", recode[made.body])
    gathered.add("document", recode[made.document])
    for topic in gathered.topics:
        gathered.add(f"topic:{topic}", made.topics.get(topic, np.zeros(len(acts), dtype=np.bool_)))


def _acts(gathered: Gathered) -> Acts:
    ids = pa.chunked_array(gathered.ids, pa.string()).combine_chunks()
    empty = np.zeros(0, dtype=np.int32)
    joined = {name: np.concatenate(parts) for name, parts in gathered.columns.items()}
    by_date = pa.table({"date": joined.get("date", empty), "id": ids})
    order = pc.sort_indices(by_date, sort_keys=[("date", "ascending"), ("id", "ascending")]).to_numpy()

    def column(name: str) -> npt.NDArray[Any]:
        return joined[name][order] if name in joined else empty

    def flags(name: str) -> Flags:
        return column(name).astype(np.bool_)

    return Acts(
        ids=ids.take(pa.array(order)), type=column("type"), unit=column("unit"), officer=column("officer"), body=column("body"),
        document=column("document"), role=column("role"), date=column("date"), recorded=column("recorded").astype(np.int32),
        year=column("year").astype(np.int32), grows=flags("grows"), words=gathered.words,
        topics={topic: flags(f"topic:{topic}") for topic in gathered.topics},
    )


def _repeated(gathered: Gathered) -> list[Problem]:
    """Return a fault for each id that stands twice, at its second place."""
    ids = pa.chunked_array(gathered.ids, pa.string())
    if pc.count_distinct(ids).as_py() == len(ids) - ids.null_count:
        return []
    places = [(str(part.path), row) for part, rows in gathered.places for row in rows]
    seen: dict[str, tuple[str, int]] = {}
    found = []
    for one, here in zip(ids.to_pylist(), places, strict=True):
        if one is not None and seen.setdefault(one, here) is not here:
            found.append(repeated("acts", one, here, seen[one]))
    return found
