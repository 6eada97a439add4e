"""The shape of a leadership: who directs the committee, who must also sit where, which posts must be held (第四、八、十二条)."""

from collections.abc import Iterator

from anze.law.clauses import Shape
from anze.law.codes import POSTS
from anze.law.facts import Committee
from anze.law.findings import Finding, in_words
from anze.law.index import in_force
from anze.law.known import Known


def structure(known: Known) -> Iterator[Finding]:
    """Yield each check of each unit's leadership at `as_of`, right or wrong."""
    yield from _vacancies(known)
    for clause in known.pack.of(Shape):
        if clause.test == "held":
            continue
        test = {"director": _director, "also_holds": _also_holds, "committee_member": _committee_member}[clause.test]
        for unit in known.tree.of_level(*clause.levels, *clause.where_any):
            yield from test(known, clause, unit)


def _finding(known: Known, clause: Shape, unit: str, ok: bool, officer: str | None, reason: str) -> Finding:
    why = f"{known.pack.label(clause.id)}：{in_words(known.asked.as_of)}，{known.tree.name(unit)}{reason}。"
    return {"check": clause.check, "unit": unit, "ok": ok, "officer": officer, "vacant": [], "why": why}


def _director(known: Known, clause: Shape, unit: str) -> Iterator[Finding]:
    day = known.asked.as_of
    committee = _committee(known, unit)
    if committee is None:
        if known.tree.level(unit) in clause.levels:
            yield _finding(known, clause, unit, False, None, "没有在案的安全生产委员会主任")
        return
    first = known.holders(unit, clause.posts, day)
    allowed = {*first, *known.holders(unit, clause.second, day)}
    wrong = sorted(set(committee.directors) - allowed)
    if wrong:
        names = "、".join(map(known.person, wrong))
        yield _finding(known, clause, unit, False, wrong[0], f"安全生产委员会主任{names}既不是政府主要负责人，也不是党委主要负责人")
    elif not set(first) & set(committee.directors):
        yield _finding(known, clause, unit, False, first[0] if first else None, "安全生产委员会主任不是政府主要负责人")
    else:
        director = next(officer for officer in first if officer in committee.directors)
        both = "，并与党委主要负责人实行“双主任”制" if len(set(committee.directors)) > 1 else ""
        yield _finding(known, clause, unit, True, director, f"安全生产委员会主任由政府主要负责人{known.person(director)}担任{both}")


def _committee(known: Known, unit: str) -> Committee | None:
    """Return the committee in force; of several the one that began last."""
    found = [c for c in known.index.committees_at.get(unit, ()) if in_force(c, known.asked.as_of)]
    return found[-1] if found else None


def _also_holds(known: Known, clause: Shape, unit: str) -> Iterator[Finding]:
    day = known.asked.as_of
    others = set(known.holders(unit, clause.second, day))
    second = "、".join(POSTS[post] for post in clause.second)
    for officer in known.holders(unit, clause.posts, day):
        ok = officer in others
        yield _finding(known, clause, unit, ok, officer, f"分管安全生产的{known.person(officer)}{'同时是' if ok else '不是'}同级党委常委（{second}）")


def _committee_member(known: Known, clause: Shape, unit: str) -> Iterator[Finding]:
    day = known.asked.as_of
    seats: dict[str, bool] = {}
    for tenure in known.index.tenures_at.get(unit, ()):
        if tenure.post in clause.posts and tenure.holds_on(day):
            seats[tenure.officer] = seats.get(tenure.officer, False) or tenure.party_committee_member
    for officer, ok in sorted(seats.items()):
        yield _finding(known, clause, unit, ok, officer, f"分管安全生产的{known.person(officer)}{'是' if ok else '不是'}党委委员")


def _vacancies(known: Known) -> Iterator[Finding]:
    """Yield for each unit whether every post that the pack wants held is held: one finding a unit, naming those that are vacant."""
    clauses = [clause for clause in known.pack.of(Shape) if clause.test == "held"]
    for unit in known.tree.of_level(*{level for clause in clauses for level in clause.levels}):
        wanted = [(clause, post) for clause in clauses if known.tree.level(unit) in clause.levels for post in clause.posts]
        vacant = [(clause, post) for clause, post in wanted if not known.holders(unit, (post,), known.asked.as_of)]
        cited = "、".join(dict.fromkeys(known.pack.label(clause.id) for clause, _ in vacant or wanted))
        state = f"{'、'.join(POSTS[post] for _, post in vacant)}空缺" if vacant else "应有人担任的职务均有人担任"
        why = f"{cited}：{in_words(known.asked.as_of)}，{known.tree.name(unit)}{state}。"
        yield {"check": wanted[0][0].check, "unit": unit, "ok": not vacant, "officer": None, "vacant": [post for _, post in vacant], "why": why}
