"""What of letters wants looking at today, for the home page: those that wait for one's own signature, those of one's unit that are not signed."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.law.codes import SIDES
from anze.law.question import Question
from anze.letters.codes import HEADS, PARTIES
from anze.letters.models import Letter, Scan, Signing
from anze.letters.policies import SOON_DAYS
from anze.letters.printed import code_in
from anze.letters.queries.law import due, findings
from anze.people.models import Tenure, Unit
from anze.people.moment import day_of
from anze.people.typed import numbered

MOST: Final = 500
MIN_WORD: Final = 4  # characters of a code or a number


def to_sign(rights: Rights, today: date) -> list[Due]:
    """Return the letters that wait for the signature of the account's officer, the longest first."""
    officer = rights.account.officer_id
    if officer is None or not rights.may("letter.sign"):
        return []
    held = Tenure.objects.current().held_on(today).filter(officer=officer, post__in=HEADS.values()).values_list("unit", "post")
    mine = Q(pk__in=[])
    for unit, post in held:
        side = next(side for side, head in HEADS.items() if head == post)
        for party in PARTIES:
            unsigned = ~Q(pk__in=Signing.objects.current().filter(party=party).values("letter"))
            mine |= Q(**{party: unit}, side=side) & unsigned
    rows = Letter.objects.standing().filter(mine).select_related("superior", "subordinate").order_by("generated_at", "pk")
    return [Due(one.subordinate.name, f"{one.superior_name}与{one.subordinate_name}{one.year}年安全生产责任书，待您签字", "waiting",
                day_of(one.generated_at), "letters:detail", (one.code,)) for one in rows[:MOST]]


def unsigned(rights: Rights, asked: Question, today: date) -> list[Due]:
    """Return the letters of the account's own units, as superior or as subordinate, that are overdue or due soon this year; the law says which.
    Those of years gone by stand in their matrix: nobody is reminded of them for ever."""
    reach = rights.reach("letter.file")
    open_ones = [(key, one) for key, one in findings(asked, today).items() if key[3] == asked.as_of.year
                 and (one["status"] == "missed" or (one["status"] == "pending" and asked.as_of >= due(key[3]) - timedelta(days=SOON_DAYS)))]
    units = {one.code: one for one in Unit.objects.filter(code__in={code for key, _ in open_ones for code in key[:2]})}
    near = [(key, one) for key, one in open_ones if any(code in units and reach.covers_unit(units[code]) for code in key[:2])]
    years = {key[3] for key, _ in near}
    letters = {(one.superior.code, one.subordinate.code, one.side, one.year): one.code
               for one in Letter.objects.standing().filter(year__in=years).select_related("superior", "subordinate")}
    return sorted((_due(key, one["status"], letters.get(key), units) for key, one in near), key=lambda one: (one.day, one.where))[:MOST]


def _due(key: Any, status: str, letter: str | None, units: dict[str, Unit]) -> Due:
    superior, subordinate, side, year = key
    words = f"{year}年安全生产责任书（{SIDES[side]}，与{units[superior].name}）{'待签' if letter else '还没有生成'}"
    name, args = ("letters:detail", (letter,)) if letter else ("letters:matrix", (superior, str(year)))
    return Due(units[subordinate].name, words, "overdue" if status == "missed" else "soon", due(year), name, args)


def scans_waiting(rights: Rights) -> list[Due]:
    """Return the pages of scans that nobody has said whose they are."""
    rows = Scan.objects.current().filter(rights.reach("letter.file").of_units("unit"), letter=None).select_related("unit").order_by("pk")
    return [Due(one.unit.name, f"{one.name}：{one.trouble}", "waiting", day_of(one.at), "letters:scans", (one.unit.code, str(one.year))) for one in rows[:MOST]]


def named(wanted: str, rights: Rights, most: int) -> list[Letter]:
    """Return letters by their printed code, however it is typed, or by their number; too short a word would find everything."""
    code = code_in(wanted)
    if len(wanted) < MIN_WORD and code is None:
        return []
    fits = Q(code=code) if code else Q(code__icontains=wanted) | Q(number__icontains=wanted) | numbered("number", wanted)
    return list(Letter.objects.visible_to(rights).filter(fits).select_related("superior", "subordinate").order_by("-year", "code")[:most])
