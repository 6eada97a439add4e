"""Whether a person may be told as it is meant (告知): days in order and not too far off, a fact with its evidence, the test (第三十、三十二条)."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS

from anze.accountability.models import Concerned
from anze.accountability.policies import statement_days
from anze.accountability.queries.days import BEFORE_NOTICE, too_early
from anze.accountability.queries.sound import unready
from anze.documents.official import in_words
from anze.law.national.effects import KINDS


def untellable(
        one: Concerned, *, on: date | None, due: date | None, measures: Collection[str] | None, replaces: bool, today: date) -> dict[str, list[str]]:
    """Return what forbids a notice, by field, all at once; a day that is not told yet (None) is held against nothing."""
    faults = {name: words for name, words in (("on", _too_soon(one, on, today) if on else []), ("due", _due(on, due) if on and due else [])) if words}
    if measures and not set(measures) <= set(KINDS):
        faults["measures"] = ["请重新选择拟作的处理。"]
    if replaces and not one.served.filter(kind="notice").exists():
        faults["replaces"] = ["以前没有告知过，没有可以代替的。请不要勾选。"]
    if lacking := unready(one):
        faults[NON_FIELD_ERRORS] = lacking
    return faults


def _too_soon(one: Concerned, on: date, today: date) -> list[str]:
    last = one.served.filter(kind="notice").order_by("-pk").first()
    if on > today:
        return ["送达日期晚于今天，请改正。"]
    if words := too_early(one, on, BEFORE_NOTICE):
        return [f"送达日期{words}"]
    return [f"送达日期早于{in_words(last.on)}的告知，请改正。"] if last is not None and on < last.on else []


def _due(on: date, due: date) -> list[str]:
    longest = statement_days()
    if due <= on:
        return ["陈述申辩的期限要在告知以后，请改正。"]
    if due > on + timedelta(days=longest):
        return [f"陈述申辩的期限最长 {longest} 日，到{in_words(on + timedelta(days=longest))}为止。请核对年月日；以后不够的，可以补充告知。"]
    return []
