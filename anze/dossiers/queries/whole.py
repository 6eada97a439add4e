"""Everything that a pack says, read once: the person, the day, both sides of what was known, the acts named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from anze.access.rights import Rights
from anze.dossiers.asked import Asked
from anze.dossiers.queries.acts import ActTold, acts_told, own_acts
from anze.dossiers.queries.sides import Owed, Side
from anze.duties.backgrounds import Background, backgrounds
from anze.duties.sources import Told, letter_id, told
from anze.law.facts import Task
from anze.law.known import KnownAccident
from anze.law.question import Question
from anze.people.models import Officer, Tenure
from anze.people.moment import end_of

MEASURES: Final = "ban.view"  # who may know of measures that a person received


@dataclass(eq=False)
class Dossier:
    """What was known on the day (`then`), what is known by `asked.known_at` (`since`)."""

    asked: Asked
    officer: Officer
    rights: Rights
    then: Side
    since: Side

    @property
    def day(self) -> date:
        """The day of the pack."""
        return self.asked.day

    @property
    def name(self) -> str:
        """The person's name, as it was on record."""
        names = self.since.known.index.names
        return names.get(self.officer.code, self.officer.name)

    @cached_property
    def rows(self) -> list[tuple[Owed | None, Owed | None]]:
        """Each obligation as it stood on both sides; None where it was nobody's or another's there. In the order of duty, unit and period."""
        keys = sorted({*self.then.owed, *self.since.owed}, key=lambda key: (key[0], key[1], self._one(key).period.last, key[3]))
        return [(self.then.owed.get(key), self.since.owed.get(key)) for key in keys]

    @cached_property
    def twins(self) -> dict[int, int]:
        """Of which of several tenures at that time each obligation is, by its identity."""
        return {id(one): key[3] for side in (self.then, self.since) for key, one in side.owed.items()}

    def _one(self, key: tuple[str, str, str, int]) -> Owed:
        return self.then.owed.get(key) or self.since.owed[key]

    @cached_property
    def acts(self) -> dict[str, ActTold]:
        """Every act that is named, by the code of the fact: those that counted on either side, and whatever else the person did."""
        counted = {code for pair in self.rows for one in pair if one for code in one.acts}
        return acts_told({*counted, *self._own}, self.asked.known_at, self.rights)

    @cached_property
    def _own(self) -> list[str]:
        return own_acts(self.officer.code, self.since.since, self.day, self.asked.known_at)

    @cached_property
    def others(self) -> list[ActTold]:
        """What the person did beyond what counted for an obligation, in the order of days, each act once."""
        counted = {self.acts[code].uid for pair in self.rows for one in pair if one for code in one.acts}
        return list({self.acts[code].uid: self.acts[code] for code in self._own if self.acts[code].uid not in counted}.values())

    @cached_property
    def named(self) -> dict[tuple[str, str], Told]:
        """How tasks, interviews and the accident are called, as far as the reader may see them, by list and id."""
        wanted = {"tasks": {*self.then.tasks, *self.since.tasks}, "interviews": {*self.then.interviews, *self.since.interviews, *self.since.interviews_later},
                  "accidents": {self.asked.accident_id} if self.asked.accident_id else set()}
        return {(name, one): found for name, ids in wanted.items() if ids for one, found in told(name, sorted(ids), self.rights).items()}

    @cached_property
    def task_pairs(self) -> list[tuple[Task | None, Task | None]]:
        """The tasks on both sides; of those that came on record since only what had fallen due before the day: the others were assigned later."""
        then, since = self.then.tasks, self.since.tasks
        keys = sorted({*then, *(key for key, one in since.items() if one.due < self.day)}, key=lambda key: ((then.get(key) or since[key]).due, key))
        return [(then.get(key), since.get(key)) for key in keys]

    def background(self, side: Side, name: str, one: str) -> Background:
        """Return what stands on record of a task, an interview or a letter (by `letter_id`) beside what the law asks, on a side; nothing where nobody knows."""
        return self._backgrounds[side.asked.known_at, name].get(one, Background())

    @cached_property
    def _backgrounds(self) -> dict[tuple[date, str], Mapping[str, Background]]:
        wanted = {"tasks": {one.id for pair in self.task_pairs for one in pair if one}, "letters": {letter_id(*key) for key in self.letters},
                  "interviews": {*self.then.interviews, *self.since.interviews, *self.since.interviews_later}}
        return {(known_at, name): backgrounds(name, sorted(ids), known_at, self.rights)
                for known_at in {self.day, self.asked.known_at} for name, ids in wanted.items()}

    @property
    def letters(self) -> list[tuple[str, str, str, int]]:
        """The letters of either side by superior, subordinate, side and year, in their order."""
        return [(superior, subordinate, side, year) for subordinate, superior, side, year in dict.fromkeys((*self.then.letters, *self.since.letters))]

    @cached_property
    def accident(self) -> tuple[KnownAccident | None, KnownAccident | None]:
        """The accident as it was known on the day, and as it is known since: figures may have changed after the day."""
        known_at = self.asked.known_at
        sides = self.then.known, self.since.known.on(Question(known_at, known_at))
        then, since = (next((one for one in known.accidents if one.accident.id == self.asked.accident_id), None) for known in sides)
        return then, since

    @cached_property
    def may_know_measures(self) -> bool:
        """Say whether the account may know what measures the person received: the person, and whoever may see bans."""
        return self.officer.pk == self.rights.account.officer_id or self.rights.may(MEASURES, officer=self.officer)

    @cached_property
    def registered(self) -> list[Tenure]:
        """The person's tenures as they were ever on record by `known_at`, struck ones too, in the order of their start."""
        rows = Tenure.objects.filter(officer=self.officer).select_related("unit", "replaces__replaced_by", "replaced_by").order_by("start", "pk")
        return list(rows.filter(recorded_at__lt=end_of(self.asked.known_at)))


def dossier(asked: Asked, officer: Officer, rights: Rights, today: date) -> Dossier:
    """Return what a pack says; nothing is read before it is asked for. `known_at` must lie between the day and today."""
    then, since = (Side(officer.code, Question(asked.day, known_at), asked.years, today) for known_at in (asked.day, asked.known_at))
    then.there = since.there = then.years_held | since.years_held
    return Dossier(asked, officer, rights, then, since)
