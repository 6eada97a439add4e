"""Who may attach files to an act; whether rows and bytes agree."""

from collections.abc import Iterator

from anze.access.rights import Rights
from anze.acts.evidence import store
from anze.acts.models import Act, Blob


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
