"""The duty list (职责清单) of every post, made from the regulation: each clause for the post at its level, in its exact words."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q

from anze.access.rights import Reach
from anze.duties.models import Acknowledgement
from anze.duties.world import World
from anze.law.clauses import Clause, Duty, Recurring, Shape, Standing
from anze.law.codes import POSTS
from anze.law.pack import Pack
from anze.law.provisions import article_of
from anze.law.question import Question
from anze.law.show import meaning
from anze.people.models import Officer, Tenure, Unit
from anze.people.moment import end_of

KINDS = {"recurring": "定期任务", "standing": "常设职责", "shape": "班子配备", "duty": "应尽职责"}
SIGNED, CHANGED, UNSIGNED = "signed", "changed", "unsigned"
STATES = {SIGNED: "已签收", CHANGED: "清单有变，待重新签收", UNSIGNED: "待签收"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a duty list: the provision, its exact words, what it means here, of which kind."""

    id: str
    label: str
    quote: str
    meaning: str
    kind: str


@dataclass(frozen=True, slots=True)
class DutyList:
    """The list of a post at a level. `digest` is that of every word of it: another word, and it is another list."""

    post: str
    entries: tuple[Entry, ...]
    digest: str

    def grouped(self) -> list[tuple[str, list[Entry]]]:
        """Return the entries by kind, in the order in which a list shows them."""
        return [(label, [one for one in self.entries if one.kind == kind]) for kind, label in KINDS.items()
                if any(one.kind == kind for one in self.entries)]


@dataclass(frozen=True, slots=True)
class Holder:
    """A tenure and how it stands with the signing of its list."""

    tenure: Tenure
    list: DutyList
    state: str
    signed_at: datetime | None = None

    @property
    def post_name(self) -> str:
        """The post in words."""
        return POSTS[self.tenure.post]

    @property
    def state_name(self) -> str:
        """How it stands, in words."""
        return STATES[self.state]


def _is_of(clause: Clause, post: str, level: str, function: str) -> bool:
    if not isinstance(clause, Recurring | Standing | Duty | Shape) or level not in clause.levels:
        return False
    if isinstance(clause, Shape) and clause.test == "held":  # that somebody holds the post is the unit's matter, not the holder's
        return False
    posts = (*clause.posts, *clause.second) if isinstance(clause, Shape) and clause.test == "director" else clause.posts
    functions = getattr(clause, "functions", ())
    return post in posts and (not functions or function in functions)


@lru_cache(maxsize=512)
def duty_list(pack: Pack, post: str, level: str, function: str) -> DutyList:
    """Return the list of a post: of units that have the duties of `level`; `function` tells departments apart."""
    of_department = function if level == "department" else ""
    clauses = [clause for clause in pack.clauses if _is_of(clause, post, level, of_department)]
    found = [Entry(clause.id, pack.label(clause.id), clause.quote, meaning(clause), clause.kind) for clause in clauses]
    entries = tuple(sorted(found, key=lambda one: article_of(one.id)))
    said = json.dumps([[one.id, one.quote, one.meaning] for one in entries], ensure_ascii=False)
    return DutyList(post, entries, hashlib.sha256(said.encode()).hexdigest())


def list_of(world: World, unit: Unit, post: str) -> DutyList:
    """Return the list of a post of a unit; empty for a unit that has no duties (a subdistrict not determined, 第二条第三款)."""
    known = world.index.tree
    level = known.level(unit.code) if unit.code in known.units else None
    return duty_list(world.pack, post, level or "", unit.function)


def holders(world: World, asked: Question, reach: Reach, *, unit: Unit | None = None, post: str = "", officer: Officer | None = None) -> list[Holder]:
    """Return the tenures in reach that are held on `as_of`, each with its list and whether the holder has signed it."""
    seen = reach.of_units("unit")
    if not reach.everything:
        seen |= Q(officer__in=reach.officers)
    rows = Tenure.objects.on_record(asked.known_at).held_on(asked.as_of).filter(seen)
    for name, value in (("unit", unit), ("post", post), ("officer", officer)):
        rows = rows.filter(**{name: value}) if value else rows
    tenures = sorted(rows.select_related("unit", "officer"), key=lambda t: (t.unit.path, list(POSTS).index(t.post), t.officer.pinyin, t.officer.code))
    signed = _signed(tenures, asked)
    return [_holder(world, tenure, signed) for tenure in tenures if tenure.unit.code in world.index.tree.units]


def _signed(tenures: Sequence[Tenure], asked: Question) -> dict[tuple[int, int, str], dict[str, datetime]]:
    found: dict[tuple[int, int, str], dict[str, datetime]] = defaultdict(dict)
    rows = Acknowledgement.objects.filter(at__lt=end_of(min(asked.known_at, asked.as_of)))
    if len(tenures) < 100:
        rows = rows.filter(officer__in={tenure.officer_id for tenure in tenures})
    for officer, unit, post, digest, at in rows.values_list("officer", "unit", "post", "digest", "at"):
        found[officer, unit, post][digest] = at
    return found


def _holder(world: World, tenure: Tenure, signed: dict[tuple[int, int, str], dict[str, datetime]]) -> Holder:
    found = list_of(world, tenure.unit, tenure.post)
    own = signed.get((tenure.officer_id, tenure.unit_id, tenure.post), {})
    state = SIGNED if found.digest in own else CHANGED if own else UNSIGNED
    return Holder(tenure, found, state, own.get(found.digest))
