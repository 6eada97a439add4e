"""Numbers of a year and rows of the register come in from the workbooks that went out: all rows or none, every wrong cell named."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.duties.world import world
from anze.law.codes import SIDES
from anze.law.question import Question
from anze.letters.actions.generating import Entered, enter
from anze.letters.actions.patterns import share_out
from anze.letters.actions.signing import signed_on_paper
from anze.letters.actions.stepping import entry, letter_now, signing_day, too_early
from anze.letters.forms.base import number_in
from anze.letters.models import Letter, Pattern
from anze.letters.policies import ISSUE
from anze.letters.queries.law import first_year
from anze.letters.queries.sheets import REGISTER, SHARES, TITLES, UNIT, row, share_titles, signed_on
from anze.people.models import Account, Unit
from anze.people.moment import day_of


def import_shares(by: Account, now: datetime, superior: Unit, year: int, patterns: Sequence[Pattern], units: Sequence[Unit], content: bytes) -> int:
    """Take in how the numbers of a year are shared out; return how many changed. Raises ValidationError with every wrong cell."""
    columns, named = share_titles(patterns), {unit.code: unit for unit in units}
    lines, faults = lines_of(content, SHARES, [*UNIT, *columns])
    found: dict[tuple[int, int], Decimal] = {}
    for line in lines:
        unit = named.get(line.cells[UNIT[0]])
        if unit is None:
            faults.add(line, UNIT[0], f"不是{superior.name}要签责任书的下级。")
            continue
        for title, goal in columns.items():
            limit = _number(line, title, faults)
            if limit is not None:
                found[goal.pk, unit.pk] = limit
    faults.end()
    return share_out(by, now, superior, year, found, units)


def _number(line: Line, title: str, faults: Faults) -> Decimal | None:
    try:
        return number_in(line.cells[title])
    except ValidationError as fault:
        faults.add(line, title, str(fault.messages[0]))
        return None


def import_register(by: Account, now: datetime, rights: Rights, content: bytes) -> tuple[int, int, int]:
    """Enter letters that were signed elsewhere (no code), and the days on which letters of ours were signed on paper (code and day).

    Return how many are new, changed, the same. Raises ValidationError with every wrong cell; then nothing is entered.
    """
    lines, faults = lines_of(content, REGISTER, TITLES)
    rows = Letter.objects.visible_to(rights).select_related("superior", "subordinate").prefetch_related("signings")
    known = {one.code: one for one in rows.filter(code__in={line.cells["编号"] for line in lines})}
    with transaction.atomic():
        counts = [0, 0, 0]
        new = _new(lines, rights, now, faults)
        for line in lines:
            if line.cells["编号"]:
                counts[_signed(by, now, rights, line, known.get(line.cells["编号"]), faults)] += 1
        faults.end()
        counts[0] = len(enter(by, now, new)) if new else 0
    return counts[0], counts[1], counts[2]


def _new(lines: Sequence[Line], rights: Rights, now: datetime, faults: Faults) -> list[Entered]:
    """Return the letters that were signed elsewhere; one that two rows tell is a fault of the second."""
    found: dict[object, Entered] = {}
    for line in lines:
        told = None if line.cells["编号"] else _told(line, rights, now, faults)
        if told is None:
            continue
        key = told.superior, told.subordinate, told.side, told.year
        if key in found:
            faults.add(line, "下级代码", "同一份责任书在上面已有一行，请删去一行。")
        found[key] = told
    return list(found.values())


def _signed(by: Account, now: datetime, rights: Rights, line: Line, letter: Letter | None, faults: Faults) -> int:
    """Note the day on which a letter of ours was signed; return 1 where that is new, 2 where nothing changes."""
    if letter is None:
        faults.add(line, "编号", "没有这个编号的责任书。补登系统外签订的，编号留空。")
        return 2
    _fixed(line, letter, faults)
    on = day_in(line, "签订日期", faults, needed=False)
    if on is None or on == signed_on(letter):
        return 2
    if not rights.may(ISSUE, unit=letter.superior):
        faults.add(line, "编号", f"这份责任书由{letter.superior.name}安委办登记。")
    elif words := _unsigned(letter, on):
        faults.add(line, "签订日期", words)
    else:
        return _entered(by, now, line, letter, on, faults)
    return 2


def _unsigned(letter: Letter, on: date) -> str:
    """Say why a day of signing cannot come from a sheet: signatures were taken back, or the letter was not there yet; empty where it can."""
    taken_back = next((one for one in letter.signings.all() if one.struck_at is not None), None)
    if taken_back is not None and signed_on(letter) is None:
        return f"签字已经撤回（{taken_back.struck_reason}），不能从表格再登记。请上传扫描件，或者由双方在页面上签。"
    return f"{early}。" if (early := too_early(letter, on)) else ""


def _entered(by: Account, now: datetime, line: Line, letter: Letter, on: date, faults: Faults) -> int:
    try:
        found = letter_now(letter, "enter")
        signing_day(on, letter.year, now)
    except ValidationError as fault:
        faults.add(line, "签订日期", " ".join(fault.messages))
        return 2
    signed_on_paper(by, now, found, on)
    entry(by, now, found, "enter", on=on, after={"date": on.isoformat()})
    return 1


def _fixed(line: Line, letter: Letter, faults: Faults) -> None:
    """Note every cell that says otherwise of a letter of ours than it does itself: only the day of signing comes from a sheet."""
    for title, stands in zip(TITLES, map(str, row(letter)), strict=True):
        said = line.cells[title]
        if title not in {"编号", "签订日期"} and said and said != stands:
            faults.add(line, title, f"责任书生成以后不能从表格更改，在案的是“{stands or '（空）'}”。请改回；要改的，在页面上重签。")


def _told(line: Line, rights: Rights, now: datetime, faults: Faults) -> Entered | None:
    """Return a letter that was signed elsewhere, as its row tells it; notes every wrong cell."""
    cells, before = line.cells, len(faults.found)
    year = int(cells["年度"]) if cells["年度"].isascii() and cells["年度"].isdecimal() and len(cells["年度"]) == 4 else 0
    if not first_year() <= year <= day_of(now).year:
        faults.add(line, "年度", f"要填 {first_year()} 到 {day_of(now).year} 的年份。")
    sides = {word: code for code, word in SIDES.items()}
    if cells["方"] not in sides:
        faults.add(line, "方", f"只能是：{'、'.join(sides)}。")
    units = {one.code: one for one in Unit.objects.filter(code__in=[cells["上级代码"], cells["下级代码"]])}
    superior, subordinate = units.get(cells["上级代码"]), units.get(cells["下级代码"])
    if superior is None or not rights.may(ISSUE, unit=superior):
        faults.add(line, "上级代码", "不是您办理责任书的单位。")
    elif subordinate is None or subordinate.code not in _below(superior, now):
        faults.add(line, "下级代码", f"不是{superior.name}的直接下级党委、政府。")
    on = day_in(line, "签订日期", faults)
    if len(cells["文号"]) > 60:
        faults.add(line, "文号", f"有 {len(cells['文号'])} 个字，最多 60 个。")
    if len(faults.found) > before or superior is None or subordinate is None or on is None:
        return None
    side = sides[cells["方"]]
    if Letter.objects.standing().filter(superior=superior, subordinate=subordinate, side=side, year=year).exists():
        faults.add(line, "下级代码", f"{subordinate.name}{year}年的责任书（{cells['方']}）已经在案，要填它的编号。")
        return None
    try:
        signing_day(on, year, now)
    except ValidationError as fault:
        faults.add(line, "签订日期", " ".join(fault.messages))
        return None
    return Entered(superior, subordinate, side, year, on, cells["文号"])


def _below(superior: Unit, now: datetime) -> Sequence[str]:
    today = day_of(now)
    tree = world(Question(today, today), today).index.tree
    return tree.subordinates(superior.code) if superior.code in tree.units else []
