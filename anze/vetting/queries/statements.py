"""The statement (考察情况说明) as a paper, from the part of a snapshot that it states; which were issued, and who may see them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.documents.official import Official
from anze.law.provisions import chinese_number
from anze.papers.builtin import builtin
from anze.papers.checkable import Standing, add_teller
from anze.papers.drafting import from_text
from anze.papers.language import plain
from anze.papers.models import Issued
from anze.papers.policies import register_case
from anze.people.models import Unit
from anze.vetting.codes import PROVISION, STATEMENT
from anze.vetting.models import Enquiry, Statement
from anze.vetting.queries.wording import called, day, paragraphs


def official_of(body: Mapping[str, Any], digest: str, number: str, on: date) -> Official:
    """Return the statement: from the built-in text, whatever template an office keeps, so that it says what its digest binds."""
    said, organ = builtin(STATEMENT), body["by"]["name"]
    given = {"发文机关标志": f"{organ}文件", "署名": organ, "印发机关": organ, "印发日期": on, "成文日期": on, "文号": number, "内容摘要": grouped(digest),
             **_fields(body)}
    return from_text(said, {one.name: plain(given.get(one.name, [] if one.columns or one.many else "")) for one in said.every_field()})


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    pack, subjects = pack_in_force(), body["subjects"]
    until = f"截至{day(body['as_of'])}"
    people, groups = (sum(one["kind"] == kind for one in subjects) for kind in ("officer", "group"))
    whom = "和".join(part for part in (f"{people}名同志" if people else "", f"{groups}个领导班子" if groups else "") if part)
    return {"说明": f"因{body['purpose']}（{body['reference']}），依照《{pack.title}》{pack.label(PROVISION)}，"
                  f"查询了{whom}{until}履行安全生产工作职责的在案情况。",
            "名单": [{"序号": chinese_number(place), "对象": called(one), "情况": "\n".join(paragraphs(one))}
                     for place, one in enumerate(subjects, 1)],
            "数据说明": f"以上为{day(body['known_at'])}在案的记录，由系统于{day(body['on'])}列出，次序为提交名单的次序，不评分、不排序；"
                    "是否任用、奖励由有权机关决定。"}


def grouped(digest: str) -> str:
    """Return a digest as it is printed: in groups of eight, which break at the end of a line; spaces do not count where it is checked."""
    return " ".join(digest[at:at + 8] for at in range(0, len(digest), 8))


def statements_of(enquiry: Enquiry) -> dict[str, Statement]:
    """Return the statements of an enquiry that stand, by whom they are about (empty: everyone); those with a voided number stand no more."""
    rows = enquiry.statements.filter(paper__number__voided_at=None).select_related("paper__number__series", "issued_by")
    return {one.of: one for one in rows.order_by("pk")}


def statement_seen(rights: Rights, object_id: str) -> Statement | None:
    """Return the statement of a paper's case, where the account may see its enquiry."""
    try:
        uid = UUID(object_id)
    except ValueError:
        return None
    return Statement.objects.filter(uid=uid, enquiry__in=Enquiry.objects.visible_to(rights)).select_related("enquiry").first()


def _statement(object_id: str) -> Statement | None:
    return Statement.objects.filter(uid=object_id).select_related("enquiry__unit").first()


def register_statements() -> None:
    """Say whose statements are whose, and which digest stands on each."""
    def unit(object_id: str) -> Unit | None:
        found = _statement(object_id)
        return found.enquiry.unit if found else None

    def address(object_id: str) -> str:
        found = _statement(object_id)
        return reverse("vetting:enquiry", args=(found.enquiry.uid,)) if found else ""

    def standing(paper: Issued) -> Standing:
        found = _statement(paper.object_id)
        return Standing(found.digest if found else "")

    register_case(STATEMENT, lambda rights, object_id: statement_seen(rights, object_id) is not None, address=address, unit=unit)
    add_teller(STATEMENT, standing)
