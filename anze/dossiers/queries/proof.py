"""What of the ledger goes with a pack: the entries that it rests on, the digests of all, the head (decisions/0051)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.dossiers.archive import Head, Part, Resting
from anze.dossiers.asked import Asked
from anze.dossiers.models import MadeDossier
from anze.dossiers.queries.data import data_of
from anze.dossiers.queries.erasures import Erasure, erasing, erasures
from anze.dossiers.queries.reach import MAKE
from anze.dossiers.queries.whole import Dossier
from anze.duties.models import ContactPoint, SafetyDutyList
from anze.duties.sources import Entered, entered, letter_id
from anze.people.models import Tenure, Unit
from anze.people.moment import end_of
from anze.record.checkpoints import Checkpoint
from anze.record.confidential import confidential_types
from anze.record.export import digests_until, excerpt, head_of
from anze.record.models import Entry
from anze.record.queries import head

OWN: Final = "dossier"        # entries about packs: of no account for what a pack says
OF_ACTS: Final = ("act", "evidence", "problem")
BATCH: Final = 500


def base_head(known_at: date, today: date) -> Head | None:
    """Return on which head of the ledger a pack rests, packs themselves left aside: the last entry by `known_at` once that day is past, so that nothing
    written since moves it; else the last of all. Where the ledger began only later, its first. None for an empty one."""
    rows = Entry.objects.exclude(object_type=OWN)
    by_then = rows.filter(at__lt=end_of(known_at)) if known_at < today else rows
    last = by_then.order_by("-seq").values_list("seq", "digest").first() or rows.order_by("seq").values_list("seq", "digest").first()
    return Head(*last) if last else None


def registered_head(said: str, rights: Rights) -> Head | None:
    """Return the head of the first pack that says the same, of those that the account may know of; None where there is none."""
    found = MadeDossier.objects.visible_to(rights).filter(said=said).order_by("pk").values_list("head_seq", "head_digest").first()
    return Head(*found) if found else None


def rests_on(asked: Asked, said: Mapping[str, Any], rights: Rights, until: int) -> list[int]:
    """Return the numbers of the entries that a pack rests on, up to `until`, by its data (`data_of`): of the acts that they name, with their files and
    problems, of the person's name, tenures and contact points, of the duty lists of the units whose standing duties it names, and of the tasks, interviews,
    letters and the accident that it names; each as far as the reader may see it, nothing that came on record after `known_at`, and none that the ledger
    keeps to some (of cases)."""
    acts = [one["uid"] for one in said["acts"].values() if one["seen"]]
    wanted = [Entered(kind, one) for kind in OF_ACTS for one in acts] + list(_own(asked.officer_code, _all(said["standing"])))
    wanted += [one for name, ids in _named(asked, said) if ids for one in entered(name, sorted(ids), rights)]
    return sorted(_about(wanted, asked, until))


def resting(numbers: Collection[int], gaps: Collection[Erasure]) -> Resting:
    """Return what a pack rests on that rests on these entries, of which some were erased: with the entries that say so."""
    found, more = set(numbers), {one.told_in for one in gaps if one.told_in} - set(numbers)
    erased = {one.seq for one in gaps}
    while more:  # an entry that says that a text was erased may have been erased itself
        found |= more
        further = erasures(more)
        erased |= {one.seq for one in further}
        more = {one.told_in for one in further if one.told_in} - found
    return Resting(sorted(found), sorted(erased))


def gaps_of(found: Dossier) -> tuple[Erasure, ...]:
    """Return what was erased of the entries that a pack would rest on."""
    return erasures(rests_on(found.asked, data_of(found), found.rights, head())) if erasing().exists() else ()


def _all(told: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return all that a file names: on the day, since, and what lies after the day."""
    return [one for rows in told.values() for one in rows]


def _own(officer: str, standing: Sequence[dict[str, Any]]) -> Iterator[Entered]:
    """Yield what the register and the lists of standing duties have of a person."""
    yield Entered("officer", officer)
    units = {one["unit"] for one in standing}
    for kind, rows in (("tenure", Tenure.objects.filter(officer__code=officer)), ("contact", ContactPoint.objects.filter(officer__code=officer)),
                       ("duty_list", SafetyDutyList.objects.filter(unit__code__in=units))):
        yield from (Entered(kind, str(pk)) for pk in rows.order_by().values_list("pk", flat=True))


def _named(asked: Asked, said: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield the things of the processes that a pack names, on either side or as what came after the day: the name of their list, their ids."""
    for name in ("tasks", "interviews"):
        yield name, {one["id"] for one in _all(said[name])}
    yield "letters", {letter_id(one["superior"], one["subordinate"], one["side"], one["year"]) for one in _all(said["letters"])}
    yield "accidents", {asked.accident_id} if asked.accident_id else set()


def _about(wanted: Collection[Entered], asked: Asked, until: int) -> set[int]:
    """Return the numbers of the entries about things, by the kind of object and, where only some entries are wanted, by unit."""
    rows = Entry.objects.filter(seq__lte=until, at__lt=end_of(asked.known_at)).exclude(object_type__in=sorted(confidential_types())).order_by()
    found, groups = set[int](), defaultdict[tuple[str, str], set[str]](set)
    for one in wanted:
        groups[one.object_type, one.unit].add(one.object_id)
    for (kind, unit), names in groups.items():
        of_unit, ids = rows.filter(object_type=kind, **({"unit": unit} if unit else {})), sorted(names)
        for place in range(0, len(ids), BATCH):
            found.update(of_unit.filter(object_id__in=ids[place:place + BATCH]).values_list("seq", flat=True))
    return found


def entries_of(rights: Rights) -> Q:
    """Return the filter for the entries about packs that an account may read: about those that it made, or the discipline of the very unit."""
    units = Unit.objects.filter(path__in=rights.reach(MAKE).trees).values("code")
    return Q(actor=rights.account.username) | Q(unit__in=units)


def part_of(numbers: Collection[int], last: Entry) -> tuple[Part, Checkpoint]:
    """Return the part of the ledger for a pack that rests on these entries and is recorded as `last`, and the head as a checkpoint to keep."""
    digests = digests_until(last.seq)
    kept = head_of(digests, last)
    return Part(digests, "".join(excerpt([*numbers, last.seq], last.seq)).encode(), kept.written()), kept
