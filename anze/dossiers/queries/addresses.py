"""Where the things lead on which the sentences of a pack rest: nowhere what the reader may not open."""

from django.urls import reverse

from anze.access.rights import Rights
from anze.acts.models import Act
from anze.dossiers.queries.parts import Part
from anze.duties.sources import told


def addresses_of(parts: list[Part], rights: Rights) -> dict[tuple[str, str], str]:
    """Return the address of each thing that is named, by its list and id."""
    wanted: dict[str, set[str]] = {}
    for link in (link for part in parts for line in (*part.said, *part.lines) for link in line.links if link.list):
        wanted.setdefault(link.list, set()).add(link.id)
    acts = wanted.pop("acts", set())
    found = {("acts", uid): reverse("acts:detail", args=(uid,))
             for uid in Act.objects.visible_to(rights).filter(uid__in=acts).order_by().values_list("uid", flat=True)} if acts else {}
    for name, ids in wanted.items():
        found |= {(name, one): thing.address for one, thing in told(name, sorted(ids), rights).items() if thing.address}
    return found
