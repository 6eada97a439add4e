"""Who may attach files to an act; what waits for a form to be sent again; whether rows and bytes agree."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from anze.access.rights import Rights
from anze.acts.evidence import store
from anze.acts.models import Act, Blob, SetAside
from anze.people.models import Account


def may_attach(rights: Rights, act: Act) -> bool:
    """Say whether the account may record for the act's unit or for somebody who took part, and the act was not withdrawn."""
    if hasattr(act, "withdrawal"):
        return False
    reach = rights.reach("act.record")
    return reach.covers_unit(act.unit) or any(one.officer_id in reach.officers for one in act.participants.all())


def disagreements() -> Iterator[tuple[str, str]]:
    """Yield what does not agree between rows and bytes: the digest and what is wrong (missing, altered, orphan)."""
    expected = set()
    for sha256, size in Blob.objects.order_by("sha256").values_list("sha256", "size").iterator():
        expected.add(sha256)
        path = store.place(sha256)
        if not path.exists():
            yield sha256, "missing"
        elif path.stat().st_size != size or store.digest_of(path) != sha256:
            yield sha256, "altered"
    for path in store.kept():
        if path.name not in expected:
            yield path.name, "orphan"


def aside_of(account: Account, key: str) -> QuerySet[SetAside]:
    """Return the files that an account has set aside for the form with this key; nobody else's."""
    return SetAside.objects.filter(account=account, key=key).select_related("blob")


def gone_from_aside(account: Account, key: str, shown: Sequence[str]) -> int:
    """Return how many of the files that a form showed as set aside (by their primary keys) are there no more."""
    there = {str(pk) for pk in aside_of(account, key).values_list("pk", flat=True)}
    return len(set(shown) - there)
