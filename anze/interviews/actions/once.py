"""Nobody's interview counts twice (第二十五条（五）): what is on record of the same officer on the same day is refused, or asked about."""

from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from anze.access.rights import rights_of
from anze.interviews.codes import ANOTHER
from anze.interviews.queries.clashes import Clash, said
from anze.people.models import Account

SAME: Final = "{}。同一机关同一天对同一人的约谈只登记一次，不再登记；在案的内容要改的，请打开那一次更正。"
OTHER: Final = "{}。"
ASKED: Final = "确实是另一次约谈的，请勾选“{}”并写明理由；是同一次的，不用再登记。"


def refuse_twice(by: Account, clashes: Sequence[Clash], another: str) -> str:
    """Return how the ledger says why these are other interviews, empty where there is none. Raises ValidationError where one was held by the same, or
    where nobody said why it is another."""
    rights = rights_of(by)
    same = [format_html(SAME, said(one, rights)) for one in clashes if one.same]
    if same:
        raise ValidationError(same)
    if clashes and not another.strip():
        raise ValidationError({"__all__": [format_html(OTHER, said(one, rights)) for one in clashes], "another": ASKED.format(ANOTHER)})
    return f"{ANOTHER}（另有{'、'.join(dict.fromkeys(one.uid for one in clashes))}）：{another.strip()}" if clashes else ""
