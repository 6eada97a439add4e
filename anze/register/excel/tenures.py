"""Check the sheet of tenures against itself, the other sheets and the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from anze.law.codes import POSTS
from anze.people.models import Tenure
from anze.register.excel.cells import text
from anze.register.excel.onrecord import Place
from anze.register.excel.plan import Desk, Post
from anze.register.excel.tables import Row
from anze.register.excel.whose import codes_by_name, who
from anze.register.overlaps import Span, overlaps
from anze.register.queries.posts import posts_of
from anze.register.words import in_chinese

T: Final = "tenure"


@dataclass(slots=True)
class Line:
    """A row as far as it can be read: who and where by code (None where wrong), and the cells that are right."""

    row: Row
    officer: str | None
    unit: str | None
    values: dict[str, Any]
    fits: bool = True  # the unit has such a post

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells the tenure from every other; None in it for what cannot be read."""
        return self.officer, self.unit, self.values.get("post"), self.values.get("start")

    @property
    def spans(self) -> bool:
        """Whether it can be held against other tenures: whose, where, what, from when and until when is known."""
        start, end = self.values.get("start"), self.values.get("end")
        return self.fits and all(self.key) and "end" in self.values and (end is None or end >= start)


def check_tenures(desk: Desk) -> None:
    """Read every row of the sheet; note what is wrong and what would change."""
    sheet = desk.sheets.get(T)
    if sheet is None:
        return
    named = {table: codes_by_name(desk, table) for table in ("officer", "unit")}
    taken: dict[tuple[Any, ...], tuple[Row, Post]] = {}
    first: dict[tuple[Any, ...], int] = {}
    for row in sheet.rows:
        line = _line(desk, row, named)
        if all(line.key) and first.setdefault(line.key, row.number) != row.number:
            desk.wrong(T, row, "start", f"和第 {first[line.key]} 行是同一条任期", "请删掉一行，或者改正其中一个任职日期")
        elif line.spans:
            taken[line.key] = row, _stated(desk, line)
        else:
            desk.doubtful.add(line.key)
    _overlapping(desk, taken)
    _settle(desk, taken)


def _line(desk: Desk, row: Row, named: dict[str, dict[str, set[str]]]) -> Line:
    """Read every cell of a row, whatever is wrong with another, and hold those that can be read against each other."""
    officer, unit = (who(desk, row, table, named[table]) for table in ("officer", "unit"))
    values: dict[str, Any] = {}
    for key in ("post", "start", "end", "acting", "party_committee_member", "title"):
        old = desk.record.tenures.get((officer or "", unit or "", values.get("post") or "", values.get("start") or date.min))
        fine, found = desk.read(T, row, key, old.title if old and key == "title" else None)
        if fine:
            values[key] = found
    line = Line(row, officer, unit, values)
    if values.get("start") and values.get("end") and values["end"] < values["start"]:
        desk.wrong(T, row, "end", f"免职日期早于任职日期（{in_chinese(values['start'])}）", "请改正其中一个")
    place = desk.places.get(unit or "")
    if place is not None:
        _post(desk, line, place)
    return line


def _stated(desk: Desk, line: Line) -> Post:
    old, values = desk.record.tenures.get(cast("Any", line.key)), dict(line.values)
    for key in ("title", "end", "acting", "party_committee_member"):
        if not desk.given(T, key):
            values[key] = getattr(old, key) if old else None
    said: dict[str, Any] = {"title": values.get("title") or "", "acting": bool(values.get("acting")),
                            "party_committee_member": bool(values.get("party_committee_member"))}
    return Post(line.officer or "", line.unit or "", values["post"], values["start"], values["end"], **said)


def _post(desk: Desk, line: Line, place: Place) -> None:
    values = line.values
    if place.level and "post" in values:
        level = place.treated_as if place.level == "zone" else "town" if place.level == "subdistrict" else place.level
        fitting = posts_of(level)
        line.fits = values["post"] in fitting
        if not line.fits:
            desk.wrong(T, line.row, "post", f"{place.name}没有“{POSTS[values['post']]}”这类职务", f"可选：{'、'.join(POSTS[post] for post in fitting)}")
    if place.closed_on and values.get("start") and "end" in values and (values["end"] is None or values["end"] > place.closed_on):
        desk.wrong(T, line.row, "end", f"{place.name}已于{in_chinese(place.closed_on)}撤销", "免职日期不能晚于这一天")


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


