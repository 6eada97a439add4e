"""What the notice of a listing says (挂牌督办通知): the fields with which the office's template is filled; its draft, and what was issued."""

from datetime import date, datetime
from typing import Any, Final

from anze.documents.official import Official, in_words
from anze.hazards.models import Listing
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.people.moment import day_of

OBJECT: Final = "listing"
KIND: Final = "listing_notice"
TO_COME: Final = "（待定）"


def notice_fields(listing: Listing, deadline: date | None, listed_on: date | None) -> dict[str, Any]:
    """Return the fields of the notice; what is not settled yet says so."""
    danger = listing.danger
    place = " ".join(filter(None, (danger.unit.name, danger.place or (danger.enterprise.address if danger.enterprise else ""))))
    person = f"（责任人{listing.person}）" if listing.person else ""
    return {"隐患名称": listing.title, "隐患单位": danger.enterprise.name if danger.enterprise else listing.owner, "地址": place, "隐患情况": danger.text,
            "督办单位": listing.department.name if listing.department else TO_COME, "责任单位": f"{listing.owner}{person}",
            "挂牌日期": in_words(listed_on) if listed_on else TO_COME, "整改期限": in_words(deadline) if deadline else TO_COME, "其他要求": listing.wish}


def drafted(listing: Listing, now: datetime) -> Official:
    """Return the draft of the notice, without a number."""
    return draft(KIND, listing.lister, {"成文日期": day_of(now), **notice_fields(listing, None, None)})


def issued_of(listing: Listing) -> list[Issued]:
    """Return what was issued about a listing, first to last."""
    found = Issued.objects.filter(object_type=OBJECT, object_id=listing.uid)
    return list(found.select_related("number__series", "word", "pdf").order_by("pk"))
