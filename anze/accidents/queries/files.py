"""Who may see and put files to an accident: whoever sees it; whoever may change it."""

from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.accidents.queries.entitled import may_change
from anze.people.models import Unit

CASE: Final = "accident"
EVIDENCE: Final = "漏报、谎报、瞒报的证据"  # of findings that a report was omitted, false or concealed: shown beside them
PURPOSES: Final = ("事故快报", "现场照片和勘验", "伤亡和损失证明", "核销公示和文书", "事故调查报告", "批复", EVIDENCE, "整改评估", "其他")


def may_see(rights: Rights, code: str) -> bool:
    """Say whether the account sees the accident."""
    return Accident.objects.visible_to(rights).filter(code=code).exists()


def may_file(rights: Rights, code: str) -> bool:
    """Say whether the account may change the accident."""
    found = Accident.objects.select_related("unit").filter(code=code).first()
    return found is not None and may_change(rights, found)


def address_of(code: str) -> str:
    """Return the page of the accident."""
    return reverse("accidents:detail", args=[code])


def owner_of(code: str) -> Unit | None:
    """Return the place of the accident."""
    found = Accident.objects.select_related("unit").filter(code=code).first()
    return found.unit if found else None
