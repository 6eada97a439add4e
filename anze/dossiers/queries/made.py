"""How a pack that was made is counted: its files, and the entries of the ledger that say that it was made."""

from typing import Final

from anze.dossiers.models import MadeDossier
from anze.dossiers.queries.proof import OWN
from anze.record.models import Entry
from anze.record.verify_ledger import SUMMED, SUMS

BEYOND: Final = len({*SUMMED, SUMS})  # files of an archive that its manifest cannot list: itself, the sums, the ledger's part


def again_as(made: MadeDossier) -> int | None:
    """Return the number of the entry that says that a pack was made once more; None for the first time, whose entry stands in the pack."""
    own = Entry.objects.filter(object_type=OWN, object_id=str(made.uid)).exclude(seq=made.entry_seq).order_by("seq").first()
    return own.seq if own else None
