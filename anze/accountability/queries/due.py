"""What of cases wants doing, for the home page: only of those on which the account is, and only their numbers."""

from datetime import date
from typing import Any

from django.db.models import Max

from anze.access.rights import Rights
from anze.accountability.codes import DECIDERS, ROLES, SERVED
from anze.accountability.models import Case, Concerned, Lifting, Measure, Member, Reading, Served, Stop
from anze.accountability.policies import ANSWER
from anze.accountability.queries.entitled import lacking
from anze.documents.official import in_words
from anze.duties.sources import Due
from anze.people.moment import day_of


def to_approve(rights: Rights) -> list[Due]:
    """Return the cases that the account is to approve."""
    mine = Member.objects.filter(account=rights.account, role="approver", ended_at=None).values("case")
    rows = Case.objects.in_state("proposed").filter(pk__in=mine).exclude(proposed_by=rights.account).order_by("proposed_at")
    return [Due("问责案件", one.uid, "waiting", day_of(one.proposed_at), "accountability:case", (one.uid,)) for one in rows]


def to_decide(rights: Rights) -> list[Due]:
    """Return the decisions that wait for the account to approve them."""
    mine = Member.objects.filter(account=rights.account, role__in=DECIDERS, ended_at=None).values("case")
    rows: Any = Concerned.objects.in_state("drafted").filter(case__in=mine).select_related("case").prefetch_related("decisions")
    found = []
    for one in rows:
        draft = max(one.decisions.all(), key=lambda decision: decision.pk)
        if draft.drafted_by_id != rights.account.pk:
            found.append(Due("问责案件", one.case.uid, "waiting", day_of(draft.drafted_at), "accountability:person", (one.uid,)))
    return found


def to_lift(rights: Rights) -> list[Due]:
    """Return the liftings that wait for the account to approve them, and what keeps measures from ending by themselves."""
    mine = Member.objects.filter(account=rights.account, role__in=DECIDERS, ended_at=None).values("case")
    found = []
    for model, words in ((Lifting, "解除待批准"), (Stop, "不自动解除待批准")):
        rows: Any = model.objects.filter(approved_at=None, returned_at=None, concerned__case__in=mine).exclude(proposed_by=rights.account)
        found += [Due("问责案件", f"{one.concerned.case.uid}：{words}", "waiting", day_of(one.proposed_at), "accountability:person", (one.concerned.uid,))
                  for one in rows.select_related("concerned__case").order_by("proposed_at")]
    return sorted(found, key=lambda one: one.day)


def over_now(rights: Rights, today: date) -> list[Due]:
    """Return the measures whose effect is over, of the cases that the account handles, each once: until it opened the person since (`Reading`)."""
    mine = Member.objects.filter(account=rights.account, role="handler", ended_at=None).values("case")
    over: Any = Measure.objects.current().filter(lifted_at=None, until__lt=today, concerned__case__in=mine, decision__served__kind="decision").distinct()
    rows = list(over.select_related("concerned__case").order_by("until", "pk"))
    if not rows:
        return []
    seen = dict(Reading.objects.filter(account=rights.account, page="person", case__in=mine).values_list("case").annotate(last=Max("at")))
    found: dict[int, Due] = {}
    for one in rows:
        last = seen.get(one.concerned.case_id)
        if one.over_at and (last is None or last < one.over_at):
            found[one.concerned_id] = Due("问责案件", f"{one.concerned.case.uid}：有措施的影响期到{in_words(one.until)}已满", "closed", one.until,
                                          "accountability:person", (one.concerned.uid,))
    return list(found.values())


def to_name(rights: Rights) -> list[Due]:
    """Return the cases of the account on which nobody is left who can handle or approve: anybody on them may name one."""
    mine = Case.objects.in_state("proposed", "open").visible_to(rights).select_related("unit").order_by("proposed_at")
    return [Due("问责案件", f"{one.uid}：待指定{'、'.join(ROLES[role] for role in roles)}", "waiting", day_of(one.proposed_at), "accountability:case",
                (one.uid,)) for one in mine if (roles := lacking(one))]


def to_receive(rights: Rights) -> list[Due]:
    """Return what was served on the account's own officer and is not acknowledged yet, a notice with the last day to state one's case: nobody else's
    home page says it, not even his secretary's."""
    officers = [pk for pk in rights.reach(ANSWER).officers if pk == rights.account.officer_id]
    rows = Served.objects.filter(concerned__officer__in=officers, received_at=None).select_related("concerned").order_by("at")
    return [Due("送达本人的文书", _told(one), "waiting", one.on, "accountability:own", (one.concerned.uid,)) for one in rows]


def _told(one: Served) -> str:
    until = f"，陈述申辩到{in_words(one.due)}（含当日）" if one.kind == "notice" and one.due else ""
    return f"有一份送达您的文书：{SERVED[one.kind]}{until}"
