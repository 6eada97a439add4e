"""The ledger: its head, and a checkpoint that a second party keeps. None of what stands in it."""

from typing import Any

from ninja import Router, Schema
from pydantic import Field

from anze.api.asking import Moment
from anze.api.authentication import Right
from anze.api.problems import not_found
from anze.record.actions.checkpoint import head_now
from anze.record.models import Entry

router = Router(tags=["账本"], auth=Right("ledger.verify"))


class Head(Schema):
    """The last entry: how many there are, and its digest."""

    seq: int = Field(description="末条的序号，也就是条数")
    digest: str = Field(description="末条的摘要；账本是空的时为空")
    at: Moment = Field(description="读取的时间")


class Checkpoint(Schema):
    """A checkpoint as the page of verification gives it: keep it as a file, and check the ledger against it later."""

    format: str
    ledger: str
    seq: int
    count: int
    digest: str
    at: str
    root: str


@router.get("/ledger/head", response=Head, summary="账本末条")
def head(request: Any) -> Any:
    """Say where the ledger stands."""
    last = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
    return {"seq": last[0], "digest": last[1], "at": request.now}


@router.get("/ledger/checkpoint", response=Checkpoint, summary="检查点，请存到别处")
def checkpoint(request: Any) -> Any:
    """Give a checkpoint; nothing is written."""
    found = head_now(request.now)
    if found is None:
        raise not_found()
    return found.written()
