"""The checklist of a tour: every duty of every post of the sides visited, in the regulation's words, with what is on record so far as of a day."""

from dataclasses import dataclass, field, replace
from datetime import date

from anze.access.rights import Reach
from anze.duties.queries.dutylists import list_of
from anze.duties.queries.filters import ALL_YEARS, Filters, narrow
from anze.duties.queries.obligations import in_reach, table_of
from anze.duties.queries.standing import standing_rows
from anze.duties.queries.structure import shape_rows
from anze.duties.queries.tiles import query_of
from anze.duties.world import world
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.people.models import Tenure
from anze.tours.codes import SIDE_POSTS
from anze.tours.models import Check, Tour


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record: so many with a lamp (`query` of the board that shows them), or how a standing duty stands and why."""

    lamp: str
    words: str
    query: str = ""


Proofs = dict[tuple[str, str], tuple[Evidence, ...]]  # by the kind of the clause and its id


@dataclass(frozen=True, slots=True)
class Line:
    """One duty of a post: its words, what it means, what is on record, what the group found it to be."""

    post: str
    id: str
    label: str
    quote: str
    meaning: str
    kind: str
    evidence: tuple[Evidence, ...] = ()
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class OfPost:
    """The duties of a post and who holds it; how many lines were checked, and how many of them are not kept."""

    post: str
    label: str
    holders: str
    lines: tuple[Line, ...] = field(default=())

    @property
    def done(self) -> int:
        """How many lines have a result."""
        return sum(bool(one.check and one.check.outcome) for one in self.lines)

    @property
    def faulty(self) -> int:
        """How many lines are kept in part or not at all."""
        return sum(bool(one.check and one.check.outcome in {"partly", "not_kept"}) for one in self.lines)


def posts_of(tour: Tour, today: date) -> list[str]:
    """Return the posts whose duties a tour goes through, in the order of the regulation: those of the place's level, of the sides visited."""
    tree = world(Question(today, today), today).index.tree
    level = tree.level(tour.unit.code) if tour.unit.code in tree.units else None
    wanted = {post for side in tour.sides for post in SIDE_POSTS.get(str(level), {}).get(side, ())}
    return [post for post in POSTS if post in wanted]


def last_checks(tour: Tour) -> dict[tuple[str, ...], Check]:
    """Return the mark that counts of each line, by (post, clause, words): one item of an article may bind to several things."""
    rows = Check.objects.filter(tour=tour).select_related("by").order_by("pk")
    return {(one.post, one.clause, one.quote): one for one in rows}


def checklist(tour: Tour, asked: Question, today: date, only: str = "", *, evidence: bool = True) -> list[OfPost]:
    """Return the checklist of a tour, or of one post of it. `evidence`: with what is on record as of the day, for those who may see it."""
    held, marks = world(asked, today), last_checks(tour)
    found = []
    for post in posts_of(tour, today):
        entries = list_of(held, tour.unit, post).entries
        if not entries or only not in {"", post}:
            continue
        proofs = _evidence(tour, post, asked, today) if evidence else {}
        lines = tuple(Line(post, one.id, one.label, one.quote, one.meaning, one.kind, proofs.get((one.kind, one.id), ()),
                           marks.get((post, one.id, one.quote))) for one in entries)
        found.append(OfPost(post, POSTS[post], _holders(tour, post, asked), lines))
    return found


def keys_of(tour: Tour, asked: Question, today: date, post: str) -> list[tuple[str, ...]]:
    """Return the key of each line of a post, (post, clause, words), in their order: what may be marked."""
    return [(post, one.id, one.quote) for one in list_of(world(asked, today), tour.unit, post).entries] if post in posts_of(tour, today) else []


def _holders(tour: Tour, post: str, asked: Question) -> str:
    rows = Tenure.objects.on_record(asked.known_at).held_on(asked.as_of).filter(unit=tour.unit, post=post).select_related("officer")
    return "、".join(one.officer.name for one in rows.order_by("pk")) or "空缺"


def _evidence(tour: Tour, post: str, asked: Question, today: date) -> Proofs:
    """Return what the board shows of the unit's obligations of this post, by (kind, duty): counts that agree with the pages they open."""
    table = table_of(asked, today)
    base = Filters(unit=tour.unit.code, span="only", post=post, year=ALL_YEARS)
    mine = narrow(in_reach(table, Reach(units=frozenset({tour.unit.pk}))), base)
    found: Proofs = {}
    for duty in table.duties:
        if post in duty.posts:
            one = replace(base, duty=duty.id)
            found["recurring", duty.id] = tuple(Evidence(lamp, f"{count} 项", query_of(replace(one, lamp=lamp)))
                                                for lamp, count in narrow(mine, one).counts().items() if count)
    return found | _standing(tour, post, asked, today)


def _standing(tour: Tour, post: str, asked: Question, today: date) -> Proofs:
    """Return how standing duties and the shape of the leadership stand, for what is said of this post alone."""
    held, reach = world(asked, today), Reach(units=frozenset({tour.unit.pk}))
    people = {one.officer for one in held.index.facts.tenures if one.unit == tour.unit.code and one.post == post and one.holds_on(asked.as_of)}
    found: Proofs = {}
    for row in standing_rows(held, asked, reach, frozenset(people)):
        if row.unit == tour.unit.code:
            key = ("standing", row.duty)
            found[key] = (*found.get(key, ()), Evidence(row.status, row.said))
    for shape in shape_rows(held, asked, reach):
        if shape.unit == tour.unit.code:
            key = ("shape", shape.check)
            found[key] = (*found.get(key, ()), Evidence("in_place" if shape.ok else "invalid", shape.why))
    return found
