"""Letters of responsibility of the demo, by the site's own verbs as of their days: three years, most in time, some late, one signed by one side alone,
one stated anew, one whose scan bears no code that can be read."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Final

from PIL import Image

from anze.access.rights import rights_of
from anze.acts.evidence.store import Staged, beside, write
from anze.documents.pdf import PDF, pdf_of
from anze.law import facts as law
from anze.law.tree import Tree
from anze.letters.actions.generating import Entered, enter, generate, replace_letter
from anze.letters.actions.patterns import begin
from anze.letters.actions.scanning import Part, Upload, take_in
from anze.letters.actions.signing import sign, signed_on_paper
from anze.letters.actions.stepping import entry
from anze.letters.models import Goal, Letter
from anze.letters.queries.papers import digest_of, official_of
from anze.letters.scans.reading import Group
from anze.letters.told import limits_changed
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.project.demo.city import CITY
from anze.project.loading.register import City

FIRST: Final = 2024
SIDES: Final = ("party", "government")
HALF, NEVER, LATE, AGAIN = ("441826", "government"), ("441825", "party"), ("441882", "party"), ("441803", "government")  # of the city's letters
SCANNED: Final = (("441881", "party"), ("441881", "government"))  # whose scans are there to be seen
ON_SITE: Final = ("441803", "441826", "441881")  # counties that do their letters here this year; the others enter theirs from a list
LATE_SHARE, NEVER_SHARE = 0.04, 0.015  # of the towns' letters


def load_letters(city: City) -> None:
    """Have every letter of the demo issued and signed, up to its end. Nothing is done before the journal is written."""
    tree = Tree(law.Unit(id=unit.code, name=unit.name, level=unit.level, parent=unit.parent.code if unit.parent else None, determined=unit.determined,
                         treated_as=unit.treated_as) for unit in city.unit.values())
    last = city.clock.until.year
    for code in [CITY, *sorted(one.code for one in city.unit.values() if one.level in {"county", "zone"})]:
        below = [city.unit[one] for one in tree.subordinates(code)]
        for year in range(FIRST, last + 1) if below else ():
            if code == CITY or (code in ON_SITE and year == last):
                _issued(city, city.unit[code], below, year)
            else:
                _elsewhere(city, city.unit[code], below, year)


def _signing_day(city: City, unit: Unit, side: str, year: int) -> date | None:
    """Return the day on which a letter is signed: mostly before the end of March; None for never."""
    chance = city.clock.chance("letter", unit.code, side, str(year))
    last = year == city.clock.until.year
    if last and (unit.code, side) in {HALF, NEVER}:
        return None
    if last and (unit.code, side) == LATE:
        return date(year, 4, 16)
    if unit.level in {"county", "zone"}:
        return date(year, 2, 3) + timedelta(days=int(chance * 40))
    if chance < NEVER_SHARE and last:
        return None
    return date(year, 4, 2) + timedelta(days=int(chance * 300)) if chance < LATE_SHARE else date(year, 2, 10) + timedelta(days=int(chance * 45))


def _elsewhere(city: City, superior: Unit, below: Sequence[Unit], year: int) -> None:
    """What a county signed without the site, in earlier years all of it, was entered from its own list."""
    rows = [Entered(superior, unit, side, year, day) for unit in below for side in SIDES if (day := _signing_day(city, unit, side, year)) is not None]
    at = city.clock.at(date(year, 6, 10), "letters", superior.code, str(year))
    if at <= city.clock.now and date(year, 6, 10) <= city.clock.until:
        city.journal.do(at, lambda: enter(city.account[superior.code], at, rows))


def _issued(city: City, superior: Unit, below: Sequence[Unit], year: int) -> None:
    """A pattern in January, letters for all in one act, signed one after the other."""
    begun = date(year, 1, 12) + timedelta(days=int(city.clock.chance("letters", superior.code, str(year)) * 8))
    at = city.clock.at(begun, "letters", superior.code, str(year))
    if begun > city.clock.until or at > city.clock.now:
        return
    city.journal.do(at, lambda: begin(city.account[superior.code], at, superior, year))
    made = min(at + timedelta(minutes=30), city.clock.now)
    city.journal.do(made, partial(_generate, city, superior, below, year, made))
    for unit in below:
        for side in SIDES:
            day = _signing_day(city, unit, side, year)
            scanned = superior.code == CITY and (unit.code, side) in SCANNED and year == city.clock.until.year
            if day is not None:
                _do(city, day, "sign", unit, side, partial(_scan if scanned else _sign, city, superior, unit, side, year))
    if superior.code == CITY and year == city.clock.until.year:
        _do(city, date(year, 3, 5), "half", city.unit[HALF[0]], HALF[1], partial(_half, city, superior, year))
        _do(city, date(year, 7, 2), "again", city.unit[AGAIN[0]], AGAIN[1], partial(_again, city, superior, year))
        _do(city, city.clock.until - timedelta(days=2), "unread", city.unit[CITY], "party", partial(_unread, city, superior, year))


def _do(city: City, day: date, name: str, unit: Unit, side: str, deed: "partial[None]") -> None:
    at = city.clock.at(day, "letter", name, unit.code, side, str(day.year))
    if day <= city.clock.until and at <= city.clock.now:
        city.journal.do(at, partial(deed, at))


def _generate(city: City, superior: Unit, below: Sequence[Unit], year: int, at: datetime) -> None:
    goals = Goal.objects.filter(pattern__superior=superior, pattern__year=year, kind="number", limit=None).select_related("pattern")
    limits = {(goal.pk, unit.pk): Decimal(int(city.clock.chance("limit", unit.code, str(year)) * (6 if unit.level != "town" else 2)))
              for goal in goals for unit in below}
    generate(city.account[superior.code], at, superior, year, below, limits)


def _of(superior: Unit, unit: Unit, side: str, year: int) -> Letter:
    return Letter.objects.standing().select_related("superior", "subordinate").get(superior=superior, subordinate=unit, side=side, year=year)


def _sign(city: City, superior: Unit, unit: Unit, side: str, year: int, at: datetime) -> None:
    letter, by, on = _of(superior, unit, side, year), city.account[superior.code], day_of(at)
    signed_on_paper(by, at, letter, on)
    entry(by, at, letter, "enter", on=on, after={"date": on.isoformat()})


def _scan(city: City, superior: Unit, unit: Unit, side: str, year: int, at: datetime) -> None:
    letter, by = _of(superior, unit, side, year), city.account[superior.code]
    content = pdf_of(official_of(letter))
    take_in(by, at, rights_of(by), Upload(superior, year, day_of(at)), [_part(content, f"{unit.name}责任书扫描件.pdf", PDF, Group(letter.code, (1, 2)))])


def _part(content: bytes, name: str, media_type: str, group: Group) -> Part:
    path, digest = beside(), hashlib.sha256(content).hexdigest()
    write(path, [content])
    return Part(digest, group, Staged(path, name, digest, len(content), media_type))


def _half(city: City, superior: Unit, year: int, at: datetime) -> None:
    """The city's own head has signed on the page; the county's has not."""
    head = city.in_post(CITY, "gov_head", day_of(at))
    if head is not None and head.code in city.account:
        letter = _of(superior, city.unit[HALF[0]], HALF[1], year)
        sign(city.account[head.code], at, letter, digest=digest_of(letter))


def _again(city: City, superior: Unit, year: int, at: datetime) -> None:
    """A number is set anew in summer; both have still to sign."""
    letter = _of(superior, city.unit[AGAIN[0]], AGAIN[1], year)
    words = {kind: [goal["text"] for goal in letter.goals if goal["kind"] == kind] for kind in ("task", "veto")}
    limits = {goal["key"]: Decimal(goal["limit"]) + (1 if goal["way"] == "most" else 0) for goal in letter.numbers}
    replace_letter(city.account[CITY], at, letter, limits_changed(letter.numbers, limits, words["task"], words["veto"]), reason="市里调整年度控制指标（演示）")


def _unread(city: City, superior: Unit, year: int, at: datetime) -> None:
    """A page came in on which no code can be read."""
    out, by = BytesIO(), city.account[CITY]
    Image.new("RGB", (620, 877), "#e8e6df").save(out, "JPEG", quality=60)
    take_in(by, at, rights_of(by), Upload(superior, year, day_of(at)), [_part(out.getvalue(), "模糊的一页.jpg", "image/jpeg", Group("", (1,)))])
