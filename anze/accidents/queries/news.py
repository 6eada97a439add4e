"""What is told of accidents within the hour: those that came on record, changes that let something fire or fall, counties one step away."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.urls import reverse

from anze.accidents.facts import accidents_at
from anze.accidents.models import Accident
from anze.accidents.queries.changes import difference_of, fallen_of
from anze.accidents.queries.entitled import office_at
from anze.duties.situation import since_for
from anze.duties.sources import News
from anze.duties.world import world
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.national.grades import grade_label
from anze.law.question import Question
from anze.law.rules.window import outlook
from anze.people.models import Account, Unit
from anze.people.moment import SHANGHAI
from anze.record.models import Entry

MANY: Final = 20  # more than so many in one digest are told in one line: history that was entered from Excel
# What an office above is told of at once, whatever came of it: an accident that counts may be made not to.
OVERSEEN: Final = {"更正事故情况": "更正了事故情况", "撤销登记": "撤销了事故登记",
                   "核销公示": "登记了核销公示", "统计核销": "决定了统计核销", "撤下核销": "撤下了核销"}
FIRES: Final = frozenset({"grade", "new", "gone", "changed"})


def urgent(since: datetime, until: datetime) -> Iterator[News]:
    """Yield what came between two moments. Whoever asks goes on where it ended, so that all is told, and once."""
    units = {unit.pk: unit for unit in Unit.objects.exclude(level="department")}
    yield from _registered(since, until, units)
    yield from _changed(since, until, units)
    yield from _nearer(since, until, units)


def _offices(unit: Unit, units: dict[int, Unit]) -> Iterator[str]:
    """Yield the codes of the county in which a place lies and of everything above it; the town's own office told the county."""
    above = [units[int(part)] for part in unit.path.split("/") if part and int(part) in units]
    yield from (one.code for one in above if one.level not in {"town", "subdistrict"})


def _registered(since: datetime, until: datetime, units: dict[int, Unit]) -> Iterator[News]:
    found = Accident.objects.on_record().filter(recorded_at__gte=since, recorded_at__lt=until).select_related("unit").order_by("recorded_at", "pk")
    whose: dict[str, list[Accident]] = defaultdict(list)
    for one in found:
        for office in _offices(one.unit, units):
            whose[office].append(one)
    for office, some in whose.items():
        if len(some) > MANY:
            days = sorted(one.date for one in some)
            text = f"新登记{len(some)}起事故（{in_words(days[0])}至{in_words(days[-1])}发生），见台账"
            yield News(topic="accident", text=text, unit=office, address=reverse("accidents:list"), at_once=True, key=f"accidents {since.isoformat()}")
            continue
        for one in some:
            text = f"新登记：{one.title}，{grade_label(one.grade)}，死亡{one.deaths}人、重伤{one.serious_injuries}人"
            yield News(topic="accident", text=text, unit=office, address=reverse("accidents:detail", args=[one.code]), at_once=True,
                       key=f"accident {one.code}")


def _changed(since: datetime, until: datetime, units: dict[int, Unit]) -> Iterator[News]:
    entries = list(Entry.objects.filter(object_type="accident", at__gte=since, at__lt=until).exclude(verb="登记事故").select_related("sealed").order_by("seq"))
    accidents = {one.code: one for one in Accident.objects.filter(code__in={entry.object_id for entry in entries}).select_related("unit")}
    actors = dict(Account.objects.filter(username__in={entry.actor for entry in entries}).values_list("username", "pk"))
    for entry in entries:
        yield from _overseen(entry, accidents.get(entry.object_id), units, actors)
        weighty = [line for line in difference_of(entry).lines if line.sign in FIRES]
        if weighty and (one := accidents.get(entry.object_id)):
            what = "、".join(dict.fromkeys(f"{line.word}" for line in weighty))
            for office in _offices(one.unit, units):
                yield News(topic="accident", text=f"{one.title}：{entry.verb}，后果有变（{what}）", unit=office,
                           address=f"{reverse('accidents:detail', args=[one.code])}?saved={entry.seq}#saved", at_once=True, key=f"change {entry.seq}")


def _overseen(entry: Entry, one: Accident | None, units: dict[int, Unit], actors: dict[str, int]) -> Iterator[News]:
    """Yield a correction, a withdrawal, a step of a write-off or figures that fell for the offices above the one that did it, whatever came of it."""
    fell = fallen_of(entry)
    what = f"改少了伤亡人数（{fell}）" if fell else OVERSEEN.get(entry.verb, "")
    if one is None or not what or entry.actor not in actors:
        return
    did = office_at(actors[entry.actor], entry.at, one.unit)
    for office in _offices(one.unit, units) if did is not None else ():
        if did and did.code != office and any(unit.code == office and did.path.startswith(unit.path) for unit in units.values()):
            yield News(topic="accident", text=f"{did.name}安委办{what}：{one.title}", unit=office,
                       address=f"{reverse('accidents:detail', args=[one.code])}#changes", at_once=True, key=f"overseen {entry.seq}")


def _nearer(since: datetime, until: datetime, units: dict[int, Unit]) -> Iterator[News]:
    """Yield a warning for each county that is one step away from a trigger at the second moment and was not at the first."""
    before = {_key(one) for one in _one_step(since)}
    cities = {unit.code: units[int(unit.path.split("/")[1])].code for unit in units.values()}
    for one in _one_step(until):
        if _key(one) in before:
            continue
        for office in dict.fromkeys((one["unit"], cities.get(one["unit"], ""))):
            if office:
                yield News(topic="warning", text=one["why"].rstrip("。"), unit=office, provision=one["rule"], at_once=True,
                           key=" ".join(("warning", *map(str, _key(one)), one["until"])))


def _key(finding: Finding) -> tuple[str, str, str | None]:
    return finding["rule"], finding["unit"], finding["nature"]


def _one_step(moment: datetime) -> list[Finding]:
    """Return the outlooks that need one accident more, by what was on record at a moment."""
    today = moment.astimezone(SHANGHAI).date()
    asked = Question(today, today)
    facts = world(asked, today)
    accidents = accidents_at(moment, since_for(facts.pack, today))
    known = Known(facts.pack, facts.index.with_lists({"accidents": tuple(accidents)}), asked)
    return [one for one in outlook(known) if one["needs"] == 1]
