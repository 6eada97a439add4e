"""When it came on record that an interview was held; why and by which provisions, for whoever may see it."""

from collections.abc import Collection, Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.backgrounds import Background
from anze.interviews.models import Interview, Step, SuperiorInterview
from anze.people.moment import day_of, end_of


def background(ids: Collection[str], known_at: date, rights: Rights) -> dict[str, Background]:
    """Return the backgrounds of interviews (by uid), those of superiors too, as they were on record at the end of `known_at`."""
    return dict((*_own(ids, known_at, rights), *_superiors(ids, known_at, rights)))


def _own(ids: Collection[str], known_at: date, rights: Rights) -> Iterator[tuple[str, Background]]:
    held = {one.interview_id: one.at for one in Step.objects.filter(kind="hold", at__lt=end_of(known_at), interview__uid__in=ids).order_by("pk")}
    seen = set(Interview.objects.visible_to(rights).filter(uid__in=ids).order_by().values_list("pk", flat=True))
    for one in Interview.objects.filter(pk__in=held).prefetch_related("answers").order_by("uid"):
        own = one.pk in seen
        yield one.uid, Background(recorded_on=day_of(held[one.pk]), origin=one.told_reason if own else "", rules=one.rules if own else ())


def _superiors(ids: Collection[str], known_at: date, rights: Rights) -> Iterator[tuple[str, Background]]:
    rows = SuperiorInterview.objects.on_record(known_at).filter(uid__in=ids)
    seen = set(SuperiorInterview.objects.visible_to(rights).filter(uid__in=ids).order_by().values_list("pk", flat=True))
    for one in rows.order_by("uid"):
        yield one.uid, Background(recorded_on=day_of(one.recorded_at), origin="，".join(filter(None, (one.text, one.number))) if one.pk in seen else "")
