"""Check the sheet of tenures against itself, the other sheets and the register."""

from collections.abc import Iterator
from typing import Any, Final

from anze.law.codes import POSTS
from anze.people.models import Tenure
from anze.register.excel.cells import text
from anze.register.excel.onrecord import Place
from anze.register.excel.plan import Desk, Post
from anze.register.excel.tables import Row
from anze.register.overlaps import Span, overlaps
from anze.register.queries.posts import posts_of
from anze.register.words import in_chinese

T: Final = "tenure"
WHO: Final = {"officer": ("人员", "编号", "“人员”表"), "unit": ("单位", "代码", "“单位”表")}


def check_tenures(desk: Desk) -> None:
    """Read every row of the sheet; note what is wrong and what would change."""
    sheet = desk.sheets.get(T)
    if sheet is None:
        return
    named = {table: _named(desk, table) for table in ("officer", "unit")}
    taken: dict[tuple[Any, ...], tuple[Row, Post]] = {}
    for row in sheet.rows:
        found = _row(desk, row, named)
        if found is None:
            continue
        first = taken.setdefault(found.key, (row, found))[0].number
        if first != row.number:
            desk.wrong(T, row, "start", f"和第 {first} 行是同一条任期", "请删掉一行，或者改正其中一个任职日期")
    _overlapping(desk, taken)
    _settle(desk, taken)


def _named(desk: Desk, table: str) -> dict[str, set[str]]:
    """Return the codes by name, of the other sheet and of the register in reach."""
    found: dict[str, set[str]] = {}
    sheet = desk.sheets.get(table)
    for row in sheet.rows if sheet else ():
        code, name = row.cells.get("code", "").strip(), text(row.cells.get("name", ""))
        if name and code in desk.entered[table]:
            found.setdefault(name, set()).add(code)
    return found


def _row(desk: Desk, row: Row, named: dict[str, dict[str, set[str]]]) -> Post | None:
    before = len(desk.faults)
    officer, unit = (_who(desk, row, table, named[table]) for table in ("officer", "unit"))
    values = {key: desk.read(T, row, key)[1] for key in ("post", "start", "end", "acting", "party_committee_member")}
    old = desk.record.tenures.get((officer or "", unit or "", values["post"] or "", values["start"]))
    values["title"] = desk.read(T, row, "title", old.title if old else None)[1]
    if values["start"] and values["end"] and values["end"] < values["start"]:
        desk.wrong(T, row, "end", f"免职日期早于任职日期（{in_chinese(values['start'])}）", "请改正其中一个")
    if unit and values["post"]:
        _post(desk, row, desk.places.get(unit), values)
    if len(desk.faults) > before or not officer or not unit:
        desk.doubtful.add((officer, unit, values["post"], values["start"]))
        return None
    for key in ("title", "end", "acting", "party_committee_member"):
        if not desk.given(T, key):
            values[key] = getattr(old, key) if old else None
    values |= {"title": values["title"] or "", "acting": bool(values["acting"]), "party_committee_member": bool(values["party_committee_member"])}
    return Post(officer, unit, **values)


def _who(desk: Desk, row: Row, table: str, named: dict[str, set[str]]) -> str | None:
    """Return the code of the officer or unit that the row means; None where it is wrong."""
    one, number, sheet = WHO[table]
    known: dict[str, Any] = desk.record.officers if table == "officer" else desk.record.places
    name = text(row.cells.get(f"{table}_name", ""))
    if f"{table}_name" in row.formulas:
        desk.read(T, row, f"{table}_name")
    fine, code = desk.code(T, row, table, known)
    if not fine:
        return None
    if code is None:
        if name is None:
            desk.wrong(T, row, table, f"没有写是哪个{one}", f"请写{one}{number}")
            return None
        fitting = named.get(name, set()) | set(desk.record.named(table, name))
        if len(fitting) != 1:
            desk.wrong(T, row, f"{table}_name", f"{'有几个' if fitting else '没有'}名为“{name}”的{one}", f"请写{one}{number}，或者先把它写进{sheet}")
            return None
        return fitting.pop()
    if code not in desk.entered[table] and not _reached(desk, table, code, name):
        desk.wrong(T, row, table, f"没有{number}为 {code} 的{one}，或者不在您的维护范围内", f"请核对{number}；新增的，先写进{sheet}")
        return None
    return code if _agrees(desk, row, table, code, name) else None


def _reached(desk: Desk, table: str, code: str, name: str | None) -> bool:
    if table == "unit":
        return code in desk.places and desk.places[code].mine
    officer = desk.record.officers.get(code)  # one from elsewhere is taken on by whoever knows number and name
    return officer is not None and (officer.pk in desk.record.reached or (name is not None and text(officer.name) == name))


def _agrees(desk: Desk, row: Row, table: str, code: str, name: str | None) -> bool:
    if table == "unit" and not desk.places.get(code, Place(code, "", "", None)).mine:
        desk.wrong(T, row, table, f"没有代码为 {code} 的单位，或者不在您的维护范围内", "请核对代码")
        return False
    old = desk.record.officers.get(code) if table == "officer" else desk.record.units.get(code)
    will = desk.names.get(code) if table == "officer" else desk.places[code].name if code in desk.places else None
    names = {text(one) for one in (old.name if old else None, will) if one}
    if name is None or not names or name in names:
        return True
    number = WHO[table][1]
    desk.wrong(T, row, f"{table}_name", f"{number} {code} 是“{will or (old.name if old else '')}”，与这里写的不一致", f"请核对{number}和名称")
    return False


def _post(desk: Desk, row: Row, place: Place | None, values: dict[str, Any]) -> None:
    if place is None or not place.level:
        return
    level = place.treated_as if place.level == "zone" else "town" if place.level == "subdistrict" else place.level
    fitting = posts_of(level)
    if values["post"] not in fitting:
        desk.wrong(T, row, "post", f"{place.name}没有“{POSTS[values['post']]}”这类职务", f"可选：{'、'.join(POSTS[post] for post in fitting)}")
    if place.closed_on and values["start"] and (values["end"] is None or values["end"] > place.closed_on):
        desk.wrong(T, row, "end", f"{place.name}已于{in_chinese(place.closed_on)}撤销", "免职日期不能晚于这一天")


def _spans(desk: Desk, taken: dict[tuple[Any, ...], tuple[Row, Post]]) -> Iterator[Span[Any]]:
    for key, tenure in desk.record.tenures.items():
        if key not in taken and key not in desk.doubtful:
            yield Span(tenure, tenure.officer.code, tenure.unit.code, tenure.post, tenure.start, tenure.end)
    for key, (_, post) in taken.items():
        yield Span(key, post.officer, post.unit, post.post, post.start, post.end)


def _overlapping(desk: Desk, taken: dict[tuple[Any, ...], tuple[Row, Post]]) -> None:
    for pair in overlaps(_spans(desk, taken)):
        ours = [what for what in pair if not isinstance(what, Tenure) and not _unchanged(desk, taken[what][1])]
        if not ours:
            continue
        blamed = max(ours, key=lambda key: taken[key][0].number)
        other = pair[0] if pair[1] == blamed else pair[1]
        row, post = taken[blamed]
        desk.wrong(T, row, "start", f"这段时间{desk.places[post.unit].name}的{POSTS[post.post]}已由{_said(desk, other, taken)}担任",
                   "请先填写前任的免职日期，或者改正任职日期")


def _said(desk: Desk, what: Any, taken: dict[tuple[Any, ...], tuple[Row, Post]]) -> str:
    if isinstance(what, Tenure):
        until = f"至{in_chinese(what.end)}" if what.end else "起，在任"
        return f"{what.officer.name}（名册，{in_chinese(what.start)}{until}）"
    row, post = taken[what]
    until = f"至{in_chinese(post.end)}" if post.end else "起，在任"
    return f"{desk.names.get(post.officer, post.officer)}（第 {row.number} 行，{in_chinese(post.start)}{until}）"


def _unchanged(desk: Desk, post: Post) -> bool:
    old = desk.record.tenures.get(post.key)
    return old is not None and (old.end, old.acting, old.party_committee_member) == (post.end, post.acting, post.party_committee_member) and (
        old.title == post.title or (text(old.title) or "") == post.title)


def _settle(desk: Desk, taken: dict[tuple[Any, ...], tuple[Row, Post]]) -> None:
    wrong = {fault.row for fault in desk.faults if fault.table == T}
    for row, post in taken.values():
        if row.number in wrong:
            continue
        old = desk.record.tenures.get(post.key)
        if old is None:
            desk.plan.new_tenures[row.number] = post
        elif _unchanged(desk, post):
            desk.plan.unchanged[T] += 1
        else:
            desk.plan.tenures[row.number] = (old, post)


