"""What letters have to tell in the digest of a day: issued, due soon, overdue; to each side, and to each head who has not signed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from anze.duties.policies import OVERDUE_DAYS
from anze.duties.sources import News
from anze.law.codes import SIDES
from anze.law.findings import in_words
from anze.law.question import Question
from anze.letters.codes import PARTIES
from anze.letters.models import Letter
from anze.letters.policies import REMINDED_DAYS, RULE, TOLD_DAYS
from anze.letters.queries.law import due, findings
from anze.people.models import Tenure, Unit
from anze.people.moment import SHANGHAI

TOPIC = "letter"


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    yield from _issued(today)
    yield from _unsigned(today)


def _issued(today: date) -> Iterator[News]:
    """Yield the letters that were generated lately and wait for signatures, to the subordinate's office and to both heads."""
    since = datetime.combine(today - timedelta(days=TOLD_DAYS - 1), time(), SHANGHAI)
    rows: Any = Letter.objects.standing().with_signed().filter(generated_at__gte=since)
    letters = list(rows.filter(signed__lt=2).select_related("superior", "subordinate").prefetch_related("signings").order_by("pk"))
    heads = _heads({unit for one in letters for unit in (one.superior_id, one.subordinate_id)}, today)
    for one in letters:
        address, text = reverse("letters:detail", args=[one.code]), f"{one}已生成，待签订"
        yield News(topic=TOPIC, text=text, unit=one.subordinate.code, provision=RULE, address=address)
        signed = {signing.party for signing in one.signings.all() if signing.struck_at is None}
        for party in PARTIES:
            officer = heads.get((one.party(party).pk, one.head_post))
            if officer and party not in signed:
                yield News(topic=TOPIC, text=text, officer=officer, provision=RULE, address=address)


def _heads(units: set[int], today: date) -> dict[tuple[int, str], str]:
    rows = Tenure.objects.current().held_on(today).filter(unit__in=units, post__in=("party_head", "gov_head"))
    return {(unit, post): code for unit, post, code in rows.order_by("start").values_list("unit", "post", "officer__code")}


def _unsigned(today: date) -> Iterator[News]:
    """Yield the letters that are due soon or lately became overdue: each to its subordinate's office, and how many to the superior's."""
    open_ones = [(key, one) for key, one in findings(Question(today, today), today).items()
                 if one["status"] in {"pending", "missed"} and -OVERDUE_DAYS <= (due(key[3]) - today).days <= REMINDED_DAYS]
    names = dict(Unit.objects.filter(code__in={code for key, _ in open_ones for code in key[:2]}).values_list("code", "name"))
    above: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (superior, subordinate, side, year), _ in open_ones:
        address, when = reverse("letters:matrix", args=[superior, year]), _when(due(year), today)
        text = f"{year}年安全生产责任书（{SIDES[side]}，与{names.get(superior, superior)}）还没有签订，{when}"
        yield News(topic=TOPIC, text=text, unit=subordinate, provision=RULE, address=address)
        above[superior, year].append(f"{names.get(subordinate, subordinate)}（{SIDES[side]}）")
    for (superior, year), unsigned in above.items():
        first = "、".join(unsigned[:5]) + ("等" if len(unsigned) > 5 else "")
        yield News(topic=TOPIC, text=f"{year}年安全生产责任书还有 {len(unsigned)} 份没有签订，{_when(due(year), today)}：{first}"[:200], unit=superior,
                   provision=RULE, address=reverse("letters:matrix", args=[superior, year]))


def _when(day: date, today: date) -> str:
    left = (day - today).days
    return f"已逾期 {-left} 天" if left < 0 else f"{in_words(day)}前签订，还有 {left} 天" if left else f"今天（{in_words(day)}）到期"
