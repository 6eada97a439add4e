"""What the pack says of assessments: the order of steps and the best grade after a veto, which posts answer for the meetings that approve."""

from typing import Any

from anze.acts.pack import pack_in_force
from anze.assessments.snapshots import canonical, digest_of
from anze.law.clauses import Cycle, Recurring


def process_clause() -> Cycle:
    """Return the clause that orders the steps of an assessment (第二十条). LookupError where the pack has none."""
    return next(clause for clause in pack_in_force().of(Cycle) if clause.step == "assessment")


def posts_for(body: str) -> tuple[str, ...]:
    """Return the posts that answer for a body's meetings: whoever holds one calls it."""
    return next((clause.posts for clause in pack_in_force().of(Recurring) if clause.act.body == body and clause.owner == "body"), ())


def pack_said() -> dict[str, Any]:
    """Return which rules a result rests on: the pack and a digest of its parameters in force."""
    pack = pack_in_force()
    return {"id": pack.id, "title": pack.title, "effective_from": pack.effective_from.isoformat(),
            "parameters": digest_of(canonical({name: str(value) for name, value in pack.values.items()}))}
