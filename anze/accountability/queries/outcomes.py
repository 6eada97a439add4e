"""What came of a review or appeal, in words: which decision it is about, which measures stand now in the place of which (第三十二条)."""

from collections.abc import Iterable

from anze.accountability.codes import OUTCOMES
from anze.accountability.models import Concerned, Measure, Remedy
from anze.accountability.queries.called import called
from anze.accountability.queries.ending import ended_of
from anze.accountability.queries.wording import effect_of
from anze.documents.official import in_words
from anze.people.moment import day_of


def outcome_text(row: Remedy) -> str:
    """Return what the paper about an approved outcome says: whose result, about which decision, what stands now with its effect, why."""
    said = (f"您{in_words(row.on)}对{called(row.decision)}{'提出的' if row.kind.endswith('appeal') else '申请的'}{row.get_kind_display()}，"
            f"{row.outcome_body}于{in_words(row.outcome_on)}作出结果：{OUTCOMES[row.outcome]}{'原决定' if row.outcome != 'alter' else ''}。")
    told = ended_of(row)
    double = [f"同一事实并处的依据：{told.double}"] if told and told.double and row.outcome == "alter" else []
    return "\n".join([said, *_reached(row), *_stands(row), *double, f"结果和理由：{row.outcome_text}"])


def _reached(row: Remedy) -> list[str]:
    """Return when the outcome reached the person, where that was before the day of the paper that tells it here: times count from then."""
    told = ended_of(row)
    before = told is not None and row.outcome_at is not None and told.served_on < day_of(row.outcome_at)
    return [f"该结果已于{in_words(told.served_on)}送达您，期限从这一天起算。"] if told and before else []


def _stands(row: Remedy) -> list[str]:
    old, new = _before(row), _after(row)
    if row.outcome == "revoke":
        return [f"原决定给予的{_kinds(old)}撤销，不再计入。"] if old else []
    lead = f"原决定给予的{_kinds(old)}，变更为{_kinds(new)}；影响期仍从原决定日期起算。" if row.outcome == "alter" else ""
    return [*([lead] if lead else []), *(f"{each.kind}的影响期{effect_of(each)}" for each in new)]


def came_of(one: Concerned) -> dict[int, str]:
    """Return of measures of a person, by key, by which outcome they came to stand in the place of which; nothing of those that were decided at first."""
    return {new.pk: f"{in_words(row.outcome_on)}经{row.get_kind_display()}，由{_kinds(_before(row))}变更"
            for row in one.remedies.filter(outcome="alter").order_by("pk") for new in _after(row)}


def _before(row: Remedy) -> list[Measure]:
    return list(row.decision.measures.filter(struck_at=row.outcome_at).order_by("pk"))


def _after(row: Remedy) -> list[Measure]:
    """Return the measures that an outcome put on record; where it upheld, those that stand."""
    rows = row.decision.measures.order_by("pk")
    return list(rows.current()) if row.outcome == "uphold" else [each for each in rows if each.recorded_at == row.outcome_at]


def _kinds(rows: Iterable[Measure]) -> str:
    return "、".join(f"{row.kind}{f'（{row.months}个月）' if row.months else ''}" for row in rows)
