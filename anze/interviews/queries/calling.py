"""How interviews are called on the pages of other apps, and where they lead."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Entered, Told, told
from anze.interviews.models import Answer, Interview, SuperiorInterview
from anze.interviews.policies import STATES
from anze.interviews.queries.lists import cities_of
from anze.interviews.queries.triggers import Trigger
from anze.law.findings import Finding
from anze.law.provisions import provision_label
from anze.people.models import Unit


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the interviews (by uid) that the account may see, or what became of triggers (`trigger_id`);
    nothing for another list."""
    if name == "triggers":
        return dict(_triggers(ids, rights))
    if name != "interviews":
        return {}
    own = Interview.objects.visible_to(rights).filter(uid__in=ids).select_related("unit")
    above = SuperiorInterview.objects.current().visible_to(rights).filter(uid__in=ids).select_related("unit")
    return ({one.uid: Told(f"{one}（{one.uid}）", reverse("interviews:detail", args=[one.uid])) for one in own}
            | {one.uid: Told(f"{one.by}约谈{one.unit.name}（{one.uid}）", reverse("interviews:superior")) for one in above})


def entries(name: str, ids: Collection[str], rights: Rights) -> Iterator[Entered]:
    """Yield what the ledger calls the interviews (by uid) that the account may see, those that a superior held too."""
    if name == "interviews":
        own = Interview.objects.visible_to(rights).filter(uid__in=ids).values_list("uid", flat=True)
        above = SuperiorInterview.objects.visible_to(rights).filter(uid__in=ids).order_by().values_list("uid", flat=True)
        yield from (Entered("interview", one) for one in own)
        yield from (Entered("superior_interview", one) for one in above)


def named_in(found: Iterable[Finding], rights: Rights) -> dict[str, Told]:
    """Return how the accidents and listed hazards that triggers name are called for this reader, by their ids; what is out of reach is left out."""
    some = list(found)
    accidents, hazards = {code for one in some for code in one["accidents"]}, {one["hazard"] for one in some if one["hazard"]}
    return (told("accidents", sorted(accidents), rights) if accidents else {}) | (told("hazards", sorted(hazards), rights) if hazards else {})


def words_for(trigger: Trigger, named: Mapping[str, Told]) -> str:
    """Return what a trigger says with its listed hazard by name instead of by code, where this reader may know it."""
    code = trigger.found["hazard"]
    return trigger.words.replace(code, f"“{named[code].label.removesuffix(f'（{code}）')}”") if code in named else trigger.words


def trigger_id(rule: str, unit: str, on: str) -> str:
    """Return by what other apps ask of a trigger: provision, unit, the day since which it stands."""
    return f"{rule}~{unit}~{on}"


def _triggers(ids: Collection[str], rights: Rights) -> Iterator[tuple[str, Told]]:
    """Yield what became of each trigger that the account may know of: the interview with its state, the reason not to, or that it waits."""
    rules, units = {one.split("~")[0] for one in ids}, {one.split("~")[1] for one in ids}
    answers = Answer.objects.current().filter(rule__in=rules, unit__code__in=units).select_related("unit", "committee", "interview").order_by("pk")
    answered = {trigger_id(one.rule, one.unit.code, one.on.isoformat()): one for one in answers}
    states = {one.pk: one for one in Interview.objects.visible_to(rights).with_state().filter(answers__in=[one.pk for one in answered.values()])}
    cities = cities_of(Unit.objects.filter(code__in=units))
    seen, proposes = rights.reach("interview.view"), rights.reach("interview.propose")
    for key in ids:
        rule, unit, _ = key.split("~")
        answer = answered.get(key)
        if answer is not None and answer.interview_id in states:
            found: Any = states[answer.interview_id]
            yield key, Told(f"约谈{found.uid}（{STATES[found.state].label}）", reverse("interviews:detail", args=[found.uid]))
        elif answer is not None and answer.interview_id is None and seen.covers_unit(answer.committee):
            yield key, Told("不予约谈，看理由", reverse("interviews:answer", args=[answer.pk]))
        elif answer is None and unit in cities and proposes.covers_unit(cities[unit]):
            address = f"{reverse('interviews:list')}?{urlencode({'view': 'pending', 'unit': unit, 'rule': rule})}"
            yield key, Told(f"依{provision_label(rule)}提请约谈，或者写明不予约谈的理由", address)
