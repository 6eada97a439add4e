"""Letters told in tests in one breath: 清远市 signs with 英德市 and 清新区, 英德市 with its two towns."""

from decimal import Decimal
from typing import Any

from anze.acts.evidence.examine import examined
from anze.acts.evidence.store import Staged
from anze.documents.pdf import pdf_of
from anze.law.question import Question
from anze.letters.actions.generating import generate
from anze.letters.actions.patterns import begin, change_pattern
from anze.letters.models import Goal, Letter, Pattern
from anze.letters.queries.papers import official_of
from anze.letters.queries.subordinates import subordinates
from anze.letters.told import Wanted
from anze.people.moment import day_of
from tests.apps.accidents.telling import at
from tests.cast import Cast

NOW = at("2026-02-02", 10)
CITY, COUNTY, TOWN = "市安委办", "英德安委办", "望埠安委办"
GOALS = (Wanted(kind="number", text="死亡人数", figure="accidents.deaths", way="most", limit=Decimal(3), word="人"),
         Wanted(kind="number", text="培训人次", way="least", limit=Decimal(100), word="人次"),
         Wanted(kind="task", text="主要负责人带队检查"), Wanted(kind="veto", text="发生重大以上事故"))


def patterns(cast: Cast, *, superior: str = "清远", by: str = CITY, now: Any = NOW, year: int = 2026, goals: Any = GOALS) -> list[Pattern]:
    """Begin a year's patterns and let them say these goals."""
    return [change_pattern(cast.account[by], now, one, "严格落实责任。", list(goals)) for one in begin(cast.account[by], now, cast.unit[superior], year)]


def generated(cast: Cast, *, superior: str = "清远", by: str = CITY, now: Any = NOW, year: int = 2026, limits: Any = None,
              goals: Any = GOALS) -> dict[str, Letter]:
    """Generate the letters of a year for every subordinate, and return them by the subordinate's code and side: yd party."""
    if not Pattern.objects.filter(superior=cast.unit[superior], year=year).exists():
        patterns(cast, superior=superior, by=by, now=now, year=year, goals=goals)
    today = day_of(now)
    units = subordinates(cast.unit[superior], Question(today, today), today)
    generate(cast.account[by], now, cast.unit[superior], year, units, limits or {})
    rows = Letter.objects.standing().filter(superior=cast.unit[superior], year=year).select_related("superior", "subordinate")
    return {f"{one.subordinate.code} {one.side}": one for one in rows}


def goal_of(superior: str, side: str, text: str) -> Goal:
    """Return a goal of a pattern by its words."""
    return Goal.objects.get(pattern__superior__name=superior, pattern__side=side, text=text)


def paper(*letters: Letter) -> bytes:
    """Return the printed pages of letters, one behind the other, as a scanner would give them."""
    from anze.letters.queries.papers import all_pdf

    return scanned(all_pdf([(one, {}) for one in letters]))


def scanned(printed: bytes) -> bytes:
    """Return what a scanner makes of printed pages: pictures in a PDF, and no text."""
    import io

    import pypdfium2

    pages = [page.render(scale=2, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(printed)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=144)
    return out.getvalue()


def staged(content: bytes, name: str = "扫描.pdf") -> Staged:
    """Return a file as an upload leaves it."""
    return examined(name, len(content), iter([content]))


def one_page(letter: Letter) -> bytes:
    """Return a picture (PNG) of a letter's first page: a photo of it."""
    import io

    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument(pdf_of(official_of(letter)))[0].render(scale=1.5).to_pil().save(out, "PNG")
    return out.getvalue()
