"""Officers searched; one officer with the tenures on record for any day."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from anze.access.rights import Rights
from anze.law.question import Question
from anze.people.models import Officer, OfficerVersion, Tenure
from anze.register.queries import scope


@dataclass(frozen=True, slots=True)
class Page:
    """What an officer's page shows for the day asked; `version` is None where the officer was not on record."""

    version: OfficerVersion | None
    held: list[Tenure]
    past: list[Tenure]
    coming: list[Tenure]


def wanted(rights: Rights, query: Mapping[str, str], asked: Question) -> QuerySet[Officer]:
    """Return the officers in reach that fit the filters: q (name, code, pinyin, initials), unit (a code: it and all below), post, state.

    Each carries `posts_held`: the tenures in reach that are on record and run on the day asked.
    """
    found = scope.officers(rights)
    text = query.get("q", "").strip()
    if text:
        low = text.lower()
        found = found.filter(Q(name__icontains=text) | Q(code__istartswith=text) | Q(initials__startswith=low) | Q(pinyin__startswith=low))
    seen = scope.tenures(rights).on_record(asked.known_at)
    running = seen.held_on(asked.as_of)
    narrowed = running
    if query.get("unit"):
        root = scope.units(rights).filter(code=query["unit"]).first()
        narrowed = narrowed.filter(unit__path__startswith=root.path) if root else narrowed.none()
    if query.get("post"):
        narrowed = narrowed.filter(post=query["post"])
    if query.get("state") == "out":
        found = found.exclude(pk__in=running.order_by().values("officer"))
    elif query.get("state") != "all" or query.get("unit") or query.get("post"):
        found = found.filter(pk__in=narrowed.order_by().values("officer"))
    held = running.select_related("unit").order_by("unit__path", "post", "start")
    return found.prefetch_related(Prefetch("tenures", queryset=held, to_attr="posts_held")).order_by("pinyin", "code")


def page(rights: Rights, officer: Officer, asked: Question) -> Page:
    """Return what was on record of an officer on `known_at`, as it stood on `as_of`: of the tenures those in reach."""
    version = OfficerVersion.objects.on_record(asked.known_at).filter(officer=officer).order_by("recorded_at", "pk").last()
    rows = list(scope.tenures(rights).on_record(asked.known_at).filter(officer=officer).select_related("unit").order_by("-start", "pk"))
    day = asked.as_of
    return Page(version, [one for one in rows if one.start <= day and (one.end is None or day <= one.end)],
                [one for one in rows if one.end and one.end < day], [one for one in rows if one.start > day])


def suggested(rights: Rights, typed: str) -> list[Officer]:
    """Return up to a dozen officers in reach of the account's changes whose name, code or pinyin begins as typed."""
    text = typed.strip()
    if not text:
        return []
    low = text.lower()
    fits = Q(name__startswith=text) | Q(code__istartswith=text) | Q(initials__startswith=low) | Q(pinyin__startswith=low)
    return list(scope.officers(rights, scope.CHANGE).filter(fits).order_by("pinyin", "code")[:12])
