"""How the issued papers of an assessment stand, for whoever checks one: by the digest printed on the bulletin, and whether it was taken back or replaced."""

from datetime import datetime

from anze.assessments.models import Snapshot, Step
from anze.assessments.queries.papers import KINDS, OBJECT
from anze.documents.official import in_words
from anze.papers.checkable import Standing, add_teller
from anze.papers.models import Issued


def standing(paper: Issued) -> Standing:
    """Return the digest of the result that a bulletin makes known, and what became of it; of drafts and schemes whether a newer one replaces it."""
    uid = paper.object_id.partition("~")[0]
    digest = _frozen(uid, paper.issued_at) if paper.kind == KINDS["result"] else ""
    newer = Issued.objects.filter(object_type=OBJECT, object_id=paper.object_id, kind=paper.kind, issued_at__gt=paper.issued_at, number__voided_at=None)
    if (last := newer.select_related("number__series").order_by("pk").last()) and last.number:
        return Standing(digest, f"已由{last.number.text}代替")
    taken_back = Step.objects.filter(assessment__uid=uid, kind="retract", at__gt=paper.issued_at).order_by("pk").last()
    if taken_back and paper.kind == KINDS["result"]:
        return Standing(digest, f"这份文件公布的结果已于{in_words(taken_back.on)}撤回")
    return Standing(digest)


def _frozen(uid: str, at: datetime) -> str:
    found = Snapshot.objects.filter(assessment__uid=uid, kind="frozen", at__lte=at).order_by("serial").last()
    return found.digest if found else ""


def register_checks() -> None:
    """Say it once, when the app begins."""
    add_teller(OBJECT, standing)
