"""Who may do what with an item and its undertakings: each verb by its permission on the unit of its side."""

from anze.access.rights import Rights
from anze.people.models import Officer
from anze.supervision.models import Task, Undertaking
from anze.supervision.policies import ASKED_BY, ASSIGN, REPORT, TASK, UNDERTAKING


def supervises(rights: Rights, task: Task) -> bool:
    """Say whether the account stands on the supervising side: it reviews, and so signs and reports nothing itself."""
    return rights.reach(ASSIGN).covers_unit(task.unit)


def may(rights: Rights, one: Undertaking, kind: str) -> bool:
    """Say whether the account may take a verb of an undertaking at all, whatever its state."""
    verb = UNDERTAKING.verbs[kind]
    if verb.along:
        return False
    if verb.side == "office":
        return rights.reach(verb.permission).covers_unit(one.task.unit)
    return not supervises(rights, one.task) and reports(rights, one)


def reports(rights: Rights, one: Undertaking) -> bool:
    """Say whether the account signs and reports for an undertaking: its unit's office or liaison, who answers for it, his secretary."""
    reach = rights.reach(REPORT)
    return reach.covers_unit(one.unit) or any(person.officer_id in reach.officers for person in one.people.all() if person.struck_at is None)


def behalf_of(rights: Rights, one: Undertaking) -> Officer | None:
    """Return the leader on whose behalf the account signs and reports: of a secretary the one it records for; None for all who do so themselves."""
    reach = rights.reach(REPORT)
    if reach.covers_unit(one.unit):
        return None
    standing = [person.officer for person in one.people.all() if person.struck_at is None]
    if any(officer.pk == rights.account.officer_id for officer in standing):
        return None
    return next((officer for officer in standing if officer.pk in reach.officers), None)


def asker_of(one: Undertaking, kind: str) -> int | None:
    """Return the key of whoever asked or reported what a verb decides on."""
    steps = [step for step in sorted(one.steps.all(), key=lambda step: step.pk) if step.kind == ASKED_BY.get(kind)]
    return steps[-1].by_id if steps else None


def verbs_open(rights: Rights, one: Undertaking, state: str) -> list[str]:
    """Return the verbs of an undertaking that this account may take now. On one's own word nobody decides."""
    return [kind for kind in UNDERTAKING.verbs_from(state)
            if may(rights, one, kind) and not (UNDERTAKING.verbs[kind].decides and asker_of(one, kind) == rights.account.pk)]


def task_verbs(rights: Rights, task: Task, state: str) -> list[str]:
    """Return the verbs of a whole item that this account may take now."""
    if not supervises(rights, task):
        return []
    return [kind for kind in TASK.verbs_from(state) if not TASK.verbs[kind].along]
