"""Who may do what with an assessment: each verb by its permission on the unit of its side; who keeps out of whose scores."""

from datetime import date

from anze.access.models import Grant
from anze.access.rights import Rights
from anze.assessments.models import Assessment, Recusal, Step
from anze.assessments.policies import DRAWN_UP, REPORT, VERBS, VIEW, verbs_from
from anze.assessments.queries.covering import covered_units
from anze.people.models import Account, Tenure, Unit


def may(rights: Rights, assessment: Assessment, kind: str) -> bool:
    """Say whether the account may take a verb of the assessment at all, whatever its state."""
    verb = VERBS[kind]
    if verb.side == "office":
        return rights.reach(verb.permission).covers_unit(assessment.by)
    return bool(own_units(rights, assessment))


def own_units(rights: Rights, assessment: Assessment) -> list[Unit]:
    """Return the units covered for which the account reports: those of its own office or department."""
    reach = rights.reach(REPORT)
    return [one for one in covered_units(assessment) if reach.covers_unit(one)]


def on_offices_side(rights: Rights, assessment: Assessment) -> bool:
    """Say whether the account stands on the side that assesses: it sees every unit before the results are published."""
    return rights.reach(VIEW).covers_unit(assessment.by)


def seen_units(rights: Rights, assessment: Assessment) -> list[Unit]:
    """Return the units whose scores, names and words the account sees: all on the side that assesses and above, otherwise those in reach. Of the
    others it sees what anybody sees once it is published: the grade."""
    units = covered_units(assessment)
    if on_offices_side(rights, assessment):
        return units
    reach = rights.reach(VIEW)
    return [one for one in units if reach.covers_unit(one)]


def verbs_open(rights: Rights, assessment: Assessment, state: str) -> list[str]:
    """Return the verbs that this account may take now. Nobody confirms what he drew up."""
    drew = drawn_up_by(assessment)
    return [kind for kind in verbs_from(state) if may(rights, assessment, kind) and not (VERBS[kind].decides and rights.account.pk in drew)]


def drawn_up_by(assessment: Assessment) -> dict[int, Account]:
    """Return the accounts that drew the result up: gave points, checked samples, finished, drafted or froze it; the last first."""
    steps = Step.objects.filter(assessment=assessment, kind__in=(*DRAWN_UP, "score"), by__isnull=False).select_related("by").order_by("-pk")
    return {step.by.pk: step.by for step in steps if step.by is not None}


def conflict(by: Account | None, assessment: Assessment, unit: Unit, today: date) -> str:
    """Say why an account keeps out of the scores of a unit: it belongs there, or said so itself; empty where it may score it."""
    if by is None:
        return ""
    if Grant.objects.filter(account=by, ended_at=None, unit__path__startswith=unit.path).exists():
        return f"您的账号属于{unit.name}，应当回避，不能给它评分、确认。请由别人办理。"
    held = Tenure.objects.current().held_on(today).filter(unit__path__startswith=unit.path)
    if by.officer_id and held.filter(officer=by.officer_id).exists():
        return f"您在{unit.name}任职，应当回避，不能给它评分、确认。请由别人办理。"
    row = Recusal.objects.current().filter(assessment=assessment, account=by, unit=unit).first()
    return f"您已登记对{unit.name}回避（{row.reason}），不能给它评分、确认。请由别人办理。" if row else ""
