"""Which duties acts serve, for whom and in which period: asked of the law itself, before and after they are saved."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import numpy as np
from django.db.models import Q

from anze.acts.facts import FIELDS, law_acts, law_facts
from anze.acts.models import Act, ActFact
from anze.acts.pack import pack_in_force
from anze.acts.told import Told
from anze.law import facts as law
from anze.law.days import PERIOD_KINDS, Period
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import day_of as law_day
from anze.law.recurring.columns import act_columns, roll
from anze.law.recurring.obligations import Recurrence
from anze.law.tree import Tree
from anze.people.models import Tenure, Unit
from anze.people.moment import day_of
from anze.record.kept import by_register

KEPT_FACTS: Final = 20  # of one question whose answer is kept: an act has a few


@dataclass(frozen=True, slots=True)
class Served:
    """An obligation that an act counts for. `officers` and `unit` by code and name; `late`: recorded more than `grace` days after
    the period's last day."""

    provision: str
    label: str
    what: str
    owner: str
    unit: str
    unit_name: str
    officers: tuple[tuple[str, str], ...]
    period: Period
    last_day: date
    late: bool
    grace: int

    @property
    def whom(self) -> str:
        """For whom it counts, as a person reads it: the officer, or the unit with those who answer for it."""
        names = "、".join(name for _, name in self.officers)
        if self.owner == "person":
            return names
        return f"{self.unit_name}（{names}）" if names else self.unit_name


def serves(told: Told, now: datetime) -> list[Served]:
    """Return what an act would serve if it were recorded now."""
    return _served(law_facts(told, "new", day_of(now)), day_of(now)).get("new", [])


def served_by(acts: Sequence[Act], today: date) -> dict[int, list[Served]]:
    """Return by primary key what acts serve as they stand on record: nothing where they were struck. A fixed number of queries."""
    facts = ActFact.objects.current().filter(act__in=[act.pk for act in acts]).order_by("pk").values_list("act", *FIELDS)
    by_uid: dict[str, int] = {}
    rows = []
    for key, *row in facts:
        by_uid[_uid(row[0])] = key
        rows.append(tuple(row))
    return {by_uid[uid]: found for uid, found in _served(list(law_acts(rows)), today).items()}


def late_ones(told: Mapping[str, tuple[Told, date]], today: date) -> set[str]:
    """Return which acts (number → what was told, and when it came on record) were recorded too late for a period they count in."""
    facts = [fact for uid, (one, recorded_on) in told.items() for fact in law_facts(one, uid, recorded_on)]
    return {uid for uid, found in _served(facts, today).items() if any(one.late for one in found)}


def _uid(code: str) -> str:
    return code.partition("#")[0]


def _served(acts: Collection[law.Act], today: date) -> dict[str, list[Served]]:
    """Return by the act's number every obligation in which one of its facts counts, each once, in the order of duty, unit and period.

    The form, the act that is recorded and its receipt ask the same; so the law is asked once for the same facts on the same register.
    """
    numbers = list(dict.fromkeys(_uid(act.id) for act in acts))
    place = {uid: str(number) for number, uid in enumerate(numbers)}
    alike = tuple(replace(act, id=place[_uid(act.id)] + act.id[len(_uid(act.id)):]) for act in acts)
    found = by_register(("served", alike, today), lambda: _asked(alike, today)) if len(alike) <= KEPT_FACTS else _asked(alike, today)
    return {numbers[int(number)]: list(served) for number, served in found.items()}


def _asked(acts: Collection[law.Act], today: date) -> dict[str, list[Served]]:
    if not acts:
        return {}
    tree, officers, tenures = _people(acts)
    names = {officer.id: officer.name for officer in officers}
    people = roll(tree, officers, tenures)
    known = [act for act in acts if act.unit in people.unit_codes and (act.officer is None or act.officer in people.officer_codes)]
    recurrence = Recurrence(pack_in_force(), people, act_columns(known, people), {act.type for act in known})
    # A budget may be for a year that has not begun: its instance is looked for all the same.
    as_of = max([today, *(date(act.year, 12, 31) for act in known if act.year)])
    found: dict[str, list[Served]] = defaultdict(list)
    for block in recurrence.blocks(Question(as_of, as_of)):
        for uid, served in _of_block(recurrence, block, tree, names):
            if served not in found[uid]:
                found[uid].append(served)
    return dict(found)


def _of_block(recurrence: Recurrence, block: Block, tree: Tree, names: dict[str, str]) -> Iterator[tuple[str, Served]]:
    pack, people, acts, duty = recurrence.pack, recurrence.roll, recurrence.acts, block.duty
    grace = pack.int("grace_days")
    for row in np.flatnonzero(block.act_at[1:] > block.act_at[:-1]).tolist():
        counted = block.acts[block.act_at[row]:block.act_at[row + 1]].tolist()
        period = Period(PERIOD_KINDS[block.kind[row]], int(block.period[row]))
        codes = [people.officers[code] for code in block.officers[block.officer_at[row]:block.officer_at[row + 1]]]
        unit, last = people.units[block.unit[row]], int(block.last_day[row])
        for at in counted:
            late = int(acts.recorded[at]) - last > grace
            yield _uid(acts.ids[at]), Served(duty.id, pack.label(duty.id), duty.what, duty.owner, unit, tree.name(unit),
                                             tuple((code, names[code]) for code in codes), period, law_day(last), late, grace)


def _people(acts: Collection[law.Act]) -> tuple[Tree, list[law.Officer], list[law.Tenure]]:
    """Return the units and tenures that may matter to the acts: those of their units, and all of those who took part."""
    units, officers = {act.unit for act in acts}, {act.officer for act in acts if act.officer}
    rows = Tenure.objects.current().filter(Q(officer__code__in=officers) | Q(unit__code__in=units)).order_by("pk")
    found = list(rows.values_list("officer__code", "officer__name", "unit__code", "post", "start", "end"))
    units |= {row[2] for row in found}
    fields = ("code", "name", "level", "function", "determined", "treated_as")
    tree = Tree(law.Unit(id=code, name=name, level=level, function=function, determined=determined, treated_as=treated_as)
                for code, name, level, function, determined, treated_as in Unit.objects.filter(code__in=units).order_by("code").values_list(*fields))
    names = {code: name for code, name, *_ in found}
    tenures = [law.Tenure(officer=officer, unit=unit, post=post, start=start, end=end) for officer, _, unit, post, start, end in found]
    return tree, [law.Officer(id=code, name=name) for code, name in sorted(names.items())], tenures
