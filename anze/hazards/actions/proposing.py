"""A major danger is proposed for listing; a proposal is taken back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.hazards.actions.stepping import listing_now, needed, step_listing
from anze.hazards.models import Danger, Listing, ListingStep
from anze.hazards.policies import LISTING
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import hold


def propose(by: Account, now: datetime, danger: Danger, lister: Unit, *, note: str = "") -> Listing:
    """Propose a major danger for listing and return the listing. Raises ValidationError where it is not major, ended, or proposed already."""
    with transaction.atomic():
        hold()
        found: Any = Danger.objects.with_state().select_related("unit", "enterprise").get(pk=danger.pk)
        if found.level != "major":
            raise ValidationError("只有重大隐患才提请挂牌督办。等级有误的，请先更正。")
        if found.state in {"closed", "withdrawn"}:
            raise ValidationError("这个隐患已经办结或者撤回，不用挂牌。")
        if found.listings.in_state(*LISTING.open).exists():
            raise ValidationError("这个隐患已经提请挂牌或者正在挂牌督办，请刷新页面。")
        if not found.unit.path.startswith(lister.path) or lister.level not in {"county", "zone", "city"}:
            raise ValidationError({"lister": f"挂牌单位应是{found.unit.name}所在的县（市、区）或者市。"})
        return put_forward(by, now, found, lister, note)


def put_forward(by: Account | None, now: datetime, danger: Danger, lister: Unit, note: str = "") -> Listing:
    """Open a listing in the state of a proposal, within a transaction."""
    year = day_of(now).year
    serial = (Listing.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
    made = Listing(uid=f"gp-{year}-{serial:04d}", year=year, serial=serial, danger=danger, lister=lister, title=f"{danger.where}重大事故隐患"[:80],
                   owner=danger.owner, department=danger.department)
    made.full_clean(exclude=("danger", "lister", "department"))
    made.save()
    step_listing(by, now, made, "propose", note=note, after={"danger": danger.uid, "lister": lister.code, "title": made.title})
    return made


def drop(by: Account, now: datetime, listing: Listing, *, note: str) -> ListingStep:
    """Take a proposal back, with the reason."""
    note = needed(note, "note", "请写明撤回提请的原因。")
    with transaction.atomic():
        return step_listing(by, now, listing_now(listing, "drop"), "drop", note=note)
