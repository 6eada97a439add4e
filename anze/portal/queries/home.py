"""What the home page shows each kind of user."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from anze.access.permissions import AUDITOR, DISCIPLINE, LEADER, LIAISON, OFFICE, OFFICE_HEAD, ORGANISATION, SECRETARY
from anze.access.rights import Rights
from anze.accountability.queries.due import to_receive
from anze.acts.models import Act
from anze.duties.queries.cards import ready
from anze.duties.queries.obligations import Table, table_of
from anze.duties.queries.tiles import overview
from anze.law.question import Question
from anze.people.moment import day_of, end_of
from anze.portal.queries.attention import attention
from anze.record.models import Entry

OVERSEERS: Final = frozenset({OFFICE, OFFICE_HEAD, LEADER, LIAISON, DISCIPLINE, ORGANISATION, AUDITOR})
TODO: Final = {OFFICE: ("interview_triggers", "letters", "letter_scans", "supervision_review", "supervision_sign", "supervision_own", "supervision_late",
                        "assessment_self", "assessment_run",
                        "tours", "tour_items", "listings", "publish_listings", "unfound", "outlook", "interview_items", "dangers",
                        "problems", "waiting", "standing", "gaps", "delegations", "shape", "vacant", "urged", "supervision_begun"),
               LEADER: ("case_served", "confirm", "letters_to_sign", "supervision_sign", "supervision_own", "tours", "tour_items",
                        "outlook", "interview_items", "waiting", "problems"),
               SECRETARY: ("waiting", "supervision_sign", "supervision_own"),
               OFFICE_HEAD: ("case_decisions", "case_over", "case_members", "interview_proposals", "assessment_confirm", "supervision_review",
                             "tour_feedback", "tours", "listings", "interview_items", "shape", "vacant"),
               LIAISON: ("assessment_self", "supervision_sign", "supervision_own", "tours", "tour_items", "interview_items",
                         "dangers", "delegations", "problems", "waiting", "standing"),
               DISCIPLINE: ("case_approvals", "case_decisions", "case_over", "case_members", "handed_over", "grounds", "outlook", "urged", "shape", "vacant"),
               ORGANISATION: ("case_decisions", "case_over", "case_members", "shape", "vacant")}
DAYS: Final = 30  # done lately


def home(rights: Rights, asked: Question, now: datetime) -> dict[str, Any]:
    """Return the parts of the home page of an account. Administrators get no business data at all."""
    today = day_of(now)
    found: dict[str, Any] = {"units": rights.units(), "empty_register": False}
    if rights.may("ledger.verify"):
        found["head"] = Entry.objects.order_by("-seq").only("seq", "at", "digest").first()
    if not rights.may("board.view"):
        return found
    table = table_of(asked, today)
    found["empty_register"] = not len(table.world.recurrence.roll.unit)  # nobody holds a post
    if rights.may("duty.own"):
        found["cards"] = ready(asked, today, rights)
    if rights.roles & OVERSEERS:
        found["overview"] = overview(table, rights.reach("board.view"))
    return found | _work(table, rights, today) | {"search": bool(rights.roles & {DISCIPLINE, ORGANISATION, AUDITOR})}


def _work(table: Table, rights: Rights, today: date) -> dict[str, Any]:
    """Return 待办、已办、我发起的."""
    kinds = tuple(dict.fromkeys(kind for role in TODO if role in rights.roles for kind in TODO[role]))
    found: dict[str, Any] = {"attention": attention(table, rights, kinds)}
    for row in found["attention"]:  # by their words, not by their number alone: a time runs
        if row["kind"] == "case_served" and row["count"]:
            row["said"] = [line.text for line in to_receive(rights)]
    if rights.may("act.record"):  # keys are given in the order of recording
        mine = Act.objects.filter(recorded_by=rights.account).select_related("unit", "withdrawal").order_by("-pk")[:5]
        found["recorded"] = list(mine)
        since = end_of(today - timedelta(days=DAYS))
        found["done"] = Act.objects.filter(recorded_by=rights.account, recorded_at__gte=since, withdrawal=None).count()
        found["done_days"] = DAYS
    return found


