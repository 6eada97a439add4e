"""A pack's parameters and clauses as its files have them, laid over those of the pack that it inherits."""

from collections.abc import Mapping

from anze.law.provisions import base_id
from anze.law.tomlread.lines import Place
from anze.law.tomlread.schema import Table, near


def lay_parameters(parameters: dict[str, Table], rows: object, place: Place) -> None:
    """Lay the `[[parameter]]` rows of a pack.toml over the parameters below, by name; faults are noted in their places."""
    seen: set[str] = set()
    for n, row in enumerate(_tables(rows, "parameter", place)):
        here = place.at("parameter", n)
        name = row.get("name")
        if not isinstance(name, str):
            here.fault("参数没有名称", "补上 name = \"…\"")
        elif name in seen:
            here.fault(f"参数“{name}”写了两次", "删去一处")
        else:
            seen.add(name)
            parameters[name] = _laid(parameters.get(name), row, here)


def _tables(rows: object, key: str, place: Place) -> list[dict[str, object]]:
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    place.at(key).fault(f"“{key}”应当逐个写成一张表", f"写成 [[{key}]]，每张表一个")
    return []


def _laid(below: Table | None, row: Mapping[str, object], here: Place) -> Table:
    """`row` over the table of the parent: only the keys that it names change, and each knows where it stands."""
    keys = dict(below.keys) if below else {}
    if below:
        keys |= {key: below.at(key) for key in below.values}
    keys |= {key: here.at(key) for key in row}
    return Table({**(below.values if below else {}), **row}, here, keys)


def lay_clauses(clauses: list[Table], rows: object, place: Place, provisions: Mapping[str, str], *, inherits: bool) -> None:
    """Add the `[[clause]]` rows of an article to `clauses`, or lay them over those of the parent.

    `provisions`: the article's 款 and 项 as published, id → words; every id must be one, every quote stand in one.
    """
    seen: set[tuple[object, ...]] = set()
    for n, row in enumerate(_tables(rows, "clause", place)):
        here = place.at("clause", n)
        if not isinstance(row.get("id"), str):
            here.fault("条款没有编号", "补上 id = \"5.2\" 这样的编号")
            continue
        key = _identity(row)
        if key in seen:
            here.at("id").fault(f"条款“{row['id']}”写了两次", "合成一处，或者给编号加后缀（如 5.7.county）加以区别")
        elif base_id(str(row["id"])) not in provisions:
            if provisions:  # where the article itself is at fault that is said already
                here.at("id").fault(f"本条没有“{row['id']}”这一款项", near(str(row["id"]), provisions))
        else:
            _lay_clause(clauses, row, here, inherits)
        seen.add(key)
    for table in clauses:
        _quoted(table, provisions)


def _identity(row: Mapping[str, object]) -> tuple[object, ...]:
    return row.get("id"), row.get("kind"), row.get("test")


def _lay_clause(clauses: list[Table], row: Mapping[str, object], here: Place, inherits: bool) -> None:
    """Append a clause, or lay it over the parent's of that id (and, where several share the id, of that kind and test)."""
    if not inherits or row.get("added"):
        values = {key: value for key, value in row.items() if key != "added"}
        clauses.append(Table(values, here))
        return
    if not row.get("note"):
        here.fault(f"改动了沿用的条款“{row['id']}”，没有说明理由", "补上 note = …，写明依据")
    same = [n for n, table in enumerate(clauses) if table.values["id"] == row["id"]]
    if len(same) > 1:
        narrow = ("kind", "test")
        same = [n for n in same if all(clauses[n].values.get(k) == row[k] for k in narrow if k in row)]
    if len(same) == 1:
        [n] = same
        below = clauses[n]
        if row.get("kind", below.values.get("kind")) != below.values.get("kind"):  # another kind: only the words stay
            below = Table({k: below.values[k] for k in ("id", "quote")}, below.place, below.keys)
        clauses[n] = _laid(below, row, here)
    elif same:
        here.at("id").fault(f"“{row['id']}”在所沿用的规则包里有 {len(same)} 条", "写明 kind（组织形态条款再写明 test）以指定一条")
    else:
        have = [str(table.values["id"]) for table in clauses]
        here.at("id").fault(f"所沿用的规则包没有条款“{row['id']}”", f"{near(str(row['id']), have)}；确是新增的，写 added = true")


def _quoted(table: Table, provisions: Mapping[str, str]) -> None:
    words = provisions.get(base_id(str(table.values["id"])))
    quote = table.values.get("quote")
    if words is not None and isinstance(quote, str) and (not quote or quote not in words):
        table.at("quote").fault(f"引文与条文不符：“{quote}”", f"照抄条文，一字不改；条文是“{words}”")
