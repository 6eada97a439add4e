"""Who may do what with an interview: each verb by its permission on the unit of its side."""

from dataclasses import dataclass
from datetime import date, datetime

from anze.access.rights import Rights
from anze.interviews.codes import ANSWERS
from anze.interviews.models import Interview, Item
from anze.interviews.policies import BEFORE_NOTICE, PROPOSING, VERBS, verbs_from
from anze.law.provisions import provision_label
from anze.people.models import Account, Unit
from anze.people.moment import day_of


def may(rights: Rights, interview: Interview, kind: str) -> bool:
    """Say whether the account may take a verb of the interview at all, whatever its state."""
    verb = VERBS[kind]
    reach = rights.reach(verb.permission)
    if verb.side == "committee":
        return reach.covers_unit(interview.committee)
    if runs(rights, interview):
        return False
    return reach.covers_unit(interview.unit) or any(reach.covers_unit(unit) for unit in Unit.objects.filter(interview_items__interview=interview).distinct())


def runs(rights: Rights, interview: Interview) -> bool:
    """Say whether the account runs the interview for its committee: it reviews, and so reports nothing itself."""
    return rights.reach("interview.run").covers_unit(interview.committee)


def may_report(rights: Rights, item: Item) -> bool:
    """Say whether the account reports for an item: the office of the unit interviewed, or the item's owner."""
    reach = rights.reach("interview.report")
    return not runs(rights, item.interview) and (reach.covers_unit(item.interview.unit) or reach.covers_unit(item.owner))


def verbs_open(rights: Rights, interview: Interview, state: str) -> list[str]:
    """Return the verbs that this account may take now by their pages. Of one's own proposal nobody decides."""
    proposed = set(interview.steps.filter(kind__in=PROPOSING).values_list("by", flat=True))
    return [kind for kind in verbs_from(state)
            if not VERBS[kind].along and may(rights, interview, kind) and not (VERBS[kind].decides and rights.account.pk in proposed)]


def on_committees_side(rights: Rights, interview: Interview) -> bool:
    """Say whether the account stands on the side that interviews: it sees what went before the notice."""
    return rights.reach("interview.view").covers_unit(interview.committee)


@dataclass(frozen=True, slots=True)
class Happened:
    """What came to pass of an interview: a step that was taken, or a trigger that was joined to it."""

    label: str
    on: date
    at: datetime
    by: Account | None
    note: str = ""
    number: str = ""


def story(rights: Rights, interview: Interview) -> list[Happened]:
    """Return what came to pass that the account may see, first to last; what went before the notice only for the committee's side."""
    side, steps = on_committees_side(rights, interview), list(interview.steps.select_related("by").order_by("pk"))
    told = next((one.at for one in steps if one.kind == "notify"), None)
    shown = [one for one in steps if side or one.kind not in BEFORE_NOTICE or (told is not None and one.at > told)]
    joined = interview.answers.filter(kind="join").select_related("recorded_by").order_by("pk")
    found = [Happened(one.get_kind_display(), one.on, one.at, one.by, one.note, one.number) for one in shown]
    found += [Happened(ANSWERS["join"], day_of(one.recorded_at), one.recorded_at, one.recorded_by,
                       "\n".join(filter(None, (provision_label(one.rule), one.reason)))) for one in joined
              if side or (told is not None and one.recorded_at >= told)]
    return sorted(found, key=lambda one: one.at)
