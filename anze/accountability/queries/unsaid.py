"""What came to a case after the last notice, of which the person was told by none: a fact, what aggravates, or what a
new test found lacking. Nobody is held accountable for what he
was never told, and what he said before it came answers nothing of it (第三十二条)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from anze.accountability.models import Circumstance, Concerned, Fact, Served
from anze.accountability.queries.frozen import short
from anze.accountability.queries.law import circumstances
from anze.accountability.queries.tested import lacks
from anze.documents.official import in_words
from anze.law.provisions import provision_label

_FIRST: Final = "请先补充告知，听取陈述申辩以后再决定"


def last_notice(one: Concerned) -> Served | None:
    """Return the last notice to a person; None where there was none."""
    return one.served.filter(kind="notice").order_by("-pk").first()


def extension(on: date, names: Iterable[str]) -> str:
    """Return how the step is noted by which a fact of a day is extended to further persons."""
    return f"{in_words(on)}的事实，加上{'、'.join(names)}。"


def late_facts(one: Concerned) -> list[Fact]:
    """Return the facts about a person that were entered, or extended to him, after the last notice; one entered again word for word is none."""
    notice = last_notice(one)
    if notice is None:
        return []
    rows = [row for row in one.facts.order_by("date", "pk") if row.recorded_at <= notice.at and not _extended(one, row, notice)]
    told = {(row.date, row.rules, row.text) for row in rows if _stood(row, notice)}
    return [row for row in one.facts.current().order_by("date", "pk") if (row.date, row.rules, row.text) not in told]


def late_weights(one: Concerned) -> list[Circumstance]:
    """Return what aggravates (从重) and was entered after the last notice; what was entered again word for word is none."""
    notice, known = last_notice(one), circumstances()
    if notice is None:
        return []
    told = {(row.rule, row.date, row.text) for row in one.circumstances.filter(recorded_at__lte=notice.at) if _stood(row, notice)}
    return [row for row in one.circumstances.current().order_by("rule", "pk")
            if row.rule in known and known[row.rule].effect == "aggravating" and (row.rule, row.date, row.text) not in told]


def late_lacks(one: Concerned) -> list[str]:
    """Return what the last test of full performance found lacking that the last one before the last notice did not, each by its name; nothing where no test
    was made since the notice. What was found lacking no more is in his favour."""
    notice, last = last_notice(one), one.tests.order_by("-pk").first()
    before = one.tests.filter(at__lte=notice.at).order_by("-pk").first() if notice else None
    if notice is None or last is None or before is None or last.pk == before.pk:
        return []
    known = lacks(before)
    return [words for key, words in lacks(last).items() if key not in known]


def unsaid(one: Concerned) -> list[str]:
    """Return in a sentence each of what a person was not told, though measures would rest on it, with what to do."""
    notice = last_notice(one)
    if notice is None:
        return []
    found = [*(f"{in_words(row.date)}的事实“{short(row.text)}”" for row in late_facts(one)),
             *(f"{in_words(row.date)}的从重情节（{provision_label(row.rule)}）" for row in late_weights(one))]
    lacks = late_lacks(one)
    tested = f"尽职免责检验新发现的未做到事项（{'；'.join(lacks[:3])}{f'等 {len(lacks)} 项' if len(lacks) > 3 else ''}）" if lacks else ""
    return [*(f"{each}是最后一次告知（{in_words(notice.on)}）以后登记的，没有告知过本人。{_FIRST}；误登记的，请先撤下。" for each in found),
            *([f"{tested}，是最后一次告知（{in_words(notice.on)}）以后检验的，没有告知过本人。{_FIRST}。"] if tested else [])]


def _stood(row: Any, notice: Served) -> bool:
    return row.struck_at is None or row.struck_at > notice.at


def _extended(one: Concerned, fact: Fact, notice: Served) -> bool:
    """Say whether a fact was extended to a person after a notice, as the steps of the case have it."""
    names = extension(fact.date, [""]).removesuffix("。")
    notes = [step.note for step in one.case.steps.filter(kind="about", at__gt=notice.at)]
    return any(one.officer.name in note.removeprefix(names).partition("。")[0].split("、") for note in notes if note.startswith(names))
