"""A year's pattern is begun, from last year's where there is one, and changed until a letter is generated from it; its numbers are shared out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.law.codes import SIDES
from anze.letters.actions.stepping import PATTERN
from anze.letters.builtin import TEXT, usual
from anze.letters.models import Goal, Letter, Pattern, Share
from anze.letters.policies import RULE
from anze.letters.told import Wanted, said
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record

MOST: Final = 60  # goals of one pattern


def begin(by: Account | None, now: datetime, superior: Unit, year: int) -> list[Pattern]:
    """Begin the patterns of a year that are not there yet, for every side: last year's over again, or the usual goals."""
    with transaction.atomic():
        hold()
        there = set(Pattern.objects.filter(superior=superior, year=year).values_list("side", flat=True))
        made = [_begun(by, now, superior, year, side) for side in SIDES if side not in there]
    if not made:
        raise ValidationError(f"{year}年的范本已经有了，请直接修改。")
    return made


def _begun(by: Account | None, now: datetime, superior: Unit, year: int, side: str) -> Pattern:
    before = Pattern.objects.filter(superior=superior, side=side, year__lt=year).order_by("-year").first()
    made = Pattern.objects.create(superior=superior, year=year, side=side, text=before.text if before else TEXT, made_at=now, made_by=by)
    goals = [wanted_of(goal) for goal in before.goals.all()] if before else usual(side)
    for position, goal in enumerate(goals, 1):
        _written(made, position, goal, Goal())
    _entry(by, now, made, "建立责任书范本", after={"goals": [goal.plain() for goal in goals]}, note=f"沿用{before.year}年的范本" if before else "")
    return made


def wanted_of(goal: Goal) -> Wanted:
    """Return a goal as it would be told for another pattern."""
    return Wanted(kind=goal.kind, text=goal.text, figure=goal.figure, way=goal.way, limit=goal.limit, word=goal.word)


def locked(pattern: Pattern) -> bool:
    """Say whether letters have been generated from the pattern: then it says what they say."""
    return Letter.objects.standing().filter(superior=pattern.superior, year=pattern.year, side=pattern.side, number="").exists()


def change_pattern(by: Account, now: datetime, pattern: Pattern, text: str, goals: Sequence[Wanted]) -> Pattern:
    """Change what a pattern says; a goal that is told no more is dropped with its shares. Raises ValidationError where letters were generated from it."""
    with transaction.atomic():
        hold()
        found = Pattern.objects.select_related("superior").get(pk=pattern.pk)
        if locked(found):
            raise ValidationError("已经按这个范本生成了责任书，不能再改。要改某一份的，请在那一份上重签。")
        if not goals or len(goals) > MOST:
            raise ValidationError(f"责任书至少要有一项目标，至多 {MOST} 项。")
        before, standing = _plain(found), {str(one.pk): one for one in found.goals.all()}
        kept = [standing[goal.key] for goal in goals if goal.key in standing]
        found.goals.exclude(pk__in=[one.pk for one in kept]).delete()
        for position, goal in enumerate(goals, 1):
            _written(found, position, goal, standing.get(goal.key) or Goal())
        found.text = text.strip()
        found.save(update_fields=["text"])
        after = _plain(found)
        if before != after:
            _entry(by, now, found, "修改责任书范本", before=before, after=after)
    return found


def _written(pattern: Pattern, position: int, told: Wanted, goal: Goal) -> None:
    number = told.kind == "number"
    goal.pattern, goal.position, goal.kind, goal.text = pattern, position, told.kind, told.text
    goal.figure, goal.way, goal.limit, goal.word = (told.figure, told.way, told.limit, told.word) if number else ("", "", None, "")
    goal.full_clean(exclude=("pattern",))
    goal.save()


def _plain(pattern: Pattern) -> dict[str, object]:
    return {"text": pattern.text, "goals": [wanted_of(goal).plain() for goal in pattern.goals.order_by("position", "pk")]}


def _entry(by: Account | None, now: datetime, pattern: Pattern, verb: str, **more: object) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type=PATTERN, object_id=f"{pattern.superior.code}-{pattern.year}-{pattern.side}",
                  unit=pattern.superior.code, provision=RULE, **more))  # type: ignore[arg-type]


def share_out(by: Account | None, now: datetime, superior: Unit, year: int, told: Mapping[tuple[int, int], Decimal], units: Iterable[Unit]) -> int:
    """Keep how much of each number falls to each subordinate: (goal, unit), by primary keys, → limit; return how many changed."""
    with transaction.atomic():
        hold()
        goals = {one.pk: one for one in Goal.objects.filter(pattern__superior=superior, pattern__year=year, kind="number").select_related("pattern")}
        named = {one.pk: one for one in units}
        old = {(one.goal_id, one.unit_id): one for one in Share.objects.filter(goal__in=goals)}
        changed = {key: limit for key, limit in told.items() if key[0] in goals and key[1] in named and (key not in old or old[key].limit != limit)}
        for (goal, unit), limit in changed.items():
            Share.objects.update_or_create(goal_id=goal, unit_id=unit, defaults={"limit": limit})
        if changed:
            record(Change(at=now, actor=by, verb="分解责任目标", object_type=PATTERN, object_id=f"{superior.code}-{year}", unit=superior.code, provision=RULE,
                          before={"goals": [_share(goals, named, key, old[key].limit) for key in changed if key in old]},
                          after={"goals": [_share(goals, named, key, limit) for key, limit in changed.items()]}))
    return len(changed)


def _share(goals: Mapping[int, Goal], units: Mapping[int, Unit], key: tuple[int, int], limit: Decimal) -> str:
    goal = goals[key[0]]
    return f"{units[key[1]].name}（{SIDES[goal.pattern.side]}）{goal.text} {said(limit)}{goal.word}"
