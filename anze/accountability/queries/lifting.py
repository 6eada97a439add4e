"""The lifting of measures that waits for another's approval, what forbids one, and what is served of it."""

from collections.abc import Collection
from datetime import date

from anze.accountability.models import Concerned, Lifting, Measure
from anze.accountability.queries.authority import misnamed, powerless
from anze.accountability.queries.hearing import kind_deciding
from anze.accountability.queries.lasting import ended, stopped_on
from anze.accountability.queries.naming import kinds_named, taken_apart
from anze.accountability.queries.standing import liftable
from anze.documents.official import in_words
from anze.law.national.effects import ending

Faults = dict[str, list[str]]


def lift_due(one: Concerned, today: date) -> list[Measure]:
    """Return the measures that a decision may lift now: those of which no rule fixes a period, those that were stopped from ending by themselves, and those
    whose effect is over but, as far as the rules could be read, not ended by that."""
    rows = liftable(one)
    over = ended(rows, today)
    return [each for each in rows if each.pk not in over and (each.until is None or each.until < today)]


def waiting_lift(one: Concerned) -> Lifting | None:
    """Return the lifting that was proposed and neither approved nor sent back yet."""
    return one.liftings.filter(approved_at=None, returned_at=None).select_related("proposed_by").first()


def sent_back(one: Concerned) -> Lifting | None:
    """Return the last lifting that was proposed, where it was sent back: what the next begins with."""
    last = one.liftings.order_by("-pk").first()
    return last if last and last.returned_at else None


def unliftable(one: Concerned, measures: Collection[Measure], on: date, body: str, basis: str) -> Faults:
    """Return what forbids that measures are lifted from a day on, by field."""
    faults: Faults = {}
    may = {each.pk for each in liftable(one)}
    if not measures:
        faults["measures"] = ["请选择要解除的措施。"]
    elif any(each.pk not in may for each in measures):
        faults["measures"] = ["所选的措施有的正在复核、申诉，或者已经解除、变更、撤销。请刷新页面后重新选择。"]
    if running := [each for each in measures if each.until and each.until >= on]:
        faults["on"] = [f"{each.kind}的影响期到{in_words(each.until)}才满。" for each in running if each.until]
    elif one.served.filter(kind="decision", decision__in=[each.decision_id for each in measures], on__gt=on).exists():
        faults["on"] = ["解除的日期早于决定送达的日期，请改正。"]
    if over := ended(measures, on):
        faults["measures"] = [_by_itself(each) for each in measures if each.pk in over]
    stops = stopped_on(measures, on)
    found = [each for each in measures if each.until is None or each.pk in stops]
    if open_ := "、".join(each.kind for each in found):
        for name, said, what in (("body", body, "是哪个机关认定可以解除"), ("basis", basis, "认定的依据（文号、会议或者决定）")):
            if not said.strip():
                why = "没有统一规定的影响期" if any(each.until is None for each in found) else "期满不自动解除"
                faults[name] = [f"{open_}{why}，由有权机关认定：请写明{what}。"]
    if body.strip() and (words := [each for row in found for each in _unentitled(one, row, body.strip(), on)]):
        faults["body"] = list(dict.fromkeys(words))
    return faults


def _by_itself(measure: Measure) -> str:
    """Return in a sentence that nobody lifts a measure that ended with its period, and what to do where it should not have."""
    rule = ending(measure.kind, measure.date)
    if rule is None or rule.way != "itself":
        return f"{measure.kind}的影响期已满，不再限制，不用解除。"
    return f"{measure.kind}期满自动解除（{rule.cite}），不用作解除决定；期内有{rule.stopped}的情形的，请先“提请不自动解除”。"


def _unentitled(one: Concerned, measure: Measure, body: str, on: date) -> list[str]:
    """Return in a sentence each why a body may not find the effect of a measure over: it is neither the one that decided, nor by name, place and level one
    that may impose the measure on the person (第三十三条)."""
    decision = measure.decision
    if body == decision.body.strip():
        return []
    by, remedy = kind_deciding(decision, body), f"请改写认定机关，写全称；一般是作出决定的{decision.body}。"
    if not any(kind.decides for kind in kinds_named(body, on)):
        return [f"“{body}”不是有权作出处理决定的机关的名称，不能认定{measure.kind}可以解除（第三十三条）。{remedy}"]
    if not taken_apart(body).level:
        return [f"看不出{body}是哪一级的机关，不能认定{measure.kind}可以解除（第三十三条）。{remedy}"]
    found = [*misnamed(one, by, body, on), *powerless(one, by, body, [measure.kind], on)]
    return [f"{words.partition('请改写')[0]}{measure.kind}可以解除，由能决定它的机关认定（第三十三条）。{remedy}" for words in found]


def lifted_text(row: Lifting) -> str:
    """Return what the person is told: of each measure why it is lifted, and from when."""
    since = f"自{in_words(row.on)}起予以解除。"
    rows = list(row.measures.order_by("date", "pk"))
    stops = stopped_on(rows, row.on)
    lines = [_lifted(row, each, stopped=each.pk in stops) + since for each in rows]
    return "\n".join([*lines, row.note, "解除以后，对决定申请复核、申诉的期限照旧。"])


def _lifted(row: Lifting, each: Measure, *, stopped: bool) -> str:
    if each.until is None:
        return f"{each.kind}没有统一规定的影响期，经{row.body}认定（依据：{row.basis}），"
    over = f"{each.kind}的影响期到{in_words(each.until)}为止，"
    return f"{over}期满没有自动解除，经{row.body}认定（依据：{row.basis}），" if stopped else f"{over}已经届满，"
