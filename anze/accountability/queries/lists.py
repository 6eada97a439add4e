"""The cases on which an account is: their numbers and how they stand, without a word of what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, Count, Exists, OuterRef, Q, Value, When
from django.db.models import Case as Case_

from anze.access.rights import Rights
from anze.accountability.codes import ROLES
from anze.accountability.models import Case, Concerned, Member, Reading
from anze.accountability.policies import CASE

VIEWS: Final = {"open": "未办结", "closed": "已结案、未立案", "all": "全部"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A case on a list: the role in which one is on it, how many persons."""

    case: Any
    role: str
    people: int

    @property
    def state(self) -> Any:
        """Where it stands."""
        return CASE.states[self.case.state]


def listed(rights: Rights, wanted: Mapping[str, str]) -> list[Listed]:
    """Return the cases that fit `view` and `q` (a number), newest first."""
    found: Any = Case.objects.visible_to(rights).with_state().select_related("unit", "proposed_by")
    view = wanted.get("view", "open")
    if view != "all":
        found = found.filter(state__in=[name for name, state in CASE.states.items() if state.ended == (view == "closed")])
    if wanted.get("q", "").strip():
        found = found.filter(uid__icontains=wanted["q"].replace("\x00", "").strip()[:20])
    rows = list(found.annotate(people_count=Count("people")))
    roles = dict(Member.objects.filter(case__in=[one.pk for one in rows], account=rights.account, ended_at=None).values_list("case", "role"))
    return [Listed(one, ROLES.get(roles.get(one.pk, ""), ""), one.people_count) for one in rows]


def readings(wanted: Mapping[str, str]) -> Any:
    """Return all readings of all cases, newest first, by `case` (a number) and `who`: numbers, accounts, times and kinds of page, nothing else.

    Whoever is told that somebody read what was served on himself is told whom the case is about: such a row is `own`, nobody's name finds it, and
    whoever shows it leaves the name out.
    """
    itself = Concerned.objects.filter(case=OuterRef("case"), officer=OuterRef("account__officer"))
    found = Reading.objects.annotate(own=Case_(When(Exists(itself) | Q(page="own"), then=Value(True)), default=Value(False), output_field=BooleanField()))
    found = found.select_related("case", "account").only("at", "page", "entry", "case__uid", "account__name", "account__username")
    if wanted.get("case", "").strip():
        found = found.filter(case__uid=wanted["case"].replace("\x00", "").strip()[:20])
    if who := wanted.get("who", "").replace("\x00", "").strip()[:40]:
        found = found.filter(Q(account__username=who) | Q(account__name=who), own=False)
    return found.order_by("-at", "-pk")
